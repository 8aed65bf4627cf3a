import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Counted, countedOf } from "./counted.ts";
import { Waiting } from "./waiting.ts";

const plain = ({ ordinals, counts }: Counted) => ({ ordinals: [...ordinals], counts: [...counts] });

function flushed(waiting: Waiting) {
  let found: ReturnType<typeof plain> | undefined;
  waiting.flush((all) => {
    found = plain(all);
  });
  return found;
}

describe("values that wait", () => {
  it("are handed over as one, whatever the parts they came in, again and again", () => {
    const values = fc.array(fc.integer({ min: -40, max: 40 }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.array(fc.array(values, { maxLength: 8 }), { maxLength: 4 }), (rounds) => {
        // Two at a time, so that the arrays of one come to serve the other.
        const [one, other] = [new Waiting(), new Waiting()];
        for (const parts of rounds) {
          for (const part of parts) {
            const counted = countedOf(Float64Array.from(part));
            const before = plain(counted);
            one.add(counted);
            other.add(countedOf(Float64Array.from(part, (value) => -value)));
            expect(plain(counted)).toEqual(before);
          }
          const all = Float64Array.from(parts.flat());
          expect(flushed(one) ?? plain(countedOf(all))).toEqual(plain(countedOf(all)));
          expect(one.length).toBe(0);
          expect(flushed(other) ?? plain(countedOf(all))).toEqual(plain(countedOf(all.map((value) => 0 - value))));
        }
      }),
    );
  });

  it("are as many as their tables have, and are none where nothing came", () => {
    const waiting = new Waiting();
    expect(flushed(waiting)).toBeUndefined();
    waiting.add(countedOf(Float64Array.of(1, 2, 3)));
    waiting.add(countedOf(Float64Array.of(2)));
    expect(waiting.length).toBe(3);
    waiting.add(countedOf(Float64Array.of(9)));
    expect(waiting.length).toBe(4);
    expect(flushed(waiting)?.counts).toEqual([1, 2, 1, 1]);
  });
});
