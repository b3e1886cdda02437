"""Marks every token with what grammar and vocabulary know of it, as a feature that the tagger reads.

The mark is kept in `token.ent_id_`: `B-`/`I-` and the labels of the longest vocabulary match, `F` for a formula, `Q` for a
quantity, `A` for a short name that the paper defines. It decides nothing by itself.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extraction.nlp import quantities
from extraction.nlp.formula import looks_like_formula, parse
from extraction.nlp.lexicon import AMBIGUOUS, Lexicon, load

Doc.set_extension("short_names", default=None)  # {surface: canonical name}, from the paper


def _label_code(labels: set[str]) -> str:
    return "+".join(sorted(label[:4] for label in labels))


def marks(doc: Doc, lexicon: Lexicon) -> list[str]:
    """The mark of every token; empty where nothing is known."""
    out = [""] * len(doc)
    words = [t.text for t in doc]
    found: dict[tuple[int, int], set[str]] = {}
    for start, end, entry in lexicon.matches(words):
        found.setdefault((start, end), set()).add(entry.label)
    for (start, end), labels in found.items():
        code = _label_code(labels)
        if end - start == 1 and words[start] in AMBIGUOUS:
            code = "amb" + code
        for at in range(start, end):
            out[at] = ("B-" if at == start else "I-") + code
    shorts = doc._.short_names or {}
    for at, word in enumerate(words):
        if not out[at]:
            out[at] = _shape(word, shorts)
    return out


def _shape(word: str, shorts: dict[str, str]) -> str:
    if word in shorts:
        return "A"
    if any(c.isdigit() for c in word) and quantities.find(word):
        return "Q"
    if looks_like_formula(word):
        return "F"
    if "/" in word and len(word) > 2:
        pieces = [p for p in word.split("/") if p]
        return "F/" if pieces and all(parse(p) for p in pieces) else "/"
    return "f" if word[0].isupper() and len(word) > 1 and parse(word) else ""


@Language.component("gazetteer")
def gazetteer(doc: Doc) -> Doc:
    """spaCy component: sets `token.ent_id_`."""
    for token, mark in zip(doc, marks(doc, load()), strict=True):
        if mark:
            token.ent_id_ = mark
    return doc
