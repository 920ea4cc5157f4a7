"""What a ticket is joined to: checked, registered where a VIN is new, kept apart where personal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cypher.library import query
from cypher.rows import ticket as rows
from engine.personal_data import with_search_keys
from engine.tickets.form import TicketForm
from engine.tickets.holding import Links
from engine.vehicle import VehicleDescription
from engine.vehicle.register import MERGE_GARAGE, VehicleEntry, register_within
from engine.vehicle.registering import VehicleForm, entry_of
from engine.vehicle.vin import plain_vin
from graph.errors import NotFoundError
from graph.nodes.check import check_properties
from graph.session import Graph, Transaction
from graph.vocabulary import Label

FIND_TICKET_REFERENCES = query("ticket/find_ticket_references", rows.FindTicketReferencesRow)
MERGE_TICKET_PERSONAL_DATA = query(
    "ticket/merge_ticket_personal_data", rows.MergeTicketPersonalDataRow
)
#: What a ticket takes over from a stored vehicle, unless it says otherwise.
_OF_VEHICLE = {
    "vehicle_type": "vehicle_type",
    "vehicle_make": "make",
    "vehicle_model": "model",
    "vehicle_mileage_km": "mileage_km",
    "vehicle_firmware": "firmware",
}
_WHERE = {
    "vehicle_id": "`GET /api/knowledge-graph/vehicles`",
    "case_id": "`GET /api/knowledge-graph/cases`",
    "card_id": "`GET /api/efi/failure-cards`",
}
_FIELDS = {"vehicle_id": "vehicle_id", "case_id": "case_id", "card_id": "selected_failure_card"}
_SHOWN = 80


def hold_garage(tx: Transaction, garage_id: str, now: datetime) -> None:
    """Hold a garage: what is made in it by key or VIN is made one by one."""
    tx.run(MERGE_GARAGE, garage_id=garage_id, now=now.isoformat(timespec="milliseconds"))


def vehicle_entry(graph: Graph, form: TicketForm) -> VehicleEntry | None:
    """Return the vehicle to register for a ticket that gives a VIN and names no stored vehicle.

    Raises:
        InvalidInputError: the VIN is not one; the error does not repeat it.
    """
    vin = form.personal.get("vin")
    if form.links.vehicle_id or not vin:
        return None
    told = form.values
    described = VehicleDescription(
        make=told.get("vehicle_make"),
        model=told.get("vehicle_model"),
        vehicle_type=told.get("vehicle_type"),
        mileage_km=told.get("vehicle_mileage_km"),
        vin=vin,
    )
    plate = {"plate": form.personal["plate"]} if form.personal.get("plate") else {}
    return entry_of(graph, VehicleForm(described, plate, told.get("vehicle_firmware")))[0]


def vehicle_of(
    tx: Transaction, garage_id: str, entry: VehicleEntry | None, now: datetime
) -> str | None:
    """Return the vehicle of the register with the VIN, stored now where it is new."""
    if entry is None:
        return None
    at = now.isoformat(timespec="milliseconds")
    return register_within(tx, garage_id, entry, at)[0]


def check_links(tx: Transaction, garage_id: str, links: Links) -> dict[str, Any]:
    """Return what the ticket takes over from its vehicle, once all that is named exists.

    Raises:
        NotFoundError: the garage has no such vehicle or case, or there is no such card.
    """
    wanted = {
        "vehicle_id": links.vehicle_id,
        "case_id": links.case_id,
        "card_id": links.card_id,
    }
    found = tx.run(FIND_TICKET_REFERENCES, garage_id=garage_id, **wanted)[0]
    vehicle = found.vehicle or {}
    known = {"vehicle_id": vehicle.get("id"), "case_id": found.case_id, "card_id": found.card_id}
    for name, value in wanted.items():
        if value is not None and known[name] is None:
            raise _missing(name, value)
    taken = {name: vehicle.get(key) for name, key in _OF_VEHICLE.items()}
    return {name: value for name, value in taken.items() if value is not None}


def write_personal(
    tx: Transaction, garage_id: str, ticket_id: str, told: Mapping[str, Any], now: datetime
) -> None:
    """Keep who brought the vehicle, apart from the ticket; nothing told writes nothing."""
    if not told:
        return
    personal_id = f"per_{ticket_id.partition('_')[2]}"
    plain = {**told, "vin": plain_vin(told["vin"])} if told.get("vin") else dict(told)
    checked = check_properties(
        Label.PERSONAL_DATA, {**plain, "id": personal_id, "garage_id": garage_id}
    )
    tx.run(
        MERGE_TICKET_PERSONAL_DATA,
        ticket_id=ticket_id,
        garage_id=garage_id,
        personal_id=personal_id,
        properties=with_search_keys({key: checked[key] for key in plain}),
        now=now,
    )


def _missing(name: str, value: str) -> NotFoundError:
    return NotFoundError(
        f"there is no {_FIELDS[name].removesuffix('_id')} {value[:_SHOWN]!r}",
        field=_FIELDS[name],
        fix=f"list those there are with {_WHERE[name]}",
        key="ticket.no_such",
        values={"id": value[:_SHOWN], "where": _WHERE[name]},
    )
