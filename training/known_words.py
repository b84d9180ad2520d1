"""Writes the lists of words and of names that are also words, which `reading.py` and the program read.

usage: python3 training/known_words.py [--leave w25,w26]

Words are those of the redactor's lists, and those that at least two writers of training notes wrote in small letters or
all in capitals, unless they mostly stand with one capital inside a sentence. Names are the redactor's.
"""
import argparse
from collections import defaultdict

from reading import SHIPPED, words
from scorer import HERE, load

WORDS = {"[common]", "[rare]", "[field]", "[acronym]"}
NAMES = {"[forename]", "[surname]", "[wordlike]"}
HEAD = "# {} Written by training/known_words.py."


def of_the_redactor(sections):
    found, wanted = set(), False
    for name in ("ordinary.txt", "field.txt", "names.txt"):
        for line in (HERE.parent / "src" / "redact" / name).read_text().splitlines():
            if line.startswith("["):
                wanted = line in sections
            elif wanted and not line.startswith("#"):
                found |= {word.lower() for word in line.split() if word.isalpha()}
    return found


def of_the_notes(left):
    plain, count, titled = defaultdict(set), defaultdict(int), defaultdict(int)
    for path in (path for path in sorted(HERE.glob("notes/*.jsonl")) if path.stem not in left):
        for note in load(path):
            these = words(note["plain"])
            for at, word in enumerate(these):
                low = word.form.lower()
                if word.form.islower() or (word.form.isupper() and len(low) > 1):
                    plain[low].add(path.stem)
                    count[low] += 1
                elif word.form.istitle() and at and these[at - 1].form[-1].isalnum():
                    titled[low] += 1
    return {word for word, writers in plain.items() if len(writers) > 1 and count[word] > titled[word]}


def write(name, head, words):
    (SHIPPED / name).write_text("\n".join([HEAD.format(head), *sorted(words)]) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leave", default="", help="writers whose notes are not looked at")
    known = of_the_redactor(WORDS) | of_the_notes(parser.parse_args().leave.split(","))
    write("words.txt", "Words that are not names.", known)
    write("names.txt", "Names that are also words.", known & of_the_redactor(NAMES))


if __name__ == "__main__":
    main()
