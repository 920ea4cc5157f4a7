"""What keeps a database from being ready, each told in words."""

from pathlib import Path

import pytest

from api.preparing import migrate, rebuild_index
from api.readiness import readiness
from graph.embedder import Embedder
from graph.errors import MigrationError
from graph.session import Graph, open_graph
from migrations.scripts import load_scripts
from seeds.loader import load
from tests.builders.database import rows
from tests.builders.knowledge import small_pack
from tests.fakes.trigram_embedder import TrigramEmbedder

LAST = load_scripts()[-1].version


@pytest.fixture
def ready(empty_graph: Graph, tmp_path: Path) -> Graph:
    """A small graph with the vectors of a small model; its schema is dropped afterwards."""
    migrate(empty_graph, TrigramEmbedder())
    load(empty_graph, small_pack(tmp_path), TrigramEmbedder())
    return empty_graph


def test_a_migrated_seeded_and_indexed_graph_is_ready(ready: Graph) -> None:
    state = readiness(ready, TrigramEmbedder())
    assert state.is_ready
    assert (state.graph_version, state.problem) == (1, None)


def test_an_unreachable_database_is_a_result() -> None:
    with open_graph("bolt://127.0.0.1:9", "neo4j", "x", retry_time_s=0) as graph:
        state = readiness(graph, TrigramEmbedder())
    assert (state.reachable, state.is_ready) == (False, False)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("MATCH (m:__Neo4jMigration {version: '2.8.1'}) SET m.checksum = 'x'", "was changed"),
        (f"MATCH (m:__Neo4jMigration {{version: '{LAST}'}}) SET m.version = '99.0.0'", "newer"),
        ("MATCH (:__Neo4jMigration {version: '2.8.1'})-[r:MIGRATED_TO]->() DELETE r", "one line"),
        (f"MATCH (m:__Neo4jMigration {{version: '{LAST}'}}) DETACH DELETE m", f"pending: {LAST}"),
    ],
    ids=["changed", "newer", "broken", "pending"],
)
def test_a_chain_that_does_not_fit_is_not_migrated(ready: Graph, damage: str, said: str) -> None:
    rows(ready, damage)
    state = readiness(ready, TrigramEmbedder())
    assert (state.reachable, state.migrated, state.is_ready) == (True, False, False)
    assert said in str(state.problem)


def test_vectors_of_another_model_are_not_ready(ready: Graph, embedder: Embedder) -> None:
    state = readiness(ready, embedder)
    assert (state.seeded, state.embedder_matches, state.is_ready) == (True, False, False)
    assert "rebuild-index" in str(state.problem)


def test_a_graph_without_a_known_model_is_not_ready(ready: Graph) -> None:
    rows(ready, "MATCH (m:EmbeddingModel) DELETE m")
    assert "no vector index" in str(readiness(ready, TrigramEmbedder()).problem)


def test_an_alias_without_a_vector_is_not_ready(ready: Graph) -> None:
    rows(ready, "MATCH (a:Alias) WITH a ORDER BY a.id LIMIT 2 REMOVE a.embedding")
    state = readiness(ready, TrigramEmbedder())
    assert (state.indexes_online, state.vectors_complete, state.is_ready) == (True, False, False)
    assert "2 aliases" in str(state.problem)
    rows(ready, "MATCH (a:Alias) WHERE a.embedding IS NULL SET a.status = 'deprecated'")
    assert readiness(ready, TrigramEmbedder()).is_ready


def test_a_rebuild_makes_the_graph_ready_for_another_model(
    ready: Graph, embedder: Embedder
) -> None:
    assert rebuild_index(ready, embedder).model_id == embedder.model_id
    assert readiness(ready, embedder).is_ready
    assert not readiness(ready, TrigramEmbedder()).is_ready


def test_a_rebuild_before_the_migrations_drops_nothing(
    empty_graph: Graph, embedder: Embedder
) -> None:
    with pytest.raises(MigrationError, match="pending"):
        rebuild_index(empty_graph, embedder)
