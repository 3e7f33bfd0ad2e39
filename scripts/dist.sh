#!/usr/bin/env bash
# A release archive of the binary with its licences, and a checksum, in dist/. The same sources give the same archive.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/step.sh

version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
machine=$(rustc -vV | sed -n 's/^host: //p')
name=jieqing-$version-$machine
binary=${CARGO_TARGET_DIR:-target}/release/jieqing
stamp=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}

third_party() {
  cargo metadata --locked --format-version 1 --filter-platform "$machine" |
    node -e '
      const { packages } = JSON.parse(require("fs").readFileSync(0, "utf8"));
      const lines = packages.filter((p) => p.source).map((p) => `${p.name} ${p.version}  ${p.license}  ${p.repository ?? ""}`);
      console.log(lines.sort().join("\n"));'
}

pack() {
  local folder=dist/$name
  rm -rf "$folder" "$folder.tar.gz"
  mkdir -p "$folder"
  cp "$binary" "$folder/"
  for file in README.md README.zh-CN.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE SECURITY.md; do
    [ ! -f "$file" ] || cp "$file" "$folder/"
  done
  [ ! -f .cache/fonts/OFL.txt ] || cp .cache/fonts/OFL.txt "$folder/LICENSE-FONTS"
  third_party >"$folder/THIRD-PARTY.txt"
  tar --sort=name --mtime="@$stamp" --owner=0 --group=0 --numeric-owner -C dist -cf - "$name" | gzip -n >"$folder.tar.gz"
  rm -rf "$folder"
  in_folder dist sha256sum "$name.tar.gz" | tee "$folder.tar.gz.sha256"
}

step "tools" scripts/setup-run.sh
step "fonts" scripts/build.sh fonts
step "web UI" scripts/build.sh web
step "server" scripts/build.sh server
step "archive" pack
total
