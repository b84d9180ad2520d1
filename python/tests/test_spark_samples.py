"""Findings and figures of the sample exports: those of the command line."""

from __future__ import annotations

from pathlib import Path

import generated
import polars as pl
import pytest
import samples
from clusters import MAPPING
from polars.testing import assert_frame_equal
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from plainrecord import spark as plainrecord

@pytest.fixture(scope="module")
def expected(audited: Path) -> pl.DataFrame:
    return generated.expected(audited)


@pytest.mark.parametrize("arranged", ["in one part", "in seven parts", "backwards"])
def test_findings_are_those_of_the_command_line(
    sample_notes: DataFrame, expected: pl.DataFrame, tmp_path: Path, arranged: str
) -> None:
    notes = {
        "in one part": sample_notes.coalesce(1),
        "in seven parts": sample_notes.repartition(7),
        "backwards": sample_notes.orderBy(F.col("text").desc()),
    }[arranged]
    assert len(expected) > 100
    assert_frame_equal(generated.found(plainrecord.audit(notes, MAPPING), tmp_path), expected)


def test_figures_are_those_of_the_command_line(sample_notes: DataFrame, audited: Path) -> None:
    notes = plainrecord.read(sample_notes.repartition(5), MAPPING).persist()
    found = plainrecord.measures(plainrecord.audit(notes), notes)
    expected = samples.table(audited / "agencies.csv")
    assert found.columns == list(expected[0])
    # The table holds the notes that the command line could read, and no others.
    shared = [column for column in found.columns if column != "not_assessable"]
    assert generated.figures(found.select(shared)) == [[row[column] for column in shared] for row in expected]
