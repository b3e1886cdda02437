"""Canonical names: what a mention is called once mark-up, plurals, short names and spelling are out of the way."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extraction.model import EntityType
from extraction.nlp.elements import symbol
from extraction.nlp.formula import looks_like_formula, parse
from extraction.nlp.lexicon import AMBIGUOUS, Entry, Lexicon, keys, singular

_METAL = re.compile(r"^(?:metallic |metal )?([A-Z][a-z]?)(?:[- ]metals?| foils?| metal anodes?)?$")
_FORM = re.compile(
    r"^(?P<form>amorphous|crystalline|molten|liquid|solid|glassy|disordered|ordered|porous|mesoporous|nano|nanosized"
    r"|nanostructured|single[- ]crystal(?:line)?|polycrystalline|cubic|tetragonal|orthorhombic|monoclinic|layered|spinel"
    r"|garnet(?:-type)?|dead|fluorinated)"
    r"[- ](?P<rest>.+)$",
    re.I,
)
_TAIL = re.compile(
    r"^(?P<rest>.+?)[- ](?P<tail>glass(?:es)?|glass[- ]ceramics?|alloys?|composites?|nanoparticles?|nanosheets?|nanowires?"
    r"|nanotubes?|clusters?|crystallites?|foams?|films?|layers?|particles?|powders?|ions?|cations?|anions?)$"
)
_PURE = re.compile(r"^pure\s", re.IGNORECASE)
_JOINED_WORDS = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)+")
#: What may be done with an element whose name stands before it.
_ADDED = frozenset({"doped", "substituted", "modified", "containing", "rich", "free", "deficient"})
#: Elements that keep their names beside others: `silicon-carbon` is a composite, not the carbide.
_AMONG_WORDS = frozenset({"C", "O", "S", "N", "H"})
_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "‐": "-", "·": "·"})


def tidy(text: str) -> str:
    """A surface with one kind of dash and blank."""
    return re.sub(r"\s+", " ", text.translate(_DASHES)).strip(" ,;.")


def _plain(text: str) -> str:
    """Words in lower case and the last one singular; capitals that carry meaning stay."""
    words = text.split(" ")
    words = [w if re.search(r"[A-Z].*[A-Z]|\d|^[A-Z][a-z]?(?:[-/+]|$)", w) else w.lower() for w in words]
    words[-1] = singular(words[-1])
    return " ".join(words)


def _by_symbols(word: str) -> str:
    """`chromium-vanadium` -> `Cr-V`, `tin-substituted` -> `Sn-substituted`; the word itself where a part is no element."""
    parts = word.split("-")
    last = parts[-1] if parts[-1].lower() in _ADDED else None
    found = [symbol(part) for part in (parts[:-1] if last else parts)]
    known = [part for part in found if part and part not in _AMONG_WORDS]
    return "-".join([*known, *([last] if last else [])]) if len(known) == len(found) else word


def without_form(name: str) -> str:
    """A substance's name without the form that it begins with: `amorphous MoS3` -> `MoS3`."""
    formed = _FORM.match(name)
    return formed["rest"] if formed else name


class Namer:
    """Gives canonical names within one paper: by its short names, and by its names in words that have a formula
    (`apposition.formulas`)."""

    def __init__(
        self, lexicon: Lexicon, shorts: Mapping[str, str], formulas: Mapping[str, str] | None = None
    ) -> None:
        self._lexicon, self._shorts, self._formulas = lexicon, shorts, formulas or {}

    def long(self, text: str) -> str:
        """What a short name or a name in words stands for in this paper; the text itself otherwise."""
        name = singular(text)
        return self._shorts.get(name) or self._formulas.get(name.lower(), text)

    def ground(self, type_: EntityType, text: str) -> Entry | None:
        """The vocabulary entry that a mention names: as the paper's own short name, else as written.

        A short name that has several meanings has the paper's alone.
        """
        if type_ is EntityType.QUANTITY:
            return None
        surface = tidy(text)
        long = tidy(self.long(surface))
        entry = self._lexicon.lookup(type_.value, long)
        if entry is None and long != surface and surface not in AMBIGUOUS:
            entry = self._lexicon.lookup(type_.value, surface)
        return entry

    def canon(self, type_: EntityType, text: str) -> tuple[str, str | None]:
        """Canonical name and, where the vocabulary has it, the entry's id."""
        surface = tidy(text)
        if type_ is EntityType.QUANTITY:
            return surface, None
        entry = self.ground(type_, surface)
        if entry is not None:
            return self._class(entry, surface) if entry.kind == "class" else entry.name, entry.id
        surface = tidy(self.long(surface))
        if type_ is EntityType.MATERIAL:
            return self._material(surface)
        return _plain(surface), None

    def _class(self, entry: Entry, surface: str) -> str:
        """A class of substances by the words that the paper has for it, short ones spelled out, in the vocabulary's spelling:
        an "organic electrolyte" need be no liquid one. The entry's name where the paper has but a short one."""
        words = (singular(self._shorts.get(singular(w), w)) for w in self.long(surface).split())
        spelled = tidy(" ".join(words))
        if not re.search(r"[a-z]{4}", spelled):
            return entry.name
        compared = keys(spelled)
        return next((name for name in entry.surfaces() if keys(name) == compared), _plain(spelled))

    def _material(self, surface: str) -> tuple[str, str | None]:
        plainer = _JOINED_WORDS.sub(lambda found: _by_symbols(found[0]), _PURE.sub("", surface))
        if plainer != surface:
            return self.canon(EntityType.MATERIAL, plainer)
        metal = _METAL.match(surface)
        if metal and parse(metal[1]):
            entry = self._lexicon.lookup("Material", metal[1])
            return metal[1], entry.id if entry else None
        if looks_like_formula(surface):
            read = parse(surface)
            return f"amorphous {surface[2:]}" if read and read.form == "a" else surface, None
        rest, _, last = surface.rpartition(" ")
        if looks_like_formula(rest) and self._adds_nothing(rest, last):
            return self._material(rest)
        formed = _FORM.match(surface)
        if formed:
            form, part = formed["form"].lower(), self._part(formed["rest"])
            return (part if form in part.split() else f"{form} {part}"), None
        tailed = _TAIL.match(surface)
        if tailed:
            return f"{self._part(tailed['rest'])} {singular(tailed['tail'])}", None
        return self._joined(surface) or _plain(surface), None

    def _adds_nothing(self, formula: str, word: str) -> bool:
        """Whether a word behind a formula says no more of it: `Na3PS4 materials`, `PF6- anions`, `K2MgSi5O12 SEs`."""
        if formula[-1] in "+-":
            return singular(word.lower()) in ("ion", "anion", "cation")
        return singular(word.lower()) == "material" or self._part(word).endswith("electrolyte")

    def _joined(self, surface: str) -> str | None:
        """`LiI-LLZO` with every part by its own name, where all parts are formulas or short names of substances."""
        parts = surface.split("-")
        if len(parts) < 2 or not all(self._is_substance(part) for part in parts):
            return None
        return "-".join(self._part(part) for part in parts)

    def _is_substance(self, part: str) -> bool:
        if looks_like_formula(part):
            return True
        entry = self.ground(EntityType.MATERIAL, part) if len(part) > 1 and part not in AMBIGUOUS else None
        return entry is not None and bool(re.match(r"[A-Z]", part))

    def _part(self, text: str) -> str:
        return self.canon(EntityType.MATERIAL, text)[0]
