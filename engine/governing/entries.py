"""One entry of the audit log, and what a change answers."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from cypher.library import query
from cypher.rows import governance as rows
from engine.principal import SEES_NONE, Sight
from graph.errors import ConflictError
from graph.session import Transaction
from graph.vocabulary_records import AuditAction, EntityKind

FIND_AUDIT_ENTRY = query("governance/find_audit_entry", rows.FindAuditEntryRow)
MERGE_AUDIT_ENTRY = query("governance/merge_audit_entry", rows.MergeAuditEntryRow)


@dataclass(frozen=True)
class Decision:
    """Who wants a change, why, and of which version.

    Attributes:
        expected_version: version of the node or relationship that the user saw.
        sight: unpublished cards that the user sees.
    """

    user: str
    expected_version: int
    note: str | None = None
    sight: Sight = SEES_NONE


@dataclass(frozen=True)
class Decided:
    """What a change made.

    Attributes:
        changed: False when the same request had been carried out before.
    """

    entity_kind: EntityKind
    entity_id: str
    status: str
    version: int
    graph_version: int
    audit_id: str
    changed: bool


@dataclass(frozen=True)
class Change:
    """One change for the log."""

    entity_kind: EntityKind
    entity_id: str
    action: AuditAction
    old: dict[str, Any]
    new: dict[str, Any]

    def audit_id(self, decision: Decision) -> str:
        """Return the id of its entry: the same change of the same version has the same."""
        parts = [self.entity_id, decision.expected_version, self.action.value]
        return "aud_" + hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def is_repeated(tx: Transaction, change: Change, decision: Decision) -> bool:
    """Return whether the log tells that the same user made the same change of this version."""
    found = tx.run(FIND_AUDIT_ENTRY, id=change.audit_id(decision))
    if not found or found[0].user_id != decision.user:
        return False
    made: dict[str, Any] = json.loads(found[0].new_data or "{}")
    wanted = json.loads(as_json(change.new))
    return all(made.get(name) == value for name, value in wanted.items() if name != "version")


def check_version(current: int, decision: Decision) -> None:
    """Refuse a change of another version than the user saw.

    Raises:
        ConflictError: somebody changed it in between.
    """
    if current != decision.expected_version:
        raise ConflictError(
            f"it has version {current} by now, not {decision.expected_version}",
            field="expected_version",
            fix="read it again and decide on what it is now",
            details={"version": current},
            key="version.stale",
            values={"current": current, "expected": decision.expected_version},
        )


def write_entry(
    tx: Transaction, change: Change, decision: Decision, graph_version: int, at: str
) -> str:
    """Write the entry of a change and return its id."""
    row = tx.run(
        MERGE_AUDIT_ENTRY,
        id=change.audit_id(decision),
        entity_kind=change.entity_kind.value,
        entity_id=change.entity_id,
        action=change.action.value,
        changed_fields=sorted(change.new.keys() | change.old.keys()),
        old_data=as_json(change.old),
        new_data=as_json(change.new),
        user=decision.user,
        note=decision.note,
        graph_version=graph_version,
        now=at,
    )[0]
    return row.audit_id


def as_json(data: dict[str, Any]) -> str:
    """Return properties as JSON text; times as ISO 8601."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, default=_text)


def _text(value: Any) -> str:
    return str(value.isoformat() if hasattr(value, "isoformat") else value)
