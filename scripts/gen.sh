#!/usr/bin/env bash
# The API's description from the code, then the TypeScript client from the description.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/step.sh

mkdir -p web/dist .work
openapi() {
  cargo run --quiet --locked -p jieqing -- openapi >.work/openapi.json
  mv .work/openapi.json openapi.json
}

step "fonts" scripts/build.sh fonts
step "openapi.json" openapi
step "web packages" scripts/build.sh web-packages
step "TypeScript client" in_folder web npm run --silent gen
