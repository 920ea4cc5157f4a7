"""The single list of names: labels, relationship types, property keys and allowed values.

Migrations, node classes, query checks, documentation and tests read names from here. A name that
is not here does not exist in the graph. Values are the source documents' own (requirements G1-G9,
section 9); those of cards and records are in ``graph.vocabulary_records``.
"""

from enum import StrEnum
from typing import NamedTuple

from graph import property_keys

PROPERTY_KEYS = property_keys.PROPERTY_KEYS


class Label(StrEnum):
    """Node labels."""

    # Knowledge. Every knowledge node also carries KNOWLEDGE, so one id space serves all of them.
    KNOWLEDGE = "Knowledge"
    OBSERVABLE = "Observable"
    SYMPTOM = "Symptom"
    SIGN = "Sign"
    DTC = "Dtc"
    ALIAS = "Alias"
    FAULT = "Fault"
    FAULT_FAMILY = "FaultFamily"
    ROOT_CAUSE = "RootCause"
    PART = "Part"
    SYSTEM = "System"
    ACTION = "Action"
    TEST = "Test"
    TOOL = "Tool"
    VERIFICATION_TEMPLATE = "VerificationTemplate"
    VEHICLE_MAKE = "VehicleMake"
    VEHICLE_MODEL = "VehicleModel"
    ENGINE_FAMILY = "EngineFamily"
    RISK_CURVE = "RiskCurve"
    SOURCE = "Source"
    FAILURE_CARD = "FailureCard"
    DIAGNOSTIC_NODE = "DiagnosticNode"
    # Records.
    VEHICLE = "Vehicle"
    CASE = "Case"
    TICKET = "Ticket"
    TECHNICIAN_ACTION = "TechnicianAction"
    ATTEMPTED_DIAGNOSTIC = "AttemptedDiagnostic"
    REJECTED_HYPOTHESIS = "RejectedHypothesis"
    PART_USAGE = "PartUsage"
    EVENT = "Event"
    EVENT_LOG = "EventLog"
    AUDIT_ENTRY = "AuditEntry"
    LEDGER_ENTRY = "LedgerEntry"
    LEARNED_PATTERN = "LearnedPattern"
    USER = "User"
    GARAGE = "Garage"
    SESSION = "Session"
    REFRESH_TOKEN = "RefreshToken"  # noqa: S105 - a label
    API_KEY = "ApiKey"
    ACCESS_ENTRY = "AccessEntry"
    PERSONAL_DATA = "PersonalData"
    # Housekeeping of the graph itself.
    GRAPH_VERSION = "GraphVersion"
    REVISION = "Revision"
    PRIOR_MASS = "PriorMass"
    EMBEDDING_MODEL = "EmbeddingModel"


class RelationshipType(StrEnum):
    """Relationship types, one meaning each; ``WEIGHT_MEANINGS`` says what a weight is."""

    INDICATES = "INDICATES"
    CAUSES = "CAUSES"
    REQUIRES = "REQUIRES"
    RESOLVES = "RESOLVES"
    RELATED_TO = "RELATED_TO"
    AFFECTS = "AFFECTS"
    SIMILAR_TO = "SIMILAR_TO"
    REVEALS = "REVEALS"
    NAMES = "NAMES"
    IN_FAMILY = "IN_FAMILY"
    PART_OF = "PART_OF"
    FITS = "FITS"
    BUILDS = "BUILDS"
    HAS_ENGINE = "HAS_ENGINE"
    HAS_RISK = "HAS_RISK"
    VERIFIED_BY = "VERIFIED_BY"
    SOURCED_FROM = "SOURCED_FROM"
    COVERS = "COVERS"
    CONCERNS = "CONCERNS"
    EXPLAINED_BY = "EXPLAINED_BY"
    HAS_TREE = "HAS_TREE"
    IF_YES = "IF_YES"
    IF_NO = "IF_NO"
    CONFIRMS = "CONFIRMS"
    OBSERVED = "OBSERVED"
    CONCLUDED = "CONCLUDED"
    CONFIRMED = "CONFIRMED"
    DIAGNOSED_AS = "DIAGNOSED_AS"
    ON = "ON"
    IS_A = "IS_A"
    SUGGESTED = "SUGGESTED"
    WORKED_ON = "WORKED_ON"
    USED = "USED"
    TRIED = "TRIED"
    RULED_OUT = "RULED_OUT"
    CONSUMED = "CONSUMED"
    OF = "OF"
    ABOUT = "ABOUT"
    CHANGED = "CHANGED"
    SPEAKS_ABOUT = "SPEAKS_ABOUT"
    IDENTIFIED_BY = "IDENTIFIED_BY"
    BELONGS_TO = "BELONGS_TO"


class Locale(StrEnum):
    """Languages of everything a user sees (G9)."""

    FR = "fr"
    EN = "en"


class EvidenceState(StrEnum):
    """What is known of a finding; an unknown one contributes nothing (D1)."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class ObservableType(StrEnum):
    """Kind of observable (KG v2.8.4)."""

    SYMPTOM = "symptom"
    SIGN = "sign"
    DTC = "dtc"


#: How far a report of each kind is right, r (KG v2.8.4 OBSERVABLE_WEIGHT; use: section 9).
OBSERVABLE_RELIABILITY: dict[ObservableType, float] = {
    ObservableType.SYMPTOM: 0.6,
    ObservableType.SIGN: 0.8,
    ObservableType.DTC: 0.95,
}


class Powertrain(StrEnum):
    """Powertrains of the applicability filter (G4b)."""

    PETROL = "petrol"
    DIESEL = "diesel"
    LPG = "lpg"
    HYBRID = "hybrid"
    PLUG_IN_HYBRID = "plug_in_hybrid"
    BATTERY_ELECTRIC = "battery_electric"
    FUEL_CELL = "fuel_cell"


class VehicleType(StrEnum):
    """Vehicle types of the applicability filter (G4b)."""

    CAR = "car"
    VAN = "van"
    TWO_WHEELER = "two_wheeler"
    THREE_WHEELER = "three_wheeler"


class SafetyLevel(StrEnum):
    """Safety gate levels, most dangerous first (KG v2.8.3)."""

    CRITICAL = "critical"
    URGENT = "urgent"
    WARNING = "warning"
    NORMAL = "normal"


class KnowledgeStatus(StrEnum):
    """Life cycle of knowledge nodes and relationships; only active knowledge answers (V1)."""

    DRAFT = "draft"
    REVIEW = "review"
    ACTIVE = "active"
    DEPRECATED = "deprecated"


class CauseType(StrEnum):
    """Kinds of root cause (KG v2.8.10)."""

    USURE_NORMALE = "usure_normale"
    USAGE = "usage"
    ENTRETIEN = "entretien"
    QUALITE_PIECE = "qualite_piece"
    MONTAGE = "montage"
    ENVIRONNEMENT = "environnement"
    CONCEPTION = "conception"


class ActionType(StrEnum):
    """Kinds of structured action (KG v2.8.11)."""

    CONTROLE = "controle"
    REMPLACEMENT = "remplacement"
    NETTOYAGE = "nettoyage"
    REGLAGE = "reglage"
    REPARATION = "reparation"
    DIAGNOSTIC_PRO = "diagnostic_pro"
    TEST_ROUTIER = "test_routier"


class ActionDifficulty(StrEnum):
    """Who can do an action (KG v2.8.11)."""

    DEBUTANT = "debutant"
    AMATEUR = "amateur"
    EXPERIMENTE = "experimente"
    PROFESSIONNEL = "professionnel"


class ActionUrgency(StrEnum):
    """How soon an action is due (KG v2.8.11)."""

    SECURITE = "securite"
    HAUTE = "haute"
    NORMALE = "normale"
    BASSE = "basse"


class TestSkill(StrEnum):
    """Where a test can be done: at the counter, on a driveway, in a workshop bay (D6)."""

    __test__ = False  # not a pytest class

    COUNTER = "counter"
    DRIVEWAY = "driveway"
    BAY = "bay"


class AliasKind(StrEnum):
    """What an alias text is; an in-index filter of the vector index."""

    LABEL = "label"
    ALIAS = "alias"
    CODE = "code"
    PAST_COMPLAINT = "past_complaint"


class Severity(StrEnum):
    """Severity of a recurring fault (KG v2.8.12)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class SourceKind(StrEnum):
    """Where knowledge comes from; every vocabulary of the sources maps to one of these."""

    AI_GENERATED = "ai_generated"
    FORUM_ANALYSIS = "forum_analysis"
    IMPORTED_STATISTICS = "imported_statistics"
    EXPERT = "expert"
    GARAGE_FEEDBACK = "garage_feedback"
    BULLETIN_OR_RECALL = "bulletin_or_recall"
    STANDARD = "standard"


class CreationMethod(StrEnum):
    """How a relationship came to be (G2)."""

    MANUAL = "manual"
    INFERRED = "inferred"
    AI_GENERATED = "ai_generated"


class Provenance(NamedTuple):
    """What a source kind means for a relationship.

    Attributes:
        strength: pseudo-observations behind an authored weight (section 9, "provenance").
        creation_method: value shown as ``creation_method``.
    """

    strength: float
    creation_method: CreationMethod


#: Section 9, "provenance". Imported statistics carry their own n, capped at 50.
PROVENANCE: dict[SourceKind, Provenance] = {
    SourceKind.AI_GENERATED: Provenance(4.0, CreationMethod.AI_GENERATED),
    SourceKind.FORUM_ANALYSIS: Provenance(4.0, CreationMethod.MANUAL),
    SourceKind.IMPORTED_STATISTICS: Provenance(50.0, CreationMethod.INFERRED),
    SourceKind.EXPERT: Provenance(8.0, CreationMethod.MANUAL),
    SourceKind.GARAGE_FEEDBACK: Provenance(8.0, CreationMethod.MANUAL),
    SourceKind.BULLETIN_OR_RECALL: Provenance(20.0, CreationMethod.MANUAL),
    SourceKind.STANDARD: Provenance(20.0, CreationMethod.MANUAL),
}

#: Five-step scale of P(observable present | fault), for authors (requirements section 9).
FREQUENCY_SCALE: dict[str, float] = {
    "always": 0.97,
    "usually": 0.80,
    "often": 0.55,
    "sometimes": 0.25,
    "rarely": 0.08,
}

#: Five-step scale of prior_rate, a fault's share among visits of vehicles it applies to.
PRIOR_SCALE: dict[str, float] = {
    "very_common": 0.03,
    "common": 0.01,
    "occasional": 0.004,
    "uncommon": 0.0015,
    "rare": 0.0005,
}

#: SAE J2012: letter, 0-3, three hexadecimal digits, optional failure-type byte (section 9).
DTC_PATTERN = r"^[PBCU][0-3][0-9A-F]{3}(-[0-9A-F]{2})?$"

#: What ``weight`` means, by (start label, relationship type, end label) (section 9).
WEIGHT_MEANINGS: dict[tuple[Label, RelationshipType, Label], str] = {
    (Label.OBSERVABLE, RelationshipType.INDICATES, Label.FAULT): "P(observable present | fault)",
    (Label.ROOT_CAUSE, RelationshipType.CAUSES, Label.FAULT): (
        "P(fault | root cause); share = P(root cause | fault)"
    ),
    (Label.FAULT, RelationshipType.CAUSES, Label.FAULT): "P(effect | cause)",
    (Label.FAULT, RelationshipType.REQUIRES, Label.PART): "P(part needed | fault)",
    (Label.ACTION, RelationshipType.RESOLVES, Label.FAULT): "P(fixed | done)",
    (Label.ACTION, RelationshipType.REQUIRES, Label.PART): "P(part used | action done)",
    (Label.PART, RelationshipType.SIMILAR_TO, Label.PART): "P(end does the job of start)",
    (Label.FAILURE_CARD, RelationshipType.RESOLVES, Label.FAULT): "P(fixed | card followed)",
    (Label.OBSERVABLE, RelationshipType.INDICATES, Label.FAILURE_CARD): "P(present | its fault)",
}
