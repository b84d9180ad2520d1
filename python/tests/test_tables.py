"""A table of notes, in each of the forms in which other programs hand one on."""

from __future__ import annotations

import pandas
import polars
import pyarrow as pa
import pytest

from plainrecord import Auditor

NOTE = "Mum was arguing with her partner. DASH not done."
TEXTS = [NOTE, None, "Visited. All well.", "", f"\N{SNOWMAN} {NOTE}"]
#: Note, start and words of what is in them.
EXPECTED = [
    (0, 8, "arguing with her partner"),
    (0, 34, "DASH not done"),
    (4, 10, "arguing with her partner"),
    (4, 36, "DASH not done"),
]


def places(table: pa.Table, texts: list[str | None]) -> list[tuple[int, int, str]]:
    columns = [table[name].to_pylist() for name in ("note", "start", "end")]
    return [(note, start, (texts[note] or "")[start:end]) for note, start, end in zip(*columns, strict=True)]


def arrow(type: pa.DataType) -> pa.Table:
    return pa.table({"text": pa.array(TEXTS, type)})


PRODUCERS = {
    "string": arrow(pa.string()),
    "large_string": arrow(pa.large_string()),
    "string_view": arrow(pa.string_view()),
    "chunks": pa.table({"text": pa.chunked_array([TEXTS[:2], [], TEXTS[2:]], pa.string())}),
    "slice": pa.table({"text": [NOTE, *TEXTS, NOTE]}).slice(1, 5),
    "record batch": pa.record_batch({"text": pa.array(TEXTS)}),
    "reader": None,
    "polars": polars.DataFrame({"text": TEXTS}),
    "pandas": pandas.DataFrame({"text": pandas.array(TEXTS, dtype="str")}),
    "pandas, objects": pandas.DataFrame({"text": pandas.Series(TEXTS, dtype=object)}),
}


@pytest.mark.parametrize("form", PRODUCERS)
def test_the_same_is_found_whoever_made_the_table(auditor: Auditor, form: str) -> None:
    table = PRODUCERS[form]
    if form == "reader":
        table = arrow(pa.string()).to_reader(max_chunksize=2)
    assert places(auditor.scan_batch(table), TEXTS) == EXPECTED


def test_a_table_has_the_fields_of_a_finding(auditor: Auditor) -> None:
    table = auditor.scan_batch(arrow(pa.string()))
    found = [one for text in TEXTS for one in auditor.scan(text or "")]
    assert table.column_names[0] == "note"
    for name in table.column_names[1:]:
        assert table[name].to_pylist() == [getattr(one, name) for one in found], name


def test_the_column_of_the_text_can_have_another_name(auditor: Auditor) -> None:
    table = pa.table({"id": [1], "narrative": [NOTE]})
    assert auditor.scan_batch(table, "narrative").num_rows == 2


def test_what_a_case_about_abuse_shows_is_found_on_request(auditor: Auditor) -> None:
    text = "She refuses to engage with services."
    for in_case in (False, True):
        one = auditor.scan(text, in_case=in_case)
        assert auditor.scan_batch(pa.table({"text": [text]}), in_case=in_case).num_rows == len(one)


@pytest.mark.parametrize("table", [pa.table({"text": pa.array([], pa.string())}), pa.table({"text": pa.nulls(3)})])
def test_without_text_there_are_columns_and_no_rows(auditor: Auditor, table: pa.Table) -> None:
    found = auditor.scan_batch(table)
    assert found.num_rows == 0
    assert found.schema == auditor.scan_batch(arrow(pa.string())).schema


def test_the_number_of_threads_changes_nothing(auditor: Auditor) -> None:
    table = pa.table({"text": TEXTS * 50})
    one = auditor.scan_batch(table, threads=1)
    for threads in (2, 3, None):
        assert auditor.scan_batch(table, threads=threads).equals(one)
    with pytest.raises(ValueError, match="1 or more"):
        auditor.scan_batch(table, threads=0)


@pytest.mark.parametrize(
    ("column", "says"),
    [
        (pa.array([1, 2]), r'"text" holds Int64, not text; cast it to string'),
        (pa.array([b"x"]), r'"text" holds Binary'),
        (pa.array(["x"]).dictionary_encode(), r'"text" holds Dictionary'),
        (pa.array([["x"]]), r'"text" holds List'),
    ],
)
def test_a_column_of_something_else_is_named(auditor: Auditor, column: pa.Array, says: str) -> None:
    with pytest.raises(TypeError, match=says):
        auditor.scan_batch(pa.table({"text": column}))


def test_a_column_that_is_not_there_is_an_error_that_names_those_that_are(auditor: Auditor) -> None:
    with pytest.raises(KeyError, match="no column .*text.*; it has .*narrative"):
        auditor.scan_batch(pa.table({"narrative": [NOTE]}))


@pytest.mark.parametrize("wrong", [NOTE, [NOTE], {"text": [NOTE]}, None])
def test_what_is_no_table_is_refused_in_words(auditor: Auditor, wrong: object) -> None:
    with pytest.raises(TypeError, match="pyarrow, polars or pandas, not"):
        auditor.scan_batch(wrong)  # type: ignore[arg-type]


def test_a_column_alone_is_no_table(auditor: Auditor) -> None:
    with pytest.raises(ValueError):
        auditor.scan_batch(pa.chunked_array([TEXTS]))  # type: ignore[arg-type]
