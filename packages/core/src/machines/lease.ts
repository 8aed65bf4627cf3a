/** A lease: rent in arrears on calendar dates, until it expires, is ended by agreement or denounced. */
import { chargedTo } from "./arrears.ts";
import { announce, cancel, type MachineDefinition, raise, set, when } from "./definition.ts";
import { arrearsHeard, rentDue, rentStops } from "./lease-rent.ts";
import { until } from "./until.ts";

/** The end of the term, counted anew. */
const countTerm = raise({ event: "expire", delay: "to_expiry", id: "expiry" });

const awaitRatification = raise({ event: "ratify", delay: "ratification", id: "ratification" });

/** What is signed is in force at once, or waits; `more` is what else the state it is signed in has to say. */
const signedTerm = <const T extends { readonly target?: string }>(more: T) =>
  [
    {
      ...more,
      guard: when("event.until >= today and today + ratification = today"),
      actions: [set({ last_day: "event.until", after_that: "'term'" }), countTerm],
      doc: "The term is counted anew; the due dates go on as they were. A term may also be cut short.",
    },
    {
      ...more,
      guard: when("event.until >= today"),
      actions: [set({ signed_until: "event.until", term_signed: "true", after_that: "'term'" }), awaitRatification],
      doc: "The new term is signed and waits for its ratification.",
    },
  ] as const;

const signedRent = <const T extends { readonly target?: string }>(more: T) =>
  [
    {
      ...more,
      guard: when("today + ratification = today"),
      actions: set({ agreed_rent: "event.to", rent_agreed: "true", after_that: "'term'" }),
      doc: "The new rent is felt from the next due date on, for the whole of what is then paid for.",
    },
    {
      ...more,
      actions: [set({ signed_rent: "event.to", rent_signed: "true", after_that: "'term'" }), awaitRatification],
      doc: "The new rent is signed and waits for its ratification.",
    },
  ] as const;

/** Land or pads are to go back; `then` is where the talks stand meanwhile. */
const givenUp = <const T extends string>(then: T) =>
  ({
    target: "shrinking",
    actions: set({
      after_that: `'${then}'`,
      leaving_hectares: "event.hectares",
      leaving_pads: "event.pads",
      leaving_cut: "event.rent_cut",
      leaving_in: "event.handover",
      for_museum: "event.museum",
    }),
    doc: "It is agreed that land or pads go back: land in 2017, Zenit's pad, Gagarin's Start (C5, C6, C7).",
  }) as const;

const partReturned = [
  set({
    hectares_returned: "hectares_returned + leaving_hectares",
    pads_returned: "pads_returned + leaving_pads",
    rent_kept: "rent_kept * (1 - leaving_cut)",
  }),
  announce({
    event: "part_returned",
    with: { hectares: "leaving_hectares", pads: "leaving_pads", museum: "for_museum" },
  }),
] as const;

/** The same of what goes at once, while something else is on its way. */
const partGoes = [
  set({
    hectares_returned: "hectares_returned + event.hectares",
    pads_returned: "pads_returned + event.pads",
    rent_kept: "rent_kept * (1 - event.rent_cut)",
  }),
  announce({
    event: "part_returned",
    with: { hectares: "event.hectares", pads: "event.pads", museum: "event.museum" },
  }),
] as const;

const noTalks = set({ after_that: "'term'" });
const demanded = set({ after_that: "'reopening_demanded'" });
const opened = set({ after_that: "'renegotiating'" });

export const lease = {
  title: "Lease",
  doc:
    "A tenant pays a landlord a yearly rent in equal parts, each at the close of its period. `until` is the last " +
    "day in force and is paid for; the lease expires on the day after. An ending by agreement or by denunciation " +
    "takes effect at the start of its day, which is not paid for (unless what falls due on that very day has been " +
    "paid before: due dates come last in the order of a day). What is due for a broken period, by days in " +
    "force over days of that period, is paid on the day the lease ends. Needs no notice: where a contract has " +
    "one, give the event on the day the notice runs out. The landlord may demand new terms and the two may talk " +
    "about them; land and pads may go back; the tenant may owe its rent rather than pay it; and what is signed may " +
    "have to wait for its ratification. What is still owed when the lease is over stays owed. Rent in kind is not " +
    "told apart from rent in cash.",
  inputs: {
    landlord: { kind: "party", doc: "Who receives the rent." },
    tenant: { kind: "party", doc: "Who pays it." },
    rent: {
      kind: "money per year",
      doc:
        "The rent. A change is felt from the next payment on, for the whole of what is then paid for; once the two " +
        "have agreed on another (`set_rent`), that one holds, and this is read no more.",
    },
    every: { kind: "duration", default: "3 months", doc: "The time between two payments, in months." },
    from: {
      kind: "date",
      doc: "The first due date. Later ones are counted from it: from 31 January come 28 February and 31 March.",
    },
    until: {
      kind: "date",
      doc: "The last day in force, which is paid for, or `never`. It is read at the start; `extend` moves it later.",
    },
    starts: {
      kind: "date",
      default: "due_before(today, from, every) + 1 day",
      doc:
        "The first day that is paid for; unless given, that of the instalment period in which the run begins, or " +
        "of the one which the first due date closes.",
    },
    in_arrears: {
      kind: "boolean",
      default: "false",
      known: "1998-12-31",
      doc: "Whether at the start rent is left owing: at Baikonur none was paid from 1994 to 1998 (C5: 460 M owed).",
    },
    ratification: {
      kind: "duration",
      default: "0 days",
      known: "2021-06-24",
      doc:
        "From signing new terms to their coming into force. At Baikonur (C5): 9 January 2004 to 7 June 2010, and " +
        "9 November 2018 to 24 June 2021.",
    },
    demand_stands: {
      kind: "duration",
      default: "31 days",
      known: "2013-01-10",
      doc: "How long a demand stands of which nothing more is heard: 10 December 2012 to the ministry's word of 10 January.",
    },
    talks_last: {
      kind: "duration",
      default: "328 days",
      known: "2013-12-24",
      doc: "How long the two then talk: from the commission of 30 January 2013 to the roadmap of 24 December (A2).",
    },
    rent_raised: {
      kind: "share",
      default: "0%",
      known: "2025-12-31",
      doc: "The chance that talks left alone raise the rent: 1999, 2004, 2012-13, 2023 and 2025 all ended at 115 (D3).",
    },
    raised_again: {
      kind: "share",
      default: "0%",
      known: "1955-12-31",
      doc:
        "The same chance once another rent has been signed. Panama's stood for 33 years before its second step, 19 " +
        "before its third (C12).",
    },
    step_up: {
      kind: "number",
      default: "1.7",
      known: "2014-05-05",
      doc: "Times what the rent is then raised; elsewhere 1.7 to 4.5 (C12), and 1.7 was the talk of 200 in 2004.",
    },
    resists: {
      kind: "boolean",
      default: "false",
      doc:
        "Whether the tenant resists new terms as long as no site of its own can take over, as Russia was thought to in " +
        "2013 (A4): talks left alone then raise nothing.",
    },
    handover: {
      kind: "duration",
      default: "0 days",
      doc: "From giving up land or pads to their return: the Zenit pad, foreseen in December 2013, went in 2018 (C8).",
    },
    category: { kind: "text", default: "'rent'", doc: "The category of its postings." },
  },
  variables: {
    charged_to: chargedTo("starts - 1 day"),
    last_day: { kind: "date", initial: "until", doc: "The last day in force, extensions included." },
    withholding: { kind: "boolean", initial: "in_arrears", doc: "Whether rent is now left owing." },
    instalment: { kind: "money", like: "rent", initial: "0 * rent * 1 year", doc: "The last rent left owing." },
    arrears: { kind: "money", like: "rent", initial: "0 * rent * 1 year", doc: "The rent owed and not yet paid." },
    rent_agreed: { kind: "boolean", initial: "false", doc: "Whether the two have agreed on a rent since the start." },
    agreed_rent: { kind: "money per year", like: "rent", initial: "rent", doc: "The rent they have agreed on." },
    rent_kept: { kind: "number", initial: "1", doc: "What part of the rent is left after land and pads went back." },
    rent_signed: { kind: "boolean", initial: "false", doc: "Whether a signed rent waits for its ratification." },
    signed_rent: { kind: "money per year", like: "rent", initial: "rent", doc: "The rent that waits." },
    term_signed: { kind: "boolean", initial: "false", doc: "Whether a signed term waits for its ratification." },
    signed_until: { kind: "date", initial: "until", doc: "The last day of the term that waits." },
    hectares_returned: { kind: "number", initial: "0", doc: "The land given back so far, in hectares." },
    pads_returned: { kind: "number", initial: "0", doc: "The launch pads given back so far." },
    leaving_hectares: { kind: "number", initial: "0", doc: "The land that is on its way back, in hectares." },
    leaving_pads: { kind: "number", initial: "0", doc: "The pads that are on their way back." },
    leaving_cut: { kind: "share", initial: "0%", doc: "What part of the rent goes with them." },
    leaving_in: { kind: "duration", initial: "handover", doc: "How long their handover takes." },
    for_museum: { kind: "boolean", initial: "false", doc: "Whether the pads are for a museum." },
    substitute_works: {
      kind: "boolean",
      initial: "false",
      doc: "Whether a site of the tenant's is heard to work; of `relocation`, and kept only by one that resists.",
    },
    after_that: { kind: "text", initial: "'term'", doc: "The state to which it returns once the handover is done." },
  },
  events: {
    due: {},
    expire: {},
    extend: { until: { kind: "date", doc: "The new last day in force; today or later." } },
    set_rent: { to: { kind: "money per year", like: "rent", doc: "The new rent." } },
    ratify: {},
    demand: {},
    withdraw: {},
    negotiate: {},
    settle: {},
    give_up: {
      hectares: {
        kind: "number",
        default: "0",
        doc: "The land that goes back: 11,600 hectares from 2017 to 2019 (C5).",
      },
      pads: { kind: "number", default: "0", doc: "The pads that go back: Zenit's in 2018, Gagarin's Start in 2025." },
      rent_cut: {
        kind: "share",
        default: "0%",
        doc: "What part of the rent goes with them; none ever did at Baikonur (C5, C7).",
      },
      handover: { kind: "duration", default: "handover", doc: "How long it takes, if not as long as usual." },
      museum: {
        kind: "boolean",
        default: "false",
        doc: "Whether the pads are for a museum, as Gagarin's Start in 2025 (C7), not to be run.",
      },
    },
    part_returned: {
      hectares: { kind: "number", default: "0", doc: "The land returned." },
      pads: { kind: "number", default: "0", doc: "The pads returned." },
      museum: { kind: "boolean", default: "false", doc: "Whether they are for a museum." },
    },
    withhold: {},
    resume: {},
    pay_arrears: { amount: { kind: "money", like: "rent", doc: "How much; at most what is owed." } },
    settle_arrears: {},
    end: {},
    denounce: {},
    lease_over: {},
    programme_moved: {
      programme: { kind: "text", default: "''", doc: "Heard of `relocation`: nothing, if the site as a whole works." },
    },
  },
  delays: { to_expiry: until("last_day + 1 day"), to_return: "leaving_in" },
  initial: "in_force",
  states: {
    in_force: {
      doc: "The tenant holds the site and pays.",
      initial: "term",
      invoke: { src: "calendar", input: { every: "every", from: "from", event: "due" } },
      entry: countTerm,
      exit: [...rentStops, announce({ event: "lease_over" })],
      on: {
        due: rentDue,
        expire: {
          target: "expired",
          doc: "The term has run out: told by the lease itself, on the day after its last.",
        },
        extend: signedTerm({ target: ".term" }),
        set_rent: signedRent({ target: ".term" }),
        ratify: {
          guard: when("term_signed or rent_signed"),
          actions: [
            set({
              last_day: "if(term_signed, max(signed_until, today), last_day)",
              agreed_rent: "if(rent_signed, signed_rent, agreed_rent)",
              rent_agreed: "rent_agreed or rent_signed",
              term_signed: "false",
              rent_signed: "false",
            }),
            cancel("ratification"),
            countTerm,
          ],
          doc: "What was signed comes into force. Told, it comes before its time.",
        },
        ...arrearsHeard,
        programme_moved: {
          guard: when("resists and event.programme = ''"),
          actions: set({ substitute_works: "true" }),
          doc: "The tenant can do without the leased site, and need not resist any more.",
        },
        end: { target: "ended", doc: "By agreement; in thirty years it has not come to that at Baikonur (D4)." },
        denounce: {
          target: "denounced",
          doc: "One side ends it, as was threatened in December 2012 (A2) and never done.",
        },
      },
      states: {
        term: {
          doc: "The term is running, and nobody asks for other terms.",
          on: {
            demand: { target: "reopening_demanded", doc: "New terms are asked for, or an end is threatened (A2)." },
            negotiate: { target: "renegotiating", doc: "The two agree to talk without a quarrel before it." },
            give_up: givenUp("term"),
          },
        },
        reopening_demanded: {
          doc: "One side asks in public for new terms, or threatens to end the lease, as in December 2012 (B1).",
          on: {
            withdraw: { target: "term", doc: "It is denied, or explained away." },
            negotiate: { target: "renegotiating", doc: "A commission meets, as on 30 January 2013 (A2)." },
            give_up: givenUp("reopening_demanded"),
          },
          after: { demand_stands: { target: "term", doc: "Nothing has come of it." } },
        },
        renegotiating: {
          doc: "The two talk about new terms. What they sign ends the talks; so does `settle`, with nothing changed.",
          on: {
            settle: { target: "term", doc: "They end with nothing changed (D3)." },
            give_up: givenUp("renegotiating"),
          },
          after: {
            talks_last: [
              {
                guard: when(
                  "(not resists or substitute_works) and not (rent_agreed or rent_signed) and chance(rent_raised, as: rent_raised)",
                ),
                actions: raise({ event: "set_rent", with: { to: "if(rent_agreed, agreed_rent, rent) * step_up" } }),
                doc: "They agree on a higher rent.",
              },
              {
                guard: when(
                  "(not resists or substitute_works) and (rent_agreed or rent_signed) and chance(raised_again, as: raised_again)",
                ),
                actions: raise({ event: "set_rent", with: { to: "if(rent_agreed, agreed_rent, rent) * step_up" } }),
                doc: "They agree on a higher rent once more.",
              },
              { target: "term" },
            ],
          },
        },
        shrinking: {
          doc:
            "Land or pads are on their way back to the landlord; the rent stays unless a cut was agreed (D4). How " +
            "long talks and demands have stood is counted anew after it.",
          on: {
            extend: signedTerm({}),
            set_rent: signedRent({}),
            demand: { actions: demanded },
            negotiate: { actions: opened },
            withdraw: { actions: noTalks },
            settle: { actions: noTalks },
            give_up: [
              {
                guard: when("today + event.handover = today"),
                actions: partGoes,
                doc: "What needs no handover goes at once, the rest when it was to.",
              },
              {
                target: "shrinking",
                reenter: true,
                actions: set({
                  leaving_hectares: "leaving_hectares + event.hectares",
                  leaving_pads: "leaving_pads + event.pads",
                  leaving_cut: "1 - (1 - leaving_cut) * (1 - event.rent_cut)",
                  leaving_in: "event.handover",
                  for_museum: "for_museum or event.museum",
                }),
                doc: "More is given up: the handover of it all is counted anew.",
              },
            ],
          },
          after: {
            to_return: [
              { guard: when("after_that = 'renegotiating'"), target: "renegotiating", actions: partReturned },
              { guard: when("after_that = 'reopening_demanded'"), target: "reopening_demanded", actions: partReturned },
              { target: "term", actions: partReturned },
            ],
          },
        },
      },
    },
    ended: { type: "final", doc: "Both sides agreed to end it." },
    denounced: { type: "final", doc: "One side has ended it." },
    expired: { type: "final", doc: "The term is over." },
  },
} as const satisfies MachineDefinition;
