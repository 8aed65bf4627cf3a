/** A small scenario to walk through: rent by the quarter, two crashes with claims, a second microstep, a draw. */
export const PIER = `steppe: 1
title: A pier
period: 2010-01-01 .. 2012-12-31
currency: USD
parties: [landlord, tenant]
assume:
  rent: {value: 100 USD per year, judgement: test}
machines:
  pier:
    events: {crash: {claimed: {kind: money}}, mend: {}}
    variables: {crashes: {kind: number, initial: 0}}
    initial: open
    states:
      open:
        on:
          crash:
            target: closed
            actions:
              - {raise: {event: mend}}
              - {set: {crashes: crashes + 1}}
              - {pay: {from: tenant, to: landlord, amount: event.claimed, for: claim}}
      closed:
        on: {mend: mending}
      mending: {after: {"30 days": open}}
actors:
  lease: {machine: lease, with: {landlord: landlord, tenant: tenant, rent: rent, every: 3 months, from: 2010-03-31, until: 2015-12-31}}
  pier: {machine: pier}
timeline:
  - {id: crash-2011, on: 2011-06-01, actor: pier, event: crash, with: {claimed: 7 USD}, judgement: test}
  - {id: crash-2012, on: 2012-06-01, actor: pier, event: crash, with: {claimed: 9 USD}, judgement: test}
measures:
  rent_paid: paid(rent)
  claims_paid: paid(claim)
`;
