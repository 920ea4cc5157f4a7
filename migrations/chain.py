"""Compare the chain of applied migrations in the graph with the scripts on disk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cypher.rows.migration import ListAppliedMigrationsRow as Applied
from migrations.scripts import Script, version_key

BASELINE = "BASELINE"
ProblemKind = Literal["changed", "missing", "newer", "out_of_order", "broken_chain"]


@dataclass(frozen=True)
class MigrationProblem:
    """Why the chain and the scripts do not fit together.

    Attributes:
        kind: changed, missing, newer, out_of_order or broken_chain.
        version: version of the migration at fault, or empty when the chain itself is broken.
        message: what is wrong.
        fix: what the reader can do about it.
    """

    kind: ProblemKind
    version: str
    message: str
    fix: str


@dataclass(frozen=True)
class Comparison:
    """Result of ``compare``.

    Attributes:
        problems: reasons to refuse, in the order of the chain.
        pending: scripts that are still to be applied, in order.
        end: version of the last node of the chain (BASELINE when nothing was applied).
    """

    problems: list[MigrationProblem]
    pending: list[Script]
    end: str


def compare(scripts: Sequence[Script], applied: Sequence[Applied]) -> Comparison:
    """Compare scripts with the nodes of the chain, BASELINE included."""
    line = order_chain(applied)
    if line is None:
        return Comparison([_broken_chain()], [], BASELINE)
    done = [row for row in line if row.version != BASELINE]
    versions = {row.version for row in done}
    pending = [script for script in scripts if script.version not in versions]
    problems = [found for row in done if (found := _check_applied(row, scripts))]
    problems += _check_order(pending, done)
    return Comparison(problems, pending, line[-1].version if line else BASELINE)


def order_chain(applied: Sequence[Applied]) -> list[Applied] | None:
    """Return the nodes from BASELINE to the end; None when they are not one line."""
    if not applied:
        return []
    after = {row.previous_version: row for row in applied}
    line: list[Applied] = []
    at = after.get(None)
    while at is not None and at not in line:
        line.append(at)
        at = after.get(at.version)
    return line if len(line) == len(applied) and line[0].version == BASELINE else None


def _check_applied(row: Applied, scripts: Sequence[Script]) -> MigrationProblem | None:
    script = next((script for script in scripts if script.version == row.version), None)
    newest = max((version_key(script.version) for script in scripts), default=())
    if script is None and version_key(row.version) > newest:
        return MigrationProblem(
            "newer",
            row.version,
            f"the database has migration {row.version}, newer than this program knows",
            "update faultgraph to the version that migrated this database",
        )
    if script is None:
        return MigrationProblem(
            "missing",
            row.version,
            f"migration {row.version} was applied, but {row.source} is not here",
            "bring the file back; an applied migration is never removed",
        )
    if script.checksum != row.checksum:
        return MigrationProblem(
            "changed",
            row.version,
            f"{script.source} was changed after it was applied",
            "restore the file and put the change into a new migration",
        )
    return None


def _check_order(pending: Sequence[Script], done: Sequence[Applied]) -> list[MigrationProblem]:
    newest = max((version_key(row.version) for row in done), default=())
    return [
        MigrationProblem(
            "out_of_order",
            script.version,
            f"{script.source} comes before a migration that was already applied",
            "give it a version above the newest applied one",
        )
        for script in pending
        if version_key(script.version) < newest
    ]


def _broken_chain() -> MigrationProblem:
    return MigrationProblem(
        "broken_chain",
        "",
        "the :__Neo4jMigration nodes are not one line that starts at BASELINE",
        "restore a backup, or reset the database and load it again",
    )
