"""Recognise a vehicle: its make, then its model, then its engine among theirs.

What is not recognised, or contradicts itself, filters nothing: an unknown powertrain rules out no
fault (G4b).
"""

from dataclasses import replace

from cypher.library import query
from cypher.rows.vehicle import ListVehicleNamesRow
from engine.vehicle.description import RecognisedVehicle, VehicleDescription
from engine.vehicle.identifying import completed, with_vin
from engine.vehicle.matching import match
from engine.vehicle.register import find_stored
from engine.vehicle.vin import decode_vin
from graph.session import Graph

LIST_VEHICLE_NAMES = query("vehicle/list_vehicle_names", ListVehicleNamesRow)


def recognise(graph: Graph, vehicle: VehicleDescription | None) -> RecognisedVehicle:
    """Return what the graph knows of the vehicle; without names, VIN and id, no query.

    A stored vehicle completes the words, then the VIN does.

    Raises:
        InvalidInputError: the VIN is not one.
        NotFoundError: the garage has no such vehicle.
    """
    if vehicle is None:
        return RecognisedVehicle()
    decoded = decode_vin(vehicle.vin, field="vehicle.vin") if vehicle.vin else None
    if not (decoded or vehicle.vehicle_id or vehicle.words().strip()):
        return RecognisedVehicle(
            powertrains=(vehicle.powertrain,) if vehicle.powertrain else (),
            vehicle_types=(vehicle.vehicle_type,) if vehicle.vehicle_type else (),
            year=vehicle.year,
            mileage_km=vehicle.mileage_km,
        )
    stored = find_stored(graph, vehicle.garage_id, vehicle.vehicle_id)
    names = graph.read(LIST_VEHICLE_NAMES)[0]
    conflicts: tuple[str, ...] = ()
    if stored is not None:
        vehicle, conflicts = completed(names, vehicle, stored.description())
    found = with_vin(names, vehicle, decoded) if decoded else match(names, vehicle)
    return replace(
        found,
        conflicts=(*conflicts, *found.conflicts),
        vehicle_id=stored.id if stored else None,
    )
