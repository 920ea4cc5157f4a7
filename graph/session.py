"""The driver's life cycle and every transaction: managed, timed by query name, retried when safe.

Reads are routed to readers, writes to the leader; one bookmark manager per graph makes each
caller read its own writes. Driver errors become the domain errors of ``graph.errors``.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self, TypeVar

import neo4j
from neo4j import GraphDatabase, ManagedTransaction, unit_of_work
from neo4j import Query as DriverQuery
from neo4j.exceptions import (
    AuthError,
    ClientError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    TransientError,
)
from neo4j.exceptions import (
    ConfigurationError as DriverConfigurationError,
)

from graph.errors import (
    ConfigurationError,
    DatabaseError,
    DatabaseUnavailableError,
    FaultgraphError,
    QueryTimeoutError,
)
from graph.query import Query, RowT
from graph.timing import QueryTimings

LOG = logging.getLogger("faultgraph.graph")
# At DEBUG the driver logs every parameter, and so VINs, names and what customers said.
logging.getLogger("neo4j").setLevel(logging.INFO)
T = TypeVar("T")
_TIMEOUT_CODES = (
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    "Neo.TransientError.Transaction.LockAcquisitionTimeout",
)


class Transaction:
    """An open managed transaction that runs queries of the library."""

    def __init__(self, tx: ManagedTransaction, timings: QueryTimings) -> None:
        """Wrap the driver's transaction."""
        self._tx = tx
        self._timings = timings

    def run(self, query: Query[RowT], **parameters: Any) -> list[RowT]:
        """Run one query and return its rows, each checked against the query's row model."""
        started = time.perf_counter()
        result = self._tx.run(query.text, parameters)
        records = [dict(record) for record in result]
        result.consume()
        self._timings.record(query.name, query.access, time.perf_counter() - started)
        return [query.row.model_validate(record) for record in records]


class Graph:
    """One database behind one driver. Close it, or use it as a context manager."""

    def __init__(self, driver: neo4j.Driver, database: str, timeout_s: float) -> None:
        """Take an open driver; ``timeout_s`` bounds each transaction on the server."""
        self._driver = driver
        self._database = database
        self._timeout_s = timeout_s
        self._bookmarks = GraphDatabase.bookmark_manager()
        self.timings = QueryTimings()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the driver."""
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._driver.close()

    def verify(self) -> None:
        """Raise DatabaseUnavailableError unless the server answers with these credentials."""
        with _domain_errors("verify"):
            self._driver.verify_connectivity()

    def read(self, query: Query[RowT], **parameters: Any) -> list[RowT]:
        """Run one READ query in a managed transaction on a reader; retried when transient."""
        return self.read_unit(lambda tx: tx.run(query, **parameters))

    def write(self, query: Query[RowT], **parameters: Any) -> list[RowT]:
        """Run one WRITE query in a managed transaction; retried when transient."""
        return self.write_unit(lambda tx: tx.run(query, **parameters))

    def read_unit(self, work: Callable[[Transaction], T]) -> T:
        """Run ``work`` in one managed read transaction; it may run more than once."""
        with self._session(neo4j.READ_ACCESS) as session, _domain_errors("read"):
            return session.execute_read(self._unit(work))

    def write_unit(self, work: Callable[[Transaction], T], *, timeout_s: float | None = None) -> T:
        """Run ``work`` in one managed write transaction: all of it is written, or nothing.

        ``timeout_s`` replaces the graph's own bound on a transaction. ``work`` may run more than
        once (after a transient error), so it must not have side
        effects outside the transaction.
        """
        with self._session(neo4j.WRITE_ACCESS) as session, _domain_errors("write"):
            return session.execute_write(self._unit(work, timeout_s))

    def run_script(self, statement: str, **parameters: Any) -> None:
        """Run one statement of a migration or a schema command in a transaction of its own."""
        with self._session(neo4j.WRITE_ACCESS) as session, _domain_errors("script"):
            session.run(DriverQuery(statement, timeout=self._timeout_s), parameters).consume()

    def explain(self, query: Query[Any]) -> tuple[dict[str, Any], list[str]]:
        """Return the plan of a query and its notifications, without running it."""
        with self._session(neo4j.READ_ACCESS, "INFORMATION") as session, _domain_errors(query.name):
            parameters = dict.fromkeys(query.parameters)
            summary = session.run("EXPLAIN " + query.text, parameters).consume()
            notes = [
                f"{status.gql_status}: {status.status_description}"
                for status in summary.gql_status_objects
                if status.is_notification
            ]
            return dict(summary.plan or {}), notes

    def profile(self, query: Query[Any], **parameters: Any) -> int:
        """Run a query and return the database hits of its plan: its work, free of any noise."""
        with self._session(neo4j.READ_ACCESS) as session, _domain_errors(query.name):
            plan = session.run("PROFILE " + query.text, parameters).consume().profile
            return _hits(plan or {})

    def _session(self, access: str, notifications: str = "OFF") -> neo4j.Session:
        return self._driver.session(
            database=self._database,
            default_access_mode=access,
            bookmark_manager=self._bookmarks,
            fetch_size=1000,
            notifications_min_severity=notifications,  # type: ignore[arg-type]
        )

    def _unit(
        self, work: Callable[[Transaction], T], timeout_s: float | None = None
    ) -> Callable[[ManagedTransaction], T]:
        @unit_of_work(timeout=timeout_s or self._timeout_s)
        def run(tx: ManagedTransaction) -> T:
            return work(Transaction(tx, self.timings))

        return run


def open_graph(  # noqa: PLR0913 - the six values of a connection, all of them scalars
    uri: str,
    username: str,
    password: str,
    *,
    database: str = "neo4j",
    query_timeout_s: float = 30.0,
    connect_timeout_s: float = 10.0,
    retry_time_s: float = 30.0,
) -> Graph:
    """Open a driver for ``uri`` (bolt://, neo4j://, neo4j+s:// …). Nothing is sent yet.

    Raises:
        ConfigurationError: the address is not one that the driver understands.
    """
    try:
        driver = GraphDatabase.driver(
            uri,
            auth=(username, password),
            connection_timeout=connect_timeout_s,
            connection_acquisition_timeout=max(connect_timeout_s, 1.0) + 5.0,
            max_transaction_retry_time=retry_time_s,
            user_agent="faultgraph",
            notifications_min_severity="OFF",  # tests read them through ``Graph.explain``
        )
    except (DriverConfigurationError, ValueError) as error:
        raise ConfigurationError(
            f"NEO4J_URI is not an address of a Neo4j server: {error}",
            field="NEO4J_URI",
            fix="use bolt://host:7687, neo4j://host:7687 or neo4j+s://host",
        ) from error
    return Graph(driver, database, query_timeout_s)


def _hits(plan: dict[str, Any]) -> int:
    own = int(plan.get("args", {}).get("DbHits", 0))
    return own + sum(_hits(child) for child in plan.get("children", []))


@contextmanager
def _domain_errors(what: str) -> Iterator[None]:
    try:
        yield
    except FaultgraphError:
        raise
    except AuthError as error:
        raise DatabaseUnavailableError(
            "Neo4j refuses the user name or password",
            field="NEO4J_PASSWORD",
            fix="set NEO4J_USERNAME and NEO4J_PASSWORD to those of the server",
        ) from error
    except ServiceUnavailable as error:
        raise DatabaseUnavailableError(
            f"no Neo4j answers: {error}",
            field="NEO4J_URI",
            fix="start it (`faultgraph db start`) or set NEO4J_URI",
        ) from error
    except (ClientError, TransientError, Neo4jError, DriverError) as error:
        code = getattr(error, "code", None)
        if code in _TIMEOUT_CODES:
            raise QueryTimeoutError(f"{what}: the query ran out of time") from error
        raise DatabaseError(f"{what}: {error}", details={"neo4j_code": code}) from error
