"""Peers do the same work before they are timed, and one that does not is refused."""

import importlib
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from api import peer_bench
from engine.bench.peers import postgres_server
from engine.bench.peers.exact_peers import PYAGRUM, SmallPart, small_network
from engine.bench.peers.memory_peers import InNetworkx, ResidentArrays
from engine.bench.peers.postgres_peers import open_postgres
from engine.bench.peers.task import TOP, Answer, best, draw_task, require_agreement
from engine.bench.speed.synthetic import Size, Synthetic, draw
from graph.errors import ConflictError, NotReadyError

DRAWN = draw(Size("tiny", 300, 80), 1)


def by_definition(drawn: Synthetic, columns: Sequence[int]) -> dict[int, float]:
    """Return the score of every touched fault, edge by edge."""
    scores: dict[int, float] = {}
    edges = zip(drawn.observable.tolist(), drawn.fault.tolist(), drawn.weight, strict=True)
    for column, row, weight in edges:
        if column in columns:
            gain = float(np.log(weight) - np.log(drawn.leak[column]))
            scores[row] = scores.get(row, 0.0) + gain
    return scores


def test_peers_in_memory_give_the_answer_of_the_definition() -> None:
    arrays, networkx = ResidentArrays(DRAWN), InNetworkx(DRAWN)
    rng = np.random.default_rng(7)
    for _ in range(20):
        columns = draw_task(DRAWN, rng)
        expected = Answer(best(by_definition(DRAWN, columns).items()), 50 * 20)
        answers = {"definition": expected, "arrays": arrays.answer(columns)}
        require_agreement({**answers, "NetworkX": networkx.answer(columns)})
        assert len(expected.top) == TOP


def test_a_peer_with_another_top_ten_or_other_edges_is_refused() -> None:
    answer = ResidentArrays(DRAWN).answer(draw_task(DRAWN, np.random.default_rng(1)))
    swapped = (answer.top[1], answer.top[0], *answer.top[2:])
    higher = ((answer.top[0][0], answer.top[0][1] + 0.01), *answer.top[1:])
    for planted in (
        replace(answer, top=swapped),
        replace(answer, top=higher),
        replace(answer, edges=answer.edges - 1),
    ):
        with pytest.raises(ConflictError, match="do not give the same answer"):
            require_agreement({"one": answer, "other": planted})


def test_scores_that_differ_by_rounding_only_are_ordered_by_fault() -> None:
    assert best([(5, 1.0), (3, 1.0 - 1e-13), (4, 2.0)]) == ((4, 2.0), (3, 1.0), (5, 1.0))


def test_exact_engines_agree_on_a_small_part_and_a_planted_difference_is_refused() -> None:
    columns = draw_task(DRAWN, np.random.default_rng(5))
    network = small_network(DRAWN, columns, range(12))
    part = SmallPart(network, with_pyagrum=True)
    part.require_agreement()
    assert part.own().shape == (12,)
    changed = replace(network, leak=network.leak * 3.0)
    part._network = changed
    with pytest.raises(ConflictError, match="differ"):
        part.require_agreement()


def test_postgresql_gives_the_same_answers_and_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folders: list[str] = []
    original = postgres_server.running

    @contextmanager
    def running(psycopg: Any) -> Any:
        with original(psycopg) as connection:
            folders.append(connection.execute("SHOW data_directory").fetchone()[0])
            yield connection

    monkeypatch.setattr("engine.bench.peers.postgres_peers.running", running)
    arrays = ResidentArrays(DRAWN)
    rng = np.random.default_rng(3)
    try:
        with open_postgres(DRAWN) as peers:
            for _ in range(10):
                columns = draw_task(DRAWN, rng)
                answers = {peer.name: peer.answer(columns) for peer in peers}
                require_agreement({arrays.name: arrays.answer(columns), **answers})
    except NotReadyError as error:
        pytest.skip(str(error))
    assert len(folders) == 1
    assert not any(Path(folder).exists() for folder in folders)


def test_peers_that_the_machine_lacks_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    original = importlib.import_module

    def import_module(name: str, package: str | None = None) -> Any:
        if name in {"psycopg", "networkx", "pyagrum"}:
            raise ImportError(name)
        return original(name, package)

    monkeypatch.setattr(importlib, "import_module", import_module)
    with peer_bench._field(None, DRAWN) as (field, left_out):  # type: ignore[arg-type]
        assert [peer.name for peer in field.peers] == ["resident numpy arrays"]
        assert not field.with_pyagrum
    assert [reason.split(":")[0] for reason in left_out] == [
        "PostgreSQL",
        "NetworkX",
        PYAGRUM,
    ]
