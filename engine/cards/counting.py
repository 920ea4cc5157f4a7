"""Count what a ticket tells of the card that its repair used, once, and withdraw it (E4, L4).

What a ticket has told is kept with it, and each event of the ticket brings the card in line with
what the ticket says now. So it does not matter how often or how late an event is handled: a count
that is there is not added again, and one that no longer holds is withdrawn by its opposite.
"""

from dataclasses import dataclass
from typing import Any

from cypher.library import query
from cypher.rows import event as rows
from cypher.rows import learning as learning_rows
from cypher.rows import seed as seed_rows
from engine.cards import metrics
from engine.cards.metrics import Metrics, Repair
from engine.cases.outcome import Outcome, tell_fault
from engine.events.appending import NewEvent, append_events
from engine.identifiers import derived_key
from graph.session import Transaction
from graph.vocabulary import PROVENANCE, Label, SourceKind
from graph.vocabulary_records import (
    CaseOutcome,
    EventType,
    ResolutionOutcome,
    TicketStatus,
    VerificationMethod,
)

MERGE_VERSION_LOCK = query("learning/merge_version_lock", learning_rows.MergeVersionLockRow)
MERGE_GRAPH_VERSION = query("seed/merge_graph_version", seed_rows.MergeGraphVersionRow)
MERGE_LESSON_LOCK = query("event/merge_lesson_lock", rows.MergeLessonLockRow)
FIND_CARD_COUNTS = query("event/find_card_counts", rows.FindCardCountsRow)
MERGE_CARD_COUNTS = query("event/merge_card_counts", rows.MergeCardCountsRow)
MERGE_CARD_LEDGER = query("event/merge_card_ledger", rows.MergeCardLedgerRow)
MERGE_TICKET_COUNTED = query("event/merge_ticket_counted", rows.MergeTicketCountedRow)

_STRENGTH = PROVENANCE[SourceKind.AI_GENERATED].strength
_RESOLVED = {TicketStatus.RESOLVED.value, TicketStatus.CLOSED.value}
_SUCCESS, _FAILURE, _WITHDRAWN = "success", "failure", "withdrawn"


@dataclass(frozen=True)
class _Use:
    """One use of a card as it is, or is to be, counted.

    Attributes:
        change: what it did to the confidence, where it was counted.
        used_at: when, where it is to be counted.
    """

    card_id: str
    is_success: bool
    change: float = 0.0
    used_at: str | None = None

    def is_same(self, other: "_Use | None") -> bool:
        return other is not None and (self.card_id, self.is_success) == (
            other.card_id,
            other.is_success,
        )


@dataclass(frozen=True)
class _Step:
    """A use that is counted, or withdrawn.

    Attributes:
        number: among the counts and withdrawals of the ticket, from 1.
    """

    use: _Use
    number: int
    is_withdrawal: bool

    @property
    def amount(self) -> float:
        return -1.0 if self.is_withdrawal else 1.0

    @property
    def reason(self) -> str:
        if self.is_withdrawal:
            return _WITHDRAWN
        return _SUCCESS if self.use.is_success else _FAILURE

    def taken(self, before: Metrics) -> Metrics:
        use = self.use
        if self.is_withdrawal:
            return metrics.withdrawn(before, was_success=use.is_success, change=use.change)
        return metrics.counted(before, is_success=use.is_success)


@dataclass(frozen=True)
class _Lesson:
    """A locked ticket within its transaction."""

    tx: Transaction
    ticket: dict[str, Any]
    case_id: str | None
    version: int
    now: str


def count_ticket(tx: Transaction, ticket_id: str, now: str) -> dict[str, Any]:
    """Bring the card's figures in line with what the ticket says now; return what was done.

    Writes, where something changed: counts, confidence with its history, the ledger of what the
    card repairs, what the diagnosis teaches, and the events that tell of it.
    """
    locked = tx.run(MERGE_VERSION_LOCK)
    found = tx.run(MERGE_LESSON_LOCK, ticket_id=ticket_id)
    if not locked or not found:
        return {"skipped": "no_knowledge" if found else "no_ticket"}
    row = found[0]
    wanted, held = _wanted(row), _held(row.ticket)
    if wanted is not None and not tx.run(FIND_CARD_COUNTS, card_id=wanted.card_id):
        wanted = None
    if wanted is None and held is None:
        return {"skipped": "no_card_used" if row.action is None else "not_resolved"}
    if wanted is not None and wanted.is_same(held):
        return {"skipped": "counted_before", "card_id": wanted.card_id}
    done = _teach_case(tx, row, wanted, now) if wanted is not None else {}
    version = done.pop("graph_version", locked[0].version)
    if version == locked[0].version:
        version = tx.run(MERGE_GRAPH_VERSION, now=now)[0].version
    lesson = _Lesson(tx, row.ticket, row.case_id, version, now)
    return done | _bring_in_line(lesson, held, wanted)


def _wanted(row: rows.MergeLessonLockRow) -> _Use | None:
    """Return what is to be counted by what the ticket says now."""
    ticket, action = row.ticket, row.action
    if action is None or ticket["status"] not in _RESOLVED or ticket["came_back"]:
        return None
    outcome = action["resolution_outcome"]
    repair = Repair(
        outcome=ResolutionOutcome(outcome) if outcome else None,
        new_issue=bool(action["new_issue_found"]),
        revisit=bool(ticket["revisit_required"]),
        satisfaction=ticket["customer_satisfaction"],
    )
    used_at = action["completed_at"].iso_format()
    return _Use(action["failure_card_used"], repair.is_success, used_at=used_at)


def _held(ticket: dict[str, Any]) -> _Use | None:
    """Return what is counted already."""
    if ticket["counted_card_id"] is None:
        return None
    return _Use(ticket["counted_card_id"], ticket["counted_success"], ticket["counted_change"])


def _bring_in_line(lesson: _Lesson, held: _Use | None, wanted: _Use | None) -> dict[str, Any]:
    number = lesson.ticket["counted_number"] or 0
    steps = []
    if held is not None:
        number += 1
        steps.append(_Step(held, number, is_withdrawal=True))
    if wanted is not None:
        number += 1
        steps.append(_Step(wanted, number, is_withdrawal=False))
    told: list[NewEvent] = []
    for card_id in dict.fromkeys(step.use.card_id for step in steps):
        told += _write_card(lesson, card_id, [s for s in steps if s.use.card_id == card_id])
    change = told[-2].data["change"] if wanted is not None else None
    _keep_counted(lesson, wanted, change, number)
    append_events(lesson.tx, told, lesson.now)
    done: dict[str, Any] = {"withdrawn": held.card_id} if held is not None else {}
    return done | ({"card_id": wanted.card_id, "success": wanted.is_success} if wanted else {})


def _write_card(lesson: _Lesson, card_id: str, steps: list[_Step]) -> list[NewEvent]:
    """Take the steps of one card, write its figures once, and return what is to be told."""
    found = lesson.tx.run(FIND_CARD_COUNTS, card_id=card_id)
    if not found:
        return []
    now, entries, told = _metrics(found[0].card), [], []
    for step in steps:
        before, now = now, step.taken(now)
        entries.append(_entry(lesson, before, now, step.reason))
        told += _events(lesson, card_id, before, now, step.reason)
    _write_counts(lesson, card_id, now, entries, steps[-1].use.used_at)
    for step in steps:
        _write_ledger(lesson, found[0], step)
    return told


def _keep_counted(lesson: _Lesson, counted: _Use | None, change: float | None, number: int) -> None:
    lesson.tx.run(
        MERGE_TICKET_COUNTED,
        ticket_id=lesson.ticket["id"],
        card_id=counted.card_id if counted else None,
        is_success=counted.is_success if counted else None,
        change=change,
        number=number,
        now=lesson.now,
    )


def _metrics(card: dict[str, Any]) -> Metrics:
    return Metrics(
        usage=card["usage_count"] or 0,
        success=card["success_count"] or 0,
        failure=card["failure_count"] or 0,
        confidence=card["confidence_score"],
    )


def _entry(lesson: _Lesson, before: Metrics, after: Metrics, reason: str) -> dict[str, Any]:
    return {
        "before": before.confidence,
        "after": after.confidence,
        "reason": reason,
        "ticket_id": lesson.ticket["id"],
    }


def _write_counts(
    lesson: _Lesson,
    card_id: str,
    figures: Metrics,
    entries: list[dict[str, Any]],
    used_at: str | None,
) -> None:
    counts = {
        "usage_count": figures.usage,
        "success_count": figures.success,
        "failure_count": figures.failure,
        "confidence_score": figures.confidence,
        "confidence_level": figures.level.value,
        "effectiveness_score": figures.effectiveness,
    }
    lesson.tx.run(
        MERGE_CARD_COUNTS,
        card_id=card_id,
        counts=counts,
        entries=entries,
        used_at=used_at,
        version=lesson.version,
        now=lesson.now,
    )


def _write_ledger(lesson: _Lesson, row: rows.FindCardCountsRow, step: _Step) -> None:
    ticket = lesson.ticket
    entries = [
        {
            "relation_id": each["relation_id"],
            "key": derived_key("use", ticket["id"], str(step.number), each["relation_id"]),
            "alpha": step.amount if step.use.is_success else 0.0,
            "beta": 0.0 if step.use.is_success else step.amount,
        }
        for each in row.resolves
    ]
    lesson.tx.run(
        MERGE_CARD_LEDGER,
        card_id=row.card["id"],
        rows=entries,
        strength=_STRENGTH,
        garage_id=ticket["garage_id"],
        case_id=lesson.case_id,
        now=lesson.now,
    )


def _events(
    lesson: _Lesson, card_id: str, before: Metrics, after: Metrics, reason: str
) -> list[NewEvent]:
    """Return confidence.updated, then effectiveness.recalculated."""
    told: tuple[tuple[EventType, dict[str, Any]], ...] = (
        (
            EventType.CONFIDENCE_UPDATED,
            {
                "previous_score": before.confidence,
                "new_score": after.confidence,
                "change": metrics.confidence_change(before, after),
                "change_reason": reason,
            },
        ),
        (
            EventType.EFFECTIVENESS_RECALCULATED,
            {
                "effectiveness_score": after.effectiveness,
                "usage_count": after.usage,
                "success_count": after.success,
                "failure_count": after.failure,
            },
        ),
    )
    ticket = lesson.ticket
    return [
        NewEvent(
            kind,
            Label.FAILURE_CARD,
            card_id,
            ticket["garage_id"],
            {**data, "card_id": card_id, "ticket_id": ticket["id"]},
        )
        for kind, data in told
    ]


def _teach_case(
    tx: Transaction, row: rows.MergeLessonLockRow, use: _Use, now: str
) -> dict[str, Any]:
    """Tell the ticket's diagnosis which fault it was, where the card that helped repairs one."""
    faults = tx.run(FIND_CARD_COUNTS, card_id=use.card_id)[0].resolves
    if row.case_id is None or not use.is_success or len(faults) != 1:
        return {}
    told = Outcome(
        CaseOutcome.CONFIRMED,
        faults[0]["fault_id"],
        VerificationMethod.AUTO,
        idempotency_key=row.ticket["id"],
    )
    answer = tell_fault(tx, row.case_id, row.ticket["garage_id"], told, now)
    if answer is None:
        return {}
    return {"case_id": answer.case_id, "graph_version": answer.graph_version}
