"""Trains the entity tagger: spaCy's transition-based ner, its token vectors started from the parser's."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import minibatch
from thinc.api import Adam, Model, fix_random_seed

from extraction.nlp.tagger import config


def _named(model: Model[Any, Any], name: str) -> list[Model[Any, Any]]:
    return [node for node in model.walk() if node.name == name]


def take_over(target: Model[Any, Any], source: Model[Any, Any]) -> None:
    """Copy the parser's token vectors into the tagger's; what the extra attribute adds starts near zero."""
    for kind in ("hashembed", "maxout", "layernorm"):
        for node, into in zip(_named(source, kind), _named(target, kind), strict=False):
            for name in node.param_names:
                _copy(into, name, node.get_param(name))


def _copy(into: Model[Any, Any], name: str, value: Any) -> None:
    have: Any = into.get_param(name)
    if have.shape == value.shape:
        into.set_param(name, value.copy())
    elif name == "W" and have.shape[:-1] == value.shape[:-1]:
        wider = have * 0.1
        wider[..., : value.shape[-1]] = value
        into.set_param(name, wider)
    else:
        raise ValueError(f"can't take over {name}: {value.shape} into {have.shape}")


def reference(doc: Doc, spans: Iterable[tuple[int, int, str]]) -> Doc:
    """A copy of `doc` with entities: the outermost ones, snapped to tokens."""
    gold = Doc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
    ents: list[Span] = []
    for start, end, label in sorted(spans, key=lambda s: (s[0], -s[1])):
        span = gold.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None and (not ents or span.start >= ents[-1].end):
            ents.append(span)
    gold.ents = tuple(ents)
    return gold


def train(
    examples: Sequence[Example],
    start: Model[Any, Any],
    *,
    epochs: int = 25,
    seed: int = 0,
    dropout: float = 0.25,
    vocab: Any = None,
) -> Language:
    """Train a tagger and return it as a pipeline with one component, `ner`."""
    fix_random_seed(seed)
    nlp = Language(vocab) if vocab is not None else spacy.blank("en")
    ner: Any = nlp.add_pipe("ner", config=config())
    for example in examples:
        for ent in example.reference.ents:
            ner.add_label(ent.label_)
    nlp.initialize(lambda: list(examples)[:50])
    take_over(ner.model.get_ref("tok2vec"), start)
    optimizer = Adam(0.001, L2=0.01, grad_clip=1.0, use_averages=True)
    shuffler = random.Random(seed)
    order = list(examples)
    for epoch in range(epochs):
        shuffler.shuffle(order)
        optimizer.learn_rate = 0.001 * (1.0 if epoch < epochs * 0.6 else 0.3)
        for batch in minibatch(order, size=24):  # type: ignore[no-untyped-call]
            nlp.update(batch, sgd=optimizer, drop=dropout)
    with nlp.use_params(optimizer.averages):
        data = ner.model.to_bytes()
    ner.model.from_bytes(data)
    return nlp


__all__ = ["config", "reference", "take_over", "train"]
