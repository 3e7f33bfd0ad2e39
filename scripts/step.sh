# Sourced by the other scripts: named steps with elapsed time, and a clear word when one fails.
# shellcheck shell=bash

shopt -s inherit_errexit

step_started=$SECONDS
step_times=()

say() { printf '%s\n' "$*"; }

die() {
  printf '\n✗ %s\n' "$*" >&2
  exit 1
}

elapsed() {
  local seconds=$1
  if ((seconds < 60)); then printf '%d s' "$seconds"; else printf '%d min %02d s' $((seconds / 60)) $((seconds % 60)); fi
}

# step NAME COMMAND [ARG…]: runs the command with its own output; stops the script when it fails.
# The command runs in a subshell of its own, and not as a condition: there `set -e` would not hold inside a function.
step() {
  local step_name=$1 step_began=$SECONDS step_status
  shift
  printf '\n▶ %s\n' "$step_name"
  set +e
  (
    set -e
    "$@"
  )
  step_status=$?
  set -e
  if ((step_status != 0)); then
    printf '\n✗ %s failed after %s (exit %d)\n  command: %s\n' \
      "$step_name" "$(elapsed $((SECONDS - step_began)))" "$step_status" "$*" >&2
    exit "$step_status"
  fi
  step_times+=("$(printf '%5d s  %s' $((SECONDS - step_began)) "$step_name")")
  printf '✓ %s: %s\n' "$step_name" "$(elapsed $((SECONDS - step_began)))"
}

total() {
  printf '\n'
  printf '%s\n' "${step_times[@]}"
  printf '✓ %d steps in %s\n' "${#step_times[@]}" "$(elapsed $((SECONDS - step_started)))"
}

in_folder() {
  local folder=$1
  shift
  (cd "$folder" && "$@")
}

# newer TARGET PATH…: true when TARGET is missing or any file under the paths is newer.
newer() {
  local target=$1
  shift
  [ -e "$target" ] || return 0
  local path
  for path in "$@"; do
    [ -e "$path" ] || continue
    [ -z "$(find "$path" -name node_modules -prune -o -type f -newer "$target" -print -quit)" ] || return 0
  done
  return 1
}

# apt_install WHY PACKAGE…: Debian packages, with sudo when not root; says what to do when neither is there.
apt_install() {
  local why=$1 as_root=()
  shift
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "$why needs these Debian packages, and this user is not root and has no sudo: $*
  As root: apt-get update && apt-get install --no-install-recommends $*"
    as_root=(sudo)
  fi
  command -v apt-get >/dev/null || die "$why needs the programs of these Debian packages: $*"
  say "installing $* ($why)"
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
  "${apt[@]}" update >/dev/null &&
    "${apt[@]}" install -y --no-install-recommends "$@" >/dev/null ||
    die "apt-get could not install: $*"
}
