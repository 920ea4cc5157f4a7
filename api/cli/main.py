"""``faultgraph``: the command line. One command or group a file, registered here."""

import os
import sys

import typer

from api.cli.commands import (
    bench,
    calibrate,
    cards,
    cases,
    config,
    db,
    diagnose,
    dtc,
    events,
    fault,
    interview,
    knowledge,
    links,
    match,
    migrate,
    notify,
    privacy,
    risk,
    scan,
    schema,
    seed,
    serve,
    tickets,
    transfer,
    up,
    user,
    validate,
    vehicle,
    worker,
)
from api.cli.errors import report
from graph.errors import FaultgraphError

app = typer.Typer(
    name="faultgraph",
    help="Diagnose vehicles from symptoms and trouble codes with a Neo4j graph.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(db.app, name="db")
app.add_typer(migrate.app, name="migrate")
app.add_typer(seed.app, name="seed")
app.add_typer(bench.app, name="bench")
app.add_typer(fault.app, name="fault")
app.add_typer(knowledge.app, name="knowledge")
app.add_typer(vehicle.app, name="vehicle")
app.add_typer(cases.app, name="cases")
app.add_typer(cards.app, name="cards")
app.add_typer(privacy.app, name="privacy")
app.add_typer(events.app, name="events")
app.add_typer(tickets.app, name="tickets")
app.add_typer(user.app, name="user")
app.command("up")(up.up)
app.command("diagnose")(diagnose.diagnose_command)
app.command("match")(match.match)
app.command("cards-index")(match.cards_index)
app.command("dtc")(dtc.dtc)
app.command("scan")(scan.scan)
app.command("calibrate")(calibrate.calibrate)
app.command("interview")(interview.interview)
app.command("risk")(risk.risk)
app.command("notify")(notify.notify)
app.command("serve")(serve.serve)
app.command("worker")(worker.worker)
app.command("links")(links.links)
app.command("schema")(schema.schema)
app.command("validate")(validate.validate)
app.command("config")(config.config)
app.command("export")(transfer.export_graph)
app.command("import")(transfer.import_graph)


def main() -> None:
    """Run the command line; an error becomes a message and its exit code, never a trace.

    ``FAULTGRAPH_DEBUG=1`` shows the trace of an unexpected one.
    """
    try:
        app()
    except FaultgraphError as error:
        sys.exit(report(error).exit_code)
    except Exception as error:
        if os.environ.get("FAULTGRAPH_DEBUG"):
            raise
        unexpected = FaultgraphError(
            f"unexpected {type(error).__name__}: {error}",
            fix="this is a defect of the program; FAULTGRAPH_DEBUG=1 shows where",
        )
        sys.exit(report(unexpected).exit_code)
