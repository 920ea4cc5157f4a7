"""The life of a failure card: which step may follow which, and who may take it (F2).

draft → pending_review (submit) → approved (approve) or draft (reject, with its reason); approved →
deprecated; approved or deprecated → draft of the next version (revise). Every step is a version of
its own, so that two people who saw the same card cannot both decide on it. Whoever began a version
(created or revised it) does not approve it, unless they are an administrator: two pairs of eyes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cypher.library import query
from cypher.rows.card import MergeCardLinksStatusRow
from cypher.rows.learning import MergeVersionLockRow
from cypher.rows.seed import MergeGraphVersionRow
from engine.cards.changing import Changing, check_version
from engine.cards.finding import StoredCard, visible_card
from engine.cards.knowledge import LINK_STATUS, Version, write_version
from engine.cards.writing import card_event
from engine.events.appending import append_events
from engine.governing.entries import Change, Decision, is_repeated, write_entry
from engine.principal import Principal
from graph.cards.links import node_key
from graph.errors import ConflictError, ForbiddenError, InvalidInputError
from graph.session import Transaction
from graph.vocabulary_records import (
    AuditAction,
    CardAction,
    CardStatus,
    EntityKind,
    EventType,
    RevisionChange,
    Role,
)

MERGE_VERSION_LOCK = query("learning/merge_version_lock", MergeVersionLockRow)
MERGE_GRAPH_VERSION = query("seed/merge_graph_version", MergeGraphVersionRow)
MERGE_CARD_LINKS_STATUS = query("card/merge_card_links_status", MergeCardLinksStatusRow)


@dataclass(frozen=True)
class Step:
    """One step of the life cycle.

    Attributes:
        starts: statuses that it is possible from.
        event: what it tells the log; a rejection and a revision are updates to those who listen.
    """

    starts: tuple[CardStatus, ...]
    end: CardStatus
    event: EventType


DRAFT, REVIEW = CardStatus.DRAFT, CardStatus.PENDING_REVIEW
APPROVED, DEPRECATED = CardStatus.APPROVED, CardStatus.DEPRECATED

STEPS: dict[CardAction, Step] = {
    CardAction.SUBMIT: Step((DRAFT,), REVIEW, EventType.CARD_SUBMITTED),
    CardAction.APPROVE: Step((REVIEW,), APPROVED, EventType.CARD_APPROVED),
    CardAction.REJECT: Step((REVIEW,), DRAFT, EventType.CARD_UPDATED),
    CardAction.DEPRECATE: Step((APPROVED,), DEPRECATED, EventType.CARD_DEPRECATED),
    CardAction.REVISE: Step((APPROVED, DEPRECATED), DRAFT, EventType.CARD_UPDATED),
}
#: What begins a version.
_BEGINNINGS = {CardAction.CREATE.value, CardAction.REVISE.value}


def move_card(tx: Transaction, card_id: str, action: CardAction, changing: Changing) -> bool:
    """Take one step; return False when the same person had taken it of the same version.

    Raises:
        NotFoundError: there is no such card that the principal may see.
        ConflictError: another version than expected, or a step that is not possible from here.
        InvalidInputError: a rejection without its reason, or a card that is not ready for review.
        ForbiddenError: the principal began this version, or the card is of another garage.
    """
    step = STEPS[action]
    if action is CardAction.REJECT and not (changing.note or "").strip():
        raise _no_reason()
    tx.run(MERGE_VERSION_LOCK)
    card = visible_card(tx, changing.principal, card_id)
    decision = Decision(changing.principal.id, changing.version, changing.note)
    change = _change(card, step, changing)
    if is_repeated(tx, change, decision):
        return False
    check_version(card, changing.version)
    check_step(card, action)
    _refuse_foreign(card, changing.principal)
    _check_ready(card, action, changing.principal)
    version = Version(
        card.id,
        card.version + 1,
        step.end,
        action,
        changing.principal.id,
        tx.run(MERGE_GRAPH_VERSION, now=changing.now)[0].version,
        changing.now,
        (changing.note or "").strip(),
    )
    _write(tx, card, version, changing)
    write_entry(tx, change, decision, version.graph_version, changing.now)
    properties = {"source_garage_id": card.garage_id or changing.principal.garage_id}
    append_events(tx, [card_event(step.event, version, properties)], changing.now)
    return True


def check_step(card: StoredCard, action: CardAction) -> None:
    """Refuse a step that the life cycle does not have.

    Raises:
        ConflictError: names the steps that are possible from here.
    """
    if card.status in STEPS[action].starts:
        return
    allowed = [name.value for name, step in STEPS.items() if card.status in step.starts]
    raise ConflictError(
        f"{action.value}: not possible while the card is {card.status.value}",
        field="status",
        fix=f"possible now: {', '.join(allowed)}",
        details={"status": card.status.value, "allowed": allowed},
        key="card.step",
        values={
            "action": action.value,
            "status": card.status.value,
            "allowed": ", ".join(allowed),
        },
    )


def began_by(properties: Mapping[str, Any]) -> str | None:
    """Return who created or revised the version that is there; a shipped card has nobody."""
    actions = properties.get("history_actions") or ()
    people = properties.get("history_by") or ()
    begun = [by for by, action in zip(people, actions, strict=True) if action in _BEGINNINGS]
    return begun[-1] if begun else None


def _change(card: StoredCard, step: Step, changing: Changing) -> Change:
    return Change(
        EntityKind.NODE,
        card.id,
        AuditAction.STATUS_CHANGE,
        {"status": card.status.value, "version": changing.version},
        {"status": step.end.value, "version": changing.version + 1},
    )


def _write(tx: Transaction, card: StoredCard, version: Version, changing: Changing) -> None:
    deprecates = version.status is DEPRECATED
    kind = RevisionChange.DEPRECATE if deprecates else RevisionChange.UPDATE
    write_version(tx, version, _marks(card, version, changing), kind)
    tx.run(
        MERGE_CARD_LINKS_STATUS,
        id=card.id,
        prefix=node_key(card.id, ""),
        status=LINK_STATUS[version.status].value,
        user=version.user,
    )


def _marks(card: StoredCard, version: Version, changing: Changing) -> dict[str, Any]:
    """Return what a step leaves on the node beside its status."""
    if version.action is CardAction.APPROVE:
        at = datetime.fromisoformat(changing.now)
        who = changing.principal.id
        return {"approved_by": who, "approved_at": at, "reviewed_by": who, "reviewed_at": at}
    if version.action is CardAction.REVISE:
        undone = dict.fromkeys(("approved_by", "approved_at", "reviewed_by", "reviewed_at"))
        return {**undone, "source_garage_id": card.garage_id or changing.principal.garage_id}
    return {}


def _refuse_foreign(card: StoredCard, principal: Principal) -> None:
    """A published card is read by all garages; only its own changes it. A shipped one has none."""
    if card.garage_id is None or principal.scope in {None, card.garage_id}:
        return
    raise ForbiddenError(
        "the card belongs to another garage",
        fix="ask that garage, or write a card of your own",
        key="card.foreign",
    )


def _check_ready(card: StoredCard, action: CardAction, principal: Principal) -> None:
    if action is CardAction.SUBMIT:
        _refuse_incomplete(card)
    if action is CardAction.APPROVE:
        _refuse_own(card, principal)


def _refuse_own(card: StoredCard, principal: Principal) -> None:
    if began_by(card.properties) == principal.id and not principal.may(Role.ADMIN):
        raise ForbiddenError(
            "nobody approves a card that they began",
            fix="ask another expert",
            key="card.own",
        )


def _refuse_incomplete(card: StoredCard) -> None:
    """A card that nobody could find or follow is not worth a reviewer's time."""
    content = card.content
    if not (content.symptoms or content.error_codes or content.symptom_text):
        raise _incomplete("symptoms", "a symptom, a trouble code or a text that it is found by")
    if not content.resolution_steps:
        raise _incomplete("resolution_steps", "the steps of the repair")


def _incomplete(field: str, what: str) -> InvalidInputError:
    return InvalidInputError(
        f"the card lacks {what}",
        field=field,
        fix="add it and submit again",
        key=f"card.lacks_{field}",
    )


def _no_reason() -> InvalidInputError:
    return InvalidInputError(
        "a rejection says why",
        field="reason",
        fix="tell the author what is to be changed",
        key="card.no_reason",
    )
