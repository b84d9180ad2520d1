"""A cluster of worker processes on this machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pyspark.sql import SparkSession

from plainrecord import spark as plainrecord

#: What the columns of the sample notes are: each has the name of its field.
MAPPING = {field: field for field in plainrecord.FIELDS}

NOTES = (
    "note_id string, case_id string, agency string, date date, note_type string, source string, row long, text string"
)


def cluster(workers: int = 2) -> SparkSession:
    """Workers with a core each, in processes of their own."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(f"local-cluster[{workers},1,1024]").appName("plainrecord")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def workers(spark: SparkSession) -> list[int]:
    """The worker processes that the driver has started."""
    driver = spark.sparkContext._gateway.proc.pid
    found = []
    for process in Path("/proc").iterdir():
        if not process.name.isdigit():
            continue
        try:
            parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if int(parent) == driver and b"CoarseGrainedExecutorBackend" in command:
            found.append(int(process.name))
    return found
