/** The times a claim takes, as inputs of a machine that opens claims and hands them on to each. */

const HANDED_ON = "of `claim`, the input";

export const claimTimes = {
  claim_to_commission: {
    kind: "duration",
    default: "30 days",
    known: "2008-01-16",
    doc: `From a claim to the joint commission: ${HANDED_ON} \`to_commission\`.`,
  },
  claim_study: {
    kind: "duration",
    default: "60 days",
    known: "2008-01-16",
    doc: `How long the commission studies cause and damage: ${HANDED_ON} \`study\`.`,
  },
  claim_evaluation: {
    kind: "duration",
    default: "42 days",
    known: "2008-01-16",
    doc: `How long the operator's own evaluation takes: ${HANDED_ON} \`evaluation\`.`,
  },
  claim_payment_time: {
    kind: "duration",
    default: "60 days",
    known: "2007-01-08",
    doc: `From agreement to payment: ${HANDED_ON} \`payment_time\`.`,
  },
  claim_patience: {
    kind: "duration",
    default: "813 days",
    known: "2016-02-02",
    doc: `How long a contested claim is kept up: ${HANDED_ON} \`patience\`.`,
  },
} as const;

/** What an opened claim is given of them. */
export const claimTimesGiven = {
  to_commission: "claim_to_commission",
  study: "claim_study",
  evaluation: "claim_evaluation",
  payment_time: "claim_payment_time",
  patience: "claim_patience",
} as const;
