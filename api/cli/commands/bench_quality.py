"""``faultgraph bench quality``: accuracy, calibration, plans and oracles, goal by goal."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from api.cli.output import console, print_json, wants_json
from api.quality_bench import QualityOrder, QualityResult, run_quality
from engine.bench.quality.result_file import write_results
from engine.bench.quality.results import QualityRow, markdown_table
from engine.bench.quality.through_graph import GOAL, check_agreement
from engine.embedding import make_embedder
from graph.settings import load_settings

_VERDICT_STYLE = {"reached": "green", "not_refuted": "yellow", "missed": "red"}


Ddxplus = Annotated[
    Path | None,
    typer.Option(exists=True, file_okay=False, help="Folder of DDXPlus: QA, QB and QD goals."),
]
Patients = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="Patients file, else the folder's own."),
]
BayesNetworks = Annotated[
    Path | None,
    typer.Option(exists=True, file_okay=False, help="Folder of .bif files for the oracle."),
]
Knowledge = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        file_okay=False,
        help="Folder of told cases: QK goals, and no other unless data is given too.",
    ),
]
RepairModel = Annotated[
    Path, typer.Option(exists=True, dir_okay=False, help="Costs of the simulated cars.")
]
ThroughNeo4j = Annotated[
    int, typer.Option(min=0, max=5000, help="Patients sent through a second Neo4j.")
]
TwoFaults = Annotated[
    int, typer.Option(min=0, max=20000, help="Simulated cars with two faults; 0: none.")
]
Cars = Annotated[int, typer.Option(min=10, max=50000, help="Cars of the repair plan.")]
Models = Annotated[int, typer.Option(min=5, max=5000, help="Small models with an optimum.")]
Sample = Annotated[
    int | None, typer.Option(min=50, help="So many patients only, for a quick look.")
]
Seed = Annotated[int, typer.Option(help="Of everything that is drawn.")]
Picture = Annotated[Path | None, typer.Option(help="Reliability diagram, .png or .svg.")]
Out = Annotated[Path | None, typer.Option(help="Also write the result as JSON.")]
MarkdownOut = Annotated[Path | None, typer.Option(help="Also write the table as Markdown.")]
AsJson = Annotated[
    bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
]


def quality(  # noqa: PLR0913, PLR0917 - each is one option of the command
    ddxplus: Ddxplus = None,
    patients: Patients = None,
    bayes_networks: BayesNetworks = None,
    knowledge: Knowledge = None,
    repair_model: RepairModel = Path("benchmarks/repair_model.yaml"),
    through_neo4j: ThroughNeo4j = 0,
    two_faults: TwoFaults = 500,
    cars: Cars = 1000,
    models: Models = 200,
    sample: Sample = None,
    seed: Seed = 1,
    picture: Picture = None,
    out: Out = None,
    markdown: MarkdownOut = None,
    as_json: AsJson = None,
) -> None:
    """Measure the goals of diagnosis quality; what is not given is not measured."""
    order = QualityOrder(
        ddxplus=ddxplus,
        patients=patients,
        bayes_networks=bayes_networks,
        repair_model=repair_model,
        through_neo4j=through_neo4j,
        two_faults=two_faults,
        cars=cars,
        models=models,
        sample=sample,
        seed=seed,
        picture=picture,
        knowledge=knowledge,
    )
    settings = load_settings()
    told = Console(stderr=True, highlight=False)
    result = run_quality(
        order,
        settings,
        make_embedder(settings.embedder),
        lambda part: told.print(f"measuring: {part}", style="dim"),
    )
    _write(result, order, out, markdown)
    if wants_json(as_json):
        print_json({"rows": [row.as_json() for row in result.rows], **result.details})
    else:
        console().print(_table(result.rows))
        _tell_confusions(result.details.get("knowledge"))
    if not check_agreement([row for row in result.rows if row.goal == GOAL]):
        raise typer.Exit(1)  # the production path and the arrays say different things


def _tell_confusions(knowledge: dict[str, Any] | None) -> None:
    """Print which faults were named first in place of others, by half."""
    for split, pairs in (knowledge or {}).get("confusions", {}).items():
        table = Table("right", "named first", "cases", title=split)
        for pair in pairs:
            table.add_row(pair["right"], pair["named_first"], str(pair["cases"]))
        console().print(table)


def _write(
    result: QualityResult, order: QualityOrder, out: Path | None, markdown: Path | None
) -> None:
    if out is not None:
        write_results(
            out,
            result.rows,
            dataset=result.files,
            parameters=_parameters(order),
            details=result.details,
        )
    if markdown is not None:
        markdown.write_text(markdown_table(result.rows), encoding="utf-8")


def _parameters(order: QualityOrder) -> dict[str, Any]:
    """Return what changes a figure; of paths only that they were given."""
    values = asdict(order)
    return {
        name: value is not None if isinstance(value, Path) or value is None else value
        for name, value in values.items()
        if name != "picture"
    }


def _table(rows: list[QualityRow]) -> Table:
    table = Table("goal", "what", "figure", "95 % interval", "n", "target", "verdict")
    for row in rows:
        interval = f"{row.interval[0]:.4g} to {row.interval[1]:.4g}" if row.interval else "-"
        verdict = row.verdict.value if row.verdict else "-"
        table.add_row(
            row.goal,
            row.what,
            f"{row.figure:.4g} {row.unit}",
            interval,
            str(row.n),
            str(row.target) if row.target else "-",
            verdict.replace("_", " "),
            style=_VERDICT_STYLE.get(verdict),
        )
    return table
