"""Tickets and what technicians did for them (EFI 3.2, 3.3, 3.4).

Texts are those of the people who wrote them, in one language. The owner's name and contact, the
plate and the VIN are in :PersonalData.
"""

from neomodel import StructuredNode

from graph.nodes.fields import Flag, Items, Moment, Number, Text, Whole
from graph.nodes.knowledge import ID_PATTERN
from graph.vocabulary import VehicleType
from graph.vocabulary_records import (
    CustomerType,
    PartUsageStatus,
    ResolutionOutcome,
    ResolutionType,
    TicketPriority,
    TicketStatus,
)


class Ticket(StructuredNode):
    """A service ticket; suggested and selected cards are relationships too.

    ``counted_card_id`` is the card whose counts hold this ticket's outcome now, as a success or
    not; ``counted_change`` is what it did to the card's confidence, and ``counted_number`` goes up
    with every count and every withdrawal.
    """

    ALIGNED = (("status_history", "status_history_at", "status_history_by"),)
    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    garage_id = Text(required=True)
    idempotency_key = Text()
    version = Whole(minimum=1, default=1)
    status = Text(choices=TicketStatus, default=TicketStatus.OPEN.value)
    vehicle_id = Text()
    vehicle_type = Text(choices=VehicleType)
    vehicle_make = Text()
    vehicle_model = Text()
    vehicle_mileage_km = Whole(minimum=0)
    vehicle_firmware = Text()
    customer_id = Text()
    customer_type = Text(choices=CustomerType)
    title = Text(required=True)
    description = Text()
    locale = Text()
    category = Text()
    priority = Text(choices=TicketPriority, default=TicketPriority.MEDIUM.value)
    error_codes_reported = Items(Text())
    assigned_technician_id = Text()
    assigned_technician_name = Text()
    assigned_at = Moment()
    suggested_failure_cards = Items(Text())
    selected_failure_card = Text()
    ai_match_performed = Flag(default=False)
    ai_match_timestamp = Moment()
    ai_match_error = Text()
    resolution = Text()
    resolution_type = Text(choices=ResolutionType)
    labor_hours = Number(minimum=0.0)
    estimated_cost = Number(minimum=0.0)
    actual_cost = Number(minimum=0.0)
    parts_cost = Number(minimum=0.0)
    labor_cost = Number(minimum=0.0)
    currency = Text(default="EUR")
    resolution_successful = Flag()
    customer_satisfaction = Whole(minimum=1, maximum=5)
    revisit_required = Flag()
    revisit_reported_at = Moment()
    new_failure_discovered = Flag(default=False)
    status_history = Items(Text(choices=TicketStatus))
    status_history_at = Items(Moment())
    status_history_by = Items(Text())
    counted_card_id = Text()
    counted_success = Flag()
    counted_change = Number(minimum=-1.0, maximum=1.0)
    counted_number = Whole(minimum=0)
    counted_at = Moment()
    created_at = Moment()
    updated_at = Moment()
    resolved_at = Moment()
    closed_at = Moment()


class TechnicianAction(StructuredNode):
    """What a technician actually did, and what it told (EFI 3.3)."""

    ALIGNED = (("measurement_names", "measurement_values", "measurement_units"),)
    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    garage_id = Text(required=True)
    ticket_id = Text(required=True)
    idempotency_key = Text()
    version = Whole(minimum=1, default=1)
    technician_id = Text()
    technician_name = Text()
    diagnostic_steps_performed = Items(Text())
    observations = Items(Text())
    measurement_names = Items(Text())
    measurement_values = Items(Text())
    measurement_units = Items(Text())
    photos = Items(Text())
    diagnostic_time_minutes = Whole(minimum=0)
    failure_cards_suggested = Items(Text())
    failure_cards_viewed = Items(Text())
    failure_card_used = Text()
    failure_card_helpful = Flag()
    failure_card_accuracy_rating = Whole(minimum=1, maximum=5)
    failure_card_modifications = Items(Text())
    resolution_steps_followed = Items(Text())
    tools_used = Items(Text())
    resolution_time_minutes = Whole(minimum=0)
    resolution_outcome = Text(choices=ResolutionOutcome)
    issue_resolved = Flag()
    new_issue_found = Flag(default=False)
    escalation_reason = Text()
    new_failure_discovered = Flag(default=False)
    new_failure_description = Text()
    new_failure_root_cause = Text()
    new_failure_resolution = Text()
    suggest_new_card = Flag(default=False)
    technician_notes = Text()
    difficulty_rating = Whole(minimum=1, maximum=5)
    documentation_quality_rating = Whole(minimum=1, maximum=5)
    started_at = Moment()
    completed_at = Moment()


class AttemptedDiagnostic(StructuredNode):
    """One check that a technician made.

    It is OBSERVED with an observable where it found one, and ABOUT the fault that it was to show
    and the node of a card's tree that asked for it.
    """

    ALIGNED = (("measurement_names", "measurement_values", "measurement_units"),)
    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    step_id = Text()
    hypothesis = Text(required=True)
    check_performed = Text()
    result = Text()
    confirmed = Flag()
    tools_used = Items(Text())
    measurement_names = Items(Text())
    measurement_values = Items(Text())
    measurement_units = Items(Text())
    occurred_at = Moment()


class RejectedHypothesis(StructuredNode):
    """One possibility that a technician ruled out; ABOUT a fault, by what was OBSERVED."""

    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    hypothesis = Text(required=True)
    reason_rejected = Text()
    evidence = Text()
    ruled_out_at = Moment()


class PartUsage(StructuredNode):
    """A part on a ticket; when it is closed, allocated = used + returned + damaged.

    Each movement of pieces is kept, in its order, with the key that it was told with.
    """

    ALIGNED = (
        (
            "movement_kinds",
            "movement_quantities",
            "movement_at",
            "movement_by",
            "movement_keys",
        ),
    )
    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    garage_id = Text(required=True)
    ticket_id = Text(required=True)
    action_id = Text()
    idempotency_key = Text()
    part_id = Text()
    part_name = Text(required=True)
    part_number = Text()
    part_category = Text()
    quantity_allocated = Whole(minimum=0, default=0)
    quantity_used = Whole(minimum=0, default=0)
    quantity_returned = Whole(minimum=0, default=0)
    quantity_damaged = Whole(minimum=0, default=0)
    unit_cost = Number(minimum=0.0)
    total_cost = Number(minimum=0.0)
    currency = Text(default="EUR")
    failure_card_id = Text()
    was_recommended = Flag(default=False)
    is_substitute = Flag(default=False)
    substitute_for = Text()
    status = Text(choices=PartUsageStatus, default=PartUsageStatus.ALLOCATED.value)
    movement_kinds = Items(Text(choices=PartUsageStatus))
    movement_quantities = Items(Whole(minimum=1))
    movement_at = Items(Moment())
    movement_by = Items(Text())
    movement_keys = Items(Text())
    allocated_at = Moment()
    used_at = Moment()
    returned_at = Moment()
