"""Shapes of nodes, search, statistics, health and readiness."""

from typing import Literal

from pydantic import BaseModel, Field

from graph.vocabulary_records import KnowledgeSource


class NodeCount(BaseModel):
    """Nodes of one kind, by status."""

    total: int
    by_status: dict[str, int]


class RelationshipTotals(BaseModel):
    """Relationships of one type; evidence counts what cases taught."""

    total: int
    by_status: dict[str, int]
    evidence_count: int


class ReviewShare(BaseModel):
    """How much of the knowledge somebody reviewed; aliases are not counted."""

    nodes: int
    reviewed: int
    share: float = Field(ge=0, le=1)


class SystemCoverage(BaseModel):
    """What the graph knows of one system, without those below it."""

    id: str
    label: str
    faults: int
    observables: int
    parts: int


class StatsResponse(BaseModel):
    """How much the graph holds."""

    request_id: str
    graph_version: str
    updated_at: str | None
    nodes: dict[str, int] = Field(description="nodes by label")
    relationships: dict[str, int] = Field(description="relationships by type")
    not_active: dict[str, int] = Field(description="nodes by status other than active")
    nodes_by_status: dict[str, NodeCount]
    relationships_by_type: dict[str, RelationshipTotals]
    by_source: dict[KnowledgeSource | Literal["unknown"], int] = Field(
        description="nodes and relationships by source"
    )
    by_source_kind: dict[str, int] = Field(description="the same by the kind that is stored")
    reviewed: ReviewShare
    evidence_count: int
    ledger_entries: int
    cases: dict[str, int] = Field(description="cases by outcome")
    coverage: list[SystemCoverage]


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
