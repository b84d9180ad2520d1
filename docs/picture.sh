#!/usr/bin/env bash
# Takes the README's picture: the first agency's section of the samples' report.
#
# usage: docs/picture.sh [PROGRAM]      needs Chromium and Perl
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${1:-target/release/plainrecord}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# 2: done, and the samples' broken rows were rejected, as they should be.
"$program" audit --config data-samples/plainrecord.toml --out "$work/audit" --quiet || test $? -eq 2
perl -0777 -ne 'print "$1<body style=\"padding:0 16px; margin-top:-62px\"><main>$2</main></body>" if /(.*<\/head>).*?(<article[^>]*aria-labelledby="agency-1".*?<\/article>)/s' \
  "$work/audit/report.html" >"$work/section.html"
test -s "$work/section.html"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=800,988 --screenshot="$work/report.png" \
  "file://$work/section.html" 2>/dev/null
mv "$work/report.png" docs/report.png
