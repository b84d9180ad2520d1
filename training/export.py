"""Writes what the program needs of a trained tagger into `src/classify/model`.

usage: python3 training/export.py DIR [--leave w25,w26]        DIR is what train.py wrote; the same writers left out

Matrices become whole numbers from -127 to 127 with a scale for each row. Beside them go the first look and, for each
indicator, annotated passages with the place where the tagger puts them, to be named as nearest.
"""
import argparse
import json
from collections import defaultdict
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

import screen
from data import INDICATORS, batch, notes, windows
from model import BASE, FAMILIES, HIDDEN, trained
from reading import NAME, SHIPPED, read
from scorer import HERE

EXAMPLES, SHORTEST, LONGEST = 24, 2, 18  # of an indicator; words of one
PARITY = 3  # notes on which the program is compared with this


def quantised(matrix):
    scale = matrix.abs().amax(1).clamp(min=1e-8) / 127
    return (matrix / scale[:, None]).round().to(torch.int8), scale


def packed(state):
    """Matrices quantised, vectors as they are."""
    arrays = {}
    for name, value in state.items():
        if value.dim() == 2:
            arrays[name], arrays[f"{name}.scale"] = quantised(value)
        else:
            arrays[name] = value
    return arrays


def unpacked(arrays):
    scaled = {name: value.float() * arrays[f"{name}.scale"][:, None] for name, value in arrays.items() if value.dtype == torch.int8}
    return {name: scaled.get(name, value) for name, value in arrays.items() if not name.endswith(".scale")}


def chosen(writers):
    """Marks to be examples: of each indicator some, a writer after the other. One that holds a name is none: whoever
    meets it in a report cannot tell an invented name from a real one."""
    by_indicator = defaultdict(lambda: defaultdict(list))
    for note in notes(writers):
        names = [word for word in read(note["plain"]) if word.form == NAME]
        for start, end, indicator, status in note["spans"]:
            words = note["plain"][start:end]
            if any(name.start < end and start < name.end for name in names):
                continue
            if status == "counted" and SHORTEST <= len(words.split()) <= LONGEST and "\n" not in words:
                by_indicator[indicator][note["id"].split("-")[0]].append((note, start, end))
    for indicator in INDICATORS:
        queues = [marks for _, marks in sorted(by_indicator[indicator].items())]
        turns = [mark for turn in range(EXAMPLES) for marks in queues for mark in marks[turn : turn + 1]]
        for mark in turns[:EXAMPLES]:
            yield indicator, mark


@torch.no_grad()
def place(model, note, start, end):
    """The middle of where the pieces of a mark lie, of length 1."""
    some, spans = windows(note, marked=False)
    window = next(w for w in reversed(some) if spans[w[0]][0] <= start)
    ids, mask, _, _ = batch([window])
    hidden = model.encode(ids, mask)[0, 1:-1]
    on = [at for at in range(len(window[1])) if spans[window[0] + at][0] < end and start < spans[window[0] + at][1]]
    middle = hidden[on].sum(0)
    return middle / middle.norm().clamp(min=1e-8)


@torch.no_grad()
def parity(model, writers):
    """Some notes with their pieces and the highest number of each family: what the program must come to as well."""
    lines = []
    short = [note for note in notes(writers) if len(note["plain"]) < 500 and len(note["spans"]) > 4]
    for note in short[:PARITY]:
        [(_, ids, y)], _ = windows(note, marked=False)
        given, mask, _, _ = batch([(0, ids, y)])
        highest = torch.sigmoid(model(given, mask))[0, 1:-1, : len(FAMILIES)].amax(0).tolist()
        text = json.dumps(note["plain"], ensure_ascii=False)
        lines.append(f"[[note]]\ntext = {text}\npieces = {ids}\nhighest = {[round(p, 4) for p in highest]}\n")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path)
    parser.add_argument("--leave", default="")
    asked = parser.parse_args()
    left = asked.leave.split(",")
    writers = sorted(path.stem for path in (HERE / "notes").glob("*.jsonl") if path.stem not in left)
    arrays = packed(load_file(str(asked.trained / "model.safetensors")))
    weights, offset = screen.train(writers)
    arrays["screen.weight"], arrays["screen.weight.scale"] = quantised(weights[None, :])
    arrays["screen.bias"] = offset
    model = trained(unpacked({name: value for name, value in arrays.items() if not name.startswith("screen")}))
    lines, places = [], []
    for indicator, (note, start, end) in chosen(writers):
        words = json.dumps(note["plain"][start:end], ensure_ascii=False)
        lines.append(f'[[example]]\nnote = "{note["id"]}"\nindicator = "{indicator}"\nwords = {words}\n')
        places.append(place(model, note, start, end))
    arrays["examples"], arrays["examples.scale"] = quantised(torch.stack(places))
    assert arrays["examples"].shape[1] == HIDDEN
    save_file({name: value.contiguous() for name, value in arrays.items()}, str(SHIPPED / "tagger.safetensors"))
    head = "# Annotated passages of invented notes. Written by training/export.py; their places are in tagger.safetensors.\n\n"
    (SHIPPED / "examples.toml").write_text(head + "\n".join(lines))
    head = "# What training comes to on some notes. Written by training/export.py; the program is tested with it.\n\n"
    (SHIPPED / "parity.toml").write_text(head + "\n".join(parity(model, writers)))
    (SHIPPED / "pieces.txt").write_text((BASE / "vocab.txt").read_text())


if __name__ == "__main__":
    main()
