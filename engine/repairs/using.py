"""Allocate a part to a ticket, and tell piece by piece what became of it (EFI 3.4).

One part usage is one node with counters; each movement is kept with its key, so that a repeated
message counts once. The ticket is held meanwhile, so that its costs are those of its parts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cypher.library import query
from cypher.rows import repair as rows
from engine.identifiers import new_id
from engine.principal import Principal
from engine.repairs.finding import FIND_ACTION, FIND_USAGE, unknown_action, unknown_usage
from engine.repairs.form import UsageForm
from engine.repairs.quantities import Quantities
from engine.repairs.recording import key_of_another
from engine.repairs.references import unknown_reference
from engine.tickets.costs import money, total_cost
from engine.tickets.holding import HeldTicket, check_at_work, hold_ticket, note_on_ticket
from engine.tickets.joining import FIND_TICKET_REFERENCES
from graph.errors import ConflictError, InvalidInputError
from graph.nodes.check import check_properties
from graph.session import Graph, Transaction
from graph.vocabulary import Label, Locale
from graph.vocabulary_records import PartUsageStatus

FIND_USAGE_KEY = query("repair/find_usage_key", rows.FindUsageKeyRow)
FIND_RECOMMENDATION = query("repair/find_recommendation", rows.FindRecommendationRow)
MERGE_USAGE = query("repair/merge_usage", rows.MergeUsageRow)
_TIMES = {PartUsageStatus.USED: "used_at", PartUsageStatus.RETURNED: "returned_at"}


@dataclass(frozen=True)
class Movement:
    """What became of some pieces.

    Attributes:
        kind: used, returned or damaged.
        quantity: pieces, from 1.
        key: the caller's idempotency key, unique within the part usage.
        unit_cost: of a piece, where it was not known before.
    """

    kind: PartUsageStatus
    quantity: int = 1
    key: str | None = None
    unit_cost: float | None = None


def allocate_part(
    graph: Graph,
    principal: Principal,
    ticket_id: str,
    form: UsageForm,
    locale: Locale = Locale.EN,
) -> tuple[str, bool]:
    """Allocate pieces of a part to a ticket; return the id, and whether it was made just now.

    ``was_recommended`` is computed: the card that was chosen or used requires the part, or the
    fault of the ticket's diagnosis does. ``locale`` is that of the name which the graph gives it.

    Raises:
        NotFoundError: there is no such ticket, action or card.
        ConflictError: the ticket is resolved or closed, is in another currency, or the key is one
            of another ticket.
        InvalidInputError: a value is not one that the graph takes, or the part has no name.
    """
    usage_id, now = new_id("use"), datetime.now(UTC)

    def write(tx: Transaction) -> tuple[str, bool]:
        held = hold_ticket(tx, principal, ticket_id)
        known = _allocated_with(tx, held, form.key)
        if known:
            return known, False
        check_at_work(held)
        card_id = _card_of(tx, held, principal, form)
        asked = tx.run(
            FIND_RECOMMENDATION,
            ticket_id=held.id,
            part_id=form.values.get("part_id"),
            card_id=card_id,
        )[0]
        usage = {
            **_described(form, asked.part, locale),
            "id": usage_id,
            "garage_id": held.garage_id,
            "ticket_id": held.id,
            "currency": _currency(held, form),
            "failure_card_id": card_id,
            "was_recommended": asked.by_card or asked.by_fault,
            "allocated_at": now,
        }
        _write(tx, held, usage)
        return usage_id, True

    return graph.write_unit(write)


def move_part(graph: Graph, principal: Principal, usage_id: str, movement: Movement) -> bool:
    """Tell what became of some pieces; return False when this message was counted before.

    Raises:
        NotFoundError: there is no such part usage.
        ConflictError: more pieces than are open, or the key was used for another movement.
        InvalidInputError: less than one piece.
    """
    now = datetime.now(UTC)

    def write(tx: Transaction) -> bool:
        found = tx.run(FIND_USAGE, id=usage_id, garage_id=principal.scope)
        if not found:
            raise unknown_usage(usage_id)
        held = hold_ticket(tx, principal, found[0].usage["ticket_id"])
        stored = tx.run(FIND_USAGE, id=usage_id, garage_id=principal.scope)[0].usage
        if _was_counted(stored, movement):
            return False
        after = quantities_of(stored).moved(movement.kind, movement.quantity)
        usage = {**stored, **_counters(after), **_remembered(stored, movement, principal, now)}
        if movement.unit_cost is not None:
            usage["unit_cost"] = movement.unit_cost
        if usage.get("unit_cost") is not None:
            usage["total_cost"] = money(usage["unit_cost"] * after.billed)
        if movement.kind in _TIMES:
            usage[_TIMES[movement.kind]] = now
        _write(tx, held, usage)
        _write_costs(tx, held, stored, usage)
        return True

    return graph.write_unit(write)


def quantities_of(usage: Mapping[str, Any]) -> Quantities:
    """Return the counters of a stored part usage."""
    return Quantities(
        allocated=usage["quantity_allocated"],
        used=usage["quantity_used"],
        returned=usage["quantity_returned"],
        damaged=usage["quantity_damaged"],
    )


def _counters(after: Quantities) -> dict[str, Any]:
    return {
        "quantity_used": after.used,
        "quantity_returned": after.returned,
        "quantity_damaged": after.damaged,
        "status": after.status.value,
    }


def _remembered(
    stored: Mapping[str, Any], movement: Movement, principal: Principal, now: datetime
) -> dict[str, Any]:
    new = {
        "movement_kinds": movement.kind.value,
        "movement_quantities": movement.quantity,
        "movement_at": now,
        "movement_by": principal.id,
        "movement_keys": movement.key or "",
    }
    return {name: [*(stored.get(name) or []), value] for name, value in new.items()}


def _was_counted(stored: Mapping[str, Any], movement: Movement) -> bool:
    keys = stored.get("movement_keys") or []
    if not movement.key or movement.key not in keys:
        return False
    place = keys.index(movement.key)
    before = (stored["movement_kinds"][place], stored["movement_quantities"][place])
    if before != (movement.kind.value, movement.quantity):
        raise ConflictError(
            f"the key was used for another movement: {before[1]} {before[0]}",
            field="key",
            fix="send another key",
            key="usage.movement_key",
            values={"kind": before[0], "quantity": before[1]},
        )
    return True


def _allocated_with(tx: Transaction, held: HeldTicket, key: str | None) -> str | None:
    found = tx.run(FIND_USAGE_KEY, garage_id=held.garage_id, key=key) if key else []
    if not found:
        return None
    if found[0].ticket_id != held.id:
        raise key_of_another("usage.key_taken", found[0].ticket_id)
    return found[0].id


def _card_of(
    tx: Transaction, held: HeldTicket, principal: Principal, form: UsageForm
) -> str | None:
    """Return the card that asks for the part: the one named, used in the action, or chosen."""
    action: Mapping[str, Any] = {}
    if form.action_id is not None:
        found = tx.run(FIND_ACTION, id=form.action_id, garage_id=principal.scope)
        if not found or found[0].action["ticket_id"] != held.id:
            raise unknown_action(form.action_id)
        action = found[0].action
    named = form.values.get("failure_card_id")
    if named is None:
        return action.get("failure_card_used") or held.stored.get("selected_failure_card")
    wanted = {"vehicle_id": None, "case_id": None, "card_id": named}
    if tx.run(FIND_TICKET_REFERENCES, garage_id=held.garage_id, **wanted)[0].card_id is None:
        raise unknown_reference("failure_card_id", named, Label.FAILURE_CARD)
    return str(named)


def _described(form: UsageForm, part: Mapping[str, Any] | None, locale: Locale) -> dict[str, Any]:
    """Return what is allocated: as told, else as the graph has the part."""
    known = part or {}
    told = form.values
    name = told.get("part_name") or known.get(f"label_{locale.value}")
    if not name:
        raise InvalidInputError(
            "the part has no name, and the graph does not know it",
            field="part_name",
            fix="give part_name, or the id of a part that the graph has",
            key="usage.no_name",
        )
    return {
        "action_id": form.action_id,
        "idempotency_key": form.key,
        "quantity_allocated": form.quantity,
        "is_substitute": told.get("substitute_for") is not None,
        "part_id": told.get("part_id"),
        "part_name": name,
        "part_number": told.get("part_number") or known.get("part_number"),
        "part_category": told.get("part_category") or known.get("part_category"),
        "unit_cost": told.get("unit_cost"),
        "total_cost": None if told.get("unit_cost") is None else 0.0,
        "substitute_for": told.get("substitute_for"),
    }


def _currency(held: HeldTicket, form: UsageForm) -> str:
    of_ticket = str(held.stored.get("currency") or "EUR")
    told = form.values.get("currency") or of_ticket
    if told != of_ticket:
        raise ConflictError(
            f"the ticket is in {of_ticket}: amounts in {told} cannot be added to it",
            field="currency",
            fix=f"give the cost in {of_ticket}, or change the currency of the ticket first",
            key="usage.currency",
            values={"ticket": of_ticket, "told": told},
        )
    return of_ticket


def _write(tx: Transaction, held: HeldTicket, usage: Mapping[str, Any]) -> None:
    tx.run(
        MERGE_USAGE,
        id=usage["id"],
        ticket_id=held.id,
        action_id=usage.get("action_id"),
        part_id=usage.get("part_id"),
        properties=check_properties(Label.PART_USAGE, dict(usage)),
    )


def _write_costs(
    tx: Transaction, held: HeldTicket, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """Keep the costs of the ticket; its version stays, so that nobody who writes it is stale."""
    change = (after.get("total_cost") or 0.0) - (before.get("total_cost") or 0.0)
    parts = money(held.parts_cost + change)
    actual = total_cost(parts, held.stored.get("labor_cost"))
    note_on_ticket(tx, held, {"parts_cost": parts, "actual_cost": actual})
