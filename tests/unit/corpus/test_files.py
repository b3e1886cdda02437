"""Files that are no papers are refused with one clear cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import CorpusError, EmptyFile, NotText, TooLarge, WrongEncoding
from corpus.files import decode, load


@pytest.mark.parametrize(
    ("data", "error", "cause"),
    [
        pytest.param(b"%PDF-1.7 x", NotText, "a PDF document", id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n", NotText, "a PNG image", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0", NotText, "a JPEG image", id="jpeg"),
        pytest.param(b"PK\x03\x04rest", NotText, "a ZIP archive", id="docx"),
        pytest.param(b"\x1f\x8b\x08", NotText, "a gzip archive", id="gzip"),
        pytest.param(b"plain words\x00and a zero byte", NotText, "a NUL byte at offset 11", id="nul"),
        pytest.param(b"\x01\x02\x03\x04 bells", NotText, "control characters", id="controls"),
        pytest.param(b"\x01\x02\x03\xff", NotText, "control bytes", id="undecodable controls"),
        pytest.param(
            "Überspannung".encode("latin-1"), WrongEncoding, "at byte 0; looks like Latin-1", id="latin1"
        ),
        pytest.param(b"30 \xb0C", WrongEncoding, "iconv -f latin1 -t utf-8 'a.txt'", id="what to do"),
        pytest.param(b"it\x92s", WrongEncoding, "at byte 2; looks like Windows-1252", id="cp1252"),
        pytest.param(
            "\ufeffanode".encode("utf-16-le"), WrongEncoding, "looks like UTF-16", id="utf16 with mark"
        ),
        pytest.param(
            "an anode grows".encode("utf-16-le"), WrongEncoding, "iconv -f utf-16le", id="utf16 without"
        ),
        pytest.param(
            "an anode grows".encode("utf-16-be"), WrongEncoding, "iconv -f utf-16be", id="utf16 big end"
        ),
        pytest.param(b"\xef\xbb\xbf \n", EmptyFile, "white space", id="only a byte order mark"),
    ],
)
def test_decode_refuses(data: bytes, error: type[CorpusError], cause: str) -> None:
    with pytest.raises(error) as caught:
        decode(Path("dir/a.txt"), data)

    assert cause in caught.value.cause
    assert str(caught.value).startswith("dir/a.txt: ")
    assert "\n" not in str(caught.value)


def test_decode_keeps_line_breaks_and_the_byte_order_mark() -> None:
    assert decode(Path("a.txt"), b"\xef\xbb\xbfone\r\ntwo\n") == "\ufeffone\r\ntwo\n"


@pytest.mark.parametrize(
    ("data", "cause"),
    [(b"", "the file is empty"), (b" \n\t\r\n", "nothing but white space")],
)
def test_empty_files(tmp_path: Path, data: bytes, cause: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)

    with pytest.raises(EmptyFile, match=cause):
        load(path)


def test_size_is_checked_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 2000)

    with pytest.raises(TooLarge, match=r"2,000 bytes, more than the limit of 1,999"):
        load(path, limit=1999)
    assert load(path, limit=2000) == b"x" * 2000


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="No such file"):
        load(tmp_path / "absent.txt")
    with pytest.raises(CorpusError, match="is a directory"):
        load(tmp_path)
