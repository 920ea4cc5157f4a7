"""``/api/efi/failure-cards``: write, list and show cards, and walk their trees (F1, F2)."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.card_bodies import content_of_body
from api.card_index import index_of_card
from api.http.cursor import Cursor, PageLimit, decode_cursor, encode_cursor
from api.http.dependencies import EmbedderDep, GraphDep, PrincipalDep, needs
from api.http.locale import LocaleChoice, request_locale
from api.http.schemas import cards as shapes
from api.presenting_cards import (
    card_response,
    card_summary,
    history_response,
    moment,
    similar_output,
    tree_output,
    walk_response,
)
from engine.cards.changing import Changing, change_card
from engine.cards.finding import StoredCard, find_card
from engine.cards.history import card_history
from engine.cards.listing import CardFilter, CardPage, list_cards, search_cards, similar_cards
from engine.cards.tree import tree_of, walk
from engine.cards.writing import CardIndex, Making, create_card
from engine.clock import time_of_write
from engine.identifiers import derived_key
from engine.principal import Principal
from graph.session import Graph
from graph.vocabulary import Locale
from graph.vocabulary_records import (
    CardSourceType,
    CardStatus,
    FailureMode,
    Role,
    SubsystemCategory,
)

router = APIRouter(prefix="/failure-cards", tags=["failure cards"])
CardId = Annotated[str, Path(min_length=1, max_length=200, description="id of a failure card")]
_Word = Annotated[str, Field(min_length=1, max_length=120)]
_AGAIN: dict[int | str, dict[str, Any]] = {
    200: {"model": shapes.CardResponse, "description": "the card that this key wrote before"}
}
READS = [Depends(needs(Role.VIEWER))]
#: A POST that only reads.
ASKS = [Depends(needs(Role.VIEWER, writes=False))]
DRAFTS = [Depends(needs(Role.TECHNICIAN))]
WRITES = [Depends(needs(Role.EXPERT))]


class CardQuery(BaseModel):
    """Filters of the list; each one given must hold."""

    model_config = ConfigDict(extra="forbid")

    status: Annotated[list[CardStatus], Field(max_length=4)] = Field(
        [CardStatus.APPROVED], description="any of them; drafts only of your garage"
    )
    subsystem: SubsystemCategory | None = Field(None, description="what it is about")
    failure_mode: FailureMode | None = Field(None, description="how it fails")
    fault: _Word | None = Field(None, description="id of the fault that it resolves")
    error_code: _Word | None = Field(None, description="a trouble code of its signature")
    make: _Word | None = Field(None, description="name or id of a make that it holds for")
    model: _Word | None = Field(None, description="name or id of a model that it holds for")
    q: _Word | None = Field(None, description="words of its title and description, either language")
    source_type: CardSourceType | None = Field(None, description="where it comes from")
    min_confidence: Annotated[float, Field(ge=0, le=1)] | None = Field(
        None, description="least shown confidence"
    )
    garage: _Word | None = Field(None, description="id of the garage that it came from")
    limit: PageLimit = 50
    cursor: Cursor = None
    locale: LocaleChoice = None

    def filter(self) -> CardFilter:
        """Return the filters as the engine takes them."""
        return CardFilter(
            statuses=tuple(self.status),
            subsystem_category=self.subsystem,
            failure_mode=self.failure_mode,
            source_type=self.source_type,
            fault_id=self.fault,
            error_code=self.error_code,
            make=self.make,
            model=self.model,
            least_confidence=self.min_confidence,
            garage=self.garage,
        )


@router.post(
    "", summary="Write a failure card", status_code=201, dependencies=DRAFTS, responses=_AGAIN
)
def post_card(
    body: shapes.CardCreation,
    request: Request,
    response: Response,
    graph: GraphDep,
    embedder: EmbedderDep,
    principal: PrincipalDep,
) -> shapes.CardResponse:
    """Write a draft of your garage: 201, or 200 with the card that this key wrote before.

    Ids that the graph does not have are refused with their field, and so is a tree with a defect.
    """
    content, at = content_of_body(body), time_of_write()
    making = _making(principal, at, body.idempotency_key, index_of_card(content, embedder, graph))
    made = graph.write_unit(lambda tx: create_card(tx, content, making))
    card = find_card(graph, principal, made)
    is_new = moment(card.properties["created_at"]) == datetime.fromisoformat(at)
    response.status_code = 201 if is_new else 200
    return _answer(request, card, body.locale, changed=is_new)


@router.get("", summary="List failure cards", dependencies=READS)
def get_cards(
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    wanted: Annotated[CardQuery, Query()],
) -> shapes.CardsResponse:
    """Return one page of cards: by id, or the nearest to ``q`` first; drafts of your garage only.

    Approved cards unless ``status`` says otherwise; a viewer sees no drafts.
    """
    locale = request_locale(request, wanted.locale)
    page = _page(graph, principal, wanted)
    return shapes.CardsResponse(
        request_id=request.state.request_id,
        graph_version=str(page.graph_version),
        cards=[shapes.CardSummary(**card_summary(card, locale)) for card in page.cards],
        next_cursor=encode_cursor(page.next_place) if page.next_place else None,
    )


@router.get("/{card_id}", summary="Show a failure card", dependencies=READS)
def get_card(
    card_id: CardId,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    locale: LocaleChoice = None,
) -> shapes.CardResponse:
    """Return the card in your language, and its content in both as ``PUT`` takes it."""
    return _answer(request, find_card(graph, principal, card_id), locale, changed=False)


@router.put("/{card_id}", summary="Change a draft", dependencies=WRITES)
def put_card(
    card_id: CardId,
    body: shapes.CardChange,
    request: Request,
    graph: GraphDep,
    embedder: EmbedderDep,
    principal: PrincipalDep,
) -> shapes.CardResponse:
    """Write the whole content as the next version of the one that you saw.

    409 when somebody changed it in between (``details.version`` is what it has by now) or when it
    is no draft; the same content writes nothing and makes no version.
    """
    content = content_of_body(body)
    index = index_of_card(content, embedder, graph)
    changing = Changing(principal, body.version, time_of_write(), index, body.note)
    changed = graph.write_unit(lambda tx: change_card(tx, card_id, content, changing))
    card = find_card(graph, principal, card_id)
    return _answer(request, card, body.locale, changed=changed)


@router.get("/{card_id}/history", summary="Versions and confidence of a card", dependencies=READS)
def get_history(
    card_id: CardId, request: Request, graph: GraphDep, principal: PrincipalDep
) -> shapes.CardHistoryResponse:
    """Return every version with who, when and why, and how the shown confidence moved."""
    return history_response(card_history(graph, principal, card_id), request.state.request_id)


@router.get("/{card_id}/similar", summary="Cards like a card", dependencies=READS)
def get_similar(
    card_id: CardId,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    limit: Annotated[int, Query(ge=1, le=50, description="how many at most")] = 10,
    locale: LocaleChoice = None,
) -> shapes.SimilarCardsResponse:
    """Return cards with the same signature or fault, or with observables in common, and why."""
    found, version = similar_cards(graph, principal, card_id, limit)
    language = request_locale(request, locale)
    return shapes.SimilarCardsResponse(
        request_id=request.state.request_id,
        graph_version=str(version),
        failure_id=card_id,
        cards=[similar_output(each, language) for each in found],
    )


@router.get("/{card_id}/tree", summary="The diagnostic tree of a card", dependencies=READS)
def get_tree(
    card_id: CardId,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    locale: LocaleChoice = None,
) -> shapes.TreeResponse:
    """Return all questions in the order of their steps, with where each answer leads."""
    card = find_card(graph, principal, card_id)
    return shapes.TreeResponse(
        request_id=request.state.request_id,
        graph_version=str(card.row.graph_version),
        failure_id=card.id,
        diagnostic_tree=tree_output(card, tree_of(card), request_locale(request, locale)),
    )


@router.post("/{card_id}/tree/walk", summary="Answer a question of a tree", dependencies=ASKS)
def post_walk(
    card_id: CardId,
    body: shapes.WalkRequest,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
) -> shapes.WalkResponse:
    """Return what an answer leads to: the next question, or the conclusion with the way to it.

    Nothing is kept between calls: send the node that was asked and its answer. Without a node the
    first question is asked.
    """
    card = find_card(graph, principal, card_id)
    tree = tree_of(card)
    locale = request_locale(request, Locale(body.locale) if body.locale else None)
    step = walk(tree, body.node_id, body.answer)
    return walk_response(card, tree, step, locale, request.state.request_id)


def _page(graph: Graph, principal: Principal, wanted: CardQuery) -> CardPage:
    place, limit = decode_cursor(wanted.cursor), wanted.limit
    if wanted.q is None:
        return list_cards(graph, principal, wanted.filter(), limit, place)
    return search_cards(graph, principal, wanted.q, wanted.filter(), limit, place)


def _making(principal: Principal, at: str, key: str | None, index: CardIndex) -> Making:
    return Making(principal, at, index=index, card_id=_card_id(principal, key))


def _card_id(principal: Principal, key: str | None) -> str | None:
    if key is None:
        return None
    return f"fc_{derived_key('failure_card', principal.garage_id, key)[:20]}"


def _answer(
    request: Request, card: StoredCard, locale: str | None, *, changed: bool
) -> shapes.CardResponse:
    language = request_locale(request, Locale(locale) if locale else None)
    return card_response(card, language, request.state.request_id, changed=changed)
