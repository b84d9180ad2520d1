#!/usr/bin/env bash
# Makes every system call on which an audit depends fail once, in every way,
# and looks each time whether the audit that was there is still whole or the
# new one is, and whether the next run works and leaves nothing behind.
#
# usage: tests/inject-faults.sh [PROGRAM]      needs Linux and strace
#
# Prints the points at which it failed, then "N points, N survived".
set -uo pipefail
program=$(realpath "${1:-target/release/plainrecord}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

calls="openat read write fsync rename,renameat2 close mkdir fchmod,chmod unlinkat"
faults="error=EIO error=ENOSPC error=EINTR signal=SIGKILL"

notes() { printf 'note_id,date,note\n1,14/03/2025,%s\n2,15/03/2025,Seen alone. DASH done after he strangled her.\n' "$1"; }
notes "DASH done. Mum was arguing with her partner." >"$work/notes.csv"
notes "DASH done. It is a volatile relationship." >"$work/earlier.csv"
audit() { "$program" audit --quiet --threads 1 --no-classifier --agency Housing --force --out "$1" "$2"; }
audit "$work/old" "$work/earlier.csv" && audit "$work/new" "$work/notes.csv" || { echo "the program does not run"; exit 1; }

mkdir "$work/place"
reset() { rm -rf "$work/place"; mkdir "$work/place"; cp -r "$work/old" "$work/place/audit"; }
# The shell's own word that a program was killed is of no interest.
traced() {
  {
    strace -f -qq -o "$1" -e trace="$2" "${@:3}" "$program" audit --quiet --threads 1 --no-classifier \
      --agency Housing --force --out "$work/place/audit" "$work/notes.csv" >"$work/said" 2>&1 || true
  } 2>/dev/null
}
is() { diff -rq "$work/place/audit" "$work/$1" >/dev/null 2>&1; }

# What is wrong after a fault, or nothing.
verdict() {
  is old || is new || { echo "the audit is neither the old nor the new one"; return; }
  audit "$work/place/audit" "$work/notes.csv" >/dev/null 2>&1 || { echo "the next run fails"; return; }
  is new || { echo "the next run writes something else"; return; }
  [ "$(ls -A "$work/place")" = audit ] || echo "something is left behind: $(ls -A "$work/place")"
}

points=0 survived=0
for call in $calls; do
  reset
  traced "$work/log" "$call"
  count=$(grep -c '(' "$work/log")
  for fault in $faults; do
    for ((at = 1; at <= count; at++)); do
      reset
      traced /dev/null "$call" -e inject="$call:$fault:when=$at"
      wrong=$(verdict)
      points=$((points + 1))
      if [ -z "$wrong" ]; then survived=$((survived + 1)); else echo "$call $at of $count, $fault: $wrong"; fi
    done
  done
done
echo "$points points, $survived survived"
[ "$points" -eq "$survived" ]
