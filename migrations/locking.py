"""The lock that lets one program at a time change the schema."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from cypher.library import query
from cypher.rows.migration import MergeLockConstraintRow, MergeLockRow
from graph.errors import DatabaseError
from graph.lock import hold_lock
from graph.session import Graph

LOG = logging.getLogger("faultgraph.migrations")
#: Longest time to wait for and to hold the lock; what it protects stays whole beyond it too.
TIMEOUT_S = 3600.0
_LOCK_ID = "migrations"
_ATTEMPTS = 5
#: What the server answers to the loser when two make the same constraint at the same moment;
#: IF NOT EXISTS does not help then.
_LOST_THE_RACE = (
    "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists",
    "Neo.ClientError.Schema.ConstraintAlreadyExists",
    "Neo.ClientError.Schema.ConstraintWithNameAlreadyExists",
    "Neo.ClientError.Schema.IndexAlreadyExists",
    "Neo.ClientError.Schema.IndexWithNameAlreadyExists",
)


@contextmanager
def schema_lock(graph: Graph) -> Iterator[None]:
    """Hold the lock while the block runs; wait for another holder first."""
    _ensure_constraint(graph)
    LOG.info("waiting for the lock on migrations")
    take = query("migration/merge_lock", MergeLockRow)
    with hold_lock(graph, take, timeout_s=TIMEOUT_S, lock_id=_LOCK_ID):
        yield


def _ensure_constraint(graph: Graph) -> None:
    """Make the constraint behind the lock, the only schema command that runs without it.

    It runs in a managed transaction: two at once may also form a deadlock, which the driver
    resolves by trying again.
    """
    command = query("migration/merge_lock_constraint", MergeLockConstraintRow)
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            graph.write(command)
        except DatabaseError as error:
            if attempt == _ATTEMPTS or error.details.get("neo4j_code") not in _LOST_THE_RACE:
                raise
        else:
            return
