"""Reading by ending, and finding papers in directories."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from corpus.errors import CorpusError, NoSentences, TooLarge, UnknownFormat
from corpus.model import PassageKind
from corpus.reader import find, plain_text, read

from .conftest import Paper

SENTENCE = "Sodium fluoride covers the anode.\n"


def test_one_sentence_is_a_paper(paper: Paper) -> None:
    document = paper(SENTENCE, "note.md")

    assert (document.name, document.file) == ("note", "note.md")
    assert document.sha256 == sha256(SENTENCE.encode()).hexdigest()
    assert document.source == SENTENCE
    assert [passage.text for passage in document.passages] == ["Sodium fluoride covers the anode."]
    assert document.passages[0].kind is PassageKind.PROSE


@pytest.mark.parametrize("ending", [".txt", ".md", ".markdown", ".TXT"])
def test_known_endings(paper: Paper, ending: str) -> None:
    assert paper(SENTENCE, f"a{ending}").passages


def test_unknown_ending(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match=r"no reader for '\.rtf' files; known endings: "):
        read(tmp_path / "a.rtf")


@pytest.mark.parametrize(
    "text",
    [
        "# Results\n",
        "a\tb\nc\td\n",
        "[1] A. Author, 2020.\n[2] B. Writer, 2021.\n[3] C. Third, 2022.\n",
        "12\n\n13\n",
    ],
)
def test_files_without_prose(paper: Paper, text: str) -> None:
    with pytest.raises(NoSentences, match="no sentences"):
        paper(text)


def test_the_limit_is_a_parameter(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE)

    with pytest.raises(TooLarge):
        read(path, limit=10)


def test_plain_text_is_the_source(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfOne film.\r\nTwo films.\r\n")

    assert plain_text(path) == "\ufeffOne film.\r\nTwo films.\r\n" == read(path).source


def test_offsets_hold_behind_a_byte_order_mark_and_with_crlf(paper: Paper) -> None:
    document = paper("\ufeffA film of K_2S grows\r\non copper.\r\n\r\nIt is thin.\r\n")
    first, second = document.passages

    assert first.text == "A film of K2S grows on copper."
    start, end = first.mapped.source_span(10, 13)
    assert document.source[start:end] == "K_2S"
    start, end = second.mapped.source_span(0, len(second.text))
    assert document.source[start:end] == "It is thin."


def test_find_searches_directories_and_skips_what_is_no_paper(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for name in (
        "b.txt",
        "a.md",
        "deep/er/c.markdown",
        "README.md",
        "LICENSE.txt",
        "x.png",
        ".git/d.txt",
        ".e.txt",
    ):
        (tmp_path / name).write_text(SENTENCE)

    found = [path.relative_to(tmp_path).as_posix() for path in find([tmp_path])]

    assert found == ["a.md", "b.txt", "deep/er/c.markdown"]


def test_find_keeps_files_as_they_are_given_and_none_twice(tmp_path: Path) -> None:
    named = tmp_path / "z.txt"
    named.write_text(SENTENCE)

    assert find([named, tmp_path, named]) == [named]


def test_find_refuses_what_holds_no_papers(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no papers in this directory"):
        find([tmp_path])
    with pytest.raises(CorpusError, match="no such file or directory"):
        find([tmp_path / "absent"])
