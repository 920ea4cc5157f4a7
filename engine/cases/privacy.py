"""What is held of a person or a vehicle: handed out, erased, and not kept for ever.

Erasing takes the :PersonalData with all free text, and of a ticket the complaint and the id of the
customer. Cases and tickets without it, their counts and the ledger stay (requirements section 9,
"personal data").
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cypher.library import query
from cypher.rows import privacy as rows
from engine.personal_data import plain_code, plain_contact
from graph.errors import InvalidInputError
from graph.session import Graph

LIST_PERSONAL_DATA = query("privacy/list_personal_data", rows.ListPersonalDataRow)
DELETE_PERSONAL_DATA = query("privacy/delete_personal_data", rows.DeletePersonalDataRow)
DELETE_EXPIRED_PERSONAL_DATA = query(
    "privacy/delete_expired_personal_data", rows.DeleteExpiredPersonalDataRow
)
_BATCH = 1000


@dataclass(frozen=True)
class Subject:
    """Whose data are meant: whatever is given is looked for."""

    case_id: str | None = None
    vin: str | None = None
    plate: str | None = None
    contact: str | None = None
    ticket_id: str | None = None


def held_of(graph: Graph, garage_id: str, subject: Subject) -> list[dict[str, Any]]:
    """Return everything that a garage holds of a subject, with its cases, vehicles and tickets.

    Raises:
        InvalidInputError: nothing is named.
    """
    wanted = {
        "case_id": subject.case_id,
        "ticket_id": subject.ticket_id,
        "vin": plain_code(subject.vin),
        "plate": plain_code(subject.plate),
        "contact": plain_contact(subject.contact),
    }
    if not any(wanted.values()):
        raise InvalidInputError(
            "nothing is named",
            field="case",
            fix="give a case, a ticket, a VIN, a plate or a contact",
            key="privacy.nothing_named",
        )
    return graph.read(LIST_PERSONAL_DATA, garage_id=garage_id, **wanted)[0].held


def erase(graph: Graph, garage_id: str, held: list[dict[str, Any]]) -> int:
    """Delete what ``held_of`` found; return how many nodes were deleted."""
    ids = [item["id"] for item in held]
    return graph.write(DELETE_PERSONAL_DATA, ids=ids, garage_id=garage_id)[0].deleted


def purge(graph: Graph, garage_id: str, days: int, now: datetime | None = None) -> int:
    """Delete personal data older than so many days; return how many nodes were deleted."""
    until = ((now or datetime.now(UTC)) - timedelta(days=days)).isoformat()
    total = 0
    while True:
        found = graph.write(
            DELETE_EXPIRED_PERSONAL_DATA, garage_id=garage_id, until=until, limit=_BATCH
        )[0].deleted
        total += found
        if found < _BATCH:
            return total
