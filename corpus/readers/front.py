"""What the front matter of structured formats says in words: licences, years, review or research."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.normalise import normalise

_URL = re.compile(
    r"creativecommons\.org/(?:licenses/(?P<terms>by(?:-(?:nc|nd|sa))*)|publicdomain/(?:zero|mark))/(?P<version>\d\.\d)?",
    re.I,
)
_SHORT = re.compile(r"\bCC[ -]?(?P<terms>BY(?:-(?:NC|ND|SA))*|0)(?:[ -](?P<version>\d\.\d))?\b")
_WORDS = re.compile(
    r"Creative\s+Commons\s+(?P<words>Attribution(?:[ -]+(?:Non-?Commercial|No-?Deriv\w+|Share-?Alike))*)"
    r"(?:\s+(?:Unported\s+)?(?:(?P<version>\d\.\d)|License))?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_REVIEW = re.compile(
    r"\b(?:mini-?)?reviews?\b|\bprogress reports?\b|\bperspectives?\b|\bfeature article\b|\brev\b",
    re.IGNORECASE,
)
_REVIEW_TITLE = re.compile(
    r"\b(?:review|perspectives?|recent (?:progress|advances)|overview|roadmap)\b", re.IGNORECASE
)


def licence(text: str) -> str | None:
    """The Creative Commons licence that an address, a short name or words give: `CC BY-NC 4.0`."""
    if match := _URL.search(text):
        terms = (match["terms"] or "0").upper()
        return f"CC {terms}" + (f" {match['version']}" if match["version"] else "")
    if match := _SHORT.search(text):
        return f"CC {match['terms']}" + (f" {match['version']}" if match["version"] else "")
    if match := _WORDS.search(text):
        said = match["words"].lower()
        terms = "".join(
            f"-{code}"
            for code, part in (("NC", "commercial"), ("ND", "deriv"), ("SA", "alike"))
            if part in said
        )
        return f"CC BY{terms}" + (f" {match['version']}" if match["version"] else "")
    return None


def year(text: str | None) -> int | None:
    """The first year in a date."""
    found = _YEAR.search(text or "")
    return int(found.group()) if found else None


def kind(labels: Iterable[str | None], title: str | None) -> str:
    """`review` where the article's type or subject, or without these its title, says so; otherwise
    `research`."""
    known = [label for label in labels if label]
    if any(_REVIEW.search(label.replace("-", " ")) for label in known):
        return "review"
    return "review" if not known and title and _REVIEW_TITLE.search(title) else "research"


def plain_title(line: str) -> str | None:
    """A title as one reads it: formulas on the line, no mark-up, no note signs."""
    text = normalise(line, 0, len(line))[0].text.rstrip(" *†‡☆")
    return " ".join(text.split()) or None


def labelled(label: str, text: str) -> str:
    """A caption behind its label: `Figure 3. Cycling ...`."""
    label, text = label.strip().rstrip(".:"), text.strip()
    return f"{label}. {text}" if label and text else label or text
