"""Small papers for the graph's tests, as fragments; what they say is invented."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from extraction.model import (
    Assertion,
    BeliefTerm,
    Chain,
    Claim,
    ClaimState,
    Entity,
    Evidence,
    EvidenceBase,
    Fragment,
    Measurement,
    MentionEdge,
    Paper,
    ProjectedEdge,
    Projection,
    ReferenceNode,
    SentenceNode,
)

LABELS = ("Material", "Interphase", "Role", "Mechanism", "Property", "Performance", "Factor")


def entity(entity_id: str, name: str | None = None, **properties: Any) -> Entity:
    """An entity whose label is that of its id; grounded unless said otherwise."""
    prefix, _, slug = entity_id.partition(":")
    return Entity(
        **{"id": entity_id, "label": prefix.capitalize(), "name": name or slug, "grounded": True} | properties
    )


LII = entity("material:LiI", "LiI", formula="LiI", elements=("Li", "I"), synonyms=("lithium iodide",))
LIF = entity("material:LiF", "LiF", formula="LiF", elements=("Li", "F"), synonyms=("lithium fluoride",))
CO = entity("material:CO", "CO", formula="CO", elements=("C", "O"), synonyms=("carbon monoxide",))
COBALT = entity("material:Co", "Co", formula="Co", elements=("Co",), synonyms=("cobalt",))
SEI = entity("interphase:SEI", "SEI", synonyms=("solid electrolyte interphase",))
LII_LAYER = entity("interphase:LiI-interphase", "LiI interphase", parents=("interphase:SEI",))
BLOCKER = entity("role:electron-blocking-layer", "electron-blocking layer", definition="Keeps electrons out.")
DENDRITES = entity("mechanism:dendrite-growth", "dendrite growth", synonyms=("dendrite formation",))
CCD = entity(
    "performance:critical-current-density",
    "critical current density",
    synonyms=("CCD",),
    iri="https://w3id.org/emmo#EMMO_ccd",
)
RESISTANCE = entity("property:interfacial-resistance", "interfacial resistance")
WARMTH = entity("factor:gentle-warming", "gentle warming", grounded=False)


def paper(name: str, **properties: Any) -> Paper:
    """A paper's head."""
    head = {
        "id": f"paper:{name}",
        "name": name,
        "file": f"{name}.md",
        "sha256": "0" * 60 + name[:4].rjust(4, "0"),
    }
    return Paper(**head | properties)


def sentence(paper_id: str, number: int, text: str, references: tuple[str, ...] = ()) -> SentenceNode:
    """The paper's sentence of this number, a hundred characters a sentence."""
    return SentenceNode(
        id=f"sentence:{paper_id.removeprefix('paper:')}-{number}",
        paper_id=paper_id,
        text=text,
        start=100 * number,
        end=100 * number + len(text),
        section="Results",
        kind="prose",
        paragraph=number // 3,
        references=references,
    )


def mention(where: SentenceNode, what: Entity, text: str) -> MentionEdge:
    """Where the sentence has the entity under this text."""
    start = where.start + where.text.index(text)
    return MentionEdge(sentence_id=where.id, entity_id=what.id, text=text, start=start, end=start + len(text))


def evidence(where: SentenceNode, **properties: Any) -> Evidence:
    """The sentence's support for something."""
    return Evidence(
        sentence_id=where.id, paper_id=where.paper_id, **{"rule": "by-hand", "score": 0.9} | properties
    )


def claim(
    cause: Entity, sign: str, effect: Entity, *support: Evidence, about: Entity | None = None, **more: Any
) -> Claim:
    """A claim whose id follows from what it says."""
    verb = "raises" if sign == "+" else "lowers"
    key = f"claim:{cause.id}{sign}{effect.id}{'@' + about.id if about else ''}"
    key += "!" if more.get("negated") else ""
    return Claim(
        id=key,
        name=f"{cause.name} {verb} {effect.name}",
        cause_id=cause.id,
        effect_id=effect.id,
        sign=sign,  # type: ignore[arg-type]
        about_id=about.id if about else None,
        evidence=support,
        **more,
    )


def assertion(kind: str, subject: Entity, target: Entity, *support: Evidence) -> Assertion:
    """A statement of role, composition or kind."""
    key = f"assertion:{kind}:{subject.id}:{target.id}"
    return Assertion(id=key, kind=kind, subject_id=subject.id, object_id=target.id, evidence=support)  # type: ignore[arg-type]


def iodide_paper() -> Fragment:
    """LiI as an electron-blocking layer that holds dendrites back, with a measured current density."""
    head = paper(
        "iodide", title="An iodide layer", doi="10.1/iodide", year=2021, authors=("A. Sample", "B. Specimen")
    )
    work = ReferenceNode(
        id="doi:10.1/older", paper_id=head.id, number=7, text="Older work, 2010", doi="10.1/older"
    )
    first = sentence(head.id, 1, "LiI serves as electron-blocking layer in the LiI interphase.")
    second = sentence(head.id, 2, "The electron-blocking layer slows dendrite growth in LiI [7].", (work.id,))
    third = sentence(head.id, 3, "Without dendrite growth the CCD reaches 1.5 to 2 mA/cm2.")
    measured = Measurement(
        id="measurement:iodide-1",
        name="critical current density 1.5 to 2 mA/cm^2",
        of_id=LII.id,
        property_id=CCD.id,
        value=1.5,
        value_max=2.0,
        unit="mA/cm^2",
        si_value=15.0,
        si_value_max=20.0,
        si_unit="A/m^2",
        conditions=("25 °C",),
        text="1.5 to 2 mA/cm2",
        evidence=evidence(third),
    )
    return Fragment(
        paper=head,
        references=(work,),
        sentences=(first, second, third),
        entities=(LII, SEI, LII_LAYER, BLOCKER, DENDRITES, CCD),
        mentions=(
            mention(first, LII, "LiI"),
            mention(first, BLOCKER, "electron-blocking layer"),
            mention(first, LII_LAYER, "LiI interphase"),
            mention(second, BLOCKER, "electron-blocking layer"),
            mention(second, DENDRITES, "dendrite growth"),
            mention(third, CCD, "CCD"),
        ),
        assertions=(
            assertion("role", LII, BLOCKER, evidence(first)),
            assertion("component", LII, LII_LAYER, evidence(first, rule="rich-in", score=0.8)),
        ),
        claims=(
            claim(
                BLOCKER,
                "-",
                DENDRITES,
                evidence(second, cited=True, cue="slows", references=(work.id,)),
                about=LII,
            ),
            claim(DENDRITES, "-", CCD, evidence(third, status="hedged", cue="without"), about=LII),
        ),
        measurements=(measured,),
    )


def fluoride_paper() -> Fragment:
    """LiF in the SEI; agrees with the iodide paper on one claim and cites the same work by another number."""
    head = paper("fluoride", title="Fluoride in the interphase", year=2023, kind="review")
    work = ReferenceNode(
        id="doi:10.1/older", paper_id=head.id, number=3, text="An older work (2010)", doi="10.1/older"
    )
    first = sentence(head.id, 1, "The SEI holds LiF, a lithium halide.")
    second = sentence(
        head.id, 2, "In LiI dendrite growth lowers the critical current density [3].", (work.id,)
    )
    third = sentence(head.id, 3, "Gentle warming raises interfacial resistance; dendrite growth may too.")
    return Fragment(
        paper=head,
        references=(work,),
        sentences=(first, second, third),
        entities=(LIF, LII, SEI, DENDRITES, CCD, RESISTANCE, WARMTH),
        mentions=(
            mention(first, SEI, "SEI"),
            mention(first, LIF, "LiF"),
            mention(second, DENDRITES, "dendrite growth"),
            mention(second, LII, "LiI"),
            mention(third, WARMTH, "Gentle warming"),
        ),
        assertions=(assertion("component", LIF, SEI, evidence(first)),),
        claims=(
            claim(DENDRITES, "-", CCD, evidence(second, references=(work.id,)), about=LII),
            claim(WARMTH, "+", RESISTANCE, evidence(third)),
            claim(WARMTH, "-", RESISTANCE, evidence(third, status="negated"), negated=True),
        ),
    )


def gas_paper() -> Fragment:
    """CO and Co, which differ in case alone."""
    head = paper("gas")
    first = sentence(head.id, 1, "CO leaves the cell where Co dissolves.")
    return Fragment(
        paper=head,
        sentences=(first,),
        entities=(CO, COBALT),
        mentions=(mention(first, CO, "CO"), mention(first, COBALT, "Co")),
    )


def project(base: EvidenceBase) -> Projection:
    """A projection simple enough to check by hand: one term of 0.5 per paper, no chain across claims."""
    return Projection(
        aliases={item.id: item.synonyms for item in base.entities if item.synonyms},
        claims=tuple(_state(item) for item in base.claims),
        edges=(*_is_a(base.entities), *_asserted(base.assertions), *_affects(base.claims)),
        chains=tuple(_chains(base)),
    )


def _belief(support: Iterable[Evidence]) -> tuple[float, list[str]]:
    papers = sorted({item.paper_id for item in support})
    return 1 - 0.5 ** len(papers), papers


def _state(item: Claim) -> ClaimState:
    belief, papers = _belief(item.evidence)
    return ClaimState(
        claim_id=item.id,
        status="negated" if item.negated else "asserted",
        belief=belief,
        terms=tuple(BeliefTerm(paper_id=key, probability=0.5, reason="one paper") for key in papers),
        evidence_count=len(item.evidence),
        paper_count=len(papers),
    )


def _is_a(entities: Iterable[Entity]) -> list[ProjectedEdge]:
    held = {item.id for item in entities}
    return [
        ProjectedEdge(type="IS_A", source_id=item.id, target_id=parent)
        for item in entities
        for parent in item.parents
        if parent in held
    ]


def _asserted(assertions: Iterable[Assertion]) -> list[ProjectedEdge]:
    types = {"role": "HAS_ROLE", "component": "COMPONENT_OF", "is_a": "IS_A"}
    return [_edge(types[item.kind], item.subject_id, item.object_id, item.evidence) for item in assertions]


def _affects(claims: Iterable[Claim]) -> list[ProjectedEdge]:
    pairs: dict[tuple[str, str, Any], list[Claim]] = {}
    for item in claims:
        if not item.negated:
            pairs.setdefault((item.cause_id, item.effect_id, item.sign), []).append(item)
    return [
        _edge(
            "AFFECTS",
            cause,
            effect,
            tuple(support for item in found for support in item.evidence),
            sign=sign,
            claim_ids=tuple(sorted(item.id for item in found)),
        )
        for (cause, effect, sign), found in pairs.items()
    ]


def _edge(kind: str, source: str, target: str, support: tuple[Evidence, ...], **more: Any) -> ProjectedEdge:
    belief, papers = _belief(support)
    return ProjectedEdge(
        type=kind,
        source_id=source,
        target_id=target,
        belief=belief,
        evidence_count=len(support),
        paper_count=len(papers),
        sentence_ids=tuple(sorted({item.sentence_id for item in support})),
        **more,
    )


def _chains(base: EvidenceBase) -> Iterable[Chain]:
    """Two claims about one material, the effect of the first being the cause of the second."""
    roles = {(item.subject_id, item.object_id) for item in base.assertions if item.kind == "role"}
    for first in base.claims:
        for second in base.claims:
            about = first.about_id
            joined = about is not None and about == second.about_id and first.effect_id == second.cause_id
            if joined and (about, first.cause_id) in roles:
                support = (*first.evidence, *second.evidence)
                yield Chain(
                    id=f"chain:{about}|{first.id}|{second.id}",
                    material_id=str(about),
                    role_id=first.cause_id,
                    mechanism_ids=(first.effect_id,),
                    performance_id=second.effect_id,
                    sign="+" if first.sign == second.sign else "-",
                    belief=0.25,
                    claim_ids=(first.id, second.id),
                    sentence_ids=tuple(dict.fromkeys(item.sentence_id for item in support)),
                    span="papers" if len({item.paper_id for item in support}) > 1 else "paper",
                )
