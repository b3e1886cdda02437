"""Which of its roles a material plays in a chain."""

from __future__ import annotations

from extraction.assembly.paths import Path
from extraction.assembly.scope import Statements
from extraction.assembly.view import View
from extraction.model import Assertion


class Roles:
    """Picks the role that goes with a path: of the material or of the interphase it starts through.

    It is stated in a paper of the path's first hops, in a review in their paragraph; the nearest in the text
    goes first, then the best believed.
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
            there = _places({s for hop in path.hops[:2] for s in hop.sentences}, self._view)
            own = {e.sentence_id for e in role.evidence}
            self._nearest_sentence[key] = min(
                own, key=lambda s: (_nearness(_places({s}, self._view), there), s)
            )
        return {self._nearest_sentence[key]}

    def _nearest(self, path: Path) -> Assertion | None:
        there = _places({s for hop in path.hops[:2] for s in hop.sentences}, self._view)
        stated = [one for one in self._stated(path.subject_id) if path.role_id in (None, one[0].object_id)]
        near = [(_nearness(places, there), at) for at, (_, places) in enumerate(stated)]
        rank, at = min(near, default=(_APART, 0))
        return stated[at][0] if rank < self._reach(path) else None

    def _reach(self, path: Path) -> int:
        """A paper speaks of its material all through, a review of many works in turn: there, a paragraph."""
        kinds = {self._view.base.paper_kinds.get(paper) for paper in path.hops[0].papers}
        return _APART - 1 if kinds == {"review"} else _APART

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
    return frozenset(sentences), paragraphs, frozenset(view.home(paper) for paper, _ in paragraphs)


def _nearness(here: _Places, there: _Places) -> int:
    """0 where a sentence is shared, 1 for a paragraph, 2 for a paper, 3 for none of these."""
    return next((rank for rank in range(_APART) if here[rank] & there[rank]), _APART)
