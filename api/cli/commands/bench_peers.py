"""``faultgraph bench peers``: the look-up of a diagnosis in Neo4j and in other stores."""

from typing import Any

from rich.console import Console
from rich.table import Table

from api.cli.commands.bench_latency import AsJson, Graphs, Out, Rounds, Seed, WarmUp, graph_names
from api.cli.output import console, print_json, wants_json
from api.peer_bench import PeerComparison, run_peers
from engine.bench.peers.measuring import Turns
from engine.bench.quality.result_file import write_json
from engine.bench.speed.synthetic import SIZES
from engine.embedding import make_embedder
from graph.settings import load_settings


def peers(
    graphs: Graphs = "20k",
    rounds: Rounds = 200,
    warm_up: WarmUp = 300,
    seed: Seed = 1,
    out: Out = None,
    as_json: AsJson = None,
) -> None:
    """Time one look-up in Neo4j, PostgreSQL, NetworkX and numpy, and exact posteriors by pyAgrum.

    Only synthetic graphs. All must give the same top ten before anything is timed. PostgreSQL runs
    as a new server in a temporary folder; what this machine does not have is named as left out.
    """
    settings = load_settings()
    told = Console(stderr=True, highlight=False)
    turns = Turns(rounds, warm_up, seed)
    names = graph_names(graphs, tuple(SIZES))
    found = run_peers(
        names,
        turns,
        settings,
        make_embedder(settings.embedder),
        lambda part: told.print(f"measuring: {part}", style="dim"),
    )
    for item in found:
        for reason in item.left_out:
            told.print(f"LEFT OUT on {item.graph}: {reason}", style="bold red")
    result = _result(names, turns, found)
    if out is not None:
        write_json(out, result)
    if wants_json(as_json):
        print_json(result)
        return
    for item in found:
        console().print(f"{item.graph}: {item.edges} INDICATES", _table(item))


def _result(names: tuple[str, ...], turns: Turns, found: list[PeerComparison]) -> dict[str, Any]:
    return {
        "measured": "10 present findings to top 50 with their relationships to top 10; same draws",
        "parameters": {
            "graphs": list(names),
            "rounds": turns.rounds,
            "warm_up": turns.warm_up,
            "seed": turns.seed,
        },
        "graphs": [item.as_json() for item in found],
    }


def _table(item: PeerComparison) -> Table:
    """Return the rows in two parts: each has one row that the others are compared with."""
    table = Table("what", "median ms", "p95 ms", "ratio", "95 % interval")
    before = None
    for row in item.rows:
        if row.than != before:
            table.add_section()
            table.add_row(f"ratios to: {row.than}", style="bold")
            before = row.than
        low, high = row.interval
        table.add_row(
            row.name,
            f"{row.median_ms:.2f}",
            f"{row.p95_ms:.2f}",
            f"{row.ratio:.3f}",
            f"{low:.3f} to {high:.3f}",
        )
    return table
