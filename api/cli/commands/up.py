"""``faultgraph up``: database, migrations, knowledge and server in one step."""

from typing import Annotated

import typer

from api.cli.commands.db import progress_bar
from api.cli.commands.serve import run_server
from api.cli.output import console, load_progress
from api.connection import connect
from api.preparing import prepare
from engine.embedding import make_embedder
from graph.local import server
from graph.settings import load_settings
from seeds.loader import LoadReport


def up(
    *,
    serve: Annotated[bool, typer.Option(help="Then serve the HTTP interface.")] = True,
) -> None:
    """Start the local Neo4j if none is set, migrate, seed, and serve."""
    settings = load_settings()
    out = console()
    if settings.is_local:
        with progress_bar() as advance:
            running = server.start(settings, daemon=True, progress=advance)
        out.print(f"Neo4j      {running.bolt_uri}   Browser {running.http_uri}/browser/")
    with connect(settings) as graph, load_progress() as progress:
        prepared = prepare(graph, make_embedder(settings.embedder), progress=progress)
    applied = len(prepared.migrations.applied)
    out.print(f"Migrations {applied} applied, at version {prepared.migrations.version}")
    out.print(f"Knowledge  {_told(prepared.knowledge)}")
    if serve:
        run_server(settings)


def _told(report: LoadReport) -> str:
    """Return what a load did, in words."""
    if not report.written:
        return "already loaded, nothing written"
    counts = [
        f"{count} {name.replace('_', ' ')}" for name, count in report.summary.items() if count
    ]
    return ", ".join(counts)
