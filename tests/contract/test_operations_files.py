"""Compose file, Makefile and README go together, and with the local server."""

import copy
from typing import Any

import pytest
import yaml

from tests import conftest
from tests.contract.checks import operations
from tests.contract.checks.files import ROOT

TARGETS = {"demo", "test", "check", "bench", "docs"}


@pytest.fixture(scope="module")
def version() -> str:
    (lock,) = (ROOT / "graph" / "local").glob("neo4j_runtime_*.tsv")
    return operations.runtime_version(lock.name)


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def makefile() -> str:
    return (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_compose_file_runs_the_same_neo4j_and_holds_no_password(
    compose: dict[str, Any], version: str
) -> None:
    assert set(compose["services"]) == {"neo4j", "api"}
    assert operations.compose_problems(compose, version) == []


def test_tests_in_a_container_use_the_same_neo4j(version: str) -> None:
    image = conftest._NEO4J_IMAGE
    assert image == f"neo4j:{version}-community"


@pytest.mark.parametrize(
    ("service", "key", "value", "expected"),
    [
        ("neo4j", "image", "neo4j:5.26.0-community", "is not 2026.05.0 community"),
        ("neo4j", "image", "neo4j:2026.05.0-enterprise", "is not 2026.05.0 community"),
        ("api", "healthcheck", None, "api has no health check"),
        ("neo4j", "environment", {"NEO4J_AUTH": "neo4j/password"}, "NEO4J_AUTH has a default"),
        ("api", "environment", {"FAULTGRAPH_API_KEY": "${KEY:-abc}"}, "API_KEY has a default"),
        ("neo4j", "ports", ["7687:7687"], "port 7687:7687 is open to the network"),
    ],
)
def test_a_planted_fault_in_the_compose_file_is_found(
    compose: dict[str, Any], service: str, key: str, value: object, expected: str
) -> None:
    planted = copy.deepcopy(compose)
    planted["services"][service][key] = value
    if value is None:
        del planted["services"][service][key]
    found = operations.compose_problems(planted, "2026.05.0")
    assert len(found) == 1
    assert expected in found[0]


def test_every_promised_target_exists_and_is_listed_by_make_help(makefile: str) -> None:
    assert set(operations.make_targets(makefile)) >= TARGETS
    assert operations.undocumented_targets(makefile) == []


def test_the_readme_tells_only_of_targets_that_exist(makefile: str) -> None:
    told = operations.made_commands((ROOT / "README.md").read_text(encoding="utf-8"))
    assert "demo" in told[:2]
    assert [target for target in told if target not in operations.make_targets(makefile)] == []


def test_ci_runs_the_same_targets_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert commands == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "make check", "make test"]


def test_planted_targets_without_comment_or_existence_are_found() -> None:
    planted = "VALUE := 1\n\ncheck: other ## checks\n\techo\nother:\n\techo\n"
    assert operations.make_targets(planted) == ["check", "other"]
    assert operations.undocumented_targets(planted) == ["other"]
    assert operations.made_commands("`make demo`, then make test, again make demo") == [
        "demo",
        "test",
    ]
