"""``faultgraph bench latency``: every part of a diagnosis beside an empty query."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from api.cli.output import console, print_json, wants_json
from api.latency_bench import (
    ALL_GRAPHS,
    SEEDED,
    GraphLatency,
    LatencyOrder,
    growth,
    matching_growth,
    run_latency,
)
from engine.bench.quality.result_file import write_json
from engine.bench.speed.goals import GROWTH, MATCHING_GROWTH
from engine.embedding import make_embedder
from graph.errors import InvalidInputError
from graph.settings import load_settings

Graphs = Annotated[str, typer.Option(help=f"Some of {', '.join(ALL_GRAPHS)}, with commas.")]
Rounds = Annotated[int, typer.Option(min=10, max=5000, help="Counted turns of each graph.")]
WarmUp = Annotated[int, typer.Option(min=0, max=5000, help="Turns before, not counted.")]
Seed = Annotated[int, typer.Option(help="Of graphs and findings.")]
Http = Annotated[bool, typer.Option("--http/--no-http", help="Also ask the product's server.")]
Out = Annotated[Path | None, typer.Option(help="Also write the result to this JSON file.")]
AsJson = Annotated[
    bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
]


def latency(  # noqa: PLR0913, PLR0917 - each is one option of the command
    graphs: Graphs = SEEDED,
    rounds: Rounds = 200,
    warm_up: WarmUp = 300,
    seed: Seed = 1,
    http: Http = True,
    out: Out = None,
    as_json: AsJson = None,
) -> None:
    """Time a diagnosis and its parts beside an empty query, interleaved; read the ratios.

    Graphs other than the shipped one are synthetic; each is written once to a local server of its
    own, ``bench-20k`` and so on, and kept for the next run. On ``cards-1k`` and ``cards-50k`` the
    stages of matching are timed.
    """
    settings = load_settings()
    order = LatencyOrder(graph_names(graphs, ALL_GRAPHS), rounds, warm_up, seed, over_http=http)
    told = Console(stderr=True, highlight=False)
    found = run_latency(
        order,
        settings,
        make_embedder(settings.embedder),
        lambda part: told.print(f"measuring: {part}", style="dim"),
    )
    result = _result(order, found)
    if out is not None:
        write_json(out, result)
    if wants_json(as_json):
        print_json(result)
        return
    for item in found:
        console().print(f"{item.graph}: {item.edges} INDICATES", _table(item))
        for reason in item.left_out:
            console().print(f"left out: {reason}")
    if result["growth"] is not None:
        console().print(f"growth 20k to 2m: {result['growth']:.2f}, goal {GROWTH}")
    for stage, ratio in (result["matching_growth"] or {}).items():
        console().print(f"growth 1k to 50k cards, {stage}: {ratio:.2f}, goal {MATCHING_GROWTH}")


def graph_names(given: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of an option with commas.

    Raises:
        InvalidInputError: a name is unknown, or there is none.
    """
    names = tuple(name.strip() for name in given.split(",") if name.strip())
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise InvalidInputError(
            f"there is no graph {', '.join(unknown) or 'named'} to measure",
            field="graphs",
            fix=f"use some of {', '.join(known)}, with commas between",
        )
    return names


def _result(order: LatencyOrder, found: list[GraphLatency]) -> dict[str, Any]:
    return {
        "measured": "8 present and 4 absent findings; ratios to RETURN true of the same run",
        "parameters": {
            "graphs": list(order.graphs),
            "rounds": order.rounds,
            "warm_up": order.warm_up,
            "seed": order.seed,
            "over_http": order.over_http,
        },
        "growth": growth(found),
        "growth_goal": GROWTH,
        "matching_growth": matching_growth(found),
        "matching_growth_goal": MATCHING_GROWTH,
        "graphs": [item.as_json() for item in found],
    }


def _table(item: GraphLatency) -> Table:
    table = Table("what", "median ms", "p95 ms", "ratio", "95 % interval", "goal", "")
    for row in item.rows:
        low, high = row.interval
        goal = "-" if row.goal is None else f"{row.goal_of.replace('_', ' ')} {row.goal:.4g}"
        reached = {None: "", True: "reached", False: "missed"}[row.is_reached]
        table.add_row(
            row.name,
            f"{row.median_ms:.1f}",
            f"{row.p95_ms:.1f}",
            f"{row.ratio:.2f}",
            f"{low:.2f} to {high:.2f}",
            goal,
            reached,
            style="red" if row.is_reached is False else None,
        )
    return table
