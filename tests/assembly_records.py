"""Records of small invented papers for the tests of assembly, written by the names that a sentence holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from extraction.model import (
    CitedWork,
    ClaimRelation,
    ComponentRelation,
    EntityType,
    FreeSpan,
    MeasurementRelation,
    Mention,
    Paper,
    PaperRecord,
    RoleRelation,
    SentenceRecord,
)
from extraction.nlp.lexicon import Entry, Lexicon

TYPES = {
    "Mat": EntityType.MATERIAL,
    "Int": EntityType.INTERPHASE,
    "Role": EntityType.ROLE,
    "Mech": EntityType.MECHANISM,
    "Prop": EntityType.PROPERTY,
    "Perf": EntityType.PERFORMANCE,
    "Qty": EntityType.QUANTITY,
}


def _entry(entry_id: str, name: str, *synonyms: str, parent: str = "", **more: Any) -> Entry:
    label = entry_id.partition(":")[0].capitalize()
    return Entry(entry_id, label, name, synonyms, parents=(parent,) if parent else (), **more)


#: A vocabulary small enough to see through.
LEXICON = Lexicon(
    [
        _entry(
            "material:Li", "Li", "lithium", "Li metal", formula="Li", kind="element", parent="material:metal"
        ),
        _entry("material:metal", "metal", kind="class"),
        _entry("material:LiF", "LiF", "lithium fluoride", formula="LiF", kind="compound"),
        _entry("material:LiI", "LiI", "lithium iodide", formula="LiI", kind="compound"),
        _entry("material:Co", "Co", "cobalt", formula="Co", kind="element", parent="material:metal"),
        _entry("material:CO", "CO", "carbon monoxide", formula="CO", kind="compound"),
        _entry("material:Cl", "Cl", "chlorine", formula="Cl", kind="element"),
        _entry("material:Cl-minus", "Cl-", "chloride ion", formula="Cl-", kind="ion"),
        _entry("material:Si", "Si", "silicon", formula="Si", kind="element"),
        _entry("material:V2O5", "V2O5", "vanadium pentoxide", formula="V2O5", kind="compound"),
        _entry("material:LLZO", "Li7La3Zr2O12", "LLZO", formula="Li7La3Zr2O12", parent="material:garnet"),
        _entry(
            "material:Nb-LLZO",
            "Li6.75La3Zr1.75Nb0.25O12",
            "Nb-doped LLZO",
            formula="Li6.75La3Zr1.75Nb0.25O12",
        ),
        _entry("material:garnet", "garnet electrolyte", "garnets", kind="class"),
        _entry("material:Li2S-P2S5", "Li2S-P2S5", "75Li2S-25P2S5", kind="glass"),
        _entry("material:glass", "glass", kind="class"),
        _entry("interphase:interphase", "interphase"),
        _entry("interphase:interface", "interface"),
        _entry("interphase:sei", "SEI", "solid electrolyte interphase", parent="interphase:interphase"),
        _entry("interphase:lif-rich-sei", "LiF-rich SEI", parent="interphase:sei"),
        _entry("role:coating", "coating", "coating layer"),
        _entry("role:blocker", "electron-blocking layer", "electron blocker"),
        _entry("role:anode", "anode"),
        _entry(
            "mechanism:dendrite-growth", "dendrite growth", "dendrite", parent="mechanism:metal-deposition"
        ),
        _entry("mechanism:metal-deposition", "metal deposition"),
        _entry("mechanism:electron-injection", "electron injection"),
        _entry("mechanism:void-formation", "void formation", "voids"),
        _entry(
            "property:ionic-conductivity", "ionic conductivity", "Li-ion conductivity", definition="Ease."
        ),
        _entry("property:wettability", "wettability"),
        _entry("property:area-specific-resistance", "area-specific resistance", "ASR"),
        _entry("property:thermal-stability", "thermal stability"),
        _entry("performance:cycle-life", "cycle life", "lifespan"),
        _entry("performance:capacity", "capacity"),
        _entry("performance:specific-capacity", "specific capacity", parent="performance:capacity"),
        _entry("performance:discharge-capacity", "discharge capacity", parent="performance:capacity"),
        _entry("performance:coulombic-efficiency", "Coulombic efficiency", "CE"),
        _entry("performance:short-circuit", "short circuit"),
    ]
)


def mentions(text: str, named: Iterable[str], offset: int = 0) -> tuple[Mention, ...]:
    """Mentions from `Type surface` or `Type surface = canon`, found in the text one after the other."""
    found = []
    for number, line in enumerate(named, 1):
        kind, _, rest = line.partition(" ")
        surface, _, canon = (part.strip() for part in rest.partition(" = "))
        start = offset + text.index(surface)
        found.append(
            Mention(
                id=f"e{number}",
                type=TYPES[kind],
                text=surface,
                start=start,
                end=start + len(surface),
                canon=canon or surface,
                normal=surface,
            )
        )
    return tuple(found)


class Said:
    """A sentence being written; relations name mentions by their surfaces, and free spans by `~text`."""

    def __init__(self, text: str, *named: str, start: int = 0, paragraph: int = 0, **more: Any) -> None:
        self.text, self.start, self.more = text, start, {"paragraph": paragraph, "section": None} | more
        self.entities = mentions(text, named, start)
        self.parts: dict[str, list[Any]] = {"roles": [], "components": [], "measurements": [], "claims": []}

    def id(self, surface: str) -> str:
        """The mention of this surface."""
        return next(m.id for m in self.entities if m.text == surface)

    def end(self, name: str) -> str | FreeSpan:
        """One end of a claim."""
        if not name.startswith("~"):
            return self.id(name)
        at = self.start + self.text.index(name[1:])
        return FreeSpan(start=at, end=at + len(name) - 1, text=name[1:])

    def role(self, material: str, role: str, **more: Any) -> Said:
        """The material serves as the role."""
        relation = RoleRelation(material=self.id(material), role=self.id(role), **more)
        self.parts["roles"].append(relation)
        return self

    def part(self, component: str, interphase: str, **more: Any) -> Said:
        """The material is part of the interphase."""
        ends = {"component": self.id(component), "interphase": self.id(interphase)}
        self.parts["components"].append(ComponentRelation(**ends, **more))
        return self

    def claim(self, cause: str, sign: str, effect: str, about: str | None = None, **more: Any) -> Said:
        """The cause raises or lowers the effect."""
        ends = {
            "cause": self.end(cause),
            "effect": self.end(effect),
            "material": self.id(about) if about else None,
        }
        self.parts["claims"].append(ClaimRelation(**ends, sign=sign, **more))
        return self

    def value(self, quantity: str, number: float, unit: str, **more: Any) -> Said:
        """A measurement; `of`, `property` and `conditions` by surface."""
        named = {key: self.id(more.pop(key)) if more.get(key) else None for key in ("of", "property")}
        conditions = tuple(self.id(surface) for surface in more.pop("conditions", ()))
        relation = MeasurementRelation(
            quantity=self.id(quantity), value=number, unit=unit, conditions=conditions, **named, **more
        )
        self.parts["measurements"].append(relation)
        return self

    def record(self, doc: str) -> SentenceRecord:
        """The sentence as the reader gives it out."""
        parts = {key: tuple(value) for key, value in self.parts.items()}
        end = self.start + len(self.text)
        return SentenceRecord(
            doc=doc, start=self.start, end=end, text=self.text, entities=self.entities, **parts, **self.more
        )


def paper(name: str, *said: Said, works: Iterable[CitedWork] = (), **head: Any) -> PaperRecord:
    """A paper of these sentences, a thousand characters each where they don't say where they start."""
    for number, sentence in enumerate(said):
        if number and not sentence.start:
            sentence.start = 1000 * number
            moved = [
                m.model_copy(update={"start": m.start + sentence.start, "end": m.end + sentence.start})
                for m in sentence.entities
            ]
            sentence.entities = tuple(moved)
    about = Paper(**{"id": f"paper:{name}", "name": name, "file": f"{name}.md", "sha256": "0" * 64} | head)
    return PaperRecord(paper=about, references=tuple(works), sentences=tuple(s.record(name) for s in said))
