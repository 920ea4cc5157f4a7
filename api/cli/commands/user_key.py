"""``faultgraph user key``: API keys of programs."""

from typing import Annotated

import typer

from api.cli.output import print_json
from api.cli.principal import local_principal
from api.cli.user_screen import AsJson, show_rows
from api.connection import connect
from api.presenting_access import present_key
from engine.users.api_keys import KeyForm, create_api_key, list_api_keys, revoke_api_key
from graph.settings import load_settings
from graph.vocabulary_records import Role

app = typer.Typer(no_args_is_help=True, help="API keys of programs.")
_COLUMNS = ("id", "name", "role", "garage_id", "expires_at", "revoked_at", "last_used_at")


@app.command("create")
def create(
    name: Annotated[str, typer.Argument(help="What the program is, for people.")],
    role: Annotated[Role, typer.Option(help="viewer, technician, expert or admin.")] = Role.VIEWER,
    garage_id: Annotated[
        str | None, typer.Option("--garage", help="Default: FAULTGRAPH_GARAGE_ID.")
    ] = None,
    operation: Annotated[
        list[str] | None,
        typer.Option(help='Binds it to a tag or to "POST /api/…"; may be repeated.'),
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=1825, help="How long it is good for.")] = 365,
) -> None:
    """Make a key and print it, this once; only its hash is kept."""
    settings = load_settings()
    form = KeyForm(name, role, garage_id or settings.garage_id, tuple(operation or ()), days)
    with connect(settings) as graph:
        key_id, api_key = create_api_key(
            graph, form, local_principal(settings, is_cross_garage=True)
        )
    print_json({"id": key_id, "api_key": api_key})


@app.command("list")
def list_command(as_json: AsJson = None) -> None:
    """List the keys of all garages, revoked ones too, without their secrets."""
    keys: list[dict[str, object]] = []
    with connect(load_settings()) as graph:
        after = ""
        while page := list_api_keys(graph, None, after, 100).api_keys:
            keys += [present_key(key) for key in page]
            after = page[-1]["id"]
    show_rows(keys, _COLUMNS, as_json=as_json)


@app.command("revoke")
def revoke(key_id: Annotated[str, typer.Argument(help="Id of the key, key_….")]) -> None:
    """Refuse a key from now on."""
    with connect(load_settings()) as graph:
        revoke_api_key(graph, key_id, None)
    print_json({"id": key_id, "revoked": True})
