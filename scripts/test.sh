#!/bin/sh
# `npm test`: installs and builds what is missing, then types, lint and every test. All are run, whatever fails
# before, so that one call tells everything; exits with 1 when anything failed.
#
# Leaves in dist/report: `stages`, a line "NAME EXIT-CODE" for each, and `tests.json`, the report of the tests.
# Arguments go to vitest: `npm test -- packages/core/src/quantity`.
set -u
cd "$(dirname "$0")/.." || exit 1
root=$PWD
. scripts/fresh.sh
. scripts/setup.sh

report=dist/report
rm -rf "$report"
mkdir -p "$report" || exit 1
failed=0

stage() {
  name=$1
  shift
  code=0
  "$@" || code=$?
  echo "$name $code" >>"$report/stages"
  [ "$code" -eq 0 ] || { failed=1; say "$name failed"; }
  return "$code"
}

stage install ensure_installed || exit 1
stage build ensure_built
stage types "$node" node_modules/typescript/bin/tsc -p .
stage lint node_modules/.bin/biome check --error-on-warnings --colors=off .
stage tests "$node" node_modules/vitest/vitest.mjs run --reporter=default --reporter=json \
  --outputFile.json="$report/tests.json" "$@"
exit "$failed"
