/**
 * The last line of a CI run, "N passed, N failed", from what scripts/test.sh leaves in dist/report. Tests that were
 * left out are named above it and counted in it, "N passed, N failed, N skipped": what they hold is not shown.
 *
 * A test file that could not be loaded counts as one failure, and so does every other stage that failed. A run that
 * left no report of its tests has failed.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const root = dirname(import.meta.dirname);
const report = join(root, "dist/report");
const read = (name: string): string => (existsSync(join(report, name)) ? readFileSync(join(report, name), "utf8") : "");

/** "file: name" of each test that neither passed nor failed, left out or still to be written. */
function skippedIn({ testResults }: TestReport): readonly string[] {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== "passed" && status !== "failed")
      .map(({ fullName }) => `${relative(root, name)}: ${fullName.trim()}`),
  );
}

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
let skipped: readonly string[] = [];
if (text !== "") {
  const tests = JSON.parse(text) as TestReport;
  const unloaded = tests.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  skipped = skippedIn(tests);
  passed = tests.numPassedTests;
  failed += tests.numFailedTests + unloaded.length;
}
// The tests stage can fail with no failed test: an error outside any test, or no report at all.
if (failed === 0 && stages.get("tests") !== "0") failed = 1;
for (const test of skipped) console.log(`skipped: ${test}`);
console.log(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`);
process.exitCode = failed === 0 ? 0 : 1;
