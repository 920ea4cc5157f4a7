"""Shapes of status, review, restore and the audit log."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from graph.vocabulary import KnowledgeStatus
from graph.vocabulary_records import AuditAction, EntityKind

User = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
Note = Annotated[str, Field(max_length=2000)]
Version = Annotated[int, Field(ge=1, description="the version that the user saw")]


class ReviewRequest(BaseModel):
    """Who reviewed which version."""

    model_config = ConfigDict(extra="forbid")

    user: User | None = Field(
        None, description="who decides; only where nobody is signed in, else that is who"
    )
    note: Note | None = None
    expected_version: Version


class StatusRequest(ReviewRequest):
    """A new status of one version."""

    status: KnowledgeStatus


class RestoreRequest(ReviewRequest):
    """The graph version whose state comes back."""

    graph_version: int = Field(ge=0)


class DecisionResponse(BaseModel):
    """What the change made; ``changed`` is false when it had been made before."""

    request_id: str
    graph_version: str
    entity_type: EntityKind
    entity_id: str
    status: KnowledgeStatus
    version: int
    audit_id: str | None
    changed: bool


class AuditEntryOutput(BaseModel):
    """Who changed what, from what to what."""

    audit_id: str
    entity_type: EntityKind
    entity_id: str
    action: AuditAction
    changed_fields: list[str]
    old_data: dict[str, Any]
    new_data: dict[str, Any]
    user_id: str | None
    user_email: str | None
    note: str | None
    graph_version: str
    created_at: str


class AuditResponse(BaseModel):
    """One page of the audit log, the latest first; follow ``next_cursor`` until it is null."""

    request_id: str
    graph_version: str
    entries: list[AuditEntryOutput]
    next_cursor: str | None
