"""``faultgraph user``: users, keys of programs and garages, for whoever holds the server."""

import sys
from typing import Annotated, Any

import typer

from api.cli.commands import garage, user_key
from api.cli.output import print_json
from api.cli.principal import local_principal
from api.cli.user_screen import AsJson, show_rows
from api.connection import connect
from api.presenting_access import present_user
from engine.users.accounts import UserForm, change_user, create_user, find_by_name, list_users
from graph.errors import InvalidInputError
from graph.settings import load_settings
from graph.vocabulary import Locale
from graph.vocabulary_records import Role

app = typer.Typer(no_args_is_help=True, help="Users, API keys and garages.")
app.add_typer(user_key.app, name="key")
app.add_typer(garage.app, name="garage")
Name = Annotated[str, typer.Argument(help="Name to sign in with, for example m.durand.")]
_COLUMNS = ("username", "role", "garage_id", "is_cross_garage", "is_active", "id")


@app.command("create")
def create(
    username: Name,
    role: Annotated[Role, typer.Option(help="viewer, technician, expert or admin.")] = Role.VIEWER,
    garage_id: Annotated[
        str | None, typer.Option("--garage", help="Default: FAULTGRAPH_GARAGE_ID.")
    ] = None,
    cross_garage: Annotated[
        bool, typer.Option("--cross-garage", help="Sees all garages; experts and admins only.")
    ] = False,
    locale: Annotated[Locale | None, typer.Option(help="fr or en.")] = None,
    as_json: AsJson = None,
) -> None:
    """Make a user; the password is asked for, or read from standard input."""
    settings = load_settings()
    form = UserForm(
        username, read_password(), role, garage_id or settings.garage_id, cross_garage, locale
    )
    with connect(settings) as graph:
        made = present_user(
            create_user(graph, form, local_principal(settings, is_cross_garage=True))
        )
    show_rows([made], _COLUMNS, as_json=as_json)


@app.command("list")
def list_command(as_json: AsJson = None) -> None:
    """List the users of all garages."""
    with connect(load_settings()) as graph:
        users = [present_user(user) for user in _all(graph)]
    show_rows(users, _COLUMNS, as_json=as_json)


@app.command("disable")
def disable(username: Name) -> None:
    """Sign a user out at once and let nobody in by that name; ``enable`` undoes it."""
    _change(username, {"is_active": False})


@app.command("enable")
def enable(username: Name) -> None:
    """Let a disabled user in again."""
    _change(username, {"is_active": True})


@app.command("role")
def role_command(
    username: Name,
    role: Annotated[Role, typer.Argument(help="The new role.")],
    *,
    cross_garage: Annotated[
        bool | None,
        typer.Option("--cross-garage/--own-garage", help="What it sees; left out: as before."),
    ] = None,
) -> None:
    """Give a user another role; it holds from the next request on."""
    seen = {} if cross_garage is None else {"is_cross_garage": cross_garage}
    _change(username, {"role": role.value, **seen})


@app.command("password")
def password(username: Name) -> None:
    """Give a user a new password, asked for or read from standard input; ends all sessions."""
    _change(username, {"password": read_password()})


def read_password() -> str:
    """Return a password from the terminal, unseen and twice, or from standard input.

    Raises:
        InvalidInputError: standard input is empty.
    """
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    given = sys.stdin.readline().rstrip("\r\n")
    if not given:
        raise InvalidInputError(
            "no password came in on standard input",
            field="password",
            fix="type it when asked, or send it: faultgraph user create … < file",
        )
    return given


def _change(username: str, changes: dict[str, Any]) -> None:
    settings = load_settings()
    with connect(settings) as graph:
        user = find_by_name(graph, username)
        print_json(
            present_user(
                change_user(
                    graph, user["id"], changes, local_principal(settings, is_cross_garage=True)
                )
            )
        )


def _all(graph: Any) -> list[dict[str, Any]]:
    users: list[dict[str, Any]] = []
    while page := list_users(graph, None, users[-1]["id"] if users else "", 100).users:
        users += page
    return users
