"""Notes as windows of word pieces with targets, and tags back to passages."""
import re

import torch
from tokenizers import Tokenizer

from model import BASE, FAMILIES
from scorer import HERE, load

WINDOW, STRIDE = 254, 192
START, END = 101, 102
REGISTRY = (HERE.parent / "src" / "lexicon" / "indicator.rs").read_text()
INDICATORS = re.findall(r'^    \w+ = "([a-z]+\.[a-z-]+)",', REGISTRY, re.MULTILINE)
assert len(INDICATORS) > 60, "the registry is written in another way: mend the pattern"
OUTPUTS = 2 * len(FAMILIES) + len(INDICATORS)

pieces = Tokenizer.from_file(str(BASE / "tokenizer.json"))
pieces.no_truncation()
pieces.no_padding()


def notes(writers):
    return [note for writer in writers for note in load(HERE / "notes" / f"{writer}.jsonl")]


def targets(note, offsets):
    """What each piece bears: 1 where a mark lies on it."""
    y = torch.zeros(len(offsets), OUTPUTS)
    for start, end, indicator, status in note["spans"]:
        family = FAMILIES.index(indicator.split(".")[0]) + (0 if status == "counted" else len(FAMILIES))
        on = [at for at, (a, b) in enumerate(offsets) if a < end and start < b]
        y[on, family] = 1
        y[on, 2 * len(FAMILIES) + INDICATORS.index(indicator)] = 1
    return y


def windows(note, marked=True):
    """(first piece, ids, targets) for each window, and the characters of every piece."""
    coded = pieces.encode(note["plain"], add_special_tokens=False)
    y = targets(note, coded.offsets) if marked else torch.zeros(len(coded.ids), OUTPUTS)
    starts = range(0, max(1, len(coded.ids) - WINDOW + STRIDE), STRIDE)
    return [(at, coded.ids[at : at + WINDOW], y[at : at + WINDOW]) for at in starts], coded.offsets


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


def passages(offsets, tags, threshold, family):
    """Runs of pieces whose counted probability reaches the threshold; a single piece below it does not part a run."""
    high, found, at = [p >= threshold for p in tags[:, family].tolist()], [], 0
    while at < len(high):
        if not high[at]:
            at += 1
            continue
        last = at
        while last + 1 < len(high) and (high[last + 1] or (last + 2 < len(high) and high[last + 2])):
            last += 1
        found.append((offsets[at][0], offsets[last][1], float(tags[at : last + 1, family].max())))
        at = last + 1
    return found
