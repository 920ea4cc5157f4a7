"""Migrations on a real server: once, in order, under a lock, and refused when they do not fit."""

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cypher.library import names, query
from cypher.rows import NoRow
from graph.errors import DatabaseError, MigrationError
from graph.nodes.check import declared_unique_together, declared_uniqueness
from graph.relationships import WEIGHTED_TYPES
from graph.session import Graph
from migrations import runner
from migrations.scripts import Script, load_scripts
from migrations.statements import strip_comments
from tests.builders.database import rows
from tests.conftest import Address

pytestmark = pytest.mark.integration
ROOT = Path(__file__).parents[2]
CHAIN = (
    "MATCH path = (:__Neo4jMigration {version: 'BASELINE'})-[:MIGRATED_TO*0..]->(end) "
    "WHERE NOT (end)-[:MIGRATED_TO]->() "
    "RETURN [n IN nodes(path) | n.version] AS versions"
)
SCRIPTS = load_scripts()
VERSIONS = [script.version for script in SCRIPTS]
_APPLY = """
import json, sys
from graph.session import open_graph
from migrations import runner
with open_graph(*sys.argv[1:4]) as graph:
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps(runner.apply(graph).applied), flush=True)
"""
_HOLD = """
import sys
from cypher.library import query
from cypher.rows.migration import MergeLockRow
from graph.lock import hold_lock
from graph.session import open_graph
with open_graph(*sys.argv[1:4]) as graph:
    take = query("migration/merge_lock", MergeLockRow)
    with hold_lock(graph, take, timeout_s=600, lock_id="migrations"):
        print("held", flush=True)
        sys.stdin.readline()
"""


def start(code: str, address: Address) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", code, *address],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() in ("ready", "held")
    return process


def applied_versions(graph: Graph) -> list[Any]:
    return [row["versions"] for row in rows(graph, CHAIN)]


def schema(graph: Graph) -> list[dict[str, object]]:
    return rows(
        graph,
        "SHOW INDEXES YIELD name, type, state, labelsOrTypes, properties "
        "RETURN name, type, state, labelsOrTypes, properties ORDER BY name",
    )


def chain_nodes(graph: Graph) -> list[dict[str, object]]:
    return rows(
        graph,
        "MATCH (m:__Neo4jMigration) OPTIONAL MATCH ()-[l:MIGRATED_TO]->(m) "
        "RETURN properties(m) AS node, toString(l.at) AS at ORDER BY at",
    )


def no_write(*_: object, **__: object) -> None:
    raise AssertionError("a second run must not write")


def refusal(graph: Graph, scripts: Sequence[Script]) -> MigrationError:
    before = chain_nodes(graph)
    with pytest.raises(MigrationError) as caught:
        runner.apply(graph, scripts)
    assert chain_nodes(graph) == before
    assert [problem.kind for problem in runner.validate(graph, scripts)] == [
        kind for kind, _ in caught.value.details["problems"]
    ]
    return caught.value


def test_all_scripts_are_applied_in_order_and_a_second_run_changes_nothing(
    empty_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = runner.apply(empty_graph)
    assert list(report.applied) == VERSIONS
    assert report.version == VERSIONS[-1]
    assert applied_versions(empty_graph) == [["BASELINE", *VERSIONS]]
    before = (chain_nodes(empty_graph), schema(empty_graph))
    with monkeypatch.context() as patch:
        for name in ("write", "write_unit", "run_script"):
            patch.setattr(empty_graph, name, no_write)
        assert runner.apply(empty_graph) == runner.ApplyReport((), VERSIONS[-1])
        assert runner.validate(empty_graph) == []
    assert (chain_nodes(empty_graph), schema(empty_graph)) == before


def test_an_empty_database_is_migrated_without_a_warning_of_the_server(
    empty_graph: Graph, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        runner.apply(empty_graph)
    assert [record.getMessage()[:200] for record in caplog.records] == []


def test_info_tells_what_was_applied_and_what_will_be(empty_graph: Graph) -> None:
    assert [item.state for item in runner.info(empty_graph)] == ["pending"] * len(SCRIPTS)
    runner.apply(empty_graph, SCRIPTS[:3])
    told = runner.info(empty_graph)
    assert [item.version for item in told] == VERSIONS
    assert [item.state for item in told[:4]] == ["applied", "applied", "applied", "pending"]
    assert told[0].source == "V2_8_0__base.cypher"
    assert told[0].checksum == SCRIPTS[0].checksum
    assert told[0].applied_at is not None
    assert told[0].applied_by
    assert told[0].connected_as
    assert told[0].duration_ms is not None
    assert told[0].duration_ms >= 0
    assert told[3].applied_at is None


def test_a_failing_script_leaves_a_chain_that_a_rerun_completes(empty_graph: Graph) -> None:
    broken = replace(SCRIPTS[3], text="CREATE FULLTEXT INDEX FOR nothing;")
    with pytest.raises(DatabaseError):
        runner.apply(empty_graph, [*SCRIPTS[:3], broken])
    assert applied_versions(empty_graph) == [["BASELINE", *VERSIONS[:3]]]
    # Half of the next script was done before a crash.
    empty_graph.run_script(SCRIPTS[3].statements[0])
    assert list(runner.apply(empty_graph).applied) == VERSIONS[3:]
    assert applied_versions(empty_graph) == [["BASELINE", *VERSIONS]]


def test_a_failing_data_script_writes_none_of_its_statements(empty_graph: Graph) -> None:
    text = "CREATE (:Fault {id: 'fault.half'});\nRETURN 1 / 0 AS x;"
    script = Script("2.8.0", "x data", "V2_8_0__x_data.cypher", text)
    with pytest.raises(DatabaseError):
        runner.apply(empty_graph, [script])
    assert rows(empty_graph, "MATCH (f:Fault) RETURN f.id AS id") == []
    assert applied_versions(empty_graph) == [["BASELINE"]]


def test_two_starts_at_once_make_one_chain_and_both_end_well(
    empty_graph: Graph, address: Address
) -> None:
    processes = [start(_APPLY, address) for _ in range(2)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    outputs = [process.communicate(timeout=120)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    done = [json.loads(output) for output in outputs]
    assert sorted(done, key=len) == [[], VERSIONS]
    assert applied_versions(empty_graph) == [["BASELINE", *VERSIONS]]


def test_the_lock_of_a_killed_process_is_free(empty_graph: Graph, address: Address) -> None:
    runner.apply(empty_graph, SCRIPTS[:1])
    holder = start(_HOLD, address)
    waiting = start(_APPLY, address)
    assert waiting.stdin is not None
    waiting.stdin.write("\n")
    waiting.stdin.flush()
    with pytest.raises(subprocess.TimeoutExpired):
        waiting.wait(timeout=3)
    assert applied_versions(empty_graph) == [["BASELINE", VERSIONS[0]]]
    holder.send_signal(signal.SIGKILL)
    holder.communicate(timeout=20)
    output, _ = waiting.communicate(timeout=60)
    assert json.loads(output) == VERSIONS[1:]
    assert rows(empty_graph, "MATCH (l:__FaultgraphLock) RETURN l.id AS id") == []


def test_a_changed_script_is_refused(graph: Graph) -> None:
    changed = [replace(SCRIPTS[0], text=SCRIPTS[0].text + "RETURN 1;\n"), *SCRIPTS[1:]]
    error = refusal(graph, changed)
    assert error.details == {"problems": [("changed", "2.8.0")]}
    assert error.message == "V2_8_0__base.cypher was changed after it was applied"
    assert error.fix == "restore the file and put the change into a new migration"


def test_a_missing_script_is_refused(graph: Graph) -> None:
    error = refusal(graph, [item for item in SCRIPTS if item.version != "2.8.5"])
    assert error.details == {"problems": [("missing", "2.8.5")]}
    assert "V2_8_5__case_based_reasoning.cypher is not here" in error.message


def test_a_database_newer_than_the_program_is_refused(graph: Graph) -> None:
    error = refusal(graph, SCRIPTS[:-1])
    assert error.details == {"problems": [("newer", VERSIONS[-1])]}
    assert error.fix == "update faultgraph to the version that migrated this database"


def test_a_script_before_an_applied_one_is_refused(graph: Graph) -> None:
    late = Script("2.8.2.1", "late", "V2_8_2_1__late.cypher", "RETURN 1 AS marker;")
    error = refusal(graph, [*SCRIPTS, late])
    assert error.details == {"problems": [("out_of_order", "2.8.2.1")]}
    assert error.fix == "give it a version above the newest applied one"


def test_a_chain_that_was_tampered_with_is_refused(empty_graph: Graph) -> None:
    runner.apply(empty_graph, SCRIPTS[:2])
    rows(empty_graph, "MATCH ()-[l:MIGRATED_TO]->({version: '2.8.0.1'}) DELETE l")
    assert refusal(empty_graph, SCRIPTS).details == {"problems": [("broken_chain", "")]}


def test_what_neomodel_believes_unique_is_what_the_database_keeps_unique(graph: Graph) -> None:
    found = rows(
        graph,
        "SHOW CONSTRAINTS YIELD entityType, type, labelsOrTypes AS on, properties "
        "WHERE type CONTAINS 'UNIQUENESS' RETURN entityType AS entity, on, properties",
    )
    kept = {(row["entity"], *row["on"], *row["properties"]) for row in found}  # type: ignore[misc]
    node, relationship = "NODE", "RELATIONSHIP"
    believed: set[tuple[str, ...]] = {
        (node, label.value, name) for label, name in declared_uniqueness()
    }
    believed |= {(node, label.value, *names) for label, names in declared_unique_together()}
    believed |= {(relationship, kind.value, "relation_id") for kind in WEIGHTED_TYPES}
    believed |= {(node, "__Neo4jMigration", "version"), (node, "__FaultgraphLock", "id")}
    assert kept == believed


def test_every_index_that_a_script_names_exists_and_is_online(graph: Graph) -> None:
    # IF NOT EXISTS drops an index without a word when an equal one has another name.
    named = {
        words[words.index("IF") - 1]
        for script in SCRIPTS
        if script.changes_schema
        for words in (strip_comments(item).split() for item in script.statements)
    }
    online = {row["name"] for row in schema(graph) if row["state"] == "ONLINE"}
    assert named <= online


@pytest.mark.parametrize(
    ("index", "asked", "found"),
    [
        ("alias_text_french", "locale:fr AND text:(ralenti instable)", ["Ralentis instables"]),
        ("alias_text_english", "locale:en AND text:(stalling engines)", ["Engine stalls"]),
        ("alias_text_folding", "fumee", ["Fumée noire"]),
        ("alias_text_folding", "p0171", ["P0171"]),
    ],
)
def test_full_text_knows_the_language(
    graph: Graph, index: str, asked: str, found: list[str]
) -> None:
    texts = [("Ralentis instables", "fr"), ("Engine stalls", "en"), ("Fumée noire", "fr")]
    rows(
        graph,
        "UNWIND $texts AS t CREATE (:Alias:Knowledge {id: t[0], text: t[0], locale: t[1]})",
        texts=[*texts, ("P0171", "fr")],
    )
    rows(graph, "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    hits = rows(
        graph,
        "CALL db.index.fulltext.queryNodes($index, $asked) YIELD node RETURN node.text AS text",
        index=index,
        asked=asked,
    )
    assert [hit["text"] for hit in hits] == found


def test_every_query_of_the_runner_is_known_to_a_migrated_database(graph: Graph) -> None:
    checked = 0
    for name in names():
        if name.startswith("migration/"):
            asked = query(name, NoRow)
            if asked.access != "SCHEMA":
                assert graph.explain(asked)[1] == [], name
                checked += 1
    assert checked == 10


def test_a_link_is_refused_when_the_chain_has_moved(graph: Graph) -> None:
    who = {"applied_by": "x", "connected_as": "x"}
    script = Script("2.8.99", "x", "V2_8_99__x.cypher", "RETURN 1;")
    with pytest.raises(MigrationError, match=r"no longer ends at 2\.8\.0"):
        graph.write_unit(lambda tx: runner._link(tx, script, "2.8.0", 0.0, who))
    assert applied_versions(graph) == [["BASELINE", *VERSIONS]]
