"""``faultgraph events``: the log of events, and a second chance for those that were given up."""

from typing import Annotated, Any

import typer
from rich.table import Column, Table
from rich.text import Text

from api.cli.output import console, print_json, wants_json
from api.connection import connect
from api.presenting_events import present_event, present_queue
from engine.events.listing import EventFilter, list_events, queue_state, retry_event
from graph.settings import load_settings
from graph.vocabulary_records import EventStatus, EventType

app = typer.Typer(no_args_is_help=True, help="Look at events, and try those again that died.")
AsJson = Annotated[
    bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
]
_COLUMNS = ("event_id", "position", "event_type", "about", "status", "attempts", "last_error")


@app.command("list")
def list_command(
    event_type: Annotated[EventType | None, typer.Option("--type", help="Of this type.")] = None,
    status: Annotated[EventStatus | None, typer.Option(help="In this state.")] = None,
    about: Annotated[str | None, typer.Option(help="Id of a ticket, action or card.")] = None,
    since: Annotated[int, typer.Option(min=0, help="After this position.")] = 0,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many.")] = 50,
    *,
    as_json: AsJson = None,
) -> None:
    """List the garage's events, the oldest first, and what waits."""
    settings = load_settings()
    wanted = EventFilter(event_type, status, aggregate_id=about)
    with connect(settings) as graph:
        page = list_events(graph, settings.garage_id, wanted, since, limit)
        queue = present_queue(queue_state(graph, settings.garage_id)).model_dump(mode="json")
    events = [present_event(item).model_dump(mode="json") for item in page.events]
    if wants_json(as_json):
        print_json({"events": events, "queue": queue, "next_position": page.next_position})
        return
    _table(events)
    console().print(", ".join(f"{name} {value}" for name, value in queue.items()))


@app.command("retry")
def retry(
    event_id: Annotated[str, typer.Argument(help="Id of the event (evt_...).")],
    *,
    as_json: AsJson = None,
) -> None:
    """Let an event that was given up be tried again now."""
    settings = load_settings()
    with connect(settings) as graph:
        event = present_event(retry_event(graph, settings.garage_id, event_id))
    shown = event.model_dump(mode="json")
    if wants_json(as_json):
        print_json(shown)
        return
    _table([shown])


def _table(events: list[dict[str, Any]]) -> None:
    table = Table(Column("event_id", no_wrap=True, min_width=24), *_COLUMNS[1:])
    for event in events:
        values = {**event, "about": event["aggregate"]["id"]}
        row = ("" if values[name] is None else str(values[name]) for name in _COLUMNS)
        table.add_row(*map(Text, row))
    console().print(table)
