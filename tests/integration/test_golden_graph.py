"""The seeded graph is the one we mean; and the comparison can fail.

After a wanted change of the knowledge run ``python -m tests.golden.write`` against a freshly
seeded database and read the difference before you commit it.
"""

import json
from pathlib import Path

from graph.embedder import Embedder
from graph.session import Graph
from seeds.dump import dump_lines
from seeds.loader import load
from tests.builders.knowledge import WEIGHTS, small_pack
from tests.golden.compare import differing_kinds, digest

GOLDEN = Path(__file__).parents[1] / "golden" / "seeded_graph.json"


def test_the_seeded_graph_equals_the_golden_digest(seeded_graph: Graph) -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    found = digest(dump_lines(seeded_graph))
    assert differing_kinds(golden, found) == []


def test_the_golden_comparison_names_what_one_changed_weight_touches(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    load(graph, small_pack(tmp_path / "one"), embedder)
    golden = digest(dump_lines(graph))
    assert differing_kinds(golden, digest(dump_lines(graph))) == []
    changed = {**WEIGHTS, "fault.alpha": {**WEIGHTS["fault.alpha"], "symptom.one": 0.89}}
    load(graph, small_pack(tmp_path / "two", changed), embedder)
    assert differing_kinds(golden, digest(dump_lines(graph))) == [
        "node GraphVersion",
        "node LedgerEntry",
        "node PriorMass",
        "relationship INDICATES",
        "relationship SPEAKS_ABOUT",
    ]
