"""Evaluation: each matching rule by hand on invented sentences, and the figures of score.py on the real ones."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extraction.evaluate import UnfitLine, evaluate, main
from extraction.evaluation.keys import name_key, unit_key

Line = dict[str, Any]

#: Where the invented sentence starts in its invented paper.
BASE = 100
TEXT = "Poor wetting of LiF-rich SEI on Na anodes raises resistance to 57 ohm and shortens cycle life."


def entity(key: str, kind: str, text: str, canon: str = "", shift: tuple[int, int] = (0, 0)) -> Line:
    """An entity of TEXT with the source's offsets, moved by so much at either end."""
    start = BASE + TEXT.index(text) + shift[0]
    end = BASE + TEXT.index(text) + len(text) + shift[1]
    return {"id": key, "type": kind, "start": start, "end": end, "canon": canon or text, "text": text}


def gold(entities: list[Line], **relations: list[Line]) -> Line:
    """The annotated sentence; its entities have offsets within it."""
    inside = [{**e, "start": e["start"] - BASE} for e in entities]
    end = BASE + len(TEXT)
    return {
        "id": "s1", "doc": "p", "start": BASE, "end": end, "text": TEXT, "entities": inside, **relations
    }  # fmt: skip


def got(entities: list[Line], **relations: list[Line]) -> Line:
    """The extracted sentence."""
    return {
        "doc": "p", "start": BASE, "end": BASE + len(TEXT), "text": TEXT, "entities": entities, **relations
    }  # fmt: skip


def counts(report: Line, row: str) -> tuple[int, int, int]:
    """Right, wrong and missed of a row; a row that isn't there has none."""
    found = report["scores"].get(row, {"tp": 0, "fp": 0, "fn": 0})
    return found["tp"], found["fp"], found["fn"]


@pytest.mark.parametrize(
    "shift,relaxed,exact",
    [
        ((0, 0), (1, 0, 0), (1, 0, 0)),
        ((5, 0), (1, 0, 0), (0, 0, 1)),  # 5 of 10 characters: exactly half; what lies inside is never wrong
        ((6, 0), (0, 0, 1), (0, 0, 1)),
        ((0, 10), (1, 0, 0), (0, 1, 1)),  # 10 of 20
        ((0, 11), (0, 1, 1), (0, 1, 1)),
        ((-3, -3), (1, 0, 0), (0, 1, 1)),  # 7 of 13
        ((-4, -4), (0, 1, 1), (0, 1, 1)),  # 6 of 14
        ((40, 40), (0, 0, 1), (0, 0, 1)),  # outside the sentence: none of its business
    ],
)
def test_mentions_match_when_they_share_half_of_the_union(
    shift: tuple[int, int], relaxed: tuple[int, int, int], exact: tuple[int, int, int]
) -> None:
    report = evaluate(
        [gold([entity("e1", "Property", "resistance")])],
        [got([entity("e1", "Property", "resistance", shift=shift)])],
    )
    assert counts(report, "entity.relaxed.Property") == counts(report, "entity.relaxed.ALL") == relaxed
    assert counts(report, "entity.exact.Property") == counts(report, "entity.exact.ALL") == exact


def test_a_mention_of_another_type_is_missed_and_wrong() -> None:
    report = evaluate(
        [gold([entity("e1", "Property", "resistance")])], [got([entity("e1", "Performance", "resistance")])]
    )
    assert counts(report, "entity.relaxed.Property") == (0, 0, 1)
    assert counts(report, "entity.relaxed.Performance") == (0, 1, 0)
    assert counts(report, "entity.relaxed.ALL") == (0, 1, 1)


def test_every_mention_is_matched_once_and_the_most_alike_first() -> None:
    twice = [entity("a", "Property", "resistance", shift=(-2, 0)), entity("b", "Property", "resistance")]
    report = evaluate([gold([entity("e1", "Property", "resistance")])], [got(twice)])
    assert counts(report, "entity.relaxed.Property") == counts(report, "entity.exact.Property") == (1, 1, 0)


SEI = entity("e1", "Interphase", "LiF-rich SEI")
LIF = entity("e2", "Material", "LiF")


@pytest.mark.parametrize(
    "annotated,extracted,materials",
    [
        ([SEI, LIF], [SEI], (0, 0, 0)),  # not missed
        ([SEI, LIF], [SEI, LIF], (1, 0, 0)),  # but right when there
        ([SEI], [SEI, LIF], (0, 0, 0)),  # nor wrong when not annotated
        ([LIF], [LIF, SEI], (1, 0, 0)),
        ([SEI], [{**SEI, "type": "Material"}], (0, 1, 0)),  # the same span isn't inside
    ],
)
def test_what_lies_inside_a_larger_annotated_mention_is_optional(
    annotated: list[Line], extracted: list[Line], materials: tuple[int, int, int]
) -> None:
    report = evaluate([gold(annotated)], [got(extracted)])
    assert counts(report, "entity.relaxed.Material") == materials


@pytest.mark.parametrize(
    "one,other,same",
    [
        ("Li metal", "li", True),
        ("lithium metal", "Lithium", True),
        ("Zn-metal", "zn", True),
        ("Fe metal", "Fe", False),
        ("Li2S–P2S5", "li2s-p2s5", True),
        ("Li$_{2}$S", "Li2S", True),
        ("sulfide electrolytes", "sulfide electrolyte", True),
        ("glasses", "glasse", True),
        ("glass", "glas", False),
        ("hardness", "hardnes", False),  # no plural
        ("anodes", "anode", False),  # too short to be sure
        ("Li7La3Zr2O12s", "Li7La3Zr2O12", False),  # no word
        (None, "", True),
    ],
)
def test_canonical_names(one: str | None, other: str, same: bool) -> None:
    assert (name_key(one) == name_key(other)) is same


def test_the_names_of_materials_found_are_compared() -> None:
    annotated = [entity("m", "Material", "Na"), SEI, entity("r", "Role", "anodes")]
    extracted = [entity("m", "Material", "Na", "Na metal"), {**SEI, "canon": "CEI"}]
    assert evaluate([gold(annotated)], [got(extracted)])["material_canonical_name_accuracy"] == 1.0
    extracted[0]["canon"] = "K"
    assert evaluate([gold(annotated)], [got(extracted)])["material_canonical_name_accuracy"] == 0.0
    assert evaluate([gold(annotated)], [])["material_canonical_name_accuracy"] is None


@pytest.mark.parametrize(
    "one,other,same",
    [
        ("mA cm−2", "mA/cm^2", True),
        ("mA·cm⁻²", "mA cm-2", True),
        ("mA/cm²", "mA*cm-2", True),
        ("mAh/g", "mA h g-1", True),
        ("Wh/kg", "W h kg-1", True),
        ("Ω cm2", "ohm cm^2", True),
        ("Ω/cm2", "ohm cm2", False),
        ("μm", "µm", True),
        ("°C", "℃", True),
        ("Å", "angstrom", True),
        ("wt%", "%", True),
        ("hours", "h", True),
        ("cycle", "cycles", True),
        ("J/g/K", "J g-1 K-1", True),
        ("J/g K", "J g-1 K-1", True),  # all behind a solidus is below the line
        ("mA", "A", False),
        ("S", "s", False),
        ("mAh/h", "mA", False),  # what cancels out stays in the key
        ("", None, True),
        (None, "V", False),
    ],
)
def test_units(one: str | None, other: str | None, same: bool) -> None:
    assert (unit_key(one) == unit_key(other)) is same


SODIUM = entity("m", "Material", "Na")
ANODES = entity("r", "Role", "anodes")
WETTING = entity("w", "Property", "wetting")
RESISTANCE = entity("p", "Property", "resistance")
LIFE = entity("l", "Performance", "cycle life")
OHMS = entity("q", "Quantity", "57 ohm")
ALL = [SEI, LIF, SODIUM, ANODES, WETTING, RESISTANCE, LIFE, OHMS]


def free(text: str, shift: tuple[int, int] = (0, 0)) -> Line:
    """An extracted argument that is no entity."""
    return {key: entity("", "", text, shift=shift)[key] for key in ("start", "end", "text")}


@pytest.mark.parametrize(
    "role,matched",
    [
        ({"material": "m", "role": "r"}, True),
        ({"material": "m", "role": "x"}, True),  # shares exactly a quarter of the longer one
        ({"material": "m", "role": "y"}, False),
        ({"material": "r", "role": "m"}, False),
        ({"material": "e2", "role": "r"}, False),
    ],
)
def test_links_match_by_their_arguments_places(role: Line, matched: bool) -> None:
    wide = entity("x", "Role", "anodes", shift=(-9, 9))
    wider = entity("y", "Role", "anodes", shift=(-9, 10))
    report = evaluate(
        [gold(ALL, roles=[{"material": "m", "role": "r"}])], [got([*ALL, wide, wider], roles=[role])]
    )
    assert counts(report, "relation.roles") == ((1, 0, 0) if matched else (0, 1, 1))


def test_components() -> None:
    component = {"component": "e2", "interphase": "e1"}
    report = evaluate([gold(ALL, components=[component])], [got(ALL, components=[component, component])])
    assert counts(report, "relation.components") == (1, 1, 0)
    assert counts(report, "relation.roles") == (0, 0, 0)


MEASURED = {"of": "e1", "property": "p", "quantity": "q", "value": 57, "value_max": None, "unit": "ohm"}


@pytest.mark.parametrize(
    "annotated,extracted,value,whole",
    [
        ({}, {}, True, True),
        ({}, {"value": 57.00005}, True, True),
        ({}, {"value": 57.0001}, False, False),
        ({}, {"value_max": 60}, False, False),
        ({"value_max": 60}, {"value_max": 60.0}, True, True),
        ({}, {"unit": "Ω"}, True, True),
        ({}, {"unit": "kohm"}, False, False),
        ({}, {"property": "l"}, False, False),
        ({}, {"property": None}, False, False),
        ({"property": None}, {"property": "l"}, True, True),  # only implied: any will do
        ({}, {"of": "m"}, True, False),
        ({}, {"of": None}, True, False),
        ({}, {"of": "e2"}, True, True),  # a quarter of `LiF-rich SEI`
        ({}, {"of": "s"}, True, True),  # elsewhere, but of that name
        ({"of": None}, {"of": "m"}, True, True),
        ({}, {"quantity": "m"}, False, False),
    ],
)
def test_measurements(annotated: Line, extracted: Line, value: bool, whole: bool) -> None:
    namesake = entity("s", "Interphase", "cycle", "LiF rich SEI")
    report = evaluate(
        [gold(ALL, measurements=[MEASURED | annotated])],
        [got([*ALL, namesake], measurements=[MEASURED | extracted])],
    )
    right, wrong = (1, 0, 0), (0, 1, 1)
    assert counts(report, "relation.measurements.value+property") == (right if value else wrong)
    assert counts(report, "relation.measurements") == (right if whole else wrong)


CLAIM = {"cause": "w", "effect": "p", "sign": "+", "status": "asserted", "cause_sign": "-"}


@pytest.mark.parametrize(
    "extracted,unsigned,signed",
    [
        ({}, True, True),
        ({"cause_sign": "+", "sign": "-"}, True, True),  # more wetting, less resistance
        ({"cause_sign": "+"}, True, True),  # the same sign as written
        ({"sign": "-"}, True, False),
        ({"effect": "l"}, False, False),
        ({"cause": free("Poor wetting")}, True, True),
        ({"cause": free("wetting", (-21, 0))}, False, False),  # starts before the sentence
        ({"effect": free("resistance", (0, 30))}, True, True),
        ({"effect": free("resistance", (0, 31))}, False, False),
    ],
)
def test_claims(extracted: Line, unsigned: bool, signed: bool) -> None:
    report = evaluate([gold(ALL, claims=[CLAIM])], [got(ALL, claims=[CLAIM | extracted])])
    outside = (0, 0, 1) if extracted.get("cause") == free("wetting", (-21, 0)) else (0, 1, 1)
    assert counts(report, "relation.claims.unsigned") == ((1, 0, 0) if unsigned else outside)
    assert counts(report, "relation.claims") == ((1, 0, 0) if signed else outside)


def test_words_of_the_sentence_are_arguments_too() -> None:
    claim = CLAIM | {"cause": "Poor wetting"}
    report = evaluate([gold(ALL, claims=[claim])], [got(ALL, claims=[CLAIM])])
    assert counts(report, "relation.claims") == (1, 0, 0)


def test_the_status_of_claims_found_is_compared() -> None:
    claims = [CLAIM, CLAIM | {"effect": "l", "status": "hedged"}]
    extracted = [{key: value for key, value in claim.items() if key != "status"} for claim in claims]
    report = evaluate([gold(ALL, claims=claims)], [got(ALL, claims=extracted)])
    assert counts(report, "relation.claims") == (2, 0, 0)
    assert report["claim_status_accuracy"] == 0.5


def test_only_what_stands_in_annotated_sentences_counts() -> None:
    elsewhere = {**got(ALL), "doc": "q"}
    before = {**got([entity("e1", "Material", "Na", shift=(-90, -90))]), "start": 0, "end": BASE}
    report = evaluate([gold([SODIUM])], [elsewhere, before])
    assert counts(report, "entity.relaxed.ALL") == (0, 0, 1)


def test_ratios_are_rounded_and_none_of_nothing_is_zero() -> None:
    report = evaluate([gold([SODIUM, RESISTANCE, LIFE])], [got([SODIUM, RESISTANCE])])
    assert report["scores"]["entity.relaxed.ALL"] == {
        "precision": 1.0, "recall": 0.6667, "f1": 0.8, "tp": 2, "fp": 0, "fn": 1
    }  # fmt: skip
    assert report["scores"]["relation.claims"]["f1"] == 0.0
    assert set(evaluate([], [])["scores"]) == {"entity.relaxed.ALL", "entity.exact.ALL"}


def test_papers_have_their_own_figures() -> None:
    other = {**gold([SODIUM]), "doc": "q"}
    report = evaluate([gold([SODIUM]), other], [got([SODIUM])], papers=True)
    assert list(report["papers"]) == ["p", "q"]
    assert counts(report["papers"]["p"], "entity.relaxed.ALL") == (1, 0, 0)
    assert counts(report["papers"]["q"], "entity.relaxed.ALL") == (0, 0, 1)
    assert report["papers"]["q"]["sentences"] == 1


def test_rules_have_their_own_figures() -> None:
    claims = [CLAIM, CLAIM | {"effect": "l"}]
    extracted = [CLAIM | {"rule": "verb"}, CLAIM | {"rule": "verb", "effect": "m"}, CLAIM | {"cause": "l"}]
    report = evaluate([gold(ALL, claims=claims)], [got(ALL, claims=extracted)], rules=True)
    assert report["rules"] == {
        "claims": {
            "": {"precision": 0.0, "recall": 0.0, "tp": 0, "fp": 1},
            "verb": {"precision": 0.5, "recall": 0.5, "tp": 1, "fp": 1},
        }
    }


def test_the_worst_errors_come_first() -> None:
    sure = CLAIM | {"effect": "m", "rule": "verb", "score": 0.9}
    unsure = CLAIM | {"effect": "r", "rule": "noun", "score": 0.4}
    report = evaluate([gold(ALL, claims=[CLAIM])], [got([SODIUM], claims=[])], errors=1)
    assert report["errors"]["claims"] == {
        "missed": [{"sentence": "s1", "text": "wetting | + | resistance (asserted)"}],
        "wrong": [],
    }
    report = evaluate([gold(ALL)], [got(ALL, claims=[unsure, sure])], errors=1)
    assert report["errors"] == {
        "claims": {
            "missed": [],
            "wrong": [
                {"sentence": "s1", "text": "wetting | + | Na (asserted)", "rule": "verb", "score": 0.9}
            ],
        }
    }
    light = {**gold([SODIUM]), "id": "light", "doc": "q"}
    report = evaluate([light, gold(ALL)], [], errors=1)
    assert report["errors"]["Material"]["missed"] == [{"sentence": "s1", "text": "Na"}]


def test_intervals_hold_the_figures_and_are_the_same_every_time() -> None:
    sentences = [{**gold([SODIUM, RESISTANCE]), "id": str(i), "doc": str(i)} for i in range(30)]
    output = [{**got([SODIUM, RESISTANCE][: 1 + i % 2]), "doc": str(i)} for i in range(30)]
    report = evaluate(sentences, output, intervals=True)
    assert report == evaluate(sentences, output, intervals=True)
    assert set(report["intervals"]) - set(report["scores"]) == {
        "material_canonical_name_accuracy", "claim_status_accuracy"
    }  # fmt: skip
    low, high = report["intervals"]["entity.relaxed.ALL"]["recall"]
    assert 0.6 < low < report["scores"]["entity.relaxed.ALL"]["recall"] == 0.75 < high < 0.9
    assert report["intervals"]["entity.relaxed.ALL"]["precision"] == [1.0, 1.0]
    assert report["intervals"]["material_canonical_name_accuracy"] == [1.0, 1.0]
    assert report["intervals"]["claim_status_accuracy"] is None


@pytest.mark.parametrize(
    "line,told",
    [
        ({"doc": "p", "start": 3}, "the extracted sentence of p at 3 can't be read: it has no field 'end'"),
        (got(ALL, roles=[{"material": "m", "role": "nobody"}]), "'nobody' is no entity of the sentence"),
        (got(ALL, measurements=[MEASURED | {"value": "57"}]), "'57' is no number"),
        (got(ALL, roles=["m"]), "a field is of the wrong type"),
    ],
)
def test_a_line_that_is_no_sentence_is_told(line: Line, told: str) -> None:
    with pytest.raises(UnfitLine, match=told):
        evaluate([gold(ALL)], [line])


def written(path: Path, lines: list[Line]) -> Path:
    """The lines in a file."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_the_module_is_a_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [
        str(written(tmp_path / "gold.jsonl", [gold(ALL, claims=[CLAIM])])),
        str(written(tmp_path / "got.jsonl", [got(ALL, claims=[CLAIM | {"effect": "m", "rule": "verb"}])])),
    ]
    main([*files, "--json"])
    assert set(json.loads(capsys.readouterr().out)) == {
        "sentences", "scores", "material_canonical_name_accuracy", "claim_status_accuracy"
    }  # fmt: skip
    main([*files, "--intervals", "--by-paper", "--by-rule", "--errors", "5"])
    shown = capsys.readouterr().out
    for part in ("1 sentences", "# 95 % intervals", "# p: 1", "# claims by rule", "s1: wetting | + | Na"):
        assert part in shown


@pytest.mark.parametrize("content,told", [("{", "line 1: not JSON"), ("[]", "line 1: not a JSON object")])
def test_a_broken_file_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, told: str
) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit):
        main([str(broken), str(broken)])
    assert told in capsys.readouterr().err


# --- the same figures as score.py ------------------------------------------------------------------------------


def as_output(line: Line) -> Line:
    """An annotated sentence in the form of the extraction's output."""
    base = line["start"]
    entities = [
        {**e, "start": base + e["start"], "end": base + e["start"] + len(e["text"])} for e in line["entities"]
    ]
    ids = {e["id"] for e in entities}

    def argument(value: str) -> str | Line:
        start = base + line["text"].find(value)
        return value if value in ids else {"start": start, "end": start + len(value), "text": value}

    claims = [{**c, "cause": argument(c["cause"]), "effect": argument(c["effect"])} for c in line["claims"]]
    return {**line, "entities": entities, "claims": claims}


class Perturbed:
    """Makes the slips that extraction makes, always the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def line(self, line: Line) -> Line:
        """A sentence with items dropped, doubled, moved and changed, in another order."""
        entities = [self._entity(e) for e in line["entities"]]
        relations = {
            kind: [item for raw in line[kind] for item in self._relation(raw, entities)]
            for kind in ("roles", "components", "measurements", "claims")
        }
        used = {v for items in relations.values() for item in items for v in item.values() if type(v) is str}
        kept = [e for e in entities if e["id"] in used or self._now(0.9)]
        extra = [{**e, "id": f"x{e['id']}", "end": e["end"] + 2} for e in kept if self._now(0.1)]
        self.random.shuffle(kept)
        return {**line, "entities": kept + extra, **relations}

    def _now(self, probability: float) -> bool:
        return self.random.random() < probability

    def _entity(self, raw: Line) -> Line:
        new = dict(raw)
        if self._now(0.3):
            new["start"] += self.random.randint(-6, min(6, new["end"] - new["start"] - 1))
            new["end"] = max(new["start"] + 1, new["end"] + self.random.randint(-6, 6))
        if self._now(0.15):
            new["type"] = self.random.choice(["Material", "Interphase", "Mechanism", "Property", "Quantity"])
        if self._now(0.3):
            new["canon"] = self.random.choice(
                [new["canon"].upper(), f"{new['canon']}s", "Li metal", "", "Na"]
            )
        return new

    def _relation(self, raw: Line, entities: list[Line]) -> Iterator[Line]:
        if self._now(0.15):
            return
        new = dict(raw)
        ids = [e["id"] for e in entities]
        for field in [f for f, value in raw.items() if value in ids]:
            if self._now(0.2):
                new[field] = self.random.choice(entities)["id"]
        self._literals(new)
        yield new
        if self._now(0.1):
            yield dict(new)

    def _literals(self, new: Line) -> None:
        changes: dict[str, list[Any]] = {
            "sign": ["+", "-"],
            "cause_sign": ["+", "-"],
            "status": ["asserted", "hedged"],
            "value": [5, new.get("value")],
            "value_max": [None, 7.5],
            "unit": ["mA cm−2", "%", "", "S·cm⁻¹"],
        }
        for field in [f for f in changes if f in new and self._now(0.2)]:
            new[field] = self.random.choice(changes[field])


@pytest.mark.shared
@pytest.mark.parametrize("seed", [None, 1, 2, 3])
def test_the_figures_are_those_of_the_scorer(shared: Path, tmp_path: Path, seed: int | None) -> None:
    path = shared / "eval" / "dev.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    output = [as_output(line) for line in lines]
    if seed is not None:
        perturbed = Perturbed(seed)
        output = [perturbed.line(line) for line in output]
    predicted = written(tmp_path / "predicted.jsonl", output)
    command = [sys.executable, str(shared / "eval" / "score.py"), str(path), str(predicted), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert evaluate(lines, output) == theirs
    perfect = theirs["scores"]["entity.exact.ALL"]["f1"] == 1.0
    assert perfect is (seed is None)
