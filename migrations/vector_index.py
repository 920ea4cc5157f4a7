"""The vector index on aliases: a step of its own, because only the embedder knows the dimension."""

import time
from dataclasses import dataclass

from cypher.library import query
from cypher.rows.migration import (
    DeleteEmbeddingModelRow,
    DeleteEmbeddingsRow,
    DeleteVectorIndexRow,
    FindEmbeddingModelRow,
    FindVectorIndexRow,
    MergeEmbeddingModelRow,
    MergeVectorIndexRow,
)
from graph.embedder import Embedder
from graph.errors import MigrationError
from graph.session import Graph
from migrations.locking import schema_lock

#: Fixed: Neo4j takes no parameter for the index name in SEARCH.
INDEX_NAME = "alias_embedding"
REBUILD = "`faultgraph migrate rebuild-index`"
_PROPERTIES = ["embedding", "locale", "kind"]
_POLL_S = 0.2
_BATCH = 5000


@dataclass(frozen=True)
class VectorIndexReport:
    """State of the vector index after ``ensure_vector_index``.

    Attributes:
        model_id: model whose vectors it holds.
        dimension: length of its vectors.
        created: whether this call made the index.
    """

    model_id: str
    dimension: int
    created: bool


def ensure_vector_index(
    graph: Graph, embedder: Embedder, *, timeout_s: float = 600.0
) -> VectorIndexReport:
    """Make the vector index for this embedder unless it is there, and wait until it is online.

    The database must be migrated. A second call changes nothing.

    Raises:
        MigrationError: the index was built by another model, has another shape, failed, or is
            not online after ``timeout_s``.
    """
    _remember_model(graph, embedder)
    created = _find(graph) is None and _create(graph, embedder)
    _wait_until_online(graph, embedder, time.monotonic() + timeout_s)
    return VectorIndexReport(embedder.model_id, embedder.dimension, created)


def drop_vector_index(graph: Graph) -> int:
    """Drop the index, its vectors and the memory of its model; return how many vectors went."""
    graph.write(query("migration/delete_vector_index", DeleteVectorIndexRow))
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


def _create(graph: Graph, embedder: Embedder) -> bool:
    config = {"vector.dimensions": embedder.dimension, "vector.similarity_function": "cosine"}
    command = query("migration/merge_vector_index", MergeVectorIndexRow)
    with schema_lock(graph):
        if _find(graph) is not None:  # made by another program while this one waited
            return False
        graph.write(command, options={"indexConfig": config})
        return True


def _find(graph: Graph) -> FindVectorIndexRow | None:
    rows = graph.read(
        query("migration/find_vector_index", FindVectorIndexRow), index_name=INDEX_NAME
    )
    return rows[0] if rows else None


def _wait_until_online(graph: Graph, embedder: Embedder, deadline: float) -> None:
    while True:
        found = _find(graph)
        _check_shape(found, embedder)
        if found is not None and found.state == "ONLINE":
            return
        if (found is not None and found.state == "FAILED") or time.monotonic() > deadline:
            raise MigrationError(
                f"the vector index {INDEX_NAME} is not online",
                fix=f"look into the server's log, then rebuild it with {REBUILD}",
            )
        time.sleep(_POLL_S)


def _check_shape(found: FindVectorIndexRow | None, embedder: Embedder) -> None:
    expected = (embedder.dimension, "COSINE", ["Alias"], _PROPERTIES)
    actual = found and (found.dimension, found.similarity, found.labels, found.properties)
    if actual != expected:
        raise MigrationError(
            f"the vector index {INDEX_NAME} has another shape: {actual}, not {expected}",
            fix=f"rebuild it with {REBUILD}; a second vector index on the same properties must be"
            " dropped by hand",
        )


def _delete_batch(graph: Graph) -> int:
    rows = graph.write(query("migration/delete_embeddings", DeleteEmbeddingsRow), limit=_BATCH)
    return rows[0].deleted
