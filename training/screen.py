"""The first look: which windows of a note may hold something at all, by the pieces and pairs of neighbours in them.

A logistic regression over hashed pieces and pairs, learnt from windows with a counted mark on one side, and windows
without one and ordinary text on the other. Its line is drawn on writers that it has not learnt from, so that at least
`RECALL` of their windows with a mark pass. The program does not read the others (`src/classify/screen.rs`).
"""
import torch
from torch import nn
from torch.nn import functional as F

from data import notes, ordinary, windows
from model import FAMILIES

PAIRS, TABLE, SPREAD = 1 << 15, 1 << 17, 40503
RECALL, HELD, PASSES, BATCH, RATE, SEED = 0.98, 4, 6, 64, 0.01, 1


def features(ids):
    pairs = [PAIRS + (a * SPREAD + b) % 2**32 % (TABLE - PAIRS) for a, b in zip(ids, ids[1:])]
    return torch.tensor(sorted({*ids, *pairs}))


def cases(some):
    """The features of each window of these notes, with whether a counted mark lies in it."""
    return [(features(ids), bool(y[:, : len(FAMILIES)].any())) for note in some for _, ids, y in windows(note)[0] if ids]


def learn(some):
    """Weights and offset from [(features, marked)]."""
    torch.manual_seed(SEED)
    bag, offset = nn.EmbeddingBag(TABLE, 1, mode="sum", sparse=True), nn.Parameter(torch.zeros(1))
    nn.init.zeros_(bag.weight)
    optimisers = torch.optim.SparseAdam(bag.parameters(), lr=RATE), torch.optim.Adam([offset], lr=RATE)
    wanted = torch.tensor([float(marked) for _, marked in some])
    for _ in range(PASSES):
        order = torch.randperm(len(some)).tolist()
        for first in range(0, len(order), BATCH):
            these = order[first : first + BATCH]
            sizes = torch.tensor([len(some[at][0]) for at in these])
            starts = sizes.cumsum(0) - sizes
            score = bag(torch.cat([some[at][0] for at in these]), starts)[:, 0] / sizes.sqrt() + offset
            loss = F.binary_cross_entropy_with_logits(score, wanted[these])
            bag.weight.grad, offset.grad = None, None
            loss.backward()
            for optimiser in optimisers:
                optimiser.step()
    return bag.weight.detach()[:, 0], offset.detach()


def scores(weights, offset, some):
    return torch.stack([weights[found].sum() / len(found) ** 0.5 + offset[0] for found, _ in some])


def train(writers):
    """Weights and offset for the program; says what passes of what neither was learnt from."""
    held = writers[-HELD:]
    learnt, unseen = ordinary()
    weights, offset = learn(cases(notes(writers[:-HELD])) + cases(learnt))
    others, plain = cases(notes(held)), cases(unseen)
    marked = torch.tensor([mark for _, mark in others])
    found = scores(weights, offset, others)
    line = found[marked].sort().values[int((1 - RECALL) * marked.sum())]
    shares = (found[marked] >= line), (found[~marked] >= line), (scores(weights, offset, plain) >= line)
    with_mark, without, of_ordinary = (share.float().mean() for share in shares)
    print(f"first look, windows of {', '.join(held)}: {with_mark:.3f} of those with a mark pass, {without:.3f} of the others,")
    print(f"and {of_ordinary:.4f} of the windows of {len(plain)} ordinary texts that it has not learnt from")
    return weights, offset - line + 1e-3
