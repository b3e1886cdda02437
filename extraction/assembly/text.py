"""Spelling of names: one way to write dashes, blanks, subscripts and mark-up, and ids made of names and
contents."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from functools import lru_cache

from extraction.nlp.formula import parse
from extraction.nlp.lexicon import key

_MARKUP = re.compile(r"</?(?:sub|sup|i|b|em)>|\\(?:text|mathrm|rm|mathbf)\b|[$\\{}]")
_SCRIPT = re.compile(r"(?<=[A-Za-z)\]\d])[_^](?=[\da-z(+-])")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−﹣－", "-") | dict.fromkeys("•⋅∙・", "·") | {"’": "'", "′": "'"})
_WATER = re.compile(r"(?<=[\w)\]])\s?\.\s?(?=(?:\d*\.?\d+|[xny])?H2O)")
_JOINTS = re.compile(r"(?<=\S)\s*([-·@/])\s*(?=\S)")
_COEFFICIENT_GAP = re.compile(r"(?<=\d)\s+(?=[A-Z(])")
_WORDLIKE = re.compile(r"[a-z]{3,}|^[A-Z][a-z]+$")


@lru_cache(maxsize=100_000)
def tidy(text: str) -> str:
    """A name without mark-up, with plain digits, one kind of dash and single blanks.

    >>> tidy("Li₂S – P₂S₅")
    'Li2S - P2S5'
    >>> tidy("Li_{3}N")
    'Li3N'
    """
    plain = unicodedata.normalize("NFKC", text.translate(_DASHES)).translate(_DASHES)
    plain = _WATER.sub("·", _SCRIPT.sub("", _MARKUP.sub("", plain)))
    return " ".join(plain.split()).strip(" ,;:.")


@lru_cache(maxsize=100_000)
def spelled(name: str) -> str:
    """A tidy name with the blanks left out that stand in a formula alone; order and amounts stay as written.

    >>> spelled("Li2S – P2S5")
    'Li2S-P2S5'
    >>> spelled("hard carbon")
    'hard carbon'
    """
    plain = tidy(name)
    if " " not in plain:
        return plain
    closed = _COEFFICIENT_GAP.sub("", _JOINTS.sub(r"\1", plain))
    return closed if " " not in closed and parse(closed) is not None else plain


def is_formula(token: str) -> bool:
    """Whether one word of a name is written in element symbols: `Li2S-P2S5`, `LiF`, `Cu`; not `SEI`."""
    return bool(re.search(r"[A-Z]", token)) and " " not in token and parse(token) is not None


def _folded(token: str) -> str:
    if is_formula(token) or not _WORDLIKE.search(token):
        return token
    return "-".join(key(piece) for piece in token.split("-") if piece)


def slug(name: str) -> str:
    """The part of an id that follows its label: words as they are compared, formulas and symbols in their
    own case.

    >>> slug("Volume expansions"), slug("Li1+xAlxTi2-x(PO4)3"), slug("Si@C")
    ('volume-expansion', 'Li1-plus-xAlxTi2-x-PO4-3', 'Si-at-C')
    """
    words = [_folded(word) for word in tidy(name).split()]
    joined = "-".join(words)
    joined = re.sub(r"\+$", "-plus", re.sub(r"-$", "-minus", joined))
    joined = joined.replace("+", "-plus-").replace("@", "-at-")
    plain = re.sub(r"[^A-Za-z0-9.\-α-ωΑ-Ω]+", "-", joined)
    return re.sub(r"-{2,}", "-", plain).strip("-.")


def content_id(kind: str, *parts: object) -> str:
    """An id that follows from what a thing says: the kind, a colon and a hash of the parts."""
    text = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return f"{kind}:{hashlib.sha256(text.encode()).hexdigest()[:20]}"
