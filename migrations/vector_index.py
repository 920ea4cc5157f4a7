"""The vector indexes: a step of their own, because only the embedder knows the dimension.

One is on aliases, one on failure cards; both hold vectors of one model.
"""

import time
from dataclasses import dataclass
from typing import Any

from cypher.library import query
from cypher.rows.migration import (
    DeleteCardVectorIndexRow,
    DeleteEmbeddingModelRow,
    DeleteEmbeddingsRow,
    DeleteVectorIndexRow,
    FindEmbeddingModelRow,
    FindVectorIndexRow,
    MergeCardVectorIndexRow,
    MergeEmbeddingModelRow,
    MergeVectorIndexRow,
)
from graph.embedder import Embedder
from graph.errors import MigrationError
from graph.query import Query
from graph.session import Graph
from migrations.locking import schema_lock

#: Fixed: Neo4j takes no parameter for the index name in SEARCH. The model is kept under this one.
INDEX_NAME = "alias_embedding"
CARD_INDEX_NAME = "failure_card_embedding"
REBUILD = "`faultgraph migrate rebuild-index`"
_POLL_S = 0.2
_BATCH = 5000


@dataclass(frozen=True)
class _Index:
    """One vector index: its name, what it covers, and the commands that make and drop it."""

    name: str
    label: str
    properties: list[str]
    make: Query[Any]
    drop: Query[Any]


_INDEXES = (
    _Index(
        INDEX_NAME,
        "Alias",
        ["embedding", "locale", "kind"],
        query("migration/merge_vector_index", MergeVectorIndexRow),
        query("migration/delete_vector_index", DeleteVectorIndexRow),
    ),
    _Index(
        CARD_INDEX_NAME,
        "FailureCard",
        ["embedding", "status"],
        query("migration/merge_card_vector_index", MergeCardVectorIndexRow),
        query("migration/delete_card_vector_index", DeleteCardVectorIndexRow),
    ),
)


@dataclass(frozen=True)
class VectorIndexReport:
    """State of the vector indexes after ``ensure_vector_index``.

    Attributes:
        model_id: model whose vectors they hold.
        dimension: length of the vectors.
        created: whether this call made one.
    """

    model_id: str
    dimension: int
    created: bool


def ensure_vector_index(
    graph: Graph, embedder: Embedder, *, timeout_s: float = 600.0
) -> VectorIndexReport:
    """Make the vector indexes for this embedder unless they are there, and wait for them.

    The database must be migrated. A second call changes nothing.

    Raises:
        MigrationError: an index was built by another model, has another shape, failed, or is
            not online after ``timeout_s``.
    """
    _remember_model(graph, embedder)
    deadline = time.monotonic() + timeout_s
    made = [_find(graph, index) is None and _create(graph, index, embedder) for index in _INDEXES]
    for index in _INDEXES:
        _wait_until_online(graph, index, embedder, deadline)
    created = any(made)
    return VectorIndexReport(embedder.model_id, embedder.dimension, created)


def drop_vector_index(graph: Graph) -> int:
    """Drop the indexes, their vectors and the memory of the model; return how many vectors went."""
    for index in _INDEXES:
        graph.write(index.drop)
    deleted = 0
    while batch := _delete_batch(graph):
        deleted += batch
    # Last, so that a crash before it leaves the old model refused, never mixed with a new one.
    graph.write(
        query("migration/delete_embedding_model", DeleteEmbeddingModelRow), index_name=INDEX_NAME
    )
    return deleted


def rebuild_vector_index(graph: Graph, embedder: Embedder) -> VectorIndexReport:
    """Change the model: drop everything of the old one and make an empty index for this one.

    The vectors come back with the next run of the seeds.
    """
    drop_vector_index(graph)
    return ensure_vector_index(graph, embedder)


def check_model(graph: Graph, embedder: Embedder) -> bool:
    """Return whether a model is stored at all; a database without vectors has none.

    Raises:
        MigrationError: the stored vectors come from another model than this embedder.
    """
    stored = graph.read(
        query("migration/find_embedding_model", FindEmbeddingModelRow), index_name=INDEX_NAME
    )
    if stored:
        _require_same(stored[0], embedder)
    return bool(stored)


def _remember_model(graph: Graph, embedder: Embedder) -> None:
    if check_model(graph, embedder):  # else written, so that a second call writes nothing
        return
    made = graph.write(
        query("migration/merge_embedding_model", MergeEmbeddingModelRow),
        index_name=INDEX_NAME,
        model_id=embedder.model_id,
        dimension=embedder.dimension,
    )
    _require_same(made[0], embedder)  # another program may have been quicker


def _require_same(
    model: FindEmbeddingModelRow | MergeEmbeddingModelRow, embedder: Embedder
) -> None:
    if (model.model_id, model.dimension) != (embedder.model_id, embedder.dimension):
        raise MigrationError(
            f"the vectors come from {model.model_id} ({model.dimension} numbers), not from"
            f" {embedder.model_id} ({embedder.dimension})",
            field="FAULTGRAPH_EMBEDDER",
            fix=f"set FAULTGRAPH_EMBEDDER={model.model_id} again, or change to the configured"
            f" model with {REBUILD}",
            details={"stored": model.model_id, "configured": embedder.model_id},
        )


def _create(graph: Graph, index: _Index, embedder: Embedder) -> bool:
    config = {"vector.dimensions": embedder.dimension, "vector.similarity_function": "cosine"}
    with schema_lock(graph):
        if _find(graph, index) is not None:  # made by another program while this one waited
            return False
        graph.write(index.make, options={"indexConfig": config})
        return True


def _find(graph: Graph, index: _Index) -> FindVectorIndexRow | None:
    rows = graph.read(
        query("migration/find_vector_index", FindVectorIndexRow), index_name=index.name
    )
    return rows[0] if rows else None


def _wait_until_online(graph: Graph, index: _Index, embedder: Embedder, deadline: float) -> None:
    while True:
        found = _find(graph, index)
        _check_shape(found, index, embedder)
        if found is not None and found.state == "ONLINE":
            return
        if (found is not None and found.state == "FAILED") or time.monotonic() > deadline:
            raise MigrationError(
                f"the vector index {index.name} is not online",
                fix=f"look into the server's log, then rebuild it with {REBUILD}",
            )
        time.sleep(_POLL_S)


def _check_shape(found: FindVectorIndexRow | None, index: _Index, embedder: Embedder) -> None:
    expected = (embedder.dimension, "COSINE", [index.label], index.properties)
    actual = found and (found.dimension, found.similarity, found.labels, found.properties)
    if actual != expected:
        raise MigrationError(
            f"the vector index {index.name} has another shape: {actual}, not {expected}",
            fix=f"rebuild it with {REBUILD}; a second vector index on the same properties must be"
            " dropped by hand",
        )


def _delete_batch(graph: Graph) -> int:
    rows = graph.write(query("migration/delete_embeddings", DeleteEmbeddingsRow), limit=_BATCH)
    return rows[0].deleted
