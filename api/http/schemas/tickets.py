"""Shapes of ``/api/efi/tickets`` (EFI 3.2)."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from api.http.schemas.diagnosis import Named
from api.http.schemas.records import (
    Answer,
    Hours,
    Id,
    Input,
    Key,
    Label80,
    LongText,
    Money,
    Output,
    ShortText,
    Version,
)
from graph.vocabulary import Locale, VehicleType
from graph.vocabulary_records import (
    CustomerType,
    PartUsageStatus,
    ResolutionType,
    TicketPriority,
    TicketStatus,
)

Codes = Annotated[list[Annotated[str, Field(min_length=1, max_length=20)]], Field(max_length=100)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217")]
Satisfaction = Annotated[int, Field(ge=1, le=5)]


class TicketFields(Input):
    """What may be told of a ticket at any time before it is closed."""

    description: LongText | None = Field(
        None, description="the complaint in the customer's words; erased with personal data"
    )
    category: Label80 | None = Field(None, description="battery, motor, charging, electrical …")
    priority: TicketPriority | None = None
    error_codes_reported: Codes | None = None
    vehicle_id: Id | None = Field(None, description="of a stored vehicle of the garage")
    vehicle_type: VehicleType | None = None
    vehicle_make: ShortText | None = None
    vehicle_model: ShortText | None = None
    vehicle_mileage_km: Annotated[int, Field(ge=0, le=2_000_000)] | None = None
    vehicle_firmware: ShortText | None = None
    vehicle_number: Annotated[str, Field(min_length=1, max_length=20)] | None = Field(
        None, description="registration plate; kept apart and erasable, as are the next three"
    )
    vin: Annotated[str, Field(min_length=1, max_length=40)] | None = Field(
        None, description="finds the vehicle of the register, or registers it"
    )
    customer_name: ShortText | None = None
    customer_contact: ShortText | None = None
    customer_id: Id | None = Field(None, description="of the caller's own customer list")
    customer_type: CustomerType | None = None
    case_id: Id | None = Field(None, description="diagnosis_id of a stored diagnosis")
    selected_failure_card: Id | None = Field(None, description="card that the technician chose")
    estimated_cost: Money | None = None
    currency: Currency | None = None
    locale: Locale | None = Field(None, description="language of its words")


class TicketInput(TicketFields):
    """A ticket to make. The same key gives the same ticket."""

    title: ShortText
    key: Key | None = Field(None, description="of the caller: sent again, it makes nothing new")


class TicketChange(TicketFields):
    """What is to change of a ticket; what is left out or null stays."""

    version: Version = Field(description="that you saw; when it is another by now: 409")
    title: ShortText | None = None
    resolution: LongText | None = None
    resolution_type: ResolutionType | None = None
    labor_hours: Hours | None = None
    labor_cost: Money | None = Field(None, description="instead of hours times the rate")
    customer_satisfaction: Satisfaction | None = Field(
        None, description="the only field that a closed ticket still takes"
    )


class StatusInput(Input):
    """A state to move to; how it was resolved goes with ``resolved`` alone."""

    status: TicketStatus
    version: Version | None = Field(None, description="that you saw; when it is another: 409")
    resolution: LongText | None = Field(None, description="what was done; needed for resolved")
    resolution_type: ResolutionType | None = None
    labor_hours: Hours | None = None
    labor_cost: Money | None = Field(
        None, description="unless given: hours times FAULTGRAPH_LABOR_RATE"
    )
    resolution_successful: bool | None = None
    customer_satisfaction: Satisfaction | None = None
    revisit_required: bool | None = None
    new_failure_discovered: bool | None = None
    locale: Locale | None = None


class AssignInput(Input):
    """Who is to do the work."""

    technician_id: Id
    technician_name: ShortText | None = None
    locale: Locale | None = None


class RevisitInput(Input):
    """The vehicle came back with what had been repaired."""

    reopen: bool = Field(default=False, description="also take a resolved ticket up again")
    version: Version | None = Field(None, description="that you saw; when it is another: 409")
    locale: Locale | None = None


class StatusStep(Output):
    """One state that a ticket was in."""

    status: TicketStatus
    timestamp: datetime
    updated_by: str


class SuggestedCard(Output):
    """A card that matching proposed."""

    failure_id: str
    title: str | None
    score: float
    rank: int


class TicketPart(Output):
    """A part on a ticket."""

    usage_id: str
    part_id: str | None
    part: Named | None = Field(description="null when the graph does not have the part")
    part_name: str = Field(description="as it was when the part was allocated")
    status: PartUsageStatus
    quantity_allocated: int
    quantity_used: int
    quantity_returned: int
    quantity_damaged: int
    total_cost: float | None


class TicketSummary(Output):
    """One ticket of a list, without who brought the vehicle."""

    ticket_id: str
    garage_id: str
    version: int
    status: TicketStatus
    priority: TicketPriority
    title: str
    category: str | None
    vehicle_id: str | None
    vehicle_type: str | None
    vehicle_make: str | None
    vehicle_model: str | None
    error_codes_reported: list[str]
    assigned_technician_id: str | None
    assigned_technician_name: str | None
    selected_failure_card: str | None
    ai_match_performed: bool
    created_at: datetime
    updated_at: datetime
    resolved_at: datetime | None
    closed_at: datetime | None


class TicketOutput(TicketSummary):
    """A whole ticket."""

    description: str | None
    locale: str | None
    vehicle_mileage_km: int | None
    vehicle_firmware: str | None
    vehicle_number: str | None = Field(description="for members of its garage, until erased")
    vin: str | None = Field(description="as above")
    customer_name: str | None = Field(description="as above")
    customer_contact: str | None = Field(description="as above")
    customer_id: str | None
    customer_type: str | None
    assigned_at: datetime | None
    case_id: str | None
    suggested_failure_cards: list[str]
    suggestions: list[SuggestedCard]
    ai_match_timestamp: datetime | None
    ai_match_error: str | None = Field(description="why nothing was suggested")
    action_ids: list[str]
    parts_used: list[TicketPart]
    resolution: str | None
    resolution_type: str | None
    resolution_successful: bool | None
    labor_hours: float | None
    estimated_cost: float | None
    parts_cost: float = Field(description="of the parts used or damaged so far")
    labor_cost: float | None
    actual_cost: float = Field(description="parts and labour")
    currency: str
    customer_satisfaction: int | None
    revisit_required: bool | None
    revisit_reported_at: datetime | None
    new_failure_discovered: bool
    status_history: list[StatusStep]
    next_statuses: list[TicketStatus] = Field(description="that may follow")


class TicketResponse(Answer):
    """One ticket."""

    created: bool = Field(description="true when this request made it")
    ticket: TicketOutput


class TicketsResponse(Answer):
    """One page of tickets; follow ``next_cursor`` until it is null."""

    tickets: list[TicketSummary]
    next_cursor: str | None
