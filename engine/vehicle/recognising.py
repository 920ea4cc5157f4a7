"""Recognise a described vehicle: its make, then its model, then its engine among theirs.

What is not recognised, or contradicts itself, filters nothing: an unknown powertrain rules out no
fault (G4b).
"""

from cypher.library import query
from cypher.rows.vehicle import ListVehicleNamesRow
from engine.vehicle.answering import answer
from engine.vehicle.description import RecognisedVehicle, VehicleDescription
from engine.vehicle.description_words import description_words, mend, years
from engine.vehicle.finding import find
from engine.vehicle.makes_models import find_makes
from engine.vehicle.name_words import numbers_after_makes, vocabulary
from graph.session import Graph

LIST_VEHICLE_NAMES = query("vehicle/list_vehicle_names", ListVehicleNamesRow)


def recognise(graph: Graph, vehicle: VehicleDescription | None) -> RecognisedVehicle:
    """Return what the graph knows of the described vehicle; without names, no query."""
    if vehicle is None:
        return RecognisedVehicle()
    if vehicle.words().strip():
        return match(graph.read(LIST_VEHICLE_NAMES)[0], vehicle)
    return RecognisedVehicle(
        powertrains=(vehicle.powertrain,) if vehicle.powertrain else (),
        vehicle_types=(vehicle.vehicle_type,) if vehicle.vehicle_type else (),
        year=vehicle.year,
        mileage_km=vehicle.mileage_km,
    )


def match(names: ListVehicleNamesRow, vehicle: VehicleDescription) -> RecognisedVehicle:
    """Match a description against the names of the graph."""
    known = vocabulary(names)
    words = mend(description_words(vehicle.words()), known)
    found_years = years(words, numbers_after_makes(names))
    year = vehicle.year or (found_years[max(found_years)] if found_years else None)
    stated_make = mend(description_words(vehicle.make or ""), known)
    make_is_unknown = bool(vehicle.make) and not find_makes(names.makes, stated_make)[0]
    found = find(names, words.without(found_years), year, make_is_unknown=make_is_unknown)
    return answer(vehicle, found)
