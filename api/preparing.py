"""Bring a database to the state that answers: migrated, indexed, seeded."""

from dataclasses import dataclass
from pathlib import Path

from graph.embedder import Embedder
from graph.session import Graph
from migrations.runner import ApplyReport
from migrations.runner import apply as apply_migrations
from migrations.vector_index import ensure_vector_index
from seeds.compiling.pack import compile_pack
from seeds.dump import embed_missing
from seeds.loader import LoadReport, Progress, load
from seeds.validate import KNOWLEDGE, load_pack


@dataclass(frozen=True)
class Prepared:
    """What was done to get ready."""

    migrations: ApplyReport
    knowledge: LoadReport


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
    """Check a knowledge folder, load what differs and complete vectors that are missing."""
    report = load(graph, compile_pack(load_pack(folder)), embedder, progress=progress)
    embed_missing(graph, embedder)
    return report


def prepare(graph: Graph, embedder: Embedder, *, progress: Progress) -> Prepared:
    """Migrate and seed; a second call changes nothing."""
    return Prepared(migrate(graph, embedder), seed(graph, embedder, progress=progress))
