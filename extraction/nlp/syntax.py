"""Dependency paths between two tokens as short strings, the language in which relation rules are written.

A path goes up from the first token to the lowest common ancestor and down to the second:
`nsubj< suppress:decrease >dobj` is "LiF suppresses dendrites". Tokens between carry `lemma:class` where the cue lists
know the lemma, and prepositions their own word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml
from spacy.tokens import Doc, Token

_KEPT_TAGS = frozenset({"ADP", "SCONJ", "PART", "VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV"})


@lru_cache(maxsize=1)
def cue_classes() -> dict[str, str]:
    """Lemma -> class, from rules/cues.yml; the first class that lists a lemma has it."""
    data = yaml.safe_load((files("extraction") / "rules" / "cues.yml").read_text(encoding="utf-8"))
    out: dict[str, str] = {}
    for name, kinds in data.items():
        for lemmas in kinds.values():
            for lemma in lemmas:
                out.setdefault(str(lemma), name)
    return out


def lemma(token: Token) -> str:
    """The lemma in lower case; words in capitals, formulas and unknown forms stay as they are."""
    text = token.text
    if text.isupper() or any(c.isdigit() for c in text):
        return text
    return (token.lemma_ or text).lower()


def cue_class(token: Token) -> str:
    """The cue class of a token, or an empty string."""
    classes = cue_classes()
    return classes.get(lemma(token)) or classes.get(token.text.lower(), "")


@dataclass(frozen=True, slots=True)
class Path:
    """The way between two tokens: `up` from the first to the top, `down` from below the top to the second."""

    up: tuple[Token, ...]
    top: Token
    down: tuple[Token, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens strictly between the two ends."""
        inner = [*self.up[1:], self.top, *self.down[:-1]]
        ends = {self.up[0].i if self.up else self.top.i, self.down[-1].i if self.down else self.top.i}
        return tuple(t for t in inner if t.i not in ends)

    def signature(self, words: bool = True) -> str:
        """The path as a string; without `words` only relations and classes remain."""
        parts: list[str] = []
        for at, token in enumerate(self.up):
            if at:
                parts.append(_name(token, words))
            parts.append(f"{token.dep_}<")
        if self.up and self.down:
            parts.append(_name(self.top, words))
        for at, token in enumerate(self.down):
            parts.append(f">{token.dep_}")
            if at < len(self.down) - 1:
                parts.append(_name(token, words))
        return " ".join(parts)


def _name(token: Token, words: bool) -> str:
    name = cue_class(token)
    if token.pos_ in ("ADP", "SCONJ", "PART"):
        return lemma(token)
    if words:
        return f"{lemma(token)}:{name}" if name else lemma(token)
    return name or token.pos_


def _chain(token: Token) -> list[Token]:
    return [token, *token.ancestors]


def path(first: Token, second: Token) -> Path | None:
    """The path between two tokens of one sentence, or None across sentences."""
    up, down = _chain(first), _chain(second)
    seen = {t.i: at for at, t in enumerate(up)}
    for at, token in enumerate(down):
        if token.i in seen:
            return Path(tuple(up[: seen[token.i]]), token, tuple(reversed(down[:at])))
    return None


def first_conjunct(token: Token) -> Token:
    """The head of a coordination that the token is a later member of; the token itself otherwise."""
    seen = 0
    while token.dep_ in ("conj", "appos") and seen < 12 and token.head.i != token.i:
        token, seen = token.head, seen + 1
    return token


def root_of(doc: Doc, start: int, end: int) -> Token:
    """The head token of a span of tokens."""
    return doc[start:end].root


def modifiers(token: Token) -> list[Token]:
    """Adjectives and participles that modify a noun, before or as predicates."""
    out = [c for c in token.children if c.dep_ in ("amod", "acomp", "compound", "advmod", "nmod", "quantmod", "det", "neg")]
    if token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_ in ("be", "remain", "become"):
        out += [c for c in token.head.children if c.dep_ in ("acomp", "attr")]
    return out
