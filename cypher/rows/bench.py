"""Rows of the queries below ``cypher/bench``."""

from typing import Annotated

from pydantic import SkipValidation

from cypher.rows import Row


class LinkIndicatesRow(Row):
    """How many relationships were created."""

    written: int


class FindContentHashRow(Row):
    """The hash of what was loaded last; None when nothing was, or not to its end."""

    content_hash: str | None


class ListEdgesRow(Row):
    """One relationship of a finding."""

    observable: str
    fault: str
    prior: float
    weight: float


class MergeMarkRow(Row):
    """How many nodes were written."""

    written: int


class DeleteMarksRow(Row):
    """How many nodes were deleted."""

    deleted: int


class RankFaultsRow(Row):
    """Faults with their relationships, best first; not checked one by one, as elsewhere."""

    faults: Annotated[list[tuple[str, float, list[tuple[str, float]]]], SkipValidation]
