"""The graph about itself: version, revisions, audit log, sums and the embedding model."""

from neomodel import StructuredNode

from graph.nodes.fields import Items, JsonText, Moment, Number, Probability, Text, Whole
from graph.nodes.knowledge import ID_PATTERN
from graph.vocabulary import Powertrain, SafetyLevel, VehicleType
from graph.vocabulary_records import AuditAction, EntityKind, RevisionChange


class GraphVersion(StructuredNode):
    """One node, counted up by every knowledge write in the same transaction."""

    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    version = Whole(minimum=0, required=True)
    content_hash = Text()
    unlisted_prior = Probability()
    calibration_temperature = Number(minimum=0.0)
    calibration_cases = Whole(minimum=0)
    conformal_score = Number(minimum=0.0)
    conformal_cases = Whole(minimum=0)
    outcome_unit = Number(minimum=0.0)  # prior rate that one confirmed outcome is worth
    unlisted_outcomes = Number(minimum=0.0)  # outcomes whose cause is not in the graph
    created_at = Moment()
    updated_at = Moment()


class Revision(StructuredNode):
    """The state a node had from one graph version to another, with that node's properties."""

    HOLDS_ANY_PROPERTY = True
    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    entity_id = Text(required=True)
    entity_kind = Text(choices=EntityKind, required=True)
    change = Text(choices=RevisionChange, required=True)
    from_version = Whole(minimum=0, required=True)
    to_version = Whole(minimum=0, required=True)
    occurred_at = Moment()


class AuditEntry(StructuredNode):
    """Who changed what, with old and new data (KG v2.8.8)."""

    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    entity_kind = Text(choices=EntityKind, required=True)
    entity_id = Text(required=True)
    action = Text(choices=AuditAction, required=True)
    changed_fields = Items(Text())
    old_data = JsonText()
    new_data = JsonText()
    user_id = Text()
    user_email = Text()
    notes = Text()
    graph_version = Whole(minimum=0)
    created_at = Moment()


class PriorMass(StructuredNode):
    """Summed prior rates of one applicability class and safety level."""

    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    applicability_class = Text(required=True)
    safety_level = Text(choices=SafetyLevel, required=True)
    powertrains = Items(Text(choices=Powertrain))
    vehicle_types = Items(Text(choices=VehicleType))
    mass = Number(minimum=0.0, required=True)
    confirmed_count = Number(minimum=0.0)  # outcomes that confirmed one of its faults
    fault_count = Whole(minimum=0, required=True)
    version = Whole(minimum=0)


class EmbeddingModel(StructuredNode):
    """The model whose vectors a vector index holds."""

    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    index_name = Text(required=True)
    model_id = Text(required=True)
    dimension = Whole(minimum=1, required=True)
    created_at = Moment()
