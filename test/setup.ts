/** Gives every random test the run's seed, and ends the message of a failure with the command that repeats it. */
import fc, { type RunDetails } from "fast-check";

const seed = Number(process.env.STEPPE_SEED);

function reportWithReplay(details: RunDetails<unknown>): void {
  if (!details.failed) return;
  throw new Error(`${fc.defaultReportMessage(details)}\nrepeat with: STEPPE_SEED=${seed} npm test`, {
    cause: details.errorInstance,
  });
}

fc.configureGlobal({ seed, reporter: reportWithReplay });
