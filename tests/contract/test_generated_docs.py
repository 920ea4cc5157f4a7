"""Commands, settings, queries and schema are told once: docs/ repeats what the code says."""

from pathlib import Path

import pytest

from api.cli import documentation
from cypher.library import names
from graph.settings import Settings, variable_name
from graph.vocabulary import Label, RelationshipType
from tests.contract.checks.files import ROOT
from tests.contract.checks.tables import (
    missing_from_page,
    undescribed_settings,
    undocumented_commands,
)


class Told:
    """Something with the attributes that a command, a parameter or a setting has."""

    def __init__(self, told: str | None, *params: "Told", name: str = "--planted") -> None:
        """Tell something, or nothing."""
        self.help = self.description = told
        self.params = params
        self.opts = [name]


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return documentation.pages()


def test_no_page_is_stale() -> None:
    assert documentation.stale() == [], "run `make docs`"


def test_a_planted_change_of_a_page_is_stale_until_it_is_written_again(tmp_path: Path) -> None:
    every = sorted(documentation.pages())
    assert every == ["cli.md", "queries.md", "schema.md", "settings.md"]
    assert documentation.stale(tmp_path) == every
    assert documentation.write(tmp_path) == every
    assert documentation.stale(tmp_path) == []
    (tmp_path / "cli.md").write_text("something else")
    assert documentation.write(tmp_path) == ["cli.md"]
    assert documentation.stale(tmp_path) == []


def test_pages_are_the_same_on_every_machine(pages: dict[str, str]) -> None:
    assert [name for name, text in pages.items() if str(Path.home()) in text] == []
    assert [name for name, text in pages.items() if str(ROOT) in text] == []


def test_every_command_and_option_has_a_help_text() -> None:
    assert undocumented_commands(documentation.commands()) == []


def test_every_command_is_on_its_page(pages: dict[str, str]) -> None:
    known = documentation.commands()
    assert {"db start", "migrate", "migrate apply", "seed validate", "diagnose"} <= set(known)
    headings = [f"\n## faultgraph {name}\n" for name in known]
    assert missing_from_page(headings, pages["cli.md"]) == []


def test_a_planted_command_without_help_is_found() -> None:
    good = Told("Does it.", Told("How.", name="--how"))
    bad = Told(None, Told(" ", name="--what"))
    assert undocumented_commands({"good": good, "bad": bad}) == [
        "faultgraph bad",
        "faultgraph bad --what",
    ]
    assert missing_from_page(["## faultgraph bad"], "## faultgraph good") == ["## faultgraph bad"]


def test_every_setting_is_described_and_on_its_page(pages: dict[str, str]) -> None:
    assert undescribed_settings(Settings.model_fields) == []
    variables = [f"| `{variable_name(name)}` |" for name in Settings.model_fields]
    assert missing_from_page(variables, pages["settings.md"]) == []


def test_a_planted_setting_without_description_is_found() -> None:
    fields = {"good": Told("what it does"), "bad": Told(None), "empty": Told(" ")}
    assert undescribed_settings(fields) == ["bad", "empty"]


def test_every_query_is_on_its_page(pages: dict[str, str]) -> None:
    headings = [f"\n### {name}\n" for name in names()]
    assert missing_from_page(headings, pages["queries.md"]) == []


def test_every_label_and_relationship_type_is_on_the_page_of_the_schema(
    pages: dict[str, str],
) -> None:
    labels = [f"\n### :{label.value}\n" for label in Label]
    types = [f"`{kind.value}`" for kind in RelationshipType]
    assert missing_from_page([*labels, *types], pages["schema.md"]) == []
