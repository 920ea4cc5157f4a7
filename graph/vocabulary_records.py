"""Allowed values of cards, records and governance; the names themselves are in ``vocabulary``.

Values are those of the source documents (EFI 3 and 4; KG v2.8.5, v2.8.8, v2.8.9) and of
requirements section 9, "open enumerations".
"""

from enum import StrEnum

from graph.vocabulary import SourceKind


class SubsystemCategory(StrEnum):
    """What a card is about (EFI 3.1; section 9)."""

    BATTERY = "battery"
    BMS = "bms"
    MOTOR = "motor"
    CONTROLLER = "controller"
    CHARGER = "charger"
    DC_DC = "dc_dc"
    WIRING = "wiring"
    ENGINE = "engine"
    FUEL_AIR = "fuel_air"
    IGNITION = "ignition"
    EXHAUST = "exhaust"
    COOLING = "cooling"
    TRANSMISSION = "transmission"
    CLUTCH = "clutch"
    BRAKES = "brakes"
    STEERING = "steering"
    SUSPENSION = "suspension"
    BODY_ELECTRICS = "body_electrics"
    NETWORK = "network"
    HVAC = "hvac"
    RESTRAINT = "restraint"
    TYRES = "tyres"
    OTHER = "other"


class FailureMode(StrEnum):
    """How a thing fails (EFI 3.1; section 9)."""

    COMPLETE_FAILURE = "complete_failure"
    INTERMITTENT = "intermittent"
    DEGRADATION = "degradation"
    NOISE_VIBRATION = "noise_vibration"
    OVERHEATING = "overheating"
    LEAK = "leak"
    SHORT_CIRCUIT = "short_circuit"
    OPEN_CIRCUIT = "open_circuit"
    SOFTWARE = "software"
    CALIBRATION = "calibration"
    CONTAMINATION = "contamination"
    WEAR = "wear"
    OTHER = "other"


class CardStatus(StrEnum):
    """Life cycle of a failure card (F2)."""

    DRAFT = "draft"
    PENDING_REVIEW = "pending_review"
    APPROVED = "approved"
    DEPRECATED = "deprecated"


class CardAction(StrEnum):
    """What made a version of a card (F2)."""

    CREATE = "create"
    UPDATE = "update"
    SUBMIT = "submit"
    APPROVE = "approve"
    REJECT = "reject"
    DEPRECATE = "deprecate"
    REVISE = "revise"


class ConfidenceLevel(StrEnum):
    """Levels of the displayed confidence (EFI 4.2; section 9)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERIFIED = "verified"


class SkillLevel(StrEnum):
    """Skill that a repair takes (EFI 3.1)."""

    BASIC = "basic"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"
    EXPERT = "expert"


class CardSourceType(StrEnum):
    """Where a card comes from (EFI 3.1)."""

    FIELD_DISCOVERY = "field_discovery"
    OEM_INPUT = "oem_input"
    INTERNAL_ANALYSIS = "internal_analysis"
    PATTERN_DETECTION = "pattern_detection"


class HumidityRange(StrEnum):
    """Humidity of a failure signature (EFI 3.1.1)."""

    HIGH = "high"
    LOW = "low"
    NORMAL = "normal"


class LoadCondition(StrEnum):
    """Load of a failure signature (EFI 3.1.1)."""

    UNDER_LOAD = "under_load"
    IDLE = "idle"
    CHARGING = "charging"


class OccurrencePattern(StrEnum):
    """How often a failure shows (EFI 3.1.1)."""

    SPORADIC = "sporadic"
    DAILY = "daily"
    WEEKLY = "weekly"
    WEATHER_DEPENDENT = "weather_dependent"


class TimeOfDayPattern(StrEnum):
    """When in the day a failure shows (EFI 3.1.1)."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    NIGHT = "night"
    RANDOM = "random"


class TicketStatus(StrEnum):
    """Life cycle of a ticket (EFI 3.2; section 9)."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    PENDING_PARTS = "pending_parts"
    RESOLVED = "resolved"
    CLOSED = "closed"


class TicketPriority(StrEnum):
    """Priority of a ticket (EFI 3.2)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class CustomerType(StrEnum):
    """Who brings the vehicle (EFI 3.2)."""

    INDIVIDUAL = "individual"
    FLEET = "fleet"
    CORPORATE = "corporate"


class ResolutionType(StrEnum):
    """Where a ticket is resolved (EFI 3.2)."""

    WORKSHOP = "workshop"
    ONSITE = "onsite"
    PICKUP = "pickup"
    REMOTE = "remote"


class ResolutionOutcome(StrEnum):
    """How an action ended (EFI 3.3)."""

    SUCCESS = "success"
    PARTIAL = "partial"
    FAILED = "failed"
    ESCALATED = "escalated"


class PartUsageStatus(StrEnum):
    """State of a part on a ticket (EFI 3.4)."""

    ALLOCATED = "allocated"
    USED = "used"
    RETURNED = "returned"
    DAMAGED = "damaged"


class EventType(StrEnum):
    """The 22 event types (EFI 4.1)."""

    TICKET_CREATED = "ticket.created"
    TICKET_ASSIGNED = "ticket.assigned"
    TICKET_IN_PROGRESS = "ticket.in_progress"
    TICKET_RESOLVED = "ticket.resolved"
    TICKET_CLOSED = "ticket.closed"
    MATCH_REQUESTED = "match.requested"
    MATCH_COMPLETED = "match.completed"
    MATCH_FAILED = "match.failed"
    ACTION_STARTED = "action.started"
    ACTION_COMPLETED = "action.completed"
    CARD_USED = "card.used"
    CARD_RATED = "card.rated"
    NEW_FAILURE_DISCOVERED = "failure.discovered"
    CARD_CREATED = "card.created"
    CARD_SUBMITTED = "card.submitted_for_review"
    CARD_APPROVED = "card.approved"
    CARD_DEPRECATED = "card.deprecated"
    CARD_UPDATED = "card.updated"
    CONFIDENCE_UPDATED = "confidence.updated"
    EFFECTIVENESS_RECALCULATED = "effectiveness.recalculated"
    SYNC_REQUESTED = "sync.requested"
    SYNC_COMPLETED = "sync.completed"


class EventStatus(StrEnum):
    """State of an event in its queue (E1)."""

    PENDING = "pending"
    CLAIMED = "claimed"
    PROCESSED = "processed"
    DEAD = "dead"


class CaseOutcome(StrEnum):
    """What became of a diagnosis (KG v2.8.5)."""

    CONFIRMED = "confirmed"
    PARTIAL = "partial"
    INCORRECT = "incorrect"
    PENDING = "pending"


class VerificationMethod(StrEnum):
    """How an outcome is known (KG v2.8.5)."""

    PURCHASE = "purchase"
    INVOICE = "invoice"
    FEEDBACK = "feedback"
    RETURN = "return"
    AUTO = "auto"


class AuditAction(StrEnum):
    """What the audit log tells of (KG v2.8.8)."""

    CREATE = "create"
    UPDATE = "update"
    STATUS_CHANGE = "status_change"
    DELETE = "delete"
    RESTORE = "restore"


class EntityKind(StrEnum):
    """What an audit entry or a revision speaks about (KG v2.8.8)."""

    NODE = "node"
    EDGE = "edge"


class RevisionChange(StrEnum):
    """Why a node has a new revision."""

    CREATE = "create"
    UPDATE = "update"
    DEPRECATE = "deprecate"
    RESTORE = "restore"


class VerificationDifficulty(StrEnum):
    """How hard a check is (KG v2.8.9)."""

    FACILE = "facile"
    MOYEN = "moyen"
    EXPERT = "expert"


class RepairUrgency(StrEnum):
    """How soon a fault is to be repaired (KG v2.8.9)."""

    IMMEDIATE = "immediate"
    SOON = "soon"
    PLANNED = "planned"
    OPTIONAL = "optional"


class DiyFeasibility(StrEnum):
    """Whether an owner can repair it (KG v2.8.9)."""

    FACILE = "facile"
    MOYEN = "moyen"
    GARAGE = "garage"


class Role(StrEnum):
    """Roles of users (requirements 7)."""

    VIEWER = "viewer"
    TECHNICIAN = "technician"
    EXPERT = "expert"
    ADMIN = "admin"


class RiskUrgency(StrEnum):
    """How soon a part wants attention at a mileage (KG v2.8.7), least first."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class RecurringSource(StrEnum):
    """Where a recurring fault is known from, in the words of its source (KG v2.8.12)."""

    MANUFACTURER_RECALL = "manufacturer_recall"
    GARAGE_FEEDBACK = "garage_feedback"
    FORUM_ANALYSIS = "forum_analysis"
    INTERNAL_STATS = "internal_stats"
    EXPERT_KNOWLEDGE = "expert_knowledge"


#: The provenance table of section 9 for KG v2.8.12; kinds without a counterpart keep their name.
RECURRING_SOURCES: dict[RecurringSource, SourceKind] = {
    RecurringSource.MANUFACTURER_RECALL: SourceKind.BULLETIN_OR_RECALL,
    RecurringSource.GARAGE_FEEDBACK: SourceKind.GARAGE_FEEDBACK,
    RecurringSource.FORUM_ANALYSIS: SourceKind.FORUM_ANALYSIS,
    RecurringSource.INTERNAL_STATS: SourceKind.IMPORTED_STATISTICS,
    RecurringSource.EXPERT_KNOWLEDGE: SourceKind.EXPERT,
}


class FindingSeverity(StrEnum):
    """How bad a finding of ``validate`` is: errors make answers wrong, warnings make them poor."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class KnowledgeSource(StrEnum):
    """The five sources of KG v2.8.8, as answers name them; stored is a ``SourceKind``."""

    EXPERT = "expert"
    AI_GENERATED = "ai_generated"
    IMPORTED = "imported"
    CBR_LEARNED = "cbr_learned"
    USER_FEEDBACK = "user_feedback"
