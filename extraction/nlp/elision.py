"""Names that share a head: "chemical and thermal stability" speaks of chemical stability and of thermal stability."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extraction.nlp.skeleton import Span
from extraction.spans import QUALITIES

#: Types whose names are nouns with adjectives before them.
_JOIN = re.compile(r",? (?:and|or|and/or|as well as) |, | ?/ ?")
_ADJECTIVE = re.compile(r"[a-z-]+(?:al|ic|ous|ive|ar|able|ible)")
_NOUNS = re.compile(
    r"(?:.*-)?(?:metal|material|crystal|potential|interval|removal|signal|trial|pillar|fabric|dielectric|logic)"
)


def is_adjective(word: str) -> bool:
    """Whether a single word has an adjective's ending."""
    word = word[:1].lower() + word[1:]
    return bool(_ADJECTIVE.fullmatch(word)) and not _NOUNS.fullmatch(word)


def _head(name: str) -> str:
    """What another adjective may stand before: the name without its own adjective, "" where it has none."""
    first, _, rest = name.partition(" ")
    last = rest.rpartition(" ")[2]
    return rest if last and is_adjective(first) and not is_adjective(last) else ""


def names(text: str, spans: Sequence[Span]) -> list[str]:
    """The spans' texts, in their order; one that is an adjective alone with the head that it shares with the next one.

    `text` is the passage that the spans lie in."""
    said = [" ".join(span.text.split()) for span in spans]
    order = sorted(range(len(spans)), key=lambda at: (spans[at].start, -spans[at].end))
    for here, following in reversed(list(pairwise(order))):
        left, right = spans[here], spans[following]
        joined = _JOIN.fullmatch(re.sub(r"\s+", " ", text[left.end : right.start]))
        if joined and left.type is right.type and left.type in QUALITIES and is_adjective(said[here]):
            head = _head(said[following])
            said[here] = f"{said[here]} {head}" if head else said[here]
    return said
