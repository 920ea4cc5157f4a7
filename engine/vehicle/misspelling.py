"""Misspelt names of models: taken for one only when no other existing model can be meant.

Three steps of trust. A word of a name that is one typing error away is taken for it beside its
make. A run of words that is one error away from a longer name makes what was found doubtful. What
is farther away is only suggested ("did you mean").
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from cypher.rows.vehicle import ListVehicleNamesRow, MakeNames, ModelNames
from engine.vehicle.description_words import DescriptionWords
from engine.vehicle.leftovers import Run
from engine.vehicle.makes_models import FoundModels, family_label, names_of, names_of_make
from engine.vehicle.words import compact, keys_of

#: A shorter word with an error in it may be anything ("C3", "Zoe", "500e").
_SHORTEST_WORD, _SHORTEST_NAME = 4, 5
_ONE_ERROR = 1
_LONGEST_RUN = 6
#: Least likeness of a suggestion, 0 to 100, and how many are made.
_LIKENESS, _SUGGESTED = 65.0, 3


class _Run(NamedTuple):
    """Neighbouring words as they were written."""

    keys: tuple[str, ...]
    places: frozenset[int]


def misspelt_models(
    models: Iterable[ModelNames], makes: dict[str, MakeNames], description: DescriptionWords
) -> FoundModels:
    """Return the models that one typing error in one word of their name hides.

    Args:
        models: those of the make that is named.
        makes: by id.
        description: the words, in which no model was found.
    """
    named = [(model, keys) for model in models for keys in _name_keys(model, makes)]
    spelt = {key for _, keys in named for key in keys}
    near: list[tuple[int, ModelNames, frozenset[int]]] = []
    for run in _runs(description):
        for model, keys in named:
            error = _misspelt_word(run.keys, keys)
            if error is None or error[0] in spelt:
                continue
            if _adds_a_letter_before(*error):
                return FoundModels()
            near.append((len(compact(keys)), model, run.places))
    top = max((length for length, _, _ in near), default=0)
    best = {model.id: model for length, model, _ in near if length == top}
    places = next((places for length, _, places in near if length == top), frozenset[int]())
    return FoundModels(tuple(best[key] for key in sorted(best)), places)


def doubted(
    found: FoundModels,
    models: Iterable[ModelNames],
    makes: dict[str, MakeNames],
    description: DescriptionWords,
) -> FoundModels:
    """Return what was found, with the models whose longer name is one typing error away.

    "Kangoo Z.B." is a Kangoo II by its first word, and nearly a Kangoo Z.E.: it may be either.
    """
    if not found.models:
        return found
    covered = max(len(compact(_keys_at(description, found.places))), 1)
    runs = [
        compact(run.keys)
        for run in _runs(description)
        if run.places & found.places and not run.places <= found.places
    ]
    known = {model.id for model in found.models}
    nearly = [
        model
        for model in models
        if runs
        and model.id not in known
        and any(
            _is_nearly(run, compact(keys), covered)
            for keys in _name_keys(model, makes)
            for run in runs
        )
    ]
    both = sorted([*found.models, *nearly], key=lambda model: model.id)
    return FoundModels(tuple(both), found.places) if nearly else found


def suggestions(names: ListVehicleNamesRow, unknown: Iterable[Run]) -> tuple[str, ...]:
    """Return makes, models and engines that resemble the words that nothing explains."""
    known = _suggestible(names)
    found: dict[str, float] = {}
    for run in unknown:
        form = compact(key for word in run for key in keys_of(word.said))
        if len(form) < _SHORTEST_WORD - 1 or form.isdigit():
            continue
        for _, score, label in process.extract(
            form, known, scorer=fuzz.ratio, score_cutoff=_LIKENESS, limit=_SUGGESTED
        ):
            found[label] = max(found.get(label, 0.0), score)
    order = sorted(found, key=lambda label: (-found[label], label))
    return tuple(order[:_SUGGESTED])


def _suggestible(names: ListVehicleNamesRow) -> dict[str, str]:
    """Return the compact name of everything that can be suggested, by what is shown of it."""
    makes = {make.id: make for make in names.makes}
    known = {make.label: compact(keys_of(make.label)) for make in names.makes}
    for model in names.models:
        make = makes.get(model.make_id or "")
        before = f"{make.label} " if make else ""
        family = family_label(model.label)
        for label in (family, model.label):
            known[before + label] = compact(keys_of(label))
    known |= {engine.label: compact(keys_of(engine.label)) for engine in names.engines}
    return known


def _name_keys(model: ModelNames, makes: dict[str, MakeNames]) -> Iterator[tuple[str, ...]]:
    make = makes.get(model.make_id or "")
    for name in names_of(model.label, tuple(model.aliases), names_of_make(make)):
        yield name.keys


def _misspelt_word(said: Sequence[str], name: Sequence[str]) -> tuple[str, str] | None:
    """Return the one word that differs, as said and as meant, if one error explains it."""
    if len(said) != len(name):
        return None
    other = [(a, b) for a, b in zip(said, name, strict=True) if a != b]
    if len(other) != 1:
        return None
    (a, b) = other[0]
    if not (a.isalpha() and b.isalpha()) or min(len(a), len(b)) < _SHORTEST_WORD:
        return None
    return (a, b) if _is_one_error(a, b) else None


def _adds_a_letter_before(said: str, meant: str) -> bool:
    """Return whether a first letter is too many or missing: the Niro is no misspelt e-Niro."""
    return meant == said[1:] or said == meant[1:]


def _is_nearly(said: str, form: str, covered: int) -> bool:
    if len(form) < max(covered, _SHORTEST_NAME) or said == form:
        return False
    return _figures(said) == _figures(form) and _is_one_error(said, form)


def _is_one_error(said: str, form: str) -> bool:
    if abs(len(said) - len(form)) > _ONE_ERROR:
        return False
    return OSA.distance(said, form, score_cutoff=_ONE_ERROR) == _ONE_ERROR


def _figures(form: str) -> str:
    return "".join(sign for sign in form if sign.isdigit())


def _runs(description: DescriptionWords) -> Iterator[_Run]:
    """Yield runs of neighbouring words with the keys they have as written, unmended."""
    written = [_written(word.said, word.key) for word in description.words]
    for start in range(len(written)):
        for end in range(start + 1, min(len(written), start + _LONGEST_RUN) + 1):
            if not written[end - 1]:
                break
            yield _Run(tuple(written[start:end]), frozenset(range(start, end)))


def _written(said: str, key: str) -> str:
    """Return the key of a word as written; a number that was glued to one keeps its own."""
    return key if not key.isalpha() else compact(keys_of(said)) or key


def _keys_at(description: DescriptionWords, places: Iterable[int]) -> list[str]:
    return [description.keys[at] for at in sorted(places)]
