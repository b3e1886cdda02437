"""Reads off the tree whether a phrase speaks of more or of less of a thing: "low impedance", "suppression of growth".

From the word up to the first verb that governs it, every word of decrease turns the direction over: "prevents the loss of
capacity" turns twice. Verbs act on their objects and passive subjects; on a plain subject only where they have no object
("capacity drops"). A trouble that is improved is less of it, one that is worsened more.
"""

from __future__ import annotations

import re

from extraction.nlp.syntax import Tree

_CARRIERS = frozenset(
    {"prep", "pobj", "pcomp", "compound", "nmod", "npadvmod", "amod", "poss", "conj", "appos", "nounmod"}
)
_NONE = frozenset(
    {
        "no",
        "without",
        "less",
        "few",
        "free",
        "lack",
        "absence",
        "zero",
        "non",
        "never",
        "devoid",
        "hardly",
        "minus",
    }
)
_LOWERING = frozenset({"decrease", "low"})
_POORLY = frozenset(
    {"poorly", "badly", "weakly", "slowly", "sluggishly", "insufficiently", "scarcely", "hardly", "barely"}
)
_BETTERING = frozenset({"improve", "ameliorate", "better", "ease", "remedy", "cure", "mend", "heal", "tame"})
_WORSENING = frozenset({"worsen", "deteriorate", "degrade", "aggravate", "exacerbate"})
_TROUBLE = re.compile(
    r"(?:issue|problem|concern|drawback|challenge|shortcoming|trouble|hazard|risk|decay|corrosion)s?"
    r"|(?:difficult|instabilit|incompatibilit)(?:y|ies)"
)


#: Prepositions behind which a thing shares the fate of what stands before them.
_LEADING = frozenset({"of", "in", "for", "on", "to", "without", "from", "against"})


def _instance(tree: Tree, at: int) -> bool:
    """Whether instances follow: "issues such as decay", "troubles including decay"."""
    return tree.lower[at] in ("including", "like") or (
        tree.lower[at] == "as" and at > 0 and tree.lower[at - 1] == "such"
    )


def _kind(tree: Tree, at: int) -> int | None:
    """What the instances are instances of: the plural that the parser hangs them on, or else the last troubles named before
    ("to overcome the issues by a new layer, such as growth and decay")."""
    head = tree.head[at]
    if tree.pos[head] in ("NOUN", "PROPN") and tree.lower[head] != tree.lemma[head]:
        return head
    before = (word for word in range(at - 1, -1, -1) if tree.lower[word].endswith("s"))
    return next((word for word in before if _TROUBLE.fullmatch(tree.lower[word])), None)


def _object(tree: Tree, at: int) -> bool:
    return any(tree.dep[c] in ("dobj", "ccomp", "xcomp") for c in tree.children[at])


def own(tree: Tree, at: int) -> int:
    """-1 if the word's own modifiers turn it down ("poor", "reduced", "no", "conducts poorly"), else 1."""
    turned = 1
    for child in tree.children[at]:
        if tree.dep[child] == "advmod" and tree.lower[child] in _POORLY:
            turned = -turned
        if child > at and tree.dep[child] not in ("acomp",):
            continue
        if tree.dep[child] in ("amod", "det", "nmod", "compound", "advmod", "neg") and (
            tree.cue[child] in _LOWERING or tree.lower[child] in _NONE
        ):
            turned = -turned
            break
    if tree.dep[at] in ("nsubj", "nsubjpass") and tree.lemma[tree.head[at]] in (
        "be",
        "remain",
        "become",
        "seem",
    ):
        for child in tree.children[tree.head[at]]:
            if tree.dep[child] in ("acomp", "attr") and tree.cue[child] == "low":
                turned = -turned
                break
    return turned


def _lowers(tree: Tree, word: int, verb: int) -> bool:
    if _TROUBLE.fullmatch(tree.lower[word]) and tree.lemma[verb] in _BETTERING | _WORSENING:
        return tree.lemma[verb] in _BETTERING
    return tree.cue[verb] == "decrease" or tree.lower[verb] in _NONE


def _verb(tree: Tree, at: int, verb: int, asked: int) -> int:
    """What the verb that governs a word does to it; `asked` is the one of its conjuncts that is asked about."""
    role = tree.dep[at]
    if not _lowers(tree, asked, verb):
        return 1
    if role in ("dobj", "nsubjpass", "pobj", "oprd", "attr"):
        return -1
    return -1 if role == "nsubj" and not _object(tree, verb) else 1


def direction(tree: Tree, at: int) -> int:
    """+1 if the phrase around a word speaks of (more of) it, -1 if of less or none of it."""
    sign = own(tree, at)
    first = here = tree.first_conjunct(at) if sign > 0 else at
    steps = 0
    while tree.head[here] != here and steps < 6:
        above = tree.head[here]
        kind = _kind(tree, above) if tree.dep[above] == "prep" and _instance(tree, above) else None
        if kind is not None:
            here, steps, sign = kind, steps + 2, sign * own(tree, kind)
            continue
        if tree.pos[above] in ("VERB", "AUX") and tree.dep[here] not in ("amod",):
            return sign * _verb(tree, here, above, at if here == first else here)
        if tree.dep[here] not in _CARRIERS:
            break
        if tree.pos[above] in ("ADP", "SCONJ"):
            if tree.lower[above] in _NONE:
                sign = -sign
            if tree.lower[above] not in _LEADING:
                break
        elif tree.dep[here] != "conj" and (tree.cue[above] in _LOWERING or tree.lower[above] in _NONE):
            sign = -sign
            if tree.dep[above] not in ("prep", "pobj", "dobj", "compound", "nmod"):
                break
        here, steps = above, steps + 1
    return sign
