"""Recognise a described vehicle among the makes, models and engines of the graph.

What is not recognised filters nothing: an unknown powertrain rules out no fault (G4b).
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cypher.library import query
from cypher.rows.vehicle import ListVehicleNamesRow
from graph.session import Graph

LIST_VEHICLE_NAMES = query("vehicle/list_vehicle_names", ListVehicleNamesRow)

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}
_YEAR = re.compile(r"\b(19[5-9]\d|20\d\d)\b")
#: Words of a description that state the powertrain.
_POWERTRAIN_WORDS = {
    "petrol": "petrol",
    "gasoline": "petrol",
    "essence": "petrol",
    "diesel": "diesel",
    "gazole": "diesel",
    "gpl": "lpg",
    "lpg": "lpg",
    "hybrid": "hybrid",
    "hybride": "hybrid",
    "electric": "battery_electric",
    "electrique": "battery_electric",
}
#: Share of a name's characters that the description must contain.
_MINIMUM_COVER = 0.6


@dataclass(frozen=True)
class VehicleDescription:
    """A vehicle as somebody describes it; every field may be missing.

    Attributes:
        text: anything, for example "Renault Clio IV 0.9 TCe 2014".
        powertrain: stated outright; wins over what the engine says.
    """

    make: str | None = None
    model: str | None = None
    engine: str | None = None
    text: str | None = None
    powertrain: str | None = None
    vehicle_type: str | None = None
    year: int | None = None
    mileage_km: int | None = None

    def words(self) -> str:
        """Return all names in one line."""
        return " ".join(part for part in (self.make, self.model, self.engine, self.text) if part)


@dataclass(frozen=True)
class RecognisedVehicle:
    """What the graph knows of the vehicle.

    Attributes:
        powertrains: possible ones; empty when unknown, which filters nothing.
        vehicle_types: likewise.
        unrecognised: parts of the description that no make, model or engine matches.
    """

    make_id: str | None = None
    model_id: str | None = None
    engine_id: str | None = None
    label: str = ""
    powertrains: tuple[str, ...] = ()
    vehicle_types: tuple[str, ...] = ()
    year: int | None = None
    mileage_km: int | None = None
    unrecognised: tuple[str, ...] = ()

    @property
    def ids(self) -> list[str]:
        """Ids of the model and the engine, as far as known."""
        return [key for key in (self.model_id, self.engine_id) if key]

    @property
    def make_code(self) -> str | None:
        """Name of the make as in trouble-code ids ("renault")."""
        return self.make_id.split(".", 1)[1] if self.make_id else None


class _Candidate(NamedTuple):
    id: str
    label: str
    names: list[str]
    kind: str
    year_from: int | None
    year_to: int | None
    make_id: str | None
    engines: list[str]


def recognise(graph: Graph, vehicle: VehicleDescription | None) -> RecognisedVehicle:
    """Return what the graph knows of the described vehicle; no description, no query."""
    if vehicle is None or (not vehicle.words() and not vehicle.powertrain):
        found = RecognisedVehicle()
        if vehicle is not None:
            types = (vehicle.vehicle_type,) if vehicle.vehicle_type else ()
            found = RecognisedVehicle(
                year=vehicle.year, mileage_km=vehicle.mileage_km, vehicle_types=types
            )
        return found
    return match(graph.read(LIST_VEHICLE_NAMES)[0], vehicle)


def match(names: ListVehicleNamesRow, vehicle: VehicleDescription) -> RecognisedVehicle:
    """Match a description against the names of the graph."""
    words = vehicle.words()
    year = vehicle.year or _year_in(words)
    tokens = _tokens(_YEAR.sub(" ", words))
    makes = [_Candidate(i, lab, [lab, *al], "", None, None, i, []) for i, lab, al in names.makes]
    models = [
        _Candidate(r[0], r[1], [r[1], *r[2]], r[3], r[4], r[5], r[6], r[7]) for r in names.models
    ]
    engines = [
        _Candidate(r[0], r[1], [r[1], *r[2]], r[3], r[4], r[5], r[6], []) for r in names.engines
    ]
    make = _best(makes, tokens, None)
    tokens -= _name_tokens(make)  # "Renault Zoe" must not match any Renault
    model = _best([m for m in models if make is None or m.make_id == make.id], tokens, year)
    allowed = [e for e in engines if model is None or e.id in model.engines]
    engine = _best(allowed, tokens - _name_tokens(model), None)
    if make is None and model is not None:
        make = next((m for m in makes if m.id == model.make_id), None)
    return RecognisedVehicle(
        make_id=make.id if make else None,
        model_id=model.id if model else None,
        engine_id=engine.id if engine else None,
        label=" ".join(item.label for item in (make, model, engine) if item),
        powertrains=_powertrains(vehicle, model, engine, engines),
        vehicle_types=_types(vehicle, model),
        year=year,
        mileage_km=vehicle.mileage_km,
        unrecognised=_unrecognised(vehicle, make, model, engine),
    )


def _best(
    candidates: Sequence[_Candidate], tokens: frozenset[str], year: int | None
) -> _Candidate | None:
    """Return the candidate whose name the description covers best; None when two are equal."""
    scored = sorted(
        ((_score(item, tokens), item) for item in candidates if _sold_in(item, year)),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    scored = [pair for pair in scored if pair[0] > 0]
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return scored[0][1]


def _score(candidate: _Candidate, tokens: frozenset[str]) -> float:
    """Return the matched characters of the best name, if enough of it is there."""
    best = 0.0
    for name in candidate.names:
        parts = _tokens(name)
        size = sum(map(len, parts))
        shared = sum(len(part) for part in parts & tokens)
        if size and shared / size >= _MINIMUM_COVER:
            best = max(best, shared + shared / size)
    return best


def _tokens(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = re.findall(r"\d+[.,]\d+|[a-z]+|\d+", plain.replace("-", " "))
    return frozenset(_ROMAN.get(word, word.replace(",", ".")) for word in words)


def _name_tokens(candidate: _Candidate | None) -> frozenset[str]:
    names = candidate.names if candidate else []
    return frozenset(token for name in names for token in _tokens(name))


def _year_in(words: str) -> int | None:
    found = _YEAR.findall(words)
    return int(found[-1]) if found else None


def _sold_in(candidate: _Candidate, year: int | None) -> bool:
    if year is None:
        return True
    return (candidate.year_from or 0) <= year <= (candidate.year_to or 9999)


def _powertrains(
    vehicle: VehicleDescription,
    model: _Candidate | None,
    engine: _Candidate | None,
    engines: Iterable[_Candidate],
) -> tuple[str, ...]:
    if vehicle.powertrain:
        return (vehicle.powertrain,)
    if engine is not None:
        return (engine.kind,)
    stated = {
        _POWERTRAIN_WORDS[word] for word in _tokens(vehicle.words()) & _POWERTRAIN_WORDS.keys()
    }
    known = {item.kind for item in engines if model is not None and item.id in model.engines}
    return tuple(sorted(stated & known or stated or known))


def _types(vehicle: VehicleDescription, model: _Candidate | None) -> tuple[str, ...]:
    if vehicle.vehicle_type:
        return (vehicle.vehicle_type,)
    return (model.kind,) if model is not None else ()


def _unrecognised(
    vehicle: VehicleDescription,
    make: _Candidate | None,
    model: _Candidate | None,
    engine: _Candidate | None,
) -> tuple[str, ...]:
    stated = (("make", vehicle.make, make), ("model", vehicle.model, model))
    missing = [
        name
        for name, text, found in (*stated, ("engine", vehicle.engine, engine))
        if text and found is None
    ]
    if vehicle.text and make is None and model is None and engine is None:
        missing.append("vehicle")
    return tuple(missing)
