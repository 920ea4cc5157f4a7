"""Diagnoses, what they taught, events, and who works with them."""

from neomodel import StructuredNode

from graph.nodes.fields import Flag, Items, JsonText, Moment, Number, Text, Whole
from graph.nodes.knowledge import ID_PATTERN
from graph.vocabulary import Locale, Powertrain, SourceKind, VehicleType
from graph.vocabulary_codes import CodeSystem
from graph.vocabulary_records import CaseOutcome, EventStatus, EventType, Role, VerificationMethod

_PERCENT = 100.0


class Case(StructuredNode):
    """One diagnosis and its outcome (KG v2.8.5); findings and conclusions are relationships.

    What was said in words, and who brought the vehicle, is in the case's :PersonalData.
    """

    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    garage_id = Text(required=True)
    vehicle_id = Text()
    vehicle_type_id = Whole()
    make_id = Text()
    model_id = Text()
    engine_id = Text()
    powertrains = Items(Text(choices=Powertrain))
    vehicle_types = Items(Text(choices=VehicleType))
    year = Whole(minimum=1880, maximum=2100)
    mileage_km = Whole(minimum=0)
    error_codes_reported = Items(Text())
    scan_systems = Items(Text(choices=CodeSystem))  # scanned whole: other codes were absent
    locale = Text(choices=Locale)
    graph_version = Whole(minimum=0)
    predicted_fault_id = Text()
    predicted_probability = Number(minimum=0.0, maximum=_PERCENT)
    predicted_confidence = Number(minimum=0.0, maximum=_PERCENT)
    unlisted_probability = Number(minimum=0.0, maximum=_PERCENT)
    outcome = Text(choices=CaseOutcome, default=CaseOutcome.PENDING.value)
    fault_id = Text()
    verification_method = Text(choices=VerificationMethod)
    idempotency_key = Text()
    taught_version = Whole(minimum=0)
    taught_relations = Whole(minimum=0)
    taught_suggestions = Whole(minimum=0)
    confirmed_at = Moment()
    created_at = Moment()


class LearnedPattern(StructuredNode):
    """What cases of one vehicle category and one set of observables turned out to be."""

    UNIQUE_TOGETHER = (("vehicle_category", "observable_signature", "fault_id"),)
    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    vehicle_category = Text(required=True)
    observable_signature = Items(Text(), required=True)
    fault_id = Text(required=True)
    occurrence_count = Whole(minimum=0, default=1)
    confirmed_count = Number(minimum=0.0)
    confirmation_rate = Number(minimum=0.0, maximum=1.0)
    mileage_km_from = Whole(minimum=0)
    mileage_km_to = Whole(minimum=0)
    updated_at = Moment()


class LedgerEntry(StructuredNode):
    """Counts for or against one relationship; only added, withdrawn by its opposite (L2)."""

    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    relation_id = Text(required=True)
    idempotency_key = Text(unique_index=True, required=True)
    amount_alpha = Number(required=True)
    amount_beta = Number(required=True)
    source_kind = Text(choices=SourceKind, required=True)
    scope = Text(default="all")
    garage_id = Text()
    case_id = Text()
    occurred_at = Moment()


class Event(StructuredNode):
    """Something that happened, kept until it is handled (EFI 4; E1).

    ``position`` is its place among all events: gapless, in the order of their commits. ``result``
    is what its handler did, in ids and figures.
    """

    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    position = Whole(minimum=1)
    event_type = Text(choices=EventType, required=True)
    status = Text(choices=EventStatus, default=EventStatus.PENDING.value)
    aggregate_type = Text(required=True)
    aggregate_id = Text(required=True)
    garage_id = Text()
    data = JsonText()
    attempts = Whole(minimum=0, default=0)
    claimed_by = Text()
    claimed_at = Moment()
    next_attempt_at = Moment()
    last_error = Text()
    result = JsonText()
    occurred_at = Moment()
    processed_at = Moment()


class EventLog(StructuredNode):
    """The one counter that every event takes its position from."""

    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    position = Whole(minimum=0, default=0)


class Garage(StructuredNode):
    """A garage: tickets, actions, cases, vehicles and users belong to one."""

    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    name = Text(required=True)
    created_at = Moment()


class User(StructuredNode):
    """Someone who may sign in; only experts and administrators may see all garages."""

    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    garage_id = Text()
    username = Text(unique_index=True, required=True)
    password_hash = Text()
    role = Text(choices=Role, default=Role.VIEWER.value)
    is_cross_garage = Flag(default=False)
    is_active = Flag(default=True)
    locale = Text(choices=Locale)
    created_at = Moment()
    updated_at = Moment()


class PersonalData(StructuredNode):
    """Name, contact, plate, VIN and words of people, apart so that they can be erased.

    ``plate_key`` and ``contact_key`` are the forms in which plate and contact are searched.
    """

    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    garage_id = Text(required=True)
    customer_name = Text()
    customer_contact = Text()
    contact_key = Text()
    plate = Text()
    plate_key = Text()
    vin = Text()
    vehicle_text = Text()
    reported_texts = Items(Text())
    notes = Text()
    created_at = Moment()
