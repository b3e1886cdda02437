"""Takes names of substances and interphases apart: a form in front, a shape behind, what an interphase is
made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from extraction.assembly.tables import rows
from extraction.assembly.words import words
from extraction.nlp.lexicon import singular

_TREATED = re.compile(
    r"^[\w.,/+@()]+-(?:doped|co-doped|substituted|coated|modified|decorated|infused|stabilized|stabilised|wrapped|"
    r"encapsulated|supported|grafted|filled|reinforced|rich|deficient|poor|containing|embedded|functionalized)$"
)
_MADE_OF = re.compile(
    r"^(?P<who>.+)-(?P<how>rich|based|containing|dominated|enriched|derived|dominant|reinforced)$"
)
_SIDES = re.compile(r"\s*(?:\|{1,2}|/{1,2})\s*")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_SAID_TWICE = re.compile(r"\b(SEI|CEI|interphase) (?:layer|film|membrane)$")
_SAME_HOW = {"enriched": "rich", "dominated": "rich", "dominant": "rich"}
_KIND = r"(?:solid[- ])?(?:interface|interphase|interfacial layer|interlayer)|SEI|CEI|layer|film"
_CLASS = re.compile(rf"^(?P<what>.+?)\s(?P<kind>{_KIND})$")


@lru_cache(maxsize=1)
def _same_forms() -> dict[str, tuple[str, str]]:
    """Word -> the word that means the same form, and where that stands (form: in front, tail: behind)."""
    return {row["word"]: (row["as"], row["place"]) for row in rows("same_forms")}


def one_form(name: str) -> str:
    """The name with its form said one way, in front or behind.

    >>> one_form("glassy V2O5"), one_form("V2O5 glassy"), one_form("nanosized Si")
    ('V2O5 glass', 'V2O5 glass', 'nano Si')
    """
    front, _, rest = name.partition(" ")
    before, _, last = name.rpartition(" ")
    for word, bare in ((front.lower(), rest), (last.lower(), before)):
        said, place = _same_forms().get(word, ("", ""))
        if said and bare:
            return f"{bare} {said}" if place == "tail" else f"{said} {bare}"
    return name


def split_form(name: str) -> tuple[str, str] | None:
    """The form in front and the substance: `amorphous V2O5`, `Nb-doped LLZO`; None where there is no form.

    >>> split_form("Nb-doped LLZO")
    ('Nb-doped', 'LLZO')
    """
    front, _, rest = name.partition(" ")
    if rest and (front.lower() in words("form") or _TREATED.match(front)):
        return (front if _TREATED.match(front) else _lowered(front)), rest
    return None


def split_tail(name: str) -> tuple[str, str] | None:
    """The substance and the shape behind it: `Si nanoparticles`, `ZIF-4 glass`.

    >>> split_tail("Si nanoparticles")
    ('Si', 'nanoparticle')
    """
    rest, _, tail = name.rpartition(" ")
    tail = singular(tail.lower())
    if tail == "ion" and not re.search(r"[+-]$", rest):
        return None
    return (rest, tail) if rest and tail in words("tail") else None


def heads(name: str) -> list[tuple[str, str]]:
    """What stands in front and the head behind it, the longest head first; English puts the kind last."""
    parts = name.split()
    return [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))]


def interphase_name(name: str, substance: Callable[[str], str | None]) -> str:
    """An interphase's name with its substances by their own names, and the two sides of an interface in
    order.

    `substance` gives a substance's canonical name, or None where a word is none.

    >>> interphase_name("Li/LLZO interface", {"LLZO": "Li7La3Zr2O12", "Li": "Li"}.get)
    'Li/Li7La3Zr2O12 interface'
    """
    name = _SAID_TWICE.sub(r"\1", name)
    found = _CLASS.match(name)
    sides = _sides(found["what"] if found else name, substance)
    if sides:
        return f"{'/'.join(sides)} {found['kind'] if found else 'interface'}"
    whole = _composition(found["what"], substance) if found else None
    if found and whole:
        return f"{whole} {found['kind']}"
    return " ".join(_made_of(word, substance) for word in name.split())


def _sides(what: str, substance: Callable[[str], str | None]) -> list[str]:
    """The two sides that meet, in order; a hyphen joins sides only where both are parts of a cell."""
    sides = [_side(side, substance) for side in _SIDES.split(what)]
    if len(sides) == 1:
        sides = [_side(side, substance) for side in _HYPHEN.split(what)]
        if not all(side in words("side") for side in sides):
            return []
    return sorted(sides) if len(sides) == 2 and all(sides) else []


def meets_electrolyte(name: str) -> bool:
    """Whether a name is of two parts of a cell that meet, one being the electrolyte: `anode/electrolyte`."""
    sides = {singular(side) for side in _SIDES.split(name)}
    return len(sides) == 2 and sides <= words("side") and bool(sides & {"electrolyte", "SE", "SSE"})


def _side(side: str, substance: Callable[[str], str | None]) -> str:
    return substance(side) or singular(side)


def _composition(what: str, substance: Callable[[str], str | None]) -> str | None:
    """What stands before the class word, if it is a substance or `substance-rich` as a whole."""
    found = _MADE_OF.match(what)
    who = substance(found["who"]) if found else substance(what)
    return f"{who}-{_how(found)}" if found and who else who


def _made_of(word: str, substance: Callable[[str], str | None]) -> str:
    found = _MADE_OF.match(word)
    return f"{substance(found['who']) or found['who']}-{_how(found)}" if found else word


def _how(found: re.Match[str]) -> str:
    return _SAME_HOW.get(found["how"], found["how"])


def _lowered(word: str) -> str:
    return word if re.fullmatch(r"\dD|[a-z]cc|hcp", word) else word.lower()
