#!/usr/bin/env bash
# Takes the README's picture: the first screen of the samples' report.
#
# usage: docs/picture.sh [PROGRAM]      needs Chromium
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${1:-target/release/plainrecord}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# 2: done, and the samples' broken rows were rejected, as they should be.
"$program" audit --config data-samples/plainrecord.toml --out "$work/audit" --quiet || test $? -eq 2
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1120,1000 --screenshot="$work/report.png" \
  "file://$work/audit/report.html" 2>/dev/null
mv "$work/report.png" docs/report.png
