"""Decisions and changelog fragments are in form, and no file tells of one machine."""

from pathlib import Path

import pytest

from tests.contract.checks import documents
from tests.contract.checks.files import ROOT, project_files

KINDS = {"added", "fixed", "knowledge"}
DECISION = """\
# 7. Something is decided

Status: accepted

## Context

Why.

## Decision

What.

## Consequences

So what.
"""


def changed(old: str, new: str) -> list[str]:
    """Return the problems of a good decision with one thing changed."""
    assert old in DECISION
    return documents.decision_problems("0007-something.md", DECISION.replace(old, new))


def test_every_changelog_fragment_is_in_form() -> None:
    kinds = documents.fragment_kinds(ROOT)
    paths = [path for path in (ROOT / "changelog").iterdir() if path.suffix == ".md"]
    found = [
        problem
        for path in paths
        for problem in documents.fragment_problems(path.name, path.read_text("utf-8"), kinds)
    ]
    assert found == []
    assert kinds >= KINDS


@pytest.mark.parametrize("name", ["+a-thing.added.md", "12.fixed.md", "+x.knowledge.2.md"])
def test_a_good_fragment_has_no_problem(name: str) -> None:
    assert documents.fragment_problems(name, "Something.", KINDS) == []


@pytest.mark.parametrize("name", ["a-thing.added.md", "+a-thing.feature.md", "+Thing.added.md"])
def test_a_planted_misnamed_or_empty_fragment_is_found(name: str) -> None:
    assert len(documents.fragment_problems(name, "Something.", KINDS)) == 1
    assert documents.fragment_problems("+x.added.md", " \n", KINDS) == ["+x.added.md is empty"]


def test_every_decision_is_in_form_with_a_number_of_its_own() -> None:
    paths = sorted((ROOT / "docs" / "adr").glob("*.md"))
    found = [
        problem
        for path in paths
        for problem in documents.decision_problems(path.name, path.read_text(encoding="utf-8"))
    ]
    assert found == []
    assert documents.doubled_numbers(path.name for path in paths) == []
    assert len(paths) >= 3


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("# 7. ", "# 8. ", "does not begin with '# 7. Title'"),
        ("Status: accepted", "Status: maybe", "has no line 'Status: accepted'"),
        ("## Context", "## Background", "has no heading '## Context'"),
        ("## Decision", "### Decision", "has no heading '## Decision'"),
        ("So what.", "So what.\n" * 46, "has 61 lines, more than 60"),
    ],
)
def test_a_planted_fault_in_a_decision_is_found(old: str, new: str, expected: str) -> None:
    assert changed(old, old) == []
    assert len(changed(old, new)) == 1
    assert expected in changed(old, new)[0]


def test_planted_misplaced_headings_and_doubled_numbers_are_found() -> None:
    swapped = (
        DECISION.replace("Context", "X").replace("Decision", "Context").replace("X", "Decision")
    )
    found = documents.decision_problems("0007-something.md", swapped)
    assert found[0].startswith("0007-something.md: the headings are not in the order")
    assert documents.decision_problems("7-something.md", DECISION) == [
        "7-something.md is not NNNN-words.md"
    ]
    assert documents.doubled_numbers(["0001-a.md", "0002-b.md", "0001-c.md"]) == ["0001"]


def test_sweeps_see_every_file_that_gitignore_does_not_leave_out(tmp_path: Path) -> None:
    for name in (".venv/lib/x.py", "a/__pycache__/x.pyc", "a/x.py", "new.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / ".gitignore").write_text(".venv/\n__pycache__/\n")
    found = [path.relative_to(tmp_path).as_posix() for path in project_files(tmp_path)]
    assert found == [".gitignore", "a/x.py", "new.md"]
    assert ROOT / "pyproject.toml" in project_files()


def test_no_file_of_the_project_tells_of_one_machine() -> None:
    assert documents.traces_in(project_files(), ROOT) == []


@pytest.mark.parametrize(
    "parts",
    [
        ("https://repo", ".maven.example/x"),
        ("https://pypi", ".org/simple"),
        ("https://files", ".pythonhosted.org/a.whl"),
        ("https://registry", ".npmjs.org"),
        ("cd /wor", "k/main"),
        ("/roo", "t/.cache"),
        ("/hom", "e/someone/project"),
    ],
)
def test_a_planted_trace_of_a_machine_is_found(parts: tuple[str, str]) -> None:
    text = f"a line\n{''.join(parts)}\n"
    found = list(documents.traces(text, "x.md"))
    assert len(found) == 1
    assert found[0].startswith("x.md:2: ")
    assert list(documents.traces("/api/knowledge-graph/nodes and /data", "x.md")) == []
