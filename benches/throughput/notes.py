#!/usr/bin/env python3
"""Writes an export as large as is wished, the same on every run.

    python3 benches/throughput/notes.py 20 > notes.csv            # 20 MB, 12 % about abuse
    python3 benches/throughput/notes.py 20 --share 1 > dense.csv  # all about abuse
    python3 benches/throughput/notes.py 20 --seed 2 > more.csv    # other notes of other cases

Sentences are put together anew and with other figures, so that no two notes are
alike. A note about abuse is made of sentences of the notes in data-samples/ that
are about abuse, any other of sentences of training/ordinary/, notes in which there
is none.
"""

import argparse
import csv
import json
import random
import re
import sys
from html import unescape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES, ORDINARY = ROOT / "data-samples", ROOT / "training" / "ordinary"
# File, encoding, separator, lines in front of the header, column of the text.
EXPORTS = [
    ("police-incident-log.csv", "cp1252", ";", 0, "Narrative"),
    ("health-records.csv", "utf-8-sig", ",", 0, "notes"),
    ("social-care-case-notes.csv", "utf-8-sig", ",", 3, "Note Text"),
]
ABOUT_ABUSE = re.compile(r"\b(dash|marac|idva|domestic|d\.?v|assault\w*|partner|abus\w+|perp|strang\w+|bruis\w+|argu\w+)\b", re.I)


def sample_notes():
    """The texts of the sample notes, without markup."""
    for name, encoding, separator, skip, column in EXPORTS:
        lines = (SAMPLES / name).read_text(encoding, "replace").splitlines(keepends=True)[skip:]
        for row in csv.DictReader(lines, delimiter=separator):
            if row.get(column):
                yield unescape(re.sub(r"<[^>]+>", " ", row[column])).strip()


def ordinary_notes():
    """The texts of notes that have nothing to do with abuse."""
    for file in sorted(ORDINARY.glob("*.jsonl")):
        yield from (json.loads(line)["text"] for line in file.read_text("utf-8").splitlines())


def sentences(notes):
    """Their sentences, sorted, each once."""
    parts = (part.strip() for note in notes for part in re.split(r"(?<=[.!?])\s+|\n", note))
    return sorted({part for part in parts if len(part) > 8})


def note(draw, pool):
    """A note of some sentences: most are short, few are long."""
    length = min(60, max(1, round(draw.lognormvariate(1.6, 0.7))))
    text = " ".join(draw.choice(pool) for _ in range(length))
    return re.sub(r"\d", lambda _: str(draw.randrange(10)), text)


def main():
    arguments = argparse.ArgumentParser(description="Writes an export for measuring.")
    arguments.add_argument("megabytes", type=float)
    arguments.add_argument("--share", type=float, default=0.12, help="how many notes are about abuse")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    draw = random.Random(given.seed)
    about = sentences(text for text in sample_notes() if ABOUT_ABUSE.search(text))
    other = sentences(ordinary_notes())
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["note_id", "case_id", "agency", "date", "note"])
    written, number = 0, 0
    while written < given.megabytes * 1_000_000:
        number += 1
        text = note(draw, about if draw.random() < given.share else other)
        date = f"2025-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
        agency = ("Police", "Health", "Social care")[number % 3]
        case = draw.randrange(1 + number // 4)
        out.writerow([f"N{given.seed}-{number}", f"C{given.seed}-{case}", agency, date, text])
        written += len(text.encode()) + 40


if __name__ == "__main__":
    main()
