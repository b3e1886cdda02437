"""Spaces and dashes that removed mark-up has left behind; one way to write formulas and powers of ten."""

from __future__ import annotations

import re

from corpus.normalise.draft import Draft, Piece, as_whole, dropped, kept
from corpus.normalise.scripts import _ELEMENT

_RUN = re.compile(r"[ \t\r\n\f\v\u0085]{2,}|[\t\r\n\f\v\u0085]")
_BEFORE_STOP = re.compile(r"(?<=\S) (?=[,;)\]](?:\W|$)|[.:](?:\s|$))")
_AFTER_BRACKET = re.compile(r"(?<=[(\[]) (?=\S)")
_TIMES = re.compile(r"(?<=\d) ?[×xX·*] ?(?=10\^)")
_LOST_POWER = re.compile(r"(?<=×10)(?=-\d)(?P<sign>-)")
_TORN_SUFFIX = re.compile(r"(?<=[\w)+]) (?=-[a-z]{3,})|(?:(?<=[A-Za-z]\d)|(?<=\d\+)|(?<=[α-ω])) (?=-[A-Z])")
_TORN_SLASH = re.compile(r"(?<=[\w)+]) (?=/[\w(])|(?<=[\w)+]/) (?=(?!or\b|and\b)[\w(])|(?<=\w) (?=@\w)")
_TORN_DASH = re.compile(r"(?<=\w–) (?=(?!or\b|and\b|to\b)\w)|(?<=[A-Za-z)]-) (?=[A-Z][A-Za-z]{0,3}\d)")
_TORN_DOT = re.compile(r"(?<=[A-Za-z\d)\]]) (?P<dot>·) (?=x?[A-Z][A-Za-z]{0,3}\d|[\dx][\d.]*[A-Z])")
_TORN_PREFIX = re.compile(
    r"(?<=[α-ω]) (?=- ?[A-Z])|(?<=[A-Za-zα-ω]-) (?=[α-ω](?: ?-))|(?<=[α-ω]-) (?=[A-Z])"
    r"|(?<=[ (][a-zα-ω]) (?=- (?:and|or|to) )"
)
_TORN_PAIR = re.compile(
    r"(?P<left>[A-Za-z]\d+[A-Z]?[a-z]?) (?P<dash>[-–]) (?=(?:\d+)?[A-Z][A-Za-z]{0,3}[\d-])"
)
_EMPTY_BRACKETS = re.compile(r" ?[(\[]\s*[,;]?\s*[)\]]")
_DOUBLED_STOP = re.compile(r"(?<=[a-z]\.)\.(?=\s|$)")
_REPEATED_COMMA = re.compile(r",(?: ?,)+")
_TERM = rf"(?:\d+(?:\.\d+)?)?(?:\(?{_ELEMENT}(?:\d+(?:\.\d+)?|[xyz])?\)?\d*){{1,16}}"
_FORMULA_DASH = re.compile(
    rf"(?<![A-Za-z0-9.])(?P<left>{_TERM})(?P<dash>–)(?={_TERM}(?![A-Za-z0-9.]*[a-z]{{3}}))"
)
_FLOATING_MINUS = re.compile(r"(?:(?<=[\s(\[=≈~<>])(?<!\d )|^)–(?=\d)")
_LIST_RANGE = re.compile(r"S\d+[a-z]?")
_SLIP = re.compile(r"(?<![A-Za-z])(?P<metal>Li|Na|Ag|Cu|Zn)(?P<letter>l)(?![a-z])")


def tidy(draft: Draft) -> Draft:
    """Close up what mark-up tore apart, and write dashes of formulas and powers of ten in one way."""
    draft = draft.sub(_RUN, lambda match: as_whole(match, " "))
    draft = draft.sub(_EMPTY_BRACKETS, _without_brackets)
    for pattern in (_BEFORE_STOP, _AFTER_BRACKET, _TORN_SUFFIX):
        draft = draft.sub(pattern, dropped)
    if any(sign in draft.text for sign in ("/ ", " /", " @")):
        draft = draft.sub(_TORN_SLASH, dropped)
    draft = _dashes(draft)
    if "·" in draft.text:
        draft = draft.sub(_TORN_DOT, lambda match: (("·", *match.span("dot")),))
    draft = draft.sub(_TIMES, lambda match: as_whole(match, "×"))
    draft = draft.sub(_LOST_POWER, lambda match: (("^", match.start(), match.end()), kept(match)))
    if "l" in draft.text:
        draft = draft.sub(_SLIP, lambda match: (kept(match, "metal"), ("I", *match.span("letter"))))
    draft = draft.sub(_DOUBLED_STOP, dropped)
    return draft.sub(_REPEATED_COMMA, lambda match: as_whole(match, ","))


def _dashes(draft: Draft) -> Draft:
    if "–" not in draft.text and "-" not in draft.text:
        return draft
    draft = draft.sub(_FLOATING_MINUS, lambda match: as_whole(match, "-"))
    draft = draft.sub(_TORN_DASH, dropped).sub(_TORN_PREFIX, dropped).sub(_TORN_PREFIX, dropped)
    draft = draft.sub(_TORN_PAIR, lambda match: (kept(match, "left"), ("-", *match.span("dash"))))
    for _ in range(4):
        if "–" not in draft.text or not _FORMULA_DASH.search(draft.text):
            break
        draft = draft.sub(_FORMULA_DASH, _hyphenated)
    return draft


def _hyphenated(match: re.Match[str]) -> tuple[Piece, ...] | None:
    """A dash between formulas as a hyphen; "S3–S5" names a run of tables."""
    if _LIST_RANGE.fullmatch(match["left"]) and _LIST_RANGE.match(match.string, match.end()):
        return None
    return kept(match, "left"), ("-", *match.span("dash"))


def _without_brackets(match: re.Match[str]) -> tuple[Piece, ...] | None:
    """Brackets that held a citation alone go; `f()` stays."""
    return () if match.group().startswith(" ") or "," in match.group() else None
