"""Shapes of ``/nodes`` and ``/nodes/{id}``."""

from typing import Any

from pydantic import BaseModel, Field

from graph.vocabulary import CreationMethod, KnowledgeStatus, Label
from graph.vocabulary_records import KnowledgeSource, RevisionChange


class Governance(BaseModel):
    """Where a node comes from and who answers for it (KG v2.8.8)."""

    status: str = Field(description="draft, review, active, deprecated; cards have their own")
    version: int
    source: KnowledgeSource | None
    source_ref: str | None
    reviewed_by: str | None
    reviewed_at: str | None
    status_by: str | None = Field(description="who decided on the status; null: the seeds")
    previous_version_id: str | None = Field(description="the revision with the state before")


class NodeOutput(BaseModel):
    """One knowledge node as it stands in the graph, with its label in the answer's language."""

    id: str
    kind: Label
    labels: list[str]
    label: str
    governance: Governance
    properties: dict[str, Any]


class NodesResponse(BaseModel):
    """One page of nodes; follow ``next_cursor`` until it is null."""

    request_id: str
    graph_version: str
    nodes: list[NodeOutput]
    next_cursor: str | None


class KnowledgeRelationshipOutput(BaseModel):
    """A relationship with the whole metadata of EFI 3.5; weight, confidence 0 to 1."""

    relation_id: str | None
    source_type: str
    source_id: str
    source_label: str
    relation_type: str
    weight: float | None
    confidence: float | None
    target_type: str
    target_id: str
    target_label: str
    bidirectional: bool
    evidence_count: int
    last_observed: str | None
    created_by: str | None
    creation_method: CreationMethod | None
    created_at: str | None
    alpha: float | None
    beta: float | None
    status: KnowledgeStatus
    status_by: str | None
    version: int
    source: KnowledgeSource | None
    source_ref: str | None
    sources: list[str]
    reviewed_by: str | None
    reviewed_at: str | None
    properties: dict[str, Any] = Field(description="what only this type has")


class RelationshipCount(BaseModel):
    """How many relationships of one type and direction a node has, shown or not."""

    relation_type: str
    outgoing: bool
    total: int


class RevisionOutput(BaseModel):
    """A former state; ``restore`` takes a graph version from ``from_version`` on."""

    revision_id: str
    change: RevisionChange
    from_version: int
    to_version: int
    status: str | None
    version: int | None
    occurred_at: str | None


class NodeDetailResponse(BaseModel):
    """One node with its relationships and its history."""

    request_id: str
    graph_version: str
    node: NodeOutput
    relationship_counts: list[RelationshipCount]
    relationships: list[KnowledgeRelationshipOutput]
    revisions: list[RevisionOutput]
