"""Small pieces of knowledge for tests of records: a card, a fault, parts, an observable."""

from graph.nodes.check import check_properties
from graph.relationships import check_relationship
from graph.session import Graph
from graph.vocabulary import KnowledgeStatus, Label, RelationshipType
from graph.vocabulary_records import CardStatus, SubsystemCategory
from tests.builders.database import rows

_WRITE = """
UNWIND $nodes AS row
MERGE (n:Knowledge {id: row.properties.id})
SET n += row.properties
SET n:$(row.labels)
"""
_LINK = """
UNWIND $links AS row
MATCH (a:Knowledge {id: row.start}), (b:Knowledge {id: row.end})
MERGE (a)-[r:$(row.kind)]->(b)
SET r += row.properties
"""
#: Card that requires the cell; the fault requires the fuse; the other cell does the cell's job.
CARD, OTHER_CARD = "fc_bms", "fc_motor"
FAULT, SIGN = "fault.cell_imbalance", "sign.cell_voltage_spread"
CELL, OTHER_CELL, FUSE = "part.cell", "part.cell_other", "part.fuse"


def write_repair_knowledge(graph: Graph) -> None:
    """Write two approved cards, a fault, a sign and three parts."""
    nodes = [_card(CARD), _card(OTHER_CARD), _fault(), _sign(), *map(_part, _PARTS)]
    rows(graph, _WRITE, nodes=nodes)
    links = [
        _link(CARD, RelationshipType.REQUIRES, CELL),
        _link(FAULT, RelationshipType.REQUIRES, FUSE),
        _link(CELL, RelationshipType.SIMILAR_TO, OTHER_CELL),
        _link(CARD, RelationshipType.RESOLVES, FAULT),
    ]
    rows(graph, _LINK, links=links)


_PARTS = (CELL, OTHER_CELL, FUSE)


def _card(card_id: str) -> dict[str, object]:
    properties: dict[str, object] = {
        "id": card_id,
        "status": CardStatus.APPROVED.value,
        "title_en": f"card {card_id}",
        "subsystem_category": SubsystemCategory.BMS.value,
    }
    return _node(Label.FAILURE_CARD, properties)


def _fault() -> dict[str, object]:
    return {
        "labels": ["Fault"],
        "properties": {
            "id": FAULT,
            "label_fr": "déséquilibre des cellules",
            "label_en": "cell imbalance",
            "status": KnowledgeStatus.ACTIVE.value,
        },
    }


def _sign() -> dict[str, object]:
    return {
        "labels": ["Observable", "Sign"],
        "properties": {
            "id": SIGN,
            "label_fr": "tensions de cellules inégales",
            "label_en": "uneven cell voltages",
            "status": KnowledgeStatus.ACTIVE.value,
            "observable_type": "sign",
        },
    }


def _part(part_id: str) -> dict[str, object]:
    properties: dict[str, object] = {
        "id": part_id,
        "label_fr": f"pièce {part_id}",
        "label_en": f"the {part_id}",
        "status": KnowledgeStatus.ACTIVE.value,
        "part_category": "battery",
    }
    return _node(Label.PART, properties)


def _node(label: Label, properties: dict[str, object]) -> dict[str, object]:
    return {"labels": [label.value], "properties": check_properties(label, properties)}


def _link(start: str, kind: RelationshipType, end: str) -> dict[str, object]:
    told = {
        "relation_id": f"rel_{start}_{end}",
        "status": KnowledgeStatus.ACTIVE.value,
        "weight": 0.8,
    }
    return {
        "start": start,
        "kind": kind.value,
        "end": end,
        "properties": check_relationship(kind, told),
    }
