#!/usr/bin/env bash
# A throw-away PostgreSQL for tests, reached only from this machine: never durable, unless
# PG_TEST_DURABLE=1 asks for the server's own settings (measurements).
#   scripts/pg-test.sh start   starts it when it is not running, and prints its URL
#   scripts/pg-test.sh url     prints the URL of the running one (exit 1 when there is none)
#   scripts/pg-test.sh stop    stops it and removes its data
# PG_TEST_STATE names the folder that remembers it (.work/pg-test), so that several can run side by side.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/step.sh

state=${PG_TEST_STATE:-.work/pg-test}

bin() {
  local folder
  folder=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$folder" ] || die "PostgreSQL's server is not installed: scripts/setup-test.sh"
  printf '%s' "$folder"
}

# The server refuses to run as root.
as_server() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- env LC_ALL=C.UTF-8 "$@"; else env LC_ALL=C.UTF-8 "$@"; fi
}

running() {
  [ -f "$state/port" ] && as_server "$(bin)/pg_isready" -q -h 127.0.0.1 -p "$(cat "$state/port")"
}

print_url() { printf 'postgres://jieqing@127.0.0.1:%s/postgres\n' "$(cat "$state/port")"; }

# A port below the ephemeral range, so that no outgoing connection can hold it.
free_port() {
  local port
  for _ in {1..50}; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { printf '%d' "$port"; return; }
  done
  die "no free port found between 20000 and 32000"
}

start() {
  if running; then print_url; return; fi
  stop
  local folder port
  folder=$(mktemp -d /tmp/jieqing-pg.XXXXXX)
  mkdir -p "$state"
  printf '%s' "$folder" >"$state/folder"
  [ "$(id -u)" != 0 ] || chown postgres "$folder"
  as_server "$(bin)/initdb" -D "$folder/data" -U jieqing --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
    --no-sync >"$state/initdb.log" 2>&1 || die "initdb failed: $(tail -n 5 "$state/initdb.log")"
  as_server tee -a "$folder/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$folder'
max_connections = 200
shared_buffers = '128MB'
max_wal_size = '2GB'
autovacuum_naptime = '10s'
timezone = 'UTC'
log_min_messages = warning
CONF
  [ -n "${PG_TEST_DURABLE:-}" ] || printf '%s = off\n' fsync synchronous_commit full_page_writes |
    as_server tee -a "$folder/data/postgresql.conf" >/dev/null
  for _ in 1 2 3; do
    port=$(free_port)
    if as_server "$(bin)/pg_ctl" -D "$folder/data" -l "$folder/server.log" -o "-p $port" -w -t 60 start >/dev/null 2>&1 </dev/null; then
      printf '%s' "$port" >"$state/port"
      print_url
      return
    fi
  done
  as_server tail -n 20 "$folder/server.log" >&2 || true
  die "PostgreSQL did not start"
}

stop() {
  local folder
  [ -f "$state/folder" ] || return 0
  folder=$(cat "$state/folder")
  case $folder in /tmp/jieqing-pg.*) ;; *) die "unexpected data folder in $state: $folder" ;; esac
  if [ -d "$folder/data" ]; then
    as_server "$(bin)/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder"
  fi
  rm -f "$state/folder" "$state/port" "$state/initdb.log"
  rmdir "$state" 2>/dev/null || true
}

case ${1:-} in
  start) start ;;
  stop) stop ;;
  url) running || die "not running: scripts/pg-test.sh start"; print_url ;;
  *) die "usage: scripts/pg-test.sh start|stop|url" ;;
esac
