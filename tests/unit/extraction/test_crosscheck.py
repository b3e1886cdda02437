"""The second reading of values: flags where it differs, silence where it agrees or can't read."""

from __future__ import annotations

import pytest

from extraction import chemdataextractor as cde
from extraction.crosscheck import checked, chemical_names, disagreement, parts
from extraction.model import EntityType, MeasurementRelation, Mention, SentenceRecord
from extraction.nlp import pipeline


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.5×10^-4 S cm-1", ("3.5×10^-4", "S cm-1")),
        ("10^-7–10^-3 S cm-1", ("10^-7 to 10^-3", "S cm-1")),
        ("3 V to 4.3 V (vs. Li/Li+)", ("3 to 4.3", "V")),
        ("3 V to 4.3 mV", ("3", "V to 4.3 mV")),
        ("20 mA cm-2", ("20", "mA cm-2")),
        ("-3.04 V", ("-3.04", "V")),
        ("75 ± 3 nm", ("75 ± 3", "nm")),
        ("50-nm", ("50", "nm")),
        ("8", ("8", "")),
        ("room temperature", ("", "")),
    ],
)
def test_number_and_unit_of_a_text(text: str, expected: tuple[str, str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "value_max", "unit"),
    [
        ("3.5×10^-4 S cm-1", 3.5e-4, None, "S/cm"),
        ("10^-7–10^-3 S cm-1", 1e-7, 1e-3, "S/cm"),
        ("0.1-0.25 eV", 0.1, 0.25, "eV"),
        ("87%", 87, None, "%"),
        ("8", 8, None, "mV"),
        ("0.5 C", 0.5, None, "C"),
        ("7 apples", 7, None, "apples"),
        ("room temperature", 25, None, ""),
    ],
)
def test_agreement_and_what_cannot_be_read(
    text: str, value: float, value_max: float | None, unit: str
) -> None:
    assert disagreement(text, value, value_max, unit) is None


@pytest.mark.parametrize(
    ("text", "value", "unit", "flag"),
    [
        ("50 V", 5, "V", "cde: read as 50 V (potential)"),
        ("5 mA cm-2", 5, "mA/g", "cde: read as 5 mA cm-2 (current density)"),
        ("5 mS cm-1", 5, "S/cm", "cde: read as 5 mS cm-1 (conductivity)"),
        ("2–5 nm", 2, "nm", "cde: read as 2 to 5 nm (length)"),
    ],
)
def test_another_value_or_dimension_is_flagged(text: str, value: float, unit: str, flag: str) -> None:
    assert disagreement(text, value, None, unit) == flag


def test_flags_are_added_to_those_that_stand() -> None:
    quantity = Mention(
        id="e1", type=EntityType.QUANTITY, text="50 V", start=0, end=4, canon="50 V", normal="50 V"
    )
    wrong = MeasurementRelation(
        of=None, property=None, quantity="e1", value=5, unit="V", flags=("lower bound",)
    )
    right = wrong.model_copy(update={"value": 50.0})
    record = SentenceRecord(
        doc="p", start=0, end=4, section=None, text="50 V", entities=(quantity,), measurements=(wrong, right)
    )
    (found,) = checked([record])
    assert [each.flags for each in found.measurements] == [
        ("lower bound", "cde: read as 50 V (potential)"),
        ("lower bound",),
    ]


def test_its_tagger_interface_is_answered_by_the_projects_tagger() -> None:
    reader, _ = pipeline.shipped()
    cde.set_tagger(chemical_names(reader))
    try:
        words = ["The", "Li7La3Zr2O12", "pellet", "was", "coated", "with", "lithium", "iodide", "."]
        assert cde.names(words) == ["Li7La3Zr2O12", "lithium iodide"]
        assert cde.names([]) == []
    finally:
        cde.set_tagger(None)


def test_both_values_of_a_change_are_no_disagreement() -> None:
    quantity = Mention(
        id="e1",
        type=EntityType.QUANTITY,
        text="50 to 5 V",
        start=0,
        end=9,
        canon="50 to 5 V",
        normal="50 to 5 V",
    )
    before = MeasurementRelation(of=None, property=None, quantity="e1", value=50, unit="V")
    record = SentenceRecord(
        doc="p", start=0, end=9, section=None, text="50 to 5 V", entities=(quantity,),
        measurements=(before, before.model_copy(update={"value": 5.0})),
    )  # fmt: skip
    (found,) = checked([record])
    assert [each.flags for each in found.measurements] == [(), ()]
