/** Places and footings as views name them. */
import type { Footing, Model, Place, SourceDocument } from "@steppe/core";
import { oneLine } from "./text.ts";

/** "baikonur.yaml:12:3"; a machine that comes with steppe has no lines to name. */
export function placeText({ file, line, column }: Place): string {
  const name = oneLine(file);
  return file.startsWith("machine ") ? name : `${name}:${line}:${column}`;
}

/** "The treaty, The Astana Times, 2013, https://…" */
export function documentText({ title, author, outlet, date, year, url }: SourceDocument): string {
  return [title, author, outlet, date ?? year, url]
    .flatMap((part) => (part === undefined ? [] : [oneLine(part)]))
    .join(", ");
}

/** "source trend-2013: The treaty, 1994"; "judgement: why"; "" where there is none. */
export function footingText({ source, judgement }: Footing, model: Model): string {
  if (source !== undefined) {
    const document = model.sources.get(source);
    return `source ${oneLine(source)}${document ? `: ${documentText(document)}` : ""}`;
  }
  return judgement === undefined ? "" : `judgement: ${oneLine(judgement)}`;
}
