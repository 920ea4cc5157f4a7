"""``faultgraph notify``: try out who is told of what waits for a person."""

from typing import Annotated

import typer

from api.cli.output import console, print_json, wants_json
from engine.identifiers import new_id
from engine.notifying.choosing import make_notifier
from engine.notifying.notifier import Notification
from graph.settings import load_settings

_WORDS = "faultgraph: a message to try out the delivery"


def notify(
    *,
    as_json: Annotated[
        bool | None, typer.Option("--json/--table", help="Default: a sentence on a terminal.")
    ] = None,
) -> None:
    """Send a message to try out FAULTGRAPH_NOTIFY; an error says why it was not delivered."""
    settings = load_settings()
    told = Notification("test", "test", settings.garage_id, _WORDS, _WORDS, new_id("try"))
    make_notifier(settings).notify(told)
    if wants_json(as_json):
        print_json({"notifier": settings.notify, "delivery_id": told.delivery_id})
        return
    console().print(f"{settings.notify}: told ({told.delivery_id})")
