"""Exactly-once effect: workers killed at random and events delivered twice change no count (E1).

FAULTGRAPH_KILL_TICKETS says how many tickets; the command of the long run is in
``docs/efi/events.md``.
"""

import logging
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from engine.events.listing import queue_state
from engine.events.services import Services
from engine.events.working import work_off
from graph.session import Graph
from tests.builders import repair_shop
from tests.builders.command_line import command_environment
from tests.builders.database import rows, wipe_data
from tests.builders.mortal_worker import RULES
from tests.conftest import Address

LOG = logging.getLogger("faultgraph.tests")
TICKETS = int(os.environ.get("FAULTGRAPH_KILL_TICKETS", "40"))
_SECONDS = 20 + 4 * TICKETS
_WORKERS = 2
_CLEAN: dict[repair_shop.Shop, dict[str, Any]] = {}
pytestmark = pytest.mark.timeout(60 + 12 * TICKETS)


@dataclass
class _Crew:
    """Workers that die and are replaced.

    Attributes:
        deaths: of workers that killed themselves or were killed.
    """

    address: Address
    seed: int
    probability: float
    deaths: int = 0
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    started: int = 0

    def keep_up(self) -> None:
        """Replace who died."""
        alive = [worker for worker in self.running if worker.poll() is None]
        self.deaths += len(self.running) - len(alive)
        self.running = alive
        while len(self.running) < _WORKERS:
            self.started += 1
            self.running.append(self._start(self.seed * 10_000 + self.started))

    def kill_one(self, drawn: random.Random) -> None:
        """Kill one of them, wherever it is."""
        drawn.choice(self.running).kill()

    def _start(self, seed: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.builders.mortal_worker"]
        environment = command_environment(self.address) | {"PYTHONPATH": os.pathsep.join(sys.path)}
        return subprocess.Popen(
            [*command, str(seed), str(self.probability)], env=environment, stderr=sys.stderr
        )


@contextmanager
def _crew(address: Address, seed: int, probability: float) -> Iterator[_Crew]:
    crew = _Crew(address, seed, probability)
    try:
        crew.keep_up()
        yield crew
    finally:
        for worker in crew.running:
            worker.terminate()
        for worker in crew.running:
            worker.wait(timeout=30)


def _drain(graph: Graph, crew: _Crew, drawn: random.Random) -> None:
    until = time.monotonic() + _SECONDS
    next_kill = time.monotonic() + drawn.uniform(1, 4)
    while (state := queue_state(graph, None)).pending + state.claimed:
        assert time.monotonic() < until, state
        crew.keep_up()
        if crew.probability and time.monotonic() > next_kill:
            crew.kill_one(drawn)
            next_kill = time.monotonic() + drawn.uniform(1, 4)
        time.sleep(0.05)


def _clean_run(graph: Graph, shop: repair_shop.Shop) -> dict[str, Any]:
    """Return what comes of it when nothing goes wrong; the same for every test."""
    if shop in _CLEAN:
        return _CLEAN[shop]
    repair_shop.open_shop(graph)
    services = Services(graph, rules=RULES)
    for step in repair_shop.STEPS:
        step(graph, shop)
        work_off(services, 1_000_000, seconds=_SECONDS)
    return _CLEAN.setdefault(shop, repair_shop.what_came_of_it(graph))


@pytest.fixture
def shop() -> repair_shop.Shop:
    return repair_shop.Shop(TICKETS)


def test_workers_that_are_killed_lose_nothing_and_double_nothing(
    graph: Graph, address: Address, shop: repair_shop.Shop
) -> None:
    expected = _clean_run(graph, shop)
    assert sum(int(card["used"] or 0) for card in expected["cards"]) == shop.tickets
    wipe_data(graph)
    repair_shop.open_shop(graph)
    drawn, again = random.Random(shop.seed), 0  # noqa: S311 - repeatable
    started = time.monotonic()
    with _crew(address, shop.seed, probability=0.015) as crew:
        for step in repair_shop.STEPS:
            step(graph, shop)
            _drain(graph, crew, drawn)
            again += repair_shop.deliver_again(graph, shop, 0.3)
            _drain(graph, crew, drawn)
    seconds = time.monotonic() - started
    found = repair_shop.what_came_of_it(graph)
    for name, values in expected.items():
        assert found[name] == values, name
    assert repair_shop.broken_chains(graph) == []
    positions = [
        row["p"] for row in rows(graph, "MATCH (e:Event) RETURN e.position AS p ORDER BY p")
    ]
    assert positions == list(range(1, len(positions) + 1))
    assert crew.deaths > 0
    LOG.info(
        "%d tickets, %d events, %d delivered twice, %d workers killed, %.0f s",
        shop.tickets,
        len(positions),
        again,
        crew.deaths,
        seconds,
    )


def test_two_workers_at_once_do_what_one_does(
    graph: Graph, address: Address, shop: repair_shop.Shop
) -> None:
    expected = _clean_run(graph, shop)
    wipe_data(graph)
    repair_shop.open_shop(graph)
    with _crew(address, shop.seed, probability=0.0) as crew:
        for step in repair_shop.STEPS:
            step(graph, shop)
            _drain(graph, crew, random.Random(1))  # noqa: S311
    found = repair_shop.what_came_of_it(graph)
    for name, values in expected.items():
        assert found[name] == values, name
    assert crew.deaths == 0
