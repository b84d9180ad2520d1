#!/usr/bin/env python3
"""Writes the phrases of a lexicon as plain text, for a search that knows no more.

    python3 benches/throughput/phrases.py --most 8 > phrases.txt

One literal a line, each once: alternatives, slots and forms of verbs written
out, at most so many of each phrase, drawn with a seed where there are more. A
literal cannot jump words, so that of a phrase with a gap, a stem or a number
in it the longest stretch without one is taken.
"""

import argparse
import random
import re
import tomllib
from pathlib import Path

LEXICON = Path(__file__).resolve().parents[2] / "lexicons"
MARK = re.compile(r"\.{2,3}|[()\[\]{}|#]|[^\s()\[\]{}|#.]+|\.")
CUT = "\0"


class Phrases:
    """The phrase language of lexicons/README.md, drawn from rather than matched."""

    def __init__(self, folder):
        terms = tomllib.loads((folder / "terms.toml").read_text())
        self.slots = {**terms["slots"], **tomllib.loads((folder / "roles.toml").read_text()).get("slots", {})}
        self.verbs = {verb["base"]: verb["forms"] for verb in terms.get("verb", [])} if isinstance(terms.get("verb"), list) else terms.get("verbs", {})

    def draw(self, phrase, seeded):
        """One literal of a phrase."""
        self.marks, self.at, self.seeded = MARK.findall(phrase), 0, seeded
        stretches = " ".join(self.choice("")).split(CUT)
        return max((" ".join(stretch.split()) for stretch in stretches), key=len)

    def choice(self, end):
        """Words of one of the sequences up to `end`."""
        sequences = [[]]
        while self.at < len(self.marks) and self.marks[self.at] != end:
            mark = self.marks[self.at]
            self.at += 1
            if mark == "|":
                sequences.append([])
            else:
                sequences[-1] += self.words(mark)
        self.at += 1
        return self.seeded.choice(sequences)

    def words(self, mark):
        if mark == "(":
            return self.choice(")")
        if mark == "[":
            chosen = self.choice("]")
            return chosen if self.seeded.random() < 0.5 else []
        if mark == "{":
            return self.slot(" ".join(self.choice("}")))
        if mark in ("...", "..", "#"):
            return [CUT]
        if mark.endswith("*"):
            return [mark[:-1], CUT]
        if mark.endswith("~"):
            return [self.seeded.choice(self.forms(mark[:-1]))]
        return [mark]

    def slot(self, name):
        held = self.marks, self.at
        self.marks, self.at = MARK.findall(self.seeded.choice(self.slots.get(name, [name]))), 0
        words = self.choice("")
        self.marks, self.at = held
        return words

    def forms(self, verb):
        if verb in self.verbs:
            return [verb, *self.verbs[verb]]
        stem = verb.removesuffix("e")
        return [verb, verb + "s", stem + "ed", stem + "ing"]


def literals(folder, most, seed=1):
    """Literals of every entry's phrases, sorted, and how many phrases there are."""
    phrases, seeded, found, count = Phrases(folder), random.Random(seed), set(), 0
    for file in sorted(folder.glob("*.toml")):
        for entry in tomllib.loads(file.read_text()).get("entry", []):
            for phrase in entry["phrases"]:
                count += 1
                mine = {phrases.draw(phrase, seeded) for _ in range(4 * most)}
                found |= set(sorted(mine)[:: max(1, len(mine) // most)][:most])
    return sorted(one for one in found if len(one) > 3), count


def main():
    arguments = argparse.ArgumentParser(description="Writes a lexicon's phrases as literals.")
    arguments.add_argument("--lexicon", type=Path, default=LEXICON)
    arguments.add_argument("--most", type=int, default=8, help="literals of each phrase")
    given = arguments.parse_args()
    print(*literals(given.lexicon, given.most)[0], sep="\n")


if __name__ == "__main__":
    main()
