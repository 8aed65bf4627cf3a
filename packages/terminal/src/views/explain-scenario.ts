/** A scenario as a whole: what it asks, what it is made of, and the variants that may be chosen. */
import { type LayerInfo, type Model, splitScenario } from "@steppe/core";
import { type VariantInfo, variantsOf } from "@steppe/core/scenario/variants.ts";
import { widthOf } from "./problem-frame-text.ts";
import { clip, counted, labelled, oneLine, type Page, section, wrap } from "./text.ts";
import { periodText } from "./values.ts";

const LABELS = 12;
const VARIANT_MOST = 32;

export function scenarioLines(model: Model, layers: readonly LayerInfo[], page: Page): readonly string[] {
  const { start, end } = model.period;
  const assumptions = [...model.assumptions.values()];
  const uncertain = assumptions.filter((one) => one.uncertain).length;
  const drawn = uncertain === 0 ? "" : `, ${uncertain} of them drawn`;
  const rows: readonly (readonly [string, string])[] = [
    ["about", oneLine(model.doc ?? "")],
    ["made of", layers.map(({ name }) => oneLine(name)).join(", then ")],
    ["period", periodText(start, end)],
    ["assumptions", `${assumptions.length}${drawn}`],
    ["actors", model.actors.map(({ name }) => oneLine(name)).join(", ")],
    ["timeline", counted(model.timeline.length, "entry").replace(/entrys$/, "entries")],
    ["measures", model.measures.map(({ name }) => oneLine(name)).join(", ")],
    ["expected", model.expectations.map(({ id }) => oneLine(id)).join(", ")],
    ["record", model.observed.map(({ name }) => oneLine(name)).join(", ")],
  ];
  return [
    ...wrap(oneLine(model.title), page.width).map((line) => page.paint("strong", line)),
    "",
    ...rows.flatMap(([label, text]) => (text === "" ? [] : labelled(page, label, text, LABELS))),
    ...variantLines(model, layers, page),
  ];
}

/** A section for each file that declares variants, the scenario's own first. */
function variantLines(model: Model, layers: readonly LayerInfo[], page: Page): readonly string[] {
  const files = layers.map(({ file }) => file);
  const all = variantsOf(model.tree, files);
  const { file: own } = splitScenario(model.name);
  const width = Math.min(VARIANT_MOST, Math.max(0, ...all.map(({ name }) => widthOf(name))));
  const [first] = all;
  if (!first) return [];
  const hint = `\`steppe run ${oneLine(own)}@${oneLine(first.name)}\` runs the first of them`;
  return [
    ...[...new Set(all.map(({ file }) => file))].flatMap((file) => {
      const those = all.filter((one) => one.file === file);
      const heading = file === own ? `Variants, ${those.length}` : `Variants of ${oneLine(file)}, ${those.length}`;
      return section(
        page,
        heading,
        those.flatMap((one) => labelled(page, clip(oneLine(one.name), width), titleOf(one), width)),
      );
    }),
    "",
    ...wrap(hint, page.width),
  ];
}

function titleOf({ title, doc, extends: under }: VariantInfo): string {
  const said = oneLine(title ?? doc ?? "");
  return under === undefined ? said : `${said}${said === "" ? "" : "; "}extends ${oneLine(under)}`;
}
