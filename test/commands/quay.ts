/** A small scenario for the tests of the commands: a quay rented by the quarter for four years. */
export const QUAY = `steppe: 1
title: A quay for four years
period: 2020-01-01 .. 2023-12-31
currency: EUR
parties: [harbour, carrier]
assume:
  rent: {value: 8 million EUR per year, judgement: "for the test"}
actors:
  lease:
    machine: lease
    with: {landlord: harbour, tenant: carrier, rent: rent, every: 3 months, from: 2020-03-31, until: 2022-12-31}
timeline:
  - {id: dearer, on: 2021-01-01, assume: {rent: 10 million EUR per year}, judgement: "for the test"}
measures:
  rent_paid: {value: "paid(for: rent)", title: Rent}
  over: date(lease.expired)
  ended: date(lease.ended)
  rate: rent
  share: 5%
  term: 4 years
  tenth: 1 / 10
expect:
  - {id: modest, always: "paid(for: rent) <= 30 million EUR"}
  - {id: paid-up, at_end: "owed(for: rent) = 0 EUR"}
variants:
  early:
    title: The carrier leaves early
    timeline: [{id: leaving, on: 2021-05-16, actor: lease, event: end, judgement: "for the test"}]
  dear:
    title: A dear quay
    assume: {rent: {value: 12 million EUR per year, judgement: "for the test"}}
  unlikely:
    title: Luck
    assume:
      luck: {value: chance(30%), judgement: "for the test"}
      rent: {value: "if(luck, 4 million EUR per year, 8 million EUR per year)", judgement: "for the test"}
  broken:
    title: Divided by nothing
    assume: {parts: {value: 1, judgement: "for the test"}}
    actors: {lease: {with: {rent: rent / parts}}}
    timeline: [{id: none, on: 2021-03-01, assume: {parts: 0}, judgement: "for the test"}]
`;
