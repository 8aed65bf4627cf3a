/** The chain of causes behind a step, back to the timeline, a start, the user or a draw, in a pane. */
import { causesOf } from "@steppe/core";
import { luckBehind } from "@steppe/core/measure/luck.ts";
import type { History } from "@steppe/walk";
import { luckLines } from "../../views/explain-posting.ts";
import { chainLines, toldOf } from "./chain.ts";
import type { Writer } from "./writer.ts";

export function writeCauses(writer: Writer, { newest }: History, step: number): void {
  const causes = causesOf(newest, step);
  writer.head("Because");
  writer.view((page) => chainLines(causes, newest, page));
  writer.view((page) => luckLines(luckBehind(newest, toldOf(causes)), newest, page));
}
