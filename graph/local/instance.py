"""A named local server: its home, its ports and its password, kept below ``settings.home``."""

import json
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import SecretStr

from graph.errors import LocalServerError
from graph.local import ports
from graph.local.private import make_private, write_private
from graph.settings import Settings

DEFAULT_NAME = "default"
USERNAME = "neo4j"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
_LOCK_WAIT_S = 300


@dataclass(frozen=True, slots=True)
class LocalInstance:
    """One server of this machine; a value, it holds neither a process nor a secret.

    Attributes:
        name: as the command line spells it.
        home: folder with data, logs, configuration and password.
        bolt_port: loopback port of the driver.
        http_port: loopback port of the Browser and the Query API.
    """

    name: str
    home: Path
    bolt_port: int
    http_port: int

    @property
    def bolt_uri(self) -> str:
        """Address for the driver."""
        return f"bolt://{ports.LOOPBACK}:{self.bolt_port}"

    @property
    def http_uri(self) -> str:
        """Address of the HTTP API; the Browser is at ``/browser/``."""
        return f"http://{ports.LOOPBACK}:{self.http_port}"

    @property
    def data(self) -> Path:
        """Folder of the stores and the transaction logs."""
        return self.home / "data"

    @property
    def logs(self) -> Path:
        """Folder of Neo4j's own logs and of what the JVM prints."""
        return self.home / "logs"

    @property
    def conf(self) -> Path:
        """Folder of the generated configuration."""
        return self.home / "conf"

    @property
    def password_file(self) -> Path:
        """Readable by its owner only."""
        return self.home / "password"

    @property
    def ports_file(self) -> Path:
        """Keeps the ports that were chosen when the instance was created."""
        return self.home / "instance.json"

    @property
    def state_file(self) -> Path:
        """Names the running JVM; see ``graph.local.process``."""
        return self.home / "server.json"

    def password(self) -> SecretStr:
        """Read the generated password.

        Raises:
            LocalServerError: the file is gone.
        """
        try:
            return SecretStr(self.password_file.read_text(encoding="utf-8").strip())
        except OSError as error:
            raise LocalServerError(
                f"the password of instance {self.name} cannot be read: {error.strerror}",
                field="FAULTGRAPH_HOME",
                fix=f"put the file {self.password_file} back or run `faultgraph db reset`",
            ) from error

    @contextmanager
    def lock(self, wait_s: float = _LOCK_WAIT_S) -> Iterator[None]:
        """Keep every other process from starting, stopping, resetting or copying this instance."""
        self.home.parent.mkdir(parents=True, exist_ok=True)
        # Beside the home, so that a reset can remove the home while the lock is held.
        lock = FileLock(self.home.parent / f"{self.home.name}.lock")
        try:
            with lock.acquire(timeout=wait_s):
                yield
        except Timeout as error:
            raise LocalServerError(
                f"instance {self.name} is being started, stopped or copied by another process",
                fix="wait for it and try again",
            ) from error


def find(settings: Settings, name: str | None = None) -> LocalInstance | None:
    """Return an instance that was created before; touches nothing."""
    name = _checked(name or settings.instance)
    home = _instances(settings) / name
    try:
        kept = json.loads((home / "instance.json").read_text(encoding="utf-8"))
        instance = LocalInstance(name, home, int(kept["bolt_port"]), int(kept["http_port"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LocalServerError(
            f"{home / 'instance.json'} cannot be read",
            field="FAULTGRAPH_HOME",
            fix='write {"bolt_port": …, "http_port": …} into it',
        ) from error
    return _with_settings(instance, settings)


def load(
    settings: Settings,
    name: str | None = None,
    *,
    bolt_port: int | None = None,
    http_port: int | None = None,
) -> LocalInstance:
    """Return an instance; create its home, ports and password when they are missing.

    Ports given here win, then FAULTGRAPH_BOLT_PORT and FAULTGRAPH_HTTP_PORT for the instance
    the settings name, then the kept ones, then free ones. Those of an instance that exists are
    only replaced by ``keep_ports``, once a server has listened on them.
    """
    name = _checked(name or settings.instance)
    folder = _instances(settings)
    make_private(settings.home)
    make_private(folder)
    # One lock for all: two creations at once must not choose the same free ports.
    with FileLock(folder / ".lock", timeout=_LOCK_WAIT_S):
        instance = find(settings, name) or _new(settings, name)
        prepare(instance)
    return replace(
        instance,
        bolt_port=bolt_port or instance.bolt_port,
        http_port=http_port or instance.http_port,
    )


def temporary(folder: Path, settings: Settings) -> LocalInstance:
    """Create an instance for a test: a home of its own in the folder and free ports."""
    avoid = {settings.bolt_port, settings.http_port}
    bolt_port = ports.random_free(avoid)
    http_port = ports.random_free({*avoid, bolt_port})
    instance = LocalInstance("temporary", folder / "neo4j", bolt_port, http_port)
    prepare(instance)
    return instance


def prepare(instance: LocalInstance) -> None:
    """Make the home and, unless they are there, the files with its ports and its password."""
    make_private(instance.home)
    if not instance.ports_file.exists():
        keep_ports(instance)
    if not instance.password_file.exists():
        write_private(instance.password_file, secrets.token_urlsafe(24))


def keep_ports(instance: LocalInstance) -> None:
    """Write down the ports of an instance for its next start."""
    kept = {key: value for key, value in asdict(instance).items() if key.endswith("_port")}
    write_private(instance.ports_file, json.dumps(kept))


def _new(settings: Settings, name: str) -> LocalInstance:
    home = _instances(settings) / name
    if name == DEFAULT_NAME:
        return LocalInstance(name, home, settings.bolt_port, settings.http_port)
    avoid = {settings.bolt_port, settings.http_port, *_kept_ports(settings)}
    bolt_port = ports.next_free(settings.bolt_port, avoid)
    http_port = ports.next_free(settings.http_port, {*avoid, bolt_port})
    return _with_settings(LocalInstance(name, home, bolt_port, http_port), settings)


def _with_settings(instance: LocalInstance, settings: Settings) -> LocalInstance:
    changes = {
        field: getattr(settings, field)
        for field in ("bolt_port", "http_port")
        if field in settings.model_fields_set and instance.name in (DEFAULT_NAME, settings.instance)
    }
    return replace(instance, **changes)


def _kept_ports(settings: Settings) -> Iterator[int]:
    for path in sorted(_instances(settings).glob("*/instance.json")):
        with suppress(LocalServerError):  # a broken neighbour is no reason to refuse a new one
            other = find(settings, path.parent.name)
            if other is not None:
                yield from (other.bolt_port, other.http_port)


def home_of(settings: Settings, name: str) -> Path:
    """Return the home an instance of this name has or would have."""
    return _instances(settings) / name


def _instances(settings: Settings) -> Path:
    return settings.home / "instances"


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise LocalServerError(
            f"{name!r} is no name for an instance",
            field="FAULTGRAPH_INSTANCE",
            fix="use lower-case letters, digits and hyphens, at most 32",
        )
    return name
