"""Notes that were read to findings: what takes the whole case to see, and what
takes many cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from plainrecord import Auditor
from plainrecord._core import MANY_CASES, Cases
from plainrecord.spark.cases import by_case
from plainrecord.spark.notes import FINDING, OF_NOTE, read

_SETTLED = f"{OF_NOTE}, {FINDING}, sentence long, whole long, repeat_of string"

_FINDINGS = [column.split(" ")[0] for column in f"{OF_NOTE}, {FINDING}, repeat_of string".split(", ")]


def audit(
    df: DataFrame, mapping: Mapping[str, str | Column] | None = None, auditor: Auditor | None = None
) -> DataFrame:
    """The findings of all notes, a row for each, in no particular order.

    `df` is what `read` gave; or, with a `mapping`, a table of notes, which is
    then read first and kept on the workers' disks.

    They are those that the command line finds: a case that one note shows to
    be about abuse is about abuse in all of its notes; `repeat_of` is the earlier
    note of the same case and agency from which a sentence was carried
    forward; a sentence that stands in many cases is standard text.
    """
    notes = df if mapping is None else read(df, mapping, auditor).persist(StorageLevel.DISK_ONLY)
    notes = notes.where(F.col("reject").isNull())
    settled = by_case(notes).mapInArrow(_settle, _SETTLED)
    return _as_standard_text(settled.join(F.broadcast(_standard(notes)), "sentence", "left")).select(*_FINDINGS)


def _settle(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    cases = Cases()
    for batch in batches:
        found = cases.push(batch)
        if found is not None:
            yield found
    found = cases.finish()
    if found is not None:
        yield found


def _standard(notes: DataFrame) -> DataFrame:
    """The sentences that stand in many cases."""
    inside = F.concat(
        F.array("whole"),
        F.col("findings.sentence"),
        F.coalesce(F.col("if_about_abuse.sentence"), F.array().cast("array<long>")),
    )
    uses = notes.where(F.col("case_id").isNotNull()).select("case_id", F.explode(inside).alias("sentence"))
    cases = uses.where(F.col("sentence").isNotNull()).groupBy("sentence").agg(F.count_distinct("case_id").alias("cases"))
    return cases.where(F.col("cases") >= MANY_CASES).select("sentence", F.lit(True).alias("is_standard"))


def _as_standard_text(settled: DataFrame) -> DataFrame:
    """Nobody's own wording is that which stands in many cases."""
    standard = F.col("is_standard") & F.col("case_id").isNotNull()

    def instead(column: str, value: Column) -> Column:
        return F.when(standard, value).otherwise(F.col(column)).alias(column)

    changed = {
        "status": F.lit("template"),
        "cue_rule": F.lit("standard-text"),
        "cue_start": F.col("sentence_start"),
        "cue_end": F.col("sentence_end"),
    }
    return settled.withColumns({column: instead(column, value) for column, value in changed.items()})
