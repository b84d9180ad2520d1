#!/usr/bin/env bash
# Runs every fuzz target for so many seconds, as many at once as there are
# processors, from the seeds in fuzz/seeds.
#
# usage: [SEED=N] fuzz/run.sh [SECONDS] [TARGET …]     30 seconds each if not given
#
# With the same seed the same inputs are tried, as far as the time goes; without
# one others every time.
# Needs a nightly compiler and cargo-fuzz (cargo install cargo-fuzz). What is
# found stays in fuzz/artifacts; it belongs in a test once it is mended.
set -euo pipefail
cd "$(dirname "$0")/.."

export seconds=${1:-30}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(basename -s .rs fuzz/fuzz_targets/*.rs)

# There is no unsafe code here to be sanitised: what is sought are panics, hangs and memory without end.
fuzz() { cargo +nightly fuzz "$@"; }

run() {
  local target=$1 log
  log=$(mktemp)
  mkdir -p "fuzz/corpus/$target"
  if fuzz run --sanitizer none "$target" "fuzz/corpus/$target" "fuzz/seeds/$target" -- \
    -seed="${SEED:-0}" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -max_len=16384 -print_final_stats=1 >"$log" 2>&1; then
    printf '%-10s %s inputs, nothing found\n' "$target" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")"
  else
    printf '%-10s FOUND SOMETHING\n' "$target"
    tail -n 40 "$log"
    return 1
  fi
}
export -f fuzz run

fuzz build --sanitizer none
printf '%s\n' "${targets[@]}" | xargs -P "$(nproc)" -I{} bash -c 'run {}'
