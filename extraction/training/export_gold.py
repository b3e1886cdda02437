"""Writes stand-off annotations in the guideline's form, with the text of the papers put back, for evaluation.

    python -m extraction.training.export_gold ../shared extraction/training/annotations/open-access.jsonl > gold.jsonl

The output holds sentences of the papers: keep it out of the repository.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from extraction.training import data, gold


def _argument(value: gold.Argument, source: str) -> str | None:
    return source[value[0] : value[1]] if isinstance(value, tuple) else value


def record(sentence: gold.GoldSentence, source: str) -> dict[str, Any]:
    """One annotated sentence as the guideline writes it."""
    entities = [
        {"id": e.id, "text": source[e.start : e.end], "start": e.start - sentence.start, "type": e.type,
         "canon": e.canon or source[e.start : e.end]}
        for e in sentence.entities
    ]  # fmt: skip
    claims = [
        {"cause": _argument(c.cause, source), "effect": _argument(c.effect, source), "sign": c.sign, "status": c.status,
         "material": c.material, "cause_sign": c.cause_sign, "cue": ""}
        for c in sentence.claims
        if c.cause is not None and c.effect is not None
    ]  # fmt: skip
    measurements = [
        {"of": x.of, "property": x.property, "quantity": x.quantity, "value": x.value, "value_max": x.value_max,
         "unit": x.unit, "conditions": list(x.conditions)}
        for x in sentence.measurements
    ]  # fmt: skip
    return {
        "id": f"{sentence.doc}-{sentence.start}", "doc": sentence.doc, "start": sentence.start, "end": sentence.end,
        "text": source[sentence.start : sentence.end], "entities": entities,
        "roles": [{"material": m, "role": r} for m, r in sentence.roles],
        "components": [{"component": m, "interphase": i} for m, i in sentence.components],
        "measurements": measurements, "claims": claims,
    }  # fmt: skip


def main() -> None:
    """Print the annotations of one file."""
    shared, path = Path(sys.argv[1]), Path(sys.argv[2])
    sentences = gold.load([path])
    papers = data.documents(shared, (s.doc for s in sentences))
    for sentence in sentences:
        print(json.dumps(record(sentence, papers[sentence.doc].source), ensure_ascii=False))


if __name__ == "__main__":
    main()
