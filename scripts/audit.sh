#!/usr/bin/env bash
# Known vulnerabilities, licences, bans and sources of every dependency.
#   scripts/audit.sh          also runs cargo-audit and cargo-deny, compiling them when they are missing
#   scripts/audit.sh --quick  xtask/audit only (half a minute to compile): what `make test` runs
# cargo-audit takes 463 and cargo-deny 224 CPU seconds to compile: minutes that every CI run on a new machine would pay.
# The advisories come from ADVISORY_DB (a checkout of RustSec's advisory-db), or from the copy in ../shared.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/step.sh

advisories() {
  if [ -n "${ADVISORY_DB:-}" ]; then
    [ -d "$ADVISORY_DB/crates" ] || die "ADVISORY_DB=$ADVISORY_DB holds no crates/ folder"
    printf '%s' "$ADVISORY_DB"
    return
  fi
  local archive folder
  archive=$(ls ../shared/advisory-db/advisory-db-*.tar.xz 2>/dev/null | sort | tail -n 1)
  [ -n "$archive" ] || return 0
  folder=.work/advisory-db/$(basename "$archive" .tar.xz)
  if [ ! -d "$folder" ]; then
    mkdir -p "$folder.part"
    tar -xf "$archive" -C "$folder.part" --strip-components=1
    mv "$folder.part" "$folder"
  fi
  printf '%s' "$folder"
}

own() {
  local database=$1
  cargo build --quiet --locked --manifest-path xtask/audit/Cargo.toml --target-dir "$target"
  cargo metadata --locked --format-version 1 | "$target/debug/jieqing-audit" ${database:+"$database"}
}

tool() {
  command -v "cargo-$1" >/dev/null || cargo install --locked --root .work/tools "cargo-$1"
}

target=${CARGO_TARGET_DIR:-target}/audit
database=$(advisories)
if [ "${1:-}" = --quick ]; then
  own "$database"
  exit
fi

[ -n "$database" ] || die "no advisory database: set ADVISORY_DB to a checkout of RustSec's advisory-db"
export PATH="$PWD/.work/tools/bin:$PATH"
step "xtask/audit" own "$database"
step "its tests" cargo test --quiet --locked --manifest-path xtask/audit/Cargo.toml --target-dir "$target"
step "cargo-audit, compiled once" tool audit
step "cargo audit" cargo audit --db "$database" --no-fetch --stale
step "cargo-deny, compiled once" tool deny
step "cargo deny" cargo deny --all-features check bans licenses sources
total
