"""``faultgraph worker``: handles events until it is told to stop; several may run at once."""

import signal
from typing import Annotated

import typer

from api.cli.output import console, print_json, wants_json
from api.connection import connect, open_reader
from api.event_services import event_services
from api.presenting_events import present_handled
from engine.embedding import make_embedder
from engine.events.processing import Processed
from engine.events.services import Services
from engine.events.working import Worked, Worker, work_off
from graph.settings import load_settings

_MANY = 1_000_000


def worker(
    poll: Annotated[float | None, typer.Option(min=0.01, help="Seconds between looks.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="With --once: most events.")] = _MANY,
    *,
    once: Annotated[bool, typer.Option("--once", help="Work the queue off and end.")] = False,
    as_json: Annotated[
        bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
    ] = None,
) -> None:
    """Handle events; SIGTERM or Ctrl-C ends it after the event that it is handling."""
    settings = load_settings()
    embedder = make_embedder(settings.embedder)
    with connect(settings) as graph:
        reader = open_reader(graph, embedder)
        services = event_services(settings, graph, reader, embedder)
        if once:
            _tell(work_off(services, limit, seconds=float("inf")), as_json=as_json)
        else:
            _run(services, poll or settings.event_poll_s, as_json=as_json)


def _run(services: Services, poll_s: float, *, as_json: bool | None) -> None:
    def told(step: Processed) -> None:
        if not step.is_empty:
            _tell(Worked().and_then(step), as_json=as_json)

    running = Worker(services, poll_s, told)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: running.stop())
    running.run()


def _tell(done: Worked, *, as_json: bool | None) -> None:
    if wants_json(as_json):
        handled = [present_handled(each).model_dump(mode="json") for each in done.handled]
        print_json({**done.counts(), "unhandled": done.unhandled, "handled": handled})
        return
    for each in done.handled:
        console().print(f"{each.status:9} {each.event.event_type:28} {each.event.aggregate_id}")
    if done.unhandled:
        console().print(f"processed {done.unhandled} that needed nothing done")
