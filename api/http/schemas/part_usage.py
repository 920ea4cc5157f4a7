"""Shapes of ``/api/efi/part-usage`` (EFI 3.4)."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from api.http.schemas.diagnosis import Named
from api.http.schemas.records import Answer, Id, Input, Key, Label80, Money, Output, ShortText
from api.http.schemas.tickets import Currency
from graph.vocabulary import Locale
from graph.vocabulary_records import PartUsageStatus

Pieces = Annotated[int, Field(ge=1, le=100_000)]


class AllocateInput(Input):
    """Pieces of a part to allocate to a ticket. The same key gives the same part usage."""

    ticket_id: Id
    action_id: Id | None = Field(None, description="technician's action that it is for")
    part_id: Id | None = Field(None, description="of the graph, or of the caller's inventory")
    part_name: ShortText | None = Field(None, description="as the graph has it, unless given")
    part_number: Label80 | None = None
    category: Label80 | None = None
    quantity: Pieces = 1
    unit_cost: Money | None = Field(None, description="in the currency of the ticket")
    currency: Currency | None = Field(None, description="that of the ticket, unless given")
    failure_card_id: Id | None = Field(
        None, description="that asks for it; the card of the action or the ticket unless given"
    )
    substitute_for: Id | None = Field(None, description="part that it stands in for")
    key: Key | None = Field(None, description="of the caller: sent again, it allocates nothing new")
    locale: Locale | None = None


class MovementInput(Input):
    """What became of some pieces. The same key counts once."""

    quantity: Pieces = 1
    unit_cost: Money | None = Field(None, description="of a piece, where it was not known before")
    key: Key | None = Field(None, description="of the caller: sent again, it counts once")
    locale: Locale | None = None


class MovementOutput(Output):
    """One movement of pieces."""

    kind: PartUsageStatus
    quantity: int
    at: datetime
    by: str


class PartUsageOutput(Output):
    """A part on a ticket; allocated = open + used + returned + damaged."""

    usage_id: str
    ticket_id: str
    action_id: str | None
    garage_id: str
    part_id: str | None
    part: Named | None = Field(description="null when the graph does not have the part")
    part_name: str
    part_number: str | None
    category: str | None
    status: PartUsageStatus
    quantity_allocated: int
    quantity_used: int
    quantity_returned: int
    quantity_damaged: int
    quantity_open: int = Field(description="that nobody told what became of")
    unit_cost: float | None
    total_cost: float | None = Field(description="unit cost times pieces used or damaged")
    currency: str
    failure_card_id: str | None
    was_recommended: bool = Field(description="required by the card, or by the diagnosed fault")
    is_substitute: bool
    substitute_for: str | None
    is_known_substitute: bool | None = Field(
        description="whether the graph says that it does that part's job; null: no substitute"
    )
    note: str | None = Field(description="the same in words, where the graph does not say so")
    movements: list[MovementOutput]
    allocated_at: datetime
    used_at: datetime | None
    returned_at: datetime | None


class PartUsageResponse(Answer):
    """One part usage."""

    created: bool = Field(description="true when this request allocated it")
    counted: bool = Field(description="false when this movement was counted before")
    usage: PartUsageOutput


class PartUsagesResponse(Answer):
    """One page of part usages; follow ``next_cursor`` until it is null."""

    usages: list[PartUsageOutput]
    next_cursor: str | None
