/** What is the same on every path is run once; what it pays is there on each, in its year. */
import { describe, expect, it } from "vitest";
import { SITE, type Tried, tried } from "./passes-testing.ts";

const LEASE = (rent: string, more = "") => `assume:
  sure: {value: 115 million USD per year, judgement: t}
  drawn: {value: "uniform(100 million USD, 200 million USD) per year", judgement: t}
machines:
${SITE}actors:
  lease: {machine: lease, with: {landlord: pb, tenant: pa, rent: ${rent}, every: 3 months, from: 2019-12-31, until: 2023-02-28${more}}}
  site: {machine: site}
measures: {rent: paid(rent), all: paid(), end: date(lease.expired), due: lease.charged_to}
`;

function same(found: Tried): Tried {
  expect(found.differs).toBeUndefined();
  expect(found.left).toBe(0);
  return found;
}

describe("a lease with a rent that is known", () => {
  it("is run once, and a site that draws on each path", () => {
    const { decisions } = same(tried(LEASE("sure")));
    expect(decisions.once.get(0)).toBe(true);
    expect(decisions.once.get(1)).toMatchObject({ text: "it draws" });
  });

  it("is run once for a part of the period", () => {
    expect(same(tried(LEASE("sure"), { wanted: { until: 18_500 } })).decisions.once.get(0)).toBe(true);
  });

  it("is run once when it leaves its rent owing, and pays a broken period at its end", () => {
    const found = same(tried(LEASE("sure", ", in_arrears: true").replace("2023-02-28", "2023-02-17")));
    expect(found.decisions.once.get(0)).toBe(true);
  });
});

it("a lease with a rent that is drawn is run on each path", () => {
  const { decisions } = same(tried(LEASE("drawn")));
  expect(decisions.once.get(0)).toMatchObject({ text: "it reads `drawn`, which differs from path to path" });
});

it("what goes wrong when it is run once goes wrong on every path, and the World says why", () => {
  const certain = SITE.replace('"exponential(100 days, as: wait)"', "100 days")
    .replace('"exponential(20 days, as: repair)"', "20 days")
    .replace("amount: cost", "amount: 1 USD / (3 - failures)");
  const found = tried(`machines:\n${certain}actors: {a: {machine: site}}\n`, { paths: 2 });
  expect(found.differs).toBeUndefined();
  expect(found.left).toBe(2);
  expect(found.decisions.once.get(0)).toMatchObject({ text: "what is the same on every path goes wrong" });
});
