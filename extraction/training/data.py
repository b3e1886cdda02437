"""Brings papers and annotations together for training and evaluation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from corpus.model import Document
from corpus.reader import read
from extraction.training import gold

#: Where papers that annotations speak of may lie, below the shared folder.
FUEL_CELLS = "data/sofc-exp/texts"
FOLDERS = ("corpus", "papers/jats", "papers/html", "papers/elsevier-xml", FUEL_CELLS)
#: Files that only measure the annotators' agreement.
SECOND, REPLACED = "second-pass.jsonl", "before-adjudication.jsonl"
PRACTICE_SECOND = "practice-second.jsonl"
NOT_TRAINED = frozenset({SECOND, REPLACED, PRACTICE_SECOND})
#: The digests that ship with the project.
DIGESTS = Path(str(files("corpus"))) / "papers"
#: Prose written to learn from; it is part of no graph.
PRACTICE = Path(str(files("extraction"))) / "training" / "practice"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents by name with the annotated sentences laid over them."""

    documents: dict[str, Document]
    aligned: tuple[gold.Aligned, ...]


@lru_cache(maxsize=64)
def _read(path: Path) -> Document:
    return read(path)


def documents(shared: Path, names: Iterable[str]) -> dict[str, Document]:
    """Read the papers with these names; a name without a file raises FileNotFoundError."""
    out = {}
    for name in sorted(set(names)):
        folders = [*(shared / folder for folder in FOLDERS), DIGESTS, PRACTICE]
        paths = [p for folder in folders for p in sorted(folder.glob(f"{name}.*"))]
        if not paths:
            raise FileNotFoundError(f"{name}: no such paper under {shared}")
        out[name] = _read(paths[0])
    return out


def names(folder: Path) -> set[str]:
    """Names of the papers in a folder."""
    return {p.stem for p in folder.iterdir()}


def own_annotations() -> list[Path]:
    """The stand-off annotations of this project that train (not the second pass, nor what adjudication replaced)."""
    folder = Path(str(files("extraction"))) / "training" / "annotations"
    return sorted(p for p in folder.glob("*.jsonl") if p.name not in NOT_TRAINED)


def load(shared: Path, annotations: Iterable[Path]) -> Corpus:
    """Read annotations and the papers they speak of; a sentence annotated twice counts once, the first wins."""
    sentences, seen = [], set()
    for sentence in gold.load(annotations):
        if (sentence.doc, sentence.start) not in seen:
            seen.add((sentence.doc, sentence.start))
            sentences.append(sentence)
    papers = documents(shared, (s.doc for s in sentences))
    aligned = [found for s in sentences if (found := gold.align(papers[s.doc], s)) is not None]
    return Corpus(papers, tuple(aligned))


def documents_of(annotations: Path) -> set[str]:
    """Names of the papers that an annotation file speaks of."""
    return {s.doc for s in gold.load([annotations])}
