"""The layers of pyproject.toml hold, and each contract finds a planted violation."""

from pathlib import Path

import pytest

from tests.contract.checks.files import ROOT
from tests.contract.checks.imports import contract_names, tiny_copy, verdicts

LAYERS = "api > engine | seeds | migrations > cypher > graph"
DRIVER = "only graph and cypher talk to the driver"
INFERENCE = "inference is pure numpy"
WEB = "only api knows the web and the terminal"


def test_every_contract_is_kept() -> None:
    assert verdicts(ROOT) == dict.fromkeys(contract_names(ROOT), "KEPT")


def test_the_contracts_are_those_that_have_a_planted_violation_below() -> None:
    assert contract_names(ROOT) == [LAYERS, DRIVER, INFERENCE, WEB]


def test_a_tree_without_violation_keeps_every_contract(tmp_path: Path) -> None:
    planted = {
        "api/run.py": "import engine\nimport fastapi\n",
        "graph/session.py": "import neo4j\n",
    }
    assert set(verdicts(tiny_copy(ROOT, tmp_path, planted)).values()) == {"KEPT"}


@pytest.mark.parametrize(
    ("place", "text", "broken"),
    [
        ("graph/query.py", "import cypher\n", LAYERS),
        ("seeds/loader.py", "import engine\n", LAYERS),
        ("engine/diagnose.py", "import neo4j\n", DRIVER),
        ("engine/inference/posterior.py", "import time\n", INFERENCE),
        ("seeds/loader.py", "import typer\n", WEB),
    ],
)
def test_a_planted_violation_breaks_its_contract_and_no_other(
    tmp_path: Path, place: str, text: str, broken: str
) -> None:
    found = verdicts(tiny_copy(ROOT, tmp_path, {place: text}))
    assert [name for name, verdict in found.items() if verdict == "BROKEN"] == [broken]
