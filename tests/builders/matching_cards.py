"""Failure cards for tests: a node and its relationships in a line, indexed as the product does."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.cards.indexing import CardTexts, index_texts
from engine.matching.extracting import extractor_of
from graph.embedder import Embedder
from graph.nodes.check import check_properties
from graph.relationships import check_relationship
from graph.session import Graph
from graph.vocabulary import Label, Locale, RelationshipType
from graph.vocabulary_records import SubsystemCategory
from tests.builders.database import rows

_CARD = """
CREATE (c:FailureCard:Knowledge) SET c = $properties
WITH c
CALL (c) { UNWIND $indicated_by AS item
  MATCH (o:Observable {id: item.id}) CREATE (o)-[r:INDICATES]->(c) SET r = item.properties }
CALL (c) { UNWIND $covers AS id MATCH (k:Knowledge {id: id})
  CREATE (c)-[r:COVERS]->(k) SET r = $plain }
CALL (c) { UNWIND $resolves AS id MATCH (f:Fault {id: id})
  CREATE (c)-[r:RESOLVES]->(f) SET r = $resolution }
"""


@dataclass(frozen=True)
class TestCard:
    """What a test says of a card; English texts also stand for the French ones."""

    __test__ = False

    id: str
    title: str = "Something fails"
    symptom_text: str = ""
    error_codes: Sequence[str] = ()
    symptoms: Sequence[str] = ()
    covers: Sequence[str] = ()
    resolves: Sequence[str] = ()
    properties: dict[str, Any] = field(default_factory=dict)


def add_cards(graph: Graph, embedder: Embedder | None, *cards: TestCard) -> None:
    """Write cards, approved unless they say otherwise, with keywords and vectors."""
    for card in cards:
        _add(graph, embedder, card)
    rows(graph, "CALL db.awaitIndexes(30)")


def remove_cards(graph: Graph) -> None:
    """Remove all cards and tickets."""
    rows(graph, "MATCH (n:FailureCard|Ticket|Event|EventLog) DETACH DELETE n")


def add_ticket(graph: Graph, ticket_id: str, **fields: Any) -> None:
    """Write a ticket of the garage ``garage_test``."""
    given = {"id": ticket_id, "garage_id": "garage_test", "title": "Complaint", **fields}
    properties = check_properties(Label.TICKET, given)
    rows(graph, "CREATE (t:Ticket) SET t = $properties", properties=properties)


def _add(graph: Graph, embedder: Embedder | None, card: TestCard) -> None:
    subsystem = card.properties.get("subsystem_category", SubsystemCategory.OTHER.value)
    texts = CardTexts(
        titles={Locale.FR: card.title, Locale.EN: card.title},
        symptom_text=card.symptom_text or None,
        subsystem=SubsystemCategory(subsystem),
        symptom_ids=tuple(card.symptoms),
    )
    index = index_texts(texts, embedder, extractor_of(graph))
    properties = check_properties(
        Label.FAILURE_CARD,
        {
            "id": card.id,
            "title_fr": card.title,
            "title_en": card.title,
            "symptom_text": card.symptom_text or None,
            "subsystem_category": subsystem,
            "status": "approved",
            "error_codes": list(card.error_codes),
            "keywords": list(index.keywords),
            "auto_tags": list(index.tags),
            "embedding": index.embedding,
            **card.properties,
        },
    )
    indicated_by = [
        {"id": key, "properties": _link("INDICATES", signature_rank=place)}
        for place, key in enumerate(card.symptoms, start=1)
    ]
    rows(
        graph,
        _CARD,
        properties=properties,
        indicated_by=indicated_by,
        covers=list(card.covers),
        resolves=list(card.resolves),
        plain=_link("COVERS"),
        resolution=_link("RESOLVES"),
    )


def _link(kind: str, **own: Any) -> dict[str, Any]:
    return check_relationship(RelationshipType(kind), {"status": "active", **own})
