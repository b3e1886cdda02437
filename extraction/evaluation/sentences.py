"""Annotated and extracted sentences in one form: all offsets are the source's, all arguments are mentions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Line = Mapping[str, Any]


class UnfitLine(ValueError):
    """A line is no annotated sentence, or no sentence of the extraction's output."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the source; `type` is None for an argument that is no entity."""

    start: int
    end: int
    type: str | None
    text: str
    canon: str | None

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Link:
    """A material with its role, or a component with its interphase."""

    first: Mention | None
    second: Mention | None
    rule: str = ""
    score: float | None = None

    @property
    def anchor(self) -> Mention | None:
        """The argument that says which sentence it belongs to."""
        return self.first

    def __str__(self) -> str:
        return _shown(self.first, self.second)


@dataclass(frozen=True, slots=True)
class Measurement:
    """A value with its unit, what it is of and what it quantifies."""

    of: Mention | None
    attribute: Mention | None
    quantity: Mention | None
    value: float | None
    value_max: float | None
    unit: str | None
    rule: str = ""
    score: float | None = None

    @property
    def anchor(self) -> Mention | None:
        """The argument that says which sentence it belongs to."""
        return self.quantity

    def __str__(self) -> str:
        upper = "" if self.value_max is None else f" to {self.value_max}"
        return _shown(self.of, self.attribute, self.quantity, f"{self.value}{upper} {self.unit}")


@dataclass(frozen=True, slots=True)
class Claim:
    """A causal statement; `net` is the sign for more of the cause, `sign` the one written."""

    cause: Mention | None
    effect: Mention | None
    sign: str
    net: str
    status: str = "asserted"
    rule: str = ""
    score: float | None = None

    @property
    def anchor(self) -> Mention | None:
        """The argument that says which sentence it belongs to."""
        return self.cause

    def __str__(self) -> str:
        return f"{_shown(self.cause, self.sign, self.effect)} ({self.status})"


def _shown(*parts: Mention | str | None) -> str:
    return " | ".join(part.text if isinstance(part, Mention) else part or "–" for part in parts)


Statement = Link | Measurement | Claim
KINDS = ("roles", "components", "measurements", "claims")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what was annotated in it or read out of it."""

    id: str
    doc: str
    start: int
    end: int
    mentions: tuple[Mention, ...]
    statements: Mapping[str, tuple[Statement, ...]]


def annotated(line: Line) -> Sentence:
    """A line in the form of the annotation guideline; UnfitLine where it isn't."""
    return _sentence(line, _annotated_mention, _annotated_argument)


def extracted(line: Line) -> Sentence:
    """A line in the form of the extraction's output; UnfitLine where it isn't."""
    return _sentence(line, _extracted_mention, _extracted_argument)


def _annotated_mention(raw: Line, line: Line) -> Mention:
    start = line["start"] + raw["start"]
    return Mention(start, start + len(raw["text"]), raw["type"], raw["text"], raw.get("canon"))


def _annotated_argument(text: str, line: Line) -> Mention:
    """Words of the sentence; where it lacks them they stand just before its start plus their length."""
    start = line["start"] + line["text"].find(text)
    return Mention(start, start + len(text), None, text, text)


def _extracted_mention(raw: Line, _line: Line) -> Mention:
    return Mention(raw["start"], raw["end"], raw["type"], raw.get("text", ""), raw.get("canon"))


def _extracted_argument(raw: Any, _line: Line) -> Mention:
    if not isinstance(raw, Mapping):
        raise UnfitLine(f"{raw!r} is no entity of the sentence")
    text = raw.get("text", "")
    return Mention(raw["start"], raw["end"], None, text, text)


Find = Callable[[Any], Mention | None]


def _sentence(
    line: Line, mention: Callable[[Line, Line], Mention], argument: Callable[[Any, Line], Mention]
) -> Sentence:
    try:
        by_id = {raw["id"]: mention(raw, line) for raw in line.get("entities", ())}

        def find(value: Any) -> Mention | None:
            if isinstance(value, str) and value in by_id:
                return by_id[value]
            return None if value is None else argument(value, line)

        return Sentence(
            id=str(line.get("id") or f"{line['doc']}:{line['start']}"),
            doc=line["doc"],
            start=line["start"],
            end=line["end"],
            mentions=tuple(by_id.values()),
            statements={
                kind: tuple(_READERS[kind](raw, find) for raw in line.get(kind, ())) for kind in KINDS
            },
        )
    except KeyError as error:
        raise UnfitLine(f"it has no field {error}") from None
    except (TypeError, AttributeError) as error:
        raise UnfitLine(f"a field is of the wrong type ({error})") from None


def _role(raw: Line, find: Find) -> Link:
    return Link(find(raw["material"]), find(raw["role"]), *_origin(raw))


def _component(raw: Line, find: Find) -> Link:
    return Link(find(raw["component"]), find(raw["interphase"]), *_origin(raw))


def _measurement(raw: Line, find: Find) -> Measurement:
    return Measurement(
        find(raw.get("of")),
        find(raw.get("property")),
        find(raw["quantity"]),
        _number(raw["value"]),
        _number(raw.get("value_max")),
        raw["unit"],
        *_origin(raw),
    )


_OPPOSITE = {"+": "-", "-": "+"}


def _claim(raw: Line, find: Find) -> Claim:
    sign = raw["sign"]
    net = sign if raw.get("cause_sign", "+") == "+" else _OPPOSITE.get(sign, "")
    return Claim(
        find(raw["cause"]), find(raw["effect"]), sign, net, raw.get("status", "asserted"), *_origin(raw)
    )


_READERS: dict[str, Callable[[Line, Find], Statement]] = {
    "roles": _role,
    "components": _component,
    "measurements": _measurement,
    "claims": _claim,
}


def _number(value: Any) -> float | None:
    if value is not None and not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    return value


def _origin(raw: Line) -> tuple[str, float | None]:
    return raw.get("rule") or "", _number(raw.get("score"))
