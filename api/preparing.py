"""Bring a database to the state that answers: migrated, indexed, seeded."""

from dataclasses import dataclass
from pathlib import Path

from engine.cards.reindexing import reindex_cards
from graph.embedder import Embedder
from graph.errors import MigrationError
from graph.session import Graph
from migrations.runner import ApplyReport, info
from migrations.runner import apply as apply_migrations
from migrations.vector_index import check_model, ensure_vector_index, rebuild_vector_index
from seeds.compiling.pack import compile_pack
from seeds.dump import embed_missing
from seeds.loader import LoadReport, Progress, load
from seeds.validate import KNOWLEDGE, load_pack


@dataclass(frozen=True)
class Prepared:
    """What was done to get ready."""

    migrations: ApplyReport
    knowledge: LoadReport


@dataclass(frozen=True)
class RebuiltIndex:
    """A vector index that was made anew, and how many aliases got a vector of its model."""

    model_id: str
    dimension: int
    embeddings: int


def migrate(graph: Graph, embedder: Embedder) -> ApplyReport:
    """Apply migrations, then the named step that makes the vector index for the embedder."""
    report = apply_migrations(graph)
    ensure_vector_index(graph, embedder)
    return report


def seed(
    graph: Graph,
    embedder: Embedder,
    folder: Path = KNOWLEDGE,
    *,
    progress: Progress = lambda _stage, _done, _total: None,
) -> LoadReport:
    """Check a knowledge folder, load what differs and complete vectors that are missing.

    Raises:
        MigrationError: the graph holds the vectors of another model; nothing was written.
    """
    check_model(graph, embedder)
    report = load(graph, compile_pack(load_pack(folder)), embedder, progress=progress)
    embed_missing(graph, embedder)
    reindex_cards(graph, embedder, only_missing=True)
    return report


def rebuild_index(graph: Graph, embedder: Embedder) -> RebuiltIndex:
    """Drop the vectors of any model, make the indexes for this one, embed every alias and card.

    A run that was cut short is completed by the next one.

    Raises:
        MigrationError: the database is not migrated; nothing was dropped.
    """
    pending = [row.version for row in info(graph) if row.state == "pending"]
    if pending:
        raise MigrationError(
            f"migrations pending: {', '.join(pending)}", fix="run `faultgraph migrate` first"
        )
    embedder.encode(["warm up"])  # a model that cannot be loaded fails before anything is dropped
    report = rebuild_vector_index(graph, embedder)
    reindex_cards(graph, embedder)
    return RebuiltIndex(report.model_id, report.dimension, embed_missing(graph, embedder))


def prepare(graph: Graph, embedder: Embedder, *, progress: Progress) -> Prepared:
    """Migrate and seed; a second call changes nothing."""
    return Prepared(migrate(graph, embedder), seed(graph, embedder, progress=progress))
