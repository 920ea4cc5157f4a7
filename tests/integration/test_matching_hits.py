"""Each stage of matching looks at a bounded part of the graph, however many cards there are."""

import numpy as np
import pytest

from api.matching_bench import are_cards_written, stage_jobs, write_cards
from api.synthetic_graph import write_synthetic
from engine.bench.speed.synthetic import Size, draw
from engine.bench.speed.synthetic_cards import card_id, draw_request
from engine.matching import stages
from engine.matching.extracting import extractor_of
from engine.matching.stages import CANDIDATES, NEAREST, code_forms, quoted
from graph.embedder import Embedder
from graph.session import Graph
from tests.builders.database import rows, wipe_data

FEW, MANY = 400, 3_000
#: Database hits of each stage: what the cards read from an index cost, whatever their number.
BOUNDS = {
    "code": 40 * NEAREST,
    "keyword": 20 * NEAREST,
    "meaning": 10 * CANDIDATES,
    "trace": 20_000,
    "signature": 20,
}


def hits_of(graph: Graph, embedder: Embedder, cards: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    rng, extractor = np.random.default_rng(1), extractor_of(graph)
    statuses = list(stages.APPROVED)
    for vector in embedder.encode(["one", "deux", "three"]):
        asked = draw_request(rng)
        forms = list(code_forms(asked.error_codes))
        terms = [sorted(term.tokens) for term in extractor.extract(asked.symptom_text).terms]
        bounded = {"statuses": statuses, "nearest": NEAREST, "limit": CANDIDATES}
        ids = [card_id(int(number)) for number in rng.integers(0, cards, 3 * CANDIDATES)]
        words = quoted([token for term in terms for token in term])
        found.setdefault("code", []).append(
            graph.profile(stages.LIST_CARDS_BY_CODE, codes=forms, words=quoted(forms), **bounded)
        )
        found.setdefault("keyword", []).append(
            graph.profile(stages.LIST_CARDS_BY_KEYWORD, words=words, terms=terms, **bounded)
        )
        found.setdefault("meaning", []).append(
            graph.profile(
                stages.LIST_SIMILAR_CARDS, vector=vector.tolist(), least=-1.0, limit=CANDIDATES
            )
        )
        found.setdefault("signature", []).append(
            graph.profile(
                stages.LIST_CARDS_BY_SIGNATURE,
                hash=f"{cards // 3:064x}",
                statuses=statuses,
                limit=CANDIDATES,
            )
        )
        found.setdefault("trace", []).append(
            graph.profile(
                stages.TRACE_CANDIDATES,
                ids=ids,
                terms=terms,
                vector=vector.tolist(),
                observable_ids=[],
            )
        )
    return found


@pytest.mark.parametrize("cards", [FEW, MANY])
def test_the_hits_of_each_stage_are_bounded_whatever_the_number_of_cards(
    graph: Graph, embedder: Embedder, cards: int
) -> None:
    drawn = draw(Size("tiny", 60, 60), 1)
    write_synthetic(graph, drawn, embedder, lambda _what, _done: None)
    real = embedder.encode(["the engine stalls", "le moteur cale"])
    for _ in range(2):
        write_cards(graph, drawn, real, lambda _what, _done: None, cards)
    assert are_cards_written(graph, cards)
    rows(graph, "CALL db.awaitIndexes(60)")
    rows(graph, "CALL db.prepareForReplanning(60)")  # plans made on an empty graph scan
    found = hits_of(graph, embedder, cards)
    assert {name: max(hits) for name, hits in found.items() if max(hits) > BOUNDS[name]} == {}
    for job in stage_jobs(graph, embedder, real, cards, np.random.default_rng(1)).values():
        job()
    wipe_data(graph)
