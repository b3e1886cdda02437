"""A quick view of a block without its mark-up, for rules that only look at words."""

from __future__ import annotations

import re

from corpus.wordlist import wordlist

_SCRIPTED_MARK = re.compile(r"(?:\^|<sup>)\[[^\[\]]{0,80}\](?:</sup>)?|\s?\[\d[\d,;\s–—a-z-]{0,80}\]")
_NOISE = re.compile(r"\*{1,3}|</?[a-z]{1,6}>|^#{1,6}\s+|^>\s?|\\(?=[*_\[\]#])|[\u200b\ufeff\u00ad]")
_SCRIPT_NOTE = re.compile(r"<sup>[^<]{0,40}</sup>|\^\{[^{}]{0,40}\}|\^[a-z*\d]\b|[¹²³⁴-⁹†‡§*]+")

#: Words that no sentence ends with.
_LINKING = wordlist(
    """
    a an the of in on at to for with by from as and or nor but than that which who whose where when
    while is are was were be been being has have had can could may might will would should must not
    between into onto over under through during via per its their this these those such both either
    towards toward within without upon against across among about around after before because if whether
    using due only also more most very until
    """
)
_OPEN_ENDS = ("et al.", "Fig.", "Figs.", "Eq.", "Ref.", "=", "≈", "/")
_LAST_WORD = re.compile(r"(?<![A-Za-z-])[a-z]+$")


def plain(text: str) -> str:
    """The text without emphasis, tags, heading signs and white space at its ends."""
    return _NOISE.sub("", text).strip()


def without_marks(text: str) -> str:
    """The plain text without citation marks."""
    return plain(_SCRIPTED_MARK.sub("", text))


def without_notes(text: str) -> str:
    """The plain text without raised letters, numbers and asterisks, as they stand behind authors' names."""
    return plain(_SCRIPT_NOTE.sub("", text))


def leads_on(words: str) -> bool:
    """Whether a text without marks stops where no sentence can: at a linking word, in open brackets."""
    last = _LAST_WORD.search(words)
    if last is not None and last.group() in _LINKING:
        return True
    return words.endswith(_OPEN_ENDS) or words.rfind("(") > words.rfind(")")
