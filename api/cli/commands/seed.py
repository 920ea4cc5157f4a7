"""``faultgraph seed``: knowledge files into the graph."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from api.cli.output import console, load_progress, print_json, wants_json
from api.connection import connect
from api.preparing import seed as load_seeds
from engine.embedding import make_embedder
from graph.settings import load_settings
from seeds.compiling.pack import compile_pack
from seeds.mot_curves import as_yaml, derive_curves
from seeds.validate import KNOWLEDGE, load_pack

app = typer.Typer(help="Load or check knowledge.", invoke_without_command=True)
Folder = Annotated[
    Path, typer.Option("--from", exists=True, file_okay=False, help="Folder of YAML files.")
]
AsJson = Annotated[
    bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
]


@app.callback()
def default(context: typer.Context) -> None:
    """Apply, unless a subcommand says otherwise."""
    if context.invoked_subcommand is None:
        apply()


@app.command()
def apply(*, folder: Folder = KNOWLEDGE, as_json: AsJson = None) -> None:
    """Load what differs, in one transaction; a second run writes nothing."""
    settings = load_settings()
    with connect(settings) as graph, load_progress() as progress:
        report = load_seeds(graph, make_embedder(settings.embedder), folder, progress=progress)
    if wants_json(as_json):
        print_json(asdict(report))
        return
    if not report.written:
        console().print("nothing to do: the graph already holds this knowledge")
        return
    console().print(f"graph version {report.graph_version}")
    for name, count in report.summary.items():
        console().print(f"  {name.replace('_', ' '):26} {count:6}")


@app.command()
def mot(
    folder: Annotated[
        Path, typer.Argument(exists=True, file_okay=False, help="Folder of the MOT tables.")
    ],
) -> None:
    """Derive risk curves from counts of UK inspections and print them as lines of a seed file.

    Nothing is loaded: the derived lines are kept in seeds/knowledge/risk/mot_curves.yaml.
    """
    print(as_yaml(derive_curves(folder)), end="")  # noqa: T201


@app.command()
def validate(*, folder: Folder = KNOWLEDGE, as_json: AsJson = None) -> None:
    """Check the files without a database; exit code 7 with file, line and field of each defect."""
    pack = compile_pack(load_pack(folder))
    nodes, relationships = len(pack.nodes), len(pack.relationships)
    if wants_json(as_json):
        print_json({"valid": True, "nodes": nodes, "relationships": relationships})
        return
    console().print(f"{nodes} nodes and {relationships} relationships, no problem found")
