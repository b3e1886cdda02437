"""Cuts normalised text into tokens: formulas, cell strings and quantities stay whole, all else as spaCy does it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extraction.nlp import quantities
from extraction.nlp.formula import looks_like_formula, parse

_CHUNK = re.compile(r"\S+")
_SLASHED = re.compile(r"^[A-Za-z0-9][\w.()\[\]+@·-]*(?://?[A-Za-z0-9(\[][\w.()\[\]+@·-]*)+$")
_SUBSCRIPTED = re.compile(r"^[A-Za-z]_[A-Za-z0-9/]+$")
_OPENING, _CLOSING = "([{\"'“‘«", ")]}\"'”’»,;:.!?"
_JOINED_WORD = re.compile(
    r"-(?:rich|poor|free|based|doped|coated|modified|containing|substituted|derived|like|type|ion|ions|metal|metals|anode|anodes"
    r"|cathode|electrolyte|electrolytes|polymer|glass|host|battery|batteries|SEI|SEs?|SSEs?)$",
    re.I,
)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Take outer punctuation off a chunk, but no bracket that belongs to it."""
    while (
        start < end and text[start] in _OPENING and (text[start] not in "([" or not _closed(text[start:end]))
    ):
        start += 1
    while (
        start < end and text[end - 1] in _CLOSING and not (text[end - 1] in ")]" and _closes(text[start:end]))
    ):
        end -= 1
    return start, end


def _closed(chunk: str) -> bool:
    """Whether the bracket that opens the chunk closes before the chunk's end: `(C2H5)4N`."""
    depth = 0
    for at, char in enumerate(chunk):
        depth += (char in "([") - (char in ")]")
        if depth == 0:
            return at < len(chunk.rstrip("".join(_CLOSING.replace(")", "").replace("]", "")))) - 1
    return False


def _closes(chunk: str) -> bool:
    """Whether the bracket that ends the chunk opens inside it: `Ni(OH)2`, `ZrO(OH)`."""
    return chunk.count("(") >= chunk.count(")") and chunk.count("[") >= chunk.count("]")


def _is_whole(chunk: str) -> bool:
    if _SUBSCRIPTED.match(chunk) or looks_like_formula(chunk):
        return True
    if "/" in chunk and _SLASHED.match(chunk):
        return not chunk.replace("/", "").replace(".", "").isdigit()
    return False


def _without_tail(chunk: str) -> str:
    """`Li2S-rich` -> `Li2S`, `Li2S-` -> `Li2S`: a formula keeps no word or hyphen that is joined to it."""
    tail = _JOINED_WORD.search(chunk)
    if tail:
        return chunk[: tail.start()]
    return chunk[:-1] if chunk.endswith("-") and parse(chunk) is None and parse(chunk[:-1]) else chunk


def _whole(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The part of a trimmed chunk that is to be one token; None where that is left to spaCy."""
    stem = _without_tail(text[start:end])
    hyphened = len(stem) == end - start - 1
    if hyphened or (len(stem) > 1 and _is_whole(stem)):
        return start, start + len(stem)
    return None


def protected(text: str) -> list[tuple[int, int]]:
    """Spans of normalised text that are one token each, in order, not overlapping."""
    spans = [(q.start, q.end) for q in quantities.find(text)]
    taken = [False] * (len(text) + 1)
    for start, end in spans:
        taken[start:end] = [True] * (end - start)
    for chunk in _CHUNK.finditer(text):
        span = _whole(text, *_trim(text, chunk.start(), chunk.end()))
        if span and not any(taken[slice(*span)]):
            spans.append(span)
    return sorted(spans)


class MaterialsTokenizer:
    """A spaCy tokenizer that keeps `protected` spans whole; `doc.text` equals the text given."""

    def __init__(self, base: Tokenizer) -> None:
        self.base = base
        self.vocab: Vocab = base.vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for start, end in protected(text):
            self._plain(text[at:start], words, spaces)
            words.append(text[start:end])
            spaces.append(text[end : end + 1] == " ")
            at = end + spaces[-1]
        self._plain(text[at:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def _plain(self, text: str, words: list[str], spaces: list[bool]) -> None:
        if text:
            for token in self.base(text):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))

    def pipe(self, texts: Iterator[str]) -> Iterator[Doc]:
        """Tokenise many texts."""
        return (self(text) for text in texts)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to store: the rules are code and data of this project."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> MaterialsTokenizer:
        """Nothing to load."""
        return self

    def to_disk(self, *_: object, **__: object) -> None:
        """Nothing to store."""

    def from_disk(self, *_: object, **__: object) -> MaterialsTokenizer:
        """Nothing to load."""
        return self


def install(nlp: Language) -> Language:
    """Put the tokenizer into a pipeline and return it."""
    if not isinstance(nlp.tokenizer, MaterialsTokenizer):
        nlp.tokenizer = MaterialsTokenizer(nlp.tokenizer)
    return nlp


__all__ = ["MaterialsTokenizer", "install", "parse", "protected"]
