"""Spelling of names: one way to write dashes, blanks, subscripts and mark-up, and ids made of names and
contents."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from functools import lru_cache

from extraction.nlp.formula import GROUPS, parse
from extraction.nlp.lexicon import key

_MARKUP = re.compile(r"</?(?:sub|sup|i|b|em)>|\\(?:text|mathrm|rm|mathbf)\b|[$\\{}]")
_BRACKETED_CHARGE = re.compile(r"\[(\d?[+-])\](?=\s|$)")
_SCRIPT = re.compile(r"(?<=[A-Za-z)\]\d])[_^](?=[\da-z(+-])")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−﹣－", "-") | dict.fromkeys("•⋅∙・", "·") | {"’": "'", "′": "'"})
_WATER = re.compile(r"(?<=[\w)\]])\s?\.\s?(?=(?:\d*\.?\d+|[xny])?(?:H2O|NH3))")
_JOINTS = re.compile(r"(?<=\S)\s*([-·@/])\s*(?=\S)")
_COEFFICIENT_GAP = re.compile(r"(?<=\d)\s+(?=[A-Z(])")
_PART = re.compile(r"(?:\d+(?:\.\d+)?)?[A-Z][A-Za-z0-9.()]*")
#: Metals that stand as electrodes beside a slash: Li/LLZO is no mixture.
_ELECTRODES = frozenset({"Li", "Na", "K", "Mg", "Ca", "Zn", "Al", "Cu"})
_FORMED = re.compile(r"[A-Za-z]-")  #: "a-V2O5", "N-doped": a form or place in front
_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\](\d*[+-])")
#: A salt whose anion is written by its short name, with the number that belongs to the anion.
_SALT = re.compile(
    rf"([A-Z][a-z]?)-?({'|'.join(sorted(GROUPS, key=len, reverse=True))}|BH4|BF4|PF6|ClO4)([2-4])"
)
#: The anion's chemists call it amide or imide: LiTFSA is LiTFSI.
_AMIDE = re.compile(r"\b((?:Li|Na|K|Rb|Cs|Mg|Ca|Zn|Al)\(?T?FS)A\b")
_COMPOSITE = re.compile(r"(.+) composites?")
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
    return _BRACKETED_CHARGE.sub(r"\1", " ".join(plain.split()).strip(" ,;:."))


@lru_cache(maxsize=100_000)
def spelled(name: str) -> str:
    """A tidy name with the blanks left out that stand in a formula alone; order and amounts stay as written.

    >>> spelled("Li2S – P2S5")
    'Li2S-P2S5'
    >>> spelled("hard carbon")
    'hard carbon'
    """
    plain = _AMIDE.sub(r"\1I", tidy(name))
    if " " not in plain:
        return _SALT.sub(r"\1(\2)\3", plain) if _SALT.fullmatch(plain) else plain
    closed = _COEFFICIENT_GAP.sub("", _JOINTS.sub(r"\1", plain))
    return closed if " " not in closed and parse(closed) is not None else plain


@lru_cache(maxsize=100_000)
def unordered(name: str) -> str:
    """A glass or composite with its parts in the order of the alphabet, for comparison alone: it is the same
    either way round. An ion without its bracket. Anything else as it is; shells, layers and hydrates have an order.

    >>> unordered("P2S5-Li2S"), unordered("Si@C"), unordered("hard carbon")
    ('Li2S-P2S5', 'Si@C', 'hard carbon')
    >>> unordered("PEO-LiTFSI"), unordered("[P2S6]4-")
    ('LiTFSI-PEO', 'P2S64-')
    """
    whole = _COMPOSITE.fullmatch(name)
    if whole and (" + " in whole[1] or (is_formula(whole[1]) and re.search(r"[-/@]", whole[1]))):
        return unordered(whole[1])
    ion = _IN_BRACKETS.fullmatch(name)
    if ion:
        return f"{ion[1]}{ion[2]}"
    pieces = re.split("[-/]", name)
    if "/" in name and _ELECTRODES & set(pieces):
        return name
    if len(pieces) < 2 or not all(_PART.fullmatch(piece) for piece in pieces) or _FORMED.match(name):
        return name
    return "-".join(sorted(pieces, key=lambda piece: piece.lstrip("0123456789.")))


def is_formula(token: str) -> bool:
    """Whether one word of a name is written in element symbols: `Li2S-P2S5`, `LiF`, `Cu`; not `SEI`."""
    return bool(re.search(r"[A-Z]", token)) and " " not in token and parse(token) is not None


#: Syllables that are written before a word with a hyphen, a blank or nothing between.
_PREFIX = re.compile(
    r"\b(non|nano|micro|meso|macro|multi|poly|counter|thermo|electro|inter|intra|meta|semi|anti|pre|re|de|co|ultra|sub)"
    r"[- ](?=[a-z]{3})"
)


def _folded(token: str) -> str:
    if is_formula(token) or not _WORDLIKE.search(token):
        return token
    return "-".join(key(piece) for piece in re.split("[-/]", token) if piece)


def slug(name: str) -> str:
    """The part of an id that follows its label: words as they are compared, formulas and symbols in their
    own case.

    >>> slug("Volume expansions"), slug("Li1+xAlxTi2-x(PO4)3"), slug("Si@C")
    ('volume-expansion', 'Li1-plus-xAlxTi2-x-PO4-3', 'Si-at-C')
    """
    words = [_folded(word) for word in _PREFIX.sub(r"\1", tidy(name)).split()]
    joined = "-".join(words)
    joined = re.sub(r"\+$", "-plus", re.sub(r"-$", "-minus", joined))
    joined = joined.replace("+", "-plus-").replace("@", "-at-")
    plain = re.sub(r"[^A-Za-z0-9.\-α-ωΑ-Ω]+", "-", joined)
    return re.sub(r"-{2,}", "-", plain).strip("-.")


def one_edit_apart(one: str, other: str) -> bool:
    """Whether one letter more, less or other is all that tells two texts apart.

    >>> one_edit_apart("decarbonate", "dicarbonate"), one_edit_apart("lithium", "Lithia")
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest = short[at:] if len(short) < len(long) else short[at + 1 :]
    return one != other and rest == long[at + 1 :]


def content_id(kind: str, *parts: object) -> str:
    """An id that follows from what a thing says: the kind, a colon and a hash of the parts."""
    text = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return f"{kind}:{hashlib.sha256(text.encode()).hexdigest()[:20]}"
