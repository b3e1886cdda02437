"""Hops between two effects of one cause, which sentences tell one after the other without joining them.

"A stops B and hence extends C" gives B and C to A; that C comes over B is left to the reader. Such a hop is made

  in one sentence   where a word of consequence stands between B and C, or C is a performance
  in a paragraph    from a mechanism or an interphase to a performance; from a property only close by
  to what is shown  from a mechanism to a performance that the same or a near sentence reports of the material; not from
                    what a sentence adds ("Moreover, the ..."), which need not be why

and its belief is a share (steps.yml) of that of the weaker of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extraction.assembly.paths import ENDS, Hop, Path
from extraction.assembly.phrasing import Wording
from extraction.assembly.scope import Statements
from extraction.assembly.shown import Shown
from extraction.assembly.steps import ChainParameters, chain_parameters
from extraction.assembly.view import View, product
from extraction.model import Evidence

_MEANS = frozenset({"Mechanism", "Interphase", "Property"})


def implied(material: str, paths: Sequence[Path], said: Statements, view: View) -> list[Path]:
    """Paths over a mechanism to an outcome that has the same cause, or that the material is shown to have."""
    limits = chain_parameters()
    means = [p for p in paths if view.label(p.end) in _MEANS and len(inner(p, view)) < limits.longest]
    found = list(_siblings(means, paths, said.words, view))
    shown = [_shown_path(material, one, view) for one in said.shown.get(material, ())]
    means = [p for p in means if not all(_is_added(s, material, said) for s in p.hops[-1].sentences)]
    return found + list(_to_shown(means, shown, said.words, view))


def inner(path: Path, view: View) -> list[str]:
    """The mechanisms passed; interphases on the way don't count."""
    return [node for node in path.nodes if view.label(node) != "Interphase"]


# --- effects of one cause -----------------------------------------------------------------------------


def _siblings(means: Sequence[Path], paths: Sequence[Path], words: Wording, view: View) -> Iterator[Path]:
    by_cause: dict[tuple[str, tuple[str, ...]], list[Path]] = {}
    for path in paths:
        if view.label(path.end) in ENDS or view.label(path.end) == "Mechanism":
            by_cause.setdefault((path.subject_id, path.nodes), []).append(path)
    for mean in means:
        for length in range(len(mean.nodes) + 1):
            ends = by_cause.get((mean.subject_id, mean.nodes[:length]), ())
            yield from _joined(
                mean, [e for e in ends if e.hops[:-1] == mean.hops[: len(e.hops) - 1]], words, view
            )


def _joined(mean: Path, ends: Iterable[Path], words: Wording, view: View) -> Iterator[Path]:
    for end in ends:
        if end.end in (mean.end, *mean.nodes) or end.role_id != mean.role_id:
            continue
        share, near = _near(mean, end, words, view)
        if near:
            yield _over(mean, end, share, near)


def _near(mean: Path, end: Path, words: Wording, view: View) -> tuple[float, list[Evidence]]:
    """What the hop between counts, and the end's evidence that stands near enough to the mean's."""
    limits, here, there = chain_parameters(), mean.hops[-1], end.hops[-1]
    is_performance, is_property = view.label(end.end) == "Performance", view.label(mean.end) == "Property"
    shared = here.sentences & there.sentences
    if any(words.leads_on(s, mean.end, end.end) for s in shared):
        return limits.same_sentence, _of(there, [s for s in shared if words.leads_on(s, mean.end, end.end)])
    if not is_performance:
        return 0.0, []
    if shared:
        return limits.same_paragraph if is_property else limits.same_sentence, _of(there, shared)
    if len(end.hops) > 1 + (view.label(end.hops[0].target) == "Interphase"):
        return 0.0, []
    return limits.same_paragraph, _of(there, _around(here, there, words, limits if is_property else None))


def _around(here: Hop, there: Hop, words: Wording, limits: ChainParameters | None) -> list[str]:
    """The sentences of the one hop that share a paragraph with the other's; with limits, only close by."""
    most = limits.near if limits else 1_000
    return [
        s
        for s in sorted(there.sentences)
        if any((apart := words.apart(s, o)) is not None and apart <= most for o in here.sentences)
    ]


def _of(hop: Hop, sentences: Iterable[str]) -> list[Evidence]:
    wanted = set(sentences)
    return [e for e in hop.evidence if e.sentence_id in wanted]


def _over(mean: Path, end: Path, share: float, near: Sequence[Evidence]) -> Path:
    """Over the mean to the end; what stands near is the implied hop's evidence."""
    here, there = mean.hops[-1], end.hops[-1]
    hop = Hop(
        source=mean.end,
        target=end.end,
        sign=product(mean.sign, end.sign),
        evidence=tuple(near),
        claim_ids=tuple(sorted({*here.claim_ids, *there.claim_ids})),
        belief=share * min(here.belief, there.belief) / here.belief,
    )
    return replace(mean, nodes=(*mean.nodes, mean.end), end=end.end, sign=end.sign, hops=(*mean.hops, hop))


# --- what is shown -------------------------------------------------------------------------------------


def _is_added(sentence_id: str, material: str, said: Statements) -> bool:
    """Whether a sentence that doesn't name the material speaks of it only by adding to what was claimed of it."""
    named = any(n.entity_id == material for n in said.words.names(sentence_id))
    return not named and sentence_id in said.topic and said.words.adds(sentence_id)


def _shown_path(material: str, one: Shown, view: View) -> Path:
    belief = view.believe((one.evidence,)).value
    hop = Hop(material, one.performance_id, one.sign, (one.evidence,), (), belief)
    return Path((), one.performance_id, one.sign, (hop,), subject_id=material)


def _to_shown(means: Sequence[Path], shown: Sequence[Path], words: Wording, view: View) -> Iterator[Path]:
    """A mechanism of the material and what it shows in the same or a near sentence."""
    limits = chain_parameters()
    for mean in means:
        for end in shown:
            if end.end in (mean.end, *mean.nodes):
                continue
            near = _of(end.hops[-1], _around(mean.hops[-1], end.hops[-1], words, limits))
            if near and not any(words.leads_on(e.sentence_id, end.end, mean.end) for e in near):
                yield _over(mean, end, limits.shown, near)
