"""Find makes and models in a description by their names; "Clio" alone is any generation."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from cypher.rows.vehicle import MakeNames, ModelNames
from engine.vehicle.description_words import DescriptionWords
from engine.vehicle.powertrain_words import powertrain_vocabulary
from engine.vehicle.words import compact, keys_of, word_set

#: After a model's name they make it another model ("C3 Picasso"), or before it ("Grand Scénic").
_ANOTHER_AFTER = word_set(
    "picasso aircross cactus cross plus sportsvan allspace connect courier verso cmax countryman "
    "clubman paceman spacetourer x l"
)
_ANOTHER_BEFORE = frozenset({"grand", "gran"})
_FIGURE = re.compile(r"[1-9]")
_LETTER = re.compile(r"[a-z]")
_CHASSIS = re.compile(r"[a-z]\d{1,3}|\d[a-z]")
_SHORTEST_ALONE = 3
_SHORTEST_WORD = 4


class ModelName(NamedTuple):
    """One way to name a model.

    Attributes:
        keys: its words, without the make.
        is_family: whether it names all generations.
        needs_make: whether it tells the model only beside its make.
    """

    keys: tuple[str, ...]
    is_family: bool
    needs_make: bool


class FoundModels(NamedTuple):
    """The models that the longest matching name names.

    Attributes:
        models: one, or several that the name does not tell apart.
        places: positions of the name's words.
    """

    models: tuple[ModelNames, ...] = ()
    places: frozenset[int] = frozenset()


def find_makes(
    makes: Iterable[MakeNames], description: DescriptionWords
) -> tuple[list[MakeNames], set[int]]:
    """Return the makes that are named, the longest and then the first name first."""
    best: dict[str, tuple[int, int]] = {}
    by_id = {make.id: make for make in makes}
    places: set[int] = set()
    for make in by_id.values():
        for name in (make.label, *make.aliases):
            form = compact(keys_of(name))
            for start, end in description.windows.get(form, ()):
                places.update(range(start, end))
                rank = (-len(form), start)
                best[make.id] = min(best.get(make.id, rank), rank)
    return [by_id[key] for key in sorted(best, key=lambda key: (best[key], key))], places


def find_models(
    models: Iterable[ModelNames],
    makes: dict[str, MakeNames],
    description: DescriptionWords,
    year: int | None,
    *,
    make_known: bool,
) -> FoundModels:
    """Return the models whose name covers most of the description; none when none is named.

    A name of all generations names those sold in the year, else those sold the year before or
    after. A generation that is named is that generation, whatever the year.
    """
    models = list(models)
    for slack in (0, 1):
        sold = {model.id for model in models if was_sold(model, year, slack)}
        found = _longest(models, makes, description, sold, make_known=make_known)
        if found.models:
            return found
    return FoundModels()


def was_sold(model: ModelNames, year: int | None, slack: int) -> bool:
    """Return whether a model was sold in a year, give or take ``slack``; any year if unknown."""
    if year is None:
        return True
    return (model.year_from or 0) - slack <= year <= (model.year_to or 9999) + slack


def _longest(
    models: Iterable[ModelNames],
    makes: dict[str, MakeNames],
    description: DescriptionWords,
    sold: Collection[str],
    *,
    make_known: bool,
) -> FoundModels:
    best: dict[str, ModelNames] = {}
    top, places = 0, frozenset[int]()
    for model in models:
        make = makes.get(model.make_id or "")
        for name in names_of(model.label, tuple(model.aliases), names_of_make(make)):
            if name.is_family and model.id not in sold:
                continue
            score, covered = _match(model, name, description, make_known=make_known)
            if score > top:
                best, top, places = {}, score, covered
            if score and score == top:
                best[model.id] = model
    return FoundModels(tuple(best[key] for key in sorted(best)), places)


@lru_cache(maxsize=4096)
def names_of(
    label: str, aliases: tuple[str, ...], make_names: tuple[str, ...]
) -> tuple[ModelName, ...]:
    """Return the names of a model without its make, and those of its whole family.

    "Yaris hybride" is a name of the family too: it tells no generation.
    """
    generation = generation_of(label)
    family = _family_keys(label)
    own = {keys_of(name) for name in make_names}
    found: dict[tuple[str, ...], ModelName] = {}
    for name in (*label.split("/"), *aliases):
        keys = _without_make(keys_of(name), make_names)
        needs_make = keys != keys_of(name)
        forms = [keys, keys[:-1]] if generation and keys[-1] == generation else [keys]
        for form in filter(None, forms):
            if form in own and form != keys:  # "Tesla" of the alias "Tesla S" names no model
                continue
            known = found.get(form, ModelName(form, is_family=False, needs_make=True))
            found[form] = ModelName(
                form,
                known.is_family or form != keys or _without_powertrain(form) == family,
                known.needs_make and needs_make,
            )
    return tuple(found.values())


def generation_of(label: str) -> str:
    """Return the last word of a label if it tells the generation ("IV", "E90", "F"), else ""."""
    keys = keys_of(label)
    last = label.rsplit(maxsplit=1)[-1]
    roman = not last.isdigit() and bool(_FIGURE.fullmatch(keys[-1]))
    coded = _LETTER.fullmatch(keys[-1]) or _CHASSIS.fullmatch(keys[-1])
    return keys[-1] if len(keys) > 1 and (roman or coded) else ""


def family_label(label: str) -> str:
    """Return a label without its generation ("Clio IV" -> "Clio")."""
    return " ".join(label.split()[:-1]) if generation_of(label) else label


def _family_keys(label: str) -> tuple[str, ...]:
    keys = keys_of(label)
    return keys[:-1] if generation_of(label) else keys


def _without_powertrain(keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in keys if key not in powertrain_vocabulary())


def names_of_make(make: MakeNames | None) -> tuple[str, ...]:
    """Return all names of a make."""
    return (make.label, *make.aliases) if make else ()


def _without_make(keys: tuple[str, ...], make_names: Sequence[str]) -> tuple[str, ...]:
    """Return a name without the make before it, unless too little would be left."""
    for make in sorted(map(keys_of, make_names), key=len, reverse=True):
        rest = keys[len(make) :]
        if keys[: len(make)] == make and len(compact(rest)) > 1:
            return rest if not set(rest) <= powertrain_vocabulary() else keys
    return keys


def _match(
    model: ModelNames, name: ModelName, description: DescriptionWords, *, make_known: bool
) -> tuple[int, frozenset[int]]:
    """Return how many characters of the description the name covers, and where; 0 is no match."""
    form = compact(name.keys)
    for start, end in description.windows.get(form, ()):
        places = frozenset(range(start, end))
        if _is_another(model, name, description.keys, start, end):
            continue
        alone = not name.needs_make and _stands_alone(form, start, places & description.mended)
        if make_known or alone:
            return len(form), places
    if make_known and not name.is_family and _is_scattered(name.keys, description.keys):
        return len(form) - 1, frozenset(map(description.keys.index, name.keys))
    return 0, frozenset()


def _is_scattered(keys: Sequence[str], among: Collection[str]) -> bool:
    """Return whether all words of a name are there, in any order: "208 1.2 electrique"."""
    telling = all(key.isalpha() and len(key) >= _SHORTEST_WORD for key in keys[1:])
    return telling and len(keys) > 1 and set(keys) <= set(among)


def _stands_alone(form: str, start: int, mended: Collection[int]) -> bool:
    """Return whether a name tells the model without its make: 500 may be anything's number."""
    if mended or len(form) < _SHORTEST_ALONE:
        return False
    return start == 0 or not form.isdigit()


def _is_another(
    model: ModelNames, name: ModelName, keys: Sequence[str], start: int, end: int
) -> bool:
    """Return whether the words around a name make it another model or another generation."""
    before = keys[start - 1] if start else ""
    after = keys[end] if end < len(keys) else ""
    if before in _ANOTHER_BEFORE or after in _ANOTHER_AFTER:
        return True
    if not name.is_family or not after:
        return False
    generation = generation_of(model.label)
    shapes = [_FIGURE]
    if _LETTER.fullmatch(generation) and not _FIGURE.fullmatch(generation):
        shapes.append(_LETTER)
    if _CHASSIS.fullmatch(generation):
        shapes.append(_CHASSIS)
    return any(shape.fullmatch(after) for shape in shapes)
