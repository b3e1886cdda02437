"""How one paper writes and takes its names: what differs in spelling alone is one name, as most of the paper has it.

Slips of the print are mended only here, where the same paper has the right form far more often.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from extraction.assembly.text import is_formula, one_edit_apart, slug, spelled
from extraction.assembly.wording import stems, turned, without_edges
from extraction.model import EntityType, SentenceRecord
from extraction.nlp.formula import parse
from extraction.spans import QUALITIES

#: Labels between which a reader wavers about one and the same name.
SISTERS = QUALITIES
#: A slip is at least so many times rarer than the right form; a letter amiss is one only in a name so long.
RARER, LONG = 3, 12
_WORD = re.compile(r"[a-z]{3}")
_JOINING_PLUS = re.compile(r"(?<=\w)\+(?=[A-Za-z])")
#: Signs that are printed or scanned for one another: `Lil` for LiI.
_ALIKE = str.maketrans("l1|", "iii")
_CHARGE = re.compile(r"(?<=[A-Za-z])\d?\+(?=[\s-]|$)")
_ADJECTIVE = re.compile(r"(?<=\w{4})iv$")

Named = tuple[str, str]  #: label and name
Key = tuple[str, str]  #: label, or "" of the sisters, and letters
NO_KEY: Key = ("", "")


@dataclass(frozen=True, slots=True)
class Spellings:
    """What the paper mostly calls a name, and which label it mostly has there."""

    _mended: Mapping[Named, Named] = field(default_factory=dict)
    _by_letters: Mapping[Key, Named] = field(default_factory=dict)
    _by_stems: Mapping[Key, Named] = field(default_factory=dict)

    def settled(self, label: str, name: str) -> Named:
        """(label, name) as most of the paper has it."""
        named = self._mended.get((label, name), (label, name))
        named = self._by_letters.get(_letters_key(*named), named)
        return self._by_stems.get(_stems_key(*named), named)

    def named(self, name: str) -> Named | None:
        """The label and name of what the paper elsewhere names as a mechanism, property or performance."""
        found = self.settled(SISTERS[0], name)
        return self._by_stems.get(_stems_key(*found)) or self._by_letters.get(_letters_key(*found))


def spellings(sentences: Iterable[SentenceRecord]) -> Spellings:
    """Count the paper's names; of equally frequent ones the first in the order of labels and letters."""
    counts: Counter[Named] = Counter()
    for mention in (mention for sentence in sentences for mention in sentence.entities):
        if mention.type is not EntityType.QUANTITY:
            name = wording(spelled(mention.canon or mention.normal or mention.text))
            counts[mention.type.value, name] += 1
    by_letters = _mostly(counts, _letters_key)
    settled: Counter[Named] = Counter()
    for named, count in counts.items():
        settled[by_letters.get(_letters_key(*named), named)] += count
    return Spellings(dict(_slips(counts)), by_letters, _mostly(settled, _stems_key))


def _mostly(counts: Mapping[Named, int], key_of: Callable[[str, str], Key]) -> Mapping[Key, Named]:
    groups: dict[Key, list[Named]] = {}
    for named in counts:
        groups.setdefault(key_of(*named), []).append(named)
    return {
        key: min(found, key=lambda one: (-counts[one], one)) for key, found in groups.items() if key != NO_KEY
    }


def wording(name: str) -> str:
    """The name as it is counted: no little words at its ends, `A of B` turned round."""
    return turned(without_edges(name))


def _letters_key(label: str, name: str) -> Key:
    """Names of one key have the same letters; case counts in names of substances unless they are long."""
    letters = _letters(slug(_plain(label, name)))
    if label == "Material" and (len(letters) > LONG or not is_formula(name)):
        letters = letters.lower() if len(letters) > LONG else letters
    elif is_formula(name) or not _WORD.search(name):
        return NO_KEY
    else:
        letters = letters.lower()
    return _group(label), f"{letters} {_marks(label, name)}"


def _stems_key(label: str, name: str) -> Key:
    """Names of one key have the same words but for their endings and the order of those before the last."""
    if is_formula(name) or not _WORD.search(name):
        return NO_KEY
    words = _plain(label, name).replace(" and ", "/").split()
    front = sorted(_ADJECTIVE.sub("", _word(word)) for word in words[:-1])
    return _group(label), f"{_letters(''.join([*front, _word(words[-1])]))} {_marks(label, name)}"


def _plain(label: str, name: str) -> str:
    """Without a plus that joins, and, of processes and properties, without charges: Na+ nucleation is sodium's."""
    joined = _JOINING_PLUS.sub("-", name)
    return _CHARGE.sub("", joined) if label in SISTERS else joined


def _group(label: str) -> str:
    return "" if label in SISTERS else label


def _marks(label: str, name: str) -> str:
    """The signs in a name that tell it from another of the same letters: shells, charges, layers."""
    return re.sub(r"[^@+/]" if label == "Material" else r"[^@+]", "", _plain(label, name))


def _word(word: str) -> str:
    """A word's stems; alternatives may stand either way round: `thermal/chemical stability`."""
    return "".join(sorted(stems(word)) if "/" in word else stems(word))


def _letters(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9α-ω]", "", text)


# --- slips -----------------------------------------------------------------------------------------


def _slips(counts: Mapping[Named, int]) -> Iterator[tuple[Named, Named]]:
    """Names of substances that are another's by a slip, with the right form."""
    groups: dict[str, list[str]] = {}
    for (label, name), _ in sorted(counts.items()):
        if label == "Material":
            for key in _slip_keys(name):
                groups.setdefault(key, []).append(name)
    for key, names in sorted(groups.items()):
        best = max(names, key=lambda name: (counts["Material", name], name))
        for name in names:
            often = counts["Material", best] >= RARER * counts["Material", name]
            if name != best and often and _slipped(key, name, best):
                yield ("Material", name), ("Material", best)


def _slipped(key: str, name: str, right: str) -> bool:
    """A letter amiss in a long word; a compound's formula in other signs or case, as `Lil` for LiI; a symbol
    with a rest of mark-up, as `/zn`."""
    if not key.startswith("alike "):
        return one_edit_apart(name, right)
    read = parse(right) if is_formula(right) else None
    if read is None:
        return False
    left_over = name.startswith("/") and name[1:].lower() == right.lower()
    return left_over or (len(read.elements) > 1 and len(right) > 2)


def _slip_keys(name: str) -> Iterator[str]:
    """Under which a name meets those that it may be a slip of."""
    if len(name) > 1 and re.search(r"[A-Z]|^/?[a-z]{2}$", name) and " " not in name:
        yield f"alike {name.strip('/').lower().translate(_ALIKE)}"
    if len(name) >= LONG and re.fullmatch(r"[a-z ]+", name):
        yield f"half {name[: len(name) // 2]}"
        yield f"half {name[-(len(name) // 2) :]}"
