"""Canonical names: what a mention is called once mark-up, plurals, short names and spelling are out of the way."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extraction.model import EntityType
from extraction.nlp.elements import symbols
from extraction.nlp.formula import looks_like_formula, parse
from extraction.nlp.lexicon import AMBIGUOUS, Entry, Lexicon, singular

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
#: A formula, and behind it a word that adds nothing to it: `Na3PS4 materials`, `FSI- anions`.
_BARE = re.compile(r"^(\S+)(?: materials?| SEs?| SSEs?|(?<=[+-]) (?:an|cat)?ions?)$")
_JOINED_WORDS = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)+")
#: What may be done with an element whose name stands before it.
_ADDED = frozenset({"doped", "substituted", "containing", "rich", "free", "deficient"})
#: `a-Si`; what `c-` means, cubic or crystalline, differs.
_AMORPHOUS = re.compile(r"^a-(?=[A-Z])")
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
    last = parts[-1] if parts[-1] in _ADDED else None
    found = [symbols().get(part.lower()) for part in (parts[:-1] if last else parts)]
    return "-".join([*map(str, found), *([last] if last else [])]) if all(found) else word


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
            named = self._class(surface) if entry.kind == "class" else None
            return named or entry.name, entry.id
        surface = tidy(self.long(surface))
        if type_ is EntityType.MATERIAL:
            return self._material(surface)
        return _plain(surface), None

    def _class(self, surface: str) -> str | None:
        """A class of substances by the words that the paper has for it, short ones spelled out; None where it has none. A
        class's own name is no broader or narrower than they are ("organic electrolyte")."""
        words = (singular(self._shorts.get(singular(w), w)) for w in self.long(surface).split())
        spelled = tidy(" ".join(words))
        return _plain(spelled) if re.search(r"[a-z]{4}", spelled) else None

    def _material(self, surface: str) -> tuple[str, str | None]:
        if surface.lower().startswith("pure "):
            return self.canon(EntityType.MATERIAL, surface[5:])
        surface = _JOINED_WORDS.sub(lambda found: _by_symbols(found[0]), surface)
        metal = _METAL.match(surface)
        if metal and parse(metal[1]):
            entry = self._lexicon.lookup("Material", metal[1])
            return metal[1], entry.id if entry else None
        if looks_like_formula(surface):
            return _AMORPHOUS.sub("amorphous ", surface), None
        bare = _BARE.match(surface)
        if bare and looks_like_formula(bare[1]):
            return _AMORPHOUS.sub("amorphous ", bare[1]), None
        formed = _FORM.match(surface)
        if formed:
            form, part = formed["form"].lower(), self._part(formed["rest"])
            return (part if form in part.split() else f"{form} {part}"), None
        tailed = _TAIL.match(surface)
        if tailed:
            return f"{self._part(tailed['rest'])} {singular(tailed['tail'])}", None
        return self._joined(surface) or _plain(surface), None

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
