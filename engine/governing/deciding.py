"""Status, review and restore of a node; status of a relationship. Each is one transaction.

The graph version's lock comes first and is counted up once; the former state of a node is kept as
a :Revision, as seeds do; the audit entry is written with the change that it tells of. Where a
fault is touched, the sums of prior rates are made again, so that answers stay exact.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cypher.library import query
from cypher.rows import governance as rows
from cypher.rows import learning as learning_rows
from cypher.rows import seed as seed_rows
from cypher.rows.admin import FindGraphVersionRow
from engine.clock import time_of_write
from engine.governing.entries import (
    Change,
    Decided,
    Decision,
    check_version,
    is_repeated,
    write_entry,
)
from engine.governing.transitions import check_transition
from engine.principal import Sight
from graph.errors import ConflictError, NotFoundError
from graph.pooling import POOLING_CASES
from graph.session import Graph, Transaction
from graph.vocabulary import KnowledgeStatus, Label
from graph.vocabulary_records import AuditAction, EntityKind, RevisionChange

FIND_GRAPH_VERSION = query("admin/find_graph_version", FindGraphVersionRow)
FIND_NODE_STATE = query("governance/find_node_state", rows.FindNodeStateRow)
FIND_RELATIONSHIP_STATE = query("governance/find_relationship_state", rows.FindRelationshipStateRow)
FIND_REVISION = query("governance/find_revision", rows.FindRevisionRow)
MERGE_NODE_STATUS = query("governance/merge_node_status", rows.MergeNodeStatusRow)
MERGE_NODE_REVIEW = query("governance/merge_node_review", rows.MergeNodeReviewRow)
MERGE_NODE_RESTORED = query("governance/merge_node_restored", rows.MergeNodeRestoredRow)
MERGE_RELATIONSHIP_STATUS = query(
    "governance/merge_relationship_status", rows.MergeRelationshipStatusRow
)
MERGE_GRAPH_VERSION = query("seed/merge_graph_version", seed_rows.MergeGraphVersionRow)
MERGE_REVISIONS = query("seed/merge_revisions", seed_rows.MergeRevisionsRow)
DELETE_PRIOR_MASS = query("seed/delete_prior_mass", seed_rows.DeletePriorMassRow)
MERGE_PRIOR_MASS = query("seed/merge_prior_mass", seed_rows.MergePriorMassRow)
MERGE_LEARNED_RATES = query("learning/merge_learned_rates", learning_rows.MergeLearnedRatesRow)

#: What a revision says of itself, not of its node; and what a new version always changes.
_OF_THE_REVISION = {"id", "entity_id", "entity_kind", "change", "from_version", "to_version"}
_OF_ANY_CHANGE = {"updated_at", "previous_version_id", "version", "status_by", "occurred_at"}
#: What has a life cycle of its own, which the endpoints of cards know.
_OF_CARDS = {Label.FAILURE_CARD.value, Label.DIAGNOSTIC_NODE.value}
#: What stays as it is when a state comes back.
_LEARNED = {"prior_alpha", "prior_n", "outcome_count", "confirmed_count", "learned_rate"}
_KEPT = {"embedding", "content_hash", "created_at", "created_by"} | _LEARNED


@dataclass(frozen=True)
class _Write:
    """What writes a change inside the transaction, once everything is checked."""

    change: Change
    revision: RevisionChange
    run: Callable[[int, str], int]


class _RepeatedError(Exception):
    """Rolls back the count of the graph version: the request had been carried out before."""


def change_node_status(
    graph: Graph, node_id: str, status: KnowledgeStatus, decision: Decision
) -> Decided:
    """Set the status of a node.

    Raises:
        NotFoundError: there is no such knowledge node.
        ConflictError: another version than expected, a step that the life cycle does not have,
            or a failure card or a node of its tree, which have states of their own.
    """

    def plan(tx: Transaction, node: rows.FindNodeStateRow) -> _Write:
        before = KnowledgeStatus(node.state["status"])
        deprecates = status is KnowledgeStatus.DEPRECATED
        return _Write(
            Change(
                EntityKind.NODE,
                node_id,
                AuditAction.STATUS_CHANGE,
                {"status": before.value, "version": _version(node.state)},
                {"status": status.value, "version": _version(node.state) + 1},
            ),
            RevisionChange.DEPRECATE if deprecates else RevisionChange.UPDATE,
            lambda version, at: (
                tx.run(
                    MERGE_NODE_STATUS,
                    id=node_id,
                    status=status.value,
                    user=decision.user,
                    version=version,
                    now=at,
                )[0].node_version
            ),
        )

    def check(node: rows.FindNodeStateRow) -> None:
        check_transition(KnowledgeStatus(node.state["status"]), status)

    return _change_node(graph, node_id, decision, plan, check)


def review_node(graph: Graph, node_id: str, decision: Decision) -> Decided:
    """Note that the user reviewed a node; its status stays.

    Raises:
        NotFoundError: there is no such knowledge node.
        ConflictError: another version than expected, or a failure card or a node of its tree.
    """

    def plan(tx: Transaction, node: rows.FindNodeStateRow) -> _Write:
        old = {"reviewed_by": node.state.get("reviewed_by"), "version": _version(node.state)}
        return _Write(
            Change(
                EntityKind.NODE,
                node_id,
                AuditAction.UPDATE,
                old,
                {"reviewed_by": decision.user, "version": _version(node.state) + 1},
            ),
            RevisionChange.UPDATE,
            lambda version, at: (
                tx.run(MERGE_NODE_REVIEW, id=node_id, user=decision.user, version=version, now=at)[
                    0
                ].node_version
            ),
        )

    return _change_node(graph, node_id, decision, plan, lambda _node: None)


def restore_node(graph: Graph, node_id: str, graph_version: int, decision: Decision) -> Decided:
    """Bring back the state that a node had at a graph version, as its new version.

    Raises:
        NotFoundError: there is no such node, or it had no state at that version.
        ConflictError: another version than expected, or a failure card or a node of its tree.
    """

    def plan(tx: Transaction, node: rows.FindNodeStateRow) -> _Write:
        found = tx.run(FIND_REVISION, id=node_id, graph_version=graph_version)
        if not found or found[0].change == RevisionChange.CREATE:
            raise NotFoundError(
                f"{node_id} has no former state of graph version {graph_version}",
                field="graph_version",
                fix="take a version from the revisions of `GET /nodes/{id}`",
                key="revision.unknown",
                values={"id": node_id, "version": graph_version},
            )
        old, new = _differences(node.state, found[0].state)
        return _Write(
            Change(EntityKind.NODE, node_id, AuditAction.RESTORE, old, new),
            RevisionChange.RESTORE,
            lambda version, at: (
                tx.run(
                    MERGE_NODE_RESTORED,
                    id=node_id,
                    revision_id=found[0].revision_id,
                    user=decision.user,
                    version=version,
                    now=at,
                )[0].node_version
            ),
        )

    return _change_node(graph, node_id, decision, plan, lambda _node: None)


def change_relationship_status(
    graph: Graph, relation_id: str, status: KnowledgeStatus, decision: Decision
) -> Decided:
    """Set the status of a relationship.

    Raises:
        NotFoundError: there is no such knowledge relationship.
        ConflictError: another version than expected, a step that the life cycle does not have, or
            a relationship of a failure card, which follows the card.
    """

    def again(tx: Transaction) -> Decided:
        return _as_it_stands(
            tx, EntityKind.EDGE, relation_id, _relationship(tx, relation_id, decision).state
        )

    try:
        return graph.write_unit(lambda tx: _write_relationship(tx, relation_id, status, decision))
    except _RepeatedError:
        return graph.read_unit(again)


def _write_relationship(
    tx: Transaction, relation_id: str, status: KnowledgeStatus, decision: Decision
) -> Decided:
    """Change the status of a relationship inside a transaction."""
    at = time_of_write()
    version = tx.run(MERGE_GRAPH_VERSION, now=at)[0].version
    link = _relationship(tx, relation_id, decision)
    before, number = KnowledgeStatus(link.state["status"]), _version(link.state)
    change = Change(
        EntityKind.EDGE,
        relation_id,
        AuditAction.STATUS_CHANGE,
        {"status": before.value, "version": number},
        {"status": status.value, "version": number + 1},
    )
    if is_repeated(tx, change, decision):
        raise _RepeatedError
    check_version(number, decision)
    check_transition(before, status)
    written = tx.run(
        MERGE_RELATIONSHIP_STATUS,
        source_id=link.source_id,
        target_id=link.target_id,
        relation_id=relation_id,
        status=status.value,
        user=decision.user,
        now=at,
    )[0].relation_version
    audit_id = write_entry(tx, change, decision, version, at)
    return Decided(
        EntityKind.EDGE, relation_id, status.value, written, version, audit_id, changed=True
    )


def _relationship(
    tx: Transaction, relation_id: str, decision: Decision
) -> rows.FindRelationshipStateRow:
    found = tx.run(FIND_RELATIONSHIP_STATE, relation_id=relation_id)
    if not found:
        raise _unknown("relation_id", relation_id)
    for end in found[0].of_cards:
        if not tx.run(FIND_NODE_STATE, id=end, **decision.sight.parameters()):
            raise _unknown("relation_id", relation_id)
        raise _own_states("relation_id", relation_id)
    return found[0]


def _change_node(
    graph: Graph,
    node_id: str,
    decision: Decision,
    plan: Callable[[Transaction, rows.FindNodeStateRow], _Write],
    check: Callable[[rows.FindNodeStateRow], None],
) -> Decided:
    """Run one change of a node in a transaction; a repeated request answers as it stands."""

    def write(tx: Transaction) -> Decided:
        at = time_of_write()
        version = tx.run(MERGE_GRAPH_VERSION, now=at)[0].version
        node = _node(tx, node_id, decision.sight)
        wanted = plan(tx, node)
        if is_repeated(tx, wanted.change, decision):
            raise _RepeatedError
        check_version(_version(node.state), decision)
        check(node)
        kept = [{"id": node_id, "change": wanted.revision.value}]
        tx.run(MERGE_REVISIONS, rows=kept, version=version, now=at)
        number = wanted.run(version, at)
        if Label.FAULT.value in node.labels:
            tx.run(DELETE_PRIOR_MASS)
            tx.run(MERGE_PRIOR_MASS, version=version)
            tx.run(MERGE_LEARNED_RATES, pooling_cases=POOLING_CASES, unlisted=0.0)
        audit_id = write_entry(tx, wanted.change, decision, version, at)
        status = str(wanted.change.new.get("status", node.state["status"]))
        return Decided(EntityKind.NODE, node_id, status, number, version, audit_id, changed=True)

    try:
        return graph.write_unit(write)
    except _RepeatedError:
        return graph.read_unit(
            lambda tx: _as_it_stands(
                tx, EntityKind.NODE, node_id, _node(tx, node_id, decision.sight).state
            )
        )


def _as_it_stands(
    tx: Transaction, kind: EntityKind, entity_id: str, state: dict[str, Any]
) -> Decided:
    version = tx.run(FIND_GRAPH_VERSION)[0].version
    return Decided(kind, entity_id, state["status"], _version(state), version, "", changed=False)


def _node(tx: Transaction, node_id: str, sight: Sight) -> rows.FindNodeStateRow:
    found = tx.run(FIND_NODE_STATE, id=node_id, **sight.parameters())
    if not found:
        raise _unknown("id", node_id)
    if _OF_CARDS & set(found[0].labels):
        raise _own_states("id", node_id)
    return found[0]


def _own_states(field: str, entity_id: str) -> ConflictError:
    return ConflictError(
        f"{entity_id} is, or belongs to, a failure card, which has states of its own",
        field=field,
        fix="change the card with `PUT /api/efi/failure-cards/{id}`, or move it on with `POST`"
        " …/submit, /approve, /reject, /deprecate or /revise",
        key="card.own_states",
        values={"id": entity_id},
    )


def _unknown(field: str, entity_id: str) -> NotFoundError:
    return NotFoundError(
        f"there is no knowledge with the id {entity_id}",
        field=field,
        fix="search it with `GET /api/knowledge-graph/nodes/search`",
        key="knowledge.unknown",
        values={"id": entity_id},
    )


def _version(state: dict[str, Any]) -> int:
    return int(state.get("version") or 1)


def _differences(
    state: dict[str, Any], former: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a restore changes: old values and new ones, by property."""
    ignored = _OF_THE_REVISION | _OF_ANY_CHANGE | _KEPT
    names = sorted(
        name
        for name in (state.keys() | former.keys()) - ignored
        if state.get(name) != former.get(name)
    )
    return {name: state.get(name) for name in names}, {name: former.get(name) for name in names}
