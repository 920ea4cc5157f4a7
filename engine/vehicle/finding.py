"""Find make, models and engines in a description; each narrows the search for the next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cypher.rows.vehicle import EngineNames, ListVehicleNamesRow, MakeNames, ModelNames
from engine.vehicle.description_words import DescriptionWords
from engine.vehicle.engines import FoundEngines, engines_by_code, find_engines
from engine.vehicle.makes_models import FoundModels, find_makes, find_models
from engine.vehicle.misspelling import doubted, misspelt_models
from engine.vehicle.powertrain_words import StatedPowertrain, stated_powertrain
from engine.vehicle.powertrains import without_implied


@dataclass(frozen=True)
class Found:
    """What a description names.

    Attributes:
        words: the description without the years.
        make: of the models, else the one that is named.
        models: those it may be; empty when none is named.
        model_engines: all engines of these models.
        engines: those it may have; without make and model, those that share a named code.
        model_places: positions of the words of make and models.
    """

    words: DescriptionWords
    year: int | None
    stated: StatedPowertrain
    make: MakeNames | None
    models: tuple[ModelNames, ...]
    model_engines: tuple[EngineNames, ...]
    engines: FoundEngines
    model_places: frozenset[int]

    @property
    def model(self) -> ModelNames | None:
        """The model, if it is certain."""
        return self.models[0] if len(self.models) == 1 else None

    @property
    def engine(self) -> EngineNames | None:
        """The engine, if it is certain; a code alone does not tell the make, so no engine."""
        known = self.make is not None or bool(self.models)
        return self.engines.engines[0] if known and len(self.engines.engines) == 1 else None


def find(
    names: ListVehicleNamesRow,
    words: DescriptionWords,
    year: int | None,
    *,
    make_is_unknown: bool,
) -> Found:
    """Find what the words name.

    Args:
        names: of the graph.
        words: the description without the years.
        year: first registration, if known.
        make_is_unknown: whether a make is stated that the graph does not have; then no model is
            sought among the other makes.
    """
    stated = stated_powertrain(words.keys)
    makes, make_places = find_makes(names.makes, words)
    models = FoundModels()
    if makes or not make_is_unknown:
        models = _models(names, makes, words, year)
    kinds = without_implied(stated.kinds)
    engines = _engines(names, makes, models.models, words, stated, year)
    narrowed = _narrowed(models.models, _engines_of(names, models.models), engines.engines, kinds)
    own = _engines_of(names, narrowed)
    if narrowed:
        engines = engines._replace(engines=tuple(e for e in engines.engines if e in own))
    return Found(
        words=words,
        year=year,
        stated=stated,
        make=_make(names, makes, narrowed),
        models=narrowed,
        model_engines=own,
        engines=engines,
        model_places=frozenset(make_places) | models.places,
    )


def _models(
    names: ListVehicleNamesRow,
    makes: Sequence[MakeNames],
    words: DescriptionWords,
    year: int | None,
) -> FoundModels:
    ids = {make.id for make in makes}
    candidates = [model for model in names.models if not ids or model.make_id in ids]
    by_id = {make.id: make for make in names.makes}
    found = find_models(candidates, by_id, words, year, make_known=bool(makes))
    if not found.models and makes:
        return misspelt_models(candidates, by_id, words)
    return doubted(found, candidates, by_id, words)


def _engines(
    names: ListVehicleNamesRow,
    makes: Sequence[MakeNames],
    models: Sequence[ModelNames],
    words: DescriptionWords,
    stated: StatedPowertrain,
    year: int | None,
) -> FoundEngines:
    """Return the engines among those of the models, else of the makes; else by code alone."""
    if not models and not makes:
        return engines_by_code(names.engines, words)
    allowed = _engines_of(names, models) or _engines_of_makes(names, makes)
    return find_engines(
        allowed,
        words,
        stated,
        year,
        model_known=bool(models),
    )


def _engines_of(
    names: ListVehicleNamesRow, models: Collection[ModelNames]
) -> tuple[EngineNames, ...]:
    ids = {key for model in models for key in model.engines}
    return tuple(engine for engine in names.engines if engine.id in ids)


def _engines_of_makes(
    names: ListVehicleNamesRow, makes: Collection[MakeNames]
) -> tuple[EngineNames, ...]:
    """Return the engines a make builds, and those it puts in its models."""
    ids = {make.id for make in makes}
    used = {e.id for e in _engines_of(names, [m for m in names.models if m.make_id in ids])}
    return tuple(e for e in names.engines if e.make_id in ids or e.id in used)


def _narrowed(
    models: tuple[ModelNames, ...],
    own: Collection[EngineNames],
    engines: Collection[EngineNames],
    kinds: Collection[str],
) -> tuple[ModelNames, ...]:
    """Return the models that have an engine found, and one of a stated powertrain."""
    ids = {engine.id for engine in engines}
    models = tuple(model for model in models if ids & set(model.engines)) or models
    suiting = {engine.id for engine in own if engine.powertrain in kinds}
    return tuple(model for model in models if suiting & set(model.engines)) or models


def _make(
    names: ListVehicleNamesRow, makes: Sequence[MakeNames], models: Collection[ModelNames]
) -> MakeNames | None:
    """Return the one make of the models; without models the one named first."""
    if not models:
        return makes[0] if makes else None
    ids = {model.make_id for model in models}
    return next((make for make in names.makes if {make.id} == ids), None)
