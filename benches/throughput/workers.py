#!/usr/bin/env python3
"""Times how much a second Spark worker brings, in one run.

    pip install ./python[test]
    python3 benches/throughput/notes.py 60 > notes.csv
    python3 benches/throughput/workers.py notes.csv --rounds 3

One and two workers take turns, each with a core of its own, and read the same
notes, twice: the second time is taken, when Spark has warmed up as it has in a
long run. With two cores in all, the driver shares one with a worker.
"""

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# How a cluster of workers is started and found, the tests of the package know.
sys.path.append(str(Path(__file__).resolve().parents[2] / "python" / "tests"))

MAPPING = {"note_id": "note_id", "case_id": "case_id", "agency": "agency", "date": "date", "text": "note"}
PARTITIONS = 48


def started(count):
    """A session whose workers have each a core of their own."""
    from clusters import cluster, workers

    spark = cluster(count)
    while spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() <= count:
        time.sleep(0.1)
    for worker, core in zip(workers(spark), sorted(os.sched_getaffinity(0)), strict=False):
        for thread in Path(f"/proc/{worker}/task").iterdir():
            with contextlib.suppress(ProcessLookupError):
                os.sched_setaffinity(int(thread.name), {core})
    return spark


def seconds(count, notes):
    """How long so many workers take to read all notes."""
    from plainrecord import spark as plainrecord

    spark = started(count)
    rows = spark.read.parquet(str(notes)).repartition(PARTITIONS).persist()
    rows.count()
    for _ in range(2):
        start = time.monotonic()
        plainrecord.read(rows, MAPPING).write.format("noop").mode("overwrite").save()
    return time.monotonic() - start


def main():
    arguments = argparse.ArgumentParser(description="Times one and two Spark workers.")
    arguments.add_argument("file", type=Path, help="as notes.py writes it")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--workers", type=int, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.workers:
        print(seconds(given.workers, given.file))
        return
    import polars

    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "notes.parquet"
        polars.read_csv(given.file, try_parse_dates=True).write_parquet(notes, row_group_size=5_000)
        measured = {1: [], 2: []}
        for _ in range(given.rounds):
            for count, all_ in measured.items():
                command = [sys.executable, __file__, str(notes), "--workers", str(count)]
                all_.append(float(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout))
    for count, all_ in measured.items():
        print(f"{count} worker{'s' * (count - 1)}: {', '.join(f'{one:.1f}' for one in all_)} seconds")
    print(f"ratio of the medians {statistics.median(measured[1]) / statistics.median(measured[2]):.2f}")


if __name__ == "__main__":
    main()
