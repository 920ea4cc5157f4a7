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

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"user": "m.durand", "note": "relu", "expected_version": 1}},
    )

    user: User
    note: Note | None = None
    expected_version: Version


class StatusRequest(ReviewRequest):
    """A new status of one version."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "status": "deprecated",
                "user": "m.durand",
                "note": "remplacée par fault.egr_cooler_leak",
                "expected_version": 1,
            }
        },
    )

    status: KnowledgeStatus


class RestoreRequest(ReviewRequest):
    """The graph version whose state comes back."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"graph_version": 1, "user": "m.durand", "expected_version": 2}
        },
    )

    graph_version: int = Field(ge=0)


class DecisionResponse(BaseModel):
    """What the change made; ``changed`` is false when it had been made before."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "request_id": "6f1c2d",
                "graph_version": "2",
                "entity_type": "node",
                "entity_id": "fault.egr_valve_clogged",
                "status": "deprecated",
                "version": 2,
                "audit_id": "aud_0a1b2c3d4e5f6071",
                "changed": True,
            }
        }
    )

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

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "request_id": "6f1c2d",
                "graph_version": "2",
                "entries": [
                    {
                        "audit_id": "aud_0a1b2c3d4e5f6071",
                        "entity_type": "node",
                        "entity_id": "fault.egr_valve_clogged",
                        "action": "status_change",
                        "changed_fields": ["status", "version"],
                        "old_data": {"status": "active", "version": 1},
                        "new_data": {"status": "deprecated", "version": 2},
                        "user_id": "m.durand",
                        "user_email": None,
                        "note": None,
                        "graph_version": "2",
                        "created_at": "2026-01-05T08:00:00.000000000+00:00",
                    }
                ],
                "next_cursor": None,
            }
        }
    )

    request_id: str
    graph_version: str
    entries: list[AuditEntryOutput]
    next_cursor: str | None
