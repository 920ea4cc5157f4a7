"""Put what was found of a vehicle into an answer: labels, filters, leftovers, contradictions."""

from collections.abc import Collection

from cypher.rows.vehicle import ListVehicleNamesRow
from engine.vehicle.description import PossibleVehicle, RecognisedVehicle, VehicleDescription
from engine.vehicle.finding import Found
from engine.vehicle.leftovers import Run, leftovers, mentions_an_engine, spelled
from engine.vehicle.makes_models import family_label, was_sold
from engine.vehicle.misspelling import suggestions
from engine.vehicle.name_words import name_words
from engine.vehicle.powertrains import Settled, settle, without_implied
from graph.vocabulary import Powertrain


def answer(
    names: ListVehicleNamesRow, vehicle: VehicleDescription, found: Found
) -> RecognisedVehicle:
    """Return the recognised vehicle."""
    model, engine = found.model, found.engine
    unknown = _leftovers(found)
    powertrains = _powertrains(vehicle, found, unknown)
    types = {item.vehicle_type for item in found.models}
    conflicts = {
        "powertrain": powertrains.conflict,
        "vehicle_type": bool(types) and bool({vehicle.vehicle_type} - types - {None}),
        "year": bool(found.models) and not any(was_sold(m, found.year, 1) for m in found.models),
    }
    return RecognisedVehicle(
        make_id=found.make.id if found.make else None,
        model_id=model.id if model else None,
        engine_id=engine.id if engine else None,
        label=_label(found),
        powertrains=powertrains.kinds,
        vehicle_types=(vehicle.vehicle_type,) if vehicle.vehicle_type else tuple(sorted(types)),
        year=found.year,
        mileage_km=vehicle.mileage_km,
        unrecognised=tuple(dict.fromkeys(map(spelled, unknown))),
        ambiguous=tuple(item.label for item in found.models) if model is None else (),
        conflicts=tuple(name for name, holds in conflicts.items() if holds),
        did_you_mean=suggestions(names, unknown),
        possible=_possible(found, unknown),
    )


def _possible(found: Found, unknown: Collection[Run]) -> PossibleVehicle:
    """Return what parts are to fit: an engine by name or displacement, else those of the models."""
    sold = () if mentions_an_engine(unknown) else found.model_engines
    known = bool(found.models) or found.make is not None
    return PossibleVehicle(
        models=frozenset(item.id for item in found.models),
        engines=frozenset(item.id for item in found.engines.engines if known),
        sold_engines=frozenset(item.id for item in sold),
    )


def _label(found: Found) -> str:
    families = {family_label(model.label) for model in found.models}
    model = found.model.label if found.model else families.pop() if len(families) == 1 else None
    parts = (
        found.make.label if found.make else None,
        model,
        found.engine.label if found.engine else None,
    )
    return " ".join(part for part in parts if part)


def _powertrains(vehicle: VehicleDescription, found: Found, unknown: Collection[Run]) -> Settled:
    known = _known_powertrains(found, unknown)
    if vehicle.powertrain:
        settled = settle({vehicle.powertrain}, (), known)
        return Settled(settled.kinds or (vehicle.powertrain,), settled.conflict)
    named = found.engines.places if found.engines.named else frozenset()
    stated = {kind for kind, places in found.stated.kinds.items() if not places <= named}
    return settle(without_implied(stated), found.stated.excluded, known)


def _known_powertrains(found: Found, unknown: Collection[Run]) -> set[str]:
    """Return what the engine, else the models have; an engine we do not know may be anything."""
    if found.engines.named:
        return {engine.powertrain for engine in found.engines.engines}
    kinds = {engine.powertrain for engine in found.model_engines}
    if mentions_an_engine(unknown) and kinds != {Powertrain.BATTERY_ELECTRIC.value}:
        return set()
    return kinds


def _leftovers(found: Found) -> tuple[Run, ...]:
    named = {
        key
        for model in found.models
        for key in name_words(model.label, model.aliases)
        if not key.isdigit()
    }
    for engine in found.engines.engines:
        named |= name_words(engine.label, engine.aliases)
    explained = {at for at, key in enumerate(found.words.keys) if key in named}
    used = found.model_places | found.engines.places | found.stated.used | explained
    return leftovers(found.words, used, found.stated.badges - found.engines.places)
