"""``faultgraph serve --workers``: several processes answer on one port, and all end with it."""

import urllib.request

import psutil

from graph.session import Graph
from tests.builders.serving import serving
from tests.conftest import Address


def test_two_processes_answer_on_one_port_and_end_with_the_server(
    seeded_graph: Graph, address: Address
) -> None:
    assert seeded_graph
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    with serving(address, FAULTGRAPH_API_WORKERS="2") as url:
        started = [
            child
            for child in psutil.Process().children(recursive=True)
            if child.pid not in before and "spawn_main" in " ".join(child.cmdline())
        ]
        for _ in range(8):
            with urllib.request.urlopen(f"{url}/health", timeout=30) as answer:  # noqa: S310
                assert answer.status == 200
    assert len(started) == 2
    assert [child.pid for child in started if child.is_running()] == []
