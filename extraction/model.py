"""The one data model of extraction and assembly; what graph and api see of this package.

Three layers, each made from the one before:
  records    what one paper's sentences say (`SentenceRecord`, `PaperRecord`): the output of `lithograph extract`
  fragments  the same with names grounded, as nodes and evidence of one paper (`Fragment`): what the store keeps
  projection what follows from all papers' evidence together (`Projection`): droppable, rebuilt at any time
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Sign = Literal["+", "-"]
Status = Literal["asserted", "hedged", "negated"]


class EntityType(StrEnum):
    """Types of mentions; all but Quantity are labels of the graph."""

    MATERIAL = "Material"
    INTERPHASE = "Interphase"
    ROLE = "Role"
    MECHANISM = "Mechanism"
    PROPERTY = "Property"
    PERFORMANCE = "Performance"
    QUANTITY = "Quantity"


class Record(BaseModel):
    """Base of all records: frozen, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# --- records: what the sentences of one paper say -------------------------------------------------------------


class Mention(Record):
    """An entity as the sentence has it. `source[start:end] == text`, character for character."""

    id: str  #: "e1", ... within its sentence
    type: EntityType
    text: str
    start: int
    end: int
    canon: str  #: normal name: ASCII formula or the field's usual term
    normal: str = ""  #: the mention's text after normalisation (mark-up resolved)
    grounded: str | None = None  #: id in the lexicons, if the name is there


class FreeSpan(Record):
    """A cause or effect that is no entity."""

    start: int
    end: int
    text: str


class RoleRelation(Record):
    """The sentence says that the material serves as the role."""

    material: str
    role: str
    rule: str = ""
    score: float = 1.0


class ComponentRelation(Record):
    """The material is part of the interphase's composition."""

    component: str
    interphase: str
    rule: str = ""
    score: float = 1.0


class MeasurementRelation(Record):
    """A value that the sentence reports; `of`, `property` and `quantity` are mention ids."""

    of: str | None
    property: str | None
    quantity: str
    value: float
    value_max: float | None = None
    unit: str
    conditions: tuple[str, ...] = ()
    property_canon: str | None = None  #: where the property is only implied
    rule: str = ""
    score: float = 1.0
    flags: tuple[str, ...] = ()  #: what a reader of the value has to know: a bound, another reading of it


class ClaimRelation(Record):
    """A causal statement of one sentence."""

    cause: str | FreeSpan
    effect: str | FreeSpan
    sign: Sign
    status: Status = "asserted"
    material: str | None = None
    cause_sign: Sign = "+"
    cue: str = ""
    references: tuple[int, ...] = ()  #: works that the sentence credits
    rule: str = ""
    score: float = 1.0


class SentenceRecord(Record):
    """One sentence with all that was read out of it: a line of extraction-output."""

    doc: str
    start: int
    end: int
    section: str | None
    text: str  #: normalised
    kind: Literal["prose", "caption", "table"] = "prose"
    paragraph: int = 0  #: index of its passage in the document
    references: tuple[int, ...] = ()
    entities: tuple[Mention, ...] = ()
    roles: tuple[RoleRelation, ...] = ()
    components: tuple[ComponentRelation, ...] = ()
    measurements: tuple[MeasurementRelation, ...] = ()
    claims: tuple[ClaimRelation, ...] = ()


class Paper(Record):
    """An ingested document; `id` is `paper:` and its file's name without ending."""

    id: str
    name: str  #: file name without ending
    file: str
    sha256: str
    title: str | None = None
    doi: str | None = None
    year: int | None = None
    journal: str | None = None
    authors: tuple[str, ...] = ()
    licence: str | None = None
    kind: str = "research"


class CitedWork(Record):
    """A numbered entry of a paper's reference list."""

    number: int
    text: str
    doi: str | None = None


class PaperRecord(Record):
    """All that was read out of one paper."""

    paper: Paper
    references: tuple[CitedWork, ...] = ()
    sentences: tuple[SentenceRecord, ...] = ()


# --- fragments: one paper's share of the graph -----------------------------------------------------------------


class Entity(Record):
    """A node of the vocabulary labels. `id` is the lower-case label, a colon and a slug that keeps case where
    case carries meaning: `material:Co`, `material:CO`, `mechanism:dendrite-growth`."""

    id: str
    label: str  #: Material, Interphase, Role, Mechanism, Property, Performance or Factor (a cause or effect outside them)
    name: str
    grounded: bool = False  #: in the lexicons, not only in a text
    formula: str | None = None
    elements: tuple[str, ...] = ()
    kind: str | None = None
    synonyms: tuple[str, ...] = ()  #: from the lexicons
    definition: str | None = None
    iri: str | None = None
    parents: tuple[str, ...] = ()  #: ids, for IS_A


class SentenceNode(Record):
    """A passage that is evidence; id is `sentence:` and a hash of paper and offsets."""

    id: str
    paper_id: str
    text: str
    start: int
    end: int
    section: str | None
    kind: str
    paragraph: int
    references: tuple[str, ...] = ()  #: ids of the works that it cites


class ReferenceNode(Record):
    """A cited work; id is its DOI where known (`doi:...`), else its paper and number."""

    id: str
    paper_id: str
    number: int
    text: str
    doi: str | None = None


class MentionEdge(Record):
    """(Sentence)-[:MENTIONS]->(entity): where a node is named, and how."""

    sentence_id: str
    entity_id: str
    text: str  #: the surface, normalised
    start: int
    end: int


class Evidence(Record):
    """One sentence's support for an assertion or a claim."""

    sentence_id: str
    paper_id: str
    status: Status = "asserted"
    rule: str = ""
    score: float = 1.0  #: the reader's own confidence, 0 to 1
    cited: bool = False  #: the paper credits another work with it
    cue: str = ""
    references: tuple[str, ...] = ()
    before: float | None = None  #: the effect's value before and after, where the sentence gives both
    after: float | None = None
    change_unit: str | None = None
    change_ratio: float | None = None  #: after / before


class Assertion(Record):
    """A role or composition statement with the evidence of one paper; id by content."""

    id: str
    kind: Literal["role", "component", "is_a"]
    subject_id: str
    object_id: str
    evidence: tuple[Evidence, ...]


class Claim(Record):
    """One causal statement with the evidence of one paper; id by content (cause, signs, effect, about, negated)."""

    id: str
    name: str
    cause_id: str
    effect_id: str
    sign: Sign
    cause_sign: Sign = "+"
    negated: bool = False
    about_id: str | None = None
    evidence: tuple[Evidence, ...]


class Measurement(Record):
    """One reported value; conditions are as written, with SI beside where the unit is known.

    `temperature` is in K, `current_density` in A/m^2, `specific_current` in A/kg, `c_rate` in 1/h; `..._max` is the
    upper end of a range.
    """

    id: str
    name: str
    of_id: str | None
    property_id: str | None
    value: float
    value_max: float | None = None
    unit: str
    si_value: float | None = None
    si_value_max: float | None = None
    si_unit: str | None = None
    conditions: tuple[str, ...] = ()
    temperature: float | None = None
    temperature_max: float | None = None
    current_density: float | None = None
    current_density_max: float | None = None
    specific_current: float | None = None
    specific_current_max: float | None = None
    c_rate: float | None = None
    c_rate_max: float | None = None
    cycle_number: float | None = None
    cycle_number_max: float | None = None
    electrolyte: str | None = None
    counter_electrode: str | None = None
    side: str | None = None  #: of a change: before or after
    text: str
    flags: tuple[str, ...] = ()  #: what is odd about it, e.g. a unit that doesn't fit the property
    evidence: Evidence


class Fragment(Record):
    """What one paper adds to the graph."""

    paper: Paper
    references: tuple[ReferenceNode, ...] = ()
    sentences: tuple[SentenceNode, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[MentionEdge, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    claims: tuple[Claim, ...] = ()
    measurements: tuple[Measurement, ...] = ()


# --- projection: what follows from all evidence together --------------------------------------------------------


class BeliefTerm(Record):
    """One paper's term in a belief: `1 - belief = product of (1 - probability)` over papers."""

    paper_id: str
    probability: Annotated[float, Field(ge=0, le=1)]
    reason: str


class ClaimState(Record):
    """What all evidence together says of a claim."""

    claim_id: str
    status: Status
    belief: Annotated[float, Field(ge=0, le=1)]
    terms: tuple[BeliefTerm, ...]
    evidence_count: int
    paper_count: int


class ProjectedEdge(Record):
    """HAS_ROLE, COMPONENT_OF, IS_A, AFFECTS, ACTS_THROUGH, LEADS_TO, CONTRADICTS or REFINES.

    `material_id` is set for ACTS_THROUGH and LEADS_TO, `sign` for AFFECTS, ACTS_THROUGH and LEADS_TO.
    """

    type: str
    source_id: str
    target_id: str
    material_id: str | None = None
    sign: Sign | None = None
    belief: float = 1.0
    evidence_count: int = 0
    paper_count: int = 0
    claim_ids: tuple[str, ...] = ()
    sentence_ids: tuple[str, ...] = ()


class Chain(Record):
    """material -> role -> mechanism -> performance, each hop evidenced for this very material."""

    id: str
    material_id: str
    role_id: str | None
    mechanism_ids: tuple[str, ...]
    performance_id: str
    sign: Sign
    belief: float
    claim_ids: tuple[str, ...]
    sentence_ids: tuple[str, ...]
    span: Literal["sentence", "paragraph", "paper", "papers"]


class Projection(Record):
    """All that is derived; replaces the projection before it."""

    aliases: dict[str, tuple[str, ...]] = {}
    claims: tuple[ClaimState, ...] = ()
    edges: tuple[ProjectedEdge, ...] = ()
    chains: tuple[Chain, ...] = ()


class EvidenceBase(Record):
    """What the projection is computed from: read back from the store, in any order."""

    sentences: tuple[SentenceNode, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[MentionEdge, ...] = ()
    assertions: tuple[Assertion, ...] = ()  #: evidence of all papers merged
    claims: tuple[Claim, ...] = ()
    paper_kinds: dict[str, str] = {}
    paper_dois: dict[
        str, str
    ] = {}  #: where known: a review that credits a paper of the graph adds nothing to it
