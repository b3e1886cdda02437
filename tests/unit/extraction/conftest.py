"""Pipelines of the extraction, loaded once a session: they take seconds."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from corpus import reader
from corpus.model import Document
from extraction.extractor import Extractor
from extraction.nlp import pipeline


@pytest.fixture(scope="session")
def reading() -> Language:
    """Tokens, boundaries, vocabulary marks and the shipped tagger."""
    return pipeline.shipped()[0]


@pytest.fixture(scope="session")
def parser() -> Language:
    """The syntactic model."""
    return pipeline.shipped()[1]


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor with the weights that ship."""
    return Extractor()


class Papers:
    """Writes invented papers and reads them."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._count = folder, 0

    def __call__(self, body: str) -> Document:
        """A paper with one section."""
        self._count += 1
        path = self._folder / f"paper{self._count}.md"
        path.write_bytes(f"# An invented paper\n\n## Results\n\n{body}\n".encode())
        return reader.read(path)


@pytest.fixture
def paper(tmp_path: Path) -> Papers:
    """Makes a document of a text."""
    return Papers(tmp_path)
