"""Counts how often each dependency rule is right on the annotated sentences, with annotated mentions.

python -m extraction.training.rule_report ../shared
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from extraction.nlp import candidates, rules
from extraction.nlp.candidates import Kind
from extraction.training import data
from extraction.training import relations as training
from extraction.training.system import Trainer


def count(trainer: Trainer) -> dict[tuple[str, str], tuple[int, int]]:
    """(kind, rule) -> how many pairs it proposes rightly and wrongly."""
    right: Counter[tuple[str, str]] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    for a in trainer.corpus.aligned:
        spans = training.annotated_spans(a)
        if not spans:
            continue
        gold, sentence = training.gold_pairs(a), trainer.parse(a, spans)
        for kind in (Kind.CLAIM, Kind.ROLE, Kind.COMPONENT):
            for x, y in candidates.ends(sentence, kind):
                name = rules.match(sentence, kind.value, x, y)
                if name is None:
                    continue
                hit = any(
                    training.touches((x.start, x.end), g) and training.touches((y.start, y.end), h)
                    for g, h, _ in gold[kind]
                )
                (right if hit else wrong)[kind.value, name] += 1
    return {key: (right[key], wrong[key]) for key in sorted({*right, *wrong})}


def main() -> None:
    """Print the table in Markdown."""
    shared = Path(sys.argv[1])
    corpus = data.load(shared, [shared / "eval" / "dev.jsonl", *data.own_annotations()])
    found = count(Trainer(corpus))
    print("| relation | rule | right | wrong | precision |\n|---|---|---|---|---|")
    for kind, every in rules.load().items():
        for rule in every:
            good, bad = found.get((kind, rule.name), (0, 0))
            share = f"{good / (good + bad):.2f}" if good + bad else "–"
            print(f"| {kind} | {rule.name} | {good} | {bad} | {share} |")


if __name__ == "__main__":
    main()
