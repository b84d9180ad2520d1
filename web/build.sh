#!/usr/bin/env bash
# Makes the page for browsers: one file with the core, the rules, the script and
# the style inside. It is written to target/web/plainrecord-check.html, or to
# the file named.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-target/web/plainrecord-check.html}
page=web/page

# No path of the machine is in a page that is handed on.
export RUSTFLAGS="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo --remap-path-prefix=$PWD=/plainrecord"
target=wasm32-unknown-unknown
build=(cargo build --locked --package plainrecord-page --target "$target" --profile page)
if [ -d "$(rustc --print sysroot)/lib/rustlib/$target/lib" ] || rustup target add "$target"; then
  "${build[@]}"
else
  # A toolchain that has not got this target: Debian's compiler, and the
  # standard library from its source.
  command -v wasm-ld-19 >/dev/null || apt-get install -y --no-install-recommends rustc-web rust-web-src lld-19
  RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19 \
    "${build[@]}" -Zbuild-std=std,panic_abort
fi
wasm=${CARGO_TARGET_DIR:-target}/$target/page/plainrecord_page.wasm

# What stands between two tags begins with a line break.
digest() { { echo; cat "$1"; } | openssl dgst -sha256 -binary | openssl base64; }

version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
# `wasm-unsafe-eval` lets the page run WebAssembly and nothing else. The worker
# is made of the page's own text, and is bound by the same policy.
policy="default-src 'none'; connect-src 'none'; style-src 'sha256-$(digest $page/page.css)'"
policy+="; script-src 'sha256-$(digest $page/page.js)' 'wasm-unsafe-eval'; worker-src blob:"
policy+="; base-uri 'none'; form-action 'none'"

mkdir -p "$(dirname "$out")"
while IFS= read -r line; do
  case $line in
    @core@) gzip -9nc "$wasm" | openssl base64 ;;
    @*@) cat "$page/${line//@/}" ;;
    *) line=${line/@policy@/"$policy"}; printf '%s\n' "${line/@version@/"$version"}" ;;
  esac
done < $page/page.html > "$out"

size=$(wc -c < "$out")
echo "$out: $((size / 1000)) kB"
if [ "$size" -gt 4000000 ]; then
  echo "more than 4 MB, which is too much to hand on by e-mail" >&2
  exit 1
fi
