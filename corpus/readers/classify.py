"""What each block of a paper is, judged by its own words."""

from __future__ import annotations

import re

from corpus.readers import headings
from corpus.readers.blocks import Block, Kind
from corpus.readers.plain import leads_on, plain, without_marks, without_notes
from corpus.wordlist import any_of

_EQUATION = re.compile(r"\$\$.*\$\$|\\\[.*\\\]|\\begin\{(?:equation|align|gather).*", re.DOTALL)
_CAPTION = re.compile(
    r"(?:Supplementary\s|Extended Data\s)?(?:Figure|Fig\.?|Table|Scheme|Chart|Box)\s*S?\d{1,3}[a-z]?"
    r"(?:\s*[.:|—](?=\s|$)|\s+(?=[A-Z(]|[a-z]\)|\(?[Cc]ontinued))"
)
_REUSED = re.compile(
    r"(?:Reproduced|Reprinted|Adapted|Reused)(?: and adapted)? with permission|were reproduced with perm"
)
_LABELLED = re.compile(r"^(?:\([a-z](?:[,–-]\s?[a-z])*\)|[A-Z][a-z]+ (?:Group|Society)\.)")
_REFERENCE = re.compile(r"(?:[-*•]\s+)?\\?\[(?P<number>\d{1,4})\\?\]\s+(?=\S)")
#: How a block begins that only the publisher, a portal or a template has to say.
_NOTICES = any_of(
    r"©|\(c\)\s?\d{4}|copyright\b(?! \d{4}, [A-Z])|licen[cs]e\s?:|creative commons",
    r"this is an open.access article",
    r"(?:received|revised|accepted)\b.{0,12}\d|available online|published(?: online)?:",
    r"published (?:in|online)\b|publication date",
    r"index terms\s?[:—–]\s?\S|key ?words?\s?[:—–]\s?\S|doi\b|https?://\S+$|www\.\S+$",
    r"document version|link to publication|citation for published|general rights|take down policy",
    r"users may download|you may (?:not|freely)|if you believe that this document|contents lists available",
    r"journal homepage|(?:to )?cite this|how to cite|this article is licensed|downloaded (?:from|by|on)",
    r"corresponding authors?\b|e-?mail\b|these authors contributed|(?:the )?orcid|edited by\b",
    r"handling editor",
    r"supporting information is available|supplementary (?:data|material)s? (?:associated|related|to this)",
    r"electronic supplementary|peer review|(?:page )?\d{1,4}(?: of \d{1,4})?\W*$|\(?\d+ of \d+\)",
    before=r"^\W{0,3}",
)
_ANYWHERE = any_of(
    r"orcid identification number|all rights reserved|[\w.+-]+@[\w-]+\.[\w.]+",
    r"authors? to whom correspondence",
    r"published by (?:elsevier|wiley|springer|mdpi|acs)|under the (?:terms of the )?creative commons",
    r"^\S{0,4}corresponding authors?",
)
_PLACE = re.compile(
    r"\b(?:Universit\w+|Institut\w*|Department|School of|College|Laborator(?:y|ies)|Faculty|Academy"
    r"|Cent(?:er|re)|Inc\.|Ltd|GmbH|Corporation|Hospital)\b"
)
_AFFILIATION_MARK = re.compile(
    r"^(?:<sup>[^<]{1,12}</sup>|\^\{?[a-z\d*†,]{1,5}\}?|[¹²³⁴-⁹†‡*]+|\(?[a-h\d]\)?(?=\s[A-Z]))\s?"
)
_BIOGRAPHY = any_of(
    r"received (?:his|her|their|the)\b|obtained (?:his|her|their)\b|Ph\.?\s?D\b|[BM]\.\s?(?:S|Sc|E)\b",
    r"(?:master|doctora)\w*|[Pp]rofessor\b|lecturer\b|postdoctoral\b|research (?:interests?|focuses)\b",
    r"(?:his|her|their) (?:current )?research\b",
    r"(?:is|was) an? .{0,40}(?:student|researcher|fellow|technician|scientist)\b",
    before=r"\b",
    flags=re.RegexFlag(0),
)
_END = re.compile(r"[.!?:…]['\"”’)\]]*$")
_CUT_WORD = re.compile(r"[a-z]-$")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Figs?|Eqs?|Refs?|Tabs?|al|e\.g|i\.e|vs|No|Nos|ca|cf|approx|Dr|Prof)|\s[A-Z])\.$"
)


def classify(block: Block) -> Block:
    """Return the block with the kind that its own words give it."""
    if block.kind is Kind.TABLE:
        return block
    return block.as_kind(_kind(block.text, plain(block.text)))


def _kind(text: str, words: str) -> Kind:
    if not any(char.isalnum() for char in words):
        return Kind.NOTICE
    if _EQUATION.fullmatch(text):
        return Kind.EQUATION
    if _REFERENCE.match(words):
        return Kind.REFERENCE
    if is_caption(words):
        return Kind.CAPTION
    if is_notice(text, words):
        return Kind.NOTICE
    if headings.parse(text):
        return Kind.HEADING
    return Kind.PROSE if is_prose(words) else Kind.SHORT


def is_caption(words: str) -> bool:
    """Whether a block is a caption or the rest of one."""
    if _CAPTION.match(words):
        return True
    return bool(_REUSED.search(words)) and (bool(_LABELLED.match(words)) or len(words) < 400)


def is_notice(text: str, words: str) -> bool:
    """Whether a block is portal text, a licence, dates, an address."""
    if len(words) < 900 and (_NOTICES.match(words) or _NOTICES.match(without_notes(text))):
        return True
    if len(words) < 700 and _ANYWHERE.search(words):
        return True
    return is_affiliation(text, words)


def is_affiliation(text: str, words: str) -> bool:
    """Whether a block gives the places where authors work."""
    if len(words) > 1500 or not _PLACE.search(words) or _END.search(words):
        return False
    lines = text.splitlines()
    if all(_AFFILIATION_MARK.match(line) for line in lines):
        return True
    if len(lines) > 1:
        return max(map(len, lines)) < 160 and not words[0].islower()
    return words.count(",") >= 2 and len(words) < 250 and words[0].isupper()


def is_biography(words: str) -> bool:
    """Whether a block tells an author's life."""
    return len(_BIOGRAPHY.findall(words)) >= 2 and bool(_PLACE.search(words))


def is_prose(words: str) -> bool:
    """Whether a block reads as a paragraph or a piece of one."""
    count = len(words.split())
    if count >= 12 or words[0].islower():
        return True
    return count >= 3 and (ends_closed(words) or leads_on(words) or bool(_CUT_WORD.search(words)))


def ends_closed(text: str) -> bool:
    """Whether a block ends where a sentence can end."""
    words = without_marks(text)
    return bool(_END.search(words)) and not _ABBREVIATION.search(words)


def reference_number(text: str) -> int | None:
    """The number of an entry `[12] ...` of the reference list."""
    match = _REFERENCE.match(plain(text))
    return int(match["number"]) if match else None
