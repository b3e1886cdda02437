"""The network as a component of a spaCy pipeline: sets entities and keeps what it read of every word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from extraction.nlp.network import Network, Reading, Words, spans

Doc.set_extension("reading", default=None)  # Reading over all tokens of the passage


@lru_cache(maxsize=1)
def shipped() -> Network:
    """The network that ships with the package."""
    with as_file(files("extraction") / "models" / "network") as folder:
        return Network(folder)


def sentences(doc: Doc) -> list[tuple[int, int]]:
    """Sentences of a passage as ranges of tokens."""
    starts = [*(t.i for t in doc if t.is_sent_start), len(doc)] if len(doc) else []
    return list(pairwise(starts))


def words(doc: Doc, low: int, high: int) -> Words:
    """A range of tokens as the network reads it."""
    tokens = doc[low:high]
    return Words([t.text for t in tokens], [t.ent_id_ for t in tokens], [t.shape_ for t in tokens])


class NetworkTagger:
    """Labels the entities of passages."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def __call__(self, doc: Doc) -> Doc:
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Read passages, one after the other."""
        for doc in stream:
            ranges = sentences(doc)
            readings = self.network.read([words(doc, *r) for r in ranges])
            yield _set(doc, [(low, reading) for (low, _), reading in zip(ranges, readings, strict=True)])


def _set(doc: Doc, readings: list[tuple[int, Reading]]) -> Doc:
    found = [
        Span(doc, low + first, low + last + 1, label=kind)
        for low, reading in readings
        for first, last, kind in spans(reading.tags)
    ]
    doc.ents = tuple(found)
    if readings:
        joined = [
            np.concatenate(part) for part in zip(*((r.tags, r.vectors) for _, r in readings), strict=True)
        ]
        doc._.reading = Reading(joined[0].astype(np.float16), joined[1].astype(np.float16))
    return doc


def part(doc: Doc, low: int, high: int) -> Reading:
    """What the network made of a range of tokens."""
    whole: Reading = doc._.reading
    return Reading(whole.tags[low:high], whole.vectors[low:high])


@Language.factory("network", default_config={"folder": None})
def _make(nlp: Language, name: str, folder: str | None) -> NetworkTagger:
    return NetworkTagger(Network(Path(folder)) if folder else shipped())
