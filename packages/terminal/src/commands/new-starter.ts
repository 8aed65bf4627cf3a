/** The scenario that `steppe new` writes: each part of the format once, with a line on what it is for. */

export function starterText(title: string): string {
  return `# A scenario: who leases what from whom, on which assumptions, and what is asked of it.
#   steppe run FILE          what happens, and who pays whom
#   steppe compare FILE @early @dear
#   steppe check FILE        every mistake at once
steppe: 1
title: ${title}
period: 2025-01-01 .. 2044-12-31      # both days included
currency: USD                         # what sums are in, unless they say otherwise

parties: [landlord, tenant]

# Where figures come from. An assumption names one of these, or says why it is a judgement.
sources:
  contract: {title: The contract, year: 2025}

assume:
  rent: {value: 12 million USD per year, source: contract}
  term_ends: {value: 2044-12-31, source: contract}
  rise: {value: 10%, source: "judgement: half of what the landlord has asked for"}

# Who acts. Machines are what they run: \`steppe machines\` lists them, \`steppe machines lease\` explains one.
actors:
  lease:
    machine: lease
    with: {landlord: landlord, tenant: tenant, rent: rent, every: 3 months, from: 2025-03-31, until: term_ends}

# What happens on a known day: an event for an actor, or a change of assumptions.
timeline:
  - {id: review, on: 2035-01-01, assume: {rent: rent * (1 + rise)}, source: contract}

measures:
  rent_paid: "paid(for: rent)"
  lease_ends: date(lease.ended)       # a date, or never
  worth_today: "npv(paid(for: rent), 5%)"

# What must hold in every future; \`steppe run\` says so when it does not.
expect:
  - never: "paid(for: rent, on: today) > 4 million USD"

# What-ifs: each changes something of the above.
variants:
  early:
    timeline:
      - {on: 2030-06-30, actor: lease, event: end, source: "judgement: what if both sides agree to part"}
  dear:
    assume: {rise: {value: 25%, source: "judgement: what the landlord might get"}}
`;
}
