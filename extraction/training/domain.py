"""Makes the pretrained encoder at home in the prose of materials science before it is fine-tuned.

    python -m extraction.training.domain ../shared --out domain.safetensors

It learns at once to restore masked words in papers of other groups (SOFC-Exp and MuLMS, ../shared/data), and MuLMS's
entities and relations. None of the papers that this project is measured on are among them. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional as F

from extraction.nlp.wordpieces import WordPieces
from extraction.training import network
from extraction.training.prose import Text, texts

_MASKED, _IGNORED = 0.15, -100


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of this training."""

    epochs: int = 4
    batch: int = 32
    rate: float = 4e-4
    seed: int = 0


class _Net(nn.Module):  # type: ignore[misc]
    """The encoder with heads for masked words, tags of entities and relations."""

    def __init__(self, vocabulary: Sequence[int], tags: int, relations: int) -> None:
        super().__init__()
        width = network.WIDTH
        self.base = network.Net(1, 1)
        self.vocabulary = torch.tensor(vocabulary)
        self.restore, self.norm = nn.Linear(width, width), nn.LayerNorm(width)
        self.bias = nn.Parameter(torch.zeros(len(vocabulary)))
        self.tag = nn.Linear(width, tags)
        self.left, self.right, self.relation = (
            nn.Linear(width, 128),
            nn.Linear(width, 128),
            nn.Linear(128, relations),
        )
        self.drop = nn.Dropout(0.1)

    def encoded(self, pieces: Tensor, mask: Tensor) -> Tensor:
        x = self.base.pieces(pieces) + self.base.position[: pieces.shape[1]]
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            out: Tensor = self.base.encoder(x, mask).float()
        return out

    def masked(self, vectors: Tensor) -> Tensor:
        """Log-odds of the vocabulary for vectors of masked pieces."""
        seen = self.norm(F.gelu(self.restore(vectors)))
        out: Tensor = seen @ self.base.pieces.weight[self.vocabulary].T + self.bias
        return out

    def related(self, vectors: Tensor) -> Tensor:
        """Log-odds of relations between all entities of a sentence, from the vectors of their first pieces."""
        out: Tensor = self.relation(F.gelu(self.left(vectors)[:, None] + self.right(vectors)[None]))
        return out


@dataclass(frozen=True, slots=True)
class _Prepared:
    pieces: list[int]
    starts: list[int]  #: first piece of each word, and where the last one ends
    tags: list[int]  #: of words
    entities: list[int]  #: first words
    relations: Tensor | None


class _Task:
    """Numbers for tags, relations and pieces."""

    def __init__(self, every: Sequence[Text], cut: WordPieces, pieces: Sequence[str]) -> None:
        self.cut, self.mask = cut, pieces.index("[MASK]")
        types = sorted({e[2] for t in every for e in t.entities or ()})
        self.tags = ["O", *(f"{place}-{kind}" for kind in types for place in "BI")]
        counted = Counter(r for t in every for r in t.relations.values())
        self.relations = ["", *sorted(r for r, n in counted.items() if n >= 20)]
        used = {i for t in every for w in t.words for i in cut.ids(w)}
        self.vocabulary = sorted(used)
        self.place = {piece: at for at, piece in enumerate(self.vocabulary)}

    def prepare(self, text: Text) -> _Prepared:
        pieces, starts = [self.cut.first], []
        for word in text.words:
            starts.append(len(pieces))
            pieces += self.cut.ids(word)
        starts.append(len(pieces))
        tags = [_IGNORED] * len(text.words)
        if text.entities is None:
            return _Prepared([*pieces, self.cut.last], starts, tags, [], None)
        tags = [0] * len(text.words)
        for first, last, kind in text.entities:
            tags[first : last + 1] = [self.tags.index(f"I-{kind}")] * (last + 1 - first)
            tags[first] = self.tags.index(f"B-{kind}")
        number = len(text.entities)
        relations = torch.zeros(number, number, dtype=torch.long)
        for (a, b), kind in text.relations.items():
            relations[a, b] = self.relations.index(kind) if kind in self.relations else 0
        return _Prepared([*pieces, self.cut.last], starts, tags, [e[0] for e in text.entities], relations)


def _loss(net: _Net, task: _Task, chosen: Sequence[_Prepared], chance: random.Random) -> Tensor:
    longest = max(len(s.pieces) for s in chosen)
    pieces = torch.tensor([[*s.pieces, *[0] * (longest - len(s.pieces))] for s in chosen])
    real = torch.tensor([[1.0] * len(s.pieces) + [0.0] * (longest - len(s.pieces)) for s in chosen])
    rows, columns, wanted = [], [], []
    for at, s in enumerate(chosen):
        for start, end in zip(s.starts, s.starts[1:], strict=False):
            if chance.random() < _MASKED:
                how = chance.random()
                for place in range(start, end):
                    rows.append(at)
                    columns.append(place)
                    wanted.append(task.place[s.pieces[place]])
                    if how < 0.9:
                        pieces[at, place] = task.mask
    y = net.encoded(pieces, ((1 - real) * -1e4)[:, None, None, :])
    loss = torch.zeros(())
    if rows:
        loss = F.cross_entropy(net.masked(y[rows, columns]), torch.tensor(wanted))
    firsts = [(at, place) for at, s in enumerate(chosen) for place in s.starts[:-1]]
    tags = torch.tensor([t for s in chosen for t in s.tags])
    if (tags != _IGNORED).any():
        seen = y[[at for at, _ in firsts], [place for _, place in firsts]]
        loss = loss + F.cross_entropy(net.tag(net.drop(seen)), tags, ignore_index=_IGNORED)
    related = [
        (net.related(net.drop(y[at, [s.starts[w] for w in s.entities]])).flatten(0, 1), s.relations.flatten())
        for at, s in enumerate(chosen)
        if s.relations is not None and len(s.entities) > 1
    ]
    if related:
        loss = loss + 2 * F.cross_entropy(
            torch.cat([r for r, _ in related]), torch.cat([w for _, w in related])
        )
    return loss


def train(every: Sequence[Text], settings: Settings, say: Callable[[str], None]) -> dict[str, Tensor]:
    """The encoder's weights, under the names that `extraction.training.network.Net` has for them."""
    torch.manual_seed(settings.seed)
    torch.set_num_threads(1)
    chance = random.Random(settings.seed)
    known = (network.pretrained() / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30522]
    task = _Task(every, WordPieces(known), known)
    net = _Net(task.vocabulary, len(task.tags), len(task.relations))
    weights = load_file(network.pretrained() / "model.safetensors")
    net.base.start({k.removeprefix("bert."): v for k, v in weights.items()})
    sentences = [s for t in every if len((s := task.prepare(t)).pieces) <= 160]
    own = [p for name, p in net.named_parameters() if not name.startswith("base.") and p.requires_grad]
    encoder = list(net.base.encoder.parameters())
    groups = [{"params": encoder, "base": settings.rate}, {"params": own, "base": 4 * settings.rate}]
    optimizer = torch.optim.AdamW(groups, lr=settings.rate, betas=(0.9, 0.98), weight_decay=0.01)
    steps, step, began = math.ceil(len(sentences) / settings.batch) * settings.epochs, 0, time.monotonic()
    net.train()
    for epoch in range(settings.epochs):
        total = count = 0.0
        order = sorted(sentences, key=lambda s: len(s.pieces) + chance.random() * 12)
        batches = [order[i : i + settings.batch] for i in range(0, len(order), settings.batch)]
        chance.shuffle(batches)
        for chosen in batches:
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * min(1.0, step / (0.06 * steps)) * max(0.02, 1 - step / steps)
            loss = _loss(net, task, chosen, chance)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*encoder, *own], 1.0)
            optimizer.step()
            step, total, count = step + 1, total + loss.item(), count + 1
            if step % 100 == 0:
                say(f"step {step} of {steps}: loss {total / count:.3f}, {time.monotonic() - began:.0f} s")
        say(f"epoch {epoch + 1}: loss {total / count:.3f}, {time.monotonic() - began:.0f} s")
    return {k: v.contiguous() for k, v in net.base.encoder.state_dict().items()}


def save(weights: Mapping[str, Tensor], path: Path) -> None:
    """Write them, whole or not at all."""
    part = path.with_suffix(".part")
    save_file(dict(weights), part)
    part.replace(path)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path, help="folder with data/")
    parser.add_argument("--out", type=Path, required=True, help="file for the weights")
    arguments = parser.parse_args()
    save(train(texts(arguments.shared), Settings(), network.say), arguments.out)


if __name__ == "__main__":
    main()
