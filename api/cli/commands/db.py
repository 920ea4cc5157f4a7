"""``faultgraph db``: the local Neo4j on this machine."""

import json
import signal
import sys
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from api.cli.output import ask
from graph.errors import LocalServerError
from graph.local import backup as backups
from graph.local import instance as instances
from graph.local import server
from graph.local.instance import LocalInstance
from graph.local.launch import tail
from graph.settings import Settings, load_settings

app = typer.Typer(no_args_is_help=True, help="Run a Neo4j of your own on this machine.")

InstanceName = Annotated[
    str | None,
    typer.Option("--instance", metavar="NAME", help="Which local server; each has its own data."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, as when piped.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
Port = Annotated[int | None, typer.Option(min=1, max=65535, help="Keep this port from now on.")]


class Log(StrEnum):
    """The logs a server writes."""

    neo4j = "neo4j"
    console = "console"
    debug = "debug"


@app.command()
def start(
    instance: InstanceName = None,
    *,
    foreground: Annotated[
        bool, typer.Option("--foreground", help="Stay attached; Ctrl-C stops the server.")
    ] = False,
    bolt_port: Port = None,
    http_port: Port = None,
    as_json: AsJson = False,
) -> None:
    """Start the server. The first time, fetch Neo4j (157 MB)."""
    settings = load_settings()
    chosen = instances.load(settings, instance, bolt_port=bolt_port, http_port=http_port)
    with _terminated_like_ctrl_c(), progress_bar() as progress:
        running = server.start(settings, daemon=not foreground, instance=chosen, progress=progress)
        if foreground and running.reused:
            raise LocalServerError(
                f"instance {chosen.name} already runs",
                fix="stop it before a start with --foreground",
            )
        _require_ports(running, bolt_port=bolt_port, http_port=http_port)
        _print_status(settings, running.instance, as_json=as_json)
        if foreground:
            _stay(running)


@app.command()
def stop(instance: InstanceName = None) -> None:
    """Stop the server and wait until it has written everything."""
    settings = load_settings()
    ended = server.stop(_known(settings, instance))
    _say({"stopped": ended}, "stopped" if ended else "it was not running", as_json=False)


@app.command()
def status(instance: InstanceName = None, *, as_json: AsJson = False) -> None:
    """Show whether the server runs, and its addresses."""
    settings = load_settings()
    known = instances.find(settings, instance)
    _print_status(settings, known, name=instance, as_json=as_json)


@app.command()
def logs(
    instance: InstanceName = None,
    *,
    lines: Annotated[int, typer.Option("-n", "--lines", min=1, help="How many lines.")] = 50,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on until Ctrl-C.")] = False,
    log: Annotated[Log, typer.Option(help="Which log.")] = Log.neo4j,
) -> None:
    """Print the last lines of a log of the server."""
    known = _known(load_settings(), instance)
    path = known.logs / f"{log.value}.log"
    text = tail(path, lines)
    if text:
        typer.echo(text)
    if follow:
        _follow(path)


@app.command()
def browser(
    instance: InstanceName = None,
    *,
    no_open: Annotated[bool, typer.Option("--no-open", help="Only print the address.")] = False,
    as_json: AsJson = False,
) -> None:
    """Open Neo4j Browser and say how to log in."""
    settings = load_settings()
    running = server.connection(settings, instance=_known(settings, instance))
    url = f"{running.http_uri}/browser/"
    values = {
        "url": url,
        "connect_to": running.bolt_uri,
        "username": running.username,
        "password_file": str(running.instance.password_file),
    }
    _say(values, _table(values), as_json=as_json)
    if not no_open:
        webbrowser.open(url)


@app.command()
def reset(instance: InstanceName = None, *, yes: Yes = False) -> None:
    """Delete the server's data, logs and password. The next start begins empty."""
    settings = load_settings()
    known = _known(settings, instance)
    if server.status(settings, instance=known).pid is not None:
        ask(f"Instance {known.name} runs. Stop it?", yes=yes)
        server.stop(known)
    ask(f"Delete all data of instance {known.name} in {known.home}?", yes=yes)
    backups.reset(known)
    _say({"reset": known.name}, f"instance {known.name} is empty now", as_json=False)


@app.command()
def backup(
    target: Annotated[
        Path | None, typer.Argument(help="The archive; by default in the current folder.")
    ] = None,
    instance: InstanceName = None,
) -> None:
    """Copy a stopped server into one archive. It holds the password: keep it private."""
    known = _known(load_settings(), instance)
    day = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    archive = target or Path(f"faultgraph-{known.name}-{day}.tar.gz")
    checksum = backups.backup(known, archive)
    values = {"archive": str(archive), "checksum": str(checksum)}
    _say(values, _table(values), as_json=False)


@app.command()
def restore(
    archive: Annotated[Path, typer.Argument(help="Written by `faultgraph db backup`.")],
    instance: InstanceName = None,
    *,
    yes: Yes = False,
) -> None:
    """Replace the data of a stopped server by those of a backup."""
    known = instances.load(load_settings(), instance)
    if known.data.exists():
        ask(f"Replace all data of instance {known.name}?", yes=yes)
    backups.restore(known, archive)
    _say({"restored": known.name}, f"instance {known.name} is restored", as_json=False)


def _known(settings: Settings, name: str | None) -> LocalInstance:
    known = instances.find(settings, name)
    if known is None:
        name = name or settings.instance
        raise LocalServerError(
            f"there is no local server {name}",
            field="FAULTGRAPH_INSTANCE",
            fix=f"run `faultgraph db start --instance {name}`",
        )
    return known


def _require_ports(
    running: server.RunningServer, *, bolt_port: int | None, http_port: int | None
) -> None:
    """Refuse ports that a server which already runs cannot have any more."""
    used = running.instance
    for option, wanted, actual in (
        ("--bolt-port", bolt_port, used.bolt_port),
        ("--http-port", http_port, used.http_port),
    ):
        if wanted not in (None, actual):
            raise LocalServerError(
                f"instance {used.name} already runs, on port {actual}",
                field=option,
                fix=f"run `faultgraph db stop --instance {used.name}` first",
            )


def _print_status(
    settings: Settings, known: LocalInstance | None, *, name: str | None = None, as_json: bool
) -> None:
    found = server.status(settings, name=name, instance=known)
    values = {key: value for key, value in asdict(found).items() if value not in (None, "")}
    values["home"] = str(found.home)
    if known is not None:
        values["password_file"] = str(known.password_file)
    _say(values, _table(values), as_json=as_json)


def _say(values: dict[str, Any], text: str | Table, *, as_json: bool) -> None:
    """Print for a person on a terminal, else for a program."""
    if as_json or not sys.stdout.isatty():
        typer.echo(json.dumps(values))
    else:
        Console(highlight=False).print(text)


def _table(values: dict[str, Any]) -> Table:
    table = Table(show_header=False, box=None)
    for key, value in values.items():
        table.add_row(key.replace("_", " "), str(value), style=None)
    return table


def _stay(running: server.RunningServer) -> None:
    try:
        server.wait(running.instance)
    except KeyboardInterrupt:
        running.stop()


def _follow(path: Path) -> None:
    """Print what is added; begin anew when the log was rotated."""
    position = path.stat().st_size if path.exists() else 0
    while True:
        size = path.stat().st_size if path.exists() else 0
        position = 0 if size < position else position
        if size > position:
            with path.open("rb") as file:
                file.seek(position)
                added = file.read()
            position += len(added)
            typer.echo(added.decode("utf-8", errors="replace"), nl=False)
        time.sleep(0.5)


@contextmanager
def _terminated_like_ctrl_c() -> Iterator[None]:
    """Let SIGTERM of a service manager end a start as cleanly as Ctrl-C does."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None]]:
    """Show a bar on standard error once there is something to fetch."""
    bar = Progress(
        TextColumn("Fetching Neo4j"),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
    task = bar.add_task("fetch", total=None)

    def show(done: int, total: int) -> None:
        if done < total:
            bar.start()
        bar.update(task, completed=done, total=total)
        if done >= total:
            bar.stop()

    try:
        yield show
    finally:
        bar.stop()
