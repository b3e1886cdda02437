import pytest

from extraction.nlp import pipeline
from extraction.nlp.direction import direction
from extraction.nlp.syntax import Tree


@pytest.fixture(scope="module")
def parser():
    return pipeline.syntax()


@pytest.mark.parametrize(
    ("text", "word", "sign"),
    [
        ("The coating reduced the resistance and enhanced distribution.", "distribution", 1),
        ("The layer reduced the resistance and homogenized distribution.", "distribution", 1),
        ("The salt enhanced conductivity and thus lowered polarization.", "polarization", -1),
        ("The additive improved wetting but reduced conductivity.", "conductivity", -1),
        ("The step lowered barriers and amplified diffusion.", "diffusion", 1),
        # adjectives on both sides, or none to join: left as they are
        ("The cell showed reduced resistance and enhanced stability.", "resistance", -1),
        ("The cell showed reduced resistance and enhanced stability.", "stability", 1),
        ("The film reduced the resistance and the enhanced roughness.", "roughness", -1),
    ],
)
def test_a_second_verb_has_its_own_direction(parser, text: str, word: str, sign: int) -> None:
    tree = Tree(parser(text))
    assert direction(tree, tree.lower.index(word)) == sign


def test_a_second_verb_becomes_a_verb_with_an_object(parser) -> None:
    tree = Tree(parser("The layer reduced the resistance and homogenized distribution."))
    at = tree.lower.index("homogenized")
    noun = tree.lower.index("distribution")
    assert (tree.lemma[at], tree.pos[at], tree.dep[at], tree.lower[tree.head[at]]) == (
        "homogenize",
        "VERB",
        "conj",
        "reduced",
    )
    assert (tree.dep[noun], tree.head[noun]) == ("dobj", at)
    assert tree.lower[tree.head[tree.lower.index("and")]] == "reduced"
    assert at in tree.children[tree.lower.index("reduced")]
