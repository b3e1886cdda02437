"""Shape of the entity tagger: spaCy's transition-based ner with token vectors of its own.

The vectors read the vocabulary mark of each token (`extraction.nlp.gazetteer`) beside its norm, prefix, suffix and shape.
"""

from __future__ import annotations

from typing import Any

#: What the embedding reads; the first six are the parser's, in its order, so that its tables can be taken over in training.
ATTRIBUTES = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE", "ENT_ID"]
ROWS = [5000, 1000, 2500, 2500, 50, 50, 400]
WIDTH = 96


def config() -> dict[str, Any]:
    """The ner component's configuration."""
    vectors = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": ATTRIBUTES,
            "rows": ROWS,
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }
    return {
        "model": {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": "ner",
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
            "nO": None,
            "tok2vec": vectors,
        }
    }
