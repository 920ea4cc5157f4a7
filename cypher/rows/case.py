"""Rows of the queries below ``cypher/case``."""

from typing import Any

from cypher.rows import Row


class MergeCaseRow(Row):
    """Id of the stored case."""

    id: str


class FindCaseRow(Row):
    """One case; maps as the query's header says."""

    graph_version: int
    properties: dict[str, Any]
    observed: list[dict[str, Any]]
    concluded: list[dict[str, Any]]
    names: list[dict[str, Any]]
    reported_texts: list[str] | None
    notes: str | None


class ListCasesRow(Row):
    """One page of cases."""

    graph_version: int
    cases: list[dict[str, Any]]


class ListAllCasesRow(ListCasesRow):
    """One page of the cases of all garages."""


class ListConfirmedCasesRow(Row):
    """Confirmed cases with their findings."""

    cases: list[dict[str, Any]]


class MergeOutcomeRow(Row):
    """Id of the case."""

    id: str
