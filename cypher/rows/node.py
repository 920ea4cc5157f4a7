"""Rows of the queries below ``cypher/node``."""

from typing import Any

from cypher.rows import Row


class ListNodesRow(Row):
    """One page of nodes."""

    nodes: list[dict[str, Any]]
    graph_version: int


class FindNodeDetailRow(Row):
    """One node and what hangs on it; tuples as the query's header says."""

    node: dict[str, Any]
    relationships: list[tuple[str, bool, int, list[dict[str, Any]]]]
    revisions: list[dict[str, Any]]
    graph_version: int


class ListObservableIdsRow(Row):
    """Ids of all active observables."""

    ids: list[str]


class NetworkObservable(Row):
    """An observable with its relationships [fault, weight]."""

    id: str
    leak: float
    unlisted_rate: float
    edges: list[tuple[str, float]]


class TraceNetworkRow(Row):
    """The whole two-layer network; tuples as the query's header says."""

    unlisted_prior: float
    faults: list[tuple[str, float, list[str], list[str]]]
    observables: list[NetworkObservable]
    causes: list[tuple[str, str, float]]
