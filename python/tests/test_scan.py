"""One text, and the lexicon that it is read with."""

from __future__ import annotations

import json
import pickle
import subprocess
from pathlib import Path

import pytest
import samples

import plainrecord
from plainrecord import Auditor

NOTE = "Mum was arguing with her partner. DASH not done."


def words(auditor: Auditor, text: str) -> list[str]:
    return [text[found.start : found.end] for found in auditor.scan(text)]


def test_a_finding_says_what_and_where(auditor: Auditor) -> None:
    first = auditor.scan(NOTE)[0]
    assert NOTE[first.start : first.end] == "arguing with her partner"
    assert (first.family, first.indicator, first.kind) == ("minimising", "minimising.euphemism", "concern")
    assert (first.status, first.cue_rule, first.cue_start, first.cue_end) == ("counted", None, None, None)
    assert NOTE[first.sentence_start : first.sentence_end].startswith("Mum was")
    entry = auditor.entry(first.entry)
    assert entry.id == first.entry and entry.indicator == first.indicator
    assert entry.why and entry.instead and entry.sources


def test_a_status_names_what_decided_it(auditor: Auditor) -> None:
    text = "Police report says the couple were arguing with each other."
    reported = [found for found in auditor.scan(text) if found.status == "reported"]
    assert reported and reported[0].cue_rule
    assert text[reported[0].cue_start : reported[0].cue_end]


@pytest.mark.parametrize(
    "before",
    ["", "\N{SNOWMAN} ", "\N{FIRE}\N{FIRE} ", "Zoë said: ", "<p>", "e\N{COMBINING ACUTE ACCENT} "],
)
def test_places_count_characters_of_the_text_as_received(auditor: Auditor, before: str) -> None:
    assert words(auditor, before + NOTE) == ["arguing with her partner", "DASH not done"]


@pytest.mark.parametrize("text", ["", " ", "\0", "<", "{\\rtf1", "\N{REPLACEMENT CHARACTER}" * 3])
def test_a_text_that_says_nothing_has_no_findings(auditor: Auditor, text: str) -> None:
    assert auditor.scan(text) == []


def test_half_a_character_is_refused(auditor: Auditor) -> None:
    with pytest.raises(UnicodeEncodeError):
        auditor.scan("\ud83d")


def test_the_same_is_found_as_by_the_command_line(auditor: Auditor) -> None:
    text = "\n\n".join(text for (name, _), text in samples.texts() if name.startswith("police"))
    printed = subprocess.run(
        [samples.program(), "check", "--format", "json"], input=text, capture_output=True, encoding="utf-8", check=False
    )
    expected = [json.loads(line) for line in printed.stdout.splitlines()]
    found = auditor.scan(text, in_case=True)
    fields = ("start", "end", "family", "indicator", "kind", "status", "entry")
    assert expected
    assert [[getattr(one, field) for field in fields] for one in found] == [
        [one[field] for field in fields] for one in expected
    ]
    assert [one.cue_rule for one in found] == [one["cue"] and one["cue"]["rule"] for one in expected]


def test_a_lexicon_of_ones_own_is_read_from_a_folder(auditor: Auditor) -> None:
    own = Auditor(samples.ROOT / "lexicons")
    assert own.entries() == auditor.entries()
    assert own.scan(NOTE) == auditor.scan(NOTE)


def test_a_mistake_in_a_lexicon_is_shown_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[[entry]]\nid = "XXX001"\nindicator = "nothing.such"\n', "utf-8")
    with pytest.raises(ValueError, match=r"mine\.toml:\d+"):
        Auditor(tmp_path)


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        Auditor(tmp_path / "nowhere")


def test_no_entry_has_an_id_of_the_wrong_form(auditor: Auditor) -> None:
    for wrong in ["", "min001", "MIN999"]:
        with pytest.raises(KeyError):
            auditor.entry(wrong)


@pytest.mark.parametrize("lexicon", [None, samples.ROOT / "lexicons"])
def test_an_auditor_can_be_sent_to_another_process(lexicon: Path | None) -> None:
    sent = pickle.loads(pickle.dumps(Auditor(lexicon)))
    assert sent.scan(NOTE) == Auditor(lexicon).scan(NOTE)


def test_the_version_is_that_of_the_package() -> None:
    assert plainrecord.__version__
