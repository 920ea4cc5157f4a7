"""Record what a technician did: at once, or started and completed later (EFI 3.3).

What was tried and what was ruled out become nodes of their own, joined to what they are about, so
that learning can use them. Told again, the same one is the same node.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from cypher.library import query
from cypher.rows import repair as rows
from engine.events.appending import append_events
from engine.identifiers import derived_key, new_id
from engine.principal import Principal
from engine.repairs.finding import FIND_ACTION, unknown_action
from engine.repairs.form import ActionForm, Tried, aligned
from engine.repairs.references import check_references
from engine.repairs.telling import events_of
from engine.tickets.holding import (
    HeldTicket,
    check_at_work,
    check_version,
    hold_ticket,
    note_on_ticket,
)
from graph.errors import ConflictError, InvalidInputError
from graph.nodes.check import check_properties
from graph.session import Graph, Transaction
from graph.vocabulary import EvidenceState, Label

FIND_ACTION_KEY = query("repair/find_action_key", rows.FindActionKeyRow)
MERGE_ACTION = query("repair/merge_action", rows.MergeActionRow)
_ID_LENGTH = 20


def record_action(
    graph: Graph, principal: Principal, ticket_id: str, form: ActionForm
) -> tuple[str, bool]:
    """Store an action on a ticket; return its id, and whether it was made just now.

    The same key again gives the action that is there and writes nothing.

    Raises:
        NotFoundError: there is no such ticket, or something that the action names.
        ConflictError: the ticket is resolved or closed, or the key is one of another ticket.
        InvalidInputError: a value is not one that the graph takes, or values contradict each other.
    """
    action_id, now = new_id("act"), datetime.now(UTC)

    def write(tx: Transaction) -> tuple[str, bool]:
        held = hold_ticket(tx, principal, ticket_id)
        known = _made_with(tx, held, form.key)
        if known:
            return known, False
        check_at_work(held)
        begun = {
            **_who(principal, form),
            "id": action_id,
            "garage_id": held.garage_id,
            "ticket_id": held.id,
            "idempotency_key": form.key,
            "started_at": form.started_at or form.completed_at or now,
        }
        _write(tx, held, begun, form, now)
        return action_id, True

    return graph.write_unit(write)


def continue_action(
    graph: Graph,
    principal: Principal,
    action_id: str,
    form: ActionForm,
    version: int | None = None,
) -> None:
    """Add to an action that was started, or complete it.

    Args:
        graph: where.
        principal: who tells it.
        action_id: which.
        form: what is new; completed_at completes it.
        version: that the caller saw; None: whatever it is now.

    Raises:
        NotFoundError: there is no such action, or something that it names.
        ConflictError: it is completed, was written since, or its ticket is no longer worked on.
        InvalidInputError: a value is not one that the graph takes, or values contradict each other.
    """
    now = datetime.now(UTC)

    def write(tx: Transaction) -> None:
        found = tx.run(FIND_ACTION, id=action_id, garage_id=principal.scope)
        if not found:
            raise unknown_action(action_id)
        held = hold_ticket(tx, principal, found[0].action["ticket_id"])
        stored = tx.run(FIND_ACTION, id=action_id, garage_id=principal.scope)[0].action
        check_version(int(stored.get("version") or 1), version)
        if stored.get("completed_at") is not None:
            raise _completed(action_id)
        check_at_work(held)
        version_now = {"version": int(stored.get("version") or 1) + 1}
        _write(tx, held, {**stored, **version_now}, form, now)

    graph.write_unit(write)


def _who(principal: Principal, form: ActionForm) -> dict[str, str]:
    """Return who did it: whoever tells it, unless another technician is named."""
    if form.values.get("technician_id") not in {None, principal.id}:
        return {}
    return {"technician_id": principal.id, "technician_name": principal.name}


def _made_with(tx: Transaction, held: HeldTicket, key: str | None) -> str | None:
    found = tx.run(FIND_ACTION_KEY, garage_id=held.garage_id, key=key) if key else []
    if not found:
        return None
    if found[0].ticket_id != held.id:
        raise key_of_another("action.key_taken", found[0].ticket_id)
    return found[0].id


def _write(
    tx: Transaction, held: HeldTicket, before: Mapping[str, Any], form: ActionForm, now: datetime
) -> None:
    """Write an action that is whole as it will stand, then tell of it."""
    action = {**before, **form.told()}
    if form.completed_at is not None:
        action["completed_at"] = form.completed_at
    _check_whole(action, form)
    tree_steps = check_references(tx, form)
    checked = check_properties(Label.TECHNICIAN_ACTION, action)
    action_id = str(action["id"])
    tx.run(
        MERGE_ACTION,
        id=action_id,
        ticket_id=held.id,
        properties=checked,
        card_id=action.get("failure_card_used"),
        tried=[_attempt(action_id, item, tree_steps, now) for item in form.attempts],
        ruled_out=[_rejection(action_id, item, now) for item in form.rejections],
        usage_ids=_usages_of(held, form),
    )
    completes = form.completed_at is not None
    if completes and action.get("new_failure_discovered"):
        note_on_ticket(tx, held, {"new_failure_discovered": True})
    told = events_of(checked, is_new="version" not in before, completes=completes)
    append_events(tx, told, now.isoformat(timespec="milliseconds"))


def _usages_of(held: HeldTicket, form: ActionForm) -> list[str]:
    missing = sorted(set(form.usage_ids) - set(held.usage_ids))
    if missing:
        raise InvalidInputError(
            f"the ticket has no part usage {missing[0][:80]!r}",
            field="part_usage_ids",
            fix="list those of the ticket with `GET /api/efi/part-usage?ticket_id=…`",
            key="action.no_usage",
            values={"id": missing[0][:80]},
        )
    return list(form.usage_ids)


def _check_whole(action: Mapping[str, Any], form: ActionForm) -> None:
    """Refuse values that contradict each other."""
    used = action.get("failure_card_used")
    rated = [
        name
        for name in ("failure_card_helpful", "failure_card_accuracy_rating")
        if action.get(name) is not None
    ]
    if rated and not used:
        raise InvalidInputError(
            f"{rated[0]} is about the card that was used, and none is named",
            field=rated[0],
            fix="give failure_card_used",
            key="action.no_card",
            values={"name": rated[0]},
        )
    if form.completed_at is None:
        return
    if used and action.get("resolution_outcome") is None:
        raise InvalidInputError(
            "nobody says how the repair with the card ended",
            field="resolution_outcome",
            fix="give resolution_outcome: success, partial, failed or escalated",
            key="action.no_outcome",
        )
    started = action["started_at"]
    if form.completed_at < (started if isinstance(started, datetime) else started.to_native()):
        raise InvalidInputError(
            "the action ended before it began",
            field="completed_at",
            fix="give a time that is not before started_at",
            key="action.times",
        )


def _attempt(
    action_id: str, item: Tried, tree_steps: frozenset[str], now: datetime
) -> dict[str, Any]:
    values = {**item.values, **aligned(item.measurements)}
    properties = {
        **values,
        "id": _id_of("att", action_id, item, values),
        "occurred_at": item.at or now,
    }
    step = item.values.get("step_id")
    about = [name for name in (item.fault_id, step if step in tree_steps else None) if name]
    return _row(check_properties(Label.ATTEMPTED_DIAGNOSTIC, properties), item, about)


def _rejection(action_id: str, item: Tried, now: datetime) -> dict[str, Any]:
    properties = {
        **item.values,
        "id": _id_of("rej", action_id, item, item.values),
        "ruled_out_at": item.at or now,
    }
    about = [item.fault_id] if item.fault_id else []
    return _row(check_properties(Label.REJECTED_HYPOTHESIS, properties), item, about)


def _row(properties: dict[str, Any], item: Tried, about: list[str]) -> dict[str, Any]:
    state = item.state or EvidenceState.PRESENT.value
    return {
        "properties": properties,
        "about": about,
        "observable_id": item.observable_id,
        "state": state,
    }


def _id_of(prefix: str, action_id: str, item: Tried, values: Mapping[str, Any]) -> str:
    """Return an id that is the same when the same is told again of an action."""
    told = json.dumps(dict(values), sort_keys=True, default=str)
    about = [item.fault_id or "", item.observable_id or "", item.state or "", str(item.at)]
    return f"{prefix}_{derived_key(action_id, told, *about)[:_ID_LENGTH]}"


def key_of_another(key: str, ticket_id: str) -> ConflictError:
    """Return the error of a key that was used for another ticket."""
    return ConflictError(
        "the key was used for another ticket",
        field="key",
        fix="send another key",
        details={"ticket_id": ticket_id},
        key=key,
    )


def _completed(action_id: str) -> ConflictError:
    return ConflictError(
        "the action is completed: what was done stays as it was told",
        field="action_id",
        fix="record another action on the ticket",
        details={"action_id": action_id},
        key="action.completed",
    )
