"""Measurements: values as written and in SI."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.schemas.common import Answer, EntityRef, PaperRef, Row, Texts


class SentenceText(Answer):
    """The sentence that reports a value."""

    id: str
    text: str


class Conditions(Answer):
    """Under what a value was measured, in SI; `..._max` is the upper end of a range."""

    temperature: float | None = Field(description="K.", examples=[298.15])
    temperature_max: float | None
    current_density: float | None = Field(description="A/m^2.", examples=[5.0])
    current_density_max: float | None
    specific_current: float | None = Field(description="A/kg.")
    specific_current_max: float | None
    c_rate: float | None = Field(description="1/h.", examples=[0.5])
    c_rate_max: float | None
    cycle_number: float | None = Field(examples=[100])
    cycle_number_max: float | None
    electrolyte: str | None = Field(examples=["Li6PS5Cl"])
    counter_electrode: str | None = Field(examples=["Li"])


class Measurement(Answer):
    """One reported value."""

    id: str
    name: str = Field(examples=["critical current density 1.5 to 2 mA/cm^2"])
    of: EntityRef | None = Field(description="What it was measured on.")
    property: EntityRef | None = Field(description="What it is a value of.")
    value: float = Field(examples=[1.5])
    value_max: float | None = Field(description="The upper end, of a range.", examples=[2.0])
    unit: str = Field(description="As written.", examples=["mA/cm^2"])
    si_value: float | None
    si_value_max: float | None
    si_unit: str | None = Field(examples=["A/m^2"])
    conditions: Texts = Field(description="As written.", examples=[["25 °C"]])
    measured_under: Conditions = Field(description="The conditions, structured.")
    side: Literal["before", "after"] | None = Field(description="Of a change that the sentence states.")
    text: str = Field(description="The value in the paper's own words.", examples=["1.5 to 2 mA/cm2"])
    flags: Texts = Field(description="What is odd about it, such as a unit that does not fit the property.")
    sentence: SentenceText
    paper: PaperRef

    @classmethod
    def of_row(cls, row: Row, paper: PaperRef) -> Measurement:
        """From a row of `measurements_filtered` and the like."""
        same = (
            *("id", "name", "value", "value_max", "unit", "si_value", "si_value_max", "si_unit"),
            *("conditions", "side", "text", "flags"),
        )
        return cls(
            **{key: row[key] for key in same},
            measured_under=Conditions(**{key: row[key] for key in Conditions.model_fields}),
            of=EntityRef.maybe(row["of_id"], row["of"]),
            property=EntityRef.maybe(row["property_id"], row["property"]),
            sentence=SentenceText(id=row["sentence_id"], text=row["sentence"]),
            paper=paper,
        )
