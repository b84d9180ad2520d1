"""What the compiled part of plainrecord holds."""

from collections.abc import Sequence
from os import PathLike
from typing import Protocol, final

import pyarrow as pa

__all__ = ["Auditor", "auditor_of_files", "Cases", "Entry", "Finding", "Tally", "MANY_CASES", "__version__"]

__version__: str
MANY_CASES: int

class _ArrowStream(Protocol):
    """A table that can be handed on by the Arrow C interface: of pyarrow, of
    polars, of pandas from 2.2 on, and of whatever else has this method."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@final
class Auditor:
    """Finds what a lexicon describes. Made once, used for any number of notes,
    from any number of threads; can be pickled.

    `lexicon` is the folder of another lexicon than the built-in one. Raises
    `OSError` if it cannot be read, and `ValueError` with every mistake in it.
    """

    def __new__(cls, lexicon: str | PathLike[str] | None = None) -> Auditor: ...
    def scan(self, text: str, *, in_case: bool = False) -> list[Finding]:
        """What is found in one text, in its order.

        Markup is read as it is in an export: tags, RTF and character references
        are no words, and keep their places. `in_case` says that the text
        belongs to a case known to be about abuse, as `plainrecord check`
        takes it: words with innocent senses are then found, too.
        """

    def scan_batch(
        self, table: _ArrowStream, text: str = "text", *, in_case: bool = False, threads: int | None = None
    ) -> pa.Table:
        """What is found in every note of a table: a row for each finding, in the
        order of the notes, with `note`, the place of the note in the table
        from 0, and the fields of `Finding`.

        `text` is the column that holds the notes, of any type of string; a note
        without text has no findings. The texts are not copied, the interpreter
        lock is not held, and `threads` (all cores, unless given) read at once;
        the result is the same for any number. In a process that forks, give
        `threads=1`.

        Raises `TypeError` for what is no table or no column of text, and
        `KeyError` for a column that is not there.
        """

    def entry(self, id: str) -> Entry:
        """The entry with this id. Raises `KeyError` where there is none."""

    def entries(self) -> list[str]:
        """The ids of all entries, in order."""

    def _read(self, notes: pa.RecordBatch) -> pa.RecordBatch: ...

@final
class Finding:
    """One place in one note that bears an indicator.

    Places count characters of the text as received, as Python does:
    `text[finding.start:finding.end]`.
    """

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """Behind the last character."""

    @property
    def family(self) -> str:
        """The group that the indicator belongs to, such as `minimising`."""

    @property
    def indicator(self) -> str:
        """What it is evidence of, such as `minimising.euphemism`."""

    @property
    def kind(self) -> str:
        """`concern`, `good` or `risk`."""

    @property
    def status(self) -> str:
        """Who says it, and how; only `counted` counts."""

    @property
    def cue_rule(self) -> str | None:
        """The id of the cue, or the name of the shape, that decided the status;
        `None` for the writer's own wording."""

    @property
    def cue_start(self) -> int | None:
        """The first character of what decided."""

    @property
    def cue_end(self) -> int | None:
        """Behind the last character of what decided."""

    @property
    def role(self) -> str | None:
        """Whose act or state it is, or `unclear`; `None` where the entry does not
        ask."""

    @property
    def entry(self) -> str:
        """The entry that found it; `Auditor.entry` explains it."""

    @property
    def sentence_start(self) -> int:
        """The first character of its sentence."""

    @property
    def sentence_end(self) -> int:
        """Behind the last character of its sentence."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...

@final
class Entry:
    """A rule of the lexicon: what it is evidence of, why that matters, and
    better wording."""

    @property
    def id(self) -> str:
        """Its permanent id, such as `MIN001`."""

    @property
    def indicator(self) -> str:
        """What it is evidence of."""

    @property
    def title(self) -> str:
        """A heading for readers."""

    @property
    def why(self) -> str:
        """Why the wording matters, for the person who wrote it."""

    @property
    def instead(self) -> str:
        """Better wording; empty where there is nothing to put better."""

    @property
    def sources(self) -> list[str]:
        """The documents that say so."""

@final
class Cases:
    """Findings of notes that come sorted by case, for `plainrecord.spark`."""

    def __new__(cls) -> Cases: ...
    def push(self, notes: pa.RecordBatch) -> pa.RecordBatch | None: ...
    def finish(self) -> pa.RecordBatch | None: ...

@final
class Tally:
    """Counts of notes and findings that come sorted by case, for
    `plainrecord.spark`."""

    def __new__(cls, bases: Sequence[tuple[str, int, int, int]], threshold: int) -> Tally: ...
    def push(self, rows: pa.RecordBatch) -> None: ...
    def finish(self) -> bytes: ...
    def merge(self, counted: bytes) -> None: ...
    def figures(self, auditor: Auditor) -> pa.RecordBatch: ...

def auditor_of_files(files: Sequence[tuple[str, str]] | None) -> Auditor:
    """The auditor of these lexicon files, each with its name and its text."""
