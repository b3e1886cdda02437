"""PDF: pages set in paragraphs, what each line is, and broken files; the PDF files are written here."""

from __future__ import annotations

import io
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from corpus.errors import CorpusError, Malformed
from corpus.model import Document, PassageKind
from corpus.reader import read
from corpus.readers.pdf_lines import paragraphs

FIRST = [
    "Article",
    "Received: 2 May 2021",
    "A film that keeps electrons",
    "out of garnet pellets",
    "Mira Ashford 1,*, Tom Boss 2 and Ada Lind 1",
    "1 Department of Films, Nowhere University, Nowhere",
    "Abstract: Films of lithium fluoride keep electrons out of garnet pellets and so they let",
    "the pellets live for a long time under current.",
    "Keywords: film; garnet",
    "1. Introduction",
    "Garnet pellets break when lithium grows through them, which is the end of every cell that",
    "is built with them [1]. A film may stop the elec-",
    "trons that feed the growth.",
    "Invented Journal 2021, 4, 17 1 of 3",
]
SECOND = [
    "Invented Journal 2021, 4, 17 2 of 3",
    "2. Results",
    "The film holds for 900 h at 0.5 mA cm-2, as the cell in the middle of the picture shows to",
    "everyone who looks at it [2].",
    "FIGURE 1 | A pellet with its film.",
    "Funding: This work was paid by nobody.",
]
THIRD = [
    "Invented Journal 2021, 4, 17 3 of 3",
    "References",
    "1. Moss, A.; Lind, B. Broken pellets. J. Invent. 2018, 3, 7-",
    "9. doi:10.5555/a.1",
    "2. Roth, C. Films. J. Invent. 2019, 4, 11.",
]


def pdf(pages: list[list[str]], title: str | None = None) -> bytes:
    """A small PDF with one line of text below the other on each page."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, lines in enumerate(pages):
        drawn = " ".join(f"({line.replace('(', '[').replace(')', ']')}) Tj T*" for line in lines)
        stream = zlib.compress(f"BT /F1 10 Tf 14 TL 50 780 Td {drawn} ET".encode("cp1252"))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 840] /Resources << /Font << /F1 3 0 R >> >> "
            + f"/Contents {5 + 2 * at} 0 R >>".encode()
        )
        head = f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + stream + b"\nendstream")
    if title:
        objects.append(f"<< /Title ({title}) >>".encode())
    return _file(objects, len(objects) if title else None)


def _file(objects: list[bytes], info: int | None) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    about = f" /Info {info} 0 R" if info else ""
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R{about} >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("pdf") / "paper.pdf"
    path.write_bytes(pdf([FIRST, SECOND, THIRD], "A film that keeps electrons out of garnet pellets"))
    return read(path)


def test_metadata(article: Document) -> None:
    assert article.title == "A film that keeps electrons out of garnet pellets"
    assert article.authors == ("Mira Ashford", "Tom Boss", "Ada Lind")
    assert article.year == 2021


def test_prose(article: Document) -> None:
    found = [(each.section, each.text) for each in article.passages if each.kind is PassageKind.PROSE]
    assert found == [
        (
            ("Abstract",),
            "Films of lithium fluoride keep electrons out of garnet pellets and so they let the pellets "
            "live for a long time under current.",
        ),
        (
            ("Introduction",),
            "Garnet pellets break when lithium grows through them, which is the end of every cell that "
            "is built with them. A film may stop the electrons that feed the growth.",
        ),
        (
            ("Results",),
            "The film holds for 900 h at 0.5 mA cm-2, as the cell in the middle of the picture shows "
            "to everyone who looks at it.",
        ),
    ]


def test_caption(article: Document) -> None:
    assert [each.text for each in article.passages if each.kind is PassageKind.CAPTION] == [
        "Figure 1. A pellet with its film."
    ]


def test_citations_and_references(article: Document) -> None:
    assert [mark.numbers for each in article.passages for mark in each.citations] == [(1,), (2,)]
    assert [(each.number, each.doi) for each in article.references] == [(1, "10.5555/a.1"), (2, None)]


def test_running_heads_are_gone(article: Document) -> None:
    assert "Invented Journal 2021" not in article.source


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        (["One line.\nNext."], "One line.\n\nNext.\n"),
        (
            ["It is shown in\nFigure 1. This goes on\nto the end."],
            "It is shown in\nFigure 1. This goes on\nto the end.\n",
        ),
        (
            ["RESULTS ON Mg ION\nCONDUCTORS\nThey conduct."],
            "## RESULTS ON Mg ION CONDUCTORS\n\nThey conduct.\n",
        ),
        (
            ["It ended.\nMaking of Films\nFilms were made in a very large oven at home."],
            "It ended.\n\n### Making of Films\n\nFilms were made in a very large oven at home.\n",
        ),
        (
            [
                "References\nMoss, A. (2018). Pellets.\nJ. Invent. 3, 7.\nRoth, C., and Lind, B. (2019). Films. 4, 11."
            ],
            "References\n\n[1] Moss, A. (2018). Pellets.\nJ. Invent. 3, 7.\n\n"
            "[2] Roth, C., and Lind, B. (2019). Films. 4, 11.\n",
        ),
        (["At 60◦C and 2◦ it melts. /gid001/gid002"], "At 60°C and 2° it melts.\n"),
    ],
)
def test_lines_to_paragraphs(pages: list[str], text: str) -> None:
    assert paragraphs(pages) == text


def test_a_second_layer_of_text_is_read_once() -> None:
    layer = [f"line number {word} of the paragraph that stands in both of the layers" for word in "abcdef"]
    assert (
        paragraphs(["\n".join(layer), "\n".join([*layer, "and this is new here."])]).count("number c of") == 1
    )


def encrypted() -> bytes:
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(pdf([FIRST]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"%PDF-1.4 and nothing else", "broken"),
        (pdf([FIRST])[:300], "broken"),
        (b"no PDF at all, only words", "broken"),
        (encrypted(), "encrypted and needs a password"),
        (pdf([[]]), "no text, only images"),
    ],
)
def test_broken_files(tmp_path: Path, data: bytes, cause: str) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    with pytest.raises(Malformed, match=cause):
        read(path)


@pytest.mark.parametrize("share", [0.05, 0.2, 0.4, 0.6, 0.8, 0.95])
def test_a_file_cut_short_is_read_or_refused(tmp_path: Path, share: float) -> None:
    whole = pdf([FIRST, SECOND, THIRD])
    path = tmp_path / "paper.pdf"
    path.write_bytes(whole[: int(share * len(whole))])
    with suppress(CorpusError):
        assert read(path).passages
