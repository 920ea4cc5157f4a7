"""Workflow 3: a ticket is resolved, reopened or closed, and its card's figures follow (E4)."""

from typing import Any

from engine.cards.counting import count_ticket
from engine.events.handler import Handler, Work
from graph.session import Transaction


def _apply(tx: Transaction, work: Work, _prepared: object) -> dict[str, Any]:
    return count_ticket(tx, work.event.aggregate_id, work.now)


OUTCOME = Handler(apply=_apply)
