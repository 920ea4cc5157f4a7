"""Search makes, models and engines by words, misspelt ones included: likeness, not recognition."""

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz import fuzz

from cypher.rows.vehicle import ListVehicleNamesRow
from engine.vehicle.description import VehicleDescription
from engine.vehicle.description_words import description_words
from engine.vehicle.makes_models import family_label
from engine.vehicle.matching import match
from engine.vehicle.words import compact, keys_of

#: Below this likeness, 0 to 1, nothing is shown.
_LEAST = 0.6
_CERTAIN = 1.0


class VehicleHit(NamedTuple):
    """A make, model or engine that words may mean.

    Attributes:
        similarity: 0 to 1; 1 for what the recogniser takes the words for.
    """

    kind: str
    id: str
    label: str
    make_id: str | None
    similarity: float
    year_from: int | None = None
    year_to: int | None = None


def search_vehicles(names: ListVehicleNamesRow, words: str, limit: int) -> list[VehicleHit]:
    """Return the likeliest first, ties by id.

    Args:
        names: of the graph.
        words: in any form that a diagnosis takes.
        limit: how many at most.
    """
    found = match(names, VehicleDescription(text=words))
    certain = {key for key in (found.make_id, *found.ids) if key} | set(found.possible.models)
    said = [key for key in description_words(words).keys if key]
    hits = []
    for hit, forms in _everything(names):
        likeness = max((_likeness(said, form) for form in forms), default=0.0)
        similarity = _CERTAIN if hit.id in certain else min(likeness, 0.99)
        if similarity >= _LEAST:
            hits.append(hit._replace(similarity=round(similarity, 4)))
    order = {"model": 0, "make": 1, "engine": 2}
    hits.sort(key=lambda hit: (-hit.similarity, order[hit.kind], hit.id))
    return hits[:limit]


def _likeness(said: list[str], form: tuple[str, ...]) -> float:
    """Return how like a name the closest run of as many words is, 0 to 1."""
    size, wanted = len(form), compact(form)
    best = 0.0
    for width in {max(size - 1, 1), size, size + 1}:
        for start in range(max(len(said) - width, 0) + 1):
            run = compact(said[start : start + width])
            best = max(best, fuzz.ratio(run, wanted, score_cutoff=_LEAST * 100) / 100)
    return best


def _everything(
    names: ListVehicleNamesRow,
) -> Iterator[tuple[VehicleHit, list[tuple[str, ...]]]]:
    makes = {make.id: make.label for make in names.makes}
    for make in names.makes:
        yield (
            VehicleHit("make", make.id, make.label, make.id, 0.0),
            [keys_of(name) for name in (make.label, *make.aliases)],
        )
    for model in names.models:
        label = f"{makes.get(model.make_id or '', '')} {model.label}".strip()
        forms = [keys_of(name) for name in (model.label, family_label(model.label), *model.aliases)]
        yield (
            VehicleHit(
                "model", model.id, label, model.make_id, 0.0, model.year_from, model.year_to
            ),
            forms,
        )
    for engine in names.engines:
        yield (
            VehicleHit(
                "engine",
                engine.id,
                engine.label,
                engine.make_id,
                0.0,
                engine.year_from,
                engine.year_to,
            ),
            [keys_of(name) for name in (engine.label, *engine.aliases)],
        )
