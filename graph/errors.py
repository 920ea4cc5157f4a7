"""Errors of the domain; the edges map their stable codes to a status or an exit code."""

from typing import Any, ClassVar


class FaultgraphError(Exception):
    """Base of all errors this project raises on purpose.

    Attributes:
        code: stable machine-readable name; renaming one is a breaking change.
        field: the input field at fault, as a dotted path, or None.
        fix: what the reader can do about it, or None.
        details: further values for a machine (never secrets, never free text of a user).
        key: name of the text for translation, or None; ``message`` and ``fix`` are English.
        values: what the text's placeholders stand for.
    """

    code: ClassVar[str] = "internal"

    def __init__(
        self,
        message: str,
        *,
        field: str | None = None,
        fix: str | None = None,
        details: dict[str, Any] | None = None,
        key: str | None = None,
        values: dict[str, Any] | None = None,
    ) -> None:
        """Keep the message and its context."""
        super().__init__(message)
        self.message = message
        self.field = field
        self.fix = fix
        self.details = details or {}
        self.key = key
        self.values = values or {}


class InvalidInputError(FaultgraphError):
    """The input is wrong: the message names the field and the fix."""

    code = "invalid_input"


class NotFoundError(FaultgraphError):
    """The thing that was asked for does not exist."""

    code = "not_found"


class ConflictError(FaultgraphError):
    """The request contradicts the current state; nothing was written."""

    code = "conflict"


class ForbiddenError(FaultgraphError):
    """Who asks is known, and may not do this."""

    code = "forbidden"


class DatabaseUnavailableError(FaultgraphError):
    """No Neo4j answers at the configured address, or the credentials are refused."""

    code = "database_unavailable"


class DatabaseError(FaultgraphError):
    """Neo4j refused or failed a query."""

    code = "database_error"


class QueryTimeoutError(FaultgraphError):
    """A query ran longer than its time-out."""

    code = "timeout"


class ConfigurationError(FaultgraphError):
    """A setting is missing or wrong: the message names the setting."""

    code = "configuration"


class NotReadyError(FaultgraphError):
    """The database answers but is not migrated, not seeded, or an index is not online."""

    code = "not_ready"


def empty_graph() -> NotReadyError:
    """Return the error of a graph that was never seeded."""
    return NotReadyError(
        "the graph holds no knowledge", fix="run `faultgraph seed`", key="graph.empty"
    )


class MigrationError(FaultgraphError):
    """The migration chain and the scripts disagree; nothing was applied."""

    code = "migration"


class LocalServerError(FaultgraphError):
    """The local Neo4j could not be fetched, started or stopped."""

    code = "local_server"


class KnowledgeError(FaultgraphError):
    """Seed files are wrong. ``details['problems']`` lists file, line, field and message of each."""

    code = "knowledge"


class NotificationError(FaultgraphError):
    """Somebody could not be told of something; telling again later is safe."""

    code = "notification"
