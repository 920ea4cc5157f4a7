"""A PostgreSQL server of the bench's own: a new cluster in a temporary folder, on loopback only.

The server refuses to run as root, so root lends it an account without rights. It is stopped by its
own process, and the folder is removed.
"""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph.errors import NotReadyError
from graph.local import ports

_USER, _DATABASE = "bench", "postgres"
_ACCOUNTS = ("postgres", "nobody")
_PLACES = "/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt"
_START_S, _STOP_S, _PAUSE_S = 30.0, 20.0, 0.2
_SHARED_BUFFERS = "256MB"


@contextmanager
def running(psycopg: Any) -> Iterator[Any]:
    """Yield an open connection of ``psycopg`` to a new server, which goes away afterwards.

    Raises:
        NotReadyError: PostgreSQL is not installed, or does not start.
    """
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="faultgraph-bench-"))
    try:
        account = _account(folder)
        password = _initialise(programs, folder, account)
        with _serving(programs, folder, account) as (process, port):
            known = {"host": ports.LOOPBACK, "port": port, "user": _USER, "dbname": _DATABASE}
            connection = _connect(psycopg, process, {**known, "password": password})
            with connection:
                yield connection
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """Return the folder that holds both ``initdb`` and ``postgres``."""
    found = shutil.which("postgres")
    folders = [Path(found).resolve().parent] if found else []
    for place in _PLACES:
        folders += sorted(Path(place).glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NotReadyError("PostgreSQL is not installed", fix="install it, for example postgresql-15")


def _account(folder: Path) -> dict[str, Any]:
    """Return how a process is started without root's rights, and give it the folder."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    for name in _ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, entry.pw_uid, entry.pw_gid)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise NotReadyError("PostgreSQL does not run as root", fix="run the bench as another user")


def _initialise(programs: Path, folder: Path, account: dict[str, Any]) -> str:
    """Make the cluster; return the password that it asks for."""
    password = secrets.token_urlsafe(24)
    secret = folder / "password"
    secret.write_text(password, encoding="utf-8")
    secret.chmod(0o600)
    if account:
        os.chown(secret, account["user"], account["group"])
    command = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", _USER]
    command += ["--auth=scram-sha-256", f"--pwfile={secret}", "--no-sync", "-E", "UTF8"]
    command += ["--locale=C"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=folder, timeout=60, **account
    )
    secret.unlink()
    if done.returncode:
        raise NotReadyError(f"initdb failed: {done.stderr.strip()[-300:]}", fix="see its message")
    return password


@contextmanager
def _serving(
    programs: Path, folder: Path, account: dict[str, Any]
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    port = ports.random_free(set())
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-p", str(port)]
    for setting in (
        f"listen_addresses={ports.LOOPBACK}",
        "unix_socket_directories=",
        f"shared_buffers={_SHARED_BUFFERS}",
        "fsync=off",  # nothing here is to survive
    ):
        command += ["-c", setting]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **account)
        try:
            yield process, port
        finally:
            process.send_signal(signal.SIGINT)  # a fast shutdown: open connections are cut
            try:
                process.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _connect(psycopg: Any, process: subprocess.Popen[bytes], known: dict[str, Any]) -> Any:
    """Connect as soon as the server answers."""
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return psycopg.connect(**known, autocommit=True)
        except psycopg.OperationalError:
            time.sleep(_PAUSE_S)
    raise NotReadyError("PostgreSQL did not start", fix="start it by hand to see why")
