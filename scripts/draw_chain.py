"""Draws the chains of materials as an SVG: material, role, mechanisms, outcome, and the sentences behind them.

    python scripts/draw_chain.py TiO2 LiI --store .lithograph/graph.lbug --output docs/images/chains.svg

Chains of two materials never share a box, since a hop holds for one material alone. The same graph gives the same bytes.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

from graph.chains import ChainFilter, find_chains
from graph.store import GraphStore, open_store

Chain = dict[str, Any]
#: Material, source and target of a hop -> its sign.
Signs = dict[tuple[str, str, str], str]

WIDTH, GAP, MARGIN = 190, 84, 24
LINE, SPACE, NOTE = 18, 16, 17
NAME_LETTERS = 23
HEADS = {"Material": "material", "Role": "role", "Mechanism": "mechanism", "Outcome": "outcome"}
STYLE = """
svg { --paper: #fbfaf7; --ink: #1d2329; --soft: #5b6670; --line: #d9dcdf; --plus: #0a6ebd; --minus: #b8430b;
  --Material: #2f6f4f; --Interphase: #7a5c1e; --Role: #6a4a9c; --Mechanism: #1f6f8b; --Property: #8a4a6b;
  --Performance: #9c3d3d; --Factor: #59636b; }
@media (prefers-color-scheme: dark) { svg { --paper: #14181c; --ink: #e6e9eb; --soft: #a3adb5; --line: #343c43;
  --plus: #6db9f7; --minus: #f59a62; --Material: #7fcaa3; --Interphase: #d6b366; --Role: #bda2ea;
  --Mechanism: #7ac7e0; --Property: #dc9dbd; --Performance: #ec9a9a; --Factor: #aab4bb; } }
text { font-family: system-ui, "Helvetica Neue", Arial, sans-serif; font-size: 14px; fill: var(--ink); }
.paper, .box { fill: var(--paper); } .box { stroke-width: 1.5; } .rule { stroke: var(--line); }
.head { font-size: 12px; fill: var(--soft); letter-spacing: .04em; } .kind { font-size: 11px; }
.note { font-size: 13px; } .source, .belief { font-size: 12px; fill: var(--soft); }
.hop { fill: none; stroke: var(--soft); stroke-width: 1.5; } .plus { stroke: var(--plus); }
.minus { stroke: var(--minus); stroke-dasharray: 6 4; } .badge { stroke: none; } .badge.plus { fill: var(--plus); }
.badge.minus { fill: var(--minus); } .mark { fill: var(--paper); font-size: 15px; font-weight: 700; }
""".strip()


@dataclass(frozen=True)
class Stop:
    """A place of a chain; `column` counts from the left."""

    id: str
    name: str
    column: int

    @property
    def label(self) -> str:
        """The node's label, from its id."""
        return self.id.partition(":")[0].capitalize()

    @property
    def lines(self) -> list[str]:
        """The name as it stands in the box."""
        return textwrap.wrap(self.name, NAME_LETTERS) or [self.name]

    @property
    def height(self) -> int:
        """Of the box, its kind above the name included."""
        return len(self.lines) * LINE + 26


def stops(chain: Chain, outcome: int) -> list[Stop]:
    """The chain from left to right; column 1 is the role's, whether there is one or not."""
    found = [Stop(chain["material_id"], chain["material"], 0)]
    if chain["role_id"]:
        found.append(Stop(chain["role_id"], chain["role"], 1))
    between = zip(chain["mechanism_ids"], chain["mechanism"], strict=True)
    found += [Stop(key, name, 2 + at) for at, (key, name) in enumerate(between)]
    return [*found, Stop(chain["performance_id"], chain["performance"], outcome)]


def product(signs: Iterable[str]) -> str:
    """What several hops do together; a hop without a sign passes on what comes."""
    return "-" if sum(sign == "-" for sign in signs) % 2 else "+"


def signs(chain: Chain, way: Sequence[Stop], known: Signs) -> list[str]:
    """The sign of each hop: that of the graph's relationship, the last one such that all give the chain's.

    Where a role or an interphase is what the material is or makes, there is none.
    """
    found = [known.get((chain["material_id"], a.id, b.id), "") for a, b in pairwise(way)]
    return [*found[:-1], product([chain["sign"], *found[:-1]])]


class Picture:
    """Lines of SVG, from the top down."""

    def __init__(self, chains: Sequence[Chain], known: Signs) -> None:
        self._known = known
        self._outcome = 2 + max(len(chain["mechanism"]) for chain in chains)
        used = sorted({stop.column for chain in chains for stop in stops(chain, self._outcome)})
        self._x = {column: MARGIN + at * (WIDTH + GAP) for at, column in enumerate(used)}
        self.width = max(MARGIN * 2 + len(used) * (WIDTH + GAP) - GAP, 720)
        self.parts: list[str] = []
        self.y, self._blocks = MARGIN, 0
        self._heads(used)

    def material(self, chains: Sequence[Chain]) -> None:
        """A block: one material's chains and their sentences."""
        if self._blocks:
            above, right = self.y - SPACE, self.width - MARGIN
            self.parts.append(f'<line class="rule" x1="{MARGIN}" x2="{right}" y1="{above}" y2="{above}"/>')
        self._blocks += 1
        ways = [stops(chain, self._outcome) for chain in chains]
        at, bottom = self._placed(ways)
        self._hops(chains, ways, at)
        for stop, y in at.items():
            self._box(stop, y)
        self._beliefs(chains, at)
        self.y = bottom + SPACE
        self._sentences(chains)
        self.y += 2 * SPACE

    def svg(self) -> str:
        """The picture as a whole."""
        size = f'width="{self.width}" height="{self.y}" viewBox="0 0 {self.width} {self.y}"'
        body = "\n".join(self.parts)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="Chains from materials over '
            f'roles and mechanisms to outcomes, with the sentences behind them">\n<style>\n{STYLE}\n</style>\n'
            f'<rect class="paper" width="{self.width}" height="{self.y}" rx="10"/>\n{body}\n</svg>\n'
        )

    def _heads(self, used: Sequence[int]) -> None:
        for column in used:
            kind = (
                "Outcome"
                if column == self._outcome
                else ("Material", "Role")[column]
                if column < 2
                else "Mechanism"
            )
            self._text(self._x[column] + WIDTH / 2, self.y + 4, HEADS[kind], "head", middle=True)
        for x, sign, said in ((MARGIN + 9, "+", "raises"), (MARGIN + 84, "-", "lowers")):
            self._badge(x, self.y + 32, sign)
            self._text(x + 15, self.y + 36, said, "head")
        self.y += 60

    def _placed(self, ways: Sequence[Sequence[Stop]]) -> tuple[dict[Stop, float], int]:
        """Where each box's upper edge is, columns centred on each other; and the block's lower edge."""
        columns: dict[int, list[Stop]] = {}
        for stop in dict.fromkeys(stop for way in ways for stop in way):
            columns.setdefault(stop.column, []).append(stop)
        heights = {
            column: sum(stop.height + SPACE for stop in found) - SPACE for column, found in columns.items()
        }
        tallest = max(heights.values())
        at: dict[Stop, float] = {}
        for column, found in columns.items():
            y: float = self.y + (tallest - heights[column]) / 2
            for stop in found:
                at[stop] = y
                y += stop.height + SPACE
        return at, int(self.y + tallest)

    def _hops(self, chains: Sequence[Chain], ways: Sequence[Sequence[Stop]], at: dict[Stop, float]) -> None:
        drawn: dict[tuple[Stop, Stop, str], None] = {}
        for chain, way in zip(chains, ways, strict=True):
            for (start, end), sign in zip(pairwise(way), signs(chain, way, self._known), strict=True):
                drawn[start, end, sign] = None
        for start, end, sign in drawn:
            self._hop(start, end, sign, at)

    def _hop(self, start: Stop, end: Stop, sign: str, at: dict[Stop, float]) -> None:
        x1, y1 = self._x[start.column] + WIDTH, at[start] + start.height / 2
        x2, y2 = self._x[end.column], at[end] + end.height / 2
        kind = {"+": "plus", "-": "minus"}.get(sign, "")
        bend = GAP / 2
        self.parts.append(
            f'<path class="hop {kind}" d="M{x1:g} {y1:g} C{x1 + bend:g} {y1:g} {x1 + bend:g} {y2:g} '
            f'{x1 + GAP:g} {y2:g} H{x2:g}"/>'
        )
        if kind:
            self._badge(x1 + bend, (y1 + y2) / 2, sign)

    def _badge(self, x: float, y: float, sign: str) -> None:
        kind, mark = ("plus", "+") if sign == "+" else ("minus", "−")
        self.parts.append(f'<circle class="badge {kind}" cx="{x:g}" cy="{y:g}" r="9"/>')
        self._text(x, y + 5, mark, "mark", middle=True)

    def _box(self, stop: Stop, y: float) -> None:
        x, colour = self._x[stop.column], f"var(--{stop.label})"
        self.parts.append(
            f'<rect class="box" x="{x:g}" y="{y:g}" width="{WIDTH}" height="{stop.height}" rx="7" style="stroke: {colour}"/>'
        )
        self.parts.append(
            f'<text class="kind" x="{x + 10:g}" y="{y + 16:g}" style="fill: {colour}">{escape(stop.label)}</text>'
        )
        for at, line in enumerate(stop.lines):
            self._text(x + 10, y + 34 + at * LINE, line)

    def _beliefs(self, chains: Sequence[Chain], at: dict[Stop, float]) -> None:
        """The best belief of the chains that end at a box, in its upper right corner."""
        best: dict[Stop, float] = {}
        for chain in chains:
            end = stops(chain, self._outcome)[-1]
            best[end] = max(best.get(end, 0.0), chain["belief"])
        for end, belief in best.items():
            x = self._x[end.column] + WIDTH - 10
            self._text(x, at[end] + 16, f"belief {belief:.2f}", "belief", end=True)

    def _sentences(self, chains: Sequence[Chain]) -> None:
        letters = (self.width - 2 * MARGIN) // 7
        said = {e["sentence_id"]: e for chain in chains for e in chain["evidence"]}
        for evidence in said.values():
            for line in textwrap.wrap(f"“{evidence['text']}”", letters):
                self.y += NOTE
                self._text(MARGIN, self.y, line, "note")
            self.y += NOTE
            place = ", ".join(part for part in (evidence["paper"], evidence["section"]) if part)
            self._text(MARGIN, self.y, place, "source")
            self.y += 6

    def _text(
        self, x: float, y: float, text: str, kind: str = "", *, middle: bool = False, end: bool = False
    ) -> None:
        anchor = ' text-anchor="middle"' if middle else ' text-anchor="end"' if end else ""
        style = f' class="{kind}"' if kind else ""
        self.parts.append(f'<text{style} x="{x:g}" y="{y:g}"{anchor}>{escape(text)}</text>')


def hop_signs(store: GraphStore, materials: Iterable[str]) -> Signs:
    """The signs of the materials' hops; those said both ways are left out."""
    cypher = (
        "MATCH (a)-[h:ACTS_THROUGH|LEADS_TO]->(b) WHERE h.material_id = $material "
        "RETURN a.id, b.id, collect(DISTINCT h.sign)"
    )
    found: Signs = {}
    for material in materials:
        for source, target, said in store.read(cypher, {"material": material})[1]:
            found[material, source, target] = said[0] if len(said) == 1 else ""
    return found


def draw(per_material: Sequence[Sequence[Chain]], known: Signs) -> str:
    """The SVG of some materials' chains, a block for each."""
    picture = Picture([chain for chains in per_material for chain in chains], known)
    for chains in per_material:
        picture.material(chains)
    return picture.svg()


def main() -> int:
    parser = argparse.ArgumentParser(description="Draw the chains of materials as an SVG.")
    parser.add_argument("material", nargs="+", help="name, alias or id")
    parser.add_argument("--store", default=".lithograph/graph.lbug", help="the graph (default: %(default)s)")
    parser.add_argument("--limit", type=int, default=4, help="chains per material (default: %(default)s)")
    parser.add_argument("--min-belief", type=float, default=0.0, help="leave out what is believed less")
    parser.add_argument("--output", type=Path, help="the file (default: standard output)")
    asked = parser.parse_args()
    with open_store(asked.store, read_only=True) as store:
        wanted = [ChainFilter(material=name, min_belief=asked.min_belief) for name in asked.material]
        found = [find_chains(store, one, limit=asked.limit) for one in wanted]
        known = hop_signs(store, {chain["material_id"] for chains in found for chain in chains})
    missing = [name for name, chains in zip(asked.material, found, strict=True) if not chains]
    if missing:
        print(f"no chain of {', '.join(missing)} in {asked.store}", file=sys.stderr)
        return 1
    if asked.output:
        asked.output.write_text(draw(found, known), encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(draw(found, known))
    return 0


if __name__ == "__main__":
    sys.exit(main())
