"""Read one failure card as a principal may see it.

Approved and deprecated cards are everybody's; drafts and cards under review are of their garage,
and of technicians and above. What somebody may not see does not exist for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cypher.library import query
from cypher.rows.card import FindCardRow
from engine.principal import Principal
from graph.cards.content import CardContent
from graph.cards.links import node_key
from graph.cards.properties import content_of, node_of
from graph.cards.tree import DiagnosticTree
from graph.errors import NotFoundError
from graph.session import Graph, Transaction
from graph.vocabulary_records import CardStatus, Role

FIND_CARD = query("card/find_card", FindCardRow)
#: What everybody sees.
PUBLISHED = (CardStatus.APPROVED, CardStatus.DEPRECATED)


@dataclass(frozen=True)
class StoredCard:
    """A card as it stands.

    Attributes:
        properties: of its node, without the vector.
        content: what its authors wrote; None where it cannot be read back, which validate tells.
        row: what it is joined to.
    """

    id: str
    properties: Mapping[str, Any]
    content: CardContent
    tree: DiagnosticTree | None
    row: FindCardRow

    @property
    def status(self) -> CardStatus:
        """Where it is in its life."""
        return CardStatus(self.properties["status"])

    @property
    def version(self) -> int:
        """Number of the version that it has."""
        return int(self.properties.get("version") or 1)

    @property
    def garage_id(self) -> str | None:
        """Garage that it came from; None: it was shipped."""
        garage: str | None = self.properties.get("source_garage_id")
        return garage


def find_card(graph: Graph, principal: Principal, card_id: str) -> StoredCard:
    """Return a card.

    Raises:
        NotFoundError: there is none that this principal may see.
    """
    return graph.read_unit(lambda tx: visible_card(tx, principal, card_id))


def visible_card(tx: Transaction, principal: Principal, card_id: str) -> StoredCard:
    """Return a card inside a transaction.

    Raises:
        NotFoundError: there is none that this principal may see.
    """
    card = read_card(tx, card_id)
    if card is None or not may_see(principal, card):
        raise NotFoundError(
            f"there is no failure card {card_id[:80]!r}",
            field="id",
            fix="list them with `GET /api/efi/failure-cards`",
            key="card.unknown",
            values={"id": card_id[:80]},
        )
    return card


def read_card(tx: Transaction, card_id: str) -> StoredCard | None:
    """Return a card whoever asks, or None."""
    row = tx.run(FIND_CARD, id=card_id, prefix=node_key(card_id, ""))[0]
    if row.card is None:
        return None
    return stored_card(row, row.card)


def stored_card(row: FindCardRow, properties: dict[str, Any]) -> StoredCard:
    """Return the card of a row."""
    prefix = node_key(properties["id"], "")
    nodes = [node_of(node["id"].removeprefix(prefix), _plain(node, prefix)) for node in row.nodes]
    links = {
        "fault_id": row.fault and row.fault["id"],
        "system_ids": [each["id"] for each in row.systems],
        "root_cause_ids": [each["id"] for each in row.root_causes],
        "covers": [each["id"] for each in row.covers],
        "parts": [(each["id"], each["quantity"], each["is_required"]) for each in row.parts],
    }
    content = content_of(properties, links, nodes)
    tree = DiagnosticTree(tuple(nodes)) if nodes else None
    return StoredCard(properties["id"], properties, content, tree, row)


def may_see(principal: Principal, card: StoredCard) -> bool:
    """Return whether a principal may read a card."""
    if card.status in PUBLISHED:
        return True
    own = principal.scope is None or card.garage_id == principal.scope
    return own and principal.may(Role.TECHNICIAN)


def _plain(node: dict[str, Any], prefix: str) -> dict[str, Any]:
    """Return a stored node with the ids that its branches have within the tree."""
    branches = {
        name: node[name] and node[name].removeprefix(prefix) for name in ("if_yes", "if_no")
    }
    return {**node, **branches, "confirms": node["confirms"] and node["confirms"]["id"]}
