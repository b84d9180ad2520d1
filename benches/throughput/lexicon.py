#!/usr/bin/env python3
"""Writes a lexicon with so many times the phrases of the built-in one.

    python3 benches/throughput/lexicon.py 10 lexicon10
    plainrecord audit mix20.csv --lexicon lexicon10 --no-classifier --out audit10

Every phrase of an entry has copies in which words are exchanged for words of
other phrases, drawn with a seed, with a word more: the
words are as frequent in notes as those of the lexicon and seldom stand
together, so that it is the search that grows and not what is found.
"""

import json
import random
import re
import shutil
import sys
import tomllib
from pathlib import Path

LEXICON = Path(__file__).resolve().parents[2] / "lexicons"
WORD = re.compile(r"\{[^}]*\}|[a-z]{4,}~?")
LIST = re.compile(r"^phrases = \[", re.MULTILINE)


def entries(path):
    return tomllib.loads(path.read_text()).get("entry", [])


def exchanged(phrase, words, seeded):
    """The phrase with other words, and more where they are few; slots stay."""
    other = lambda found: found[0] if found[0].startswith("{") else seeded.choice(words)
    few = 4 - len(re.sub(r"\[.*?\]|\(.*?\)", "word", phrase).split())
    return " ".join([*WORD.sub(other, phrase).split(), *seeded.choices(words, k=max(few, 1))])


def main():
    times, folder = int(sys.argv[1]), Path(sys.argv[2])
    shutil.copytree(LEXICON, folder, ignore=shutil.ignore_patterns("compiled", "*.md"))
    files = [path for path in sorted(folder.rglob("*.toml")) if entries(path)]
    phrases = [phrase for path in files for entry in entries(path) for phrase in entry["phrases"]]
    words = sorted({word for phrase in phrases for word in WORD.findall(phrase) if word.isalpha() and len(word) > 6})
    seeded, count = random.Random(1), len(phrases)
    for path in files:
        lists = iter(entries(path))

        def longer(opening):
            own = next(lists)["phrases"]
            more = [exchanged(phrase, words, seeded) for _ in range(times - 1) for phrase in own]
            return opening[0] + "".join(f"{json.dumps(phrase)}, " for phrase in dict.fromkeys(more) if phrase not in own)

        path.write_text(LIST.sub(longer, path.read_text()))
    total = sum(len(entry["phrases"]) for path in files for entry in entries(path))
    print(f"{count} phrases became {total}", file=sys.stderr)


if __name__ == "__main__":
    main()
