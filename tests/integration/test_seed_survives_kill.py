"""Killing Neo4j in the middle of a load loses nothing and doubles nothing."""

import json
import os
import signal
from pathlib import Path

import pytest

from api.preparing import migrate
from engine.cards.reindexing import reindex_cards
from graph.embedder import Embedder
from graph.errors import FaultgraphError
from graph.local import instance as instances
from graph.local import server
from graph.session import Graph, open_graph
from graph.settings import Settings
from seeds.compiling.pack import compile_pack
from seeds.dump import dump_lines
from seeds.loader import load
from seeds.validate import load_pack
from tests.builders.database import rows
from tests.golden.compare import differing_kinds, digest
from tests.integration.test_golden_graph import GOLDEN


def _open(running: server.RunningServer) -> Graph:
    password = running.password.get_secret_value()
    return open_graph(running.bolt_uri, running.username, password, retry_time_s=1.0)


def test_a_load_after_a_killed_load_ends_at_the_golden_graph(
    tmp_path: Path, embedder: Embedder
) -> None:
    settings = Settings(heap_mb=768, page_cache_mb=128)
    instance = instances.temporary(tmp_path, settings)
    pack = compile_pack(load_pack())
    running = server.start(settings, daemon=False, instance=instance)

    def kill_in_the_middle(stage: str, done: int, total: int) -> None:
        if stage == "relationships" and done > total / 2:
            os.kill(running.pid, signal.SIGKILL)

    try:
        with _open(running) as graph:
            migrate(graph, embedder)
            with pytest.raises(FaultgraphError):
                load(graph, pack, embedder, progress=kill_in_the_middle)
        running = server.start(settings, daemon=False, instance=instance)
        with _open(running) as graph:
            assert rows(graph, "MATCH (n:Knowledge) RETURN count(n) AS n") == [{"n": 0}]
            assert load(graph, pack, embedder).graph_version == 1
            assert reindex_cards(graph, embedder).written > 0
            golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
            assert differing_kinds(golden, digest(dump_lines(graph))) == []
    finally:
        server.stop(instance)
