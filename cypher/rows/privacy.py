"""Rows of the queries below ``cypher/privacy``."""

from typing import Any

from cypher.rows import Row


class ListPersonalDataRow(Row):
    """What is held of a person or vehicle."""

    held: list[dict[str, Any]]


class DeletePersonalDataRow(Row):
    """How many were deleted."""

    deleted: int


class DeleteExpiredPersonalDataRow(Row):
    """How many were deleted."""

    deleted: int
