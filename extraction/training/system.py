"""Trains the whole reader from annotations, and measures it under cross-validation by paper.

    python -m extraction.training.system ../shared --models extraction/models --crossvalidated crossvalidated.jsonl

The second file holds the reading of each paper by a system that never saw it, as extraction-output, for `lithograph evaluate`
or score.py. Networks are kept in the cache; `--network FOLD` trains one of them alone, so that several can be trained at the
same time. Seeds are fixed. It takes about four hours on one core.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import Document
from extraction.extractor import Extractor
from extraction.model import EntityType, PaperRecord
from extraction.nlp import abbreviations, lexicon, networktagger, pipeline, skeleton
from extraction.nlp import network as net
from extraction.nlp.candidates import Kind, about_ends, ends
from extraction.nlp.mentions import Mentions, short_types
from extraction.nlp.pairs import Sentence
from extraction.nlp.skeleton import Span
from extraction.training import data, gold, network
from extraction.training import relations as training
from extraction.training.gold import Aligned

#: Papers that are left out together.
FOLDS = {
    "000": ("000_8193d5aa63f49cb4", "001_4da4dc8e93072f85"),
    "002": ("002_361831456426156e",),
    "003": ("003_37b88152380e47cb", "004_ffb5512d404fad83"),
}
OTHERS, NONE, PRACTICE = "others", "none", "practice"
#: How often the network sees a sentence of dev.jsonl, whose annotations the guideline was written with, in each epoch.
GUIDING = 3
CLAIM, ABOUT = net.QUESTIONS.index("claim"), net.QUESTIONS.index("about")


def fold(doc: str) -> str:
    """The fold of a paper: one of FOLDS, `others` for open-access papers; `none` for digests and `practice` for practice
    prose, which always train."""
    known = next((name for name, docs in FOLDS.items() if doc in docs), None)
    own = {NONE: data.DIGESTS, PRACTICE: data.PRACTICE}
    return known or next((name for name, folder in own.items() if (folder / f"{doc}.md").exists()), OTHERS)


@dataclass(frozen=True, slots=True)
class System:
    """Everything that was trained; the network as the folder where it lies."""

    network: Path
    models: dict[str, object]


class Trainer:
    """Holds the pipelines and the annotated corpus; `guiding` are the sentences that count more, by paper and start."""

    def __init__(self, corpus: data.Corpus, guiding: Collection[tuple[str, int]] = ()) -> None:
        self.corpus, self.guiding = corpus, frozenset(guiding)
        self.parser = pipeline.syntax()
        self.reader = pipeline.reader(self.parser)
        self._docs: dict[tuple[str, int], Doc] = {}
        self._short_names: dict[str, dict[str, str]] = {}

    def passage(self, a: Aligned) -> Doc:
        """The passage of an annotated sentence, cut into words with their marks."""
        key = (a.gold.doc, a.passage_index)
        if key not in self._docs:
            shorts = self._shorts(self.corpus.documents[a.gold.doc])
            doc = pipeline.start(self.reader, a.passage.text, shorts)
            for _, component in self.reader.pipeline:
                doc = component(doc)
            self._docs[key] = doc
        return self._docs[key]

    def _shorts(self, document: Document) -> dict[str, str]:
        if document.name not in self._short_names:
            self._short_names[document.name] = abbreviations.table(p.text for p in document.passages)
        return self._short_names[document.name]

    def tokens(self, a: Aligned) -> tuple[int, int]:
        """First token of an annotated sentence and the one after its last."""
        inside = [t.i for t in self.passage(a) if a.start <= t.idx and t.idx + len(t) <= a.end]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    def example(self, a: Aligned) -> network.Example | None:
        """An annotated sentence for the network: its words, tags, and all pairs of its annotated mentions."""
        doc, (low, high) = self.passage(a), self.tokens(a)
        if low == high:
            return None
        words, spans = networktagger.words(doc, low, high), training.annotated_spans(a)
        ranges = [(t.idx, t.idx + len(t)) for t in doc[low:high]]
        asked = _asked(a, self.parse(a, spans)) if spans else _NO_PAIRS
        return network.Example(words, _tags(ranges, spans), *asked)

    def network(self, without: str, cache: Path) -> Path:
        """The network trained without a fold, from the cache or trained now."""
        folder = cache / f"network-without-{without}"
        if not (folder / "encoder.onnx").exists():
            network.say(f"training the network without {without}")
            examples = [
                example
                for a in self.corpus.aligned
                if fold(a.gold.doc) != without and (example := self.example(a)) is not None
                for _ in range(GUIDING if (a.gold.doc, a.gold.start) in self.guiding else 1)
            ]
            names = network.Names(e.words for e in examples)
            trained = network.train(examples, names, say=network.say)
            every = (
                t.text
                for d in self.corpus.documents.values()
                for p in d.passages
                for t in self.reader.make_doc(p.text)
            )
            network.save(trained, names, every, folder)
        return folder

    def read(self, nlp: Language, document: Document) -> tuple[list[Doc], list[list[Span]]]:
        """All passages of a document as the network reads them, and the mentions found."""
        shorts = self._shorts(document)
        docs = list(nlp.pipe(pipeline.start(nlp, p.text, shorts) for p in document.passages))
        tagged = [(e.text, EntityType(e.label_)) for d in docs for e in d.ents]
        finder = Mentions(lexicon.load(), shorts, short_types(shorts, lexicon.load(), tagged))
        return docs, [finder.find(d) for d in docs]

    def parse(self, a: Aligned, spans: Sequence[Span], doc: Doc | None = None) -> Sentence:
        """Parse one annotated sentence with the given mentions; `doc` is its passage where the network has read it."""
        low, high = self.tokens(a)
        tokens = list(self.passage(a)[low:high])
        made = skeleton.build(tokens, spans)
        parsed = made.make(self.parser.vocab)
        for _, component in self.parser.pipeline:
            parsed = component(parsed)
        made.doc = parsed
        words = tuple((t.idx, t.idx + len(t)) for t in tokens)
        return Sentence(made, spans, words, networktagger.part(doc, low, high) if doc is not None else None)


_NO_PAIRS = (
    net.Arguments(*(np.zeros(0, np.int64) for _ in range(3))),
    np.zeros(0, np.int64), np.zeros(0, np.int64),
    np.zeros((0, len(net.QUESTIONS)), np.float32), np.zeros((0, len(net.QUESTIONS)), np.float32),
)  # fmt: skip


def _tags(words: Sequence[tuple[int, int]], spans: Iterable[Span]) -> list[int]:
    """Tag numbers of words; of nested spans the outermost counts."""
    out, past = [0] * len(words), 0
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        covered = [at for at, (start, end) in enumerate(words) if start < span.end and span.start < end]
        if not covered or covered[0] < past:
            continue
        past = covered[-1] + 1
        places = "S" if len(covered) == 1 else "B" + "I" * (len(covered) - 2) + "E"
        for at, place in zip(covered, places, strict=True):
            out[at] = net.TAGS.index(f"{place}-{span.type.value}")
    return out


def _asked(
    a: Aligned, sentence: Sentence
) -> tuple[net.Arguments, network.NDArrayInt, network.NDArrayInt, network.NDArrayInt, network.NDArrayInt]:
    """All pairs of a sentence with the answers; the questions about a claim count for claims alone."""
    gold, at = training.gold_pairs(a), {x: i for i, x in enumerate(sentence.arguments)}
    rows = [(kind, x, y) for kind in Kind for x, y in ends(sentence, kind)]
    causes, told = training.about(a, sentence, gold[Kind.CLAIM])
    abouts = about_ends(sentence, causes)
    shape = len(rows) + len(abouts), len(net.QUESTIONS)
    answers, asked = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for row, (kind, x, y) in enumerate(rows):
        question = net.QUESTIONS.index(kind.value)
        hit = training.annotated(gold[kind], x, y)
        answers[row, question], asked[row, question] = hit is not None, 1.0
        if hit is not None and hit[2] is not None:
            claim = hit[2]
            answers[row, CLAIM + 1 : CLAIM + 5] = (
                claim.sign == "-", claim.status == "hedged", claim.status == "negated", claim.cause_sign == "-",
            )  # fmt: skip
            asked[row, CLAIM + 1 : CLAIM + 5] = 1.0
    answers[len(rows) :, ABOUT] = [told(x, y) for x, y in abouts]
    asked[len(rows) :, ABOUT] = 1.0
    every = [*((x, y) for _, x, y in rows), *abouts]
    first = np.array([at[x] for x, _ in every], dtype=np.int64)
    second = np.array([at[y] for _, y in every], dtype=np.int64)
    return sentence.places(), first, second, answers, asked


class HeldOut:
    """Every paper as a network reads it that never saw it. Practice prose is left out: every network saw all of it, so
    that it would teach the scorers to trust the network too much."""

    def __init__(self, trainer: Trainer, cache: Path) -> None:
        self.trainer = trainer
        self.readers: dict[str, Language] = {}
        self.docs: dict[str, list[Doc]] = {}
        self.mentions: dict[str, list[list[Span]]] = {}
        documents = trainer.corpus.documents
        for name in sorted({fold(d) for d in documents} - {PRACTICE}):
            # Digests are read by a network that saw them: they are few, and written for this project.
            left_out = name if name != NONE else OTHERS
            folder = trainer.network(left_out, cache)
            nlp = self.readers[name] = pipeline.with_tagger(pipeline.reader(trainer.parser), folder)
            for doc in (d for d in documents if fold(d) == name):
                self.docs[doc], self.mentions[doc] = trainer.read(nlp, documents[doc])

    def heads(self, doc: str) -> net.Heads:
        """The heads of the network that read a paper."""
        return _heads(self.readers[fold(doc)])

    def instances(self) -> list[training.Instance]:
        """All annotated sentences, with annotated and with found mentions."""

        def found(a: Aligned) -> list[Span]:
            return [
                s for s in self.mentions[a.gold.doc][a.passage_index] if a.start <= s.start and s.end <= a.end
            ]

        def parse(a: Aligned, spans: Sequence[Span]) -> Sentence:
            return self.trainer.parse(a, spans, self.docs[a.gold.doc][a.passage_index])

        aligned = [a for a in self.trainer.corpus.aligned if fold(a.gold.doc) != PRACTICE]
        return training.instances(aligned, found, parse, lambda a: self.heads(a.gold.doc))


def _heads(nlp: Language) -> net.Heads:
    tagger = nlp.get_pipe("tagger")
    if not isinstance(tagger, networktagger.NetworkTagger):
        raise TypeError(f"the tagger is no network but a {type(tagger).__name__}")
    return tagger.network.heads


def crossvalidate(
    held: HeldOut, instances: Sequence[training.Instance], unread: Collection[str]
) -> list[PaperRecord]:
    """Read each paper with a system that was trained without its fold; digests and those named `unread` are not read."""
    out = []
    for name in (*FOLDS, OTHERS):
        models = training.train([i for i in instances if fold(i.doc) != name])
        reader = held.readers[name]
        scorers = training.scorers(models, _heads(reader))
        extractor = Extractor(reader=reader, parser=held.trainer.parser, scorers=scorers)
        wanted = {
            n: d for n, d in held.trainer.corpus.documents.items() if fold(n) == name and n not in unread
        }
        out += [extractor.extract(d) for _, d in sorted(wanted.items())]
        network.say(f"{name} read by a system trained without it")
    return out


def save(system: System, folder: Path) -> None:
    """Write the weights where the package looks for them."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(system.network, folder / "network", dirs_exist_ok=True)
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
    parser.add_argument("--cache", type=Path, required=True, help="folder that keeps trained networks")
    parser.add_argument("--network", metavar="FOLD", help="train the network without this fold and stop")
    parser.add_argument(
        "--models", type=Path, help="train on everything and write the weights into this folder"
    )
    parser.add_argument(
        "--crossvalidated", type=Path, help="write the readings of held-out papers into this file"
    )
    arguments = parser.parse_args()
    dev = arguments.shared / "eval" / "dev.jsonl"
    arguments.cache.mkdir(parents=True, exist_ok=True)
    corpus = data.load(arguments.shared, [dev, *data.own_annotations()])
    trainer = Trainer(corpus, {(s.doc, s.start) for s in gold.load([dev])})
    if arguments.network:
        trainer.network(arguments.network, arguments.cache)
        return
    held = HeldOut(trainer, arguments.cache)
    instances = held.instances()
    if arguments.models:
        every = trainer.network("nothing", arguments.cache)
        save(System(every, dict(training.train(instances))), arguments.models)
    if arguments.crossvalidated:
        unread = data.names(arguments.shared / data.FUEL_CELLS)
        write(crossvalidate(held, instances, unread), arguments.crossvalidated)


if __name__ == "__main__":
    main()
