"""``faultgraph export`` and ``import``: the logical dump."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.cli.output import console, print_json
from api.connection import connect
from api.preparing import migrate
from engine.cards.reindexing import reindex_cards
from engine.embedding import make_embedder
from graph.settings import load_settings
from seeds.dump import dump_lines, restore


def export_graph(
    file: Annotated[Path | None, typer.Argument(help="File to write; default: stdout.")] = None,
) -> None:
    """Write the whole graph as sorted JSON lines; equal graphs give equal bytes."""
    with connect(load_settings()) as graph:
        if file is None:
            sys.stdout.writelines(line + "\n" for line in dump_lines(graph))
            return
        part = file.with_name(file.name + ".part")
        with part.open("w", encoding="utf-8") as stream:
            stream.writelines(line + "\n" for line in dump_lines(graph))
        part.replace(file)  # an interrupted export leaves no half a file under this name
    console().print(f"written to {file}")


def import_graph(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A dump.")],
) -> None:
    """Load a dump into an empty database, in one transaction."""
    settings = load_settings()
    embedder = make_embedder(settings.embedder)
    with connect(settings) as graph, file.open(encoding="utf-8") as stream:
        migrate(graph, embedder)
        restored = restore(graph, stream, embedder)
        reindex_cards(graph, embedder)
    print_json(restored)
