#!/usr/bin/env python3
"""Times an audit beside what else could be done with the same file, in one run.

    cargo build --release
    cargo install ripgrep && pip install polars medspacy      # what is missing is left out
    python3 benches/throughput/compare.py notes.csv --rounds 3

Programs take turns; medians, peaks of memory and ratios are printed as a table
in Markdown. ripgrep counts the lines that hold one of the lexicon's phrases as
literals (phrases.py), which is the least that a search for them does. medspaCy
reads the first notes only and is compared by notes a second.
"""

import argparse
import csv
import itertools
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from phrases import LEXICON, literals

ROOT = Path(__file__).resolve().parents[2]
LIMITS = ["--regex-size-limit", "4G", "--dfa-size-limit", "4G"]
POLARS = "import polars, sys; polars.read_csv(sys.argv[1], infer_schema=False)"
MEDSPACY = """
import csv, sys, time
import medspacy
from medspacy.ner import TargetRule
nlp = medspacy.load(enable=["medspacy_pyrush", "medspacy_target_matcher", "medspacy_context"])
nlp.get_pipe("medspacy_target_matcher").add([TargetRule(line, "CONCERN") for line in open(sys.argv[2]).read().splitlines()])
notes = [row["note"] for row in csv.DictReader(open(sys.argv[1]))]
start = time.monotonic()
for note in notes:
    nlp(note)
print(len(notes) / (time.monotonic() - start))
"""


def run(command, one_core=False):
    """Seconds and peak kilobytes of a command."""
    start = time.monotonic()
    pin = (lambda: os.sched_setaffinity(0, {0})) if one_core else None
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=pin)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1, 2):
        raise SystemExit(f"{command[0]} died")
    return time.monotonic() - start, usage.ru_maxrss


def commands(file, folder, given):
    """What takes turns: name, command, whether on one core."""
    audit = [given.plainrecord, "audit", str(file), "--out", str(folder / "audit"), "--force", "-q", "--lexicon", str(given.lexicon)]
    rules = [*audit, "--no-classifier"]
    yield "audit, rules", rules, False
    yield "audit, rules, one core", [*rules, "--threads", "1"], True
    if given.classifier:
        yield "audit, rules and classifier", audit, False
    for most in given.most:
        listed = folder / f"phrases-{most}.txt"
        listed.write_text("\n".join(literals(given.lexicon, most)[0]))
        count = len(listed.read_text().splitlines())
        search = [given.rg, *LIMITS, "-c", "-i", "-F", "-f", str(listed), str(file)]
        if shutil.which(given.rg):
            yield f"ripgrep, {count:,} literals", search, False
            yield f"ripgrep, {count:,} literals, one core", search, True
    if subprocess.run([sys.executable, "-c", "import polars"], capture_output=True).returncode == 0:
        yield "polars, reading all columns", [sys.executable, "-c", POLARS, str(file)], False
    yield "cat", ["sh", "-c", f"cat '{file}' > /dev/null"], False


def table(file, folder, given):
    size = file.stat().st_size / 1e6
    tools = list(commands(file, folder, given))
    measured = {name: [] for name, _, _ in tools}
    for _, (name, command, one_core) in itertools.product(range(given.rounds), tools):
        measured[name].append(run(command, one_core))
    print(f"\n{file.name}, {size:,.0f} MB, medians of {given.rounds}\n\n| | seconds | MB/s | peak MB | audit takes |\n| --- | --- | --- | --- | --- |")
    median = {name: statistics.median(seconds for seconds, _ in runs) for name, runs in measured.items()}
    for name, runs in measured.items():
        ours = "audit, rules, one core" if name.endswith("one core") else "audit, rules"
        ratio = "" if name.startswith("audit") else f"{median[ours] / median[name]:.2f} x"
        print(f"| {name} | {median[name]:.2f} | {size / median[name]:,.1f} | {max(peak for _, peak in runs) / 1e3:,.0f} | {ratio} |")
    return median


def notes_of(file, most=None):
    with open(file, newline="") as rows:
        return list(itertools.islice(csv.DictReader(rows), most))


def medspacy(file, folder, given, seconds):
    """Notes a second of one core, both ways."""
    if subprocess.run([sys.executable, "-c", "import medspacy"], capture_output=True).returncode != 0:
        return
    slice_, listed = folder / "slice.csv", folder / "phrases-1.txt"
    listed.write_text("\n".join(literals(given.lexicon, 1)[0]))
    notes = notes_of(file, given.slice)
    with open(slice_, "w", newline="") as out:
        writer = csv.DictWriter(out, notes[0].keys())
        writer.writeheader()
        writer.writerows(notes)
    theirs = float(subprocess.run([sys.executable, "-c", MEDSPACY, slice_, listed], capture_output=True, text=True, check=True).stdout)
    ours = sum(1 for _ in csv.DictReader(open(file, newline=""))) / seconds
    print(f"\nNotes a second on one core: audit {ours:,.0f}, medspaCy with one literal of each phrase {theirs:,.1f}, ratio {ours / theirs:,.0f}")


def main():
    arguments = argparse.ArgumentParser(description="Times an audit beside other programs.")
    arguments.add_argument("files", nargs="+", type=Path, help="as notes.py writes them")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--most", type=int, nargs="+", default=[1, 8], help="literals of each phrase for ripgrep")
    arguments.add_argument("--slice", type=int, default=100, help="notes for medspaCy")
    arguments.add_argument("--classifier", action="store_true", help="time the audit with the classifier as well")
    arguments.add_argument("--lexicon", type=Path, default=LEXICON)
    arguments.add_argument("--plainrecord", default=str(ROOT / "target/release/plainrecord"))
    arguments.add_argument("--rg", default="rg")
    given = arguments.parse_args()
    print(f"{os.cpu_count()} cores, {resource.getpagesize()} bytes a page; python3 {' '.join(sys.argv)}")
    with tempfile.TemporaryDirectory() as folder:
        for file in given.files:
            median = table(file, Path(folder), given)
        medspacy(given.files[-1], Path(folder), given, median["audit, rules, one core"])


if __name__ == "__main__":
    main()
