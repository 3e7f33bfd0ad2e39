#!/bin/sh
# Fetches Noto Sans SC (OFL-1.1) Regular and Bold for the PDF writer into .cache/fonts.
# Idempotent: returns at once when the files are there. Digests are checked after the download.
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

# digest name-in-package name-here
pick() {
    digest=$1
    shift
    found=$(find "$work/package" -type f -name "$1" | head -n 1)
    if [ -z "$found" ]; then
        echo "fetch-fonts: $1 is not in $package" >&2
        exit 1
    fi
    echo "$digest  $found" | sha256sum --check --status || {
        echo "fetch-fonts: $1 is not the file it was" >&2
        exit 1
    }
    cp "$found" "$dir/$2.part" && mv "$dir/$2.part" "$dir/$2"
}

pick d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16 'NotoSansSC_400Regular.ttf' "$regular"
pick 9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96 'NotoSansSC_700Bold.ttf' "$bold"
cat >"$dir/OFL.txt" <<'END'
Noto Sans SC: Copyright 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'.
Licensed under the SIL Open Font License, Version 1.1: https://openfontlicense.org
END
