"""Files and functions stay small, and no module has a name that lets everything in."""

from pathlib import Path

import pytest

from tests.contract.checks.files import PACKAGES, ROOT, python_files
from tests.contract.checks.sizes import name_problems, size_problems

EVERYTHING = (*PACKAGES, "tests", "benchmarks")


def function(lines: int, decorator: str = "") -> str:
    """Return a source with one function of so many lines."""
    return f"{decorator}\ndef long() -> None:\n" + "    pass\n" * (lines - 1)


def test_no_file_and_no_function_is_too_long() -> None:
    found = [
        problem
        for path in python_files(ROOT, EVERYTHING)
        for problem in size_problems(
            path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()
        )
    ]
    assert found == []


def test_every_module_name_says_what_is_inside() -> None:
    paths = [path.relative_to(ROOT) for path in python_files(ROOT, EVERYTHING)]
    assert [problem for path in paths for problem in name_problems(path)] == []


def test_a_planted_long_file_is_found() -> None:
    assert size_problems("x = 1\n" * 400, "x.py") == []
    assert size_problems("x = 1\n" * 401, "x.py") == ["x.py has 401 lines, more than 400"]


def test_a_planted_long_function_is_found() -> None:
    assert size_problems(function(50), "x.py") == []
    assert size_problems(function(51), "x.py") == ["x.py: long has 51 lines, more than 50"]


def test_a_planted_long_route_is_found() -> None:
    assert size_problems(function(20, '@router.get("/faults")'), "x.py") == []
    assert size_problems(function(21, '@router.get("/faults")'), "x.py") == [
        "x.py: long has 21 lines, more than 20"
    ]
    assert size_problems(function(21, "@app.callback()"), "x.py") == []


@pytest.mark.parametrize("name", ["api/utils.py", "graph/base.py", "engine/common/text.py"])
def test_a_planted_name_that_says_nothing_is_found(name: str) -> None:
    assert len(name_problems(Path(name))) == 1
    assert name_problems(Path("graph/baseline.py")) == []
