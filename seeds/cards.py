"""What shape alone does not tell of failure cards in seed files."""

from collections.abc import Iterator

from graph.cards.tree import tree_nodes
from graph.cards.tree_checks import tree_defects
from seeds.records.card import CardRecord
from seeds.records.fault import FaultRecord
from seeds.records.source import KnowledgeFile

Place = tuple[str | int, ...]


def card_problems(files: dict[str, KnowledgeFile]) -> Iterator[tuple[str, Place, str]]:
    """Yield (file, place, message) of each defect of a card."""
    faults = {record.id: record for file in files.values() for record in file.faults}
    for name, file in files.items():
        for at, card in enumerate(file.failure_cards):
            place: Place = ("failure_cards", at)
            for where, message in (*_tree_problems(card), *_fault_problems(card, faults)):
                yield name, (*place, *where), f"{card.id}: {message}"


def _tree_problems(card: CardRecord) -> Iterator[tuple[Place, str]]:
    if card.tree is None:
        return
    nodes = tuple(tree_nodes(card.tree.model_dump()))
    for defect in tree_defects(nodes, card.tree.root_node_id or nodes[0].node_id):
        steps = (int(each) if each.isdigit() else each for each in defect.field.split("."))
        yield ("tree", *steps), defect.message


def _fault_problems(
    card: CardRecord, faults: dict[str, FaultRecord]
) -> Iterator[tuple[Place, str]]:
    """A symptom that the card's fault does not show would be found for nothing."""
    fault = faults.get(card.fault)
    if fault is None:
        return  # the check of references tells
    shown = {link.observable for link in fault.indicated_by}
    for at, symptom in enumerate(card.symptoms):
        if symptom not in shown:
            yield ("symptoms", at), f"{card.fault} does not show {symptom}"
    causes = {cause.id for cause in fault.root_causes}
    for at, cause in enumerate(card.root_causes):
        if cause not in causes:
            yield ("root_causes", at), f"{cause} is no root cause of {card.fault}"
    if len({part.id for part in card.parts}) < len(card.parts):
        yield ("parts",), "a part is named twice"
