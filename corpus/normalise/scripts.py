"""Sub- and superscripts on the line, without the spaces that converters put around them."""

from __future__ import annotations

import re

from corpus.normalise.draft import END, SUB, SUP, Draft, Piece, dropped, kept

_ELEMENT = (
    "(?:A[cglmrstu]|B[aehikr]|C[adeflmorsu]|D[bsy]|E[rsu]|F[elmr]|G[ade]|H[efgos]|I[nr]|Kr|L[ainruv]|M[cgnot]"
    "|N[abdehiop]|O[gs]|P[abdmortu]|R[abefghnu]|S[bcegimnr]|T[abcehilms]|Xe|Yb|Z[nr]|[BCFHIKNOPSUVWYXM])"
)
_SIMPLE_RUN = f"[{SUB}{SUP}][^{SUB}{SUP}{END}]{{0,20}}{END}"
#: What may follow a script in the same formula: elements up to the end of the word, or a group in brackets.
_GOES_ON = (
    rf"{_ELEMENT}+(?![a-z])"
    rf"|\((?:{_ELEMENT}|\d| ?{SUB}[^{END}]{{0,10}}{END}){{1,12}} ?\)(?![a-z])"
    r"|[-–/·](?=[\d(A-Z])|\.(?=x?[A-Z]|\d)"
)
_SPACE_BEFORE = re.compile(rf"(?<=[A-Za-z0-9)\]Ωμ°Å{END}])[ \t]+(?=[{SUB}{SUP}])")
_SPACED = re.compile(
    rf"(?<=[A-Za-z)\]{END}])(?P<gap>[ \t]+)(?P<run>{_SIMPLE_RUN})(?P<after>[ \t]+(?={_GOES_ON}))?"
)
_SPACED_NUMBER = re.compile(
    rf"(?<=\d)(?P<gap>[ \t]+)(?P<run>{SUP}[+-]?\d{{1,3}}{END})(?P<after>[ \t]+(?=[–-]))?"
)
_ISOTOPE = re.compile(rf"{SUP}\d{{1,3}}{END}{_ELEMENT}")
_INNERMOST = {
    SUP: re.compile(f"{SUP}(?P<body>[^{SUB}{SUP}{END}]*){END}"),
    SUB: re.compile(f"{SUB}(?P<body>[^{SUB}{SUP}{END}]*){END}"),
}
_NUMBER_BEFORE = re.compile(r"(?<![A-Za-z\d.,])\d+(?:\.\d+)?$|[×x·]10$")
_DEGREE = frozenset({"o", "O", "°", "∘", "º", "◦", "0C"})


def flatten(draft: Draft) -> Draft:
    """Put every marked run on the line: `Li2S`, `Zr4+`, `cm-2`, but `10^-4` and `CO3^2-`."""
    if SUB not in draft.text and SUP not in draft.text:
        return draft
    draft = draft.sub(_SPACED, _closed_up).sub(_SPACED_NUMBER, _closed_up)
    for _ in range(4):
        if SUP in draft.text:
            draft = draft.sub(_INNERMOST[SUP], _raised)
        if SUB in draft.text:
            draft = draft.sub(_INNERMOST[SUB], _lowered)
    return draft


def _closed_up(match: re.Match[str]) -> tuple[Piece, ...] | None:
    """A run without the spaces that tore it from its formula or unit."""
    if match.group("run")[0] == SUP and _ISOTOPE.match(match.string, match.start("run")):
        return None
    return (kept(match, "run"),)


def _lowered(match: re.Match[str]) -> tuple[Piece, ...]:
    return _body(match)


def _raised(match: re.Match[str]) -> tuple[Piece, ...]:
    body = match.group("body").strip()
    low = match.start()
    if body in _DEGREE:
        return (("°", *match.span()),)
    before = match.string[max(0, low - 14) : low]
    caret = (("^", low, low + 1),) if _needs_caret(before, body) else ()
    return (*caret, *_body(match))


def _needs_caret(before: str, body: str) -> bool:
    """Whether a superscript would read as another number without `^`."""
    if not re.match(r"[+–-]?\d", body):
        return False
    if before.endswith(END):
        return before[-2:-1].isdigit() and body[-1] in "+-–"
    if before[-1:] in (")", "]"):
        return body[-1] in "+-–"
    return bool(_NUMBER_BEFORE.search(before))


def _body(match: re.Match[str]) -> tuple[Piece, ...]:
    """The content of a run: no spaces at its ends, a hyphen for every dash."""
    text = match.group("body")
    left = match.start("body") + len(text) - len(text.lstrip())
    text = text.strip()
    return ((text.replace("–", "-"), left, left + len(text)),) if text else dropped(match)
