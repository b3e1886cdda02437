"""Chains from a material over roles and mechanisms to a performance, each hop evidenced for this very
material.

Where hops come from is said in scope.py, how they are walked in paths.py. A chain ends at a performance or
a property, or at a mechanism behind another one (uneven plating raises dendrite growth). Its sign is what
more of the material, or the state of it that the paper describes, does to the end: the hops' signs
multiplied. Its belief is the product of the beliefs of its hops, the role's and the composition's included.
What sentences leave unsaid between two effects of one cause is said in implied.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from extraction.assembly.implied import implied
from extraction.assembly.paths import ENDS, Hop, Path, Walker
from extraction.assembly.phrasing import Wording
from extraction.assembly.roles import Roles
from extraction.assembly.scope import Statements, scope, statements
from extraction.assembly.steps import ChainParameters, Tally, chain_parameters
from extraction.assembly.text import content_id
from extraction.assembly.view import View
from extraction.model import Assertion, Chain

Span = Literal["sentence", "paragraph", "paper", "papers"]
_SPANS: tuple[Span, ...] = ("sentence", "paragraph", "paper", "papers")


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
        roles = Roles(material, said, view)
        walker = Walker(about, said, view, limits, tally)
        starts = walker.starts()
        first += [(material, start, roles.role(start)) for start in starts]
        paths = list(walker.paths(starts))
        paths += implied(material, paths, said, view)
        chains += _chosen(material, paths, roles, said, view, tally)
    tally.made("chain", len(chains))
    return chains, first


# --- from paths to chains ----------------------------------------------------------------------------------


def _chosen(
    material: str, paths: Iterable[Path], roles: Roles, said: Statements, view: View, tally: Tally
) -> list[Found]:
    """The material's chains: each once, by its best path, as many as the limits let through."""
    best: dict[str, Found] = {}
    for path in paths:
        tally.took("chain")
        found = _found(material, path, roles, said, view, tally)
        if found is None:
            continue
        before = best.get(found.chain.id)
        if before:
            tally.dropped("chain", "another way to say it")
        if before is None or _rank(found) < _rank(before):
            best[found.chain.id] = found
    told = _without_restated(sorted(best.values(), key=_rank), tally)
    return _capped(told, chain_parameters(), tally)


def _without_restated(ranked: Sequence[Found], tally: Tally) -> list[Found]:
    """Chains that say nothing which a longer one of the same claims doesn't say are left out."""
    by_end: dict[tuple[str, str], list[Chain]] = {}
    for found in ranked:
        by_end.setdefault((found.chain.performance_id, found.chain.sign), []).append(found.chain)
    kept = [
        f
        for f in ranked
        if not any(_restates(f.chain, c) for c in by_end[f.chain.performance_id, f.chain.sign])
    ]
    tally.dropped("chain", "said by a longer one", len(ranked) - len(kept))
    return kept


def _restates(short: Chain, long: Chain) -> bool:
    rest = iter(long.mechanism_ids)
    return (
        len(short.mechanism_ids) < len(long.mechanism_ids)
        and set(short.claim_ids) <= set(long.claim_ids)
        and all(node in rest for node in short.mechanism_ids)
    )


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
    material: str, path: Path, roles: Roles, said: Statements, view: View, tally: Tally
) -> Found | None:
    if not _is_end(path, view):
        tally.dropped("chain", "no outcome yet")
        return None
    role = roles.role(path)
    role_id = path.role_id or (role.object_id if role else None)
    if not path.nodes and role_id is None:
        tally.dropped("chain", "neither role nor mechanism")
        return None
    if any(_is_deed(node, view) for node in (*path.nodes, path.end)):
        tally.dropped("chain", "through what people do")
        return None
    chain = _chain(material, path, role_id, role, roles, view)
    if chain.belief < chain_parameters().least_belief:
        tally.dropped("chain", "hardly believed")
        return None
    if _is_anyones(chain, view):
        tally.dropped("chain", "of an interphase that is another in each paragraph")
        return None
    return Found(_introduced(chain, said.words), path, role)


def _introduced(chain: Chain, words: Wording) -> Chain:
    """The chain with the sentence before that names its material, where its own speak of it by "this" or
    "its"."""

    def names(sentence_id: str) -> bool:
        return any(n.entity_id == chain.material_id for n in words.names(sentence_id))

    if not chain.sentence_ids or any(names(s) for s in chain.sentence_ids):
        return chain
    before = words.before(chain.sentence_ids[0])
    known = next((s for s in reversed(before) if names(s)), None)
    return chain.model_copy(update={"sentence_ids": (known, *chain.sentence_ids)}) if known else chain


def _is_anyones(chain: Chain, view: View) -> bool:
    """Whether a chain of "the SEI" goes beyond a paragraph, into what may be another one."""
    anyones = view.entities[chain.material_id].name in chain_parameters().anyones
    return anyones and _SPANS.index(chain.span) > _SPANS.index("paragraph")


def _is_deed(entity_id: str, view: View) -> bool:
    """Whether a name is of what people do with a material: "rational design", "growing attention"."""
    return re.fullmatch(chain_parameters().deeds, view.entities[entity_id].name, re.I) is not None


def _is_end(path: Path, view: View) -> bool:
    label = view.label(path.end)
    return label in ENDS or (label == "Mechanism" and bool(path.nodes))


def _chain(
    material: str, path: Path, role_id: str | None, role: Assertion | None, roles: Roles, view: View
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
        return "papers", {s for hop in hops for s in hop.sentences}
    return min(spread, key=_SPANS.index), sentences


def _within(per_hop: Sequence[Sequence[str]], view: View) -> tuple[Span, set[str]]:
    shared = set.intersection(*(set(ids) for ids in per_hop))
    if shared:
        return "sentence", shared
    paragraphs = set.intersection(*({view.paragraph(s) for s in ids} for ids in per_hop))
    every = {s for ids in per_hop for s in ids}
    if paragraphs:
        return "paragraph", {s for s in every if view.paragraph(s) in paragraphs}
    return "paper", {_nearest(ids, every - set(ids), view) for ids in per_hop}


def _nearest(own: Iterable[str], others: Iterable[str], view: View) -> str:
    """The sentence of one hop that stands nearest to those of the others."""
    there = [node.start for s in others if (node := view.sentences.get(s))]

    def distance(sentence_id: str) -> tuple[int, str]:
        node = view.sentences.get(sentence_id)
        return min((abs(node.start - start) for start in there), default=0) if node else 0, sentence_id

    return min(own, key=distance)


def _in_text_order(sentence_ids: Iterable[str], view: View) -> tuple[str, ...]:
    def place(key: str) -> tuple[str, int, str]:
        node = view.sentences.get(key)
        return (node.paper_id, node.start, key) if node else ("", 0, key)

    return tuple(sorted(sentence_ids, key=place))
