"""The lock file of the Neo4j runtime: which jars, with which size and sha256, and where they go."""

import hashlib
import re
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from graph.errors import LocalServerError
from graph.settings import Settings

NEO4J_VERSION = "2026.05.0"
LOCK_NAME = f"neo4j_runtime_{NEO4J_VERSION}.tsv"
_HEADER = "coordinate\tsha256\tbytes"
_COORDINATE_PARTS = (3, 4)  # group:artifact:version, and a classifier for native libraries
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Jar:
    """One file of the runtime as the lock file names it."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str
    size: int

    @property
    def file_name(self) -> str:
        """Name of the jar in the ``lib`` folder, as Maven spells it."""
        tail = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{tail}.jar"


@dataclass(frozen=True, slots=True)
class Runtime:
    """The jars and the folder that holds them.

    Attributes:
        folder: everything about this version; safe to delete while no server runs.
        jars: in the order of the lock file, which is also the order of the class path.
        digest: sha256 of the lock file; the marker of a complete fetch carries it.
    """

    folder: Path
    jars: tuple[Jar, ...]
    digest: str

    @property
    def lib(self) -> Path:
        """Folder that only ever holds verified jars."""
        return self.folder / "lib"

    @property
    def marker(self) -> Path:
        """File that is written last: without it the set is not complete."""
        return self.folder / "complete.json"

    @property
    def total_bytes(self) -> int:
        """Size of the whole set."""
        return sum(jar.size for jar in self.jars)

    def path(self, jar: Jar) -> Path:
        """Where a verified jar lies."""
        return self.lib / jar.file_name


def parse_lock(text: str) -> tuple[Jar, ...]:
    """Read the text of a lock file.

    Raises:
        LocalServerError: a line is not ``coordinate, sha256, bytes``, or two jars share a name.
    """
    lines = text.splitlines()
    if not lines or lines[0] != _HEADER:
        raise _broken(1, "the header is missing")
    jars = tuple(_parse_line(number, line) for number, line in enumerate(lines[1:], start=2))
    if not jars or len({jar.file_name for jar in jars}) != len(jars):
        raise _broken(len(lines), "no jar, or two jars with one file name")
    return jars


def load_runtime(settings: Settings) -> Runtime:
    """Read the packaged lock file and point it at the configured cache."""
    text = resources.files("graph.local").joinpath(LOCK_NAME).read_text(encoding="utf-8")
    return Runtime(
        folder=settings.cache / f"neo4j-{NEO4J_VERSION}",
        jars=parse_lock(text),
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )


def _parse_line(number: int, line: str) -> Jar:
    columns = line.split("\t")
    if len(columns) != len(_HEADER.split("\t")):
        raise _broken(number, "three columns are expected")
    coordinate, sha256, size = columns
    parts = coordinate.split(":")
    if len(parts) not in _COORDINATE_PARTS or not all(_NAME.fullmatch(part) for part in parts):
        raise _broken(number, "the coordinate is not group:artifact:version[:classifier]")
    if not _SHA256.fullmatch(sha256) or not size.isdecimal() or int(size) == 0:
        raise _broken(number, "the sha256 or the size is wrong")
    group, artifact, version, *rest = parts
    return Jar(group, artifact, version, rest[0] if rest else "", sha256, int(size))


def _broken(number: int, why: str) -> LocalServerError:
    return LocalServerError(
        f"the lock file {LOCK_NAME} is broken at line {number}: {why}",
        fix="install faultgraph again",
        details={"line": number},
    )
