import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decimalText,
  decodeExact,
  type Exact,
  encodeExact,
  exact,
  fromDouble,
  fullDecimalText,
  isWhole,
  numberText,
  roundHalfEven,
  roundToPlaces,
  roundToSignificant,
  scaledText,
  signed,
  toDouble,
} from "./exact.ts";

const wholes = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 30n });
/** Small parts as often as great ones, so that ties and whole numbers are common. */
const fractions: fc.Arbitrary<Exact> = fc
  .oneof(
    fc.tuple(wholes, positive),
    fc.tuple(fc.bigInt({ min: -200n, max: 200n }), fc.bigInt({ min: 1n, max: 20n })),
    fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.constantFrom(2n, 4n, 8n, 10n, 20n, 1000n)),
  )
  .map(([n, d]) => exact(n, d));

const abs = (x: bigint): bigint => (x < 0n ? -x : x);

/** Whether `whole` is n/d rounded half-even, from the definition: nearest, and even on a tie. */
function isHalfEven(whole: bigint, n: bigint, d: bigint): boolean {
  const twiceAway = 2n * abs(n - whole * d);
  return twiceAway < d || (twiceAway === d && whole % 2n === 0n);
}

/** Plain decimal text as a fraction. */
function readDecimal(text: string): Exact {
  const [whole = "", decimals = ""] = text.split(".");
  return exact(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
}

describe("roundHalfEven", () => {
  it("gives the nearest whole number, on a tie the even one", () => {
    fc.assert(
      fc.property(fractions, (x) => {
        expect(isHalfEven(roundHalfEven(x), signed(x), x.d)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [1n, 2n, 0n],
    [3n, 2n, 2n],
    [5n, 2n, 2n],
    [-1n, 2n, 0n],
    [-3n, 2n, -2n],
    [-5n, 2n, -2n],
    [7n, 3n, 2n],
    [-8n, 3n, -3n],
    [2n * 10n ** 30n + 1n, 2n, 10n ** 30n],
    [0n, 7n, 0n],
  ])("of %s/%s is %s", (n, d, expected) => {
    expect(roundHalfEven(exact(n, d))).toBe(expected);
  });
});

describe("roundToPlaces", () => {
  it("leaves a multiple of the place's unit, at most half a unit away, even on a tie", () => {
    fc.assert(
      fc.property(fractions, fc.integer({ min: -12, max: 12 }), (x, places) => {
        const unit = places >= 0 ? exact(1n, 10n ** BigInt(places)) : exact(10n ** BigInt(-places));
        const units = roundToPlaces(x, places).div(unit);
        expect(isWhole(units)).toBe(true);
        const scaled = x.div(unit);
        expect(isHalfEven(signed(units), signed(scaled), scaled.d)).toBe(true);
      }),
    );
  });
});

describe("roundToSignificant", () => {
  /** Long division on digits, independent of the code: the first digits of |x|, then the rest against a half. */
  function oracle(x: Exact, digits: number): Exact {
    if (x.n === 0n) return x;
    let scale = 0;
    let n = x.n;
    let d = x.d;
    const low = 10n ** BigInt(digits - 1);
    while (n / d >= low * 10n) {
      d *= 10n;
      scale += 1;
    }
    while (n / d < low) {
      n *= 10n;
      scale -= 1;
    }
    const cut = n / d;
    const rest = 2n * (n - cut * d);
    const rounded = x.s * (rest > d || (rest === d && cut % 2n === 1n) ? cut + 1n : cut);
    return scale >= 0 ? exact(rounded * 10n ** BigInt(scale)) : exact(rounded, 10n ** BigInt(-scale));
  }

  it("keeps the first digits and rounds half-even", () => {
    fc.assert(
      fc.property(fractions, fc.integer({ min: 1, max: 20 }), (x, digits) => {
        expect(encodeExact(roundToSignificant(x, digits))).toBe(encodeExact(oracle(x, digits)));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["9995", 3, "10000"],
    ["9985", 3, "9980"],
    ["-1/3", 4, "-3333/10000"],
    ["1000000000000001/1000", 15, "1000000000000"],
    ["99999999999999/100", 15, "99999999999999/100"],
    ["0", 15, "0"],
    ["1/1000", 1, "1/1000"],
  ])("of %s to %i digits is %s", (x, digits, expected) => {
    expect(encodeExact(roundToSignificant(decodeExact(x), digits))).toBe(expected);
  });
});

describe("doubles", () => {
  const doubles = fc.double({ noNaN: true, noDefaultInfinity: true });

  it("become exact, and are the nearest to what they became", () => {
    fc.assert(
      fc.property(doubles, (x) => {
        expect(toDouble(fromDouble(x))).toBe(x + 0);
      }),
      { numRuns: 2000 },
    );
  });

  it("become the very fraction their bits say", () => {
    expect(encodeExact(fromDouble(0.1))).toBe("3602879701896397/36028797018963968");
    expect(encodeExact(fromDouble(-2.5))).toBe("-5/2");
    expect(fromDouble(Number.MIN_VALUE).d).toBe(2n ** 1074n);
    expect(fromDouble(Number.MAX_VALUE).n).toBe((2n ** 53n - 1n) * 2n ** 971n);
  });

  it("are refused when not finite", () => {
    expect(() => fromDouble(Number.NaN)).toThrow("not a finite number: NaN");
    expect(() => fromDouble(Number.NEGATIVE_INFINITY)).toThrow("not a finite number: -Infinity");
  });

  it("are nearest: neither neighbour lies nearer to the fraction", () => {
    const bits = new BigInt64Array(1);
    const view = new Float64Array(bits.buffer);
    const neighbour = (x: number, step: bigint): number => {
      view[0] = x;
      bits[0] = (bits[0] as bigint) + step;
      return view[0] as number;
    };
    const distance = (x: Exact, y: number): Exact => x.sub(fromDouble(y)).abs();
    fc.assert(
      fc.property(fractions, (x) => {
        const nearest = toDouble(x);
        if (nearest === 0) {
          expect(signed(x)).toBe(0n);
          return;
        }
        const away = distance(x, nearest);
        expect(away.compare(distance(x, neighbour(nearest, 1n)))).toBeLessThanOrEqual(0);
        expect(away.compare(distance(x, neighbour(nearest, -1n)))).toBeLessThanOrEqual(0);
      }),
      { numRuns: 2000 },
    );
  });

  it("take a tie to the even one", () => {
    expect(toDouble(exact(2n ** 53n + 1n))).toBe(2 ** 53);
    expect(toDouble(exact(2n ** 53n + 3n))).toBe(2 ** 53 + 4);
    expect(toDouble(exact((2n ** 53n + 1n) * 2n ** 100n + 1n, 2n ** 100n))).toBe(2 ** 53 + 2);
  });

  it("exist for fractions whose parts are past the greatest double", () => {
    expect(toDouble(exact(3n ** 900n, 3n ** 901n))).toBe(1 / 3);
    expect(toDouble(exact(10n ** 400n + 1n, 10n ** 400n))).toBe(1);
    expect(toDouble(exact(-(7n ** 500n), 7n ** 500n * 4n + 1n))).toBe(-0.25);
    expect(toDouble(exact(1n, 10n ** 300n))).toBe(1e-300);
    expect(toDouble(exact(10n ** 308n))).toBe(1e308);
    expect(toDouble(exact(10n ** 400n))).toBe(Number.POSITIVE_INFINITY);
    expect(toDouble(exact(1n, 10n ** 400n))).toBe(0);
  });
});

describe("text", () => {
  it.each([
    ["7/3", 2, "2.33"],
    ["5/2", 0, "2"],
    ["1/8", 2, "0.12"],
    ["3/8", 2, "0.38"],
    ["-1/1000", 2, "0.00"],
    ["-1/20", 1, "0.0"],
    ["-3/20", 1, "-0.2"],
    ["1000000", 3, "1000000.000"],
  ])("of %s with %i decimals is %s", (x, places, text) => {
    expect(decimalText(decodeExact(x), places)).toBe(text);
  });

  it("of scaled units puts the point where it belongs", () => {
    expect(scaledText(-5n, 2)).toBe("-0.05");
    expect(scaledText(0n, 2)).toBe("0.00");
    expect(scaledText(123n, 0)).toBe("123");
    expect(scaledText(-123456n, 3)).toBe("-123.456");
    fc.assert(
      fc.property(wholes, fc.integer({ min: 0, max: 30 }), (units, places) => {
        const back = readDecimal(scaledText(units, places));
        expect(encodeExact(back)).toBe(encodeExact(exact(units, 10n ** BigInt(places))));
      }),
    );
  });

  it("for people is x to 15 significant digits, with no zeros at the end", () => {
    fc.assert(
      fc.property(fractions, (x) => {
        const text = numberText(x);
        expect(encodeExact(readDecimal(text))).toBe(encodeExact(roundToSignificant(x, 15)));
        expect(text).not.toMatch(/\.\d*0$|^-0$|\.$/);
      }),
    );
  });

  it.each([
    ["1/3", "0.333333333333333"],
    ["1/4", "0.25"],
    ["-7/50", "-0.14"],
    ["1/1024", "0.0009765625"],
    ["1234567890123456789", "1234567890123460000"],
    ["0", "0"],
    ["100", "100"],
  ])("for people of %s is %s", (x, text) => {
    expect(numberText(decodeExact(x))).toBe(text);
  });

  it("in full is there when 2 and 5 are the only primes below the line, and loses nothing", () => {
    fc.assert(
      fc.property(wholes, fc.nat(60), fc.nat(30), (n, twos, fives) => {
        const x = exact(n, 2n ** BigInt(twos) * 5n ** BigInt(fives));
        const text = fullDecimalText(x);
        expect(text).not.toMatch(/\.\d*0$/);
        expect(encodeExact(readDecimal(text as string))).toBe(encodeExact(x));
      }),
    );
    expect(fullDecimalText(exact(1, 3))).toBeUndefined();
    expect(fullDecimalText(exact(1, 60))).toBeUndefined();
    expect(fullDecimalText(exact(3, 60))).toBe("0.05");
  });
});

describe("saved exact numbers", () => {
  it("come back as they were", () => {
    fc.assert(
      fc.property(fractions, (x) => {
        expect(decodeExact(encodeExact(x)).equals(x)).toBe(true);
      }),
    );
    expect(encodeExact(exact(-6, 4))).toBe("-3/2");
    expect(encodeExact(exact(6, -3))).toBe("-2");
    expect(encodeExact(exact(0, 5))).toBe("0");
  });

  it.each(["", "1.5", "1/-2", "a", "1/2/3", " 1", "--1"])("are refused when malformed: `%s`", (text) => {
    expect(() => decodeExact(text)).toThrow(`not an exact number: ${text}`);
  });

  it("with nothing below the line are refused", () => {
    expect(() => decodeExact("1/0")).toThrow("Division by Zero");
    expect(() => exact(1n, 0n)).toThrow("Division by Zero");
  });
});
