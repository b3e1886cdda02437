"""Whether a sentence asserts, hedges or denies that one thing brings about another, read off the words that govern the path."""

from __future__ import annotations

from extraction.nlp.syntax import Path, Tree

MODALS = frozenset({"may", "might", "could", "would"})
DOUBTS = frozenset(
    {
        "possibly", "potentially", "probably", "perhaps", "presumably", "likely", "seemingly", "suppose", "presume",
        "expect", "propose", "believe", "hypothesize", "speculate", "assume", "promising",
    }
)  # fmt: skip
#: What is wanted or said to be needed; alone they hedge nothing ("aims to", "the need for").
INTENTS = frozenset(
    {
        "should", "suggest", "potential", "aim", "seek", "attempt", "try", "desire", "want", "need",
        "anticipate", "strategy", "approach", "order", "ideal", "if", "whether", "unless", "possible",
        "candidate", "prospect", "hope", "plan", "intend", "design",
    }
)  # fmt: skip
_DENIALS = frozenset({"not", "n't", "never", "hardly", "neither", "nor", "barely"})
_DENYING = frozenset({"fail", "unable", "cannot"})
_PREDICATES = ("VERB", "AUX")


def _verbs(tree: Tree, path: Path) -> list[int]:
    """The predicates between two words, and the one that governs their common clause."""
    between = [at for at in (*path.inner, path.top) if tree.pos[at] in _PREDICATES]
    above = tree.head[path.top]
    if tree.dep[path.top] in ("xcomp", "ccomp", "acomp") and tree.pos[above] in _PREDICATES:
        between.append(above)
    return list(dict.fromkeys(between))


def hedged(tree: Tree, path: Path) -> bool:
    """ "may suppress", "is expected to raise", "probably due to"."""
    near = [at for verb in _verbs(tree, path) for at in (verb, *tree.children[verb])]
    near += [child for at in path.inner for child in tree.children[at] if tree.dep[child] == "advmod"]
    return any(tree.lower[at] in MODALS or tree.lemma[at] in DOUBTS for at in (*near, *path.inner))


def denied(tree: Tree, path: Path) -> bool:
    """ "does not suppress", "fails to raise": the verb nearest to the effect is denied, not a clause beside it."""
    for verb in _verbs(tree, path):
        words = {
            tree.lower[child]
            for child in tree.children[verb]
            if tree.dep[child] in ("neg", "advmod", "aux", "preconj")
        }
        if words & _DENIALS or tree.lemma[verb] in _DENYING:
            return True
    return False
