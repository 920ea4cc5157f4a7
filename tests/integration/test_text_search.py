"""Free text against the real indexes of a seeded graph."""

import numpy as np
import pytest

from cypher.header import problems
from cypher.library import query
from cypher.rows import Row
from cypher.rows import search as rows
from engine.text.alias_index import GraphAliasIndex
from engine.text.matching import VectorSearch
from engine.text.understanding import understand
from engine.text.vocabulary import vocabulary_of
from graph.embedder import Embedder
from graph.session import Graph
from graph.vocabulary import EvidenceState, Locale


@pytest.fixture
def index(seeded_graph: Graph) -> GraphAliasIndex:
    return GraphAliasIndex(seeded_graph)


def test_a_complaint_with_a_negation_and_a_code_is_understood(
    index: GraphAliasIndex, embedder: Embedder
) -> None:
    clauses = understand(
        "ralenti instable, siffle à l'accélération, pas de fumée noire. P0171",
        None,
        index,
        embedder,
    )
    found = {clause.matched.observable_id: clause.state for clause in clauses if clause.matched}
    assert found == {
        "symptom.rough_idle": EvidenceState.PRESENT,
        "symptom.whistle_on_acceleration": EvidenceState.PRESENT,
        "sign.smoke_black": EvidenceState.ABSENT,
    }
    assert [clause.code for clause in clauses if clause.code] == ["P0171"]


def test_a_complaint_takes_one_query_of_each_kind(seeded_graph: Graph, embedder: Embedder) -> None:
    index = GraphAliasIndex(seeded_graph)
    understand("warm up", None, index, embedder)
    before = _counts(seeded_graph)
    understand("brakes squeal, no power and the engine runs hot. No smoke", None, index, embedder)
    after = _counts(seeded_graph)
    grown = {name: after[name] - before.get(name, 0) for name in after}
    assert {name: count for name, count in grown.items() if count} == {
        "admin/find_graph_version": 1,
        "search/list_fulltext_aliases": 1,
        "search/list_similar_aliases": 1,
    }


def test_what_is_learnt_of_the_aliases_depends_on_the_graph_alone(
    seeded_graph: Graph,
) -> None:
    one, other = (vocabulary_of(GraphAliasIndex(seeded_graph)) for _ in range(2))
    assert one is not other
    assert one.aliases == other.aliases
    assert one.rarity.weight("ralenti") == other.rarity.weight("ralenti")
    assert one.version == GraphAliasIndex(seeded_graph).version() > 0


@pytest.mark.parametrize("text", ["a AND (b", '\\ " ~ * ?', "[x TO y]", "fumée:noire^3", "+-!{}"])
def test_lucene_syntax_in_a_complaint_is_harmless(
    index: GraphAliasIndex, embedder: Embedder, text: str
) -> None:
    assert index.find_words([text], None, 5) is not None
    assert understand(text, None, index, embedder)


def test_misspelt_words_are_found_by_full_text(index: GraphAliasIndex) -> None:
    (hits,) = index.find_words(["demarage dificile"], None, 10)
    assert "symptom.hard_start_cold" in {hit.observable_id for hit in hits}


def test_the_locale_filter_keeps_one_language(index: GraphAliasIndex, embedder: Embedder) -> None:
    search = VectorSearch(embedder.encode(["rough idle"]))
    (both,) = index.find_similar([search], None, 12)
    (french,) = index.find_similar([search], Locale.FR, 12)
    assert {hit.text for hit in french} != {hit.text for hit in both}
    assert "Ralenti instable" in {hit.text for hit in french}
    assert len(french) == 12


def test_cosines_are_those_of_the_vectors(index: GraphAliasIndex, embedder: Embedder) -> None:
    vectors = embedder.encode(["Ralenti instable", "freins qui grincent"])
    (hits,) = index.find_similar([VectorSearch(vectors)], None, 5)
    same = next(hit for hit in hits if hit.text == "Ralenti instable")
    assert same.cosines == pytest.approx((1.0, float(np.dot(*vectors))), abs=1e-3)


def test_trouble_codes_are_never_matched_by_their_titles(index: GraphAliasIndex) -> None:
    sample = index.sample(5000)
    assert len(sample) > 1000
    assert not [one for one in sample if one.observable_id.startswith("dtc.")]


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("search/list_fulltext_aliases", rows.ListFulltextAliasesRow),
        ("search/list_similar_aliases", rows.ListSimilarAliasesRow),
        ("search/list_similar_aliases_in_locale", rows.ListSimilarAliasesInLocaleRow),
        ("search/list_alias_sample", rows.ListAliasSampleRow),
    ],
)
def test_search_queries_keep_their_promise_and_use_their_indexes(
    seeded_graph: Graph, name: str, row: type[Row]
) -> None:
    named = query(name, row)
    assert problems(named.text, list(row.model_fields)) == []
    plan, notes = seeded_graph.explain(named)
    assert notes == []
    assert "AllNodesScan" not in str(plan)
    assert "CartesianProduct" not in str(plan)


def _counts(graph: Graph) -> dict[str, int]:
    return {str(row["query"]): int(str(row["count"])) for row in graph.timings.snapshot()}
