"""What a paper says about itself, and YAML front matter that says it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from corpus.errors import Malformed
from corpus.readers.references import find_doi, tidy_doi

_FRONT = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a paper says about itself."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    doi: str | None = None
    year: int | None = None
    journal: str | None = None
    licence: str | None = None
    kind: str = "research"


def read(path: Path, source: str) -> tuple[Metadata | None, int]:
    """Read YAML front matter; return it with the offset behind it, or None and 0 where there is none."""
    match = _FRONT.match(source)
    if match is None:
        return None, 0
    try:
        fields = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError) as error:
        raise Malformed(path, f"the front matter is not YAML ({str(error).splitlines()[0]})") from error
    if fields is None:
        return None, match.end()
    if not isinstance(fields, Mapping):
        raise Malformed(path, "the front matter is not a list of `name: value` lines")
    return _from_fields({str(name).lower(): value for name, value in fields.items()}), match.end()


def _from_fields(fields: Mapping[str, object]) -> Metadata:
    doi, year = _text(fields.get("doi")), _text(fields.get("year") or fields.get("date"))
    digits = re.search(r"\d{4}", year or "")
    return Metadata(
        title=_text(fields.get("title")),
        authors=_names(fields.get("authors") or fields.get("author")),
        doi=(find_doi(doi) or tidy_doi(doi)) if doi else None,
        year=int(digits.group()) if digits else None,
        journal=_text(fields.get("journal")),
        licence=_text(fields.get("licence") or fields.get("license")),
        kind=_text(fields.get("kind")) or "research",
    )


def _text(value: object) -> str | None:
    return str(value).strip() or None if value is not None else None


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(name.strip() for name in re.split(r";|,| and ", value) if name.strip())
    if not isinstance(value, Sequence):
        return ()
    return tuple(str(_name_of(item)).strip() for item in value)


def _name_of(item: object) -> object:
    return item.get("name", "") if isinstance(item, Mapping) else item
