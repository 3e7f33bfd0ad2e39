#!/usr/bin/env bash
# From five CSV files to balances and statements, with product commands only (docs/walkthrough.md).
# usage: scripts/walkthrough.sh DIR        DIR holds customers, products, orders, orderdetails,
#                                          payments .csv
# The binary is $JIEQING_BIN, else the build. Everything happens in a fresh temporary folder, which
# is removed at the end unless $JIEQING_KEEP names a folder to use instead.
# The last line printed is the JSON summary.
set -euo pipefail

files=$(cd "${1:?usage: scripts/walkthrough.sh DIR}" && pwd)
root=$(cd "$(dirname "$0")/.." && pwd)
mappings=$root/scripts/walkthrough
bin=${JIEQING_BIN:-}
if [ -z "$bin" ]; then
  target=${CARGO_TARGET_DIR:-$root/target}
  for built in "$target/release/jieqing" "$target/debug/jieqing"; do
    if [ -x "$built" ]; then bin=$built; break; fi
  done
fi
if [ -z "$bin" ]; then
  echo "no binary: set JIEQING_BIN, or build one with cargo build --release -p jieqing" >&2
  exit 1
fi
for name in customers products orders orderdetails payments; do
  [ -f "$files/$name.csv" ] || { echo "there is no $files/$name.csv" >&2; exit 1; }
done

if [ -n "${JIEQING_KEEP:-}" ]; then
  work=$JIEQING_KEEP
  mkdir -p "$work"
else
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi
data=$work/data
export JIEQING_LOG=${JIEQING_LOG:-warn}
started=$(date +%s%N)

jieqing() {
  echo "$ jieqing $*" >&2
  "$bin" "$@" --data "$data"
}
import() {
  local kind=$1
  shift
  jieqing import "$kind" "$@" --mapping "$mappings/$kind.json" --commit >&2
}

jieqing company create --code DEMO --name "Walkthrough" --currency USD >&2
import customers "$files/customers.csv"
import products "$files/products.csv"
import orders "$files/orders.csv" --lines "$files/orderdetails.csv" \
  --option credit=off --option prices=without_tax
import deliveries "$files/orders.csv" --option missing_date=order
import invoices "$files/orders.csv" --option missing_date=order
import receipts "$files/payments.csv"
jieqing allocate --oldest-first --all >&2
jieqing verify >&2
jieqing statement run --out "$work/statements" >&2
summary=$(jieqing report balances --json)

seconds=$((($(date +%s%N) - started) / 10000000))
printf '%s,"seconds":%d.%02d}\n' "${summary%\}}" $((seconds / 100)) $((seconds % 100))
