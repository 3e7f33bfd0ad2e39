#!/usr/bin/env bash
# Every check of the project, in the order that finds a mistake soonest. CI runs the same.
#   scripts/test.sh              everything
#   scripts/test.sh fmt clippy   only these steps
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/step.sh

all=(setup fonts fmt tidy web clippy docs rust audit server e2e)
export CI=true CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto}

# An own PostgreSQL for this run, stopped however the run ends.
PG_TEST_STATE=$(mktemp -d)
export PG_TEST_STATE
finish() { scripts/pg-test.sh stop || true; rm -rf "$PG_TEST_STATE"; }
trap finish EXIT
trap 'exit 130' INT TERM

# The UI is embedded at compile time; an empty folder is enough for what only compiles.
with_embedded_folder() { mkdir -p web/dist && "$@"; }

rust_tests() {
  if cargo nextest --version >/dev/null 2>&1; then
    with_embedded_folder cargo nextest run --workspace --locked
  else
    say "cargo-nextest is not installed; cargo test runs the same tests"
    with_embedded_folder cargo test --workspace --locked --lib --bins --tests
  fi
}

run() {
  case $1 in
    setup) step "setup" scripts/setup-test.sh ;;
    fonts) step "fonts" scripts/build.sh fonts ;;
    fmt) step "format" cargo fmt --all --check ;;
    tidy) step "tidy" cargo xtask tidy ;;
    web)
      step "web packages" scripts/build.sh web-packages
      step "API contract and its client" in_folder web npm run --silent gen:check
      step "web lint" in_folder web npm run --silent lint
      step "web types" in_folder web npm run --silent typecheck
      step "web tests" in_folder web npm run --silent test
      step "web build" scripts/build.sh web
      ;;
    clippy) step "clippy" with_embedded_folder cargo clippy --workspace --all-targets --locked -- -D warnings ;;
    docs) RUSTDOCFLAGS="-D warnings" step "docs" with_embedded_folder cargo doc --workspace --no-deps --locked ;;
    rust)
      step "PostgreSQL" scripts/pg-test.sh start
      TEST_PG_URL=$(scripts/pg-test.sh url)
      export TEST_PG_URL
      step "Rust tests, on SQLite and PostgreSQL" rust_tests
      step "doc tests" with_embedded_folder cargo test --workspace --doc --locked
      ;;
    audit) step "dependencies" scripts/audit.sh --quick ;;
    server)
      step "web build" scripts/build.sh web
      step "server" scripts/build.sh server
      step "measurements run" scripts/bench.sh --quick http start
      ;;
    e2e)
      step "browser packages" scripts/build.sh e2e-packages
      step "browser journeys" in_folder e2e npm run --silent test
      ;;
    *) die "no step named $1; there are: ${all[*]}" ;;
  esac
}

[ $# -gt 0 ] || set -- "${all[@]}"
for name in "$@"; do run "$name"; done
total
