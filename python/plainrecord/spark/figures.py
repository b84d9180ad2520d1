"""Findings to figures: counted case by case, partition by partition, and put
together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from plainrecord import Auditor
from plainrecord._core import Tally
from plainrecord.spark.cases import by_case
from plainrecord.spark.notes import OF_NOTE

#: The fewest notes on which a figure is shown.
THRESHOLD = 5

_ROW = f"{OF_NOTE}, words long, about_abuse boolean, indicator string, status string, repeat_of string"

_COUNTED = "counted binary"

#: The columns of `agencies.csv`.
FIGURES = (
    "agency string, topic string, kind string, notes long, cases long, good_is string, base string, base_notes long, "
    "counted_notes long, absent_notes long, not_applicable long, not_assessable long, counted_cases long, "
    "findings long, repeats long, rate double, "
    "low double, high double, design_effect double, effective_notes double, others_rate double, "
    "difference double, difference_low double, difference_high double, q double, allowed_for string, "
    "expected_notes double, observed_to_expected double, ratio_low double, ratio_high double, "
    "held_beside string, verdict string, verdict_reason string, shown string"
)

_Batches = Iterator[pa.RecordBatch]
_Bases = list[tuple[str, int, int, int]]


def measures(
    findings: DataFrame, notes: DataFrame, auditor: Auditor | None = None, *, threshold: int = THRESHOLD
) -> DataFrame:
    """The figures of each agency and of all together, a row for each topic:
    the table that the command line writes as `agencies.csv`.

    `notes` is what `read` gave and `findings` what `audit` made of it. A figure
    on fewer than `threshold` notes is not shown. One job runs at once: it
    counts the notes of each agency, because all together leave out the
    agencies with too little to show.
    """
    bases = _bases(notes)
    notes = notes.where(F.col("reject").isNull())
    counted = by_case(_rows(findings, notes), "_finding").drop("_finding").mapInArrow(_counter(bases, threshold), _COUNTED)
    together = _merger(bases, threshold, auditor or Auditor())
    return counted.repartition(1).mapInArrow(together, FIGURES)


def _bases(notes: DataFrame) -> _Bases:
    is_note = F.col("reject").isNull()
    about_abuse = F.sum((is_note & F.col("about_abuse")).cast("long"))
    counts = notes.groupBy("agency").agg(F.sum(is_note.cast("long")), about_abuse, F.count("reject")).collect()
    return [(agency or "", of_notes, of_abuse, unread) for agency, of_notes, of_abuse, unread in counts]


def _rows(findings: DataFrame, notes: DataFrame) -> DataFrame:
    """Notes and findings in one table; `_finding` is false for a note, so that it
    comes before what was found in it."""
    columns = [column.split(" ")[0] for column in _ROW.split(", ")]
    of_notes = notes.select(*columns[:9]).withColumn("_finding", F.lit(False))
    of_findings = findings.select(*columns[:7], *columns[9:]).withColumn("_finding", F.lit(True))
    return of_notes.unionByName(of_findings, allowMissingColumns=True)


def _counter(bases: _Bases, threshold: int) -> Callable[[_Batches], _Batches]:
    def count(batches: _Batches) -> _Batches:
        tally = Tally(bases, threshold)
        for batch in batches:
            tally.push(batch)
        yield pa.record_batch({"counted": pa.array([tally.finish()], pa.binary())})

    return count


def _merger(bases: _Bases, threshold: int, auditor: Auditor) -> Callable[[_Batches], _Batches]:
    def merge(batches: _Batches) -> _Batches:
        tally = Tally(bases, threshold)
        for batch in batches:
            for counted in batch.column(0):
                tally.merge(counted.as_py())
        yield tally.figures(auditor)

    return merge
