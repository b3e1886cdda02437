"""The lines of a PDF's pages to paragraphs with blank lines between them, heads and feet of pages left
out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.readers import headings

_DIGITS = re.compile(r"\d+")
_GLYPHS = re.compile(r"(?:/[a-z]+\d{2,}\s?){2,}|\(cid:\d+\)")
_PAGE_NUMBER = re.compile(r"(?:page\s)?\d{1,5}(?:\s(?:of|/)\s\d{1,4})?", re.IGNORECASE)
_CLOSED = re.compile(r"[.!?:]['\"”’)\]]*$")
_CAPTION = re.compile(
    r"(?P<word>FIGURE|Figure|Fig\.|TABLE|Table|SCHEME|Scheme)\s*(?P<number>S?\d{1,3})\s*(?P<mark>[.:|])\s*"
)
_STARTER = re.compile(
    r"(?:Abstract|ABSTRACT|Key\s?words?|KEYWORDS|Received|Accepted|Published|Edited by|Reviewed by|Citation"
    r"|Copyright"
    r"|Correspondence|published:|doi:|\*\s?Correspond|©|Conflict[s]? of Interest|Author Contributions"
    r"|Funding|Acknowledg\w+"
    r"|Data Availability|Supplementary Materials?|E-?mail)\b[^a-z]?"
)
_LISTED = re.compile(r"(?:\[(?P<boxed>\d{1,4})\]|(?P<stopped>\d{1,4})\.)\s+(?=[A-ZÀ-Þ(“\"0-9])")
_AUTHORS = re.compile(r"(?:[a-z]{2,3}\s)?[A-ZÀ-Þ][\w'’-]+(?:[\s-][A-ZÀ-Þ][\w'’-]+)*,\s(?:[A-Z]\.[\s,-]?)+")
_ENTRY_END = re.compile(r"(?:10\.\d{4,9}/\S+|\d\.?|\.|\])$")
_ENDS_LIST = re.compile(r"(?:Conflicts? of Interest|Copyright|©|Publisher.s [Nn]ote|Disclaimer)")
_LEADS_ON = re.compile(r"(?:\b(?:in|and|of|see|by|to|with|from|the|as|at|for|than)|[(,–-])$")
_RUN_IN = re.compile(r"(?P<name>[A-Z][A-Za-z’' ]{4,45})\s?:\s+(?=\S)")
_DEGREE = re.compile(r"(?<=\d)\s?[◦∘]\s?(?=C\b)|(?<=\d)[◦∘]")
_GRAM = 5
_COPIED_LINES = 3
_SUBHEADING_WORDS = 8
_NEAR_EDGE = 3
_SHORT = 0.86


def paragraphs(pages: Sequence[str]) -> str:
    """One text: a blank line between paragraphs, headings and captions; references numbered `[n]`."""
    return "\n\n".join("\n".join(block) for block in _blocks(_lines(pages)) if block) + "\n"


def lines(page: str) -> list[str]:
    """The lines of a page that hold words."""
    found = (" ".join(_GLYPHS.sub("", line).split()) for line in page.splitlines())
    return [_DEGREE.sub("°", line) for line in found if line]


def _lines(pages: Sequence[str]) -> list[str]:
    """The lines of all pages, an empty one after each page."""
    split = [lines(page) for page in pages]
    repeated = _repeated(split)
    found: list[str] = []
    for page in split:
        for at, line in enumerate(page):
            edge = at < _NEAR_EDGE or at >= len(page) - _NEAR_EDGE
            if not (_shape(line) in repeated or (edge and _PAGE_NUMBER.fullmatch(line))):
                found.append(line)
        found.append("")
    return _without_copies(found)


def _without_copies(found: Sequence[str]) -> list[str]:
    """Drop runs of lines whose words have all stood before, as in files with a second layer of text."""
    copied = _copied(found)
    kept: list[str] = []
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and copied[end]:
            end += 1
        if end - at < _COPIED_LINES:
            kept += found[at : max(end, at + 1)]
        at = max(end, at + 1)
    return kept


def _copied(found: Sequence[str]) -> list[bool]:
    """For each line, whether it repeats earlier ones; short lines go with those around them."""
    seen: set[tuple[str, ...]] = set()
    tail: list[str] = []
    copied: list[bool | None] = []
    for line in found:
        words = line.lower().split()
        grams = [tuple(words[at : at + _GRAM]) for at in range(len(words) - _GRAM + 1)]
        copied.append(all(gram in seen for gram in grams) if len(words) > _GRAM else None)
        stream = tail + words
        seen.update(tuple(stream[at : at + _GRAM]) for at in range(len(stream) - _GRAM + 1))
        tail = stream[-(_GRAM - 1) :]
    return [_settled(copied, at) for at in range(len(copied))]


def _settled(copied: Sequence[bool | None], at: int) -> bool:
    before = next((value for value in reversed(copied[max(0, at - 6) : at + 1]) if value is not None), False)
    after = next((value for value in copied[at : at + 6] if value is not None), False)
    return before and after


def _repeated(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Shapes of lines that stand on page after page."""
    counts = Counter(shape for page in pages for shape in {_shape(line) for line in page})
    enough = max(3, len(pages) // 3)
    return frozenset(shape for shape, count in counts.items() if count >= enough and _is_running(shape))


def _is_running(shape: str) -> bool:
    return 8 <= len(shape) <= 160 and sum(char.isalpha() for char in shape) >= 5 and "References" not in shape


def _shape(line: str) -> str:
    return _DIGITS.sub("#", line)


def _blocks(source: Sequence[str]) -> Iterator[list[str]]:
    """Lines in groups that are one paragraph, heading, caption or reference each."""
    gather = _Gathering()
    for line, after in zip(source, [*source[1:], ""], strict=True):
        yield from gather.take(line, after)
    yield gather.block


class _Gathering:
    """The block that is being gathered, and where in the paper it stands."""

    def __init__(self) -> None:
        self.block: list[str] = []
        self.references = _References()
        self.in_table = False  #: whether the block above is the caption of a table

    def take(self, line: str, after: str) -> Iterator[list[str]]:
        """Take the next line in, and give what it completes; `after` is the line behind it."""
        if self._goes_on_heading(line):
            self.block[0] += f" {line}"
            return
        if self.block and self.block[0].startswith("## "):
            yield from self._close()
        heading = headings.parse(line)
        entry = self.references.entry(line, self.block)
        if not line:
            if self.block and _CAPTION.match(self.block[0]):
                yield from self._close()
        elif heading and not self._is_listed(heading):
            yield from self._enter(line, heading)
        elif entry is not None:
            yield from self._close(entry)
        else:
            yield from self._prose(line, after)

    def _goes_on_heading(self, line: str) -> bool:
        return bool(self.block) and self.block[0].startswith("## ") and _is_capital(line)

    def _enter(self, line: str, heading: headings.Heading) -> Iterator[list[str]]:
        yield from self._close()
        yield [line]
        self.references.enter(heading)

    def _prose(self, line: str, after: str) -> Iterator[list[str]]:
        run_in = _RUN_IN.match(line)
        if run_in and headings.Heading(run_in["name"].strip(), 1).is_silent:
            yield from self._enter(run_in["name"].strip(), headings.Heading("", 1))
            self.block = [line[run_in.end() :]]
        elif self.references.number is None and _is_long_capital(line):
            yield from self._close(f"## {line}")
        elif self.references.number is None and self._is_subheading(line, after):
            yield from self._close()
            yield [f"### {line}"]
        elif self._begins(line):
            yield from self._close(_captioned(line))
        else:
            self.block.append(line if self.block else _captioned(line))

    def _is_subheading(self, line: str, after: str) -> bool:
        """Whether a short line in title case stands between a closed paragraph and a new one."""
        count = len(line.split())
        closed = not self.block or bool(_CLOSED.search(self.block[-1]))
        if (
            not closed
            or count > _SUBHEADING_WORDS
            or len(line) > 60
            or re.search(r"[.,;:=@]|^\W|\d{3}", line)
        ):
            return False
        capital = sum(word[0].isupper() for word in line.split() if len(word) > 3)
        long = sum(len(word) > 3 for word in line.split())
        return long > 0 and capital >= 0.6 * long and after[:1].isupper() and len(after) > 1.3 * len(line)

    def _is_listed(self, heading: headings.Heading) -> bool:
        """Whether what looks like a numbered heading is an entry of the reference list."""
        return heading.numbered and self.references.number is not None

    def _close(self, opening: str | None = None) -> Iterator[list[str]]:
        block, self.block = self.block, [opening] if opening else []
        if not block or (self.in_table and _is_tabular(block)):
            return
        self.in_table = block[0].startswith("Table ")
        yield block

    def _begins(self, line: str) -> bool:
        if self.references.number is None:
            return bool(self.block) and _begins(line, self.block)
        if _ENDS_LIST.match(line):
            self.references.number = None
            return True
        return False


def _is_tabular(block: Sequence[str]) -> bool:
    """Whether the lines below a table's caption are its cells."""
    tokens = " ".join(block).split()
    numeric = sum(any(char.isdigit() for char in token) for token in tokens)
    return numeric > 0.2 * len(tokens)


def _is_long_capital(line: str) -> bool:
    """Whether a line is a heading set in capitals but for symbols: `Mg ION CONDUCTORS`."""
    return 2 <= len(line.split()) <= 12 and sum(map(str.isalpha, line)) >= 12 and _is_capital(line)


def _is_capital(line: str) -> bool:
    letters = [char for char in line if char.isalpha()]
    upper = sum(char.isupper() for char in letters)
    digits = sum(char.isdigit() for char in line)
    return len(letters) > 3 and upper > 0.85 * len(letters) and digits < 4 and line[-1] not in ".,;:"


class _References:
    """Whether the lines belong to the reference list, and the number of its last entry."""

    def __init__(self) -> None:
        self.number: int | None = None

    def enter(self, heading: headings.Heading) -> None:
        """Take a heading in."""
        self.number = 0 if heading.is_references else None

    def entry(self, line: str, before: Sequence[str]) -> str | None:
        """The line with its number in brackets where it opens an entry, else None."""
        if self.number is None:
            return None
        listed = _LISTED.match(line)
        if listed:
            number = int(listed["boxed"] or listed["stopped"])
            if number != self.number + 1:
                return None
            self.number = number
            return f"[{number}] {line[listed.end() :]}"
        if not _AUTHORS.match(line) or not (self.number == 0 or (before and _ENTRY_END.search(before[-1]))):
            return None
        if before and re.match(r"\[\d+\]", before[0]) and not self._by_authors(before):
            return None
        self.number += 1
        return f"[{self.number}] {line}"

    def _by_authors(self, block: Sequence[str]) -> bool:
        """Whether the entry above is closed, so that names begin the next one."""
        text = " ".join(block)
        return bool(re.search(r"\(?(?:19|20)\d\d[a-z]?\)?", text))


def _begins(line: str, block: Sequence[str]) -> bool:
    """Whether a line opens a new paragraph."""
    last = block[-1]
    if _STARTER.match(line) or (_CAPTION.match(line) and not _LEADS_ON.search(last)):
        return True
    width = max(len(each) for each in (*block[-5:], line))
    return bool(_CLOSED.search(last)) and (len(last) < _SHORT * width or (len(block) == 1 and len(last) < 60))


def _captioned(line: str) -> str:
    """The label of a caption as all readers write it: `Figure 3. `."""
    found = _CAPTION.match(line)
    if not found:
        return line
    word = "Figure" if found["word"].startswith(("F", "f")) else found["word"].capitalize()
    return f"{word} {found['number']}. {line[found.end() :]}"
