"""Scores the second, independent annotations of some sentences against the first.

python -m extraction.training.agreement ../shared
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extraction.evaluate import evaluate
from extraction.training import data, gold
from extraction.training.export_gold import record


def as_predicted(sentence: gold.GoldSentence, source: str) -> dict[str, Any]:
    """An annotated sentence as if it had been extracted: all offsets the source's, free arguments as ranges."""
    made = record(sentence, source)
    ends = {e.id: (e.start, e.end) for e in sentence.entities}
    entities = [{**e, "start": ends[e["id"]][0], "end": ends[e["id"]][1]} for e in made["entities"]]
    stated = [c for c in sentence.claims if c.cause is not None and c.effect is not None]
    claims = [
        {**raw, "cause": _argument(c.cause, source), "effect": _argument(c.effect, source)}
        for raw, c in zip(made["claims"], stated, strict=True)
    ]
    return {**made, "entities": entities, "claims": claims}


def _argument(value: gold.Argument, source: str) -> str | dict[str, Any] | None:
    if isinstance(value, tuple):
        return {"start": value[0], "end": value[1], "text": source[value[0] : value[1]]}
    return value


def scores(shared: Path, second: Path, firsts: Sequence[Path]) -> dict[str, Any]:
    """The second annotation scored against the first ones, of which the file named last counts where two have a sentence."""
    again = gold.load([second])
    places = {(s.doc, s.start) for s in again}
    first = {(s.doc, s.start): s for s in gold.load(firsts) if (s.doc, s.start) in places}
    papers = data.documents(shared, (s.doc for s in again))
    found: dict[str, Any] = evaluate(
        [record(s, papers[s.doc].source) for s in first.values()],
        [as_predicted(s, papers[s.doc].source) for s in again],
    )["scores"]
    return found


def main() -> None:
    """Print F1 of every row: of papers, and of practice prose."""
    shared, folder = Path(sys.argv[1]), data.own_annotations()[0].parent
    papers = scores(shared, folder / data.SECOND, [folder / "first-pass.jsonl", folder / data.REPLACED])
    practice = scores(shared, folder / data.PRACTICE_SECOND, [folder / "practice.jsonl"])
    print(f"{'':40} papers practice")
    for name, row in papers.items():
        print(f"{name:40} {row['f1']:6.2f} {practice[name]['f1']:8.2f}")


if __name__ == "__main__":
    main()
