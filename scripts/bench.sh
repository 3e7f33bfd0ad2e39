#!/usr/bin/env bash
# The speed budgets in a release build, on SQLite and, when it is installed, a durable PostgreSQL.
#   scripts/bench.sh [PART…] [--seconds N] …   (jieqing-bench --help)
#   scripts/bench.sh --quick [PART…]           only whether it still runs, in a debug build
# The figures go to .work/bench.json too. Keep the machine idle meanwhile.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/step.sh

profile=(--release)
case " $* " in *" --quick "*) profile=() ;; esac

PG_TEST_STATE=$(mktemp -d)
export PG_TEST_STATE PG_TEST_DURABLE=1
trap 'scripts/pg-test.sh stop || true; rm -rf "$PG_TEST_STATE"' EXIT
trap 'exit 130' INT TERM

mkdir -p .work web/dist
scripts/build.sh fonts
scripts/build.sh web
scripts/build.sh server
if ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
  BENCH_PG_URL=$(scripts/pg-test.sh start)
  export BENCH_PG_URL
fi
# The baseline of `apply` is a script in Python; without it the part says so and is left out.
if [ -z "${BENCH_PYTHON:-}" ] && [ ${#profile[@]} -gt 0 ]; then
  venv=.work/bench-python
  if python3 -m venv "$venv" && "$venv/bin/pip" install -q polars pyarrow rapidfuzz numpy; then
    export BENCH_PYTHON=$PWD/$venv/bin/python
  else
    echo "no polars from pip: apply is not measured" >&2
  fi
fi
cargo run "${profile[@]}" --locked -p jieqing-bench -- \
  --server "${CARGO_TARGET_DIR:-target}/release/jieqing" --json .work/bench.json "$@"
