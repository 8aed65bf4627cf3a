import { exact, fromDouble, roundToSignificant, toDouble } from "@steppe/core/quantity/index.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Program, startJs, startWasm } from "../code/index.ts";
import { powersOfTen, shortIn } from "./digits.ts";

const program = new Program();
program.useMemory({ initial: 1 });
program.place(64, powersOfTen());
program.export(shortIn(program, 64));

const numbers = fc.oneof(
  fc.double({ noNaN: true, min: -1e21, max: 1e21 }),
  fc.double({ noNaN: true, min: 1e-6, max: 1e4 }),
  fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
  // Near the middle between two numbers of 15 digits.
  fc
    .tuple(fc.integer({ min: 1e14, max: 9e14 }), fc.integer({ min: -20, max: 5 }))
    .map(([digits, power]) => (digits + 0.5) * 10 ** power),
  fc.tuple(fc.integer({ min: 1, max: 1e6 }), fc.nat(6)).map(([whole, places]) => whole / 10 ** places),
);

for (const [name, { functions }] of Object.entries({ wasm: startWasm(program), js: startJs(program) })) {
  const short = (value: number, error = 0) => functions.short?.(value, error) as number;
  const expected = (value: number) => toDouble(roundToSignificant(fromDouble(value), 15));

  test(`a double that is known exactly is rounded to 15 digits as core does it (${name})`, () => {
    fc.assert(
      fc.property(numbers, (value) => {
        const found = short(value);
        if (Number.isNaN(found)) expect(Math.abs(value) < 1e-7 || Math.abs(value) >= 1e14).toBe(true);
        else expect(found).toBe(value === 0 ? 0 : expected(value));
      }),
      { numRuns: 3000 },
    );
  });

  test(`a double within a bound is rounded only where nothing else is possible (${name})`, () => {
    let answered = 0;
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: 1e-3, max: 1e9 }), fc.integer({ min: 0, max: 6 }), (value, ulps) => {
        const error = value * 2 ** -52 * ulps;
        const found = short(value, error);
        if (Number.isNaN(found)) return;
        answered += 1;
        for (const end of [-1, 1]) {
          const other = fromDouble(value).add(fromDouble(error).mul(exact(end)));
          expect(found).toBe(toDouble(roundToSignificant(other, 15)));
        }
      }),
      { numRuns: 2000 },
    );
    expect(answered).toBeGreaterThan(300);
  });
}

test("a tie goes to the even digit", () => {
  const { functions } = startWasm(program);
  expect(functions.short?.(1000000000000000.5 / 2, 0)).toBe(500000000000000);
  expect(functions.short?.(500000000000001.5, 0)).toBe(500000000000002);
  expect(functions.short?.(500000000000002.5, 0)).toBe(500000000000002);
});
