"""Notes as many as are wished, and what the command line makes of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl
import samples
from pyspark.sql import DataFrame

#: What the columns of the generated notes are.
MAPPING = {field: field for field in ("note_id", "case_id", "agency", "date", "source", "row")} | {"text": "note"}

#: How many notes are about abuse: enough for some to repeat others of their case.
SHARE = "0.7"

#: The fields of a finding that both tables have. What `findings.csv` has of the
#: text, its words and sentence, Spark has as places.
SHARED = [
    "note_id", "case_id", "agency", "date", "note_type", "source", "row",
    "start", "end", "family", "indicator", "kind", "status", "entry", "repeat_of",
]  # fmt: skip


def write(megabytes: float, folder: Path) -> Path:
    """An export of generated notes, and the same as Parquet beside it."""
    export = folder / "generated.csv"
    with export.open("w", encoding="utf-8") as out:
        generator = samples.ROOT / "benches" / "throughput" / "notes.py"
        subprocess.run([sys.executable, str(generator), str(megabytes), "--share", SHARE], stdout=out, check=True)
    notes = pl.read_csv(export, try_parse_dates=True).with_row_index("row", offset=1)
    notes.with_columns(source=pl.lit(export.name)).write_parquet(folder / "generated.parquet", row_group_size=20_000)
    return export


def found(table: DataFrame, folder: Path) -> pl.DataFrame:
    """The findings that Spark has, written and read again, in one order."""
    path = folder / "findings"
    table.write.mode("overwrite").parquet(str(path))
    return in_order(pl.read_parquet(path / "*.parquet"))


def expected(audited: Path) -> pl.DataFrame:
    """What rules found, by the command line."""
    rows = pl.scan_csv(audited / "findings.csv", infer_schema=False).filter(pl.col("tier") == "rule")
    return in_order(rows.select(SHARED).collect())


def in_order(rows: pl.DataFrame) -> pl.DataFrame:
    cells = rows.select(pl.col(SHARED).cast(pl.String).fill_null(""))
    return cells.sort(SHARED)


def figures(table: DataFrame) -> list[list[str]]:
    """Figures as the command line prints them."""
    return [[as_printed(value) for value in row] for row in table.collect()]


def as_printed(value: object) -> str:
    return "" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)
