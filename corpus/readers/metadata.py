"""Title, authors, DOI, year, journal, licence and kind, as a paper's first pages print them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.normalise import normalise
from corpus.readers import headings
from corpus.readers.blocks import Block, Kind
from corpus.readers.front_matter import Metadata
from corpus.readers.plain import plain, without_notes
from corpus.readers.references import tidy_doi

_PORTAL = re.compile(
    r"(?:citation for published version|general rights|take down policy|document version|link to publication|"
    r"if you believe that this document|you may not further distribute|copyright and moral rights)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"[A-ZÀ-Þ][\w.'’()-]*(?:\s(?:[A-ZÀ-Þ(][\w.'’()-]*|de|da|di|del|van|der|den|von|la|le|al|bin|ten|dos))*"
)
_PUBLISHED_IN = re.compile(r"Published in:?\s*\n?\s*(?P<journal>[A-Z][^\n]{2,80})")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|Copyright)\s*(?P<year>(?:19|20)\d\d)\b"
    r"(?:[^\n.]*\.\s(?P<journal>[A-Z][\w&: -]{2,60}) published by)?"
)
_YEARS = (
    re.compile(r"Citation for published version[^\n]*\n\s*[^\n]{0,600}?\((?P<year>(?:19|20)\d\d)\)"),
    re.compile(r"Publication date:?\s*\n?\s*(?:\w+ )?(?P<year>(?:19|20)\d\d)"),
    _COPYRIGHT,
    re.compile(
        r"(?:(?:Published|Available) online|Published|Accepted|Received):?[^\n]{0,24}?(?P<year>(?:19|20)\d\d)"
    ),
)
_LICENCE = re.compile(r"\bCC[ -]?(?P<terms>BY(?:-(?:NC|ND|SA))*|0)(?:[ -](?P<version>\d\.\d))?\b")
_LICENCE_WORDS = re.compile(
    r"Creative Commons (?P<words>Attribution(?:[ -](?:Non-?Commercial|No-?Deriv\w+|Share-?Alike))*)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"licen[cs]e|open.access|creative commons", re.IGNORECASE)
_DOI_LABEL = re.compile(r"\bdoi\b", re.IGNORECASE)
_REVIEW_TITLE = re.compile(
    r"\b(?:review|perspectives?|progress|advances|overview|roadmap|challenges|survey)\b", re.IGNORECASE
)
_REVIEW_TEXT = re.compile(
    r"\b(?:this|present) (?:comprehensive |critical )?review\b|\breview article\b", re.IGNORECASE
)
_MANY_REFERENCES = 150
#: The journal's part of a DOI, for files that never name the journal.
_JOURNALS = {
    "10.1002/adma.": "Advanced Materials",
    "10.1002/aenm.": "Advanced Energy Materials",
    "10.1002/adfm.": "Advanced Functional Materials",
    "10.1002/advs.": "Advanced Science",
    "10.1002/anie.": "Angewandte Chemie International Edition",
    "10.1002/smll.": "Small",
    "10.1016/j.ccl.": "Chinese Chemical Letters",
    "10.1016/j.cclet.": "Chinese Chemical Letters",
    "10.1016/j.ensm.": "Energy Storage Materials",
    "10.1016/j.jpowsour.": "Journal of Power Sources",
    "10.1016/j.nanoen.": "Nano Energy",
    "10.1021/acsenergylett.": "ACS Energy Letters",
    "10.1021/acs.chemmater.": "Chemistry of Materials",
    "10.1021/acs.nanolett.": "Nano Letters",
    "10.1149/": "Journal of The Electrochemical Society",
}


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What the first blocks of a paper are: where its body begins, and which blocks are title and authors."""

    metadata: Metadata
    spent: frozenset[int]  #: indices of the blocks that hold title and authors
    body: int  #: index of the first block behind a portal's cover page


def front_page(source: str, blocks: Sequence[Block], references_from: int, references: int) -> FrontPage:
    """Find the metadata that a paper prints; its reference list begins at the offset `references_from`."""
    body = _behind_portal(blocks)
    head = _title(blocks, body)
    heads = _same_title(blocks, head)
    title = normalise(source, head.start, head.end)[0].text.lstrip("# ") if head else None
    people, lines = _authors(blocks, heads)
    before = source[:references_from]
    doi = _doi(blocks, references_from)
    metadata = Metadata(
        title=title,
        authors=people,
        doi=doi,
        year=_year(before),
        journal=_journal(before, doi),
        licence=_licence(blocks),
        kind=_kind(title or "", before, references),
    )
    return FrontPage(metadata, frozenset(heads) | lines, body)


def _behind_portal(blocks: Sequence[Block]) -> int:
    """The index of the first block behind a repository's cover page."""
    found = [
        index for index, block in enumerate(blocks[:40]) if _PORTAL.match(plain(block.text).lstrip("- "))
    ]
    return found[-1] + 1 if len(found) >= 2 else 0


def _title(blocks: Sequence[Block], body: int) -> Block | None:
    """The first heading marked `#`, or the first line that is long enough and no sentence."""
    near = [block for block in blocks[body : body + 12] if block.kind is not Kind.NOTICE]
    marked = next((block for block in near if _is_marked_title(block)), None)
    if marked or len(blocks) <= body + 1:
        return marked
    for block in near[:4]:
        if _is_plain_title(block):
            return block
        if block.kind is Kind.PROSE:
            return None
    return None


def _is_marked_title(block: Block) -> bool:
    heading = headings.parse(block.text) if block.kind is Kind.HEADING else None
    return heading is not None and heading.marked and heading.level == 1 and not heading.is_known


def _is_plain_title(block: Block) -> bool:
    words = plain(block.text)
    sized = 4 <= len(words.split()) <= 40 and len(words) <= 300
    return sized and block.kind in (Kind.SHORT, Kind.PROSE, Kind.HEADING) and words[-1] not in ".;:,"


def _same_title(blocks: Sequence[Block], head: Block | None) -> list[int]:
    """The indices of the blocks that hold the title: a cover page repeats it."""
    if head is None:
        return []
    wanted = _folded(head)
    return [index for index, block in enumerate(blocks[:60]) if _folded(block) == wanted]


def _folded(block: Block) -> str:
    return " ".join(plain(block.text).lower().split())


def _authors(blocks: Sequence[Block], heads: Sequence[int]) -> tuple[tuple[str, ...], frozenset[int]]:
    """The names under the title, and the indices of the lines that hold them."""
    best: tuple[str, ...] = ()
    lines: set[int] = set()
    for head in heads:
        if head + 1 < len(blocks):
            found = names(blocks[head + 1].text)
            if found:
                best, lines = found, lines | {head + 1}
    return best, frozenset(lines)


def names(text: str) -> tuple[str, ...]:
    """The authors in a line of names, none where it reads as something else."""
    line = without_notes(text).split("\n")[0].split(" Published in")[0]
    line = re.sub(r"\s*,?\s*\band\b\s*|\s&\s", ", ", line.replace("\\", ""))
    parts = [part.strip(" ,*") for part in line.split(";" if ";" in line else ",")]
    parts = [part for part in parts if part and not re.fullmatch(r"[a-z\d, *]{1,4}", part)]
    if ";" in line:
        parts = [" ".join(reversed(part.split(", ", 1))) for part in parts]
    good = [part for part in parts if _PERSON.fullmatch(part) and 2 <= len(part.split()) <= 6]
    return tuple(good) if good and len(good) >= 0.7 * len(parts) and len(line) < 1500 else ()


def _doi(blocks: Sequence[Block], references_from: int) -> str | None:
    """The first DOI that a line of its own or a link names, outside captions and references."""
    for block in blocks:
        if block.start >= references_from:
            break
        if block.kind in (Kind.REFERENCE, Kind.CAPTION, Kind.TABLE) or not _DOI_LABEL.search(block.text):
            continue
        found = re.search(r"(?:doi\.org/|doi\W{0,12}|\[)(10\.\d{4,9}/[^\s<>\])]+)", block.text, re.IGNORECASE)
        if found:
            return tidy_doi(found.group(1))
    return None


def _year(before: str) -> int | None:
    head = before[:40_000]
    for pattern in _YEARS:
        for text in (head, before[-6_000:]):
            if match := pattern.search(text):
                return int(match["year"])
    return None


def _journal(before: str, doi: str | None) -> str | None:
    head = before[:40_000].replace("*", "")
    for pattern in (_PUBLISHED_IN, _COPYRIGHT):
        match = pattern.search(head)
        if match and match["journal"]:
            return match["journal"].strip()
    return next((name for prefix, name in _JOURNALS.items() if (doi or "").lower().startswith(prefix)), None)


def _licence(blocks: Sequence[Block]) -> str | None:
    """The licence of the paper itself; captions name those of other works."""
    near = " ".join(
        plain(block.text)
        for block in blocks[:60]
        if block.kind not in (Kind.CAPTION, Kind.REFERENCE, Kind.TABLE) and len(block.text) < 900
    )
    if not _OPEN.search(near):
        return None
    if match := _LICENCE.search(near):
        return f"CC {match['terms']}" + (f" {match['version']}" if match["version"] else "")
    if match := _LICENCE_WORDS.search(near):
        words = match["words"].lower()
        terms = [
            code for code, part in (("NC", "commercial"), ("ND", "deriv"), ("SA", "alike")) if part in words
        ]
        return "CC " + "-".join(["BY", *terms])
    return None


def _kind(title: str, before: str, references: int) -> str:
    is_review = _REVIEW_TITLE.search(title) or references >= _MANY_REFERENCES or _REVIEW_TEXT.search(before)
    return "review" if is_review else "research"
