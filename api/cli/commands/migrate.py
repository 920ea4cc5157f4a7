"""``faultgraph migrate``: the chain of changes to the database."""

from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from api.cli.output import ask, console, print_json, wants_json
from api.connection import connect
from api.preparing import migrate as run_migrations
from api.preparing import rebuild_index as rebuild
from engine.embedding import make_embedder
from graph.errors import MigrationError
from graph.settings import load_settings
from migrations import runner

app = typer.Typer(help="Migrate the database.", invoke_without_command=True)
AsJson = Annotated[
    bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
]


@app.callback()
def default(context: typer.Context) -> None:
    """Apply, unless a subcommand says otherwise."""
    if context.invoked_subcommand is None:
        apply()


@app.command()
def apply(*, as_json: AsJson = None) -> None:
    """Apply every migration that the database does not have, then make the vector index."""
    settings = load_settings()
    with connect(settings) as graph:
        report = run_migrations(graph, make_embedder(settings.embedder))
    if wants_json(as_json):
        print_json(asdict(report))
        return
    applied = ", ".join(report.applied) or "nothing"
    console().print(f"applied {applied}; the database is at version {report.version}")


@app.command()
def info(*, as_json: AsJson = None) -> None:
    """Show which migrations are applied and which are pending."""
    with connect(load_settings()) as graph:
        found = runner.info(graph)
    if wants_json(as_json):
        print_json(
            [
                {
                    **asdict(row),
                    "applied_at": row.applied_at.isoformat() if row.applied_at else None,
                }
                for row in found
            ]
        )
        return
    table = Table("version", "description", "state", "applied at")
    for row in found:
        at = row.applied_at.isoformat(timespec="seconds") if row.applied_at else ""
        table.add_row(row.version, row.description, row.state, at)
    console().print(table)


@app.command()
def validate(*, as_json: AsJson = None) -> None:
    """Check that scripts and chain agree; exit code 11 when they do not."""
    with connect(load_settings()) as graph:
        problems = runner.validate(graph)
    if problems:
        raise MigrationError(
            "; ".join(problem.message for problem in problems),
            fix=problems[0].fix,
            details={"problems": [f"{problem.kind} {problem.version}" for problem in problems]},
        )
    if wants_json(as_json):
        print_json({"valid": True})
        return
    console().print("scripts and chain agree")


@app.command()
def rebuild_index(
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: AsJson = None,
) -> None:
    """Change the embedding model: drop all vectors, make the index anew and embed every alias."""
    settings = load_settings()
    with connect(settings) as graph:
        ask(f"Replace all vectors by those of {settings.embedder}?", yes=yes)
        report = rebuild(graph, make_embedder(settings.embedder))
    if wants_json(as_json):
        print_json(asdict(report))
        return
    console().print(
        f"{report.embeddings} aliases have vectors of {report.model_id}:"
        f" {report.dimension} numbers each"
    )
