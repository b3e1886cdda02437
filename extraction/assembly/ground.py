"""From names to entities: the lexicons first, then a node of its own with what it is a kind of."""

from __future__ import annotations

import re
from functools import lru_cache

from extraction.assembly import functional
from extraction.assembly.compound_names import (
    heads,
    interphase_name,
    meets_electrolyte,
    one_form,
    split_form,
    split_tail,
)
from extraction.assembly.spellings import SISTERS, Spellings, wording
from extraction.assembly.steps import ground_parameters
from extraction.assembly.text import is_formula, slug, spelled, tidy, unordered
from extraction.assembly.wording import entry_by_letters, entry_by_stems
from extraction.assembly.words import is_contrary, label_by_ending, without_praise
from extraction.model import Entity, EntityType, Mention
from extraction.nlp.formula import SYMBOLS, Formula, looks_like_formula, parse
from extraction.nlp.lexicon import Entry, Lexicon, keys

_ARTICLES = re.compile(
    r"^(?:(?:the|a|an|this|that|these|those|such|its|their|our|both|all|any|some|other|also|thus|more)\s+)+",
    re.I,
)
_PRONOUNS = frozenset(
    ("the", "a", "an", "it", "its", "this", "that", "these", "those", "which", "they", "them", "he", "she")
) | frozenset(("we", "one", "ones", "former", "latter", "there", "both"))
_MARKS = re.compile(r"\s*\[[\d,\s–-]+\]")


@lru_cache(maxsize=4)
def _exact_names(lexicon: Lexicon) -> dict[tuple[str, str], Entry]:
    """Every surface as spelled: for names in which case, charge and order carry meaning."""
    found: dict[tuple[str, str], Entry] = {}
    for by_name in (True, False):
        for entry in lexicon.by_id.values():
            surfaces = (entry.name,) if by_name else tuple(entry.surfaces())
            for surface in surfaces:
                found.setdefault((entry.label, spelled(surface)), entry)
    for (label, name), entry in [item for item in found.items() if item[0][0] == "Material"]:
        found.setdefault((label, unordered(name)), entry)
    return found


def other_amounts(name: str, entry: Entry) -> bool:
    """Whether a formula that the lexicon lists as a synonym has amounts other than the entry's own."""
    mine = parse(name) if is_formula(name) else None
    its_name = entry.formula or entry.name
    its = parse(its_name) if is_formula(its_name) else None
    if mine is None or its is None or name in (entry.name, entry.formula):
        return False
    if mine.amounts and its.amounts:
        return mine.reduced != its.reduced or mine.charge != its.charge
    return bool(mine.parts) and re.search(r"\d", _coefficients(name, mine)) is not None


def _coefficients(name: str, formula: Formula) -> str:
    """What a composite's name has beyond its parts: `75Li2S-25P2S5` -> `75-25`."""
    for part in formula.parts:
        name = name.replace(part, "", 1)
    return name


class Grounder:
    """Gives the names of one paper their entities and keeps these, with all that they are kinds of."""

    def __init__(self, lexicon: Lexicon, paper: Spellings | None = None) -> None:
        self._lexicon = lexicon
        self._paper = paper or Spellings()
        self.entities: dict[str, Entity] = {}

    # --- what the steps ask for -------------------------------------------------------------------

    def mention(self, mention: Mention) -> Entity | None:
        """The entity of a mention; None for quantities and for mentions without a name."""
        if mention.type is EntityType.QUANTITY:
            return None
        label, canon = mention.type.value, spelled(mention.canon or mention.normal or mention.text)
        entry = self._entry(label, canon) or self._by_reader(mention) or self._by_surface(mention, canon)
        if entry:
            return self._known(entry)
        return self.name(label, canon) if slug(canon) else None

    def name(self, label: str, text: str) -> Entity:
        """The entity of a name: the lexicon's, or a node of its own that is marked as not grounded."""
        name = spelled(text)
        entry = self._entry(label, name) or self._sister(label, name)
        if entry:
            return self._known(entry)
        label, name = self._settled(label, name)
        entry = self._entry(label, name) or self._sister(label, name) or self._nearly(label, name)
        if entry:
            return self._known(entry)
        plain = self._praised(label, without_praise(name)) if without_praise(name) != name else None
        if plain:
            return plain
        if label == "Material":
            return self._material(name)
        return self._interphase(name) if label == "Interphase" else self._own(label, _lowered(name))

    def free(self, text: str) -> Entity | None:
        """The entity of a cause or effect that the reader left as text; None for pronouns and for nothing."""
        name = _ARTICLES.sub("", tidy(_MARKS.sub("", tidy(text))))
        if not slug(name) or name.lower() in _PRONOUNS:
            return None
        for candidate in dict.fromkeys((name, without_praise(name))):
            found = {e.id: e for label in SISTERS if (e := self._entry(label, candidate))}
            if len(found) == 1:
                return self._known(next(iter(found.values())))
        if len(name.split()) > ground_parameters().free_span_words:
            return None
        named = self._paper.named(wording(name))
        label = label_by_ending(_lowered(wording(name)).replace(" ", "-", 1))
        if named or label:
            return self.name(*named) if named else self.name(str(label), _lowered(name))
        return self._own("Factor", _lowered(name))

    def role_in(self, substance: Entity) -> str | None:
        """The role that a substance bears in its name."""
        return functional.role_in(substance.name, self._lexicon)

    def ancestors(self, entity_id: str) -> set[str]:
        """All ids above an entity of this paper."""
        found: set[str] = set()
        waiting = [entity_id]
        while waiting:
            parents = self.entities[waiting.pop()].parents
            waiting += [p for p in parents if p not in found]
            found.update(parents)
        return found

    # --- the lexicons -----------------------------------------------------------------------------

    def _entry(self, label: str, name: str) -> Entry | None:
        """The lexicon's entry of exactly this name; formulas also in case, charge and amounts."""
        names = _exact_names(self._lexicon)
        exact = names.get((label, name))
        if exact is None and label == "Material":
            exact = names.get((label, unordered(name)))
        if exact is None and not is_formula(name):
            exact = self._lexicon.lookup(label, name)
        return None if exact is None or (label == "Material" and other_amounts(name, exact)) else exact

    def _praised(self, label: str, name: str) -> Entity | None:
        """What is known by the name without its praise; a "high potential element" stays what it is."""
        entry = self._entry(label, name) or self._sister(label, name)
        if entry:
            return self._known(entry)
        return self._substance(name) if label == "Material" else None

    def _by_reader(self, mention: Mention) -> Entry | None:
        entry = self._lexicon.by_id.get(mention.grounded or "")
        return entry if entry and entry.label == mention.type.value else None

    def _by_surface(self, mention: Mention, canon: str) -> Entry | None:
        """By what stands in the text, unless the canonical name says more than that."""
        surface = spelled(mention.normal or mention.text)
        if is_formula(canon) or set(keys(canon)) > set(keys(surface)):
            return None
        return self._entry(mention.type.value, surface)

    def _sister(self, label: str, name: str) -> Entry | None:
        if label not in SISTERS:
            return None
        found = [e for sister in SISTERS if (e := self._entry(sister, name))]
        return found[0] if len(found) == 1 else None

    def _settled(self, label: str, name: str) -> tuple[str, str]:
        """As the paper mostly has it; a process or attribute of one word also by its ending, the same in all
        papers."""
        label, name = self._paper.settled(label, wording(name))
        if label == "Material":
            return label, one_form(name)
        if label == "Role" and meets_electrolyte(name):
            return "Interphase", name
        return (label_by_ending(_lowered(name)) or label if label in SISTERS else label), name

    def _nearly(self, label: str, name: str) -> Entry | None:
        """The entry that differs in what joins its words, or in their endings; substances and layers have no
        such endings."""
        entry = entry_by_letters(self._lexicon, label, name)
        if entry or label in ("Material", "Interphase"):
            return entry
        return entry_by_stems(self._lexicon, label, (name, without_praise(name)))

    def _known(self, entry: Entry) -> Entity:
        if entry.id in self.entities:
            return self.entities[entry.id]
        formula = entry.formula or _only_formula(entry.name)
        read = parse(formula) if formula and entry.label == "Material" else None
        parents = [
            p
            for p in entry.parents
            if p in self._lexicon.by_id and self._lexicon.by_id[p].label == entry.label
        ]
        parents += [p for p in self._parents_by_synonyms(entry) if p not in parents]
        self.entities[entry.id] = entity = Entity(
            id=entry.id,
            label=entry.label,
            name=entry.name,
            grounded=True,
            formula=formula if read else None,
            elements=_elements(read, entry.name) if entry.label == "Material" else (),
            kind=entry.kind,
            synonyms=entry.synonyms,
            definition=entry.definition,
            iri=entry.iri,
            parents=tuple(parents),
        )
        for parent in parents:
            self._known(self._lexicon.by_id[parent])
        return entity

    def _parents_by_synonyms(self, entry: Entry) -> list[str]:
        """The undoped or formless substance that a synonym names: `Nb-doped LLZO` is a kind of LLZO."""
        if entry.label != "Material":
            return []
        splits = [split_form(spelled(surface)) for surface in entry.surfaces()]
        bases = [self._entry("Material", split[1]) for split in splits if split]
        return list(dict.fromkeys(base.id for base in bases if base and base.id != entry.id))

    # --- nodes of their own -------------------------------------------------------------------------

    def _own(
        self, label: str, name: str, parents: tuple[str, ...] | None = None, kind: str | None = None
    ) -> Entity:
        key = f"{label.lower()}:{slug(unordered(name) if label == 'Material' else name)}"
        held = self._lexicon.by_id.get(key)
        if held:
            return self._known(held)
        if key not in self.entities:
            above = self._head(label, name) if parents is None else parents
            formula = _only_formula(name) if label == "Material" else None
            read = parse(formula) if formula else None
            self.entities[key] = Entity(
                id=key,
                label=label,
                name=name,
                formula=formula,
                elements=_elements(read, name) if label == "Material" else (),
                kind=kind,
                parents=tuple(p for p in above if p != key),
            )
        return self.entities[key]

    def _head(self, label: str, name: str) -> tuple[str, ...]:
        """The entry that a name's last words name, unless a word in front turns it into something else."""
        for front, head in heads(name):
            entry = self._entry(label, head)
            if entry and label != "Factor":
                turned = any(is_contrary(word) for word in front.split())
                return () if turned else (self._known(entry).id,)
        return ()

    def _material(self, name: str) -> Entity:
        if is_formula(name):
            return self._formula(name)
        front = split_form(name)
        base = self._substance(front[1]) if front else None
        if front and base:
            return self._formed(f"{front[0]} {base.name}", base)
        tail = split_tail(name)
        base = self._substance(tail[0]) if tail else None
        if tail and base:
            return base if tail[1] in ("phase", "ion") else self._formed(f"{base.name} {tail[1]}", base)
        return self._metal(name) or self._own("Material", name)

    def _formed(self, name: str, base: Entity) -> Entity:
        entry = self._entry("Material", name)
        return self._known(entry) if entry else self._own("Material", name, (base.id,))

    def _metal(self, name: str) -> Entity | None:
        """`Rb metal` is rubidium."""
        base, _, last = name.rpartition(" ")
        entry = self._entry("Material", base) if last == "metal" else None
        return self._known(entry) if entry and entry.kind == "element" else None

    def _substance(self, name: str) -> Entity | None:
        """The entity of a name that is surely a substance: in the lexicon, a formula, or a form of such."""
        entry = self._entry("Material", name)
        if entry:
            return self._known(entry)
        if is_formula(name):
            return self._formula(name)
        if split_form(name) or split_tail(name):
            entity = self._material(name)
            return entity if entity.parents else None
        return None

    def _formula(self, name: str) -> Entity:
        formula = parse(name)
        if formula is None:
            return self._own("Material", name)
        if formula.form == "a":
            return self.name("Material", f"amorphous {name[2:]}")
        listed = _exact_names(self._lexicon).get(("Material", name))
        above = [listed.id] if listed and listed.id in self._lexicon.by_id else []
        if listed:
            self._known(listed)
        broader = _broader(name, formula)
        if broader and not above:
            above.append(self.name("Material", broader).id)
        kind = "ion" if formula.charge else "composite" if formula.parts else "compound"
        return self._own("Material", name, tuple(above), kind)

    def _interphase(self, name: str) -> Entity:
        rewritten = interphase_name(name, self._substance_name)
        entry = self._entry("Interphase", rewritten)
        return self._known(entry) if entry else self._own("Interphase", rewritten)

    def _substance_name(self, word: str) -> str | None:
        entry = self._entry("Material", word)
        if entry:
            return entry.name
        return word if looks_like_formula(word) else None


def _broader(name: str, formula: Formula) -> str | None:
    """What a formula is a kind of by its writing alone: without its form, its amounts, its coating or its
    water."""
    if formula.form:
        return name[len(formula.form) + 1 :]
    if not formula.parts:
        return None
    if "@" in name or "·" in name:
        return formula.parts[0]
    family = "-".join(formula.parts)
    return family if family != name and "/" not in name else None


def _only_formula(name: str) -> str | None:
    """The formula in a name that holds exactly one."""
    if is_formula(name):
        return name
    found = [word for word in name.split() if looks_like_formula(word)]
    return found[0] if len(found) == 1 else None


def _elements(formula: Formula | None, name: str) -> tuple[str, ...]:
    """The elements of a formula, else those that a name holds by symbol or formula: `Si nanoparticle`."""
    if formula:
        return formula.elements
    found: dict[str, None] = {}
    for word in re.split(r"[\s/-]+", name):
        read = parse(word) if word in SYMBOLS or looks_like_formula(word) else None
        found.update(dict.fromkeys(read.elements if read else ()))
    return tuple(found)


def _lowered(name: str) -> str:
    """The name with a small letter in front, where the capital is but that of a sentence."""
    first = name.split(" ", 1)[0]
    return name[:1].lower() + name[1:] if re.fullmatch(r"[A-Z][a-z]{2,}(?:-[a-z]+)*", first) else name


__all__ = ["SISTERS", "Grounder", "other_amounts"]
