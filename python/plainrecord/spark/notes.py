"""Rows of a table to notes, each with what is found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pyarrow as pa
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as T

from plainrecord import Auditor

#: What a column of a table can be. `text`, `note_id` and `agency` are needed.
FIELDS = ("note_id", "case_id", "agency", "date", "note_type", "source", "row", "text")

_NEEDED = ("text", "note_id", "agency")

#: What one finding has, in the order of its columns.
FINDING = (
    "start long, end long, family string, indicator string, kind string, status string, cue_rule string, "
    "cue_start long, cue_end long, role string, entry string, sentence_start long, sentence_end long"
)

#: What a finding takes along of its note.
OF_NOTE = "note_id string, case_id string, agency string, date date, note_type string, source string, row long"

_INSIDE = ", ".join(column.replace(" ", ": ") for column in f"{FINDING}, sentence long".split(", "))

#: A note that was read: `reject` says why a row is no note, `findings` what it
#: shows by itself, `if_about_abuse` what it shows if its case is about abuse.
NOTE = (
    f"{OF_NOTE}, reject string, words long, about_abuse boolean, whole long, "
    f"findings array<struct<{_INSIDE}>>, if_about_abuse array<struct<{_INSIDE}>>"
)


def read(df: DataFrame, mapping: Mapping[str, str | Column], auditor: Auditor | None = None) -> DataFrame:
    """Reads every row of `df` as a note: a row in, a row out.

    `mapping` says for each of `FIELDS` which column it is, by name or as a
    column. `source` and `row` say where a note stood in an export; they order
    the notes of a case and tell two with the same id apart. Without them notes
    are ordered by date and id, and ids have to be unique within a case.

    This is the part that takes time. Write the result to a table, or persist
    it: `audit` and `measures` both read it.

    Raises `ValueError` for a mapping that cannot be used, and `TypeError` for a
    column of the wrong type.
    """
    chosen = df.select(*_columns(df, mapping))
    return chosen.mapInArrow(_reader(auditor or Auditor()), NOTE)


def _reader(auditor: Auditor) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def read_all(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield auditor._read(batch)

    return read_all


def _columns(df: DataFrame, mapping: Mapping[str, str | Column]) -> list[Column]:
    unknown = sorted(set(mapping) - set(FIELDS))
    if unknown:
        raise ValueError(f"the mapping names {', '.join(unknown)}; it can name {', '.join(FIELDS)}")
    missing = [field for field in _NEEDED if field not in mapping]
    if missing:
        raise ValueError(f"the mapping has no {', '.join(missing)}")
    return [_column(df, field, mapping.get(field)) for field in FIELDS]


def _column(df: DataFrame, field: str, given: str | Column | None) -> Column:
    column = F.lit(None) if given is None else F.col(given) if isinstance(given, str) else given
    wanted, accepted, advice = _TYPES.get(field, _ANY)
    found = df.select(column).schema[0].dataType
    if given is not None and not isinstance(found, accepted):
        raise TypeError(f"the column for {field} is {found.simpleString()}; {advice}")
    return column.cast(wanted).alias(field)


_ANY = (
    "string",
    (T.StringType, T.IntegralType),
    "cast it to string",
)
_TYPES = {
    "text": ("string", (T.StringType,), "cast it to string"),
    "date": ("date", (T.DateType, T.TimestampType, T.TimestampNTZType), "turn it into a date with to_date and its format"),
    "row": ("long", (T.IntegralType,), "it has to be a whole number"),
}
