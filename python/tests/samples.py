"""The sample exports: their notes, and what the command line makes of them.

A note is taken as the command line's `notes.csv` says that it was read, with
its text from the export itself.
"""

from __future__ import annotations

import csv
import os
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data-samples"

# File, encoding, separator, lines in front of the header, column of the text.
EXPORTS = [
    ("police-incident-log.csv", "cp1252", ";", 0, "Narrative"),
    ("social-care-case-notes.csv", "utf-8-sig", ",", 3, "Note Text"),
    ("health-records.csv", "utf-8-sig", ",", 0, "notes"),
]


def program() -> Path:
    """The command line, built: where PLAINRECORD says, or as cargo leaves it."""
    given = os.environ.get("PLAINRECORD")
    path = Path(given) if given else ROOT / "target" / "release" / "plainrecord"
    if not path.exists():
        if given:
            pytest.fail(f"there is no program at {path}")
        pytest.skip("cargo build --release has not been run")
    return path


def audit(folder: Path, *arguments: str) -> Path:
    """An audit by the command line. 2 says that rows were rejected."""
    out = folder / "audit"
    command = [str(program()), "audit", *arguments, "--no-classifier", "--quiet", "--out", str(out)]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    assert code in (0, 2), code
    return out


def table(path: Path) -> list[dict[str, str]]:
    """A table of an audit."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts() -> Iterator[tuple[tuple[str, int], str]]:
    """The text of each record with its file and its number, from 1."""
    for name, encoding, separator, skip, column in EXPORTS:
        text = (SAMPLES / name).read_bytes().decode(encoding, "replace")
        if name.startswith("social"):
            # A record is a line there, and one opens a quotation mark that it does not close.
            lines = text.splitlines()[skip:]
            header = next(csv.reader([lines[0]], delimiter=separator))
            records = [next(csv.reader([line], delimiter=separator)) for line in lines[1:]]
        else:
            header, *records = csv.reader(text.splitlines(keepends=True), delimiter=separator)
        for row, record in enumerate(records, 1):
            if len(record) == len(header):
                yield (name, row), record[header.index(column)]


def notes(audited: Path) -> list[dict[str, Any]]:
    """The notes that the command line audited, with their texts."""
    by_place = dict(texts())
    return [
        {
            "note_id": row["note_id"],
            "case_id": row["case_id"] or None,
            "agency": row["agency"],
            "date": date.fromisoformat(row["date"]) if row["date"] else None,
            "note_type": row["note_type"],
            "source": row["source"],
            "row": int(row["row"]),
            "text": by_place[Path(row["source"]).name, int(row["row"])],
        }
        for row in table(audited / "notes.csv")
    ]
