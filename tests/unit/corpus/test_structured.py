"""Bad XML: what is broken, hostile or no article says so in one line; nothing is expanded or fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import CorpusError, EmptyFile, Malformed, NoSentences, TooLarge
from corpus.reader import read

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY c "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
    b"<article><front><article-meta/></front><body><p>&d;</p></body></article>"
)
OUTSIDE = (
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><article><body><p>&x;</p></body></article>'
)
PARAMETER = b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><article/>'


@pytest.mark.parametrize(
    ("data", "error", "cause"),
    [
        (BOMB, Malformed, "declares an entity .*not expanded"),
        (OUTSIDE, Malformed, "declares an entity"),
        (PARAMETER, Malformed, "entity|outside itself"),
        (b"<article><front><article-meta>", Malformed, "not well-formed XML"),
        (b"\x00\x01\x02\x03", Malformed, "not well-formed XML"),
        (b"plain words", Malformed, "not well-formed XML"),
        (b"<note><to>all</to></note>", Malformed, "unknown kind: root element <note>"),
        (b"<article><front><article-meta/></front><body/></article>", NoSentences, "no sentences"),
        (b"<a>" * 400 + b"</a>" * 400, Malformed, "nested more than"),
        (b'<?xml version="1.0" encoding="no-such-code"?><article/>', Malformed, "not well-formed XML"),
        (b"", EmptyFile, "empty"),
    ],
)
def test_bad_xml(tmp_path: Path, data: bytes, error: type[CorpusError], cause: str) -> None:
    path = tmp_path / "paper.xml"
    path.write_bytes(data)
    with pytest.raises(error, match=cause):
        read(path)


def test_a_file_beyond_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "paper.nxml"
    path.write_bytes(b"<article>" + b" " * 2_000 + b"</article>")
    with pytest.raises(TooLarge):
        read(path, limit=1_000)


def test_named_characters_of_an_outside_document_type(tmp_path: Path) -> None:
    path = tmp_path / "paper.xml"
    path.write_bytes(
        b'<!DOCTYPE article SYSTEM "jats.dtd">'
        b"<article><front><article-meta/></front><body><p>The &alpha; phase "
        b"of the film is stable in air for ten hours.</p></body></article>"
    )
    assert read(path).passages[0].text.startswith("The α phase of the film")
