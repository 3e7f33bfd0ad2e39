#!/usr/bin/env bash
# Installs what the tests need and this machine lacks: a browser with a Chinese font, and PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/step.sh

scripts/setup-run.sh

missing=()
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || missing+=(chromium)
ls /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc >/dev/null 2>&1 || missing+=(fonts-noto-cjk)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
[ ${#missing[@]} -eq 0 ] || apt_install "testing" "${missing[@]}"

say "chromium:   $("${CHROMIUM:-/usr/bin/chromium}" --version 2>/dev/null)"
say "postgresql: $(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)"
say "nextest:    $(cargo nextest --version 2>/dev/null | head -n 1 || true)"
