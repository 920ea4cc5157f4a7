"""Load a knowledge pack into the graph: one transaction, only what differs, nothing lost.

Rules: requirements section 9, "seeds that change". A second load of the same pack writes
nothing and leaves the graph version as it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cypher.library import query
from cypher.rows import seed as rows
from cypher.rows.admin import FindGraphVersionRow
from cypher.rows.learning import MergeLearnedRatesRow
from graph.embedder import Embedder
from graph.errors import ConflictError
from graph.nodes.check import check_properties
from graph.pooling import POOLING_CASES
from graph.relationships import check_relationship
from graph.session import Graph, Transaction
from graph.vocabulary import WEIGHT_MEANINGS, Label
from seeds.compiling.pack import CompiledPack
from seeds.difference import Difference, difference
from seeds.rows import NodeRow, RelationshipRow, content_hash
from seeds.vectors import batches, vector_rows

LIST_CONTENT_HASHES = query("seed/list_content_hashes", rows.ListContentHashesRow)
FIND_GRAPH_VERSION = query("admin/find_graph_version", FindGraphVersionRow)
LIST_AUTHORED_COUNTS = query("seed/list_authored_counts", rows.ListAuthoredCountsRow)
MERGE_GRAPH_VERSION = query("seed/merge_graph_version", rows.MergeGraphVersionRow)
MERGE_GRAPH_PARAMETERS = query("seed/merge_graph_parameters", rows.MergeGraphParametersRow)
MERGE_REVISIONS = query("seed/merge_revisions", rows.MergeRevisionsRow)
MERGE_NODES = query("seed/merge_nodes", rows.MergeNodesRow)
MERGE_EMBEDDINGS = query("seed/merge_embeddings", rows.MergeEmbeddingsRow)
LINK_RELATIONSHIPS = query("seed/link_relationships", rows.LinkRelationshipsRow)
MERGE_RELATIONSHIPS = query("seed/merge_relationships", rows.MergeRelationshipsRow)
MERGE_AUTHORED_COUNTS = query("seed/merge_authored_counts", rows.MergeAuthoredCountsRow)
MERGE_DEPRECATED_NODES = query("seed/merge_deprecated_nodes", rows.MergeDeprecatedNodesRow)
MERGE_DEPRECATED_RELATIONSHIPS = query(
    "seed/merge_deprecated_relationships", rows.MergeDeprecatedRelationshipsRow
)
DELETE_PRIOR_MASS = query("seed/delete_prior_mass", rows.DeletePriorMassRow)
MERGE_PRIOR_MASS = query("seed/merge_prior_mass", rows.MergePriorMassRow)
MERGE_LEARNED_RATES = query("learning/merge_learned_rates", MergeLearnedRatesRow)

#: A load may take longer than a query of an answer; a lock it waits for is another load's.
TIMEOUT_S = 900.0
_WEIGHTED_TYPES = {kind for _, kind, _ in WEIGHT_MEANINGS}
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class LoadReport:
    """What a load did.

    Attributes:
        graph_version: version after the load; unchanged when ``written`` is False.
        summary: counts of created, updated, restored and deprecated things.
    """

    written: bool
    graph_version: int
    summary: dict[str, int]


@dataclass(frozen=True)
class _Load:
    """One load on its way into the transaction."""

    pack: CompiledPack
    todo: Difference
    vectors: list[list[dict[str, Any]]]
    now: str
    progress: Progress


def load(
    graph: Graph,
    pack: CompiledPack,
    embedder: Embedder,
    *,
    progress: Progress = lambda _what, _done, _total: None,
) -> LoadReport:
    """Bring the graph to the state of ``pack`` in one transaction.

    Raises:
        InvalidInputError: a value that the node declarations refuse; nothing was written.
    """
    for row in pack.nodes:
        check_properties(row.labels[0], _storable(row))
    for relationship in pack.relationships:
        check_relationship(relationship.type, _present(relationship.properties))
    todo = difference(pack, graph.read(LIST_CONTENT_HASHES)[0])
    if todo.is_empty:
        return _unchanged(graph, todo)
    vectors = _embed(todo, embedder, progress)
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    try:
        version = graph.write_unit(
            lambda tx: _write(tx, _Load(pack, todo, vectors, now, progress)),
            timeout_s=TIMEOUT_S,
        )
    except _AlreadyLoadedError:  # by another process, while this one waited for the lock
        return _unchanged(graph, todo)
    return LoadReport(written=True, graph_version=version, summary=todo.summary())


def _unchanged(graph: Graph, todo: Difference) -> LoadReport:
    version = graph.read(FIND_GRAPH_VERSION)[0].version
    return LoadReport(written=False, graph_version=version, summary=todo.summary())


class _AlreadyLoadedError(Exception):
    """Rolls the transaction back when the graph holds the pack by now."""


def _write(tx: Transaction, load: _Load) -> int:
    """Write everything; the version's lock is taken first, so loads queue.

    What there is to do is read again under the lock: another load may have come first.
    """
    version = tx.run(MERGE_GRAPH_VERSION, now=load.now)[0].version
    current = difference(load.pack, tx.run(LIST_CONTENT_HASHES)[0])
    if current.is_empty:
        raise _AlreadyLoadedError
    if current != load.todo:
        raise ConflictError(
            "another load changed the graph at the same time; nothing was written",
            fix="run `faultgraph seed` again",
        )
    _write_nodes(tx, load, version)
    _write_relationships(tx, load, version)
    _deprecate(tx, load, version)
    tx.run(DELETE_PRIOR_MASS)
    tx.run(MERGE_PRIOR_MASS, version=version)
    tx.run(
        MERGE_GRAPH_PARAMETERS,
        content_hash=load.pack.content_hash,
        unlisted_prior=load.pack.unlisted_prior,
    )
    tx.run(MERGE_LEARNED_RATES, pooling_cases=POOLING_CASES, unlisted=0.0)
    return version


def _write_nodes(tx: Transaction, load: _Load, version: int) -> None:
    changes = [{"id": item.row.id, "change": item.change} for item in load.todo.nodes]
    changes += [{"id": node_id, "change": "deprecate"} for node_id in load.todo.removed_nodes]
    for changed in batches(changes):
        tx.run(MERGE_REVISIONS, rows=changed, version=version, now=load.now)
    written = 0
    for nodes in batches(load.todo.nodes):
        payload = [_node_payload(item.row) for item in nodes]
        tx.run(MERGE_NODES, rows=payload, version=version, now=load.now)
        written += len(nodes)
        load.progress("nodes", written, len(load.todo.nodes))
    for batch in load.vectors:
        tx.run(MERGE_EMBEDDINGS, rows=batch)


def _write_relationships(tx: Transaction, load: _Load, version: int) -> None:
    written = 0
    for write, todo in (
        (LINK_RELATIONSHIPS, load.todo.new_relationships),
        (MERGE_RELATIONSHIPS, load.todo.changed_relationships),
    ):
        for batch in batches(todo):
            payload = [_relationship_payload(row) for row in batch]
            tx.run(write, rows=payload, now=load.now)  # type: ignore[misc]
            written += len(batch)
            load.progress("relationships", written, len(load.todo.relationships))
    weighted = [row for row in load.todo.relationships if _is_weighted(row)]
    for batch in batches(weighted):
        counts = _authored_changes(tx, batch, version)
        if counts:
            tx.run(MERGE_AUTHORED_COUNTS, rows=counts, now=load.now)


def _is_weighted(row: RelationshipRow) -> bool:
    """Whether the relationship may have counts now, or may have had some before."""
    return row.alpha is not None or row.type in _WEIGHTED_TYPES


def _authored_changes(
    tx: Transaction, batch: Sequence[RelationshipRow], version: int
) -> list[dict[str, Any]]:
    """Return what the ledgers get: authored counts minus those authored before."""
    wanted = [{"start": row.start, "end": row.end, "relation_id": row.relation_id} for row in batch]
    stored = tx.run(LIST_AUTHORED_COUNTS, rows=wanted)[0].counts
    before = {relation_id: (alpha, beta) for relation_id, alpha, beta in stored}
    found = []
    for row in batch:
        old_alpha, old_beta = before.get(row.relation_id, (0.0, 0.0))
        alpha, beta = row.alpha or 0.0, row.beta or 0.0
        if (alpha, beta) != (old_alpha, old_beta):
            found.append(
                {
                    "start": row.start,
                    "end": row.end,
                    "relation_id": row.relation_id,
                    "source_kind": row.properties["source_kind"],
                    "amount_alpha": alpha - old_alpha,
                    "amount_beta": beta - old_beta,
                    "authored_alpha": alpha,
                    "authored_beta": beta,
                    "key": content_hash([row.relation_id, version]),
                }
            )
    return found


def _deprecate(tx: Transaction, load: _Load, version: int) -> None:
    if load.todo.removed_nodes:
        ids = list(load.todo.removed_nodes)
        tx.run(MERGE_DEPRECATED_NODES, ids=ids, version=version, now=load.now)
    if load.todo.removed_relationships:
        element_ids = list(load.todo.removed_relationships)
        tx.run(MERGE_DEPRECATED_RELATIONSHIPS, element_ids=element_ids)


def _embed(todo: Difference, embedder: Embedder, progress: Progress) -> list[list[dict[str, Any]]]:
    """Return the vectors of new or changed aliases, in batches; made before the transaction."""
    aliases = [
        (item.row.id, item.row.properties["text"])
        for item in todo.nodes
        if Label.ALIAS in item.row.labels
    ]
    found: list[list[dict[str, Any]]] = []
    done = 0
    for batch in vector_rows(aliases, embedder):
        found.append(batch)
        done += len(batch)
        progress("embeddings", done, len(aliases))
    return found


def _storable(row: NodeRow) -> dict[str, Any]:
    return {"id": row.id, **_present(row.properties)}


def _present(properties: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in properties.items() if value is not None}


def _node_payload(row: NodeRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "labels": [label.value for label in row.labels],
        "properties": row.properties,
        "initial": row.initial,
        "content_hash": row.content_hash,
    }


def _relationship_payload(row: RelationshipRow) -> dict[str, Any]:
    return {
        "start": row.start,
        "end": row.end,
        "type": row.type.value,
        "relation_id": row.relation_id,
        "properties": row.properties,
        "content_hash": row.content_hash,
    }
