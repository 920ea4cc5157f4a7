"""Failure cards beside a synthetic graph, and requests that look for them (service levels of F3).

Codes and words are chosen in proportion to rank ** -0.5 and rank ** -1: a few have many cards, as
in a real base; how many codes and words there are does not grow with the cards. Vectors lie around
those of real aliases. All values are drawn, none is knowledge.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.bench.speed import synthetic
from engine.bench.speed.synthetic import Size, Synthetic
from engine.bench.speed.synthetic_texts import Batch, Vectors, around
from engine.matching.match import MatchRequest
from graph.vocabulary import Label, RelationshipType
from graph.vocabulary_records import CardStatus, SubsystemCategory

#: How many codes and words there are, and how many a card has.
CODES, WORDS = 3_000, 5_000
CODES_A_CARD, WORDS_A_CARD = 3, 18
#: Of a request.
WORDS_ASKED = 6
_STATUS = {"status": "active", "source_kind": "imported_statistics", "confidence": 1.0}
#: Every twentieth is a draft, which matching passes over.
_DRAFT_EVERY = 20
Shares = NDArray[np.float64]


@dataclass(frozen=True)
class CardSize:
    """How many cards there are beside which graph."""

    cards: int
    base: Size


CARD_SIZES: dict[str, CardSize] = {
    name: CardSize(cards, Size(name, 1_000, 500))
    for name, cards in (("cards-1k", 1_000), ("cards-50k", 50_000))
}


def card_id(number: int) -> str:
    """Return the id of a synthetic card."""
    return f"fc_synthetic_{number:06d}"


def card_rows(numbers: Sequence[int], seed: int) -> Batch:
    """Return the nodes of some cards; the first number and the seed decide them."""
    rng = np.random.default_rng([seed, CODES, numbers[0]])
    subsystems = tuple(SubsystemCategory)
    return [
        {
            "id": card_id(number),
            "labels": [Label.FAILURE_CARD.value],
            "properties": {
                "title_fr": f"fiche {number}",
                "title_en": f"card {number}",
                "caption": f"card {number}",
                "subsystem_category": subsystems[number % len(subsystems)].value,
                "status": _status(number),
                "error_codes": _codes(rng, CODES_A_CARD),
                "signature_hash": f"{number // 2:064x}",
                "usage_count": number % 30,
                "effectiveness_score": float(rng.uniform(0.2, 1.0)),
                "confidence_level": "medium",
            },
            "content_hash": "synthetic",
        }
        for number in numbers
    ]


def index_rows(numbers: Sequence[int], real: Vectors, seed: int) -> Batch:
    """Return keywords and vectors of some cards; the first number and the seed decide them."""
    rng = np.random.default_rng([seed, WORDS, numbers[0]])
    vectors = around(real, len(numbers), rng)
    return [
        {
            "id": card_id(number),
            "version": 1,
            "keywords": _words(rng, WORDS_A_CARD),
            "auto_tags": [],
            "embedding": vector.tolist(),
        }
        for number, vector in zip(numbers, vectors, strict=True)
    ]


def card_links(drawn: Synthetic, numbers: Sequence[int]) -> Batch:
    """Return what some cards are joined to: two observables, a fault and a vehicle model."""
    observables, faults = drawn.size.observables, drawn.size.faults
    found: Batch = []
    for number in numbers:
        card = card_id(number)
        for rank, column in enumerate({number % observables, number * 7 % observables}, start=1):
            start = synthetic.observable_id(column)
            found.append(_link(RelationshipType.INDICATES, start, card, {"signature_rank": rank}))
        fault = synthetic.fault_id(number % faults)
        found.append(_link(RelationshipType.RESOLVES, card, fault, {"execution_order": 1}))
        model = synthetic.model_id(number % drawn.models)
        found.append(_link(RelationshipType.COVERS, card, model, {}))
    return found


def draw_request(rng: np.random.Generator) -> MatchRequest:
    """Return a request of two codes and some words that cards have, all stages."""
    return MatchRequest(
        symptom_text=" ".join(_words(rng, WORDS_ASKED)),
        error_codes=tuple(_codes(rng, 2)),
        all_stages=True,
    )


def _status(number: int) -> str:
    is_draft = number % _DRAFT_EVERY == _DRAFT_EVERY - 1
    return (CardStatus.DRAFT if is_draft else CardStatus.APPROVED).value


def _codes(rng: np.random.Generator, count: int) -> list[str]:
    chosen = rng.choice(CODES, count, replace=False, p=_shares(CODES, 0.5))
    return [f"X{number:05d}" for number in sorted(chosen.tolist())]


def _words(rng: np.random.Generator, count: int) -> list[str]:
    chosen = rng.choice(WORDS, count, replace=False, p=_shares(WORDS, 1.0))
    return [f"word{number}" for number in sorted(chosen.tolist())]


def _shares(count: int, power: float) -> Shares:
    weights = np.arange(1, count + 1, dtype=np.float64) ** -power
    return np.asarray(weights / weights.sum())


def _link(kind: RelationshipType, start: str, end: str, own: dict[str, Any]) -> dict[str, Any]:
    return {
        "start": start,
        "end": end,
        "type": kind.value,
        "relation_id": f"rel_{kind.value.lower()}_{start}_{end}",
        "properties": {**_STATUS, "creation_method": "inferred", **own},
        "content_hash": "synthetic",
    }
