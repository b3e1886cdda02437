"""Trains the whole reader from annotations, and measures it under cross-validation by paper.

    python -m extraction.training.system ../shared --models extraction/models --crossvalidated crossvalidated.jsonl

The second file holds the reading of each paper by a system that never saw it, as extraction-output, for `lithograph evaluate`
or score.py. Seeds are fixed. It takes about ten minutes on two cores.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.training import Example

from corpus.model import Document
from extraction.extractor import Extractor
from extraction.model import EntityType, PaperRecord
from extraction.nlp import abbreviations, lexicon, pipeline, relations, skeleton
from extraction.nlp.mentions import Mentions, short_types
from extraction.nlp.pairs import Sentence
from extraction.nlp.skeleton import Span
from extraction.training import data, tagger
from extraction.training import relations as training
from extraction.training.gold import Aligned

EPOCHS = 18


@dataclass(frozen=True, slots=True)
class System:
    """Everything that was trained."""

    tagger: bytes
    models: dict[str, object]
    scorers: relations.Scorers


def examples(reader: Language, corpus: data.Corpus, aligned: Sequence[Aligned]) -> list[Example]:
    """Annotated sentences for the tagger, with vocabulary marks and the short names of their papers."""
    shorts = {name: abbreviations.table(p.text for p in d.passages) for name, d in corpus.documents.items()}
    out = []
    for a in aligned:
        doc = pipeline.start(reader, a.text, shorts[a.gold.doc])
        for _, component in reader.pipeline:
            doc = component(doc)
        spans = [(e.start - a.start, e.end - a.start, e.type) for e in a.entities]
        out.append(Example(doc, tagger.reference(doc, spans)))
    return out


class Trainer:
    """Holds the pipelines and the annotated corpus."""

    def __init__(self, corpus: data.Corpus) -> None:
        self.corpus = corpus
        self.parser = pipeline.syntax()
        self.reader = pipeline.reader(self.parser)

    def tagger(self, aligned: Sequence[Aligned]) -> bytes:
        """Train the tagger on these sentences."""
        start = self.parser.get_pipe("tok2vec").model  # type: ignore[attr-defined]
        nlp = tagger.train(
            examples(self.reader, self.corpus, aligned), start, epochs=EPOCHS, vocab=self.parser.vocab
        )
        weights: bytes = nlp.get_pipe("ner").to_bytes()  # type: ignore[attr-defined]
        return weights

    def mentions(self, weights: bytes, document: Document) -> list[list[Span]]:
        """What the tagger and the grammars find in every passage of a document."""
        nlp = pipeline.with_tagger(pipeline.reader(self.parser), weights)
        shorts = abbreviations.table(p.text for p in document.passages)
        docs = list(nlp.pipe(pipeline.start(nlp, p.text, shorts) for p in document.passages))
        tagged = [(e.text, EntityType(e.label_)) for d in docs for e in d.ents]
        finder = Mentions(lexicon.load(), shorts, short_types(shorts, lexicon.load(), tagged))
        return [finder.find(d) for d in docs]

    def parse(self, a: Aligned, spans: Sequence[Span]) -> Sentence:
        """Parse one annotated sentence with the given mentions."""
        doc = self.reader.make_doc(a.passage.text)
        tokens = [t for t in doc if a.start <= t.idx and t.idx + len(t) <= a.end]
        made = skeleton.build(tokens, spans)
        parsed = made.make(self.parser.vocab)
        for _, component in self.parser.pipeline:
            parsed = component(parsed)
        made.doc = parsed
        return Sentence(made, spans)

    def instances(
        self, aligned: Sequence[Aligned], found: dict[str, list[list[Span]]]
    ) -> list[training.Instance]:
        """Sentences with annotated and with predicted mentions."""

        def predicted(a: Aligned) -> list[Span]:
            return [s for s in found[a.gold.doc][a.passage_index] if a.start <= s.start and s.end <= a.end]

        return training.instances(aligned, predicted, self.parse)


@dataclass(frozen=True, slots=True)
class HeldOut:
    """For every paper a tagger that never saw it, and the mentions which that one finds there."""

    taggers: dict[str, bytes]
    mentions: dict[str, list[list[Span]]]
    folds: dict[str, str]  #: paper -> fold; the papers of a fold are left out together


def held_out(trainer: Trainer, alone: Sequence[str], cache: Path | None = None) -> HeldOut:
    """Train a tagger without each of the papers named, and one without all others; `cache` keeps them."""
    folds = {name: name if name in alone else "others" for name in trainer.corpus.documents}
    by_fold = {}
    for fold in sorted(set(folds.values())):
        kept = cache / f"without-{fold}.bin" if cache else None
        if kept and kept.exists():
            by_fold[fold] = kept.read_bytes()
            continue
        by_fold[fold] = trainer.tagger([a for a in trainer.corpus.aligned if folds[a.gold.doc] != fold])
        print(f"tagger without {fold} trained", file=sys.stderr, flush=True)
        if kept:
            kept.write_bytes(by_fold[fold])
    taggers = {name: by_fold[fold] for name, fold in folds.items()}
    found = {name: trainer.mentions(taggers[name], d) for name, d in trainer.corpus.documents.items()}
    return HeldOut(taggers, found, folds)


def train(trainer: Trainer, held: HeldOut) -> System:
    """Train on all annotated sentences; the scorers see mentions as a tagger finds them that didn't know the paper."""
    aligned = trainer.corpus.aligned
    weights = trainer.tagger(aligned)
    models = training.train(trainer.instances(aligned, held.mentions))
    return System(weights, dict(models), training.scorers(models))


def crossvalidate(trainer: Trainer, held: HeldOut) -> list[PaperRecord]:
    """Read each paper with a system that was trained without its fold."""
    every = trainer.instances(trainer.corpus.aligned, held.mentions)
    out = []
    for fold in sorted(set(held.folds.values())):
        models = training.train([i for i in every if held.folds[i.doc] != fold])
        names = [n for n, f in held.folds.items() if f == fold]
        reader = pipeline.with_tagger(pipeline.reader(trainer.parser), held.taggers[names[0]])
        extractor = Extractor(reader=reader, parser=trainer.parser, scorers=training.scorers(models))
        out += [extractor.extract(trainer.corpus.documents[name]) for name in names]
        print(f"{fold} read by a system trained without it", file=sys.stderr, flush=True)
    return out


def save(system: System, folder: Path) -> None:
    """Write the weights where the package looks for them."""
    folder.mkdir(parents=True, exist_ok=True)
    parser = pipeline.syntax()
    nlp = pipeline.with_tagger(pipeline.reader(parser), system.tagger)
    nlp.get_pipe("tagger").to_disk(folder / "tagger", exclude=["vocab"])  # type: ignore[attr-defined]
    for name, model in system.models.items():
        model.save(folder / f"{name}.npz")  # type: ignore[attr-defined]
    (folder / "thresholds.json").write_text(
        json.dumps(training.THRESHOLDS, indent=1) + "\n", encoding="utf-8"
    )


def write(records: Sequence[PaperRecord], path: Path) -> None:
    """Write records as extraction-output, one sentence a line."""
    with path.open("w", encoding="utf-8") as out:
        for record in records:
            for sentence in record.sentences:
                out.write(sentence.model_dump_json() + "\n")


def main() -> None:
    """Command line of the training."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path, help="folder with corpus/, papers/ and eval/")
    parser.add_argument(
        "--models", type=Path, help="train on everything and write the weights into this folder"
    )
    parser.add_argument(
        "--crossvalidated", type=Path, help="write the readings of held-out papers into this file"
    )
    parser.add_argument(
        "--cache", type=Path, help="folder that keeps held-out taggers, to train the scorers again sooner"
    )
    arguments = parser.parse_args()
    dev = arguments.shared / "eval" / "dev.jsonl"
    trainer = Trainer(data.load(arguments.shared, [dev, *data.own_annotations()]))
    if arguments.cache:
        arguments.cache.mkdir(parents=True, exist_ok=True)
    held = held_out(trainer, sorted(data.documents_of(dev)), arguments.cache)
    if arguments.models:
        save(train(trainer, held), arguments.models)
    if arguments.crossvalidated:
        write(crossvalidate(trainer, held), arguments.crossvalidated)


if __name__ == "__main__":
    main()
