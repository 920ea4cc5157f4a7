"""Write synthetic failure cards beside a synthetic graph, and time each stage of matching (F3)."""

from collections.abc import Callable

import numpy as np

from cypher.library import query
from cypher.rows import seed as rows
from cypher.rows.admin import CheckAliveRow, CountGraphRow
from cypher.rows.matching import MergeCardIndexRow
from engine.bench.speed.goals import MATCHING_P95_MS
from engine.bench.speed.synthetic import Synthetic
from engine.bench.speed.synthetic_cards import (
    card_id,
    card_links,
    card_rows,
    draw_request,
    index_rows,
)
from engine.bench.speed.synthetic_texts import Vectors, around, batches
from engine.bench.speed.timing import FLOOR, Goals, Job
from engine.clock import time_of_write
from engine.matching.extracting import extractor_of
from engine.matching.match import match_cards
from engine.matching.stages import CandidateQuestion, Stages, code_forms
from engine.principal import SEES_ALL
from engine.reading import Reader
from graph.embedder import Embedder
from graph.session import Graph
from graph.vocabulary import RelationshipType

CHECK_ALIVE = query("admin/check_alive", CheckAliveRow)
COUNT_GRAPH = query("admin/count_graph", CountGraphRow)
MERGE_NODES = query("seed/merge_nodes", rows.MergeNodesRow)
LINK_RELATIONSHIPS = query("seed/link_relationships", rows.LinkRelationshipsRow)
MERGE_CARD_INDEX = query("matching/merge_card_index", MergeCardIndexRow)
EXACT, KEYWORD, SEMANTIC = "matching: exact", "matching: keyword", "matching: semantic"
VEHICLE, SIGNATURE = "matching: vehicle and scores", "matching: signature"
WHOLE = "matching: whole, with the diagnosis"
STAGES = (EXACT, SIGNATURE, KEYWORD, SEMANTIC, VEHICLE)
#: Cards whose scores are read in the last stage: as many as three stages propose.
_SCORED = 150
_BATCH, _VECTOR_BATCH = 5_000, 1_000
_SAID = ("the engine cuts out when hot", "une odeur d'essence au démarrage", "brakes squeal")
#: Told what was written so far.
Progress = Callable[[str, int], None]
#: Goals of the stages that the requirements name.
STAGE_GOALS: Goals = {
    name: ("p95_ms", MATCHING_P95_MS[stage])
    for name, stage in (
        (EXACT, "exact"),
        (SIGNATURE, "exact"),
        (KEYWORD, "keyword"),
        (SEMANTIC, "semantic"),
    )
}


def are_cards_written(graph: Graph, count: int) -> bool:
    """Return whether all cards are there; their vehicles are written last."""
    counted = graph.read(COUNT_GRAPH, **SEES_ALL.parameters())[0].relationships
    return sum(item[3] for item in counted if item[0] == RelationshipType.COVERS.value) >= count


def write_cards(
    graph: Graph, drawn: Synthetic, real: Vectors, progress: Progress, count: int
) -> None:
    """Write the cards unless they are there.

    Args:
        graph: holds the drawing.
        drawn: what the cards are joined to.
        real: vectors that those of the cards lie around.
        progress: told what was written.
        count: how many cards.
    """
    if are_cards_written(graph, count):
        return
    now = time_of_write()
    for part in batches(count, _BATCH):
        graph.write(MERGE_NODES, rows=card_rows(part, drawn.seed), version=1, now=now)
        progress("cards", part.stop)
    for part in batches(count, _VECTOR_BATCH):
        graph.write(MERGE_CARD_INDEX, rows=index_rows(part, real, drawn.seed))
        progress("vectors of cards", part.stop)
    for part in batches(count, _VECTOR_BATCH):
        graph.write(LINK_RELATIONSHIPS, rows=card_links(drawn, part), now=now)
        progress("links of cards", part.stop)


def stage_jobs(
    graph: Graph, embedder: Embedder, real: Vectors, cards: int, rng: np.random.Generator
) -> dict[str, Job]:
    """Return one turn's jobs: each stage on one drawn request, and the whole.

    The meaning stage encodes a real sentence and searches near a drawn vector: a sentence has the
    length that people write, and the vector lies where cards are.
    """
    asked, stages = draw_request(rng), Stages(graph)
    terms = extractor_of(graph).extract(asked.symptom_text).terms
    forms, vector = code_forms(asked.error_codes), around(real, 1, rng)[0]
    ids = [card_id(int(number)) for number in rng.integers(0, cards, min(cards, _SCORED))]
    signature, said = f"{int(rng.integers(0, cards)) // 2:064x}", _SAID[rng.integers(len(_SAID))]
    reader = Reader(graph, embedder)

    def by_keyword() -> object:
        return stages.by_keyword(extractor_of(graph).extract(asked.symptom_text).terms)

    def by_meaning() -> object:
        return embedder.encode([said]), stages.by_meaning(vector)

    return {
        FLOOR: lambda: graph.read(CHECK_ALIVE),
        EXACT: lambda: stages.by_code(forms),
        SIGNATURE: lambda: stages.by_signature(signature),
        KEYWORD: by_keyword,
        SEMANTIC: by_meaning,
        VEHICLE: lambda: stages.trace(ids, CandidateQuestion(terms, vector)),
        WHOLE: lambda: match_cards(graph, reader, asked),
    }
