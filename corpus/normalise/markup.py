"""Markdown and HTML mark-up, and every notation of scripts, to plain text with marked runs."""

from __future__ import annotations

import re
from functools import partial

from corpus.normalise.draft import END, SUB, SUP, Draft, Piece, as_whole, dropped, kept

_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣʸᵃᵇᶜᵈᵉᵒ", "0123456789+-=()nixyabcdeo", strict=True))
_SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₙᵢⱼₖₗₘₚₛₜ", "0123456789+-=()aeoxnijklmpst", strict=True))
_RAISED = re.compile(f"[{''.join(_SUPERSCRIPTS)}]+")
_LOWERED = re.compile(f"[{''.join(_SUBSCRIPTS)}]+")
_TAGGED = re.compile(r"<(?P<tag>su[bp])>(?P<body>[^<>]{0,300})</(?P=tag)>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:sub|sup|u|i|b|em|strong|span|p|div|font|small|a|img|hr|mark|td|tr|th|center)\b[^<>]{0,200}>|<!--.{0,500}?-->",
    re.IGNORECASE,
)
_AUTOLINK = re.compile(r"<(?P<url>(?:https?|mailto|doi):[^<>\s]{1,300})>")
_LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]{0,60}\]){0,300})\]\((?P<url>[^()\s]{0,400}(?:\([^()\s]{0,80}\)[^()\s]{0,80})?)\)"
)
_STAR = re.compile(
    r"(?<![\w*\\])(?P<mark>\*{1,3})(?=[^\s*])(?P<body>[^*]{1,600}?)(?<![\s\\])(?P=mark)(?![\w*])"
)
_INNER_STAR = re.compile(
    r"(?<![*\\\d])(?P<mark>\*{1,2})(?=[^\s*])(?P<body>[^*\n]{1,200}?)(?<![\s\\])(?P=mark)(?![*\d])"
)
_UNDERLINE = re.compile(r"(?<![\w_])_(?=[^\W_])(?P<body>[^_\n]{1,120}?)(?<=\w)_(?![\w_])")
_ESCAPE = re.compile(r"\\(?P<sign>[\\`*_{}\[\]()#+.!|<>~&%$-])")
_BARE_SUB = re.compile(
    rf"(?<=[A-Za-z0-9)\]α-ωΑ-Ω{END}])_(?P<body>\d+(?:\.\d+)?|[A-Za-zα-ω])"
    r"|(?<=[a-zA-Z)] )_(?P<spaced>[a-z])(?=[\s,;)]|$)"
)
_BARE_SUP = re.compile(rf"(?<=[A-Za-z0-9)\]Å°Ωμ{END}])\^(?P<body>[+-]?\d+[+-]?(?!\d)|[+-]|[A-Za-z*])")
_BOXED_CHARGE = re.compile(rf"(?<=[0-9{END}])\[(?P<body>[+-])\]")


def strip(draft: Draft) -> Draft:
    """Take HTML and Markdown mark-up out; scripts become marked runs, wrapped text an island."""
    if "<" in draft.text:
        draft = _without_tags(draft)
    if "](" in draft.text:
        draft = draft.sub(_LINK, _linked)
    draft = mark_scripts(draft)
    return _without_emphasis(draft)


def mark_scripts(draft: Draft) -> Draft:
    """Mark `_3`, `^2`, Unicode sub- and superscripts as runs."""
    if "_" in draft.text:
        draft = _wrapped(draft, _BARE_SUB, SUB)
    if "^" in draft.text:
        draft = _wrapped(draft, _BARE_SUP, SUP)
    if not draft.text.isascii():
        draft = draft.sub(_RAISED, partial(_unicode_run, SUP, _SUPERSCRIPTS))
        draft = draft.sub(_LOWERED, partial(_unicode_run, SUB, _SUBSCRIPTS))
        draft = _wrapped(draft, _BOXED_CHARGE, SUP)
    return draft


def _without_tags(draft: Draft) -> Draft:
    draft = draft.with_islands([match.span() for match in _TAGGED.finditer(draft.text)])
    draft = draft.sub(_TAGGED, _tagged)
    draft = draft.sub(_AUTOLINK, lambda match: (kept(match, "url"),))
    draft = draft.sub(_BREAK, lambda match: as_whole(match, " "))
    return draft.sub(_TAG, dropped)


def _tagged(match: re.Match[str]) -> tuple[Piece, ...]:
    mark = SUB if match.group("tag").lower() == "sub" else SUP
    return _run(mark, match)


def _run(mark: str, match: re.Match[str]) -> tuple[Piece, ...]:
    """The last group of a match between marks."""
    low, high = match.span()
    return ((mark, low, low + 1), kept(match, match.lastgroup or 0), (END, high - 1, high))


def _wrapped(draft: Draft, pattern: re.Pattern[str], mark: str) -> Draft:
    return draft.sub(pattern, partial(_run, mark))


def _unicode_run(mark: str, table: dict[str, str], match: re.Match[str]) -> tuple[Piece, ...]:
    low, high = match.span()
    body = "".join(table[char] for char in match.group())
    return ((mark, low, low + 1), (body, low, high), (END, high - 1, high))


def _linked(match: re.Match[str]) -> tuple[Piece, ...]:
    """A link's text; a citation that is linked keeps its brackets."""
    text = kept(match, "text")
    if match.group().startswith("!"):
        return ()
    if match.group("text").strip("–-, ").isdigit() and match.group("url").startswith("#"):
        low = match.start()
        return (("[", low, low + 1), text, ("]", match.end("text"), match.end("text") + 1))
    return (text,) if text[0] else ()


def _without_emphasis(draft: Draft) -> Draft:
    for pattern in (_STAR, _STAR, _INNER_STAR):
        if "*" in draft.text:
            draft = _unwrapped(draft, pattern)
    if "_" in draft.text:
        draft = _unwrapped(draft, _UNDERLINE)
    if "\\" in draft.text:
        draft = draft.sub(_ESCAPE, lambda match: (kept(match, "sign"),))
    return draft


def _unwrapped(draft: Draft, pattern: re.Pattern[str]) -> Draft:
    draft = draft.with_islands([match.span() for match in pattern.finditer(draft.text)])
    return draft.sub(pattern, lambda match: (kept(match, "body"),))
