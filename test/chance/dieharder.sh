#!/bin/sh
# Runs Debian's dieharder over the streams as used, once per order of draws. Not part of the tests:
# it takes some minutes of one core. What it printed last is in docs/uncertainty.md.
cd "$(dirname "$0")/../.." || exit 1
TESTS="${TESTS:-0 1 2 3 8 9 10 11 13 15 16 17 100 101 102 204 205 206 207 208 209}"
for order in ${ORDERS:-paths columns}; do
  for test in $TESTS; do
    echo "order $order"
    nice -n 19 node test/chance/stream.ts "$order" "${SEED:-42}" | nice -n 19 dieharder -g 200 -d "$test" 2>/dev/null | grep -E '\|.*(PASSED|WEAK|FAILED)'
  done
done
