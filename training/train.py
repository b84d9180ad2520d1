"""Trains the tagger on the notes of some writers and measures it on the notes of others.

usage: pip install -r training/requirements.txt
       python3 training/train.py --leave w25,w26 [--writers w01,w02,…] [--steps 2600] [--seed 1] [--layers 4] [--out DIR]
                                 [--taught-by DIR,DIR]

Prints, for several thresholds, precision, recall and F1 of counted concerns, good practice and risk markers on the
writers that were left out. A threshold is chosen on writers who are neither learnt from nor reported on. With --taught-by
it learns what taggers that were trained before make of the same notes as well: two that differ in their seed are right more
often together than either, and one that learns from both is quicker. The same seed
on the same machine, versions and number of threads gives the same weights.
"""
import argparse
import random
import time
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional as F

from agreement import hits
from data import HERE, HIDE, OUTPUTS, batch, notes, passages, windows
from model import FAMILIES, pretrained, trained
from scorer import prf

WIDE = 10_000
BATCH, RATE, HEAD_RATE, WARM = 16, 1.2e-4, 8, 0.1
TAUGHT = 0.7  # how much of what is learnt is the teachers' opinion; the rest is the marks
HIDDEN_SHARE = 0.08  # of the pieces in a batch, so that no single word carries a passage


def shuffled(some):
    """Batches of windows of like length, in a random order."""
    random.shuffle(some)
    batches = []
    for start in range(0, len(some), BATCH * 20):
        near = sorted(some[start : start + BATCH * 20], key=lambda window: len(window[1]))
        batches += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    random.shuffle(batches)
    return batches


def hide(ids, real):
    """Some pieces replaced by the one that stands for any."""
    return ids.masked_fill((torch.rand(ids.shape) < HIDDEN_SHARE) & (real > 0), HIDE)


def warmth(part):
    """The share of the full learning rate at this part of the way: up, then down in a straight line."""
    return part / WARM if part < WARM else (1 - part) / (1 - WARM)


@torch.no_grad()
def said(model, window):
    """The probabilities for every piece of a window."""
    ids, mask, _, _ = batch([window])
    return torch.sigmoid(model(ids, mask)[0, 1 : len(window[1]) + 1].float())


def taught(window, teachers):
    """The window with what its marks and the teachers say of every piece."""
    first, ids, y = window
    opinion = torch.stack([said(model, window) for model in teachers]).mean(0)
    return first, ids, (1 - TAUGHT) * y + TAUGHT * opinion


def train(writers, steps, seed, layers, teachers):
    random.seed(seed)
    torch.manual_seed(seed)
    some = [window for note in notes(writers) for window in windows(note)[0] if window[1]]
    some = [taught(window, teachers) for window in some] if teachers else some
    model = pretrained(OUTPUTS, layers).train()
    body = [value for name, value in model.named_parameters() if not name.startswith("head")]
    groups = [{"params": body, "scale": 1}, {"params": model.head.parameters(), "scale": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)
    losses, begun, queue = [], time.time(), []
    for step in range(steps):
        queue = queue or shuffled(some)
        for group in optimiser.param_groups:
            group["lr"] = RATE * group["scale"] * warmth(step / steps)
        ids, mask, y, real = batch(queue.pop())
        with torch.autocast("cpu", torch.bfloat16):
            logits = model(hide(ids, real), mask)
        loss = F.binary_cross_entropy_with_logits(logits.float(), y, reduction="none").sum(-1)
        loss = (loss * real).sum() / real.sum()
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        losses.append(loss.item())
        if len(losses) == 100 or step + 1 == steps:
            print(f"step {step + 1} of {steps}: loss {sum(losses) / len(losses):.3f}, {time.time() - begun:.0f} s", flush=True)
            losses = []
    return model.eval()


def tags(model, note):
    """The probabilities for every piece of a note; where windows overlap, from the one in which it stands deeper."""
    some, offsets = windows(note, marked=False)
    out, depth = torch.zeros(len(offsets), OUTPUTS), torch.full((len(offsets),), -1)
    for first, ids, y in some:
        probabilities = said(model, (first, ids, y))
        for at in range(len(ids)):
            inside = min(at if first else WIDE, len(ids) - 1 - at if first + len(ids) < len(offsets) else WIDE)
            if inside > depth[first + at]:
                depth[first + at], out[first + at] = inside, probabilities[at]
    return out, offsets


def measure(found, which):
    """Span and note level: precision, recall and F1 of counted marks of these families."""
    span, by_note = [0, 0, 0], [0, 0, 0]
    for note, by_family in found:
        for name in which:
            marks = [mark for mark in note["spans"] if mark[2].split(".")[0] == name and mark[3] == "counted"]
            here = by_family[name]
            hit, wrong = hits(marks, here), len(here) - hits(here, marks)
            span = [a + b for a, b in zip(span, (hit, wrong, len(marks) - hit))]
            both = bool(marks), bool(here)
            by_note = [a + b for a, b in zip(by_note, (all(both), both[1] and not both[0], both[0] and not both[1]))]
    return prf(*span), prf(*by_note)


def report(model, writers):
    tagged = [(note, *tags(model, note)) for note in notes(writers)]
    print("threshold   concerns, spans: P, R, F1   notes: P, R, F1      good practice, F1   risk markers, F1")
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        found = [
            (note, {name: passages(offsets, p, threshold, at) for at, name in enumerate(FAMILIES)})
            for note, p, offsets in tagged
        ]
        span, note = measure(found, FAMILIES[:7])
        good, risk = measure(found, ["good"])[0][2], measure(found, ["risk"])[0][2]
        figures = [" ".join(f"{x:.3f}" for x in row) for row in (span, note)]
        print(f"{threshold:9.1f}   {figures[0]:>26}   {figures[1]:>20}   {good:16.3f} {risk:18.3f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leave", default="", help="writers to measure on, not to learn from")
    parser.add_argument("--writers", default="", help="writers to learn from; otherwise all that are not left out")
    parser.add_argument("--steps", type=int, default=2600, help="batches of sixteen windows")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--layers", type=int, default=4, help="how many of the base model's six layers")
    parser.add_argument("--taught-by", default="", help="folders of taggers that were trained before")
    parser.add_argument("--out", type=Path, help="folder for the weights")
    asked = parser.parse_args()
    left = [name for name in asked.leave.split(",") if name]
    every = sorted(path.stem for path in (HERE / "notes").glob("*.jsonl"))
    writers = [name for name in asked.writers.split(",") if name] or [name for name in every if name not in left]
    if set(left) & set(writers):
        parser.error("a writer is either learnt from or left out")
    folders = [Path(folder) for folder in asked.taught_by.split(",") if folder]
    teachers = [trained(load_file(str(folder / "model.safetensors"))) for folder in folders]
    model = train(writers, asked.steps, asked.seed, asked.layers, teachers)
    if asked.out:
        asked.out.mkdir(parents=True, exist_ok=True)
        save_file(model.state_dict(), str(asked.out / "model.safetensors"))
    if left:
        report(model, left)


if __name__ == "__main__":
    main()
