/**
 * The last line of a CI run, "N passed, N failed", from what scripts/test.sh leaves in dist/report.
 *
 * A test file that could not be loaded counts as one failure, and so does every other stage that failed. A run that
 * left no report of its tests has failed.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

const report = join(dirname(import.meta.dirname), "dist/report");
const read = (name: string): string => (existsSync(join(report, name)) ? readFileSync(join(report, name), "utf8") : "");

const stages = new Map(
  read("stages")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split(" ") as [string, string]),
);
const otherStages = [...stages].filter(([name, code]) => name !== "tests" && code !== "0").length;
const text = read("tests.json");
let passed = 0;
let failed = otherStages;
if (text !== "") {
  const tests = JSON.parse(text) as TestReport;
  const unloaded = tests.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  passed = tests.numPassedTests;
  failed += tests.numFailedTests + unloaded.length;
}
// The tests stage can fail with no failed test: an error outside any test, or no report at all.
if (failed === 0 && stages.get("tests") !== "0") failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
