"""The evidence read looks at what the findings touch, not at the graph (QE2, ADR 19)."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from api.synthetic_graph import write_synthetic
from engine.bench.latency import Drawn, evidence_parameters, synthetic_draw
from engine.bench.speed.hits_law import Work
from engine.bench.speed.synthetic import Size, draw
from engine.diagnose import TRACE_EVIDENCE
from graph.embedder import Embedder
from graph.query import Query
from graph.session import Graph
from tests.builders.database import cypher, rows, wipe_data

SMALL, LARGER = Size("small", 300, 150), Size("larger", 1_000, 300)
_TOUCHED = """\
MATCH (o:Observable)-[r:INDICATES]->() WHERE o.id IN $ids RETURN count(r) AS total"""
_CANDIDATES = """\
MATCH (f:Fault)-[r]-() WHERE f.id IN $ids RETURN count(r) AS total"""


def _works(graph: Graph, draws: list[Drawn], wanted: Query[Any]) -> list[Work]:
    found = []
    for drawn in draws:
        parameters = evidence_parameters(drawn)
        record = graph.read(TRACE_EVIDENCE, **parameters)[0]
        chosen = [item.fault for item in record.candidates]
        touched = rows(graph, _TOUCHED, ids=list(drawn.ids))[0]["total"]
        of_chosen = rows(graph, _CANDIDATES, ids=chosen)[0]["total"]
        hits = graph.profile(wanted, **parameters)
        found.append(Work(int(str(touched)), int(str(of_chosen)), hits))
    return found


def _planted(old: str, new: str) -> Query[Any]:
    assert old in TRACE_EVIDENCE.text
    return replace(cypher("", "READ"), text=TRACE_EVIDENCE.text.replace(old, new))


#: A bad query: the relationships of 400 faults are read, not those of the likeliest 50.
PLANTED = ("DESC, id LIMIT $candidates", "DESC, id LIMIT 400")


@pytest.mark.parametrize("size", [SMALL, LARGER], ids=lambda size: size.name)
def test_database_hits_keep_the_law_whatever_the_size_and_a_bad_query_breaks_it(
    graph: Graph, embedder: Embedder, size: Size
) -> None:
    wipe_data(graph)
    drawn = draw(size, 1)
    write_synthetic(graph, drawn, embedder, lambda _what, _done: None)
    rng = np.random.default_rng(1)
    draws = [synthetic_draw(drawn)(rng) for _ in range(4)]
    works = _works(graph, draws, TRACE_EVIDENCE)
    assert [work for work in works if not work.is_lawful] == []
    if size is LARGER:
        worse = _works(graph, draws, _planted(*PLANTED))
        assert [work for work in worse if work.is_lawful] == []
    wipe_data(graph)
