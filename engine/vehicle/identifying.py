"""Join what a user says of a vehicle with what its VIN or the garage's register says.

The user's words come first. The others fill what the words leave open, and where they contradict
the words, the contradiction is named and nothing of theirs is filled in.
"""

from collections.abc import Iterator
from dataclasses import replace

from cypher.rows.vehicle import ListVehicleNamesRow, MakeNames
from engine.vehicle.description import RecognisedVehicle, VehicleDescription
from engine.vehicle.description_words import description_words
from engine.vehicle.makes_models import find_makes, was_sold
from engine.vehicle.matching import match
from engine.vehicle.vin import DecodedVin

#: A vehicle of a model year may be registered the year before or after.
_REGISTERED_WITHIN = 1


def with_vin(
    names: ListVehicleNamesRow, vehicle: VehicleDescription, decoded: DecodedVin
) -> RecognisedVehicle:
    """Return the vehicle that words and VIN describe together; "vin_..." names contradictions."""
    said = match(names, vehicle)
    makes = makes_of_vin(names, decoded)
    if said.make_id and makes and said.make_id not in {make.id for make in makes}:
        return replace(said, decoded=decoded, conflicts=(*said.conflicts, "vin_make"))
    if said.make_id is None and len(makes) == 1 and not vehicle.make:
        vehicle = replace(vehicle, make=makes[0].label)
    found = match(names, vehicle)
    models = _models_of_vin(names, vehicle, decoded, makes)
    meant = found.possible.models
    conflicts = list(_year_conflicts(found, decoded))
    if meant and models and not meant & models:
        conflicts.append("vin_model")
    elif models and (not meant or meant & models != meant):
        only = (models & meant) if meant else models
        if len(only) == 1 and not vehicle.model:
            vehicle = replace(vehicle, model=_label_of(names, next(iter(only))))
            found = match(names, vehicle)
    if not conflicts and found.year is None:
        year = _year_of_vin(names, found, decoded)
        found = match(names, replace(vehicle, year=year)) if year else found
    return replace(found, decoded=decoded, conflicts=(*found.conflicts, *conflicts))


def completed(
    names: ListVehicleNamesRow, vehicle: VehicleDescription, stored: VehicleDescription
) -> tuple[VehicleDescription, tuple[str, ...]]:
    """Return the words completed from the register, and "stored_..." of each contradiction.

    A mileage that is stated wins; one below the stored one is named.
    """
    said, known = match(names, vehicle), match(names, stored)
    ids = [(f"{name}_id", said, known, name) for name in ("make", "model", "engine")]
    plain = [(name, vehicle, stored, name) for name in ("year", "powertrain", "vehicle_type")]
    conflicts = [
        f"stored_{name}" for key, one, other, name in (*ids, *plain) if _differ(key, one, other)
    ]
    if vehicle.mileage_km is not None and vehicle.mileage_km < (stored.mileage_km or 0):
        conflicts.append("stored_mileage")
    is_other = bool({"stored_make", "stored_model"} & set(conflicts))
    filled = vehicle if is_other else _filled(vehicle, said, stored, known)
    mileage = stored.mileage_km if vehicle.mileage_km is None else vehicle.mileage_km
    return replace(filled, mileage_km=mileage, vin=vehicle.vin), tuple(conflicts)


def _differ(key: str, one: object, other: object) -> bool:
    first, second = getattr(one, key), getattr(other, key)
    return bool(first and second and first != second)


def makes_of_vin(names: ListVehicleNamesRow, decoded: DecodedVin) -> list[MakeNames]:
    """Return the makes that use the WMI: as the graph says, else by the manufacturer's name."""
    own = [make for make in names.makes if decoded.wmi in make.wmi_codes]
    if own or not decoded.manufacturer:
        return own
    return find_makes(names.makes, description_words(decoded.manufacturer.replace("/", ", ")))[0]


def _models_of_vin(
    names: ListVehicleNamesRow,
    vehicle: VehicleDescription,
    decoded: DecodedVin,
    makes: list[MakeNames],
) -> frozenset[str]:
    """Return the models that the decoder names, as far as the graph has them."""
    found: set[str] = set()
    for model in decoded.models:
        for make in makes:
            named = VehicleDescription(make=make.label, model=model, year=vehicle.year)
            found |= match(names, named).possible.models
    return frozenset(found)


def _year_conflicts(found: RecognisedVehicle, decoded: DecodedVin) -> Iterator[str]:
    year = found.year
    if year is None or not decoded.model_years:
        return
    if all(abs(year - each) > _REGISTERED_WITHIN for each in decoded.model_years):
        yield "vin_year"


def _year_of_vin(
    names: ListVehicleNamesRow, found: RecognisedVehicle, decoded: DecodedVin
) -> int | None:
    """Return the model year if it is the only one, or the only one in which the model was sold."""
    years = decoded.model_years
    models = [model for model in names.models if model.id in found.possible.models]
    if models:
        years = tuple(
            year
            for year in years
            if any(was_sold(model, year, _REGISTERED_WITHIN) for model in models)
        )
    return years[0] if len(years) == 1 else None


def _label_of(names: ListVehicleNamesRow, model_id: str) -> str:
    return next(model.label for model in names.models if model.id == model_id)


def _filled(
    vehicle: VehicleDescription,
    said: RecognisedVehicle,
    stored: VehicleDescription,
    known: RecognisedVehicle,
) -> VehicleDescription:
    """Return the words with what they leave open filled from the register."""
    if not vehicle.words().strip():
        return replace(
            stored,
            year=vehicle.year or stored.year,
            powertrain=vehicle.powertrain or stored.powertrain,
            vehicle_type=vehicle.vehicle_type or stored.vehicle_type,
        )
    fits = said.model_id is None and (
        not said.possible.models or known.model_id in said.possible.models
    )
    return replace(
        vehicle,
        make=vehicle.make or (None if said.make_id else stored.make),
        model=vehicle.model or (stored.model if fits else None),
        engine=vehicle.engine or (None if said.engine_id else stored.engine),
        year=vehicle.year or stored.year,
        powertrain=vehicle.powertrain or stored.powertrain,
        vehicle_type=vehicle.vehicle_type or stored.vehicle_type,
    )
