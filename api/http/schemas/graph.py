"""Shapes of nodes, search, statistics, health and readiness."""

from typing import Any, Literal

from pydantic import BaseModel, Field


class NodeOutput(BaseModel):
    """One knowledge node as it stands in the graph, with its label in the answer's language."""

    id: str
    labels: list[str]
    label: str
    properties: dict[str, Any]


class NodesResponse(BaseModel):
    """One page of nodes; follow ``next_cursor`` until it is null."""

    request_id: str
    graph_version: str
    nodes: list[NodeOutput]
    next_cursor: str | None


class SearchHit(BaseModel):
    """An observable that the words may mean; similarity 0 to 1."""

    id: str
    label: str
    similarity: float = Field(ge=0, le=1)


class SearchResponse(BaseModel):
    """Observables that the words may mean, the likeliest first."""

    request_id: str
    graph_version: str
    query: str
    understood: bool = Field(description="whether the first hit is sure enough to be used")
    hits: list[SearchHit]


class StatsResponse(BaseModel):
    """How much the graph holds."""

    request_id: str
    graph_version: str
    updated_at: str | None
    nodes: dict[str, int]
    relationships: dict[str, int]
    not_active: dict[str, int] = Field(description="nodes by status other than active")


class Health(BaseModel):
    """The process answers; no ``graph_version``, because the database is not asked."""

    status: Literal["ok"] = "ok"
    request_id: str


class ReadinessResponse(BaseModel):
    """Whether the database can answer, check by check; the first that fails ends them."""

    request_id: str
    graph_version: str | None = Field(description="null when it could not be asked for")
    ready: bool
    reachable: bool
    migrated: bool
    seeded: bool
    embedder_matches: bool = Field(description="the vectors are of the configured model")
    indexes_online: bool
    vectors_complete: bool = Field(description="every alias can be found by its meaning")
    problem: str | None
