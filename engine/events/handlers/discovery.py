"""Workflow 2: a technician found a failure that no card describes; a draft is made of it (E3).

``action.completed`` and ``failure.discovered`` may both tell of it: the draft's id is that of the
action, so there is one.
"""

import logging
from dataclasses import dataclass
from typing import Any

from cypher.library import query
from cypher.rows import event as rows
from engine.cards.counting import count_ticket
from engine.cards.drafting import draft_content
from engine.cards.finding import read_card
from engine.cards.indexing import CardIndex, index_of
from engine.cards.metrics import DRAFT_CONFIDENCE
from engine.cards.writing import Making, create_card
from engine.drafting.card import discovery_of, with_words_of
from engine.drafting.discovery import WrittenDraft
from engine.drafting.template import TemplateWriter
from engine.events.claiming import ClaimedEvent
from engine.events.handler import Handler, Work
from engine.events.services import Services
from engine.identifiers import derived_key
from engine.matching.extracting import extractor_of
from engine.principal import Principal
from engine.vehicle import VehicleDescription, recognise
from graph.cards.content import CardContent
from graph.session import Transaction
from graph.vocabulary import SourceKind
from graph.vocabulary_records import CardStatus, Role

FIND_DISCOVERY = query("event/find_discovery", rows.FindDiscoveryRow)
LOG = logging.getLogger("faultgraph.events")
#: Who made the draft, where nobody says which technician it was.
_UNNAMED = "workflow"


@dataclass(frozen=True)
class Draft:
    """What is to be written.

    Attributes:
        card_id: a function of the action.
        source_kind: whether the garage's own words, or a model's, make it.
        author: the technician, as of the garage of the action.
    """

    card_id: str
    content: CardContent
    source_kind: SourceKind
    index: CardIndex
    author: Principal


def draft_id(action_id: str) -> str:
    """Return the id of the draft that an action makes."""
    return f"fc_{derived_key('discovery', action_id)[:20]}"


def prepare_draft(services: Services, event: ClaimedEvent) -> Draft | None:
    """Return the draft of an action, or None when it discovered nothing."""
    found = services.graph.read(FIND_DISCOVERY, action_id=event.aggregate_id)
    if not found or not found[0].action["new_failure_discovered"]:
        return None
    row = found[0]
    card_id = draft_id(row.action["id"])
    written = _written(services, row, card_id)
    content = with_words_of(draft_content(row, _covers(services, row)), written)
    technician = row.action["technician_id"] or _UNNAMED
    return Draft(
        card_id=card_id,
        content=content,
        source_kind=written.source_kind,
        index=index_of(content, services.embedder, extractor_of(services.graph)),
        author=Principal(technician, technician, Role.TECHNICIAN, row.action["garage_id"]),
    )


def _written(services: Services, row: rows.FindDiscoveryRow, card_id: str) -> WrittenDraft:
    """Return the words of the configured writer; the template's where it fails, or has written."""
    found, template = discovery_of(row), TemplateWriter()
    is_there = services.graph.read_unit(lambda tx: read_card(tx, card_id)) is not None
    if services.writer is None or is_there:
        return template.write(found)
    try:
        return services.writer.write(found)
    except Exception as error:  # noqa: BLE001 - a model may fail in any way; the event must not
        LOG.warning("the writer of drafts failed: %s", type(error).__name__)
        return template.write(found)


def _covers(services: Services, row: rows.FindDiscoveryRow) -> tuple[str, ...]:
    """Return the model that the ticket's words for its vehicle mean, where it is sure."""
    make, model = row.ticket["vehicle_make"], row.ticket["vehicle_model"]
    if row.vehicle_ids or not (make and model):
        return ()
    recognised = recognise(services.graph, VehicleDescription(make=make, model=model))
    return (recognised.model_id,) if recognised.model_id else ()


def write_draft(tx: Transaction, work: Work, draft: Draft | None) -> dict[str, Any]:
    """Write the draft, its history and ``card.created``; a draft that is there stays as it is."""
    if draft is None:
        return {"skipped": "no_discovery"}
    making = Making(
        principal=draft.author,
        now=work.now,
        status=CardStatus.DRAFT,
        confidence_score=DRAFT_CONFIDENCE,
        index=draft.index,
        card_id=draft.card_id,
        source_kind=draft.source_kind,
    )
    return {"draft_card_created": create_card(tx, draft.content, making)}


def _complete(tx: Transaction, work: Work, draft: Draft | None) -> dict[str, Any]:
    """Also count the ticket, where the action was told after it had been resolved."""
    drafted = write_draft(tx, work, draft)
    ticket_id = work.event.data.get("ticket_id")
    counted = count_ticket(tx, ticket_id, work.now) if ticket_id else {}
    return counted | drafted


DISCOVERED = Handler(apply=write_draft, prepare=prepare_draft)
COMPLETED = Handler(apply=_complete, prepare=prepare_draft)
