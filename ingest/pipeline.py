"""What a run needs of extraction: an extractor, a paper's share of the graph, what all papers give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from corpus.model import Document
from extraction.model import EvidenceBase, Fragment, PaperRecord, Projection


class Extractor(Protocol):
    """Reads a document's statements."""

    def extract(self, document: Document) -> PaperRecord:
        """All that the document's sentences say."""


@dataclass(frozen=True)
class Pipeline:
    """The steps from a document to the graph. Picklable: worker processes make extractors of their own."""

    make_extractor: Callable[[], Extractor]
    fragment: Callable[[PaperRecord], Fragment]
    project: Callable[[EvidenceBase], Projection]
    fingerprint: str


def default_pipeline() -> Pipeline:
    """The project's own extraction. Nothing of it is loaded before it is asked for."""
    from ingest.fingerprint import reading_fingerprint

    return Pipeline(_extractor, _fragment, _project, reading_fingerprint())


def _extractor() -> Extractor:
    from extraction.extractor import Extractor as Reader

    return Reader()


def _fragment(record: PaperRecord) -> Fragment:
    from extraction.assembly import fragment

    return fragment(record)


def _project(base: EvidenceBase) -> Projection:
    from extraction.assembly import project

    return project(base)


def whole_record(record: PaperRecord) -> PaperRecord:
    """The record itself: the end of extraction where no graph is wanted."""
    return record
