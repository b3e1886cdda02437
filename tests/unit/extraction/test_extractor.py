"""Whole documents through the extractor with the weights that ship: plain invented sentences, and hard input."""

from __future__ import annotations

import pytest

from extraction.extractor import Extractor
from extraction.model import FreeSpan, PaperRecord, SentenceRecord
from tests.unit.extraction.conftest import Papers


def name(record: SentenceRecord, argument: str | FreeSpan | None) -> str | None:
    """What an argument of a relation is called."""
    if argument is None or isinstance(argument, FreeSpan):
        return argument and argument.text
    return next(e.text for e in record.entities if e.id == argument)


class SentenceReader:
    """Reads a text as a paper of its own."""

    def __init__(self, extractor: Extractor, paper: Papers) -> None:
        self._extractor, self._paper = extractor, paper

    def all(self, text: str) -> PaperRecord:
        """The record of a paper; every offset in it holds."""
        document = self._paper(text)
        record = self._extractor.extract(document)
        for sentence in record.sentences:
            assert document.source[sentence.start : sentence.end]
            for entity in sentence.entities:
                assert document.source[entity.start : entity.end] == entity.text
                assert sentence.start <= entity.start < entity.end <= sentence.end
            for claim in sentence.claims:
                for end in (claim.cause, claim.effect):
                    if isinstance(end, FreeSpan):
                        assert document.source[end.start : end.end] == end.text
        return record

    def __call__(self, sentence: str) -> SentenceRecord:
        """The record of one sentence."""
        (found,) = self.all(sentence).sentences
        return found


@pytest.fixture
def read(extractor: Extractor, paper: Papers) -> SentenceReader:
    return SentenceReader(extractor, paper)


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        (
            "LiF suppresses the growth of lithium dendrites.",
            [
                ("LiF", "Material", "LiF"),
                ("growth of lithium dendrites", "Mechanism", "dendrite growth"),
                ("lithium", "Material", "Li"),
            ],
        ),
        (
            "Li₂O lowers the interfacial resistance.",
            [("Li₂O", "Material", "Li2O"), ("interfacial resistance", "Property", "interfacial resistance")],
        ),
        (
            "Silicon delivers a capacity of 3579 mAh g⁻¹.",
            [
                ("Silicon", "Material", "Si"),
                ("capacity", "Performance", "capacity"),
                ("3579 mAh g⁻¹", "Quantity", "3579 mAh g-1"),
            ],
        ),
    ],
)  # fmt: skip
def test_entities(read: SentenceReader, text: str, entities: list[tuple[str, str, str]]) -> None:
    assert [(e.text, e.type.value, e.canon) for e in read(text).entities] == entities


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("LiNbO3 serves as a coating.", [("LiNbO3", "coating")]),
        ("Hard carbon is used as an anode.", [("Hard carbon", "anode")]),
        ("LLZO acts as a solid electrolyte.", [("LLZO", "solid electrolyte")]),
        ("Hard carbon was milled for two days.", []),
    ],
)
def test_roles(read: SentenceReader, text: str, roles: list[tuple[str, str]]) -> None:
    record = read(text)

    assert [(name(record, r.material), name(record, r.role)) for r in record.roles] == roles


def test_the_part_that_is_coated_is_no_role_of_the_coating(read: SentenceReader) -> None:
    record = read("LiNbO3 serves as a coating on the cathode.")

    assert [name(record, r.role) for r in record.roles] == ["coating"]


def test_components(read: SentenceReader) -> None:
    record = read("A LiF-rich SEI forms on lithium.")

    assert [(name(record, c.component), name(record, c.interphase)) for c in record.components] == [
        ("LiF", "LiF-rich SEI")
    ]


@pytest.mark.parametrize(
    ("text", "of", "prop", "value", "unit", "conditions"),
    [
        ("The ionic conductivity of Li6PS5Cl is 3 mS cm⁻¹ at 25 °C.", "Li6PS5Cl", "ionic conductivity", 3, "mS/cm", ["25 °C"]),
        ("The capacity retention of silicon is 80% after 300 cycles.", "silicon", "capacity retention", 80, "%", ["300 cycles"]),
        ("Silicon delivers a capacity of 3579 mAh g⁻¹.", "Silicon", "capacity", 3579, "mAh/g", []),
    ],
)  # fmt: skip
def test_measurements(
    read: SentenceReader, text: str, of: str, prop: str, value: float, unit: str, conditions: list[str]
) -> None:
    record = read(text)

    (found,) = record.measurements
    assert (name(record, found.of), name(record, found.property)) == (of, prop)
    assert (found.value, found.value_max, found.unit) == (value, None, unit)
    assert [name(record, c) for c in found.conditions] == conditions


def test_a_change_is_two_measurements(read: SentenceReader) -> None:
    record = read("The interfacial resistance decreased from 120 Ω cm² to 8 Ω cm².")

    assert [(m.value, m.unit) for m in record.measurements] == [(120, "ohm cm^2"), (8, "ohm cm^2")]


@pytest.mark.parametrize(
    ("text", "cause", "effect", "sign"),
    [
        ("LiF suppresses the growth of lithium dendrites.", "LiF", "growth of lithium dendrites", "-"),
        ("Dendrite growth is suppressed by LiF.", "LiF", "Dendrite growth", "-"),
        ("Li2O lowers the interfacial resistance.", "Li2O", "interfacial resistance", "-"),
        ("Volume expansion leads to capacity fading.", "Volume expansion", "capacity fading", "+"),
        ("The LiF coating improves the ionic conductivity.", "LiF", "ionic conductivity", "+"),
    ],
)
def test_claims(read: SentenceReader, text: str, cause: str, effect: str, sign: str) -> None:
    record = read(text)

    claims = {
        (name(record, c.cause), name(record, c.effect)): (c.sign, c.status, c.cause_sign)
        for c in record.claims
    }
    assert claims[cause, effect] == (sign, "asserted", "+")
    assert (effect, cause) not in claims


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("LiF may suppress the growth of lithium dendrites.", "hedged"),
        ("Moisture could increase the interfacial resistance of LLZO.", "hedged"),
        ("LiF does not suppress the growth of lithium dendrites.", "negated"),
        ("Water does not reduce the wettability of garnet.", "negated"),
    ],
)
def test_status(read: SentenceReader, text: str, status: str) -> None:
    assert [c.status for c in read(text).claims] == [status]


def test_a_short_name_of_the_paper_is_read_in_all_its_sentences(read: SentenceReader) -> None:
    record = read.all("We made Li9Na2PO7 (LNPX) by melting. Then LNPX was cooled.")

    canons = [e.canon for s in record.sentences for e in s.entities if e.normal == "LNPX"]
    assert canons == ["Li9Na2PO7", "Li9Na2PO7"]


def test_citations_stay_with_their_sentence(read: SentenceReader) -> None:
    first, second = read.all(
        "LiF suppresses dendrite growth.<sup>[4,6–8]</sup> Silicon swells.<sup>[9]</sup>"
    ).sentences

    assert (first.references, second.references) == ((4, 6, 7, 8), (9,))


def test_sections_and_identity(read: SentenceReader) -> None:
    record = read.all("LiF is stable.")

    assert record.paper.id == f"paper:{record.paper.name}"
    assert [s.section and s.section.split(" > ")[-1] for s in record.sentences] == ["Results"]


@pytest.mark.parametrize(
    "text",
    [
        "+++ ??? ((( ))) === ///",
        "→ ⇌ ∑ ∫ √ ≈ ≥ ≤ ± × ÷ ∂ ∇ ∞",
        "5 5 5 5 5, 5/5 V/V/V (((5 mV)))",
        "Li Li Li Li/Li/Li Li-Li@Li·Li " * 20,
        "LiF  suppresses   the\tgrowth of   lithium dendrites  .",
        "E = mc^2 and $\\frac{1}{2}$ and $$x_i^{2}$$",
        "Ω 漢字 ελληνικά 😀 кириллица",
    ],
)
def test_odd_passages_pass(read: SentenceReader, text: str) -> None:
    read.all(f"{text}\n\nLiF suppresses dendrite growth in the end.")


def test_a_very_long_sentence_keeps_its_entities_and_makes_no_relations(read: SentenceReader) -> None:
    record = read("LiF suppresses dendrite growth " + "and again it does so " * 60 + "without an end.")

    assert {e.text for e in record.entities} >= {"LiF", "dendrite growth"}
    assert record.claims == ()


def test_a_document_without_passages(extractor: Extractor, paper: Papers) -> None:
    document = paper("LiF is stable.")
    empty = type(document)(document.name, document.file, document.sha256, document.source)

    assert extractor.extract(empty).sentences == ()


def test_reading_twice_gives_the_same(extractor: Extractor, paper: Papers) -> None:
    document = paper(
        "LiF suppresses dendrite growth. The ionic conductivity of Li6PS5Cl is 3 mS cm-1 at 25 °C."
    )

    assert extractor.extract(document) == extractor.extract(document)


def test_a_sentence_reads_the_same_in_other_company(read: SentenceReader) -> None:
    text = "Li2O lowers the interfacial resistance."

    alone = read(text)
    together = read.all(f"Silicon swells. Hard carbon is used as an anode.\n\n{text}").sentences[-1]

    assert [(e.normal, e.type) for e in together.entities] == [(e.normal, e.type) for e in alone.entities]
    assert [c.sign for c in together.claims] == [c.sign for c in alone.claims]


def test_a_fall_is_two_values_and_a_range_is_one(read: SentenceReader) -> None:
    fall = read("LiI lowers the interfacial resistance from 90 to 12 Ω cm2.")
    span = read("The ionic conductivity of the glass is 0.9–0.1 mS cm-1.")

    assert [(x.value, x.value_max) for x in fall.measurements] == [(90.0, None), (12.0, None)]
    assert [(x.value, x.value_max) for x in span.measurements] == [(0.1, 0.9)]
