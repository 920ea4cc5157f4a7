"""The one clock of writes."""

from datetime import UTC, datetime


def time_of_write() -> str:
    """Return the time of a write: now, ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
