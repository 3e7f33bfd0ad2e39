#!/usr/bin/env bash
# Checks what building and running need, and installs a C compiler when there is none.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/step.sh

command -v cargo >/dev/null || die "Rust is missing. Install it (https://rustup.rs), open a new shell, and run again."
command -v node >/dev/null || die "Node.js is missing. Node 20.19 or newer is needed to build the web UI."
command -v npm >/dev/null || die "npm is missing. It comes with Node.js; on Debian: apt-get install npm."

wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
have=$(rustc --version | cut -d' ' -f2)
[ "$(printf '%s\n%s\n' "$wanted" "$have" | sort -V | head -n 1)" = "$wanted" ] ||
  die "Rust $have is too old, $wanted is needed: rustup update stable"
node_have=$(node --version)
[ "$(printf '%s\n%s\n' 20.19.0 "${node_have#v}" | sort -V | head -n 1)" = 20.19.0 ] ||
  die "Node $node_have is too old, 20.19 or newer is needed."

# SQLite is compiled from its source, and crates link with cc.
command -v cc >/dev/null || apt_install "compiling SQLite" gcc libc6-dev
