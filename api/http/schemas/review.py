"""Shapes of ``/api/efi/review-queue``."""

from datetime import datetime

from pydantic import Field

from api.http.schemas.records import Answer, Output
from engine.reviewing.queue import ReviewKind


class ReviewItem(Output):
    """Something that waits for an expert."""

    kind: ReviewKind
    id: str = Field(description="of the card, the relationship or the ticket")
    title: str | None
    why: str = Field(description="why it waits")
    detail: str | None = Field(description="what is known besides, such as why nothing matched")
    since: datetime
    ticket_id: str | None = Field(description="ticket that it comes from")
    garage_id: str | None
    occurrence_count: int | None = Field(description="outcomes behind a suggestion")


class ReviewQueueResponse(Answer):
    """One page of the queue; follow ``next_cursor`` until it is null."""

    items: list[ReviewItem]
    next_cursor: str | None
