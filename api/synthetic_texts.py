"""Write a hundred thousand synthetic aliases beside a synthetic graph, and search them (QE4)."""

from collections.abc import Callable

import numpy as np

from cypher.library import query
from cypher.rows import seed as rows
from cypher.rows.admin import CountGraphRow
from engine.bench.speed.synthetic import Synthetic
from engine.bench.speed.synthetic_texts import (
    TEXTS,
    Vectors,
    alias_rows,
    around,
    batches,
    name_rows,
    vector_rows,
)
from engine.bench.speed.timing import Job
from engine.clock import time_of_write
from engine.principal import SEES_ALL
from engine.text.alias_index import GraphAliasIndex
from engine.text.matching import VectorSearch
from graph.embedder import Embedder
from graph.errors import ConflictError
from graph.session import Graph, Transaction
from graph.vocabulary import AliasKind, Label, Locale, RelationshipType
from seeds.compiling.pack import compile_pack
from seeds.validate import KNOWLEDGE, load_pack

COUNT_GRAPH = query("admin/count_graph", CountGraphRow)
MERGE_NODES = query("seed/merge_nodes", rows.MergeNodesRow)
MERGE_EMBEDDINGS = query("seed/merge_embeddings", rows.MergeEmbeddingsRow)
LINK_RELATIONSHIPS = query("seed/link_relationships", rows.LinkRelationshipsRow)
#: Aliases that a search returns, always.
WANTED = 10
BOTH = f"vector search, {TEXTS:,} texts, both languages"
FRENCH = f"vector search, {TEXTS:,} texts, French only"
_BATCH, _VECTOR_BATCH = 5_000, 1_000
_LINK_TIMEOUT_S = 600.0
#: Told what was written so far.
Progress = Callable[[str, int], None]


def real_vectors(embedder: Embedder) -> Vectors:
    """Return the vectors of the shipped aliases; codes are no free text."""
    nodes = compile_pack(load_pack(KNOWLEDGE)).nodes
    texts = {
        str(node.properties["text"])
        for node in nodes
        if Label.ALIAS in node.labels and node.properties["kind"] != AliasKind.CODE.value
    }
    return np.asarray(embedder.encode(sorted(texts)), dtype=np.float32)


def are_written(graph: Graph, count: int) -> bool:
    """Return whether all aliases are there; their relationships are written last and at once."""
    counted = graph.read(COUNT_GRAPH, **SEES_ALL.parameters())[0].relationships
    return sum(item[3] for item in counted if item[0] == RelationshipType.NAMES.value) >= count


def write_texts(
    graph: Graph, drawn: Synthetic, real: Vectors, progress: Progress, count: int = TEXTS
) -> None:
    """Write the aliases unless they are there.

    Args:
        graph: holds the drawing.
        drawn: whose observables are named.
        real: vectors that the new ones lie around.
        progress: told what was written.
        count: how many.
    """
    if are_written(graph, count):
        return
    now = time_of_write()
    for part in batches(count, _BATCH):
        graph.write(MERGE_NODES, rows=alias_rows(part), version=1, now=now)
        progress("aliases", part.stop)
    for part in batches(count, _VECTOR_BATCH):
        graph.write(MERGE_EMBEDDINGS, rows=vector_rows(part, real, drawn.seed))
        progress("vectors", part.stop)

    def link(tx: Transaction) -> None:
        for part in batches(count, _BATCH):
            tx.run(LINK_RELATIONSHIPS, rows=name_rows(drawn, part), now=now)

    graph.write_unit(link, timeout_s=_LINK_TIMEOUT_S)
    progress("names", count)


def search_jobs(graph: Graph, real: Vectors, rng: np.random.Generator) -> dict[str, Job]:
    """Return one turn's searches for a new vector near a real one, as the reader runs them."""
    search = VectorSearch(vectors=around(real, 1, rng))
    index = GraphAliasIndex(graph)
    return {
        BOTH: lambda: _search(index, search, None),
        FRENCH: lambda: _search(index, search, Locale.FR),
    }


def _search(index: GraphAliasIndex, search: VectorSearch, locale: Locale | None) -> None:
    """Search, and refuse an answer that is not whole.

    Raises:
        ConflictError: another number of aliases than wanted came back.
    """
    found = len(index.find_similar([search], locale, WANTED)[0])
    if found != WANTED:
        raise ConflictError(
            f"a search gave {found} aliases instead of {WANTED}",
            fix="goal QE4 asks for all of them; look at the vector index",
        )
