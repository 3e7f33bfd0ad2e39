#!/usr/bin/env bash
# Builds one part, or says that it is up to date.
#   scripts/build.sh fonts|web-packages|web|server|e2e-packages
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/step.sh

packages() {
  local folder=$1 stamp=$1/node_modules/.installed
  if newer "$stamp" "$folder/package-lock.json"; then
    in_folder "$folder" npm ci --no-audit --no-fund
    mkdir -p "$folder/node_modules" && touch "$stamp"
  else
    say "up to date"
  fi
}

web() {
  packages web >/dev/null
  if newer web/dist/index.html web/src web/packages web/public web/index.html web/package-lock.json \
    web/package.json web/vite.config.ts web/tsconfig.json; then
    in_folder web npm run --silent build
  else
    say "up to date"
  fi
}

case ${1:-} in
  fonts) scripts/fetch-fonts.sh ;;
  web-packages) packages web ;;
  web) web ;;
  server) cargo build --release --locked -p jieqing ;;
  e2e-packages) packages e2e ;;
  *) die "usage: scripts/build.sh fonts|web-packages|web|server|e2e-packages" ;;
esac
