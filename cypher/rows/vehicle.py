"""Rows of the queries below ``cypher/vehicle``."""

from typing import NamedTuple

from cypher.rows import Row


class MakeNames(NamedTuple):
    """A make."""

    id: str
    label: str
    aliases: list[str]


class ModelNames(NamedTuple):
    """A model generation; ``engines`` are the ids of those it was sold with."""

    id: str
    label: str
    aliases: list[str]
    vehicle_type: str
    year_from: int | None
    year_to: int | None
    make_id: str | None
    engines: list[str]


class EngineNames(NamedTuple):
    """An engine family."""

    id: str
    label: str
    aliases: list[str]
    powertrain: str
    year_from: int | None
    year_to: int | None
    make_id: str | None
    code: str | None
    displacement_l: float | None


class ListVehicleNamesRow(Row):
    """Names of makes, models and engine families; tuples as the query's header says."""

    makes: list[MakeNames]
    models: list[ModelNames]
    engines: list[EngineNames]
