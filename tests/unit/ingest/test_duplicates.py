"""Which names are thought to mean one thing, and which aren't."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store import open_store
from graph.writer import replace_paper
from ingest.duplicates import Name, likeliest, ranked
from tests.graph_factories import fluoride_paper, gas_paper


def named(name: str, label: str = "Material", *aliases: str, parents: tuple[str, ...] = ()) -> Name:
    return Name(f"{label.lower()}:{name}", label, name, frozenset(aliases), frozenset(parents), 1)


@pytest.mark.parametrize(
    ("one", "other", "why", "likeness"),
    [
        (named("thermo-dynamic limit", "Property"), named("thermodynamic limit", "Property"), "letters", 1.0),
        (named("Na/Cl"), named("NaCl"), "letters", 1.0),
        (named("sodium decarbonate"), named("sodium dicarbonate"), "letters", 0.85),
        (named("LiC2"), named("C2Li"), "composition", 0.95),
        (named("growth of voids", "Mechanism"), named("void growth", "Property"), "words", 0.95),
        (named("PCL"), named("polycaprolactone", "Material", "PCL"), "alias", 0.9),
    ],
)
def test_a_likely_pair(one: Name, other: Name, why: str, likeness: float) -> None:
    (pair,) = ranked([one, other])
    assert (pair.why, pair.likeness) == (why, pytest.approx(likeness))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("Co"), named("Li")),
        (named("Li"), named("Li+")),
        (named("coating"), named("coating", "Role")),
        (named("LiF"), named("fluoride")),
        (named("beta-Al2O3"), named("beta''-Al2O3")),
    ],
)
def test_no_likely_pair(one: Name, other: Name) -> None:
    assert ranked([one, other]) == []


def test_a_kind_is_less_likely_the_same_as_what_it_is_a_kind_of() -> None:
    plain = named("zinc alloy")
    (apart,) = ranked([plain, named("alloy of zinc")])
    (kind,) = ranked([plain, named("alloy of zinc", parents=("material:zinc alloy",))]) or [None]
    assert apart.likeness == pytest.approx(0.95)
    assert kind is None


def test_names_of_a_graph(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "g.lbug")) as store:
        replace_paper(store, gas_paper())
        replace_paper(store, fluoride_paper())
        (pair,) = likeliest(store, "Material")
    assert (pair.first.name, pair.second.name, pair.likeness) == ("CO", "Co", 0.6)
