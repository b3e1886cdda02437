"""Sets sentence boundaries by rule before the parser, which may then not set its own.

A full stop ends a sentence unless it stands behind an abbreviation (`Fig.`, `et al.`, `e.g.`), an initial, or in front of
something that can't begin a sentence. What breaks statistical splitters in this prose is `Fig. 5f`, `4.1 V. Fig.`, `et al.`.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

_ABBREVIATION = frozenset([
    "al.", "fig.", "figs.", "eq.", "eqs.", "ref.", "refs.", "e.g.", "i.e.", "vs.", "ca.", "cf.", "no.", "nos.", "approx.",
    "resp.", "tab.", "sect.", "sec.", "vol.", "pp.", "dr.", "prof.", "st.", "temp.", "equiv.", "etc.", "wt.", "mol.",
    "at.", "inc.", "ltd.", "co.", "jr.", "viz.", "incl.", "sched.",
])  # fmt: skip
_END = frozenset({".", "...", "!", "?", ".”", '."', ".)", "…"})
_CLOSERS = frozenset({")", "]", "”", '"', "’", "'"})
_SENTENCE_START = re.compile(r"^[A-Z0-9(\[“\"'‘$α-ωΑ-Ω■•–-]")
_INITIAL = re.compile(r"^(?:[A-Z]\.-?)+$")
_ENDS_WITH_STOP = re.compile(r"[A-Za-z0-9)\]%+°Ω-][.!?]$")


def _may_end(word: str) -> bool:
    """Whether the full stop of a word may be a sentence's: not that of `Fig.` or `U.S.`, but that of `etc.`."""
    return word.lower() == "etc." or not (word.lower() in _ABBREVIATION or _INITIAL.match(word))


def _ends(doc: Doc, at: int) -> bool:
    """Whether the token at `at` ends a sentence, looking at it alone."""
    text = doc[at].text
    if text == "." and at and not doc[at - 1].whitespace_:
        return _may_end(doc[at - 1].text + text)
    if not _may_end(text):
        return False
    if text in _END:
        return True
    return bool(_ENDS_WITH_STOP.search(text)) and len(text) > 2


def _starts(doc: Doc, at: int) -> bool:
    return at < len(doc) and bool(_SENTENCE_START.match(doc[at].text))


def starts(doc: Doc) -> list[bool]:
    """For every token of a passage, whether a sentence starts there."""
    out = [False] * len(doc)
    if not out:
        return out
    out[0] = True
    at = 0
    while at < len(doc) - 1:
        if _ends(doc, at):
            following = at + 1
            while (
                following < len(doc)
                and doc[following].text in _CLOSERS
                and not doc[following - 1].whitespace_
            ):
                following += 1
            if following < len(doc) and doc[following - 1].whitespace_ and _starts(doc, following):
                out[following] = True
        at += 1
    return out


@Language.component("sentence_boundaries")
def sentence_boundaries(doc: Doc) -> Doc:
    """spaCy component: `token.is_sent_start` for all tokens."""
    for token, start in zip(doc, starts(doc), strict=True):
        token.is_sent_start = start
    return doc
