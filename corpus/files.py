"""From a path to text: size, what the bytes really are, and their encoding, each wrong one with its cause."""

from __future__ import annotations

import codecs
from pathlib import Path

from corpus.errors import CorpusError, EmptyFile, NotText, TooLarge, WrongEncoding

LIMIT = 64 * 1024 * 1024  #: bytes; no paper is larger

_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"PK\x03\x04", "a ZIP archive (as .docx and .epub are)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a rich text document"),
    (b"%!PS", "a PostScript document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
)
_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1b\x85")
_SAMPLE = 65_536


def load(path: Path, limit: int = LIMIT) -> bytes:
    """Return the bytes of a file of at most `limit` bytes.

    Raises TooLarge, EmptyFile, and CorpusError where the file can't be opened.
    """
    try:
        if path.is_dir():
            raise CorpusError(path, "is a directory, not a paper")
        size = path.stat().st_size
        if size > limit:
            raise TooLarge(path, f"{size:,} bytes, more than the limit of {limit:,}")
        data = path.read_bytes()
    except OSError as error:
        raise CorpusError(path, error.strerror or str(error)) from error
    if not data.strip(b"\x00 \t\r\n\f\v" if not data.count(b"\x00") else b" \t\r\n\f\v"):
        raise EmptyFile(path, "the file is empty" if not data else "the file holds nothing but white space")
    return data


def decode(path: Path, data: bytes) -> str:
    """Decode UTF-8, line breaks and byte order mark as they are.

    Raises NotText and WrongEncoding.
    """
    known = next((what for signature, what in _SIGNATURES if data.startswith(signature)), None)
    if known:
        raise NotText(path, f"not text: it looks like {known}")
    if wide := _utf16(data):
        raise WrongEncoding(path, _advice(path, 0, "UTF-16", wide))
    if b"\x00" in data:
        raise NotText(path, f"not text: a NUL byte at offset {data.index(0)}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _undecodable(path, data, error.start) from error
    _refuse_controls(path, data)
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise EmptyFile(path, "the file holds nothing but white space")
    return text


def _utf16(data: bytes) -> str | None:
    """The name of the UTF-16 that the bytes are in, by their mark or by the zeros between ASCII letters."""
    for mark, name in _UTF16:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half >= 8 and max(even, odd) > 0.6 * half and min(even, odd) < 0.05 * half:
        return "utf-16le" if odd > even else "utf-16be"
    return None


def _undecodable(path: Path, data: bytes, at: int) -> CorpusError:
    if _share_of_controls(data) > 0.02:
        return NotText(path, f"not text: control bytes, the first undecodable byte at offset {at}")
    western = any(0x80 <= byte <= 0x9F for byte in data[:_SAMPLE])
    name, code = ("Windows-1252", "cp1252") if western else ("Latin-1", "latin1")
    return WrongEncoding(path, _advice(path, at, name, code))


def _advice(path: Path, at: int, name: str, code: str) -> str:
    fixed = f"{path.stem}.utf8{path.suffix}"
    return (
        f"not UTF-8 at byte {at}; looks like {name}; "
        f"convert it with: iconv -f {code} -t utf-8 '{path.name}' > '{fixed}'"
    )


def _share_of_controls(data: bytes) -> float:
    sample = data[:_SAMPLE]
    return sum(byte < 0x20 and byte not in _TEXT_CONTROLS for byte in sample) / max(1, len(sample))


def _refuse_controls(path: Path, data: bytes) -> None:
    if _share_of_controls(data) > 0.02:
        raise NotText(path, "not text: it is full of control characters")
