"""Steps in the life of a failure card: submit, approve, reject, deprecate, revise (F2)."""

from fastapi import APIRouter, Request

from api.http.dependencies import GraphDep, PrincipalDep
from api.http.locale import request_locale
from api.http.routes.cards import WRITES, CardId
from api.http.schemas import cards as shapes
from api.presenting_cards import card_response
from engine.cards.changing import Changing
from engine.cards.finding import find_card
from engine.cards.transitions import move_card
from engine.clock import time_of_write
from engine.principal import Principal
from graph.session import Graph
from graph.vocabulary import Locale
from graph.vocabulary_records import CardAction

router = APIRouter(prefix="/failure-cards", tags=["failure cards"], dependencies=WRITES)


@router.post("/{card_id}/submit", summary="Submit a draft for review")
def post_submit(
    card_id: CardId,
    body: shapes.CardDecision,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
) -> shapes.CardResponse:
    """Move a draft to review; it needs something to be found by, and the steps of the repair."""
    return _step(request, graph, principal, card_id, CardAction.SUBMIT, body)


@router.post("/{card_id}/approve", summary="Approve a card under review")
def post_approve(
    card_id: CardId,
    body: shapes.CardDecision,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
) -> shapes.CardResponse:
    """Publish a card to every garage. Nobody approves a card that they began, unless admin."""
    return _step(request, graph, principal, card_id, CardAction.APPROVE, body)


@router.post("/{card_id}/reject", summary="Send a card under review back to its author")
def post_reject(
    card_id: CardId,
    body: shapes.CardRejection,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
) -> shapes.CardResponse:
    """Move a card under review back to draft; the reason is kept in its history."""
    return _step(request, graph, principal, card_id, CardAction.REJECT, body)


@router.post("/{card_id}/deprecate", summary="Withdraw an approved card")
def post_deprecate(
    card_id: CardId,
    body: shapes.CardDecision,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
) -> shapes.CardResponse:
    """Withdraw an approved card: it can still be read, and matches nothing."""
    return _step(request, graph, principal, card_id, CardAction.DEPRECATE, body)


@router.post("/{card_id}/revise", summary="Make a draft of a published card")
def post_revise(
    card_id: CardId,
    body: shapes.CardDecision,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
) -> shapes.CardResponse:
    """Make an approved or deprecated card the draft of its next version, the only way to change it.

    Until it is approved again it matches nothing. A shipped card becomes one of your garage.
    """
    return _step(request, graph, principal, card_id, CardAction.REVISE, body)


def _step(
    request: Request,
    graph: Graph,
    principal: Principal,
    card_id: str,
    action: CardAction,
    body: shapes.CardDecision | shapes.CardRejection,
) -> shapes.CardResponse:
    note = body.reason if isinstance(body, shapes.CardRejection) else body.note
    changing = Changing(principal, body.version, time_of_write(), note=note)
    changed = graph.write_unit(lambda tx: move_card(tx, card_id, action, changing))
    locale = request_locale(request, Locale(body.locale) if body.locale else None)
    card = find_card(graph, principal, card_id)
    return card_response(card, locale, request.state.request_id, changed=changed)
