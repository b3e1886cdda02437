"""The trained network: reads sentences word by word, labels entities, and scores every pair of arguments.

A small pretrained encoder (six layers of MiniLM, Apache 2.0), fine-tuned by extraction.training.network on annotated
sentences, with the vocabulary mark and the shape of each word added to its word pieces. The layers run in ONNX Runtime with
8-bit weights; the heads are a few matrices and run in numpy. One thread, so that a reading can be repeated bit by bit.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from extraction.nlp.wordpieces import WordPieces

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

ENTITIES = ("Material", "Interphase", "Role", "Mechanism", "Property", "Performance", "Quantity")
TYPES = (*ENTITIES, "Free")
#: Outside, or begin, inside, end, single of a type.
TAGS = ("O", *(f"{place}-{kind}" for kind in ENTITIES for place in "BIES"))
#: What is asked about a pair; the second to fifth about pairs that are claims, the last about a claim's cause and a substance.
QUESTIONS = (
    "claim", "negative", "hedged", "negated", "cause_low",
    "role", "component", "value", "property", "of", "condition", "about",
)  # fmt: skip
DISTANCES = (1, 2, 3, 4, 6, 9, 13, 20, 30)
LONGEST = 510  #: pieces of a sentence that are read
_NEVER = np.float32(-np.inf)


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as the network reads it: words, their vocabulary marks and shapes."""

    texts: Sequence[str]
    marks: Sequence[str]
    shapes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder makes of a sentence."""

    tags: Floats  #: log-odds of every tag, shape (words, tags)
    vectors: Floats  #: for pairs, shape (words, width)


@dataclass(frozen=True, slots=True)
class Arguments:
    """Ends of pairs: first and last word (inclusive) and type of each."""

    first: Ints
    last: Ints
    types: Ints

    def __len__(self) -> int:
        return len(self.first)


def _gelu(x: Floats) -> Floats:
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)
    return np.asarray(0.5 * x * (1.0 + np.tanh(inner)), dtype=np.float32)


def softmax(x: Floats) -> Floats:
    """Probabilities over the last axis."""
    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def distance(first_a: Ints, last_a: Ints, first_b: Ints, last_b: Ints) -> Ints:
    """Class of the distance between two arguments: ten each way, 20 where one holds the other."""
    between = np.maximum(np.maximum(first_a, first_b) - np.minimum(last_a, last_b) - 1, 0)
    found = np.searchsorted(np.array(DISTANCES), between, side="left") + 10 * (first_a > first_b)
    holds = ((first_a <= first_b) & (last_a >= last_b)) | ((first_b <= first_a) & (last_b >= last_a))
    return np.where(holds, 20, found).astype(np.int64)


def places(words: int, first_a: Ints, last_a: Ints, first_b: Ints, last_b: Ints) -> Ints:
    """Where each word stands to each pair: left, between, right, in a, in b; shape (pairs, words)."""
    at = np.arange(words)[None]
    left, right = np.minimum(first_a, first_b)[:, None], np.maximum(last_a, last_b)[:, None]
    out = np.where(at < left, 0, np.where(at > right, 2, 1))
    out = np.where((at >= first_a[:, None]) & (at <= last_a[:, None]), 3, out)
    return np.where((at >= first_b[:, None]) & (at <= last_b[:, None]), 4, out).astype(np.int64)


class Heads:
    """The matrices behind the encoder."""

    def __init__(self, weights: dict[str, Floats]) -> None:
        self._w = weights

    @property
    def answers(self) -> Floats:
        """The last bias of the pairs' heads, one number a question."""
        return self._w["out.bias"]

    def _linear(self, name: str, x: Floats) -> Floats:
        return np.asarray(x @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"], dtype=np.float32)

    def tags(self, hidden: Floats, marks: Ints, shapes: Ints) -> Floats:
        """Log-odds of the tags of words; `hidden` has shape (words, 2 × width of the encoder)."""
        known = [hidden, self._w["mark_again.weight"][marks], self._w["shape_again.weight"][shapes]]
        return self._linear("tag", _gelu(self._linear("tag_in", np.concatenate(known, axis=-1))))

    def vectors(self, hidden: Floats) -> Floats:
        """Vectors of words for pairs."""
        return _gelu(self._linear("pair_in", hidden))

    def pairs(self, vectors: Floats, arguments: Arguments, a: Ints, b: Ints) -> Floats:
        """Log-odds of every question for the pairs (a[i], b[i]) of arguments; shape (pairs, questions)."""
        w = self._w
        ends = [vectors[arguments.first], vectors[arguments.last], w["kind.weight"][arguments.types]]
        spans = np.concatenate(ends, axis=-1)
        where = (arguments.first[a], arguments.last[a], arguments.first[b], arguments.last[b])
        seen = places(len(vectors), *where)
        asked = np.tanh(self._linear("ask_a", spans)[a] + self._linear("ask_b", spans)[b])
        weight = softmax(asked @ self._linear("key", vectors).T / 8 + w["place_key.weight"][seen][..., 0])
        by_place = np.stack([(weight * (seen == p)).sum(axis=-1) for p in range(5)], axis=-1)
        context = weight @ self._linear("value", vectors) + by_place @ w["place.weight"]
        joined = self._linear("left", spans)[a] + self._linear("right", spans)[b]
        joined += w["distance.weight"][distance(*where)] + self._linear("context", context)
        return self._linear("out", _gelu(self._linear("middle", _gelu(joined))))


class Network:
    """The encoder with its heads, loaded from a folder that extraction.training.network wrote."""

    def __init__(self, folder: Path) -> None:
        names = json.loads((folder / "names.json").read_text(encoding="utf-8"))
        with np.load(folder / "heads.npz", allow_pickle=False) as data:
            self.heads = Heads({k: data[k].astype(np.float32) for k in data.files})
            self._inputs = {k: data[k].astype(np.float32) for k in ("position", "mark", "shape")}
        answers = len(self.heads.answers)
        if answers != len(QUESTIONS):
            raise ValueError(
                f"{folder}: a network of {answers} questions, not {len(QUESTIONS)}; remove it and train anew"
            )
        with np.load(folder / "pieces.npz", allow_pickle=False) as data:
            self._pieces, self._scales = data["pieces"], data["scales"].astype(np.float32)
        self._cut = WordPieces(names["pieces"])
        self._marks = {mark: at + 1 for at, mark in enumerate(names["marks"])}
        self._shapes = {shape: at + 1 for at, shape in enumerate(names["shapes"])}
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def read(self, sentences: Sequence[Words]) -> list[Reading]:
        """Read sentences, one at a time: the layers' 8-bit scales are those of what is read together, and a sentence must read
        the same in any company.
        """
        return [self._one(self._prepare(s)) for s in sentences]

    def _prepare(self, words: Words) -> _Prepared:
        pieces, owner, first, last = [self._cut.first], [-1], [], []
        for at, text in enumerate(words.texts):
            ids = self._cut.ids(text)
            if len(pieces) + len(ids) >= LONGEST:
                break
            first.append(len(pieces))
            pieces += ids
            owner += [at] * len(ids)
            last.append(len(pieces) - 1)
        pieces.append(self._cut.last)
        owner.append(-1)
        marks = np.array([self._marks.get(m, 0) for m in words.marks], dtype=np.int64)
        shapes = np.array([self._shapes.get(s, 0) for s in words.shapes], dtype=np.int64)
        return _Prepared(
            np.array(pieces), np.array(owner), np.array(first, int), np.array(last, int), marks, shapes
        )

    def _embedded(self, p: _Prepared) -> Floats:
        out = self._pieces[p.pieces].astype(np.float32) * self._scales[p.pieces, None]
        out += self._inputs["position"][: len(p.pieces)]
        inside = p.owner >= 0
        owners = p.owner[inside]
        out[inside] += self._inputs["mark"][p.marks[owners]] + self._inputs["shape"][p.shapes[owners]]
        return np.asarray(out, dtype=np.float32)

    def _one(self, p: _Prepared) -> Reading:
        x = self._embedded(p)[None]
        mask = np.zeros((1, 1, 1, len(p.pieces)), dtype=np.float32)
        hidden: Any = self._session.run(None, {"x": x, "mask": mask})[0][0]
        return self._reading(np.concatenate([hidden[p.first], hidden[p.last]], axis=-1), p)

    def _reading(self, hidden: Floats, p: _Prepared) -> Reading:
        """Words beyond the longest sentence are outside of everything."""
        missing, read = len(p.marks) - len(hidden), len(hidden)
        tags = self.heads.tags(hidden, p.marks[:read], p.shapes[:read])
        vectors = self.heads.vectors(hidden)
        if missing:
            outside = np.full((missing, len(TAGS)), -20, dtype=np.float32)
            outside[:, 0] = 0.0
            tags = np.concatenate([tags, outside])
            vectors = np.concatenate([vectors, np.zeros((missing, vectors.shape[1]), dtype=np.float32)])
        return Reading(tags, vectors)


@dataclass(frozen=True, slots=True)
class _Prepared:
    pieces: Ints
    owner: Ints  #: the word that a piece is of, -1 for the two marks around the sentence
    first: Ints
    last: Ints
    marks: Ints
    shapes: Ints


def _follows(a: str, b: str) -> bool:
    if a[0] in "BI":
        return b[0] in "IE" and a[2:] == b[2:]
    return b[0] in "OBS"


_STEP = np.array([[0.0 if _follows(a, b) else _NEVER for b in TAGS] for a in TAGS], dtype=np.float32)
_START = np.array([0.0 if t[0] in "OBS" else _NEVER for t in TAGS], dtype=np.float32)
_END = np.array([0.0 if t[0] in "OES" else _NEVER for t in TAGS], dtype=np.float32)


def spans(tags: Floats) -> list[tuple[int, int, str]]:
    """The best sequence of tags that is well-formed, as entities: (first word, last word, type)."""
    if not len(tags):
        return []
    score, back = tags[0] + _START, []
    for row in tags[1:]:
        through = score[:, None] + _STEP
        back.append(through.argmax(axis=0))
        score = through.max(axis=0) + row
    path = [int((score + _END).argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return list(_entities([TAGS[t] for t in reversed(path)]))


def _entities(tags: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    start = 0
    for at, tag in enumerate(tags):
        if tag[0] in "BS":
            start = at
        if tag[0] in "ES":
            yield start, at, tag[2:]


def certainty(tags: Floats, arguments: Arguments) -> Floats:
    """How sure the tagger is of each argument's type, 0 to 1: the mean over its words; shape (arguments,)."""
    sure = softmax(tags)
    by_type = np.stack(
        [sure[:, 1 + 4 * t : 5 + 4 * t].sum(axis=1) for t in range(len(ENTITIES))] + [sure[:, 0]], axis=1
    )
    ranges = zip(arguments.first, arguments.last, arguments.types, strict=True)
    means = [by_type[first : last + 1, kind].mean() for first, last, kind in ranges]
    return np.array(means, dtype=np.float32)
