"""What follows from a card's life: experts told, uses kept, approved cards indexed (E3, E4b)."""

from typing import Any

from cypher.library import query
from cypher.rows import event as rows
from cypher.rows.matching import MergeCardIndexRow
from engine.cards.finding import read_card
from engine.cards.indexing import index_of
from engine.events.appending import NewEvent, append_events, consequence_id
from engine.events.claiming import ClaimedEvent
from engine.events.handler import Handler, Work
from engine.events.services import Services
from engine.matching.extracting import extractor_of
from engine.notifying.notifier import Notification
from graph.session import Transaction
from graph.vocabulary import Label
from graph.vocabulary_records import CardSourceType, CardStatus, EventType

MERGE_CARD_USED = query("event/merge_card_used", rows.MergeCardUsedRow)
MERGE_CARD_ELIGIBLE = query("event/merge_card_eligible", rows.MergeCardEligibleRow)
MERGE_CARD_INDEX = query("matching/merge_card_index", MergeCardIndexRow)


def _tell_experts(services: Services, event: ClaimedEvent) -> bool:
    """Tell of a draft that a workflow made, before the event is done: at least once."""
    card = services.graph.read_unit(lambda tx: read_card(tx, event.aggregate_id))
    made_by_workflow = (
        card is not None
        and card.status is CardStatus.DRAFT
        and card.content.source_type is CardSourceType.FIELD_DISCOVERY
    )
    if not made_by_workflow or services.notifier is None:
        return False
    services.notifier.notify(
        Notification(
            kind="card_draft",
            subject_id=event.aggregate_id,
            garage_id=event.garage_id,
            title=f"Draft card to review / Fiche à relire : {event.aggregate_id}",
            body="A technician discovered a failure that no card describes."
            " / Un technicien a découvert une panne qu'aucune fiche ne décrit.",
            delivery_id=event.id,
        )
    )
    return True


def _told(_tx: Transaction, _work: Work, prepared: object) -> dict[str, Any]:
    return {"notified": bool(prepared)}


def _keep_use(tx: Transaction, work: Work, _prepared: object) -> dict[str, Any]:
    event = work.event
    tx.run(MERGE_CARD_USED, card_id=event.aggregate_id, used_at=event.occurred_at)
    return {"used": event.aggregate_id}


def _index(services: Services, event: ClaimedEvent) -> dict[str, Any] | None:
    """Return the index of an approved card as its words are now, or None."""
    card = services.graph.read_unit(lambda tx: read_card(tx, event.aggregate_id))
    if card is None or card.status is not CardStatus.APPROVED:
        return None
    index = index_of(card.content, services.embedder, extractor_of(services.graph))
    return {
        "id": card.id,
        "version": card.version,
        "keywords": list(index.keywords),
        "auto_tags": list(index.tags),
        "embedding": index.embedding,
    }


def _approve(tx: Transaction, work: Work, index: dict[str, Any] | None) -> dict[str, Any]:
    """Store the index, and let the network have the version; a later state is left alone."""
    event = work.event
    if index is None:
        return {"skipped": "not_approved"}
    indexed = tx.run(MERGE_CARD_INDEX, rows=[index])[0].written
    eligible = tx.run(MERGE_CARD_ELIGIBLE, card_id=event.aggregate_id)
    if eligible:
        told = NewEvent(
            EventType.SYNC_REQUESTED,
            Label.FAILURE_CARD,
            event.aggregate_id,
            event.garage_id,
            {"failure_id": event.aggregate_id, "version": eligible[0].version},
            id=consequence_id(event.id, EventType.SYNC_REQUESTED),
        )
        append_events(tx, [told], work.now)
    return {"indexed": indexed, "eligible": bool(eligible)}


CREATED = Handler(apply=_told, prepare=_tell_experts)
USED = Handler(apply=_keep_use)
APPROVED = Handler(apply=_approve, prepare=_index)
