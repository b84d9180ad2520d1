"""A note as the classifier reads it: names are all one name, and the sex that is named more often reads as "she".

Two notes that differ only in names, or in who is a man and who a woman, read the same, so the classifier cannot treat
them differently. `src/classify/reading.rs` does the same; `test_reading.py` and a test there read the same cases.
"""
from typing import NamedTuple

from model import BASE
from scorer import HERE

SHIPPED = HERE.parent / "src" / "classify" / "model"
NAME, UNKNOWN = "alex", "[UNK]"
LONGEST = 40  # letters of a word that are looked up


class Word(NamedTuple):
    form: str
    start: int
    end: int


def kind(sign):
    if sign.isspace():
        return "space"
    return "letter" if sign.isalpha() else "digit" if sign.isnumeric() else "sign"


def words(text):
    """Runs of letters, runs of digits, and every other sign by itself."""
    found, at = [], 0
    while at < len(text):
        this, end = kind(text[at]), at + 1
        while this in ("letter", "digit") and end < len(text) and kind(text[end]) == this:
            end += 1
        if this != "space":
            found.append(Word(text[at:end], at, end))
        at = end
    return found


def listed(name):
    return [line for line in (SHIPPED / name).read_text().splitlines() if line and not line.startswith("#")]


# Each word of a sex: which sex, how it reads, and how it reads the other way round.
SEXED = {}
for line in listed("sexes.txt"):
    him, her = (side.split() for side in line.split("|"))
    for sex, (these, those) in enumerate(((him, her), (her, him))):
        SEXED |= {word: (sex, these[0], those[0]) for word in these}
KNOWN = set(listed("words.txt")) | set(SEXED)
WORDLIKE = set(listed("names.txt"))


def is_name(these, at):
    """A word with a capital that no list knows; or one that is also a word, inside a sentence."""
    form = these[at].form
    low = form.lower()
    if not form[0].isupper():
        return False
    if len(form) < 2:
        return begins_name(these, at)
    if low not in KNOWN:
        return True
    return low in WORDLIKE and not form.isupper() and at > 0 and these[at - 1].form[-1].isalnum()


def begins_name(these, at):
    """A single letter that is the first of a name such as O'Neill."""
    rest = these[at + 1 : at + 3]
    close = len(rest) == 2 and rest[1].start == these[at].end + 1
    return close and rest[0].form in "'’" and rest[1].form[0].isupper()


def joined(these, last, at):
    """Whether a name at `at` goes on with the one at `last`: nothing between them but a hyphen, an apostrophe or a space."""
    between = these[last + 1 : at]
    return all(word.form in "-'’" for word in between) and len(between) < 2 and these[last + 1].start - these[last].end < 2


def without_names(these):
    """The words in small letters, a run of names being one word."""
    read, last = [], None
    for at, word in enumerate(these):
        if not is_name(these, at):
            read.append(Word(word.form.lower(), word.start, word.end))
        elif last is not None and joined(these, last, at):
            while read[-1].form != NAME:
                read.pop()
            read[-1], last = Word(NAME, read[-1].start, word.end), at
        else:
            read.append(Word(NAME, word.start, word.end))
            last = at
    return read


def without_sexes(these):
    """The sex that is named more often, the first in a tie, reads as "she"."""
    named = [SEXED[word.form][0] for word in these if word.form in SEXED]
    women = sum(named)
    men = len(named) - women
    turned = men > women or (men == women and named[:1] == [0])
    return [word._replace(form=SEXED[word.form][1 + turned]) if word.form in SEXED else word for word in these]


def read(text):
    return without_sexes(without_names(words(text)))


PIECES = {piece: number for number, piece in enumerate((BASE / "vocab.txt").read_text().split("\n")) if piece}


def pieces_of(form):
    """The longest pieces that a word is made of, from its start; one unknown piece if there are none."""
    found, at = [], 0
    while at < len(form):
        ends = range(min(len(form), LONGEST), at, -1)
        piece = next((p for end in ends if (p := ("##" if at else "") + form[at:end]) in PIECES), None)
        if piece is None:
            return [PIECES[UNKNOWN]]
        found.append(PIECES[piece])
        at += len(piece) - (2 if at else 0)
    return found


def pieces(text):
    """Ids of the pieces, and for each the characters of its word."""
    ids, spans = [], []
    for word in read(text):
        these = pieces_of(word.form)
        ids += these
        spans += [(word.start, word.end)] * len(these)
    return ids, spans
