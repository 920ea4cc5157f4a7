"""From what a user says of a vehicle to what the register keeps of it.

What the graph recognises is kept by the graph's names and joined to the model and the engine; what
it does not is kept as it was said, so that later knowledge may recognise it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cypher.rows.vehicle import EngineNames, ListVehicleNamesRow, MakeNames, ModelNames
from engine.vehicle.description import RecognisedVehicle, VehicleDescription
from engine.vehicle.identifying import with_vin
from engine.vehicle.matching import match
from engine.vehicle.recognising import LIST_VEHICLE_NAMES
from engine.vehicle.register import VehicleEntry, change, find_vehicle, register
from engine.vehicle.vin import decode_vin, plain_vin
from graph.session import Graph

_NAMES = ("make", "model", "engine", "text", "year", "vin")


@dataclass(frozen=True)
class VehicleForm:
    """What a user states to have a vehicle stored or changed.

    Attributes:
        described: names, year, mileage, powertrain, vehicle type and VIN.
        personal: plate and customer; never logged.
        key: the caller's idempotency key.
    """

    described: VehicleDescription
    personal: Mapping[str, Any] = field(default_factory=dict, repr=False)
    firmware: str | None = None
    key: str | None = None


def register_vehicle(
    graph: Graph, garage_id: str, form: VehicleForm
) -> tuple[str, bool, RecognisedVehicle]:
    """Store a vehicle; return its id, whether it is new, and how it was read.

    Raises:
        InvalidInputError: the VIN is not one, or a value is not one that the graph takes.
        ConflictError: key and VIN belong to two vehicles.
    """
    entry, found = entry_of(graph, form)
    vehicle_id, created = register(graph, garage_id, entry)
    return vehicle_id, created, found


def entry_of(graph: Graph, form: VehicleForm) -> tuple[VehicleEntry, RecognisedVehicle]:
    """Return what the register would keep of a vehicle, and how it was read; nothing is written.

    Raises:
        InvalidInputError: the VIN is not one.
    """
    found, names = _read(graph, form.described)
    entry = VehicleEntry(
        values={**_values(names, form.described, found), "firmware": form.firmware},
        personal=_personal(form),
        knowledge_ids=tuple(found.ids),
        key=form.key,
    )
    return entry, found


def change_vehicle(
    graph: Graph, garage_id: str, vehicle_id: str, form: VehicleForm, *, correction: bool
) -> RecognisedVehicle | None:
    """Change a stored vehicle; return how names were read, or None when none were given.

    Raises:
        NotFoundError: the garage has no such vehicle.
        ConflictError: the mileage goes back and it is no correction, or the VIN is taken.
        InvalidInputError: the VIN is not one, or a value is not one that the graph takes.
    """
    given = form.described
    stated = {
        "mileage_km": given.mileage_km,
        "powertrain": given.powertrain,
        "vehicle_type": given.vehicle_type,
        "firmware": form.firmware,
    }
    plain = {key: value for key, value in stated.items() if value is not None}
    if not any(getattr(given, name) for name in _NAMES):
        entry = VehicleEntry(plain, _personal(form), knowledge_ids=None)
        change(graph, garage_id, vehicle_id, entry, correction=correction)
        return None
    stored = find_vehicle(graph, garage_id, vehicle_id)[0].description()
    described = given if given.text else _completed(given, stored)
    found, names = _read(graph, described)
    derived = {
        key: value for key, value in _values(names, described, found).items() if key != "mileage_km"
    }
    entry = VehicleEntry({**derived, **plain}, _personal(form), knowledge_ids=tuple(found.ids))
    change(graph, garage_id, vehicle_id, entry, correction=correction)
    return found


def _completed(given: VehicleDescription, stored: VehicleDescription) -> VehicleDescription:
    """Return what is given with the rest as stored; another model drops the stored engine."""
    kept: dict[str, Any] = {} if given.make else {"make": stored.make}
    if not (given.make or given.model):
        kept["model"] = stored.model
    if not (given.make or given.model or given.engine):
        kept["engine"] = stored.engine
    return replace(given, **kept, year=given.year or stored.year)


def _read(
    graph: Graph, described: VehicleDescription
) -> tuple[RecognisedVehicle, ListVehicleNamesRow]:
    decoded = decode_vin(described.vin) if described.vin else None
    names = graph.read(LIST_VEHICLE_NAMES)[0]
    found = with_vin(names, described, decoded) if decoded else match(names, described)
    return found, names


def _values(
    names: ListVehicleNamesRow, described: VehicleDescription, found: RecognisedVehicle
) -> dict[str, Any]:
    return {
        "make": _label(names.makes, found.make_id) or described.make,
        "model": _label(names.models, found.model_id) or described.model or described.text,
        "engine": _label(names.engines, found.engine_id) or described.engine,
        "year": found.year,
        "mileage_km": described.mileage_km,
        "powertrain": described.powertrain or _only(found.powertrains),
        "vehicle_type": described.vehicle_type or _only(found.vehicle_types),
    }


def _label(known: Iterable[MakeNames | ModelNames | EngineNames], wanted: str | None) -> str | None:
    return next((item.label for item in known if item.id == wanted), None)


def _only(values: tuple[str, ...]) -> str | None:
    return values[0] if len(values) == 1 else None


def _personal(form: VehicleForm) -> dict[str, Any]:
    vin = form.described.vin
    return {**form.personal, "vin": plain_vin(vin) if vin else None}
