"""Walks from a material along the claims about it: the raw paths of which chains and their hops are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush

from extraction.assembly.scope import Scope, Statements, Through, Use, general_uses, near_uses
from extraction.assembly.steps import ChainParameters, Tally
from extraction.assembly.view import View, net, product
from extraction.model import Evidence, Sign

#: What a chain may pass through, and where it may end; a mechanism ends one only behind another.
BETWEEN = frozenset({"Mechanism", "Property", "Factor", "Interphase"})
SIGNS: tuple[Sign, Sign] = ("+", "-")
ENDS = frozenset({"Performance", "Property"})


@dataclass(frozen=True, slots=True)
class Hop:
    """From one node to the next, with all that says so; believed as its best believed claim."""

    source: str
    target: str
    sign: Sign
    evidence: tuple[Evidence, ...]
    claim_ids: tuple[str, ...]
    belief: float

    @property
    def papers(self) -> frozenset[str]:
        """Where it is said."""
        return frozenset(e.paper_id for e in self.evidence)

    @property
    def sentences(self) -> frozenset[str]:
        """Which sentences say it."""
        return frozenset(e.sentence_id for e in self.evidence)


@dataclass(frozen=True, slots=True)
class Path:
    """A walk: the nodes passed, the hops behind it, and what more of the material does to the node
    reached."""

    nodes: tuple[str, ...]
    end: str
    sign: Sign
    hops: tuple[Hop, ...]
    role_id: str | None = None
    subject_id: str = ""  #: the material, or the interphase through which it starts
    state: Sign | None = (
        None  #: where the first node behind the subject is a state of it: more (+) or less (-) of that
    )

    @property
    def belief(self) -> float:
        """That all hops hold: the product of their beliefs."""
        value = 1.0
        for hop in self.hops:
            value *= hop.belief
        return value


def hops(uses: Iterable[Use]) -> list[Hop]:
    """One hop per source, target and net sign, the best believed first."""
    groups: dict[tuple[str, str, Sign], list[Use]] = {}
    for use in uses:
        groups.setdefault((use.claim.cause_id, use.claim.effect_id, net(use.claim)), []).append(use)
    made = [_hop(key, group) for key, group in groups.items()]
    return sorted(made, key=lambda hop: (-hop.belief, hop.source, hop.target, hop.sign))


def _hop(key: tuple[str, str, Sign], group: list[Use]) -> Hop:
    evidence = dict.fromkeys(e for use in group for e in use.evidence)
    ids = tuple(sorted(use.claim.id for use in group))
    return Hop(*key, tuple(evidence), ids, max(use.belief for use in group))


def _led_to(uses: Iterable[Use]) -> dict[str, frozenset[str]]:
    """Node -> the papers that say what brings it about; there it is no state that a chain could start from."""
    found: dict[str, frozenset[str]] = {}
    for use in uses:
        found[use.claim.effect_id] = found.get(use.claim.effect_id, frozenset()) | use.papers
    return found


class Walker:
    """Finds the paths of one material."""

    def __init__(
        self, scope: Scope, said: Statements, view: View, limits: ChainParameters, tally: Tally
    ) -> None:
        self._scope, self._said, self._view = scope, said, view
        self._limits, self._tally = limits, tally
        self._onward: dict[tuple[str, frozenset[str]], list[Hop]] = {}

    def starts(self) -> list[Path]:
        """First hops: from the material, from what is said of it, and from its interphases."""
        material = self._scope.material_id
        own = Path((), material, "+", (), subject_id=material)
        found = list(self._starts(own, material, self._scope.own))
        for key in sorted(self._scope.through):
            through = self._scope.through[key]
            found += self._starts(self._entered(through), key, self._scope.via[key])
        return found

    def _entered(self, through: Through) -> Path:
        """The way into an interphase: from the material, or from the process in it that forms it."""
        key, entry = through.interphase_id, self._entry(through)
        if entry.source == self._scope.material_id:
            return Path((key,), key, "+", (entry,), subject_id=key)
        return Path((entry.source, key), key, "+", (entry,), subject_id=key, state="+")

    def paths(self, starts: Iterable[Path]) -> Iterator[Path]:
        """All paths from these starts, the best believed first, until the limits let no more be walked."""
        waiting = [(self._order(start), start) for start in starts]
        heapify(waiting)
        for _ in range(self._limits.walked):
            if not waiting:
                return
            _, path = heappop(waiting)
            if path.belief < self._limits.least_belief:
                self._tally.dropped("chain", "hardly believed", len(waiting) + 1)
                return
            yield path
            for further in self._further(path):
                heappush(waiting, (self._order(further), further))
        self._tally.dropped("chain", "not walked to the end", len(waiting))

    @staticmethod
    def _order(path: Path) -> tuple[float, int, str]:
        """Belief first; then what tells any two paths apart, so that the order is the same in every run."""
        steps = [(hop.source, hop.target, hop.sign) for hop in path.hops]
        return (
            -path.belief,
            len(path.hops),
            repr((path.subject_id, path.role_id, path.state, path.nodes, steps)),
        )

    def _entry(self, through: Through) -> Hop:
        belief = self._view.believe(through.evidence).value
        claim_ids = (through.formed_by.id,) if through.formed_by else ()
        material = through.formed_by.cause_id if through.formed_by else self._scope.material_id
        return Hop(material, through.interphase_id, "+", through.evidence, claim_ids, belief)

    def _starts(self, before: Path, subject: str, by_cause: dict[str, list[Use]]) -> Iterator[Path]:
        direct = [hop for hop in hops(by_cause.get(subject, ())) if not self._is_ring(hop.target, before)]
        for hop in direct:
            yield replace(before, end=hop.target, sign=hop.sign, hops=(*before.hops, hop))
        reached = {hop.target for hop in direct}
        led_to = _led_to(use for uses in by_cause.values() for use in uses)
        for cause in sorted(by_cause.keys() - {subject} - reached - set(before.nodes)):
            fresh = [use for use in by_cause[cause] if not use.papers & led_to.get(cause, frozenset())]
            yield from self._state(before, cause, fresh)

    def _state(self, before: Path, cause: str, uses: list[Use]) -> Iterator[Path]:
        """Starts with what is said of the subject: a role that it plays, or a state that it is in."""
        label = self._view.label(cause)
        if label != "Role" and label not in BETWEEN:
            self._tally.dropped("chain", f"starts at a {label}")
            return
        role = cause if label == "Role" else None
        nodes = before.nodes if role else (*before.nodes, cause)
        for given in SIGNS:
            for hop in hops(use for use in uses if use.claim.cause_sign == given):
                if self._is_ring(hop.target, before):
                    continue
                yield replace(
                    before,
                    nodes=nodes,
                    end=hop.target,
                    sign=hop.sign if role else product(given, hop.sign),
                    hops=(*before.hops, hop),
                    role_id=role,
                    state=None if role else given,
                )

    def _further(self, path: Path) -> Iterator[Path]:
        """The path and one hop more, along the best believed branches."""
        inner = [node for node in path.nodes if self._view.label(node) != "Interphase"]
        if self._view.label(path.end) not in BETWEEN or len(inner) >= self._limits.longest:
            return
        onward = self._next(path.end, path.hops[-1])
        self._tally.dropped("chain", "too many branches", max(0, len(onward) - self._limits.branches))
        for hop in onward[: self._limits.branches]:
            if self._is_ring(hop.target, path):
                continue
            yield replace(
                path,
                nodes=(*path.nodes, path.end),
                end=hop.target,
                sign=product(path.sign, hop.sign),
                hops=(*path.hops, hop),
            )

    def _is_ring(self, target: str, path: Path) -> bool:
        """Whether a hop leads back to where the path has been."""
        ring = target in (*path.nodes, path.end, self._scope.material_id, path.subject_id)
        self._tally.dropped("chain", "runs in a ring", int(ring))
        return ring

    def _next(self, node: str, before: Hop) -> list[Hop]:
        """What follows from a node: by claims about the material, through its interphases, or in general."""
        key = (node, before.sentences)
        if key not in self._onward:
            general = general_uses(node, before.sentences, before.papers, self._said, self._view)
            uses = {use.claim.id: use for use in general}
            own = [use for by_cause in self._scope.via.values() for use in by_cause.get(node, ())]
            own += self._scope.own.get(node, ())
            uses |= {use.claim.id: use for use in near_uses(own, before.sentences, self._said, self._view)}
            self._onward[key] = hops(uses.values())
        return self._onward[key]
