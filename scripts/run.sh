#!/usr/bin/env bash
# From a clone to a running server with a demo company. What is already built is not built again.
#   LISTEN=127.0.0.1:8080   where it answers
#   DATA=data/demo          where the demo company lives; made when it is not there
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/step.sh

listen=${LISTEN:-127.0.0.1:8080}
data=${DATA:-data/demo}
binary=${CARGO_TARGET_DIR:-target}/release/jieqing

(exec 3<>"/dev/tcp/${listen%:*}/${listen##*:}") 2>/dev/null &&
  die "something already answers on $listen. Stop it, or choose another: make run LISTEN=127.0.0.1:8081"

# An interrupted demo is not taken for a whole one.
demo() {
  rm -rf "$data.part"
  mkdir -p "$(dirname "$data")"
  "$binary" demo --data "$data.part"
  mv "$data.part" "$data"
}

step "1/6 tools" scripts/setup-run.sh
step "2/6 fonts" scripts/build.sh fonts
step "3/6 web packages" scripts/build.sh web-packages
step "4/6 web UI" scripts/build.sh web
step "5/6 server (the first build takes about 8 minutes on 2 cores)" scripts/build.sh server
if [ -d "$data" ]; then say "
✓ 6/6 demo company: kept in $data (make demo-reset makes a new one)"; else step "6/6 demo company in $data" demo; fi

printf '\nReady in %s: http://%s  (stop with Ctrl-C)\n\n' "$(elapsed "$SECONDS")" "$listen"
exec "$binary" serve --data "$data" --listen "$listen"
