"""Match a description in words against the names of the graph: no input or output."""

from cypher.rows.vehicle import ListVehicleNamesRow
from engine.vehicle.answering import answer
from engine.vehicle.description import RecognisedVehicle, VehicleDescription
from engine.vehicle.description_words import description_words, mend, years
from engine.vehicle.finding import find
from engine.vehicle.makes_models import find_makes
from engine.vehicle.name_words import numbers_after_makes, vocabulary


def match(names: ListVehicleNamesRow, vehicle: VehicleDescription) -> RecognisedVehicle:
    """Match a description against the names of the graph."""
    known = vocabulary(names)
    words = mend(description_words(vehicle.words()), known)
    found_years = years(words, numbers_after_makes(names))
    year = vehicle.year or (found_years[max(found_years)] if found_years else None)
    stated_make = mend(description_words(vehicle.make or ""), known)
    make_is_unknown = bool(vehicle.make) and not find_makes(names.makes, stated_make)[0]
    found = find(names, words.without(found_years), year, make_is_unknown=make_is_unknown)
    return answer(names, vehicle, found)
