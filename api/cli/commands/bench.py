"""``faultgraph bench``: measure on this machine, against this graph."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markdown import Markdown
from rich.table import Table

from api.cli.commands import bench_latency, bench_peers, bench_quality
from api.cli.output import console, print_json, wants_json
from api.connection import connect, open_reader
from engine.bench import cases as case_bench
from engine.bench import text as text_bench
from engine.bench.share import Share
from engine.embedding import make_embedder
from engine.text.alias_index import GraphAliasIndex
from graph.settings import load_settings
from migrations.vector_index import check_model

app = typer.Typer(no_args_is_help=True, help="Measure speed and quality.")
app.command("quality")(bench_quality.quality)
app.command("latency")(bench_latency.latency)
app.command("peers")(bench_peers.peers)
AsJson = Annotated[
    bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
]
_COUNTED = ("top1", "top3", "in_time", "not_sure")
Out = Annotated[Path | None, typer.Option(help="Also write the result to this JSON file.")]


@app.command()
def text(
    *,
    file: Annotated[Path, typer.Option("--cases", exists=True, help="Phrases with answers.")] = (
        Path("benchmarks/text_cases.yaml")
    ),
    out: Out = None,
    as_json: AsJson = None,
) -> None:
    """Measure how complaints in words are understood, by method and language."""
    settings = load_settings()
    cases = [case for case in text_bench.load_cases(file) if case.split == "test"]
    with connect(settings) as graph:
        embedder = make_embedder(settings.embedder)
        check_model(graph, embedder)
        results = text_bench.compare(cases, GraphAliasIndex(graph), embedder)
    values = text_bench.as_json(results)
    _write({"measured": f"held-back phrases of {file.name}", "results": values}, out)
    if wants_json(as_json):
        print_json(values)
        return
    console().print(Markdown(text_bench.as_table(results)))


@app.command()
def cases(
    *,
    folder: Annotated[
        Path, typer.Option("--from", exists=True, file_okay=False, help="Folder of YAML cases.")
    ] = Path("tests/cases"),
    out: Out = None,
    as_json: AsJson = None,
) -> None:
    """Run the mechanics' cases and count how often the right fault comes first."""
    settings = load_settings()
    with connect(settings) as graph:
        reader = open_reader(graph, make_embedder(settings.embedder))
        found = case_bench.measure(graph, reader, case_bench.load_cases(folder))
    rows = [
        {
            "split": quality.split,
            **{
                name: {"hits": share.hits, "of": share.of, "interval": share.interval}
                for name in _COUNTED
                if (share := getattr(quality, name))
            },
            "missed": list(quality.missed),
        }
        for quality in found
    ]
    _write({"measured": f"cases below {folder.name}", "rows": rows}, out)
    if wants_json(as_json):
        print_json(rows)
        return
    table = Table("split", *(name.replace("_", " ") for name in _COUNTED))
    for quality in found:
        table.add_row(quality.split, *(_share(getattr(quality, name)) for name in _COUNTED))
    console().print(table)


def _share(share: Share) -> str:
    low, high = share.interval
    return f"{share.hits}/{share.of} = {share.percent:.0f} % ({low:.0f} to {high:.0f})"


def _write(result: dict[str, Any], out: Path | None) -> None:
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(result, indent=2, sort_keys=True) + "\n", encoding="utf-8")
