/** For the tests of a partner's bid: the tiny scenario it stands in, what it is told, and the ways it goes. */

export const BID = {
  machine: "partner-bid",
  scenario: (inputs: string, timeline: string) => `
steppe: 1
period: 2009-01-01 .. 2060-12-31
currency: USD
parties: [owner, holder, guest]
assume:
  consents: {value: false, judgement: for the test}
actors:
  lease:
    machine: lease
    with: {landlord: owner, tenant: holder, rent: 4 USD per year, from: 2009-03-31, until: 2050-12-31}
  drones: {machine: ties, with: {buyer: holder, seller: guest, price: 50 USD}}
  bid:
    machine: partner-bid
    with: {host: owner, partner: guest, fee: 365 USD per year${inputs && `, ${inputs}`}}
  people: {machine: know-how, with: {known: 24.7, pads_held: 1}}
timeline:
${timeline || "  []"}
`,
};

export const tell = (on: string, event: string, actor = "bid", fields = "") =>
  `on: ${on}, actor: ${actor}, event: ${event}${fields && `, with: {${fields}}`}`;
export const hear = (on: string, event: string, fields = "") => tell(on, event, "bid", fields);

export const FLOATED = tell("2009-04-07", "float");
export const AGREED = [
  FLOATED,
  tell("2009-05-01", "negotiate"),
  tell("2009-06-30", "sign"),
  tell("2010-01-01", "agree"),
] as const;
export const TO_MEMORANDUM = [
  "2009-01-01 dormant",
  "2009-04-07 talks.floated",
  "2009-05-01 talks.negotiating",
  "2009-06-30 talks.memorandum",
] as const;
export const SIDE_BY_SIDE = [...TO_MEMORANDUM, "2010-01-01 working_side_by_side"] as const;
export const REFUSES = ["tenant_consents: false"] as const;
export const INVESTS = ["invests: true", "investment: 87 USD"] as const;
export const WORKS = [...TO_MEMORANDUM, "2010-01-01 investing.works"] as const;
export const LEFT_ALONE = ["2009-01-01 dormant", "2009-04-07 talks.floated"] as const;
