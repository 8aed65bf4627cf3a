/** The money of a lease: rent in arrears on its due dates, paid or left owing. */
import { type Arrears, amountUpTo, onDueDate } from "./arrears.ts";
import { cancel, owe, pay, set, when } from "./definition.ts";

/** The rent as it stands: that of the contract, or the one agreed since; less what a return of land has taken off. */
const RATE = "if(rent_agreed, agreed_rent, rent) * rent_kept";

const rent: Arrears = { from: "tenant", to: "landlord", rate: RATE, every: "every", anchor: "from", for: "category" };

const posting = <const T extends string>(amount: T) =>
  ({ from: "tenant", to: "landlord", amount, for: "category" }) as const;

const TODAY = amountUpTo(rent, "today");
const BROKEN = amountUpTo(rent, "today - 1 day");

/** A due date: the rent is left owing, or paid beside what is owed from before, or paid. */
export const rentDue = [
  {
    guard: when("withholding"),
    actions: [
      set({ instalment: TODAY }),
      owe(posting("instalment")),
      set({ arrears: "arrears + instalment", charged_to: "max(charged_to, today)" }),
    ],
    doc: "The rent falls due and is not paid.",
  },
  {
    guard: when("arrears > 0 * arrears"),
    actions: [owe(posting(TODAY)), pay(posting(TODAY)), set({ charged_to: "max(charged_to, today)" })],
    doc: "The rent is paid again; it is booked as due as well, so that what was owed before stays owed.",
  },
  onDueDate(rent),
] as const;

/** The end: the broken period is paid for, or left owing with the rest. */
export const rentStops = [
  set({ instalment: `if(withholding, ${BROKEN}, 0 * arrears)` }),
  owe(posting(`if(withholding, instalment, if(arrears > 0 * arrears, ${BROKEN}, 0 * arrears))`)),
  pay(posting(`if(withholding, 0 * arrears, ${BROKEN})`)),
  set({ arrears: "arrears + instalment" }),
  cancel("expiry"),
  cancel("ratification"),
] as const;

/** What is told of arrears. */
export const arrearsHeard = {
  withhold: { actions: set({ withholding: "true" }), doc: "From the next due date on the rent is owed, not paid." },
  resume: {
    actions: set({ withholding: "false" }),
    doc: "Rent is paid again as it falls due; what is owed stays owed.",
  },
  pay_arrears: {
    actions: [pay(posting("min(event.amount, arrears)")), set({ arrears: "arrears - min(event.amount, arrears)" })],
    doc: "A part of what is owed is paid.",
  },
  settle_arrears: {
    actions: [pay(posting("arrears")), set({ arrears: "0 * arrears", withholding: "false" })],
    doc: "All that is owed is paid, and the rent is paid again as it falls due.",
  },
} as const;
