"""Tickets as answers show them: the same shapes for HTTP and the command line."""

from collections.abc import Mapping
from typing import Any

from api.http.schemas import tickets as shapes
from api.http.schemas.diagnosis import Named
from cypher.rows.ticket import FindTicketRow
from engine.tickets.costs import total_cost
from engine.tickets.transitions import ALLOWED
from graph.vocabulary import Locale
from graph.vocabulary_records import TicketStatus

_MOMENTS = (
    "created_at",
    "updated_at",
    "resolved_at",
    "closed_at",
    "assigned_at",
    "ai_match_timestamp",
    "revisit_reported_at",
)


def moment(value: Any) -> Any:
    """Return a time of the graph as Python has it, or None."""
    return None if value is None else value.to_native()


def present_ticket(row: FindTicketRow, locale: Locale) -> shapes.TicketOutput:
    """Return a whole ticket."""
    ticket, personal = row.ticket, row.personal or {}
    parts_cost = sum(part.get("total_cost") or 0.0 for part in row.parts)
    return shapes.TicketOutput.model_validate(
        {
            **_plain(ticket, shapes.TicketOutput),
            "vehicle_id": row.vehicle_id,
            "case_id": row.case_id,
            "vehicle_number": personal.get("plate"),
            "vin": personal.get("vin"),
            "customer_name": personal.get("customer_name"),
            "customer_contact": personal.get("customer_contact"),
            "suggested_failure_cards": ticket.get("suggested_failure_cards") or [],
            "suggestions": [_suggested(card, locale) for card in row.suggested],
            "action_ids": row.action_ids,
            "parts_used": [_part(used, locale) for used in row.parts],
            "parts_cost": parts_cost,
            "actual_cost": total_cost(parts_cost, ticket.get("labor_cost")),
            "status_history": _history(ticket),
            "next_statuses": ALLOWED[TicketStatus(ticket["status"])],
        }
    )


def present_ticket_summary(ticket: Mapping[str, Any]) -> shapes.TicketSummary:
    """Return one ticket of a list."""
    return shapes.TicketSummary.model_validate(_plain(ticket, shapes.TicketSummary))


def _plain(ticket: Mapping[str, Any], shape: type[shapes.TicketSummary]) -> dict[str, Any]:
    """Return the fields of a shape that the graph has under the same name."""
    found = {name: ticket.get(name) for name in shape.model_fields}
    times = {name: moment(ticket.get(name)) for name in _MOMENTS if name in found}
    return {
        **found,
        **times,
        "ticket_id": ticket["id"],
        "version": ticket.get("version") or 1,
        "error_codes_reported": ticket.get("error_codes_reported") or [],
    }


def _part(used: Mapping[str, Any], locale: Locale) -> dict[str, Any]:
    """Return a part usage with its part as the graph names it."""
    part = used.get("part")
    named = Named(id=part["id"], label=part[f"label_{locale.value}"]) if part else None
    return {**used, "usage_id": used["id"], "part": named, **_costed(used)}


def _suggested(card: Mapping[str, Any], locale: Locale) -> dict[str, Any]:
    title = card.get(f"title_{locale.value}") or card.get("title_en") or card.get("title_fr")
    return {"failure_id": card["id"], "title": title, "score": card["score"], "rank": card["rank"]}


def _costed(part: Mapping[str, Any]) -> dict[str, Any]:
    return {"part_id": part.get("part_id"), "total_cost": part.get("total_cost")}


def _history(ticket: Mapping[str, Any]) -> list[dict[str, Any]]:
    steps = zip(
        ticket.get("status_history") or (),
        ticket.get("status_history_at") or (),
        ticket.get("status_history_by") or (),
        strict=True,
    )
    return [
        {"status": status, "timestamp": moment(at), "updated_by": by} for status, at, by in steps
    ]
