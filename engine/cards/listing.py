"""Lists of failure cards as a principal may see them: by filters, by words, by likeness (F2)."""

import re
from dataclasses import asdict, dataclass
from typing import Any

from cypher.library import query
from cypher.rows import card as rows
from engine.cards.finding import visible_card
from engine.principal import Principal
from graph.cards.signature import normal_code
from graph.errors import InvalidInputError
from graph.session import Graph
from graph.vocabulary_records import (
    CardSourceType,
    CardStatus,
    FailureMode,
    SubsystemCategory,
)

LIST_CARDS = query("card/list_cards", rows.ListCardsRow)
LIST_CARDS_BY_WORDS = query("card/list_cards_by_words", rows.ListCardsByWordsRow)
LIST_SIMILAR_CARDS = query("card/list_similar_cards", rows.ListSimilarCardsRow)

#: Cards that each full-text index gives before they are filtered: what a person would page through.
_NEAREST = 500
_MOST_WORDS = 16
#: Cards of each kind of likeness that are compared.
_ALIKE = 60
#: How much observables in common and the same fault count for likeness.
_SHARED, _SAME_FAULT = 0.6, 0.4


@dataclass(frozen=True)
class CardFilter:
    """Which cards; each filter given must hold. A card for every vehicle passes make and model.

    Attributes:
        statuses: any of them; unless given, all that the principal may see.
        make: name or id of a make.
        model: name or id of a model; cards of its engines are meant too.
        least_confidence: shown confidence, 0 to 1.
        garage: where it came from.
    """

    statuses: tuple[CardStatus, ...] = ()
    subsystem_category: SubsystemCategory | None = None
    failure_mode: FailureMode | None = None
    source_type: CardSourceType | None = None
    fault_id: str | None = None
    error_code: str | None = None
    make: str | None = None
    model: str | None = None
    least_confidence: float | None = None
    garage: str | None = None

    def as_parameters(self) -> dict[str, Any]:
        """Return them as the queries take them."""
        return asdict(self) | {
            "statuses": [status.value for status in self.statuses or tuple(CardStatus)],
            "error_code": normal_code(self.error_code) if self.error_code else None,
            "make": self.make.strip().lower() if self.make else None,
            "model": self.model.strip().lower() if self.model else None,
        }


@dataclass(frozen=True)
class CardPage:
    """One page of cards.

    Attributes:
        next_place: what the next page comes after; None on the last page.
    """

    cards: tuple[dict[str, Any], ...]
    next_place: str | None
    graph_version: int


@dataclass(frozen=True)
class SimilarCard:
    """A card that is like another, and why.

    Attributes:
        similarity: 1 for the same signature; else .6 of the share of observables in common
            (Jaccard) and .4 for the same fault, or the stored likeness where that is more.
        shared: ids of observables in common.
    """

    card: dict[str, Any]
    similarity: float
    same_signature: bool
    same_fault: bool
    shared: tuple[str, ...]
    stored: float | None


def list_cards(
    graph: Graph, principal: Principal, wanted: CardFilter, limit: int, after: str = ""
) -> CardPage:
    """Return one page of cards by id."""
    row = graph.read(
        LIST_CARDS,
        wanted=wanted.as_parameters(),
        **principal.sight.parameters(),
        after=after,
        limit=limit + 1,
    )[0]
    shown = tuple(row.cards[:limit])
    more = len(row.cards) > limit
    return CardPage(shown, shown[-1]["id"] if more else None, row.graph_version)


def search_cards(
    graph: Graph, principal: Principal, words: str, wanted: CardFilter, limit: int, after: str = ""
) -> CardPage:
    """Return one page of cards that have some of the words, the nearest first.

    Raises:
        InvalidInputError: ``after`` is not the place of a page of this list.
    """
    score, card_id = _place(after)
    row = graph.read(
        LIST_CARDS_BY_WORDS,
        words=words_query(words),
        nearest=_NEAREST,
        wanted=wanted.as_parameters(),
        **principal.sight.parameters(),
        after_score=score,
        after=card_id,
        limit=limit + 1,
    )[0]
    shown = tuple(row.cards[:limit])
    more = len(row.cards) > limit
    place = f"{shown[-1]['score']!r}|{shown[-1]['id']}" if more else None
    return CardPage(shown, place, row.graph_version)


def similar_cards(
    graph: Graph, principal: Principal, card_id: str, limit: int
) -> tuple[tuple[SimilarCard, ...], int]:
    """Return the cards most like one, and the version of the graph.

    Raises:
        NotFoundError: there is no such card that the principal may see.
    """
    graph.read_unit(lambda tx: visible_card(tx, principal, card_id))
    row = graph.read(LIST_SIMILAR_CARDS, id=card_id, **principal.sight.parameters(), limit=_ALIKE)[
        0
    ]
    found = [_similar(card, row.observables) for card in row.cards]
    ranked = sorted(found, key=lambda each: (-each.similarity, each.card["id"]))
    return tuple(ranked[:limit]), row.graph_version


def words_query(text: str) -> str:
    """Return a Lucene query of the words of a text; only letters and digits come through."""
    words = re.findall(r"[^\W_]+", text.lower())[:_MOST_WORDS]
    return " ".join(words) or '""'


def likeness(shared: int, mine: int, others: int, *, same_fault: bool) -> float:
    """Return how like two cards are by observables and fault, 0 to 1."""
    union = mine + others - shared
    overlap = shared / union if union else 0.0
    return round(_SHARED * overlap + (_SAME_FAULT if same_fault else 0.0), 4)


def _similar(card: dict[str, Any], mine: int) -> SimilarCard:
    by_content = likeness(
        len(card["shared"]), mine, card["observables"], same_fault=card["same_fault"]
    )
    return SimilarCard(
        card=card,
        similarity=1.0 if card["same_signature"] else max(by_content, card["stored"] or 0.0),
        same_signature=card["same_signature"],
        same_fault=card["same_fault"],
        shared=tuple(card["shared"]),
        stored=card["stored"],
    )


def _place(after: str) -> tuple[float | None, str]:
    if not after:
        return None, ""
    score, _, card_id = after.partition("|")
    try:
        return float(score), card_id
    except ValueError as error:
        raise InvalidInputError(
            "the cursor is not one of this list",
            field="cursor",
            fix="take next_cursor of the page before, or leave it out",
            key="cursor.invalid",
        ) from error
