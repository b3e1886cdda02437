"""What can be wrong with a paper's file; every message names the file, the cause and what to do."""

from __future__ import annotations

from pathlib import Path


class CorpusError(Exception):
    """A file that can't be read as a paper."""

    def __init__(self, path: Path | str, cause: str) -> None:
        super().__init__(f"{path}: {cause}")
        self.path = Path(path)
        self.cause = cause


class EmptyFile(CorpusError):
    """The file holds no text."""


class NotText(CorpusError):
    """The file is binary, whatever its name says."""


class WrongEncoding(CorpusError):
    """The file is text, but not UTF-8."""


class TooLarge(CorpusError):
    """The file is larger than a paper can be."""


class UnknownFormat(CorpusError):
    """No reader takes files with this ending."""


class Malformed(CorpusError):
    """The file breaks the rules of its own format (broken PDF, XML with entity expansion, ...)."""


class NoSentences(CorpusError):
    """The file has text, but none of it is prose."""
