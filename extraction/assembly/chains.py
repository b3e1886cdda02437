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
from extraction.assembly.scope import Statements, scope, statements
from extraction.assembly.steps import ChainParameters, Tally, chain_parameters
from extraction.assembly.text import content_id
from extraction.assembly.view import View, product
from extraction.model import Assertion, Chain

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
        roles = _Roles(material, said, view)
        walker = Walker(about, said, view, limits, tally)
        starts = walker.starts()
        first += [(material, start, roles.role(start)) for start in starts]
        paths = [*walker.paths(starts), *_implied(starts, view, limits)]
        chains += _chosen(material, paths, roles, view, limits, tally)
    tally.made("chain", len(chains))
    return chains, first


# --- implied hops -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Said:
    """A path with where its last hop is said."""

    path: Path
    label: str
    sentences: frozenset[str]
    paragraphs: frozenset[tuple[str, int]]


def _implied(starts: Sequence[Path], view: View, limits: ChainParameters) -> Iterator[Path]:
    """Mechanism and performance that one sentence, or else one paragraph, gives one cause."""
    said = [_said(start, view) for start in starts]
    means = [s for s in said if s.label in _IMPLIED_BY and len(_inner(s.path, view)) < limits.longest]
    for end in (s for s in said if s.label in ENDS and not _inner(s.path, view)):
        near = [(share, mean) for mean in means if (share := _share(mean, end, limits))]
        best = max((share for share, _ in near), default=0.0)
        for share, mean in near:
            if share == best and end.path.end not in (mean.path.end, *mean.path.nodes):
                yield _implied_path(mean, end, share, view)


def _said(path: Path, view: View) -> _Said:
    sentences = frozenset(_sentences(path.hops[-1]))
    return _Said(path, view.label(path.end), sentences, frozenset(view.paragraph(s) for s in sentences))


def _share(mean: _Said, end: _Said, limits: ChainParameters) -> float:
    """How far a mechanism and an outcome of one cause are believed to be joined, from where they are said."""
    by_property = mean.label == "Property"
    if mean.path.subject_id != end.path.subject_id or (by_property and end.label != "Performance"):
        return 0.0
    if mean.sentences & end.sentences:
        return limits.same_paragraph if by_property else limits.same_sentence
    return limits.same_paragraph if mean.paragraphs & end.paragraphs and not by_property else 0.0


def _implied_path(mean: _Said, end: _Said, share: float, view: View) -> Path:
    """Over the mechanism to the end; the implied hop's evidence is the end's, where the mechanism is near."""
    path, here, there = mean.path, mean.path.hops[-1], end.path.hops[-1]
    shared, paragraphs = mean.sentences & end.sentences, mean.paragraphs & end.paragraphs
    near = [
        e
        for e in there.evidence
        if e.sentence_id in shared or (not shared and view.paragraph(e.sentence_id) in paragraphs)
    ]
    hop = Hop(
        source=here.target,
        target=there.target,
        sign=product(path.sign, end.path.sign),
        evidence=tuple(near),
        claim_ids=tuple(sorted({*here.claim_ids, *there.claim_ids})),
        belief=share * min(here.belief, there.belief) / here.belief,
    )
    return replace(
        path, nodes=(*path.nodes, path.end), end=there.target, sign=end.path.sign, hops=(*path.hops, hop)
    )


def _sentences(hop: Hop) -> set[str]:
    return {e.sentence_id for e in hop.evidence}


def _inner(path: Path, view: View) -> list[str]:
    return [node for node in path.nodes if view.label(node) != "Interphase"]


# --- roles ----------------------------------------------------------------------------------------------


class _Roles:
    """Picks the role that goes with a path: of the material or of the interphase it starts through.

    It is stated in a paper of the path's first hops; the nearest in the text goes first, then the best
    believed.
    """

    def __init__(self, material_id: str, said: Statements, view: View) -> None:
        self._material_id, self._said, self._view = material_id, said, view
        self._known: dict[tuple[str, str | None, tuple[tuple[str, ...], ...]], Assertion | None] = {}
        self._nearest_sentence: dict[tuple[str, tuple[tuple[str, ...], ...]], str] = {}
        self._ranked: dict[str, list[tuple[Assertion, _Places]]] = {}

    def role(self, path: Path) -> Assertion | None:
        """The role's statement, or None where no paper of the path states one."""
        key = (path.subject_id, path.role_id, tuple(hop.claim_ids for hop in path.hops[:2]))
        if key not in self._known:
            self._known[key] = self._nearest(path)
        return self._known[key]

    def sentences(self, role: Assertion | None, path: Path) -> set[str]:
        """The sentence that states the role nearest to the first hops."""
        if role is None:
            return set()
        key = (role.id, tuple(hop.claim_ids for hop in path.hops[:2]))
        if key not in self._nearest_sentence:
            there = _places({s for hop in path.hops[:2] for s in _sentences(hop)}, self._view)
            own = {e.sentence_id for e in role.evidence}
            self._nearest_sentence[key] = min(
                own, key=lambda s: (_nearness(_places({s}, self._view), there), s)
            )
        return {self._nearest_sentence[key]}

    def _nearest(self, path: Path) -> Assertion | None:
        there = _places({s for hop in path.hops[:2] for s in _sentences(hop)}, self._view)
        stated = [one for one in self._stated(path.subject_id) if path.role_id in (None, one[0].object_id)]
        near = [(_nearness(places, there), at) for at, (_, places) in enumerate(stated)]
        rank, at = min(near, default=(_APART, 0))
        return stated[at][0] if rank < _APART else None

    def _stated(self, subject_id: str) -> list[tuple[Assertion, _Places]]:
        """The roles of the material and the subject, the best believed first, and where they are stated."""
        if subject_id not in self._ranked:
            subjects = sorted({self._material_id, subject_id})
            stated = [a for key in subjects for a in self._said.roles.get(key, ())]
            stated.sort(key=lambda a: (-self._view.believe(a.evidence).value, a.object_id, a.id))
            where = [_places({e.sentence_id for e in a.evidence}, self._view) for a in stated]
            self._ranked[subject_id] = list(zip(stated, where, strict=True))
        return self._ranked[subject_id]


#: Sentences, paragraphs and papers.
_Places = tuple[frozenset[str], frozenset[tuple[str, int]], frozenset[str]]
_APART = 3


def _places(sentences: set[str], view: View) -> _Places:
    paragraphs = frozenset(view.paragraph(s) for s in sentences)
    return frozenset(sentences), paragraphs, frozenset(paper for paper, _ in paragraphs)


def _nearness(here: _Places, there: _Places) -> int:
    """0 where a sentence is shared, 1 for a paragraph, 2 for a paper, 3 for none of these."""
    return next((rank for rank in range(_APART) if here[rank] & there[rank]), _APART)


# --- from paths to chains ----------------------------------------------------------------------------------


def _chosen(
    material: str,
    paths: Iterable[Path],
    roles: _Roles,
    view: View,
    limits: ChainParameters,
    tally: Tally,
) -> list[Found]:
    """The material's chains: each once, by its best path, as many as the limits let through."""
    best: dict[str, Found] = {}
    for path in paths:
        tally.took("chain")
        found = _found(material, path, roles, view, tally)
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


def _found(material: str, path: Path, roles: _Roles, view: View, tally: Tally) -> Found | None:
    if not _is_end(path, view):
        tally.dropped("chain", "no outcome yet")
        return None
    role = roles.role(path)
    role_id = path.role_id or (role.object_id if role else None)
    if not path.nodes and role_id is None:
        tally.dropped("chain", "neither role nor mechanism")
        return None
    return Found(_chain(material, path, role_id, role, roles, view), path, role)


def _is_end(path: Path, view: View) -> bool:
    label = view.label(path.end)
    return label in ENDS or (label == "Mechanism" and bool(path.nodes))


def _chain(
    material: str, path: Path, role_id: str | None, role: Assertion | None, roles: _Roles, view: View
) -> Chain:
    span, sentences = _spread(path.hops, view)
    support = roles.sentences(role, path)
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
