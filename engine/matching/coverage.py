"""Whether a card's vehicles go with that of a request: no input or output."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from engine.embedding import fold, normalise
from engine.matching.scoring import VehicleFit
from engine.vehicle import RecognisedVehicle


@dataclass(frozen=True)
class CardVehicles:
    """The vehicles that a card is for.

    Attributes:
        model_ids: models that it covers.
        engine_ids: engine families that it covers.
        make_ids: makes that build one of these.
        make_words: makes that it holds for as a whole, as written.
        is_universal: it holds for all vehicles.
    """

    model_ids: frozenset[str] = frozenset()
    engine_ids: frozenset[str] = frozenset()
    make_ids: frozenset[str] = frozenset()
    make_words: tuple[str, ...] = ()
    is_universal: bool = False


@dataclass(frozen=True)
class AskedVehicle:
    """The vehicle of a request.

    Attributes:
        make_id: of the graph, where it was recognised.
        model_ids: models that it may be.
        engine_id: where the words name an engine.
        engine_ids: engines of these models.
        make_words: names of the make, as said and as the graph has it.
    """

    make_id: str | None = None
    model_ids: frozenset[str] = frozenset()
    engine_id: str | None = None
    engine_ids: frozenset[str] = frozenset()
    make_words: frozenset[str] = field(default_factory=frozenset)


def asked_vehicle(found: RecognisedVehicle, make: str | None) -> AskedVehicle:
    """Return what was recognised, with the words for its make."""
    own = found.make_id.split(".", 1)[1].replace("_", " ") if found.make_id else None
    return AskedVehicle(
        make_id=found.make_id,
        model_ids=frozenset([found.model_id]) if found.model_id else found.possible.models,
        engine_id=found.engine_id,
        engine_ids=found.possible.sold_engines,
        make_words=_folded(word for word in (make, own) if word),
    )


def vehicle_fit(card: CardVehicles, asked: AskedVehicle) -> VehicleFit:
    """Return how the vehicles go together; what is not known speaks neither for nor against.

    A model is covered by its name or by an engine that it is sold with; where the engine is known,
    only that one counts. "Clio" may be any generation: a card of one of them has the same make. A
    card of another make, or of other engines only, is incompatible.
    """
    if card.is_universal or not (asked.make_id or asked.make_words or asked.model_ids):
        return VehicleFit.UNKNOWN
    if asked.model_ids and asked.model_ids <= card.model_ids:
        return VehicleFit.EXACT
    if card.engine_ids and asked.engine_id:
        is_covered = asked.engine_id in card.engine_ids
        return VehicleFit.EXACT if is_covered else VehicleFit.INCOMPATIBLE
    if card.engine_ids & asked.engine_ids:
        return VehicleFit.EXACT
    if asked.make_id in card.make_ids or _folded(card.make_words) & asked.make_words:
        return VehicleFit.SAME_MAKE
    is_stated = bool(card.make_ids or card.make_words)
    # A make that the graph does not have may be a misspelt one.
    return VehicleFit.INCOMPATIBLE if is_stated and asked.make_id else VehicleFit.UNKNOWN


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(normalise(word)).replace("-", " ") for word in words)
