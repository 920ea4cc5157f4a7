"""Change the content of a draft (F1, F2): of the version that the author saw, or not at all.

A card that is under review or published is not changed in place: it goes back to draft first
(``reject``, ``revise``), so that what was reviewed is what was approved.
"""

from dataclasses import dataclass
from typing import Any

from cypher.library import query
from cypher.rows.learning import MergeVersionLockRow
from cypher.rows.seed import MergeGraphVersionRow
from engine.cards.finding import StoredCard, visible_card
from engine.cards.knowledge import (
    Provenance,
    Version,
    check_references,
    write_knowledge,
    write_version,
)
from engine.cards.writing import CardIndex, card_event, index_properties, write_index
from engine.events.appending import append_events
from engine.governing.entries import Change, Decision, write_entry
from engine.principal import Principal
from graph.cards.content import CardContent
from graph.cards.properties import as_values, card_properties, normalised
from graph.errors import ConflictError
from graph.nodes.check import check_properties
from graph.session import Transaction
from graph.vocabulary import Label
from graph.vocabulary_records import (
    AuditAction,
    CardAction,
    CardStatus,
    EntityKind,
    EventType,
    RevisionChange,
)

MERGE_VERSION_LOCK = query("learning/merge_version_lock", MergeVersionLockRow)
MERGE_GRAPH_VERSION = query("seed/merge_graph_version", MergeGraphVersionRow)


@dataclass(frozen=True)
class Changing:
    """Who changes a card, when, and which version of it.

    Attributes:
        version: number of the version that the author saw.
        now: time of the write, ISO 8601.
        index: of the new content; None leaves the card without.
        note: what the author says of the change.
    """

    principal: Principal
    version: int
    now: str
    index: CardIndex | None = None
    note: str | None = None


def change_card(tx: Transaction, card_id: str, content: CardContent, changing: Changing) -> bool:
    """Write the content as the card's next version; return whether it differed at all.

    Raises:
        NotFoundError: there is no such card that the principal may see.
        ConflictError: somebody changed it in between, or it is no draft.
        InvalidInputError: an id is not in the graph, the tree is wrong, or a value is not one that
            the graph takes.
    """
    wanted = normalised(content)
    tx.run(MERGE_VERSION_LOCK)
    card = visible_card(tx, changing.principal, card_id)
    if card.status is CardStatus.DRAFT and card.content == wanted:
        return False  # also of an older version: what the author wants is what is there
    check_version(card, changing.version)
    _refuse_published(card)
    check_references(tx, content)
    _write(tx, card, wanted, changing)
    return True


def check_version(card: StoredCard, expected: int) -> None:
    """Refuse a change of another version than its author saw.

    Raises:
        ConflictError: with the version that the card has by now.
    """
    if card.version != expected:
        raise ConflictError(
            f"the card has version {card.version} by now, not {expected}; nothing was written",
            field="version",
            fix="read it again and put your change on what it is now",
            details={"version": card.version, "status": card.status.value},
            key="card.stale",
            values={"current": card.version, "expected": expected},
        )


def _refuse_published(card: StoredCard) -> None:
    if card.status is CardStatus.DRAFT:
        return
    review = card.status is CardStatus.PENDING_REVIEW
    raise ConflictError(
        f"the card is {card.status.value}: only a draft is changed",
        field="status",
        fix="reject it first" if review else "make a draft of it with `/revise`",
        details={"status": card.status.value},
        key="card.in_review" if review else "card.published",
        values={"status": card.status.value},
    )


def _write(tx: Transaction, card: StoredCard, content: CardContent, changing: Changing) -> None:
    properties = {**card_properties(card.id, content), **index_properties(changing.index)}
    check_properties(Label.FAILURE_CARD, {**properties, "id": card.id})
    version = Version(
        card.id,
        card.version + 1,
        CardStatus.DRAFT,
        CardAction.UPDATE,
        changing.principal.id,
        tx.run(MERGE_GRAPH_VERSION, now=changing.now)[0].version,
        changing.now,
        changing.note or "",
    )
    write_version(tx, version, properties, RevisionChange.UPDATE)
    write_knowledge(tx, version, content, Provenance.of(dict(card.properties)), card.tree)
    write_index(tx, card.id, changing.index)
    old, new = _differences(card, content, version)
    change = Change(EntityKind.NODE, card.id, AuditAction.UPDATE, old, new)
    decision = Decision(version.user, card.version, changing.note)
    write_entry(tx, change, decision, version.graph_version, changing.now)
    events = [card_event(EventType.CARD_UPDATED, version, dict(card.properties))]
    append_events(tx, events, changing.now)


def _differences(
    card: StoredCard, content: CardContent, version: Version
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a change is, for the audit log: old values and new ones, by name."""
    before = as_values(card.content) | {"version": card.version}
    after = as_values(content) | {"version": version.number}
    names = sorted(name for name in after if before[name] != after[name])
    return {name: before[name] for name in names}, {name: after[name] for name in names}
