"""How far two annotators agree who read the same notes without seeing each other's marks.

usage: python3 training/agreement.py            run from the project's folder

Compares `second/*.jsonl` with the notes of the same id in `notes/*.jsonl`. Two marks agree if they share a character,
bear an indicator of the same family and, in the first column, both count. F1 is the harmonic mean of the share of the
first annotator's marks that the second made, and the other way round.
"""
from collections import defaultdict

from scorer import CONCERN, HERE, family, load


def hits(ours, theirs):
    """How many of our marks share a character with one of theirs."""
    return sum(any(a[0] < b[1] and b[0] < a[1] for b in theirs) for a in ours)


def f1(cell):
    first_hit, first, second_hit, second = cell
    recall, precision = first_hit / first if first else 0, second_hit / second if second else 0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0


def compare(first, second):
    """Cells by family and by writer: counted marks, and marks of any status."""
    by_family, by_writer = defaultdict(lambda: [0] * 4), defaultdict(lambda: [0] * 4)
    for key, note in second.items():
        known = first[key]
        assert note["plain"] == known["plain"], f"{key}: the text differs"
        for name in {family(mark[2]) for mark in known["spans"] + note["spans"]}:
            for counted in (True, False):
                ours, theirs = (
                    [mark for mark in marks if family(mark[2]) == name and (mark[3] == "counted" or not counted)]
                    for marks in (known["spans"], note["spans"])
                )
                cell = hits(ours, theirs), len(ours), hits(theirs, ours), len(theirs)
                keys = [name, "all concerns"] if name in CONCERN else [name]
                for table, rows in ((by_family, keys), (by_writer, [key.split("-")[0]])):
                    for row in rows:
                        table[row, counted] = [a + b for a, b in zip(table[row, counted], cell)]
    return by_family, by_writer


def main():
    first = {note["id"]: note for path in sorted(HERE.glob("notes/*.jsonl")) for note in load(path)}
    second = {note["id"]: note for path in sorted(HERE.glob("second/*.jsonl")) for note in load(path)}
    by_family, by_writer = compare(first, second)
    print(f"{len(second)} notes annotated twice\n\n{'':20} counted  any status   marks: first, second")
    for table in (by_family, by_writer):
        for row in sorted({row for row, _ in table}):
            cell = table[row, False]
            print(f"{row:20} {f1(table[row, True]):7.2f}  {f1(cell):10.2f}   {cell[1]:12} {cell[3]:6}")
        print()


if __name__ == "__main__":
    main()
