"""Many notes on a cluster: the same as by the command line, however they are
spread, and whatever happens to a worker.

PLAINRECORD_MEGABYTES says how many notes; 280 are about a million.
"""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import clusters
import generated
import polars as pl
import pytest
import samples
from generated import MAPPING
from polars.testing import assert_frame_equal
from pyspark.sql import DataFrame, SparkSession

from plainrecord import spark as plainrecord

MEGABYTES = float(os.environ.get("PLAINRECORD_MEGABYTES", "1"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("generated")


@pytest.fixture(scope="module")
def audited(folder: Path) -> Path:
    """The generated notes, audited by the command line."""
    return samples.audit(folder, str(generated.write(MEGABYTES, folder)))


@pytest.fixture(scope="module")
def expected(audited: Path) -> pl.DataFrame:
    return generated.expected(audited)


@pytest.fixture(scope="module")
def notes(spark: SparkSession, folder: Path, audited: Path) -> DataFrame:
    """The same notes in Spark, read once."""
    rows = spark.read.parquet(str(folder / "generated.parquet"))
    plainrecord.read(rows.repartition(8), MAPPING).write.parquet(str(folder / "read"))
    return spark.read.parquet(str(folder / "read"))


def test_findings_are_those_of_the_command_line(notes: DataFrame, expected: pl.DataFrame, folder: Path) -> None:
    assert expected["repeat_of"].ne("").any() and expected["status"].eq("template").any()
    assert_frame_equal(generated.found(plainrecord.audit(notes), folder), expected)


def test_figures_are_those_of_the_command_line(notes: DataFrame, audited: Path) -> None:
    found = plainrecord.measures(plainrecord.audit(notes), notes)
    assert generated.figures(found) == [list(row.values()) for row in samples.table(audited / "agencies.csv")]


def test_a_worker_that_dies_changes_nothing(
    spark: SparkSession, folder: Path, audited: Path, expected: pl.DataFrame
) -> None:
    rows = spark.read.parquet(str(folder / "generated.parquet")).repartition(24)
    killing = Killing(spark)
    killing.start()
    found = generated.found(plainrecord.audit(rows, MAPPING), folder)
    killing.is_over.set()
    killing.join()
    assert killing.killed, "the run was over before a worker could be killed"
    assert_frame_equal(found, expected)


class Killing(threading.Thread):
    """Kills a worker once some tasks of a stage are done and some are not."""

    def __init__(self, spark: SparkSession) -> None:
        super().__init__()
        self.spark = spark
        self.is_over = threading.Event()
        self.killed: int | None = None

    def run(self) -> None:
        while not self.is_over.wait(0.02):
            if self.is_under_way():
                self.killed = clusters.workers(self.spark)[0]
                os.kill(self.killed, signal.SIGKILL)
                return

    def is_under_way(self) -> bool:
        status = self.spark.sparkContext.statusTracker()
        stages = [status.getStageInfo(stage) for stage in status.getActiveStageIds()]
        return any(stage and 2 <= stage.numCompletedTasks < stage.numTasks - 4 for stage in stages)
