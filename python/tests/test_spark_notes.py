"""What a table of notes has to have, and what is said where it has not."""

from __future__ import annotations

from datetime import date

import clusters
import pytest
from clusters import MAPPING
from pyspark.errors import PythonException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from plainrecord import spark as plainrecord

NOTE = "Mum was arguing with her partner. DASH not done."


def notes(spark: SparkSession, *texts: str | None, row: int | None = None) -> DataFrame:
    """Notes of one case, each with its number as row unless all have the same."""
    rows = [
        ("N", "C1", "Police", date(2026, 1, 5), None, None, row or number, text) for number, text in enumerate(texts, 1)
    ]
    return spark.createDataFrame(rows, clusters.NOTES)


def test_a_row_that_says_nothing_is_no_note_and_stays_in_the_table(spark: SparkSession) -> None:
    read = plainrecord.read(notes(spark, NOTE, None, " ", "N/A"), MAPPING).orderBy("row").collect()
    assert [row["reject"] for row in read] == [None, "empty-note", "empty-note", "empty-note"]
    assert "text" not in read[0]


def test_without_notes_there_are_no_findings_and_only_figures_too_few_to_show(spark: SparkSession) -> None:
    read = plainrecord.read(notes(spark, None), MAPPING)
    findings = plainrecord.audit(read)
    assert findings.count() == 0
    assert {row["shown"] for row in plainrecord.measures(findings, read).collect()} <= {"too few"}


def test_rows_that_cannot_be_assessed_are_counted_beside_what_is_absent(spark: SparkSession) -> None:
    read = plainrecord.read(notes(spark, NOTE, NOTE, NOTE, NOTE, NOTE, None, "[REDACTED]"), MAPPING)
    figures = plainrecord.measures(plainrecord.audit(read), read).where("topic = 'good' or topic = 'risk'")
    counts = {(row["agency"], row["not_assessable"]) for row in figures.collect()}
    assert counts == {("(all)", 2), ("Police", 2)}


@pytest.mark.parametrize(
    ("mapping", "error", "says"),
    [
        ({"text": "text", "agency": "agency"}, ValueError, "the mapping has no note_id"),
        ({**MAPPING, "id": "note_id"}, ValueError, "the mapping names id; it can name note_id"),
        ({**MAPPING, "text": "row"}, TypeError, "the column for text is bigint; cast it to string"),
        ({**MAPPING, "date": "text"}, TypeError, "the column for date is string; turn it into a date"),
        ({**MAPPING, "row": "text"}, TypeError, "the column for row is string; it has to be a whole number"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused_in_words(
    spark: SparkSession, mapping: dict[str, str], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        plainrecord.read(notes(spark, NOTE), mapping)


def test_an_agency_may_be_given_rather_than_found_in_a_column(spark: SparkSession) -> None:
    read = plainrecord.read(notes(spark, NOTE), {**MAPPING, "agency": F.lit(" Northmoor Police ")})
    assert [row["agency"] for row in plainrecord.audit(read).collect()] == ["Northmoor Police"] * 2


def test_two_notes_that_nothing_tells_apart_are_an_error_of_figures(spark: SparkSession) -> None:
    read = plainrecord.read(notes(spark, NOTE, NOTE, row=1), MAPPING)
    with pytest.raises(PythonException, match="two notes have the same source, row and note_id"):
        plainrecord.measures(plainrecord.audit(read), read).collect()
