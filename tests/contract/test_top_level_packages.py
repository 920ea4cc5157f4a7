"""The six generic top-level names are ours, and the wheel carries everything below them."""

import importlib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.contract.checks.files import PACKAGES, ROOT
from tests.contract.checks.packages import (
    build_wheel,
    foreign_owners,
    foreign_places,
    shipped_files,
    wheel_problems,
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return build_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


def test_the_six_names_import_from_this_repository() -> None:
    places = {name: str(importlib.import_module(name).__file__) for name in PACKAGES}
    assert foreign_places(places, ROOT) == []


def test_no_other_distribution_ships_one_of_the_six_names() -> None:
    assert foreign_owners(packages_distributions()) == []


def test_the_wheel_carries_all_code_and_data_and_nothing_else(wheel: list[str]) -> None:
    assert wheel_problems(wheel, shipped_files(ROOT)) == []


@pytest.mark.parametrize("suffix", [".cypher", ".yaml", ".tsv", ".json"])
def test_there_is_data_of_each_kind_to_carry(wheel: list[str], suffix: str) -> None:
    assert any(name.endswith(suffix) for name in wheel)


def test_a_planted_foreign_package_is_found(tmp_path: Path) -> None:
    elsewhere = str(tmp_path / "site-packages" / "graph" / "__init__.py")
    assert foreign_places({"graph": elsewhere}, ROOT) == [
        f"graph imports from {elsewhere}, not from this repository"
    ]
    assert foreign_owners({"cypher": ["faultgraph", "ipython-cypher"], "test": ["neomodel"]}) == [
        "cypher is also shipped by ipython-cypher"
    ]


def test_a_planted_gap_in_the_wheel_is_found(wheel: list[str]) -> None:
    lacking = [name for name in wheel if name != "graph/errors.py"]
    assert wheel_problems([*lacking, "tests/conftest.py"], shipped_files(ROOT)) == [
        "the wheel lacks graph/errors.py",
        "the wheel ships tests",
    ]
