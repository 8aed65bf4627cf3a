/**
 * Walking through futures: where somebody stands, moves, changes that fork, comparing, undo.
 *
 * Pure, over core: a Walk is a value, an act gives another. Files, keys and screens are the caller's.
 */
export { type Accepted, type AcceptedField, acceptedBy, acceptedIn } from "./accepted.ts";
export type { Act, Making, Move, Remark } from "./act.ts";
export { type Base, type Branch, FIRST_BRANCH } from "./branch.ts";
export type { Change } from "./change.ts";
export type { Command, Question, WhyOf } from "./command.ts";
export { History } from "./history.ts";
export {
  decodeAct,
  decodeLog,
  encodeAct,
  encodeHeader,
  encodeLine,
  LOG_SCHEMA,
  type LogHeader,
  type LogLine,
  type WalkLog,
} from "./log.ts";
export type { Halt } from "./moves.ts";
export { type OverlayHead, overlayText } from "./overlay.ts";
export { isMaking, isRemark, type Performed, perform } from "./perform.ts";
export { stepText } from "./search.ts";
export { type Sides, sidesOf } from "./sides.ts";
export { holds, isStop, type Stop } from "./stops.ts";
export {
  type Begun,
  beginWalk,
  branchOf,
  type Ground,
  lineOf,
  type Position,
  type Refused,
  stepAt,
  toldBy,
  type Walk,
  worldAt,
} from "./walk.ts";
export { type Parsed, parseWords, placedInLine } from "./words.ts";
export { ARGUMENTS, type ArgumentName, type Piece } from "./words-form.ts";
export { LINE_FILE, quotedWord } from "./words-line.ts";
export { wordsOf } from "./words-of.ts";
export { placedInAct, type TypedAct } from "./words-place.ts";
export { type Form, GROUPS, type Group, WORDS, type WordCommand } from "./words-table.ts";
