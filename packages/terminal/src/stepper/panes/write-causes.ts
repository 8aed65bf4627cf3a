/** The chain of causes behind a step, back to the timeline, a start or the user, in a pane. */
import { causesOf } from "@steppe/core";
import type { History } from "@steppe/walk";
import { causeLines } from "../../views/explain-posting.ts";
import type { Writer } from "./writer.ts";

export function writeCauses(writer: Writer, { newest }: History, step: number): void {
  writer.head("Because");
  writer.view((page) => causesOf(newest, step).flatMap((cause) => causeLines(cause, newest, page)));
}
