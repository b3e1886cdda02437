"""Word lists and alternatives of patterns, written as plain text in the modules that use them."""

from __future__ import annotations

import re


def wordlist(text: str, separator: str | None = None) -> frozenset[str]:
    """The entries of a list that is written as one text, at white space or at a separator."""
    return frozenset(entry for part in text.split(separator) if (entry := " ".join(part.split())))


def any_of(*alternatives: str, before: str = "", flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """A pattern that matches any of several patterns, each behind the pattern `before`."""
    return re.compile(f"{before}(?:{'|'.join(alternatives)})", flags)
