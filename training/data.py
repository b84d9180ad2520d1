"""Notes as windows of word pieces with targets, and tags back to passages."""
import gzip
import json
import re

import torch

from model import FAMILIES
from reading import PIECES, pieces
from scorer import HERE, load

WINDOW, STRIDE = 254, 192
LEARNT, UNSEEN = 1500, 28000  # of the texts with no abuse: the first are learnt from, the last are tested on here
START, END, HIDE = PIECES["[CLS]"], PIECES["[SEP]"], PIECES["[MASK]"]
REGISTRY = (HERE.parent / "src" / "lexicon" / "indicator.rs").read_text()
INDICATORS = re.findall(r'^    \w+ = "([a-z]+\.[a-z-]+)",', REGISTRY, re.MULTILINE)
assert len(INDICATORS) > 60, "the registry is written in another way: mend the pattern"
OUTPUTS = 2 * len(FAMILIES) + len(INDICATORS)


def notes(writers):
    return [note for writer in writers for note in load(HERE / "notes" / f"{writer}.jsonl")]


def ordinary():
    """Notes with nothing to find: those to learn from, and those that nothing learns from.

    Every file of `ordinary/` but the last is learnt from, and the first of the texts of `tests/gold/no_abuse.txt.gz`.
    """
    files = sorted((HERE / "ordinary").glob("*.jsonl"))
    written = [[json.loads(line)["text"] for line in path.read_text().splitlines()] for path in files]
    with gzip.open(HERE.parent / "tests" / "gold" / "no_abuse.txt.gz", "rt") as lines:
        texts = [line.strip() for line in lines if line.strip()]
    plain = [{"plain": text, "spans": []} for text in texts]
    ours = [[{"plain": text, "spans": []} for text in some] for some in written]
    return sum(ours[:-1], []) + plain[:LEARNT], ours[-1] + plain[UNSEEN:]


def targets(note, spans):
    """What each piece bears: 1 where a mark lies on it."""
    y = torch.zeros(len(spans), OUTPUTS)
    for start, end, indicator, status in note["spans"]:
        family = FAMILIES.index(indicator.split(".")[0]) + (0 if status == "counted" else len(FAMILIES))
        on = [at for at, (a, b) in enumerate(spans) if a < end and start < b]
        y[on, family] = 1
        y[on, 2 * len(FAMILIES) + INDICATORS.index(indicator)] = 1
    return y


def windows(note, marked=True):
    """(first piece, ids, targets) for each window, and the characters of every piece."""
    ids, spans = pieces(note["plain"])
    y = targets(note, spans) if marked else torch.zeros(len(ids), OUTPUTS)
    starts = range(0, max(1, len(ids) - WINDOW + STRIDE), STRIDE)
    return [(at, ids[at : at + WINDOW], y[at : at + WINDOW]) for at in starts], spans


def batch(some):
    """Padded ids, mask, targets, and which places are pieces of a note."""
    longest = max(len(ids) for _, ids, _ in some) + 2
    ids, mask = torch.zeros(len(some), longest, dtype=torch.long), torch.zeros(len(some), longest, dtype=torch.bool)
    y, real = torch.zeros(len(some), longest, OUTPUTS), torch.zeros(len(some), longest)
    for row, (_, some_ids, some_y) in enumerate(some):
        size = len(some_ids)
        ids[row, : size + 2] = torch.tensor([START, *some_ids, END])
        mask[row, : size + 2], real[row, 1 : size + 1], y[row, 1 : size + 1] = True, 1, some_y
    return ids, mask, y, real


def runs(high):
    """(first, last) of the runs of pieces that are high; a single low piece does not part a run."""
    found, at = [], 0
    while at < len(high):
        if not high[at]:
            at += 1
            continue
        last = at
        while last + 1 < len(high) and (high[last + 1] or (last + 2 < len(high) and high[last + 2])):
            last += 1
        found.append((at, last))
        at = last + 1
    return found


def passages(spans, tags, threshold, family):
    """(start, end, probability) in characters, of runs of pieces that count with at least this probability."""
    p = tags[:, family]
    return [(spans[a][0], spans[b][1], float(p[a : b + 1].max())) for a, b in runs((p >= threshold).tolist())]
