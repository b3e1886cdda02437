"""A small graph for the API's tests, in an embedded store; what its two papers say is invented.

`iodide` has a chain for LiI and names with every awkward character; `oxide`, a review, agrees with it on one
claim, contradicts it on another, and cites a work.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api import create_app
from extraction.model import (
    Assertion,
    BeliefTerm,
    Chain,
    Claim,
    ClaimState,
    Entity,
    Evidence,
    Fragment,
    Measurement,
    MentionEdge,
    Paper,
    ProjectedEdge,
    Projection,
    ReferenceNode,
    SentenceNode,
)
from graph.meta import write_meta
from graph.store import GraphStore, open_store
from graph.writer import replace_paper, replace_projection

LII = "material:LiI"
BLOCKER = "role:electron-blocking-layer"
DENDRITES = "mechanism:dendrite-growth"
CCD = "performance:critical-current-density"
GLASS = "material:Li2S-P2S5/LiI"
BLOCKS = "claim:blocks"
LOWERS = "claim:lowers"
RAISES = "claim:raises"
CHAIN = "chain:lii/1"

#: id, name, other names
ENTITIES = [
    (LII, "LiI", ["lithium iodide"]),
    (GLASS, "Li2S-P2S5/LiI", ["iodide glass"]),
    ("material:LiNi0.8Co0.1Mn0.1O2", "LiNi0.8Co0.1Mn0.1O2", ["NMC811"]),
    ("material:(PO4)", "(PO4)", []),
    ("material:Li1+xAlxTi2-x(PO4)3", "Li1+xAlxTi2-x(PO4)3", ["LATP"]),
    ("material:Co", "Co", ["cobalt"]),
    ("material:CO", "CO", ["carbon monoxide"]),
    ("interphase:LLZO/Li", "LLZO/Li interface", []),
    (BLOCKER, "electron-blocking layer", []),
    (DENDRITES, "dendrite growth", ["dendrite formation"]),
    ("property:wetting?", "wetting?", []),
    (CCD, "critical current density", ["CCD"]),
    ("factor:warm & dry days", "warm & dry days", []),
]


def entities() -> tuple[Entity, ...]:
    """All entities; only the factor is not of the vocabulary."""
    return tuple(
        Entity(
            id=key,
            label=key.partition(":")[0].capitalize(),
            name=name,
            grounded=not key.startswith("factor"),
            formula=name if key.startswith("material") else None,
            synonyms=tuple(others),
        )
        for key, name, others in ENTITIES
    )


def sentence(paper: str, number: int, text: str, references: tuple[str, ...] = ()) -> SentenceNode:
    """A sentence of the paper, at a hundred times its number."""
    return SentenceNode(
        id=f"sentence:{paper}-{number}",
        paper_id=f"paper:{paper}",
        text=text,
        start=100 * number,
        end=100 * number + len(text),
        section="Results",
        kind="prose",
        paragraph=0,
        references=references,
    )


def support(where: SentenceNode, **more: Any) -> Evidence:
    """The sentence as evidence."""
    return Evidence(sentence_id=where.id, paper_id=where.paper_id, **{"rule": "by-hand", "score": 0.9} | more)


def named(where: SentenceNode, entity_id: str, text: str) -> MentionEdge:
    """Where the sentence has the entity under this text."""
    start = where.start + where.text.index(text)
    return MentionEdge(
        sentence_id=where.id, entity_id=entity_id, text=text, start=start, end=start + len(text)
    )


def claim(key: str, name: str, ends: tuple[str, str, str], *evidence: Evidence, **more: Any) -> Claim:
    """A claim about LiI unless said otherwise; `ends` are cause, sign, effect."""
    cause, sign, effect = ends
    properties: dict[str, Any] = {"about_id": LII} | more
    return Claim(
        id=key,
        name=name,
        cause_id=cause,
        effect_id=effect,
        sign=sign,  # type: ignore[arg-type]
        evidence=evidence,
        **properties,
    )


def iodide() -> Fragment:
    """The research paper."""
    first = sentence("iodide", 1, "LiI is an electron-blocking layer at the LLZO/Li interface.")
    second = sentence("iodide", 2, "The electron-blocking layer suppresses dendrite growth.")
    third = sentence("iodide", 3, "Dendrite growth lowers the CCD of LiI to 1.5 to 2 mA/cm2 at 25 °C.")
    measured = Measurement(
        id="measurement:1",
        name="critical current density 1.5 to 2 mA/cm^2",
        of_id=LII,
        property_id=CCD,
        value=1.5,
        value_max=2.0,
        unit="mA/cm^2",
        si_value=15.0,
        si_value_max=20.0,
        si_unit="A/m^2",
        conditions=("25 °C",),
        text="1.5 to 2 mA/cm2",
        evidence=support(third),
    )
    return Fragment(
        paper=Paper(
            id="paper:iodide",
            name="iodide",
            file="iodide.md",
            sha256="1" * 64,
            title="An iodide layer",
            doi="10.1/iodide",
            year=2021,
            authors=("A. Sample", "B. Specimen"),
        ),
        sentences=(first, second, third),
        entities=entities(),
        mentions=(
            named(first, LII, "LiI"),
            named(first, BLOCKER, "electron-blocking layer"),
            named(second, BLOCKER, "electron-blocking layer"),
            named(second, DENDRITES, "dendrite growth"),
            named(third, CCD, "CCD"),
        ),
        assertions=(
            Assertion(
                id="assertion:role",
                kind="role",
                subject_id=LII,
                object_id=BLOCKER,
                evidence=(support(first),),
            ),
            Assertion(
                id="assertion:part",
                kind="component",
                subject_id=LII,
                object_id="interphase:LLZO/Li",
                evidence=(support(first),),
            ),
        ),
        claims=(
            claim(
                BLOCKS,
                "electron-blocking layer lowers dendrite growth",
                (BLOCKER, "-", DENDRITES),
                support(second, cue="suppresses"),
            ),
            claim(
                LOWERS,
                "dendrite growth lowers CCD",
                (DENDRITES, "-", CCD),
                support(third, cue="lowers"),
            ),
        ),
        measurements=(measured,),
    )


def oxide() -> Fragment:
    """The review."""
    work = ReferenceNode(
        id="doi:10.1/older", paper_id="paper:oxide", number=7, text="Older work, 2010", doi="10.1/older"
    )
    first = sentence("oxide", 1, "Dendrite growth may lower the CCD [7].", (work.id,))
    second = sentence("oxide", 2, "On warm & dry days dendrite growth raises the CCD.")
    return Fragment(
        paper=Paper(
            id="paper:oxide", name="oxide", file="oxide.txt", sha256="2" * 64, year=2023, kind="review"
        ),
        references=(work,),
        sentences=(first, second),
        entities=entities(),
        mentions=(named(second, DENDRITES, "dendrite growth"),),
        claims=(
            claim(
                LOWERS,
                "dendrite growth lowers CCD",
                (DENDRITES, "-", CCD),
                support(first, cited=True, cue="lower", status="hedged", references=(work.id,)),
            ),
            claim(
                RAISES,
                "dendrite growth raises CCD",
                (DENDRITES, "+", CCD),
                support(second, cue="raises"),
                about_id=None,
            ),
        ),
    )


def state(key: str, belief: float, *papers: str) -> ClaimState:
    """What all evidence says of a claim: each paper with a half."""
    terms = tuple(BeliefTerm(paper_id=paper, probability=0.5, reason="by hand") for paper in papers)
    return ClaimState(
        claim_id=key,
        status="asserted",
        belief=belief,
        terms=terms,
        evidence_count=len(papers),
        paper_count=len(papers),
    )


def edge(kind: str, source: str, target: str, **more: Any) -> ProjectedEdge:
    """A projected relationship."""
    properties: dict[str, Any] = {"belief": 0.5, "evidence_count": 1, "paper_count": 1} | more
    return ProjectedEdge(type=kind, source_id=source, target_id=target, **properties)


def projection() -> Projection:
    """Written out by hand."""
    return Projection(
        aliases={item.id: item.synonyms for item in entities() if item.synonyms},
        claims=(
            state(BLOCKS, 0.5, "paper:iodide"),
            state(LOWERS, 0.75, "paper:iodide", "paper:oxide"),
            state(RAISES, 0.5, "paper:oxide"),
        ),
        edges=(
            edge("HAS_ROLE", LII, BLOCKER, sentence_ids=("sentence:iodide-1",)),
            edge("COMPONENT_OF", LII, "interphase:LLZO/Li", sentence_ids=("sentence:iodide-1",)),
            edge("AFFECTS", BLOCKER, DENDRITES, sign="-", claim_ids=(BLOCKS,)),
            edge("AFFECTS", DENDRITES, CCD, sign="-", belief=0.75, claim_ids=(LOWERS,)),
            edge("ACTS_THROUGH", BLOCKER, DENDRITES, sign="-", material_id=LII, claim_ids=(BLOCKS,)),
            edge("LEADS_TO", DENDRITES, CCD, sign="-", material_id=LII, claim_ids=(LOWERS,)),
            edge("CONTRADICTS", LOWERS, RAISES),
            edge("IS_A", GLASS, LII, belief=0.25),
        ),
        chains=(
            Chain(
                id=CHAIN,
                material_id=LII,
                role_id=BLOCKER,
                mechanism_ids=(DENDRITES,),
                performance_id=CCD,
                sign="+",
                belief=0.375,
                claim_ids=(BLOCKS, LOWERS),
                sentence_ids=("sentence:iodide-2", "sentence:iodide-3"),
                span="paper",
            ),
            Chain(
                id="chain:2",
                material_id=LII,
                role_id=None,
                mechanism_ids=(),
                performance_id=CCD,
                sign="-",
                belief=0.25,
                claim_ids=(LOWERS,),
                sentence_ids=("sentence:oxide-1",),
                span="sentence",
            ),
        ),
    )


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """The graph, for reading."""
    path = Path(tmp_path_factory.mktemp("api")) / "graph.lbug"
    with open_store(str(path)) as opened:
        for fragment in (iodide(), oxide()):
            replace_paper(opened, fragment)
        replace_projection(opened, projection())
        write_meta(opened, "projection", "f-1")
        yield opened


@pytest.fixture(scope="session")
def app(store: GraphStore) -> FastAPI:
    """The API over it."""
    return create_app(store)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> TestClient:
    """A client that sees errors as answers."""
    return TestClient(app, raise_server_exceptions=False)
