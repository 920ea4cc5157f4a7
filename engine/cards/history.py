"""What became of a card: its versions with who and when, and how its confidence moved (F2)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.cards.finding import StoredCard, visible_card
from engine.governing.log import LogQuery, read_log
from engine.principal import Principal
from graph.session import Graph

_VERSION = ("versions", "statuses", "actions", "by", "notes", "at")
_CONFIDENCE = ("at", "before", "after", "reasons", "ticket_ids")
#: Entries of the audit log that are looked through for what a version changed.
_ENTRIES = 200


@dataclass(frozen=True)
class VersionEntry:
    """One version of a card.

    Attributes:
        changed_fields: what it changed, where the audit log tells.
    """

    version: int
    status: str
    action: str
    by: str
    at: Any
    note: str | None
    changed_fields: tuple[str, ...]


@dataclass(frozen=True)
class ConfidenceEntry:
    """One change of the shown confidence (EFI 3.1, ConfidenceChangeEvent)."""

    timestamp: Any
    previous_score: float
    new_score: float
    change_reason: str
    ticket_id: str | None


@dataclass(frozen=True)
class CardHistory:
    """Versions and confidence of a card, the earliest first."""

    card: StoredCard
    versions: tuple[VersionEntry, ...]
    confidence: tuple[ConfidenceEntry, ...]


def card_history(graph: Graph, principal: Principal, card_id: str) -> CardHistory:
    """Return the history of a card.

    Raises:
        NotFoundError: there is no such card that the principal may see.
    """
    card = graph.read_unit(lambda tx: visible_card(tx, principal, card_id))
    entries = read_log(
        graph, LogQuery(entity_id=card_id, limit=_ENTRIES, sight=principal.sight)
    ).entries
    changed = dict(_changed(entry) for entry in entries)
    return CardHistory(
        card,
        tuple(
            VersionEntry(number, status, action, by, at, note or None, changed.get(number, ()))
            for number, status, action, by, note, at in _aligned(
                card.properties, "history", _VERSION
            )
        ),
        tuple(
            ConfidenceEntry(at, before, after, reason, ticket or None)
            for at, before, after, reason, ticket in _aligned(
                card.properties, "confidence", _CONFIDENCE
            )
        ),
    )


def _aligned(
    properties: Mapping[str, Any], prefix: str, names: tuple[str, ...]
) -> list[tuple[Any, ...]]:
    lists = [properties.get(f"{prefix}_{name}") or [] for name in names]
    return list(zip(*lists, strict=True))


def _changed(entry: dict[str, Any]) -> tuple[int, tuple[str, ...]]:
    new = json.loads(entry.get("new_data") or "{}")
    fields = tuple(name for name in entry.get("changed_fields", ()) if name != "version")
    return int(new.get("version") or 0), fields
