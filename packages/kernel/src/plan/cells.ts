/**
 * Cells: how a value that is kept (a variable, a field, an input of an opened actor) lies in memory.
 *
 * Every cell has 8 bytes. What is kept is discrete, so a cell loses nothing: money and yearly money are whole minor
 * units in i64; a number has at most 15 significant digits, and the double nearest to it belongs to no other such
 * number; dates, truths and names are i32; a duration is its months and its days.
 */
import { type Duration, type Exact, exact, type Kind, NEVER, signed, toDouble, type Value } from "@steppe/core";
import { isOpenedName, openedIndex, openedName, type Texts } from "./texts.ts";

export type CellType = "i64" | "f64" | "i32" | "duration";

export const CELL_BYTES = 8;

/** `never` as it is kept: later than every day. */
export const NEVER_DAY = 0x7fff_ffff;

export function cellOf(kind: Kind): CellType {
  switch (kind.type) {
    case "money":
      return "i64";
    case "rate":
      return kind.currency === null ? "f64" : "i64";
    case "number":
    case "share":
      return "f64";
    case "duration":
      return "duration";
    default:
      return "i32";
  }
}

/** A value that no cell can hold: the path is too large for the kernel, and is run by the World. */
export class CellOverflow extends Error {
  constructor(what: string) {
    super(what);
    this.name = "CellOverflow";
  }
}

const I64_MAX = (1n << 63n) - 1n;
const I64_MIN = -(1n << 63n);
/** Doubles of this size and more, or so small, may have fewer digits than a number keeps. */
const LARGEST_NUMBER = 1e290;
const SMALLEST_NUMBER = 1e-290;

/** Actors opened on this path, by name and by index. */
export interface OpenedNames {
  indexOf(name: string): number | undefined;
  nameOf(index: number): string;
}

export interface CellCoder {
  read(view: DataView, at: number, kind: Kind): Value;
  /** Throws CellOverflow for what does not fit. */
  write(view: DataView, at: number, kind: Kind, value: Value): void;
}

export const dayOf = (cell: number): number => (cell === NEVER_DAY ? NEVER : cell);
export const cellOfDay = (day: number): number => {
  if (day === NEVER) return NEVER_DAY;
  if (day >= NEVER_DAY || day <= -NEVER_DAY) throw new CellOverflow(`day ${day}`);
  return day;
};

/** The number of at most 15 significant digits that lies nearest to a double. */
export function numberOf(cell: number): Exact {
  if (Number.isInteger(cell) && Math.abs(cell) < 1e15) return exact(cell);
  const [mantissa = "0", power = "0"] = cell.toExponential(14).split("e");
  const digits = BigInt(mantissa.replace(".", ""));
  const exponent = Number(power) - 14;
  return exponent >= 0 ? exact(digits * 10n ** BigInt(exponent)) : exact(digits, 10n ** BigInt(-exponent));
}

/** The inverse of `numberOf`. */
export function cellOfNumber(value: Exact): number {
  const double = toDouble(value);
  const size = Math.abs(double);
  if (size > LARGEST_NUMBER || (size < SMALLEST_NUMBER && value.n !== 0n)) throw new CellOverflow(`number ${double}`);
  return double;
}

/** Whole minor units as i64. */
export function cellOfMinor(minor: bigint): bigint {
  if (minor > I64_MAX || minor < I64_MIN) throw new CellOverflow(`${minor} minor units`);
  return minor;
}

export function cellCoder(texts: Texts, opened: OpenedNames): CellCoder {
  const nameNumber = (name: string): number => {
    const index = opened.indexOf(name);
    if (index !== undefined) return openedName(index);
    const known = texts.known(name);
    if (known === undefined) throw new Error(`a name nobody knew: ${JSON.stringify(name)}`);
    return known;
  };
  return {
    read(view, at, kind) {
      switch (cellOf(kind)) {
        case "i64":
          return exact(view.getBigInt64(at, true));
        case "f64":
          return numberOf(view.getFloat64(at, true));
        case "duration":
          return { months: view.getInt32(at, true), days: view.getInt32(at + 4, true) };
        case "i32": {
          const cell = view.getInt32(at, true);
          if (kind.type === "boolean") return cell !== 0;
          if (kind.type === "date") return dayOf(cell);
          return isOpenedName(cell) ? opened.nameOf(openedIndex(cell)) : texts.text(cell);
        }
      }
    },
    write(view, at, kind, value) {
      switch (cellOf(kind)) {
        case "i64":
          view.setBigInt64(at, cellOfMinor(signed(value as Exact)), true);
          return;
        case "f64":
          view.setFloat64(at, cellOfNumber(value as Exact), true);
          return;
        case "duration": {
          const { months, days } = value as Duration;
          view.setInt32(at, months, true);
          view.setInt32(at + 4, days, true);
          return;
        }
        case "i32": {
          const cell =
            kind.type === "boolean"
              ? Number(value as boolean)
              : kind.type === "date"
                ? cellOfDay(value as number)
                : nameNumber(value as string);
          view.setInt32(at, cell, true);
        }
      }
    },
  };
}
