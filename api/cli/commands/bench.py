"""``faultgraph bench``: measure on this machine, against this graph."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from api.cli.output import console, print_json, wants_json
from api.connection import connect
from api.readiness import COUNT_GRAPH
from engine.bench import latency as latency_bench
from engine.embedding import make_embedder
from engine.reading import Reader
from graph.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Measure speed and quality.")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, as when piped.")]
Out = Annotated[Path | None, typer.Option(help="Also write the result to this JSON file.")]


@app.command()
def latency(
    *,
    runs: Annotated[int, typer.Option(min=10, max=5000)] = 200,
    warm_up: Annotated[int, typer.Option(min=0, max=5000)] = 300,
    seed: int = 1,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Time a diagnosis beside an empty query, interleaved; read the ratios."""
    settings = Settings()
    with connect(settings) as graph:
        reader = Reader(graph, make_embedder(settings.embedder))
        size = dict(graph.read(COUNT_GRAPH)[0].relationships)
        rows = latency_bench.measure(graph, reader, runs=runs, warm_up=warm_up, seed=seed)
    result = {
        "measured": "one client, 8 present and 4 absent findings drawn at random",
        "indicates_relationships": size.get("INDICATES", 0),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "parameters": {"runs": runs, "warm_up": warm_up, "seed": seed},
        "rows": [asdict(row) for row in rows],
    }
    _write(result, out)
    if wants_json(as_json):
        print_json(result)
        return
    table = Table("what", "median ms", "p95 ms", "ratio to RETURN true", "95 % interval")
    for row in rows:
        low, high = row.interval
        table.add_row(
            row.name,
            f"{row.median_ms:.1f}",
            f"{row.p95_ms:.1f}",
            f"{row.ratio:.2f}",
            f"{low:.2f}–{high:.2f}",
        )
    console().print(f"{result['measured']}; {result['indicates_relationships']} INDICATES", table)


def _write(result: dict[str, Any], out: Path | None) -> None:
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(result, indent=2, sort_keys=True) + "\n", encoding="utf-8")
