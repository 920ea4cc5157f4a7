"""Find the engine in a description, among those the make or the model has."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from cypher.rows.vehicle import EngineNames
from engine.vehicle.description_words import DescriptionWords
from engine.vehicle.powertrain_words import StatedPowertrain
from engine.vehicle.powertrains import goes_with, without_implied
from engine.vehicle.words import compact, keys_of

_LITRES = re.compile(r"\d{1,2}\.\d{1,2}")
_CODE = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z0-9]{3,}")
_TENTH = 0.1
_PARTS = re.compile(r"[()/]")


class FoundEngines(NamedTuple):
    """The engines that a description may mean.

    Attributes:
        engines: one, or several that it does not tell apart.
        places: positions of the words that name them.
        named: whether a name or a code was found, not the displacement alone.
    """

    engines: tuple[EngineNames, ...] = ()
    places: frozenset[int] = frozenset()
    named: bool = False


def find_engines(
    engines: Sequence[EngineNames],
    description: DescriptionWords,
    stated: StatedPowertrain,
    year: int | None,
    *,
    model_known: bool,
) -> FoundEngines:
    """Return the engines whose name covers most of the description.

    Args:
        engines: those of the model, or of the make.
        description: without the years.
        stated: powertrains that the words state. Badges ("TDI") rule out other engines; the
            plain words choose among equal displacements only.
        year: first registration, if known.
        model_known: then "1.2" or "PureTech" alone may tell the engine; a make has too many.
    """
    badges = {kind for kind, places in stated.kinds.items() if places & stated.badges}
    litres = {key for key in description.keys if _LITRES.fullmatch(key)}
    fitting = [
        engine for engine in engines if _has_displacement(engine, litres) and _suits(engine, badges)
    ]
    named = _named(fitting, description, frozenset() if model_known else stated.badges)
    if named.engines or not model_known or not litres:
        return named._replace(engines=_sold_in(named.engines, year))
    suits = [
        engine
        for engine in fitting
        if engine.displacement_l is not None and _suits(engine, without_implied(stated.kinds))
    ]
    places = frozenset(at for at, key in enumerate(description.keys) if key in litres)
    return FoundEngines(_sold_in(suits, year), places if suits else frozenset())


def engines_by_code(engines: Iterable[EngineNames], description: DescriptionWords) -> FoundEngines:
    """Return the engines whose code is named; several engines may share one."""
    found: list[EngineNames] = []
    places: set[int] = set()
    for engine in engines:
        spots = [place for code in _codes(engine) for place in description.windows.get(code, ())]
        if spots:
            found.append(engine)
            places.update(at for start, end in spots for at in range(start, end))
    return FoundEngines(tuple(found), frozenset(places), bool(found))


@lru_cache(maxsize=4096)
def engine_names(label: str, aliases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the names of an engine as keys; one mere number is no name."""
    names = map(keys_of, (*_PARTS.split(label), *aliases))
    return tuple(
        dict.fromkeys(keys for keys in names if len(keys) > 1 or any(map(_has_letter, keys)))
    )


def _codes(engine: EngineNames) -> set[str]:
    """Return the maker's code with its variants (H4Bt, H4B), but no badge such as "TCe 90"."""
    code = compact(keys_of(engine.code or ""))
    if not _CODE.fullmatch(code):
        return set()
    forms = {compact(keys) for keys in engine_names(engine.label, tuple(engine.aliases))}
    return {code} | {
        form
        for form in forms
        if _CODE.fullmatch(form) and (form.startswith(code) or code.startswith(form))
    }


def _named(
    engines: Iterable[EngineNames], description: DescriptionWords, untelling: Collection[int]
) -> FoundEngines:
    """Return the engines with the longest name that is more than the untelling words."""
    best: dict[str, EngineNames] = {}
    top, places = 0, frozenset[int]()
    for engine in engines:
        for keys in engine_names(engine.label, tuple(engine.aliases)):
            covered = _places(keys, description)
            if covered is None or covered <= set(untelling) or len(compact(keys)) < top:
                continue
            if len(compact(keys)) > top:
                best, top, places = {}, len(compact(keys)), frozenset()
            best[engine.id] = engine
            places |= covered
    return FoundEngines(tuple(best[key] for key in sorted(best)), places, bool(best))


def _places(keys: tuple[str, ...], description: DescriptionWords) -> frozenset[int] | None:
    """Return where the words of a name stand, in any order; as one run when glued or split."""
    places = {at for at, key in enumerate(description.keys) if key in keys}
    if {description.keys[at] for at in places} == set(keys):
        return frozenset(places)
    spots = description.windows.get(compact(keys), ())
    return frozenset(range(*spots[0])) if spots else None


def _has_displacement(engine: EngineNames, litres: Collection[str]) -> bool:
    if not litres or engine.displacement_l is None:
        return True
    return any(abs(float(text) - engine.displacement_l) < _TENTH / 2 for text in litres)


def _suits(engine: EngineNames, kinds: Collection[str]) -> bool:
    return not kinds or any(goes_with(kind, engine.powertrain) for kind in kinds)


def _sold_in(engines: Sequence[EngineNames], year: int | None) -> tuple[EngineNames, ...]:
    """Return those sold in the year, give or take one; all when none was."""
    sold = tuple(
        engine
        for engine in engines
        if year is None or (engine.year_from or 0) - 1 <= year <= (engine.year_to or 9999) + 1
    )
    return sold or tuple(engines)


def _has_letter(key: str) -> bool:
    return any(char.isalpha() for char in key)
