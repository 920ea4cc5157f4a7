"""Tickets, actions and cards as nodes, for tests of what happens after them."""

from collections.abc import Mapping
from typing import Any

from engine.events.appending import NewEvent, append_events
from graph.nodes.check import check_properties
from graph.relationships import check_relationship
from graph.session import Graph, Transaction
from graph.vocabulary import Label, RelationshipType
from graph.vocabulary_records import EventType
from tests.builders.database import cypher, rows

GARAGE = "garage_local"
NOW = "2026-03-01T08:00:00.000+00:00"
_MOMENTS = ("_at", "_timestamp")


def node(graph: Graph, label: Label, properties: Mapping[str, Any], *more: str) -> str:
    """Write one node with checked properties; return its id."""
    checked = check_properties(label, dict(properties))
    labels = ":".join([label.value, *more])
    rows(
        graph,
        f"MERGE (n:{labels} {{id: $id}}) SET n += $properties",
        id=checked["id"],
        properties=checked,
    )
    return str(checked["id"])


def card(graph: Graph, card_id: str = "fc_one", fault_id: str | None = None, **given: Any) -> str:
    """Write a failure card, and the relationship to the fault that it repairs."""
    properties = {
        "id": card_id,
        "title_en": "Cell balancing circuit fails",
        "status": "approved",
        "subsystem_category": "bms",
        **given,
    }
    node(graph, Label.FAILURE_CARD, properties, "Knowledge")
    if fault_id is not None:
        held = check_relationship(
            RelationshipType.RESOLVES,
            {
                "relation_id": f"rel_{card_id}",
                "status": "active",
                "alpha": 3.0,
                "beta": 1.0,
                "weight": 0.75,
            },
        )
        rows(
            graph,
            "MATCH (c:FailureCard {id: $card}) MERGE (f:Fault:Knowledge {id: $fault})"
            " ON CREATE SET f.status = 'active', f.prior_rate = 0.01"
            " MERGE (c)-[r:RESOLVES]->(f) SET r += $held"
            " MERGE (e:LedgerEntry {idempotency_key: $key}) SET e.id = 'led_' + $key,"
            " e.scope = 'all', e.relation_id = $held.relation_id,"
            " e.amount_alpha = 3.0, e.amount_beta = 1.0",
            card=card_id,
            fault=fault_id,
            held=held,
            key=f"authored_{card_id}",
        )
    return card_id


def knowledge(graph: Graph) -> None:
    """Write the version that every graph with knowledge has."""
    rows(graph, "MERGE (v:GraphVersion {id: 'graph'}) SET v.version = 1, v.unlisted_prior = 0.05")


def ticket(graph: Graph, ticket_id: str = "tkt_one", **given: Any) -> str:
    """Write a ticket and, in the same transaction, the event that it was created."""
    properties = {"id": ticket_id, "garage_id": GARAGE, "title": "Does not charge", **given}
    write(graph, Label.TICKET, properties, EventType.TICKET_CREATED)
    return ticket_id


def action(graph: Graph, ticket_id: str, action_id: str = "act_one", **given: Any) -> str:
    """Write a completed action and the event that tells of it."""
    properties = {
        "id": action_id,
        "garage_id": GARAGE,
        "ticket_id": ticket_id,
        "resolution_outcome": "success",
        **given,
    }
    write(graph, Label.TECHNICIAN_ACTION, properties, EventType.ACTION_COMPLETED, completed_at=NOW)
    rows(
        graph,
        "MATCH (a:TechnicianAction {id: $id}), (t:Ticket {id: $ticket})"
        " MERGE (a)-[:WORKED_ON]->(t)",
        id=action_id,
        ticket=ticket_id,
    )
    return action_id


def change(graph: Graph, ticket_id: str, event_type: EventType, **given: Any) -> None:
    """Change a ticket and append the event that tells of it, in one transaction."""
    write(graph, Label.TICKET, {"id": ticket_id, **given}, event_type, whole=False)


def resolve(graph: Graph, ticket_id: str, **given: Any) -> None:
    """Resolve a ticket."""
    change(graph, ticket_id, EventType.TICKET_RESOLVED, status="resolved", **given)


def write(
    graph: Graph,
    label: Label,
    properties: dict[str, Any],
    event_type: EventType,
    *,
    whole: bool = True,
    **moments: str,
) -> None:
    """Write a record and its event in one transaction."""
    checked = check_properties(label, properties) if whole else properties
    text = f"MERGE (n:{label} {{id: $id}}) SET n += $properties" + "".join(
        f", n.{name} = datetime('{at}')" for name, at in moments.items()
    )
    event = NewEvent(event_type, label, checked["id"], GARAGE)

    def work(tx: Transaction) -> None:
        tx.run(cypher(text, "WRITE"), id=checked["id"], properties=checked)
        append_events(tx, [event], NOW)

    graph.write_unit(work)


def append(graph: Graph, *events: NewEvent) -> list[str]:
    """Append events that tell of nothing."""
    return graph.write_unit(lambda tx: append_events(tx, events, NOW))


def card_state(graph: Graph, card_id: str = "fc_one") -> dict[str, Any]:
    """Return the properties of a card."""
    found = rows(graph, "MATCH (c:FailureCard {id: $id}) RETURN properties(c) AS p", id=card_id)
    return found[0]["p"]  # type: ignore[return-value]


def event_states(graph: Graph) -> list[tuple[str, str]]:
    """Return type and status of all events, in order."""
    found = rows(
        graph, "MATCH (e:Event) RETURN e.event_type AS t, e.status AS s ORDER BY e.position"
    )
    return [(str(row["t"]), str(row["s"])) for row in found]
