"""What the documentation shows, run."""

from __future__ import annotations

import doctest
import runpy
from pathlib import Path

import pytest

import plainrecord

FOLDER = Path(__file__).resolve().parents[1]


def test_the_notebook_runs_and_finds_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    cells = runpy.run_path(str(FOLDER / "examples" / "notebook.py"))
    printed = capsys.readouterr().out
    assert "minimising.euphemism" in printed and "arguing with her partner" in printed
    assert cells["entry"].sources
    assert set(cells["counted"]["agency"]) == {"Police", "Housing"}


def test_the_example_of_the_package_prints_what_it_says() -> None:
    failed, attempted = doctest.testmod(plainrecord)
    assert (failed, attempted) == (0, 3)
