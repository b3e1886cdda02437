"""Headings: numbered, marked by #, or known by name; and which sections say nothing about the work."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.readers.plain import plain
from corpus.wordlist import wordlist

_HASHES = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})(?P<stop>\.?)\s+(?P<title>[A-Z(“\"].{1,110})$")
_ROMAN = re.compile(r"(?P<number>[IVX]{1,5})\.\s+(?P<title>[A-Z][A-Za-z ,-]{2,90})$")
_NAMES = wordlist(
    """
    abstract; summary; introduction; background; results; results and discussion; discussion;
    conclusion; conclusions; conclusions and outlook; conclusion and outlook; conclusions and
    perspectives; summary and perspectives; summary and outlook; outlook; perspective; perspectives;
    methods; materials and methods; experimental; experimental section; experimental methods;
    experimental procedures; theory; highlights; nomenclature; appendix; computational methods;
    computational details
    """,
    ";",
)
_REFERENCES = wordlist(
    "references; reference; bibliography; literature cited; references and notes; works cited", ";"
)
_SILENT = wordlist(
    """
    acknowledgement; acknowledgements; acknowledgment; acknowledgments; conflict of interest; conflicts
    of interest; competing interest; competing interests; declaration of competing interest; declaration
    of interest; declaration of interests; declaration of competing interests; author contributions;
    author contribution; authors' contributions; credit authorship contribution statement; credit author
    statement; contributions; funding; funding sources; funding information; financial support; data
    availability; data availability statement; data and code availability; code availability; supporting
    information; supplementary material; supplementary materials; supplementary information;
    supplementary data; appendix a. supplementary data; additional information; author information;
    corresponding author; corresponding authors; orcid; notes; ethics; ethics declarations; ethics
    approval; about the authors; biographies; biography; author biographies; graphical abstract; table
    of contents; rights and permissions; about this article; licence; license; reporting summary; peer
    review; publisher's note; general rights; take down policy; how to cite; associated content;
    disclaimer; open access; copyright
    """,
    ";",
)
_KEYWORDS = re.compile(
    r"(?:key ?words|article info(?:rmation)?|article history|index terms)\s*:?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its words, how deep it stands (from 1), and whether its number or its # signs say so."""

    title: str
    level: int
    numbered: bool = False
    marked: bool = False

    @property
    def name(self) -> str:
        """The title as it is compared: lower case, no closing stop or colon."""
        return self.title.lower().rstrip(".: ")

    @property
    def is_references(self) -> bool:
        """Whether the reference list follows."""
        return self.name in _REFERENCES

    @property
    def is_known(self) -> bool:
        """Whether every paper has a section of this name."""
        return self.numbered or self.is_keywords or self.name in _NAMES | _REFERENCES | _SILENT

    @property
    def is_silent(self) -> bool:
        """Whether the section thanks, declares or lists, and says nothing about the work."""
        return self.name in _SILENT

    @property
    def is_keywords(self) -> bool:
        """Whether keywords or dates follow, up to the next paragraph."""
        return bool(_KEYWORDS.match(self.title))


def parse(text: str) -> Heading | None:
    """Return the heading that a block is by its own form, None where it is none."""
    hashes = _HASHES.match(text)
    words = plain(text)
    if "\n" in words or not words or len(words) > (300 if hashes else 125):
        return None
    depth = len(hashes.group(1)) if hashes else 0
    numbered = _numbered(words, bool(hashes))
    if numbered:
        return numbered
    if hashes:
        return Heading(_cased(words), depth, marked=True)
    name = words.lower().rstrip(".: ")
    if name in _NAMES or name in _REFERENCES or name in _SILENT or _KEYWORDS.match(words):
        return Heading(_cased(words.rstrip(": ")), 1)
    return _capitals(words)


def _numbered(words: str, marked: bool) -> Heading | None:
    match = _NUMBERED.match(words)
    if match and (marked or _is_title(match["title"], bool(match["stop"]) or "." in match["number"])):
        return Heading(_cased(match["title"]), match["number"].count(".") + 1, numbered=True, marked=marked)
    roman = _ROMAN.match(words)
    if roman and _is_title(roman["title"], True):
        return Heading(_cased(roman["title"]), 1, numbered=True, marked=marked)
    return None


def _is_title(title: str, stopped: bool) -> bool:
    """Whether the words behind a number read as a title, not as a sentence or an entry of a list."""
    if title[-1] in ".,;" or re.search(r"\b(?:19|20)\d\d\b|\bet al\b|^[A-Z]\. ", title):
        return False
    return len(title.split()) <= (16 if stopped else 8)


def _capitals(words: str) -> Heading | None:
    letters = [char for char in words if char.isalpha()]
    spoken = len(words.split()) >= 2 and len(letters) >= 10 and all(char.isupper() for char in letters)
    if spoken and not re.search(r"\d|[.;,@]", words) and len(words.split()) <= 10:
        return Heading(_cased(words), 1)
    return None


def _cased(title: str) -> str:
    return title.capitalize() if title.isupper() and len(title) > 5 else title


def bare(text: str) -> Heading | None:
    """A short line that can be a heading where it stands between paragraphs."""
    words = plain(text)
    if "\n" in words or not 3 <= len(words) <= 80 or not words[0].isupper() or words[-1] in ".,;:-":
        return None
    if len(words.split()) > 9 or re.search(r"[@|=\t]|\d{4}|https?:|^\d|,\s\d", words):
        return None
    return Heading(words, 1)
