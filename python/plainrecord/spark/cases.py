"""How rows meet that belong to one case: in one task, one after the other."""

from __future__ import annotations

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

#: The order of notes within a case.
ORDER = ("source", "row", "date", "note_id")


def case() -> Column:
    """What rows of one case share. A note without a case stands for itself, so
    that such notes do not all meet in one task."""
    return F.coalesce(F.concat(F.lit("case "), F.col("case_id")), F.concat(F.lit("note "), F.col("note_id")))


def by_case(rows: DataFrame, *last: str) -> DataFrame:
    """The rows, each case in one task, sorted by case and then by the order of
    its notes."""
    columns = rows.columns
    keyed = rows.withColumn("_case", case()).repartition("_case")
    return keyed.sortWithinPartitions("_case", *ORDER, *last).select(*columns)
