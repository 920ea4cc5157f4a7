"""The words that names of the graph are made of."""

from cypher.rows.vehicle import ListVehicleNamesRow
from engine.vehicle.leftovers import NOISE
from engine.vehicle.makes_models import names_of, names_of_make
from engine.vehicle.powertrain_words import spelling_words
from engine.vehicle.words import compact, keys_of

_YEAR_LENGTH = 4


def vocabulary(names: ListVehicleNamesRow) -> set[str]:
    """Return every word that is spelt right."""
    known = {*spelling_words(), *NOISE}
    for make in names.makes:
        known |= name_words(make.label, make.aliases)
    for model in names.models:
        known |= name_words(model.label, model.aliases)
    for engine in names.engines:
        known |= name_words(engine.label, engine.aliases)
    return known


def name_words(label: str, aliases: list[str]) -> set[str]:
    """Return the words of all names of one thing, split and as one."""
    every = [keys_of(name) for name in (label, *aliases)]
    return {key for keys in every for key in keys} | {compact(keys) for keys in every if keys}


def numbers_after_makes(names: ListVehicleNamesRow) -> set[str]:
    """Return "make number" where the number is a model's name and might be taken for a year."""
    makes = {make.id: make for make in names.makes}
    found = set()
    for model in names.models:
        known = names_of_make(makes.get(model.make_id or ""))
        for name in names_of(model.label, tuple(model.aliases), known):
            if name.keys[0].isdigit() and len(name.keys[0]) == _YEAR_LENGTH:
                found |= {f"{keys_of(make)[-1]} {name.keys[0]}" for make in known}
    return found
