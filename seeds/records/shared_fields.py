"""Parts that all seed records share: ids, bilingual texts, frequencies, provenance."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from graph.vocabulary import FREQUENCY_SCALE, PRIOR_SCALE, Powertrain, VehicleType

#: Stable id of a knowledge record: kind, a dot, a slug ("fault.intake_air_leak").
Id = Annotated[str, StringConstraints(pattern=r"^[a-z_]+(\.[a-z0-9_]+)?\.[A-Za-z0-9_\-]+$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=600)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9_]{2,40}$")]
Share = Annotated[float, Field(ge=0, le=1)]


def frequency_value(value: Any) -> Any:
    """Return P(observable present | fault) of a word of the five-step scale; else the value."""
    return FREQUENCY_SCALE.get(value, value) if isinstance(value, str) else value


def prior_value(value: Any) -> Any:
    """Return the share among visits of a word of the five-step scale; else the value."""
    return PRIOR_SCALE.get(value, value) if isinstance(value, str) else value


#: A number, or always, usually, often, sometimes, rarely.
Frequency = Annotated[float, BeforeValidator(frequency_value), Field(gt=0, lt=1)]
#: A number, or very_common, common, occasional, uncommon, rare.
PriorRate = Annotated[float, BeforeValidator(prior_value), Field(gt=0, lt=0.5)]


class Record(BaseModel):
    """Base of all records: immutable, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(Record):
    """One text in both languages (G9)."""

    fr: Text
    en: Text


class BilingualList(Record):
    """Aligned texts in both languages: the same number of entries in each."""

    fr: tuple[Text, ...] = ()
    en: tuple[Text, ...] = ()


class Sourced(Record):
    """A record or relationship with its own provenance; the file's defaults fill what is empty."""

    source: Id | None = Field(default=None, description="id of a source; default: the file's")
    source_ref: Text | None = Field(default=None, description="page, bulletin number, table row")
    confidence: Share | None = Field(default=None, description="default: the file's")


class Labelled(Sourced):
    """A knowledge record: stable id and label in both languages."""

    id: Id
    label: Bilingual


class Applicable(Labelled):
    """A record that holds for some powertrains and vehicle types only (G4b)."""

    powertrains: tuple[Powertrain, ...] = tuple(Powertrain)
    vehicle_types: tuple[VehicleType, ...] = tuple(VehicleType)
