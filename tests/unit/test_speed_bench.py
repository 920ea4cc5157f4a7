"""What the speed bench computes: goals, intervals, the law of database hits, drawn graphs."""

import numpy as np
import pytest

from engine.bench.speed import goals
from engine.bench.speed.hits_law import A, B, Work
from engine.bench.speed.synthetic import EDGES_A_FAULT, Size, draw, draw_findings
from engine.bench.speed.synthetic_rows import indicates_rows, link_rows, node_rows
from engine.bench.speed.timing import FLOOR, interleave, latency_rows

SIZE = Size("tiny", 60, 40)


def test_a_slow_job_misses_its_goal_and_a_fast_one_reaches_it() -> None:
    times = {FLOOR: [1.0, 1.2, 0.8] * 10, "fast": [2.0] * 30, "slow": [90.0] * 30}
    found = latency_rows(times, 1, {"fast": ("ratio", 8.0), "slow": ("ratio", 8.0)})
    assert {row.name: row.is_reached for row in found} == {FLOOR: None, "fast": True, "slow": False}
    fast = next(row for row in found if row.name == "fast")
    assert fast.ratio == pytest.approx(2.0)
    assert fast.interval[0] <= 2.0 <= fast.interval[1]


def test_every_turn_runs_every_job_and_warm_up_turns_do_not_count() -> None:
    ran: list[str] = []
    times = interleave(
        lambda _rng: {"a": lambda: ran.append("a"), "b": lambda: ran.append("b")},
        runs=5,
        warm_up=3,
        seed=1,
    )
    assert {name: len(values) for name, values in times.items()} == {"a": 5, "b": 5}
    assert sorted(ran) == ["a"] * 8 + ["b"] * 8


def test_the_goal_of_a_whole_diagnosis_adds_up() -> None:
    assert goals.diagnose_goal_ms(6.0, 2.0, 1.0, 3.0, 5.0) == pytest.approx(24.0)


def test_one_hit_more_than_the_law_allows_breaks_it() -> None:
    at_most = A * 300 + B
    assert Work(100, 200, at_most).is_lawful
    assert not Work(100, 200, at_most + 1).is_lawful


def test_a_drawn_graph_has_twenty_observables_a_fault_and_the_seed_decides_it() -> None:
    one, same, other = draw(SIZE, 1), draw(SIZE, 1), draw(SIZE, 2)
    assert np.bincount(one.fault).tolist() == [EDGES_A_FAULT] * SIZE.faults
    assert len(set(zip(one.fault.tolist(), one.observable.tolist(), strict=True))) == SIZE.edges
    assert (one.observable == same.observable).all()
    assert (one.weight == same.weight).all()
    assert (one.weight != other.weight).any()
    assert ((one.weight > 0) & (one.weight < 1)).all()


def test_findings_are_distinct_and_the_present_ones_belong_to_one_fault() -> None:
    drawn = draw(SIZE, 1)
    found = draw_findings(drawn, np.random.default_rng(3), 8, 4)
    assert len(set(found)) == 12
    shared = [set(drawn.observable[drawn.fault == row].tolist()) for row in range(SIZE.faults)]
    assert any(set(found[:8]) <= own for own in shared)


def test_the_rows_name_every_edge_once_and_only_nodes_that_exist() -> None:
    drawn = draw(SIZE, 1)
    ids = {row["id"] for row in node_rows(drawn)}
    edges = [(row["observable"], fault) for row in indicates_rows(drawn) for fault in row["faults"]]
    assert len(edges) == len(set(edges)) == SIZE.edges
    assert {end for edge in edges for end in edge} <= ids
    links = list(link_rows(drawn))
    assert {row[end] for row in links for end in ("start", "end")} <= ids
    assert len({row["relation_id"] for row in links}) == len(links)
