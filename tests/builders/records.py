"""A record of a garage for each path parameter that names one, for the authorisation matrix.

Whoever adds an operation on records adds its parameter here; whatever is in neither table fails
the matrix.
"""

from collections.abc import Callable

from engine.cases.storing import MERGE_CASE
from engine.clock import time_of_write
from engine.events.appending import NewEvent, append_events
from engine.identifiers import new_id
from engine.principal import Principal
from engine.repairs.form import ActionForm, UsageForm
from engine.repairs.recording import record_action
from engine.repairs.using import allocate_part
from engine.tickets.creating import create_ticket
from engine.tickets.form import TicketForm
from engine.users.api_keys import KeyForm, create_api_key
from engine.vehicle.register import VehicleEntry, register
from graph.nodes.check import check_properties
from graph.session import Graph
from graph.vocabulary import Label
from graph.vocabulary_records import EventType, Role
from tests.builders.access import OPERATOR, make_user

Builder = Callable[[Graph, str], str]


def case(graph: Graph, garage_id: str) -> str:
    """Store a case."""
    values = {"id": new_id("case"), "garage_id": garage_id}
    told = {"predicted_fault_id": "fault.intake_air_leak", "predicted_probability": 50.0}
    told |= {"predicted_confidence": 50.0, "unlisted_probability": 5.0, "locale": "en"}
    properties = check_properties(Label.CASE, {**values, **told, "graph_version": 1})
    observed = [{"observable": "dtc.sae.P0171", "state": "present"}]
    observed[0] |= {"qualifiers": None, "dtc_status": None}  # type: ignore[dict-item]
    graph.write(
        MERGE_CASE,
        case=properties,
        observed=observed,
        concluded=[],
        personal=[],
        now=time_of_write(),
    )
    return values["id"]


def vehicle(graph: Graph, garage_id: str) -> str:
    """Register a vehicle with an owner."""
    values = {"make": "Renault", "mileage_km": 90_000}
    return register(graph, garage_id, VehicleEntry(values, {"plate": "AB-123-CD"}))[0]


def user(graph: Graph, garage_id: str) -> str:
    """Make a technician."""
    return make_user(graph, Role.TECHNICIAN, garage_id)


def api_key(graph: Graph, garage_id: str) -> str:
    """Make the key of a program."""
    return create_api_key(graph, KeyForm("shop", Role.VIEWER, garage_id), OPERATOR)[0]


def ticket(graph: Graph, garage_id: str) -> str:
    """Make a ticket with a customer."""
    form = TicketForm({"title": "Does not charge"}, {"customer_contact": "ada@example.org"})
    return create_ticket(graph, _technician(garage_id), form)[0]


def action(graph: Graph, garage_id: str) -> str:
    """Start an action on a ticket."""
    technician = _technician(garage_id)
    return record_action(graph, technician, ticket(graph, garage_id), ActionForm({}))[0]


def usage(graph: Graph, garage_id: str) -> str:
    """Allocate a part to a ticket."""
    form = UsageForm({"part_name": "Relay"}, quantity=4)
    return allocate_part(graph, _technician(garage_id), ticket(graph, garage_id), form)[0]


def event(graph: Graph, garage_id: str) -> str:
    """Append an event."""
    happened = NewEvent(EventType.TICKET_CREATED, Label.TICKET, new_id("tkt"), garage_id)
    return graph.write_unit(lambda tx: append_events(tx, [happened], time_of_write()))[0]


def _technician(garage_id: str) -> Principal:
    return Principal("usr_builder", "builder", Role.TECHNICIAN, garage_id)


#: By path parameter; each call makes another record.
RECORDS: dict[str, Builder] = {
    "case_id": case,
    "vehicle_id": vehicle,
    "user_id": user,
    "key_id": api_key,
    "ticket_id": ticket,
    "action_id": action,
    "usage_id": usage,
    "event_id": event,
}

#: Path parameters that name knowledge, which belongs to no garage; examples tell the values. An
#: approved card is everybody's; that a draft is its garage's alone is tested with the cards.
KNOWLEDGE = frozenset({"fault_id", "node_id", "relation_id", "code", "id", "card_id"})
