"""Chains from a material over roles and mechanisms to a performance, each hop evidenced for this very
material.

Where hops come from is said in scope.py, how they are walked in paths.py. A chain ends at a performance or
a property, or at a mechanism behind another one (uneven plating raises dendrite growth). Its sign is what
more of the material, or the state of it that the paper describes, does to the end: the hops' signs
multiplied. Its belief is the product of the beliefs of its hops, the role's and the composition's included.
Where a sentence or paragraph gives a mechanism and a performance one cause without joining the two ("A
stops B and so extends C"), the hop between them is implied, and its belief is a share (steps.yml) of the
weaker of both claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extraction.assembly.paths import ENDS, Hop, Path, Walker
from extraction.assembly.scope import Scope, Statements, scope, statements
from extraction.assembly.steps import ChainParameters, Tally, chain_parameters
from extraction.assembly.text import content_id
from extraction.assembly.view import View, product
from extraction.model import Assertion, Chain, Evidence

Span = Literal["sentence", "paragraph", "paper", "papers"]
_SPANS: tuple[Span, ...] = ("sentence", "paragraph", "paper", "papers")
_IMPLIED_BY = frozenset({"Mechanism", "Interphase", "Property"})


@dataclass(frozen=True, slots=True)
class Found:
    """A chain with the path behind it and the role's evidence, of which the relationships are made."""

    chain: Chain
    path: Path
    role: Assertion | None


#: A material, the path of its first hop, and the role that goes with it.
FirstHop = tuple[str, Path, Assertion | None]


def find_chains(view: View, tally: Tally) -> tuple[list[Found], list[FirstHop]]:
    """All materials' chains, and all first hops with their roles, whether a chain came of them or not."""
    said = statements(view)
    limits = chain_parameters()
    chains: list[Found] = []
    first: list[FirstHop] = []
    for material in sorted(key for key, entity in view.entities.items() if entity.label in limits.starts):
        about = scope(material, said, view)
        walker = Walker(about, said, view, limits, tally)
        starts = walker.starts()
        first += [(material, start, _role(start, about, said, view)) for start in starts]
        paths = [*walker.paths(), *_implied(starts, about, view, limits)]
        chains += _chosen(material, paths, about, said, view, limits, tally)
    tally.made("chain", len(chains))
    return chains, first


# --- implied hops -------------------------------------------------------------------------------------


def _implied(starts: Sequence[Path], about: Scope, view: View, limits: ChainParameters) -> Iterator[Path]:
    """Mechanism and performance that one sentence, or else one paragraph, gives one cause."""
    means = [s for s in starts if view.label(s.end) in _IMPLIED_BY and len(_inner(s, view)) < limits.longest]
    for end in (s for s in starts if view.label(s.end) in ENDS and not _inner(s, view)):
        near = [(share, mean) for mean in means if (share := _share(mean, end, view, limits))]
        best = max((share for share, _ in near), default=0.0)
        for share, mean in near:
            if share == best and end.end not in (mean.end, *mean.nodes):
                yield _implied_path(mean, end, share, view)


def _inner(path: Path, view: View) -> list[str]:
    return [node for node in path.nodes if view.label(node) != "Interphase"]


def _share(mean: Path, end: Path, view: View, limits: ChainParameters) -> float:
    by_property = view.label(mean.end) == "Property"
    if mean.subject_id != end.subject_id or (by_property and view.label(end.end) != "Performance"):
        return 0.0
    if _sentences(mean.hops[-1]) & _sentences(end.hops[-1]):
        return limits.same_paragraph if by_property else limits.same_sentence
    if by_property:
        return 0.0
    paragraphs = [{view.paragraph(s) for s in _sentences(path.hops[-1])} for path in (mean, end)]
    return limits.same_paragraph if paragraphs[0] & paragraphs[1] else 0.0


def _sentences(hop: Hop) -> set[str]:
    return {e.sentence_id for e in hop.evidence}


def _implied_path(mean: Path, end: Path, share: float, view: View) -> Path:
    """Over the mechanism to the end; the implied hop's evidence is that of both where they meet."""
    here, there = mean.hops[-1], end.hops[-1]
    paragraphs = {view.paragraph(s) for s in _sentences(here)} & {
        view.paragraph(s) for s in _sentences(there)
    }
    both = [e for e in (*here.evidence, *there.evidence) if view.paragraph(e.sentence_id) in paragraphs]
    hop = Hop(
        source=here.target,
        target=there.target,
        sign=product(mean.sign, end.sign),
        evidence=tuple(dict.fromkeys(both)),
        claim_ids=tuple(sorted({*here.claim_ids, *there.claim_ids})),
        belief=share * min(here.belief, there.belief) / here.belief,
    )
    return replace(mean, nodes=(*mean.nodes, mean.end), end=end.end, sign=end.sign, hops=(*mean.hops, hop))


# --- roles ----------------------------------------------------------------------------------------------


def _role(path: Path, about: Scope, said: Statements, view: View) -> Assertion | None:
    """The role that goes with a path: of the material or of the interphase it starts through, in a paper of
    its first hop; the nearest in the text, then the best believed."""
    subjects = {about.material_id, path.subject_id}
    stated = [a for key in sorted(subjects) for a in said.roles.get(key, ())]
    if path.role_id:
        stated = [a for a in stated if a.object_id == path.role_id]
    near = [(rank, a) for a in stated if (rank := _nearness(a.evidence, path.hops[:2], view)) < 3]
    ranked = sorted(
        near, key=lambda one: (one[0], -view.believe(one[1].evidence).value, one[1].object_id, one[1].id)
    )
    return ranked[0][1] if ranked else None


def _nearness(evidence: Sequence[Evidence], first: Sequence[Hop], view: View) -> int:
    """0 for the same sentence, 1 paragraph, 2 paper, 3 none of these."""
    here, there = [e.sentence_id for e in evidence], {s for hop in first for s in _sentences(hop)}
    if there & set(here):
        return 0
    places = {view.paragraph(s) for s in there}
    if places & {view.paragraph(s) for s in here}:
        return 1
    return 2 if {paper for paper, _ in places} & {e.paper_id for e in evidence} else 3


# --- from paths to chains ----------------------------------------------------------------------------------


def _chosen(
    material: str,
    paths: Iterable[Path],
    about: Scope,
    said: Statements,
    view: View,
    limits: ChainParameters,
    tally: Tally,
) -> list[Found]:
    """The material's chains: each once, by its best path, as many as the limits let through."""
    best: dict[str, Found] = {}
    for path in paths:
        tally.took("chain")
        found = _found(material, path, about, said, view, tally)
        if found is None:
            continue
        before = best.get(found.chain.id)
        if before:
            tally.dropped("chain", "another way to say it")
        if before is None or _rank(found) < _rank(before):
            best[found.chain.id] = found
    return _capped(sorted(best.values(), key=_rank), limits, tally)


def _rank(found: Found) -> tuple[int, float, str, tuple[str, ...]]:
    return _SPANS.index(found.chain.span), -found.chain.belief, found.chain.id, found.chain.claim_ids


def _capped(ranked: Sequence[Found], limits: ChainParameters, tally: Tally) -> list[Found]:
    kept: list[Found] = []
    to_end: dict[str, int] = {}
    for found in ranked:
        end = found.chain.performance_id
        if len(kept) >= limits.per_material:
            tally.dropped("chain", "too many of the material")
        elif to_end.get(end, 0) >= limits.per_outcome:
            tally.dropped("chain", "too many to the outcome")
        else:
            to_end[end] = to_end.get(end, 0) + 1
            kept.append(found)
    return kept


def _found(
    material: str, path: Path, about: Scope, said: Statements, view: View, tally: Tally
) -> Found | None:
    if not _is_end(path, view):
        tally.dropped("chain", "no outcome yet")
        return None
    role = _role(path, about, said, view)
    role_id = path.role_id or (role.object_id if role else None)
    if not path.nodes and role_id is None:
        tally.dropped("chain", "neither role nor mechanism")
        return None
    return Found(_chain(material, path, role_id, role, view), path, role)


def _is_end(path: Path, view: View) -> bool:
    label = view.label(path.end)
    return label in ENDS or (label == "Mechanism" and bool(path.nodes))


def _chain(material: str, path: Path, role_id: str | None, role: Assertion | None, view: View) -> Chain:
    span, sentences = _spread(path.hops, view)
    support = _role_sentences(role, path, view)
    belief = path.belief * (view.believe(role.evidence).value if role else 1.0)
    return Chain(
        id=content_id("chain", material, role_id, path.nodes, path.end, path.sign),
        material_id=material,
        role_id=role_id,
        mechanism_ids=path.nodes,
        performance_id=path.end,
        sign=path.sign,
        belief=belief,
        claim_ids=tuple(dict.fromkeys(key for hop in path.hops for key in hop.claim_ids)),
        sentence_ids=_in_text_order({*sentences, *support}, view),
        span=span,
    )


def _role_sentences(role: Assertion | None, path: Path, view: View) -> set[str]:
    """The sentences that state the role nearest to the first hop."""
    if role is None:
        return set()
    ranked = sorted((_nearness([e], path.hops[:2], view), e.sentence_id) for e in role.evidence)
    return {ranked[0][1]}


def _spread(hops: Sequence[Hop], view: View) -> tuple[Span, set[str]]:
    """How far apart the hops stand at best, and the sentences: of every paper that makes all hops, the
    nearest ones; where no paper makes all, all of them."""
    papers = frozenset.intersection(*(hop.papers for hop in hops))
    spread: list[Span] = []
    sentences: set[str] = set()
    for paper in papers:
        span, found = _within(
            [[e.sentence_id for e in hop.evidence if e.paper_id == paper] for hop in hops], view
        )
        spread.append(span)
        sentences |= found
    if not spread:
        return "papers", {s for hop in hops for s in _sentences(hop)}
    return min(spread, key=_SPANS.index), sentences


def _within(per_hop: Sequence[Sequence[str]], view: View) -> tuple[Span, set[str]]:
    shared = set.intersection(*(set(ids) for ids in per_hop))
    if shared:
        return "sentence", shared
    paragraphs = set.intersection(*({view.paragraph(s) for s in ids} for ids in per_hop))
    every = {s for ids in per_hop for s in ids}
    if paragraphs:
        return "paragraph", {s for s in every if view.paragraph(s) in paragraphs}
    return "paper", every


def _in_text_order(sentence_ids: Iterable[str], view: View) -> tuple[str, ...]:
    def place(key: str) -> tuple[str, int, str]:
        node = view.sentences.get(key)
        return (node.paper_id, node.start, key) if node else ("", 0, key)

    return tuple(sorted(sentence_ids, key=place))
