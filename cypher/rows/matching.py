"""Rows of the queries below ``cypher/matching``."""

from typing import Any, NamedTuple

from pydantic import BaseModel

from cypher.rows import Row


class ListEntityNamesRow(Row):
    """Parts and systems: (id, label of the node, French name, English name)."""

    names: list[tuple[str, str, str, str]]


class ListCardKeywordsRow(Row):
    """Keywords of one card."""

    keywords: list[str]


class CardWithCode(NamedTuple):
    """A card that has one of the codes.

    Attributes:
        complete: whether all codes of the card are among those asked for.
    """

    id: str
    complete: bool


class ListCardsByCodeRow(Row):
    """Cards that have one of some codes."""

    cards: list[CardWithCode]


class ListCardsBySignatureRow(Row):
    """Cards of one signature."""

    ids: list[str]


class ListCardsByKeywordRow(Row):
    """Cards that share keywords, those that share most first."""

    ids: list[str]


class ListSimilarCardsRow(Row):
    """Cards near a vector, the nearest first."""

    ids: list[str]


class ListSimilarCardsWithPendingRow(ListSimilarCardsRow):
    """As ListSimilarCardsRow, with cards that wait for review."""


class ResolvedFault(BaseModel):
    """A fault that a card resolves, and what it applies to."""

    id: str
    prior_rate: float | None = None
    powertrains: list[str] | None = None
    vehicle_types: list[str] | None = None


class CandidateCard(BaseModel):
    """What the score of one card rests on.

    Attributes:
        known_codes: codes of the :Dtc nodes that indicate it.
        positions: of the request's keywords that it has.
        similarity: cosine to the request's text.
        symptoms: (id, French, English) of what the request says and that indicates it.
    """

    id: str
    title_fr: str | None
    title_en: str | None
    status: str
    source_garage_id: str | None
    error_codes: list[str] | None
    signature_hash: str | None
    universal_failure: bool | None
    vehicle_makes: list[str] | None
    usage_count: int | None
    effectiveness_score: float | None
    confidence_score: float | None
    confidence_level: str | None
    known_codes: list[str]
    positions: list[int]
    has_vector: bool
    similarity: float | None
    model_ids: list[str]
    engine_ids: list[str]
    make_ids: list[str]
    symptoms: list[tuple[str, str, str]]
    faults: list[ResolvedFault]


class TraceCandidatesRow(Row):
    """What the scores of some cards rest on."""

    cards: list[CandidateCard]
    graph_version: int


class ListCardsToIndexRow(Row):
    """One card with what its index is made from."""

    card: dict[str, Any]
    symptom_ids: list[str]


class MergeCardIndexRow(Row):
    """How many cards got another index."""

    written: int


class FindTicketToMatchRow(Row):
    """What a ticket says."""

    ticket: dict[str, Any]


class LinkSuggestionsRow(Row):
    """How many cards are suggested."""

    suggested: int


class MergeMatchErrorRow(Row):
    """Whether the error was kept."""

    written: int
