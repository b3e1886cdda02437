"""The reader for articles in HTML: scholarly HTML, publishers' article pages, and plain pages with
headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from corpus.errors import NoSentences
from corpus.model import Document
from corpus.readers import front, html_front, html_references, html_tree
from corpus.readers.article import Article, Block, Caption, Heading, Paragraph, document, without_empty
from corpus.readers.classify import is_caption, is_notice, is_prose
from corpus.readers.html_tree import classes
from corpus.readers.inline import Dialect, Inline, Role
from corpus.readers.plain import plain
from corpus.readers.tree import every, name, words
from corpus.readers.walk import Floats, Walk
from corpus.wordlist import wordlist

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ROLES = {
    "sub": Role.SUB,
    "sup": Role.SUP,
    "math": Role.MATH,
    "a": Role.LINK,
    "br": Role.BREAK,
    "p": Role.PARAGRAPH,
    "figure": Role.FIGURE,
    "table": Role.TABLE,
    "head": Role.SKIP,
    "figcaption": Role.SKIP,
    **dict.fromkeys(_HEADINGS, Role.TITLE),
    **dict.fromkeys(
        wordlist(
            """
            html body main article section header div ul ol li dl dt dd blockquote
            """
        ),
        Role.CONTAINER,
    ),
}
#: What classes say, where they say more than the element's name.
_CLASSES = (
    (
        re.compile(r" (?:disp-formula|display-?math|equation|mathjax_display|c-article-equation)"),
        Role.EQUATION,
    ),
    (re.compile(r" (?:table-wrap|tablewrap|c-article-table|table-wrapper)"), Role.TABLE),
    (re.compile(r" (?:fig|fig-section|figure-wrap|c-article-section__figure|html-fig-wrap) "), Role.FIGURE),
    (re.compile(r" (?:title|sec-title|section-title) "), Role.TITLE),
)
_FRONT = re.compile(
    r" (?:front|article-meta|article-front|contrib-group|authors?-list|affiliations?|history|keywords?) "
)
_ABSTRACT = re.compile(r"\babstract\b|c-article-section-abs|abs1-content|\babs1\b")
_SIDE_ABSTRACT = re.compile(r"graphical|teaser|highlights|abstract-title")
_LABEL = re.compile(r"^(?:table|fig(?:ure)?\.?|scheme|chart)\s*S?\d+", re.IGNORECASE)
_FEWEST_WORDS = 60


def read(path: Path, data: bytes) -> Document:
    """Read an article from a page; raises Malformed, WrongEncoding and NoSentences."""
    root = html_tree.parse(path, data)
    holder, entries = html_references.find(root)
    works, numbers = html_references.works(entries, Inline(Dialect(_role, _targets), {}))
    hidden = holder

    def role(element: Element) -> Role:
        return Role.SKIP if element is hidden else _role(element)

    inline = Inline(Dialect(role, _targets), numbers)
    metadata = html_front.metadata(root, inline)
    walk = Walk(inline, Floats(_caption, _notes), level=_level)
    blocks = without_empty(_blocks(root, walk, metadata.title))
    if (
        sum(len(run.text.split()) for each in blocks if isinstance(each, Paragraph) for run in each.runs)
        < _FEWEST_WORDS
    ):
        raise NoSentences(path, "no article found: the page holds no paragraphs of running text")
    return document(path, data, Article(metadata, blocks, works))


def _role(element: Element) -> Role:
    tag = name(element)
    role = _ROLES.get(tag, Role.INLINE)
    marks = f" {element.get('class') or ''} ".lower()
    if tag in ("div", "section", "figure", "span", "p") and marks.strip():
        special = next((found for pattern, found in _CLASSES if pattern.search(marks)), None)
        if special is Role.TABLE or (special and tag != "span"):
            return special
        if " label " in marks:
            return Role.SKIP
    return Role.TABLE if role is Role.FIGURE and next(every(element, "table"), None) is not None else role


def _targets(element: Element) -> tuple[str, ...]:
    _, mark, fragment = (element.get("href") or "").partition("#")
    return (fragment,) if mark and fragment else ()


def _level(element: Element, depth: int) -> int:
    tag = name(element)
    return max(1, int(tag[1]) - 1) if tag in _HEADINGS else 1


def _blocks(root: Element, walk: Walk, title: str | None) -> Iterator[Block]:
    """The abstract, then what follows the first heading; lines that are no prose are left out."""
    abstract = _abstract(root)
    if abstract is not None:
        yield Heading("Abstract", 1)
        yield from (each for each in walk.blocks(abstract) if isinstance(each, Paragraph) and _is_text(each))
    started = abstract is None and not any(_opens(element) for element in root.iter())
    for block in _outside(root, walk, abstract):
        started = started or (isinstance(block, Heading) and block.title != title)
        if started and _is_wanted(block, title):
            yield _shown(block)


def _abstract(root: Element) -> Element | None:
    """The smallest element that is marked as the abstract and holds running text."""
    found = None
    for element in root.iter():
        marks = classes(element)
        if (
            name(element) in ("div", "section", "p")
            and _ABSTRACT.search(marks)
            and not _SIDE_ABSTRACT.search(marks)
        ):
            count = len((words(element) or "").split())
            if 30 <= count <= 900 and found is None:
                found = element
    return found


def _opens(element: Element) -> bool:
    return _role(element) is Role.TITLE and name(element) != "h1"


def _outside(root: Element, walk: Walk, abstract: Element | None) -> Iterator[Block]:
    """The blocks of the page but those of the abstract and of front matter."""
    role = walk.inline.dialect.role

    def without(element: Element) -> Role:
        marks = f" {(element.get('class') or '').lower()} "
        if element is abstract or (name(element) in ("div", "section", "ul") and _FRONT.search(marks)):
            return Role.SKIP
        return role(element)

    inline = Inline(Dialect(without, walk.inline.dialect.targets), walk.inline.numbers)
    yield from Walk(inline, walk.floats, walk.level).blocks(root)


def _is_wanted(block: Block, title: str | None) -> bool:
    if isinstance(block, Paragraph):
        return _is_text(block) or _is_loose_caption(block)
    return not (isinstance(block, Heading) and block.title in (title, "Abstract"))


def _is_text(block: Paragraph) -> bool:
    """Whether a paragraph reads as one, and is no button, notice or address."""
    text = " ".join(run.text for run in block.runs)
    bare = plain(text)
    if all(run.equation for run in block.runs):
        return True
    return bool(bare) and is_prose(bare) and not is_notice(text, bare) and not is_caption(bare)


def _is_loose_caption(block: Paragraph) -> bool:
    return is_caption(plain(block.runs[0].text))


def _shown(block: Block) -> Block:
    if isinstance(block, Paragraph) and _is_loose_caption(block):
        return Caption(" ".join(run.text for run in block.runs))
    return block


def _caption(inline: Inline, element: Element) -> str:
    """The caption of a figure or table: its own element, or a label with the paragraphs beside it."""
    own = next(every(element, "figcaption", "caption"), None)
    if own is not None:
        return inline.line(own)
    label = next(
        (words(each) for each in element.iter() if "label" in (each.get("class") or "").split()), None
    )
    inside = {id(each) for table in every(element, "table") for each in table.iter()}
    texts = [inline.line(each) for each in every(element, "p") if id(each) not in inside]
    return front.labelled(
        label or "", " ".join(text for text in texts[:2] if text and not _LABEL.fullmatch(text))
    )


def _notes(inline: Inline, element: Element) -> Sequence[str]:
    """Footnotes of a table."""
    return [inline.line(each) for foot in every(element, "tfoot") for each in foot]
