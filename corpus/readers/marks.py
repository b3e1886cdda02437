"""Citations in running text: links to references become marks such as `^[3,5–7]`, whatever stood around
them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

OPEN, CLOSE = "\ue010", "\ue011"
_MARK = rf"{OPEN}[\d,]+{CLOSE}"
_RANGE = re.compile(rf"{OPEN}(\d+){CLOSE}\s*[–—‐-]\s*{OPEN}(\d+){CLOSE}")
_JOINED = re.compile(rf"{_MARK}(?:\s*(?:[,;]|\band\b|&)?\s*{_MARK})+")
_WRAPPED = re.compile(rf"\[\s*(?P<boxed>{_MARK})\s*\]|\(\s*(?P<round>{_MARK})\s*\)|(?P<bare>{_MARK})")
_NAME = r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Dd]a|[Dd]i|[Ll]a|[Ll]e|[Ee]l|[Aa]l)\s)*"
_NAME += r"[A-ZÀ-Þ][\w'’-]*[a-zà-ÿ][\w'’-]*"
_NAME += r"(?:\s(?:[A-Z]\.[\s-]?){1,3}(?<=\.))?"
_AUTHORS = (
    rf"{_NAME}(?:(?:,\s|\sand\s|,\sand\s|\s&\s){_NAME})*(?:,?\set\sal\.?)?,?\s*(?:\(?(?:19|20)\d\d[a-z]?\)?)?"
)
_CREDIT = rf"(?:{_AUTHORS}\s*)?{_MARK}"
_CREDITS = re.compile(
    rf"\((?:(?:see|e\.g\.|cf\.|i\.e\.|also|reviewed in)[,\s]*)*{_CREDIT}(?:\s*[;,]?\s*{_CREDIT})*\s*\)"
)
_NUMBERED = re.compile(
    r"[\[(]?\s*(?:refs?\.?\s*)?(?:\d{1,4}[a-z]{0,2}|[a-z])?(?:\s?[,;–—‐-]\s?(?:\d{1,4}[a-z]?|[a-z]))*\s*[\])]?",
    re.I,
)
_LONGEST_RANGE = 60


def is_bare(text: str) -> bool:
    """Whether the words of a link to a reference are only its number, its year or a letter."""
    return bool(_NUMBERED.fullmatch(text.strip()))


def mark(numbers: Iterable[int]) -> str:
    """The provisional mark of these references."""
    return f"{OPEN}{','.join(map(str, dict.fromkeys(numbers)))}{CLOSE}"


def settle(text: str) -> str:
    """Merge neighbouring provisional marks, drop brackets and authors' names around them, write them out."""
    if OPEN not in text:
        return text
    text = _CREDITS.sub(lambda match: mark(_numbers(match.group())), text)
    text = _RANGE.sub(_spelt_out, text)
    text = _JOINED.sub(lambda match: mark(_numbers(match.group())), text)
    return _WRAPPED.sub(lambda match: f"^[{_written(_numbers(match.group()))}]", text)


def only_marks(text: str) -> bool:
    """Whether a raised run holds nothing but citations."""
    return OPEN in text and not re.sub(rf"{_MARK}|[\s,;–—‐\[\]()-]", "", text)


def _numbers(text: str) -> list[int]:
    return [int(number) for found in re.findall(_MARK, text) for number in found[1:-1].split(",")]


def _spelt_out(match: re.Match[str]) -> str:
    low, high = int(match[1]), int(match[2])
    return mark(range(low, high + 1)) if 0 < high - low <= _LONGEST_RANGE else mark((low, high))


def _written(numbers: Iterable[int]) -> str:
    """Numbers in order, runs of three and more as a range."""
    parts: list[str] = []
    for _, pairs in groupby(enumerate(sorted(set(numbers))), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in pairs]
        parts += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run)
    return ",".join(parts)
