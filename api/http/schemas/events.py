"""Shapes of ``/api/efi/events``."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from graph.vocabulary import Locale
from graph.vocabulary_records import EventStatus, EventType


class AggregateOutput(BaseModel):
    """What an event tells of."""

    type: str = Field(description="Ticket, TechnicianAction or FailureCard")
    id: str


class EventOutput(BaseModel):
    """Something that happened, and how far it is handled."""

    event_id: str
    position: int = Field(description="place in the log: no gaps, in the order of the commits")
    event_type: EventType
    occurred_at: str | None
    aggregate: AggregateOutput
    garage_id: str | None
    data: dict[str, Any] = Field(description="ids and figures; no personal data")
    status: EventStatus
    attempts: int
    last_error: str | None = Field(description="kind of error of the last failed attempt")
    next_attempt_at: str | None
    processed_at: str | None
    result: dict[str, Any] | None = Field(description="what its handler did")


class QueueOutput(BaseModel):
    """What waits in the queue."""

    pending: int
    claimed: int = Field(description="being handled now")
    dead: int = Field(description="given up; an administrator may have them tried again")
    oldest_pending_s: float = Field(
        description="seconds since the oldest event happened that is not done"
    )


class EventsResponse(BaseModel):
    """One page of events, the oldest first; follow ``next_cursor`` until it is null."""

    request_id: str
    graph_version: str
    events: list[EventOutput]
    queue: QueueOutput
    next_cursor: str | None


class EventResponse(BaseModel):
    """One event."""

    request_id: str
    graph_version: str
    event: EventOutput


class ProcessInput(BaseModel):
    """How much to handle."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(default=100, ge=1, le=1000, description="most events")
    locale: Locale | None = None


class HandledOutput(BaseModel):
    """What became of one attempt."""

    event_id: str
    event_type: EventType
    status: str = Field(
        description="processed; pending: it is tried again; dead: given up; lost: another worker"
        " has it"
    )
    attempts: int
    result: dict[str, Any]
    error: str | None


class ProcessResponse(BaseModel):
    """What happened."""

    request_id: str
    graph_version: str
    processed: int
    pending: int = Field(description="attempts that failed and are made again later")
    dead: int
    lost: int
    unhandled: int = Field(description="of the processed ones, those that needed nothing done")
    handled: list[HandledOutput]
    queue: QueueOutput
