/**
 * The parts that the shape of the format is made of: texts, names, mappings with known keys.
 *
 * Every schema serves twice: it checks what was read (where every scalar is text), and it becomes
 * the JSON Schema that editors complete and explain from (where `1` may be a number and `true` a
 * boolean).
 */
import * as z from "zod/mini";

export interface Note {
  readonly description: string;
  readonly examples?: unknown[];
}

/** What editors show for a key. */
export const NOTES = z.registry<Note>();

/** `schema` with what an editor shows for it. */
export function noted<T extends z.ZodMiniType>(schema: T, description: string, ...examples: unknown[]): T {
  NOTES.add(schema, examples.length === 0 ? { description } : { description, examples });
  return schema;
}

/** Any scalar: text, number, boolean, date, expression. */
export function scalar(description: string, ...examples: unknown[]) {
  return noted(z.union([z.string(), z.number(), z.boolean()]), description, ...examples);
}

/** The same, where it may be left out. */
export function text(description: string, ...examples: unknown[]) {
  return z.optional(scalar(description, ...examples));
}

// Messages carry their help after a line break; `shape-problems.ts` takes them apart.
const wording = (message: string, help: string) => `${message}\n${help}`;

/** A text of a certain form: `what` says which, `help` how to write it. */
function form(pattern: RegExp, what: string, help: string) {
  const error = (issue: { readonly input?: unknown }) => wording(`\`${String(issue.input)}\` is not ${what}`, help);
  return z.string().check(z.regex(pattern, { error }));
}

export const SNAKE = /^[a-z][a-z0-9_]*$/;
const SNAKE_HELP = "write small letters, digits and `_`, a letter first";
export const snakeName = form(SNAKE, "a name", SNAKE_HELP);
export const slug = form(/^[a-z][a-z0-9_-]*$/, "a name", "write small letters, digits, `-` and `_`, a letter first");
export const eventName = z.string().check(
  z.regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/, {
    error: ({ input }) =>
      String(input).includes("*")
        ? wording(
            `\`${String(input)}\` is a wildcard, and an event is heard by its name`,
            "write each event that is meant",
          )
        : wording(
            `\`${String(input)}\` is not the name of an event`,
            "write `crash`, or `lease.ended` for what an actor announces",
          ),
  }),
);
export const anyKey = z.string();
export const dateKey = form(/^\d{4}-\d{2}-\d{2}$/, "a date", "write year, month and day: `2004-01-31`");
export const indexKey = form(/^\d{4}(-\d{2}-\d{2})?$/, "a date or a year", "write `2004` or `2004-01-31`");
export const currencyPair = form(
  /^[A-Z]{3}\/[A-Z]{3}$/,
  "a pair of currencies",
  "write `RUB/USD` for roubles for one dollar",
);
export const currencyCode = form(/^[A-Z]{3}$/, "a currency", "write its three capital letters: `USD`");
export const periodText = form(
  /^\d{4}-\d{2}-\d{2}\s*\.\.\s*\d{4}-\d{2}-\d{2}$/,
  "a period",
  "write two dates, both included: `2004-01-01 .. 2050-12-31`",
);

/** A mapping with these keys and no others. */
export function mapping<T extends z.core.$ZodLooseShape>(shape: T) {
  return z.strictObject(shape, {
    // The issue names the keys that are wrong; the message carries those that would be right.
    error: (issue) => (issue.code === "unrecognized_keys" ? Object.keys(shape).join(" ") : undefined),
  });
}

/** A mapping from names to values. */
export function names<K extends z.core.$ZodRecordKey, V extends z.ZodMiniType>(
  key: K,
  value: V,
  description: string,
  ...examples: unknown[]
) {
  return z.optional(noted(z.record(key, value), description, ...examples));
}

/** Exactly one of `keys` must be there. */
export function exactlyOne(keys: readonly string[]) {
  const list = keys.map((key) => `\`${key}\``).join(", ");
  return z.refine<object>((value) => keys.filter((key) => Object.hasOwn(value, key)).length === 1, {
    error: wording(`exactly one of ${list} must be here`, "keep one of them"),
    // So that a union takes this form for one that does not fit, not for the one that nearly does.
    abort: true,
  });
}

export const source = () =>
  text("Where this comes from: the id of one of `sources`, or `judgement: why`.", "astana-times");
export const judgement = () => text("Why this value was chosen, where no document gives it.");
export const doc = () => text("What this is, for those who read the scenario.");
export const title = () => text("A name for people, as reports print it.");
export const withValues = (description: string) =>
  names(snakeName, scalar("An expression, or a name."), description, { rent: "115 million USD per year" });

/** Values by date: each holds until the next. */
export const series = <K extends z.core.$ZodRecordKey>(key: K) =>
  noted(z.record(key, scalar("The value from this date on.")), "Values by date: each holds until the next.");
