"""A network small enough for tests: weights made here, and in place of the encoder a function of what it is given."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from extraction.nlp import network
from extraction.nlp.network import QUESTIONS, TAGS, TYPES, Floats, Network

#: What the encoder makes of embedded pieces and their mask.
Encoder = Callable[[Floats, Floats], Floats]

SPECIAL = ("[UNK]", "[CLS]", "[SEP]")
PIECES = (*SPECIAL, "a", "b", "c", "##a", "##b", "##c", "long", "##est", "-", ".")
MARKS, SHAPES = ("B-Mate", "F"), ("x", "xx", "xxxx")
WIDTH, POSITIONS = 4, 512


def attention(x: Floats, mask: Floats) -> Floats:
    """Every piece with the mean of all that the mask lets through: what stands under the mask must not be seen."""
    weight = network.softmax(mask[:, 0])
    return x + weight @ x


def heads(width: int = WIDTH, pair: int = 3, hidden: int = 5, chance: int | None = None) -> dict[str, Floats]:
    """Weights of the heads by name: zeros, or random ones from a seed."""
    span, ask, value, tagged = 2 * pair + 2, 4, 3, 6
    shapes = {
        "mark_again.weight": (len(MARKS) + 1, 2), "shape_again.weight": (len(SHAPES) + 1, 2),
        "tag_in.weight": (tagged, 2 * width + 4), "tag_in.bias": (tagged,),
        "tag.weight": (len(TAGS), tagged), "tag.bias": (len(TAGS),),
        "pair_in.weight": (pair, 2 * width), "pair_in.bias": (pair,), "kind.weight": (len(TYPES), 2),
        "left.weight": (hidden, span), "left.bias": (hidden,), "right.weight": (hidden, span), "right.bias": (hidden,),
        "distance.weight": (21, hidden), "ask_a.weight": (ask, span), "ask_a.bias": (ask,),
        "ask_b.weight": (ask, span), "ask_b.bias": (ask,), "key.weight": (ask, pair), "key.bias": (ask,),
        "value.weight": (value, pair), "value.bias": (value,), "place.weight": (5, value), "place_key.weight": (5, 1),
        "context.weight": (hidden, value), "context.bias": (hidden,), "middle.weight": (hidden, hidden),
        "middle.bias": (hidden,), "out.weight": (len(QUESTIONS), hidden), "out.bias": (len(QUESTIONS),),
    }  # fmt: skip
    random = np.random.default_rng(chance)
    made = {k: np.zeros(s) if chance is None else random.normal(0, 1, s) for k, s in shapes.items()}
    return {k: v.astype(np.float32) for k, v in made.items()}


class _Session:
    """Stands where ONNX Runtime would; keeps what it was given."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.given: list[tuple[Floats, Floats]] = []

    def run(self, _: None, inputs: Mapping[str, Any]) -> list[Floats]:
        x, mask = inputs["x"], inputs["mask"]
        assert x.dtype == mask.dtype == np.float32
        assert mask.shape == (x.shape[0], 1, 1, x.shape[1])
        assert x.shape[1] <= POSITIONS
        self.given.append((x, mask))
        return [self._encoder(x, mask)]


class Tiny:
    """A network in a folder, with the session that it asks."""

    def __init__(
        self,
        folder: Path,
        patch: pytest.MonkeyPatch,
        encoder: Encoder = attention,
        weights: Mapping[str, Floats] | None = None,
        inputs: Mapping[str, Sequence[Any]] | None = None,
        pieces: Sequence[str] = PIECES,
        table: Sequence[Sequence[int]] | None = None,
    ) -> None:
        random = np.random.default_rng(7)
        rows = np.array(
            table if table is not None else random.integers(-127, 128, (len(pieces), WIDTH)), np.int8
        )
        width = rows.shape[1]
        made: dict[str, Any] = {
            "position": random.normal(0, 1, (POSITIONS, width)),
            "mark": random.normal(0, 1, (len(MARKS) + 1, width)),
            "shape": random.normal(0, 1, (len(SHAPES) + 1, width)),
        }
        made |= {k: np.array(v, np.float64) for k, v in (inputs or {}).items()}
        every = made | dict(weights if weights is not None else heads(width, chance=3))
        np.savez(folder / "heads.npz", **{k: v.astype(np.float16) for k, v in every.items()})
        np.savez(folder / "pieces.npz", pieces=rows, scales=np.full(len(rows), 0.5, np.float32))
        names = {"pieces": list(pieces), "marks": list(MARKS), "shapes": list(SHAPES)}
        (folder / "names.json").write_text(json.dumps(names), encoding="utf-8")
        self.folder, self.session = folder, _Session(encoder)
        patch.setattr(network.onnxruntime, "InferenceSession", lambda *_, **__: self.session)
        self.network = Network(folder)
