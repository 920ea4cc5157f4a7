"""Rows of the queries below ``cypher/vehicle``."""

from typing import Any, NamedTuple

from cypher.rows import Row


class MakeNames(NamedTuple):
    """A make; its WMI codes begin the VINs of its vehicles."""

    id: str
    label: str
    aliases: list[str]
    wmi_codes: tuple[str, ...] = ()


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


class MergeGarageRow(Row):
    """The garage."""

    id: str


class FindRegisteredRow(Row):
    """The vehicles that already carry a key or a VIN."""

    by_key: str | None
    by_vin: str | None


class MergeVehicleRow(Row):
    """The vehicle."""

    id: str


class MergePersonalDataRow(Row):
    """The node of personal data."""

    id: str


class DeletePersonalDataRow(Row):
    """How many nodes of personal data were erased."""

    erased: int


class FindVehicleRow(Row):
    """One stored vehicle; maps as the query's header says."""

    vehicle: dict[str, Any] | None
    knowledge_ids: list[str]
    personal: dict[str, Any] | None
    graph_version: int


class ListVehiclesRow(Row):
    """One page of stored vehicles; maps as the query's header says."""

    vehicles: list[dict[str, Any]]
    graph_version: int


class ListAllVehiclesRow(ListVehiclesRow):
    """One page of the stored vehicles of all garages."""
