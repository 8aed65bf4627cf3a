/** A small lease, for the tests of its machine. */

export const LEASE = {
  machine: "lease",
  scenario: (inputs: string, timeline: string) => `
steppe: 1
period: 2004-01-01 .. 2006-12-31
currency: USD
parties: [owner, holder]
assume:
  rent: {value: 400 USD per year, judgement: for the test}
actors:
  lease:
    machine: lease
    with: {landlord: owner, tenant: holder, rent: rent, from: 2004-03-31, until: 2005-06-30${inputs && `, ${inputs}`}}
timeline:
${timeline || "  []"}
`,
};

export const tell = (on: string, event: string, fields = "") =>
  `on: ${on}, actor: lease, event: ${event}${fields && `, with: {${fields}}`}`;
