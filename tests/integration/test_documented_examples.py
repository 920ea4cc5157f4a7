"""The examples of the documentation do what the pages say, in both languages."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.preparing import seed
from cypher.library import query
from cypher.rows.admin import FindGraphVersionRow
from graph.embedder import Embedder
from graph.session import Graph
from tests.builders.command_line import command_environment
from tests.builders.database import wipe_data
from tests.builders.documented_examples import agrees, examples_of, run_examples
from tests.builders.serving import serving
from tests.conftest import Address
from tests.contract.checks.files import ROOT

FIND_GRAPH_VERSION = query("admin/find_graph_version", FindGraphVersionRow)
PAGES = sorted(
    page for folder in ("knowledge_graph", "efi") for page in (ROOT / "docs" / folder).glob("*.md")
)
_BOTH_LANGUAGES = (r"locale[ =\"':]+fr|fr\b", r"locale[ =\"':]+en|en\b")


@pytest.fixture(scope="module")
def server_url(writable_knowledge: Graph, address: Address) -> Iterator[str]:
    assert writable_knowledge
    with serving(address) as url:
        yield url


@pytest.fixture
def fresh(writable_knowledge: Graph, embedder: Embedder) -> Graph:
    """The shipped knowledge as it was loaded, also after a page that changed it."""
    if writable_knowledge.read(FIND_GRAPH_VERSION)[0].version != 1:
        wipe_data(writable_knowledge)
        seed(writable_knowledge, embedder)
    return writable_knowledge


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_the_examples_of_a_page_print_what_it_shows(
    page: Path, server_url: str, address: Address, tmp_path: Path
) -> None:
    examples = examples_of(page.read_text(encoding="utf-8"))
    environment = command_environment(address) | {"COLUMNS": "100"}
    environment["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    printed = run_examples(examples, environment, tmp_path, server_url)
    for example, said in zip(examples, printed, strict=True):
        where = f"{page.name}:{example.line}: {example.command}"
        assert agrees(example.expected, said.output), f"{where}\n{said.output}"


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_every_page_has_examples_in_both_languages(page: Path) -> None:
    commands = "\n".join(e.command for e in examples_of(page.read_text(encoding="utf-8")))
    assert all(re.search(pattern, commands) for pattern in _BOTH_LANGUAGES), commands


def test_a_planted_wrong_example_is_found(tmp_path: Path) -> None:
    page = 'Text\n\n```console\n$ X=$(echo a)\n$ echo "$X  b"; \\\necho c\na b …\nc\n$ false\n```\n'
    examples = examples_of(page)
    assert [(e.line, e.expected) for e in examples] == [(4, ""), (5, "a b …\nc"), (9, "")]
    printed = run_examples(examples, dict(os.environ), tmp_path, "http://127.0.0.1:1")
    assert [said.exit_code for said in printed] == [0, 0, 1]
    assert agrees(examples[1].expected, printed[1].output)
    assert not agrees("a b\nd", printed[1].output)
    assert not agrees("", "something")
    assert agrees("…", "something")
