"""Single characters: one code point for each sign, no invisible ones, no ligatures, no HTML entities."""

from __future__ import annotations

import html
import re

from corpus.normalise.draft import END, SUB, SUP, Draft, Piece, as_whole, dropped

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_ONE_TO_ONE = {
    **{ord(char): " " for char in _SPACES},
    **{ord(char): "-" for char in "\u2010\u2011\u2212\ufe63\uff0d"},
    **{ord(char): "\ufffd" for char in (SUB, SUP, END)},
    0x00B5: "μ",
    0x2126: "Ω",
    0x212B: "Å",
    0x2012: "–",
    0x2015: "—",
    0x223C: "~",
    0xFF5E: "~",
    0x2215: "/",
    0x2044: "/",
    0x22C5: "·",
    0x2219: "·",
    0x00B7: "·",
    0x2103: "℃",
    0xFF08: "(",
    0xFF09: ")",
}
_EXPANDED = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "℃": "°C"}
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_LONGER = re.compile("[" + "".join(_EXPANDED) + "]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def clean(draft: Draft) -> Draft:
    """Give each sign its one code point and take invisible characters out."""
    if "&" in draft.text:
        draft = draft.sub(_ENTITY, _decoded)
    if not draft.text.isascii():
        draft = draft.translate(_ONE_TO_ONE).sub(
            _LONGER, lambda match: as_whole(match, _EXPANDED[match.group()])
        )
    return draft.sub(_INVISIBLE, dropped)


def _decoded(match: re.Match[str]) -> tuple[Piece, ...] | None:
    text = html.unescape(match.group())
    return None if text == match.group() else as_whole(match, text)
