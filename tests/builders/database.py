"""Claim and wipe the test database. A database that is not ours is never touched."""

from pydantic import BaseModel

from graph.query import Query
from graph.session import Graph

MARKER = "FaultgraphTestMarker"


class _Count(BaseModel):
    total: int


class _Name(BaseModel):
    name: str


def cypher(text: str, access: str = "READ") -> Query[BaseModel]:
    """Return an ad-hoc query of a test."""
    return Query("test", text, access, _Any, frozenset())  # type: ignore[arg-type]


class _Any(BaseModel, extra="allow"):
    pass


def rows(graph: Graph, text: str, **parameters: object) -> list[dict[str, object]]:
    """Run an ad-hoc statement that may write and return its rows as dicts."""
    found = graph.write(cypher(text, "WRITE"), **parameters)
    return [row.model_dump() for row in found]


def claim(graph: Graph) -> None:
    """Mark the database as ours; refuse one that holds data and lacks the mark.

    Raises:
        RuntimeError: the database is not empty and was never used by these tests.
    """
    total = rows(graph, "MATCH (n) RETURN count(n) AS total")[0]["total"]
    marked = rows(graph, f"MATCH (m:{MARKER}) RETURN count(m) AS total")[0]["total"]
    if total and not marked:
        raise RuntimeError(
            "FAULTGRAPH_TEST_NEO4J_URI points at a database that holds data and was never used "
            "by these tests: they wipe it, so point it at an empty one"
        )
    if not marked:
        rows(graph, f"CREATE (:{MARKER})")


def wipe_data(graph: Graph) -> None:
    """Delete all data, keep schema, migration chain and vector model."""
    _delete(graph, f"!{MARKER}&!`__Neo4jMigration`&!`__FaultgraphLock`&!EmbeddingModel")


def _delete(graph: Graph, labels: str) -> None:
    """Delete nodes in amounts that the memory of one transaction holds."""
    graph.run_script(
        f"CYPHER 25 MATCH (n:{labels}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 2000 ROWS"
    )


def forget_cases(graph: Graph) -> None:
    """Delete the records that calls of another test left; they taught nothing."""
    rows(graph, "MATCH (n:Case|PersonalData|AccessEntry) DETACH DELETE n")


def wipe_everything(graph: Graph) -> None:
    """Delete all data and all schema."""
    _delete(graph, f"!{MARKER}")
    for found in graph.read(Query("t", "SHOW CONSTRAINTS YIELD name", "READ", _Name, frozenset())):
        graph.run_script("DROP CONSTRAINT $name IF EXISTS", name=found.name)
    listed = "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"
    for found in graph.read(Query("t", listed, "READ", _Name, frozenset())):
        graph.run_script("DROP INDEX $name IF EXISTS", name=found.name)
