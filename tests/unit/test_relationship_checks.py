"""What the write path refuses and keeps, by type of relationship."""

from datetime import UTC, datetime
from typing import Any

import pytest

from graph.errors import InvalidInputError
from graph.relationships import (
    WEIGHTED_TYPES,
    KnowledgeRelationship,
    check_relationship,
    relationship_model,
)
from graph.vocabulary import RelationshipType

INDICATES: dict[str, Any] = {"relation_id": "rel_1", "alpha": 3.2, "beta": 0.8, "weight": 0.8}


def test_a_relationship_gets_the_defaults_of_the_source_as_plain_values() -> None:
    stored = check_relationship(RelationshipType.INDICATES, INDICATES)
    assert stored == {
        **INDICATES,
        "status": "draft",
        "version": 1,
        "created_by": "system",
        "creation_method": "manual",
        "bidirectional": False,
        "evidence_count": 0,
    }
    assert {type(value) for value in stored.values()} == {str, int, bool, float}


def test_the_whole_metadata_is_there_for_every_type_between_knowledge_nodes() -> None:
    metadata = {
        *("relation_id", "weight", "confidence", "evidence_count", "last_observed", "sources"),
        *(
            "bidirectional",
            "created_by",
            "creation_method",
            "created_at",
            "alpha",
            "beta",
            "status",
        ),
    }
    for kind in WEIGHTED_TYPES:
        model = relationship_model(kind)
        assert issubclass(model, KnowledgeRelationship)
        assert metadata <= set(model.model_fields)


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("INDICATES", "weight", "0.8"),
        ("INDICATES", "weight", 1.01),
        ("INDICATES", "weight", float("nan")),
        ("INDICATES", "alpha", float("inf")),
        ("INDICATES", "alpha", -0.1),
        ("INDICATES", "confidence", 2),
        ("INDICATES", "evidence_count", 1.5),
        ("INDICATES", "bidirectional", 1),
        ("INDICATES", "status", "approved"),
        ("INDICATES", "creation_method", "magic"),
        ("INDICATES", "relation_id", "indicates_1"),
        ("INDICATES", "sources", "source.x"),
        ("INDICATES", "last_observed", datetime(2026, 1, 1)),  # noqa: DTZ001 - the point
        ("INDICATES", "share", 0.5),
        ("CAUSES", "share", 1.5),
        ("REQUIRES", "quantity", 0),
        ("REQUIRES", "quantity", True),
        ("AFFECTS", "probability_boost", 0.8),
        ("AFFECTS", "odds_multiplier", 0.0),
        ("AFFECTS", "severity", "enormous"),
        ("ON", "weight", 0.5),
        ("CONCLUDED", "probability", 81.3),
    ],
)
def test_a_wrong_value_is_refused_by_name(kind: str, name: str, value: object) -> None:
    given = {"probability": 0.5, "rank": 1} if kind == "CONCLUDED" else {}
    with pytest.raises(InvalidInputError) as caught:
        check_relationship(RelationshipType[kind], {**given, name: value})
    assert (caught.value.field, caught.value.fix) == (name, f"correct {name}")
    assert caught.value.message.startswith(f"{kind}.{name}: ")


def test_a_required_value_must_be_given() -> None:
    with pytest.raises(InvalidInputError) as caught:
        check_relationship(RelationshipType.OBSERVED, {"state": None})
    assert caught.value.field == "state"


@pytest.mark.parametrize(
    ("kind", "properties"),
    [
        ("INDICATES", {"qualifier": ["tax_temp=froid"], "ratio": [1.2, 0.8]}),
        ("INDICATES", {"scope_ids": ["model.clio_iv"], "scope_alpha": [1.0]}),
        ("CAUSES", {"contexts": ["tax_temp=froid"]}),
    ],
)
def test_aligned_lists_must_be_of_one_length(kind: str, properties: dict[str, Any]) -> None:
    with pytest.raises(InvalidInputError, match="differ in length") as caught:
        check_relationship(RelationshipType[kind], properties)
    assert caught.value.field == next(iter(properties))


def test_a_moment_and_aligned_lists_are_kept() -> None:
    given = {
        "last_observed": datetime(2026, 1, 1, tzinfo=UTC),
        "qualifier": ["tax_temp=froid"],
        "ratio": [1.2],
    }
    stored = check_relationship(RelationshipType.INDICATES, given)
    assert {name: stored[name] for name in given} == given
