"""What several tests share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyspark.sql import DataFrame, SparkSession

from plainrecord import Auditor

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def auditor() -> Auditor:
    return Auditor()


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample exports, audited by the command line."""
    import samples

    return samples.audit(tmp_path_factory.mktemp("samples"), "--config", "data-samples/plainrecord.toml")


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    import clusters

    session = clusters.cluster()
    yield session
    session.stop()


@pytest.fixture(scope="session")
def sample_notes(spark: SparkSession, audited: Path) -> DataFrame:
    import clusters
    import samples

    rows = [tuple(note[field] for field in clusters.MAPPING) for note in samples.notes(audited)]
    return spark.createDataFrame(rows, clusters.NOTES)
