"""A pipeline that reads a toy language, for tests of runs: quick, and as wayward as a test wants.

A sentence `A slows B in C.` is a claim, `A serves as B.` a role. The words CRASH, DIE and SLOW make the
extractor raise, end its process, and take its time.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

from corpus.model import Document
from extraction.model import (
    Assertion,
    Claim,
    Entity,
    Fragment,
    MentionEdge,
    Paper,
    PaperRecord,
    SentenceRecord,
)
from ingest.pipeline import Extractor, Pipeline
from tests.graph_factories import assertion, claim, evidence, mention, project, sentence
from tests.graph_factories import entity as make_entity

VOCABULARY = {
    "LiI": "material:LiI",
    "LiF": "material:LiF",
    "electron-blocking layer": "role:electron-blocking-layer",
    "dendrite growth": "mechanism:dendrite-growth",
    "current density": "performance:current-density",
}
_CLAIM = re.compile(r"(.+?) slows (.+?) in (.+?)\.")
_ROLE = re.compile(r"(.+?) serves as (.+?)\.")


class ToyExtractor:
    """One sentence per full stop."""

    def extract(self, document: Document) -> PaperRecord:
        """The document's sentences."""
        if "CRASH" in document.source:
            raise ValueError("a sentence\nthat nobody expected")
        if "DIE" in document.source:
            os._exit(1)
        if "SLOW" in document.source:
            time.sleep(60)
        texts = [text for passage in document.passages for text in re.findall(r"[^.]+\.", passage.text)]
        lines = tuple(
            SentenceRecord(doc=document.name, start=at, end=at + 1, section=None, text=text.strip())
            for at, text in enumerate(texts)
        )
        head = {key: getattr(document, key) for key in ("name", "file", "sha256", "title", "doi", "year")}
        return PaperRecord(paper=Paper(id=f"paper:{document.name}", **head), sentences=lines)


def make_extractor() -> Extractor:
    """A reader of the toy language."""
    return ToyExtractor()


def fragment(record: PaperRecord) -> Fragment:
    """Mentions of the vocabulary, roles and claims."""
    nodes = [sentence(record.paper.id, at, line.text) for at, line in enumerate(record.sentences)]
    entities: dict[str, Entity] = {}
    mentions: list[MentionEdge] = []
    assertions: list[Assertion] = []
    claims: list[Claim] = []

    def known(name: str) -> Entity:
        return entities.setdefault(name, make_entity(VOCABULARY[name], name))

    for node in nodes:
        mentions += [mention(node, known(name), name) for name in VOCABULARY if name in node.text]
        if found := _CLAIM.fullmatch(node.text):
            cause, effect, about = map(known, found.groups())
            claims.append(claim(cause, "-", effect, evidence(node), about=about))
        if found := _ROLE.fullmatch(node.text):
            assertions.append(assertion("role", *map(known, found.groups()), evidence(node)))
    return Fragment(
        paper=record.paper,
        sentences=tuple(nodes),
        entities=tuple(entities.values()),
        mentions=tuple(mentions),
        assertions=tuple(assertions),
        claims=tuple(claims),
    )


def pipeline(fingerprint: str = "toy-1") -> Pipeline:
    """The toy pipeline, of this version."""
    return Pipeline(make_extractor, fragment, project, fingerprint)


TEXTS = {
    "iodide": "LiI serves as electron-blocking layer. electron-blocking layer slows dendrite growth in LiI.",
    "current": "dendrite growth slows current density in LiI. It was seen twice.",
    "fluoride": "LiF serves as electron-blocking layer.",
}
_PADDING = "\n\nThis paragraph gives the paper enough plain prose to be taken for one, as readers want it."


def write_papers(folder: Path, **texts: str) -> list[Path]:
    """Files of toy papers, by name; the three of TEXTS unless given others."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in (texts or TEXTS).items():
        path = folder / f"{name}.md"
        path.write_text(f"# A paper on {name}\n\n{text}{_PADDING}\n", encoding="utf-8")
        paths.append(path)
    return paths
