"""A quick view of a block without its mark-up, for rules that only look at words."""

from __future__ import annotations

import re

_SCRIPTED_MARK = re.compile(r"(?:\^|<sup>)\[[^\[\]]{0,80}\](?:</sup>)?|\s?\[\d[\d,;\s–—a-z-]{0,80}\]")
_NOISE = re.compile(r"\*{1,3}|</?[a-z]{1,6}>|^#{1,6}\s+|^>\s?|\\(?=[*_\[\]#])|[\u200b\ufeff\u00ad]")
_SCRIPT_NOTE = re.compile(r"<sup>[^<]{0,40}</sup>|\^\{[^{}]{0,40}\}|\^[a-z*\d]\b|[¹²³⁴-⁹†‡§*]+")


def plain(text: str) -> str:
    """The text without emphasis, tags, heading signs and white space at its ends."""
    return _NOISE.sub("", text).strip()


def without_marks(text: str) -> str:
    """The plain text without citation marks."""
    return plain(_SCRIPTED_MARK.sub("", text))


def without_notes(text: str) -> str:
    """The plain text without raised letters, numbers and asterisks, as they stand behind authors' names."""
    return plain(_SCRIPT_NOTE.sub("", text))
