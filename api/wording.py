"""What a text of an error consists of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ErrorText:
    """A message and what the reader can do about it; both may have ``{placeholders}``."""

    message: str
    fix: str | None = None
