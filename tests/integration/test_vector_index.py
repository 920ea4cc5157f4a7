"""The vector index on aliases: made for one model, refused for another, rebuilt on demand."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from graph.errors import MigrationError
from graph.session import Graph
from migrations import runner
from migrations.vector_index import (
    VectorIndexReport,
    ensure_vector_index,
    rebuild_vector_index,
)
from tests.builders.database import rows

pytestmark = pytest.mark.integration
SHAPE = (
    "SHOW VECTOR INDEXES YIELD name, state, properties, options, labelsOrTypes "
    "WHERE labelsOrTypes = ['Alias'] "
    "RETURN name, state, properties, options.indexConfig['vector.dimensions'] AS dimension"
)
SEARCH = (
    "CYPHER 25 MATCH (a:Alias) SEARCH a IN (VECTOR INDEX alias_embedding FOR $v "
    "WHERE a.locale = $locale AND a.kind = $kind LIMIT $k) SCORE AS s RETURN a.id AS id"
)


@dataclass(frozen=True)
class FakeEmbedder:
    model_id: str = "model-a"
    dimension: int = 4

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.full((len(texts), self.dimension), self.dimension**-0.5, dtype=np.float32)


@pytest.fixture
def migrated(empty_graph: Graph) -> Graph:
    runner.apply(empty_graph)
    return empty_graph


def add_aliases(graph: Graph) -> None:
    rows(
        graph,
        "UNWIND $rows AS r CREATE (a:Alias:Knowledge {id: r[0], locale: r[1], kind: r[2]}) "
        "WITH a, r CALL db.create.setNodeVectorProperty(a, 'embedding', r[3])",
        rows=[
            ["a.fr", "fr", "label", [1.0, 0.0, 0.0, 0.0]],
            ["a.en", "en", "label", [1.0, 0.0, 0.0, 0.0]],
            ["a.fr.code", "fr", "code", [1.0, 0.1, 0.0, 0.0]],
        ],
    )


def test_the_index_takes_its_dimension_from_the_embedder_and_is_online(migrated: Graph) -> None:
    report = ensure_vector_index(migrated, FakeEmbedder())
    assert report == VectorIndexReport("model-a", 4, created=True)
    assert rows(migrated, SHAPE) == [
        {
            "name": "alias_embedding",
            "state": "ONLINE",
            "properties": ["embedding", "locale", "kind"],
            "dimension": 4,
        }
    ]
    stored = rows(migrated, "MATCH (m:EmbeddingModel) RETURN m.model_id AS m, m.dimension AS d")
    assert stored == [{"m": "model-a", "d": 4}]


def test_a_second_call_changes_nothing(migrated: Graph) -> None:
    ensure_vector_index(migrated, FakeEmbedder())
    before = rows(migrated, "MATCH (m:EmbeddingModel) RETURN toString(m.created_at) AS at")
    report = ensure_vector_index(migrated, FakeEmbedder())
    assert report == VectorIndexReport("model-a", 4, created=False)
    assert rows(migrated, "MATCH (m:EmbeddingModel) RETURN toString(m.created_at) AS at") == before


def test_locale_and_kind_filter_inside_the_index(migrated: Graph) -> None:
    ensure_vector_index(migrated, FakeEmbedder())
    add_aliases(migrated)
    asked = {"v": [1.0, 0.0, 0.0, 0.0], "locale": "fr", "kind": "label", "k": 2}
    assert rows(migrated, SEARCH, **asked) == [{"id": "a.fr"}]
    assert rows(migrated, SEARCH, **{**asked, "kind": "code"}) == [{"id": "a.fr.code"}]


@pytest.mark.parametrize(
    "other", [FakeEmbedder(model_id="model-b"), FakeEmbedder(dimension=8)], ids=["name", "length"]
)
def test_another_model_is_refused_and_nothing_is_touched(
    migrated: Graph, other: FakeEmbedder
) -> None:
    ensure_vector_index(migrated, FakeEmbedder())
    before = rows(migrated, SHAPE)
    with pytest.raises(MigrationError, match="the vectors come from model-a") as caught:
        ensure_vector_index(migrated, other)
    assert caught.value.fix is not None
    assert "rebuild" in caught.value.fix
    assert rows(migrated, SHAPE) == before


def test_a_rebuild_changes_the_model_and_drops_the_old_vectors(migrated: Graph) -> None:
    ensure_vector_index(migrated, FakeEmbedder())
    add_aliases(migrated)
    report = rebuild_vector_index(migrated, FakeEmbedder("model-b", 8))
    assert report == VectorIndexReport("model-b", 8, created=True)
    assert [row["dimension"] for row in rows(migrated, SHAPE)] == [8]
    left = "MATCH (a:Alias) WHERE a.embedding IS NOT NULL RETURN a.id AS id"
    assert rows(migrated, left) == []
    assert rows(migrated, "MATCH (a:Alias) RETURN count(a) AS n") == [{"n": 3}]


def test_an_equal_index_of_another_name_is_refused(migrated: Graph) -> None:
    migrated.run_script(
        "CYPHER 25 CREATE VECTOR INDEX mine FOR (a:Alias) ON a.embedding WITH [a.locale, a.kind] "
        "OPTIONS {indexConfig: {`vector.dimensions`: 4, `vector.similarity_function`: 'cosine'}}"
    )
    with pytest.raises(MigrationError, match="another shape"):
        ensure_vector_index(migrated, FakeEmbedder())


def test_two_calls_at_once_make_one_index(migrated: Graph) -> None:
    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(ensure_vector_index, migrated, FakeEmbedder()) for _ in range(2)]
        reports = [job.result() for job in jobs]
    assert {(report.model_id, report.dimension) for report in reports} == {("model-a", 4)}
    assert sorted(report.created for report in reports) == [False, True]
    assert len(rows(migrated, SHAPE)) == 1


def test_cards_have_an_index_of_their_own_that_a_rebuild_empties_too(migrated: Graph) -> None:
    ensure_vector_index(migrated, FakeEmbedder())
    shape = (
        "SHOW VECTOR INDEXES YIELD name, properties, options WHERE name = $name "
        "RETURN properties AS p, options.indexConfig['vector.dimensions'] AS d"
    )
    found = rows(migrated, shape, name="failure_card_embedding")
    assert found == [{"p": ["embedding", "status"], "d": 4}]
    rows(migrated, "CREATE (:FailureCard:Knowledge {id: 'fc_1', embedding: [1.0, 0.0, 0.0, 0.0]})")
    rebuild_vector_index(migrated, FakeEmbedder("model-b", 8))
    found = rows(migrated, shape, name="failure_card_embedding")
    assert found == [{"p": ["embedding", "status"], "d": 8}]
    left = "MATCH (c:FailureCard) WHERE c.embedding IS NOT NULL RETURN c.id AS id"
    assert rows(migrated, left) == []
