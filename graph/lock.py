"""A lock in the database that ends with its holder.

The holder keeps a transaction open that has written one node and never commits. The node's
write lock makes everybody else wait. When the holder is done, crashes or loses its connection,
the server rolls the transaction back: the lock cannot go stale and leaves nothing in the graph.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph.query import Query
from graph.session import Graph, _domain_errors

LOG = logging.getLogger("faultgraph.graph")


@contextmanager
def hold_lock(
    graph: Graph, acquire: Query[Any], *, timeout_s: float, **parameters: Any
) -> Iterator[None]:
    """Hold the write lock that ``acquire`` takes, while the block runs in other transactions.

    The block may run schema commands on every label but the lock node's own: those would wait
    for this transaction, and so for themselves. A holder that loses its connection loses the
    lock while it still works, so what the block writes must also be safe by itself.

    Args:
        graph: where the lock is.
        acquire: WRITE query that takes the lock; it is rolled back, never committed.
        timeout_s: the longest time to wait for and to hold the lock.
        parameters: parameters of ``acquire``.

    Raises:
        QueryTimeoutError: another holder kept the lock for ``timeout_s``.
    """
    with graph._session(neo4j.WRITE_ACCESS) as session:  # noqa: SLF001 - one door, two files
        with _domain_errors(acquire.name):
            transaction = session.begin_transaction(timeout=timeout_s)
            transaction.run(acquire.text, parameters).consume()
        try:
            yield
        finally:
            _release(transaction)


def _release(transaction: neo4j.Transaction) -> None:
    try:
        transaction.close()
    except (DriverError, Neo4jError) as error:
        # The server has rolled it back already, or will when it sees the connection gone.
        LOG.warning("the lock was lost before its release: %s", type(error).__name__)
