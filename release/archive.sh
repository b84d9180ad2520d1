#!/usr/bin/env bash
# Makes the archive of a release for one system, with checksums: the program,
# manual pages, completions, the rules, the page for browsers, schemas, and what
# the program is made of (CycloneDX). docs/releasing.md says what each system
# needs.
#
# release/archive.sh [TARGET]      for this machine if no target is named
set -euo pipefail
cd "$(dirname "$0")/.."

host=$(rustc -vV | sed -n 's/^host: //p')
target=${1:-$host}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
name=plainrecord-$version-$target
out=target/archives
folder=$out/$name
# One moment for everything, so that the same source gives the same archive.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}

# No path of the machine is in what is handed on. In a folder of its own, since
# other flags would build everything anew.
export CARGO_TARGET_DIR=target/archives/build
export RUSTFLAGS="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo --remap-path-prefix=$PWD=/plainrecord"

# The program of this machine writes manual pages and completions, for whatever
# machine they are.
cargo build --release --locked
program=$CARGO_TARGET_DIR/release/plainrecord
built=$program
if [ "$target" != "$host" ]; then
  cargo build --release --locked --target "$target"
  built=$CARGO_TARGET_DIR/$target/release/plainrecord
fi
if [[ $target == *windows* ]]; then built+=.exe; fi

rm -rf "$folder"
mkdir -p "$folder/completions" "$folder/docs"
cp "$built" README.md CHANGELOG.md LICENSE LICENSE-APACHE LICENSE-MIT "$folder/"
cp docs/*.md docs/*.png "$folder/docs/"
cp -r schemas lexicons "$folder/"
rm -r "$folder/lexicons/compiled"
"$program" man --out "$folder/man"
for shell in bash elvish fish powershell zsh; do
  "$program" completions "$shell" > "$folder/completions/plainrecord.$shell"
done
web/build.sh "$folder/plainrecord-check.html"

cargo cyclonedx --version >/dev/null 2>&1 || cargo install cargo-cyclonedx --locked
cargo cyclonedx --quiet --format json --spec-version 1.5 --target "$target" --override-filename plainrecord.cdx
sed 's|path+file://[^"#]*#||g' plainrecord.cdx.json > "$folder/plainrecord.cdx.json"
# There is one for each package, and the others are not in the program.
rm -f plainrecord.cdx.json ./*/plainrecord.cdx.json

find "$folder" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
case $target in
  *windows*) archive=$name.zip; rm -f "$out/$archive"; (cd "$out" && find "$name" | sort | TZ=UTC zip -qX "$archive" -@) ;;
  *) archive=$name.tar.gz
    tar --sort=name --owner=0 --group=0 --numeric-owner --mode=a+rX,go-w -C "$out" -cf - "$name" | gzip -9n > "$out/$archive" ;;
esac
rm -rf "$folder"
shopt -s nullglob
(cd "$out" && sha256sum plainrecord-*.tar.gz plainrecord-*.zip > SHA256SUMS)
cat "$out/SHA256SUMS"
