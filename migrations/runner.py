"""Apply migration scripts in order, once, under a lock; say what was and what will be applied."""

import getpass
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from cypher.library import query
from cypher.rows.migration import (
    FindConnectedUserRow,
    LinkMigrationRow,
    ListAppliedMigrationsRow,
    MergeBaselineRow,
    MergeVersionConstraintRow,
)
from graph.errors import MigrationError
from graph.query import Query
from graph.session import Graph, Transaction
from migrations.chain import BASELINE, Comparison, MigrationProblem, compare, order_chain
from migrations.locking import schema_lock
from migrations.scripts import Script, load_scripts

LOG = logging.getLogger("faultgraph.migrations")


class ScriptRow(BaseModel):
    """What a statement of a script returns; nobody reads it."""


@dataclass(frozen=True)
class ApplyReport:
    """What ``apply`` did.

    Attributes:
        applied: versions that this call applied, in order.
        version: last version of the chain now.
    """

    applied: tuple[str, ...]
    version: str


@dataclass(frozen=True)
class MigrationInfo:
    """One migration, applied or still to be applied."""

    version: str
    description: str
    source: str
    state: Literal["applied", "pending"]
    checksum: str
    applied_at: datetime | None = None
    applied_by: str | None = None
    connected_as: str | None = None
    duration_ms: int | None = None


def apply(graph: Graph, scripts: Sequence[Script] | None = None) -> ApplyReport:
    """Apply every script that the database does not have yet.

    A database that is up to date is only read. Two calls at once end well: the second waits for
    the lock and finds nothing left to do. After a crash another call completes the chain.

    Args:
        graph: the database to migrate.
        scripts: in order of their versions; by default those of this folder.

    Raises:
        MigrationError: chain and scripts disagree; nothing was applied.
    """
    scripts = load_scripts() if scripts is None else scripts
    state = _state(graph, scripts)
    if not state.pending:
        return ApplyReport((), state.end)
    with schema_lock(graph):
        return _apply_pending(graph, _state(graph, scripts))


def info(graph: Graph, scripts: Sequence[Script] | None = None) -> list[MigrationInfo]:
    """Return applied migrations in the order of the chain, then pending ones."""
    scripts = load_scripts() if scripts is None else scripts
    applied = _applied(graph)
    line = order_chain(applied)
    rows = applied if line is None else line
    return [_applied_info(row) for row in rows if row.version != BASELINE] + [
        MigrationInfo(script.version, script.description, script.source, "pending", script.checksum)
        for script in scripts
        if script.version not in {row.version for row in rows}
    ]


def validate(graph: Graph, scripts: Sequence[Script] | None = None) -> list[MigrationProblem]:
    """Return why ``apply`` would refuse; empty when it would not."""
    return compare(load_scripts() if scripts is None else scripts, _applied(graph)).problems


def _applied(graph: Graph) -> list[ListAppliedMigrationsRow]:
    return graph.read(query("migration/list_applied_migrations", ListAppliedMigrationsRow))


def _state(graph: Graph, scripts: Sequence[Script]) -> Comparison:
    state = compare(scripts, _applied(graph))
    if state.problems:
        first = state.problems[0]
        raise MigrationError(
            "; ".join(problem.message for problem in state.problems),
            fix=first.fix,
            details={"problems": [(problem.kind, problem.version) for problem in state.problems]},
        )
    return state


def _apply_pending(graph: Graph, state: Comparison) -> ApplyReport:
    graph.write(query("migration/merge_version_constraint", MergeVersionConstraintRow))
    graph.write(query("migration/merge_baseline", MergeBaselineRow), baseline=BASELINE)
    who = {"applied_by": _system_user(), "connected_as": _database_user(graph)}
    end = state.end
    for script in state.pending:
        LOG.info("applying migration %s (%s)", script.version, script.description)
        if script.changes_schema:
            _apply_schema(graph, script, end, who)
        else:
            _apply_data(graph, script, end, who)
        end = script.version
    return ApplyReport(tuple(script.version for script in state.pending), end)


def _apply_schema(graph: Graph, script: Script, end: str, who: dict[str, str]) -> None:
    """Run each statement in its own transaction: they say IF NOT EXISTS, a rerun completes.

    The transactions are managed, so a deadlock with a program at work is tried again.
    """
    started = time.perf_counter()
    for statement in script.statements:
        graph.write(_as_query(script, statement))
    graph.write_unit(lambda tx: _link(tx, script, end, started, who))


def _apply_data(graph: Graph, script: Script, end: str, who: dict[str, str]) -> None:
    """Run all statements and the chain's new node in one transaction: all or nothing."""
    started = time.perf_counter()

    def run(tx: Transaction) -> None:
        for statement in script.statements:
            tx.run(_as_query(script, statement))
        _link(tx, script, end, started, who)

    graph.write_unit(run)


def _as_query(script: Script, statement: str) -> Query[ScriptRow]:
    return Query(f"migration/{script.version}", statement, "WRITE", ScriptRow, frozenset())


def _link(tx: Transaction, script: Script, end: str, started: float, who: dict[str, str]) -> None:
    rows = tx.run(
        query("migration/link_migration", LinkMigrationRow),
        previous_version=end,
        version=script.version,
        description=script.description,
        source=script.source,
        checksum=script.checksum,
        duration_ms=round((time.perf_counter() - started) * 1000),
        **who,
    )
    if not rows:
        raise MigrationError(
            f"the chain no longer ends at {end}: another program has migrated this database",
            fix="start again",
        )


def _applied_info(row: ListAppliedMigrationsRow) -> MigrationInfo:
    return MigrationInfo(
        row.version,
        row.description or "",
        row.source or "",
        "applied",
        row.checksum or "",
        row.applied_at,
        row.applied_by,
        row.connected_as,
        row.duration_ms,
    )


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may run a user without a name
        return "unknown"


def _database_user(graph: Graph) -> str:
    rows = graph.read(query("migration/find_connected_user", FindConnectedUserRow))
    return rows[0].user_name if rows else "unknown"
