"""Hops between two effects of one cause, which sentences tell one after the other.

"A stops B and hence extends C" gives B and C to A; that C comes over B is left to the reader. Such a hop is made in one
sentence alone: where a word of consequence stands between B and C, and from what the material acts through to a performance
that the sentence reports of it ("shows"). Two effects side by side need not come one over the other: of those told without such a
word, or in two sentences, few held when they were judged (docs/evaluation.md).

The hop's evidence is that sentence, and its belief is a share (steps.yml) of that of the weaker of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extraction.assembly.paths import ENDS, Hop, Path
from extraction.assembly.phrasing import Wording
from extraction.assembly.scope import Statements
from extraction.assembly.shown import Shown
from extraction.assembly.steps import chain_parameters
from extraction.assembly.view import View, product
from extraction.model import Evidence

_MEANS = frozenset({"Mechanism", "Interphase", "Property"})


def implied(material: str, paths: Sequence[Path], said: Statements, view: View) -> list[Path]:
    """Paths over one effect to an outcome that has the same cause, or that the material is shown to have."""
    limits = chain_parameters()
    means = [p for p in paths if view.label(p.end) in _MEANS and len(inner(p, view)) < limits.longest]
    found = list(_siblings(means, paths, said.words, view))
    shown = [_shown_path(material, one, view) for one in said.shown.get(material, ())]
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
            yield from _joined(mean, [e for e in ends if e.hops[:-1] == mean.hops[: len(e.hops) - 1]], words)


def _joined(mean: Path, ends: Iterable[Path], words: Wording) -> Iterator[Path]:
    for end in ends:
        if end.end in (mean.end, *mean.nodes) or end.role_id != mean.role_id:
            continue
        together = _consequence(mean, end, words)
        if together:
            yield _over(mean, end, chain_parameters().same_sentence, together)


def _consequence(mean: Path, end: Path, words: Wording) -> list[Evidence]:
    """The end's evidence in sentences that lead on from the mean to it."""
    here, there = mean.hops[-1], end.hops[-1]
    shared = sorted(here.sentences & there.sentences)
    return _of(there, [s for s in shared if words.leads_on(s, mean.end, end.end)])


def _of(hop: Hop, sentences: Iterable[str]) -> list[Evidence]:
    wanted = set(sentences)
    return [e for e in hop.evidence if e.sentence_id in wanted]


def _over(mean: Path, end: Path, share: float, together: Sequence[Evidence]) -> Path:
    """Over the mean to the end; what tells both is the implied hop's evidence."""
    here, there = mean.hops[-1], end.hops[-1]
    hop = Hop(
        source=mean.end,
        target=end.end,
        sign=product(mean.sign, end.sign),
        evidence=tuple(together),
        claim_ids=tuple(sorted({*here.claim_ids, *there.claim_ids})),
        belief=share * min(here.belief, there.belief) / here.belief,
    )
    return replace(mean, nodes=(*mean.nodes, mean.end), end=end.end, sign=end.sign, hops=(*mean.hops, hop))


# --- what is shown -------------------------------------------------------------------------------------


def _shown_path(material: str, one: Shown, view: View) -> Path:
    belief = view.believe((one.evidence,)).value
    hop = Hop(material, one.performance_id, one.sign, (one.evidence,), (), belief)
    return Path((), one.performance_id, one.sign, (hop,), subject_id=material)


def _to_shown(means: Sequence[Path], shown: Sequence[Path], words: Wording, view: View) -> Iterator[Path]:
    """What the material acts through, and what it shows in the same sentence."""
    share = chain_parameters().shown
    for mean in means:
        for end in shown:
            if end.end in (mean.end, *mean.nodes):
                continue
            together = _of(end.hops[-1], mean.hops[-1].sentences & end.hops[-1].sentences)
            if together and not any(words.leads_on(e.sentence_id, end.end, mean.end) for e in together):
                yield _over(mean, end, share, together)
