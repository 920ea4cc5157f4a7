"""Every query plans on the migrated database without a warning and without a costly operator."""

from collections.abc import Iterator
from typing import Any

import pytest

from cypher.header import parse_header
from cypher.library import names, query
from cypher.rows import NoRow
from graph.query import Query
from graph.session import Graph
from tests.builders.database import cypher

COSTLY = ("AllNodesScan", "CartesianProduct")


def operators(plan: dict[str, Any]) -> Iterator[str]:
    """Yield the operators of a plan, without the runtime's suffix."""
    yield str(plan["operatorType"]).split("@")[0]
    for child in plan.get("children", []):
        yield from operators(child)


def plan_problems(graph: Graph, wanted: Query[Any], excuse: str) -> list[str]:
    """Return warnings of the planner, and costly operators that the header does not excuse."""
    plan, notes = graph.explain(wanted)
    costly = sorted(set(COSTLY) & set(operators(plan))) if plan else []
    return notes + [name for name in costly if name not in excuse]


@pytest.mark.parametrize("name", names())
def test_a_query_plans_without_warning_or_unexcused_costly_operator(
    graph: Graph, name: str
) -> None:
    wanted = query(name, NoRow)
    assert plan_problems(graph, wanted, parse_header(wanted.text).plan) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("MATCH (f:Falt) RETURN f.id AS id", "label"),
        ("MATCH (f:Fault) RETURN f.lable_fr AS label", "property"),
        ("MATCH (:Fault)-[r:CAUSE]->() RETURN r.weight AS weight", "relationship type"),
        ("MATCH (n) RETURN n.id AS id", "AllNodesScan"),
        ("MATCH (a:Fault), (b:Part) RETURN count(*) AS total", "artesian"),
    ],
)
def test_the_plan_check_finds_a_planted_fault(graph: Graph, text: str, said: str) -> None:
    found = plan_problems(graph, cypher(text), excuse="")
    assert any(said in problem for problem in found), found
