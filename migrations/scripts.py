"""Migration scripts on disk: file name, version, statements and checksum.

The form is that of neo4j-migrations: ``V2_8_10__root_causes.cypher`` has version ``2.8.10`` and
description ``root causes``.
"""

import re
import zlib
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from graph.errors import MigrationError
from migrations.statements import split_statements, strip_comments

FOLDER = Path(__file__).parent
_FILE_NAME = re.compile(r"V(\d+(?:_\d+)*)__([a-z0-9_]+)\.cypher")
_SCHEMA = re.compile(
    r"\s*(CREATE|DROP)\s+(CONSTRAINT|(RANGE|TEXT|POINT|LOOKUP|FULLTEXT|VECTOR)?\s*INDEX)\b",
    re.IGNORECASE,
)


def version_key(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, so that 2.8.10 sorts after 2.8.9."""
    return tuple(int(number) for number in version.split("."))


@dataclass(frozen=True)
class Script:
    """One migration script.

    Attributes:
        version: dotted numbers, for example ``2.8.10``.
        description: words of the file name.
        source: the file name.
        text: content of the file.
    """

    version: str
    description: str
    source: str
    text: str

    @cached_property
    def statements(self) -> list[str]:
        """The statements in order, without their semicolons."""
        return split_statements(self.text)

    @cached_property
    def checksum(self) -> str:
        """CRC32 over the statements, as neo4j-migrations computes it."""
        value = 0
        for statement in self.statements:
            value = zlib.crc32(statement.encode(), value)
        return str(value)

    @property
    def changes_schema(self) -> bool:
        """Whether any statement makes or drops a constraint or an index."""
        return any(is_schema_statement(statement) for statement in self.statements)


def is_schema_statement(statement: str) -> bool:
    """Say whether a statement makes or drops a constraint or an index."""
    return _SCHEMA.match(strip_comments(statement)) is not None


def load_scripts(folder: Path = FOLDER) -> list[Script]:
    """Return the scripts of a folder in the order of their versions.

    Raises:
        MigrationError: a file name is not in form, a version exists twice, a statement has no
            end, a script is empty or mixes schema and data.
    """
    scripts = [_load(path) for path in sorted(folder.glob("*.cypher"))]
    scripts.sort(key=lambda script: version_key(script.version))
    for first, second in pairwise(scripts):
        if version_key(first.version) == version_key(second.version):
            raise _broken(second.source, f"{first.source} has the same version", "rename one")
    return scripts


def _load(path: Path) -> Script:
    match = _FILE_NAME.fullmatch(path.name)
    if not match:
        raise _broken(path.name, "the file name is not V<numbers>__<words>.cypher", "rename it")
    script = Script(
        version=match[1].replace("_", "."),
        description=match[2].replace("_", " ").strip(),
        source=path.name,
        text=path.read_text(encoding="utf-8"),
    )
    _check(script)
    return script


def _check(script: Script) -> None:
    try:
        kinds = {is_schema_statement(statement) for statement in script.statements}
    except ValueError as error:
        raise _broken(script.source, str(error), "end each statement with ';'") from error
    if not kinds:
        raise _broken(script.source, "there is no statement", "RETURN a marker that says so")
    if len(kinds) > 1:
        raise _broken(script.source, "it mixes schema and data", "split it into two files")


def _broken(source: str, why: str, fix: str) -> MigrationError:
    return MigrationError(f"{source}: {why}", fix=fix, details={"source": source})
