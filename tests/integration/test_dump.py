"""Export and import: the same graph again, byte for byte; a bad file writes nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.embedder import Embedder
from graph.errors import ConflictError, InvalidInputError
from graph.session import Graph
from seeds.dump import dump_lines, restore
from seeds.loader import load
from tests.builders.database import rows, wipe_data
from tests.builders.knowledge import small_pack


def test_an_imported_dump_exports_the_same_bytes_and_can_be_searched(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    load(graph, small_pack(tmp_path), embedder)
    lines = list(dump_lines(graph))
    wipe_data(graph)
    report = restore(graph, lines, embedder)
    assert list(dump_lines(graph)) == lines
    assert report["embeddings"] == 32
    vectors = rows(graph, "MATCH (a:Alias) WHERE a.embedding IS NULL RETURN count(a) AS n")
    assert vectors == [{"n": 0}]
    assert not load(graph, small_pack(tmp_path), embedder).written


def test_an_import_into_a_graph_with_data_is_refused_and_changes_nothing(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    load(graph, small_pack(tmp_path), embedder)
    lines = list(dump_lines(graph))
    with pytest.raises(ConflictError):
        restore(graph, lines, embedder)
    assert list(dump_lines(graph)) == lines


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda _lines: [], "empty"),
        (lambda lines: lines[1:], "line 1"),
        (lambda lines: [*lines, "[" * 100_000], "line"),
        (
            lambda lines: [
                line.replace('"prior_rate": 0.01', '"prior_rate": 7.0') for line in lines
            ],
            "prior_rate",
        ),
        (
            lambda lines: [
                *lines,
                json.dumps({"node": "x", "labels": [], "properties": {"id": "x"}}),
            ],
            "labels",
        ),
        (lambda lines: [*lines, "{"], "line"),
        (
            lambda lines: [*lines, json.dumps({"node": "x", "labels": ["Nope"], "properties": {}})],
            "Nope",
        ),
        (
            lambda lines: [
                *lines,
                json.dumps({"relationship": "CAUSES", "start": "a", "end": "b", "properties": {}}),
            ],
            "does not hold",
        ),
    ],
)
def test_a_bad_dump_is_refused_with_its_line_and_writes_nothing(
    graph: Graph,
    embedder: Embedder,
    tmp_path: Path,
    spoil: Callable[[list[str]], list[str]],
    said: str,
) -> None:
    load(graph, small_pack(tmp_path), embedder)
    lines = spoil(list(dump_lines(graph)))
    wipe_data(graph)
    with pytest.raises(InvalidInputError, match=said):
        restore(graph, lines, embedder)
    assert rows(graph, "MATCH (n:Knowledge) RETURN count(n) AS n") == [{"n": 0}]
