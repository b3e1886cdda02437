"""Changes that a sentence states: `lowers the resistance from 90 to 12 ohm` is two values, before and after.

Only where the words say so: a word of raising or lowering stands before "from", and the values go that way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from extraction.assembly.place import Place
from extraction.assembly.text import tidy
from extraction.assembly.wording import stem
from extraction.model import MeasurementRelation, Sign
from extraction.nlp.syntax import cue_classes

_ABOUT = r"\s+(?:(?:about|around|approximately|nearly|only|ca\.|≈|~)\s*)?"
#: How many words before "from" may say which way it goes.
_REACH = 14
_SIGNS: dict[str, Sign] = {"increase": "+", "decrease": "-"}


@dataclass(frozen=True, slots=True)
class Change:
    """A value before and after, in a unit; `effect` is the mention of what changes."""

    before: float
    after: float
    unit: str
    effect: str
    sides: tuple[tuple[int, str], ...]  #: the sentence's measurements by number, each with its side

    @property
    def sign(self) -> Sign:
        """Whether it rises or falls."""
        return "+" if self.after > self.before else "-"


def changes(place: Place) -> Iterator[Change]:
    """The sentence's changes of a property that it names."""
    said = list(enumerate(place.record.measurements))
    text = tidy(place.record.text)
    for number, one in said:
        if one.value_max is not None and one.property:
            change = Change(one.value, one.value_max, one.unit, one.property, ((number, "both"),))
            if _stated(text, rf"from{_ABOUT}{_written(place, one)}", change):
                yield change
    for (first, one), (second, other) in permutations(said, 2):
        if one.property and one.property == other.property and one.unit == other.unit:
            change = Change(
                one.value, other.value, one.unit, one.property, ((first, "before"), (second, "after"))
            )
            pattern = rf"from{_ABOUT}{_written(place, one)}"
            if one.quantity != other.quantity:
                pattern += rf"{_ABOUT}to{_ABOUT}{_written(place, other)}"
            elif first > second:
                continue
            if one.value_max is None and other.value_max is None and _stated(text, pattern, change):
                yield change


def _written(place: Place, relation: MeasurementRelation) -> str:
    mention = place.mention(relation.quantity)
    return re.escape(tidy(mention.normal or mention.text)) if mention else r"(?!)"


def _stated(text: str, pattern: str, change: Change) -> bool:
    found = re.search(rf"\b{pattern}", text)
    if found is None or change.before == change.after:
        return False
    words = re.findall(r"[A-Za-z]+", text[: found.start()])[-_REACH:]
    signs = [sign for word in words if (sign := _directions().get(stem(word.lower())))]
    return bool(signs) and signs[-1] == change.sign


@lru_cache(maxsize=1)
def _directions() -> dict[str, Sign]:
    """Stem -> which way it goes, of the words of raising and lowering in rules/cues.yml."""
    classes = cue_classes().items()
    return {stem(word): _SIGNS[name] for word, name in classes if name in _SIGNS and word.isalpha()}
