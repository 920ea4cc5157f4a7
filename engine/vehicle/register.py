"""The register of a garage's vehicles (KG v2.8.7, EFI 3.2): one transaction a change.

What identifies a vehicle or its owner is written to :PersonalData alone, which can be erased while
the vehicle and what was learnt from it stay. Every read and write is of one garage.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cypher.library import query
from cypher.rows.vehicle import (
    DeletePersonalDataRow,
    FindRegisteredRow,
    FindVehicleRow,
    ListAllVehiclesRow,
    ListVehiclesRow,
    MergeGarageRow,
    MergePersonalDataRow,
    MergeVehicleRow,
)
from engine.clock import time_of_write
from engine.identifiers import new_id
from engine.personal_data import with_search_keys
from engine.principal import Principal
from engine.vehicle.stored import PERSONAL, PLAIN, StoredVehicle, stored_vehicle
from graph.errors import ConflictError, NotFoundError
from graph.nodes.check import check_properties
from graph.session import Graph, Transaction
from graph.vocabulary import Label

MERGE_GARAGE = query("vehicle/merge_garage", MergeGarageRow)
FIND_REGISTERED = query("vehicle/find_registered", FindRegisteredRow)
MERGE_VEHICLE = query("vehicle/merge_vehicle", MergeVehicleRow)
MERGE_PERSONAL_DATA = query("vehicle/merge_personal_data", MergePersonalDataRow)
DELETE_PERSONAL_DATA = query("vehicle/delete_personal_data", DeletePersonalDataRow)
FIND_VEHICLE = query("vehicle/find_vehicle", FindVehicleRow)
LIST_VEHICLES = query("vehicle/list_vehicles", ListVehiclesRow)
LIST_ALL_VEHICLES = query("vehicle/list_all_vehicles", ListAllVehiclesRow)


@dataclass(frozen=True)
class VehicleEntry:
    """What is to be written of a vehicle.

    Attributes:
        values: of ``PLAIN``; of a change, only what is to change, None removes.
        personal: of ``PERSONAL``; never logged.
        knowledge_ids: model and engine family that it is; None leaves them as they are.
        key: the caller's idempotency key, unique within the garage.
    """

    values: Mapping[str, Any]
    personal: Mapping[str, Any] = field(default_factory=dict, repr=False)
    knowledge_ids: tuple[str, ...] | None = ()
    key: str | None = None


@dataclass(frozen=True)
class VehiclePage:
    """One page of a garage's vehicles, one more than asked for when there is a next page."""

    vehicles: tuple[StoredVehicle, ...]
    graph_version: int


def register(graph: Graph, garage_id: str, entry: VehicleEntry) -> tuple[str, bool]:
    """Return the id of the vehicle with this key or VIN, and whether it was made just now.

    A vehicle that is there already is left as it is: ``change`` changes it.

    Raises:
        ConflictError: key and VIN belong to two vehicles.
        InvalidInputError: a value is not one that the graph takes.
    """
    now = time_of_write()

    def write(tx: Transaction) -> tuple[str, bool]:
        tx.run(MERGE_GARAGE, garage_id=garage_id, now=now)
        return register_within(tx, garage_id, entry, now)

    return graph.write_unit(write)


def register_within(
    tx: Transaction, garage_id: str, entry: VehicleEntry, now: str
) -> tuple[str, bool]:
    """Do what ``register`` does, in a transaction that holds the garage already."""
    vehicle_id = new_id("veh")
    values = {**entry.values, "garage_id": garage_id, "idempotency_key": entry.key}
    properties = check_properties(Label.VEHICLE, {**values, "id": vehicle_id})
    personal = _checked_personal(garage_id, vehicle_id, entry.personal)
    vin = entry.personal.get("vin")
    known = tx.run(FIND_REGISTERED, garage_id=garage_id, key=entry.key, vin=vin)[0]
    existing = _one(known)
    if existing:
        return existing, False
    _write(tx, vehicle_id, properties, entry.knowledge_ids or (), now)
    if personal:
        _write_personal(tx, garage_id, vehicle_id, personal, now)
    return vehicle_id, True


def change(
    graph: Graph, garage_id: str, vehicle_id: str, entry: VehicleEntry, *, correction: bool = False
) -> None:
    """Change what is given of a stored vehicle.

    Raises:
        NotFoundError: the garage has no such vehicle.
        ConflictError: the mileage goes back and it is no correction, or another vehicle of the
            garage has the VIN.
        InvalidInputError: a value is not one that the graph takes.
    """
    values = entry.values
    check_properties(Label.VEHICLE, {**values, "id": vehicle_id})
    personal = _checked_personal(garage_id, vehicle_id, entry.personal)
    now = time_of_write()

    def write(tx: Transaction) -> None:
        tx.run(MERGE_GARAGE, garage_id=garage_id, now=now)
        row = tx.run(FIND_VEHICLE, garage_id=garage_id, vehicle_id=vehicle_id)[0]
        stored = _found(row, vehicle_id)
        if not correction:
            _refuse_mileage_that_goes_back(stored.plain.get("mileage_km"), values)
        known = tx.run(
            FIND_REGISTERED, garage_id=garage_id, key=None, vin=entry.personal.get("vin")
        )[0]
        if known.by_vin not in {None, vehicle_id}:
            raise _vin_taken()
        ids = row.knowledge_ids if entry.knowledge_ids is None else entry.knowledge_ids
        _write(tx, vehicle_id, values, ids, now)
        if personal:
            _write_personal(tx, garage_id, vehicle_id, personal, now)

    graph.write_unit(write)


def erase_personal_data(graph: Graph, garage_id: str, vehicle_id: str) -> bool:
    """Erase what identifies a vehicle and its owner; return whether there was any.

    Raises:
        NotFoundError: the garage has no such vehicle.
    """

    def write(tx: Transaction) -> bool:
        row = tx.run(FIND_VEHICLE, garage_id=garage_id, vehicle_id=vehicle_id)[0]
        _found(row, vehicle_id)
        erased = tx.run(DELETE_PERSONAL_DATA, garage_id=garage_id, vehicle_id=vehicle_id)
        return erased[0].erased > 0

    return graph.write_unit(write)


def find_vehicle(graph: Graph, garage_id: str | None, vehicle_id: str) -> tuple[StoredVehicle, int]:
    """Return a stored vehicle of a garage (None: of any), and the version of the graph.

    Raises:
        NotFoundError: the garage has no such vehicle.
    """
    row = graph.read(FIND_VEHICLE, garage_id=garage_id, vehicle_id=vehicle_id)[0]
    return _found(row, vehicle_id), row.graph_version


def vehicle_garage(graph: Graph, by: Principal, vehicle_id: str | None) -> str:
    """Return the garage in which a vehicle is to be looked for: the own one, or the vehicle's.

    Raises:
        NotFoundError: whoever sees all garages names a vehicle that none has.
    """
    if vehicle_id is None or by.scope is not None:
        return by.garage_id
    row = graph.read(FIND_VEHICLE, garage_id=None, vehicle_id=vehicle_id)[0]
    _found(row, vehicle_id)
    return str((row.vehicle or {})["garage_id"])


def find_stored(
    graph: Graph, garage_id: str | None, vehicle_id: str | None
) -> StoredVehicle | None:
    """Return the stored vehicle that a request names, or None when it names none.

    Raises:
        NotFoundError: the garage has no such vehicle.
    """
    if vehicle_id is None:
        return None
    return find_vehicle(graph, garage_id or "", vehicle_id)[0]


def list_vehicles(graph: Graph, garage_id: str | None, after: str, limit: int) -> VehiclePage:
    """Return up to ``limit`` vehicles of a garage (None: of all), without personal data."""
    row: ListVehiclesRow = (
        graph.read(LIST_ALL_VEHICLES, after=after, limit=limit)
        if garage_id is None
        else graph.read(LIST_VEHICLES, garage_id=garage_id, after=after, limit=limit)
    )[0]
    vehicles = tuple(
        stored_vehicle(item, item["knowledge_ids"], has_personal_data=item["has_personal_data"])
        for item in row.vehicles
    )
    return VehiclePage(vehicles, row.graph_version)


def _found(row: FindVehicleRow, vehicle_id: str) -> StoredVehicle:
    if row.vehicle is None:
        raise NotFoundError(
            f"this garage has no vehicle {vehicle_id[:40]!r}",
            field="vehicle_id",
            fix="register it with `POST /api/knowledge-graph/vehicles`, or list those there are",
            key="vehicle.unknown",
            values={"id": vehicle_id[:40]},
        )
    return stored_vehicle(row.vehicle, row.knowledge_ids, row.personal)


def _one(known: FindRegisteredRow) -> str | None:
    if known.by_key and known.by_vin and known.by_key != known.by_vin:
        raise ConflictError(
            "the key and the VIN belong to two different vehicles",
            field="key",
            fix="send the key that the vehicle was registered with, or another one",
            key="vehicle.two",
        )
    return known.by_key or known.by_vin


def _vin_taken() -> ConflictError:
    return ConflictError(
        "another vehicle of this garage has this VIN",
        field="vin",
        fix="use that vehicle, or correct its VIN first",
        key="vehicle.vin_taken",
    )


def _refuse_mileage_that_goes_back(stored: int | None, values: Mapping[str, Any]) -> None:
    stated = values.get("mileage_km")
    if stored is not None and stated is not None and stated < stored:
        raise ConflictError(
            f"the mileage cannot go back from {stored} km to {stated} km",
            field="mileage_km",
            fix="send correction: true when the stored mileage was wrong",
            key="vehicle.mileage_back",
            values={"stored": stored, "stated": stated},
        )


def _checked_personal(
    garage_id: str, vehicle_id: str, personal: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the personal data as they are stored, empty when there are none."""
    given = {key: personal[key] for key in PERSONAL if personal.get(key) is not None}
    if not given:
        return {}
    whole = {**given, "id": _personal_id(vehicle_id), "garage_id": garage_id}
    checked = check_properties(Label.PERSONAL_DATA, whole)
    return with_search_keys({key: checked[key] for key in given})


def _personal_id(vehicle_id: str) -> str:
    return f"per_{vehicle_id.partition('_')[2]}"


def _write(
    tx: Transaction,
    vehicle_id: str,
    values: Mapping[str, Any],
    knowledge_ids: tuple[str, ...] | list[str],
    now: str,
) -> None:
    kept = {key: values[key] for key in (*PLAIN, "garage_id", "idempotency_key") if key in values}
    tx.run(
        MERGE_VEHICLE,
        id=vehicle_id,
        properties=kept,
        knowledge_ids=list(knowledge_ids),
        now=now,
    )


def _write_personal(
    tx: Transaction, garage_id: str, vehicle_id: str, personal: Mapping[str, Any], now: str
) -> None:
    tx.run(
        MERGE_PERSONAL_DATA,
        vehicle_id=vehicle_id,
        garage_id=garage_id,
        personal_id=_personal_id(vehicle_id),
        properties=dict(personal),
        now=now,
    )
