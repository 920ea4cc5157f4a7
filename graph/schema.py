"""The schema as data, read from the vocabulary and the declarations: for pages, API and tools.

Nothing is told twice: ``docs/schema.md`` and ``GET /schema`` are both made from this.
"""

from enum import StrEnum
from typing import Any

from graph import taxonomies, vocabulary, vocabulary_records
from graph.nodes.check import node_classes
from graph.relationship_ends import RELATIONSHIP_ENDS
from graph.relationships import relationship_model
from graph.vocabulary import PROPERTY_KEYS, WEIGHT_MEANINGS, Label, RelationshipType


def describe_nodes() -> list[dict[str, Any]]:
    """Return every label with its parents and the properties that it adds to theirs."""
    return [
        {
            "label": label.value,
            "description": summary(declared),
            "parents": [name for name in declared.inherited_labels() if name != label],
            "properties": [
                _property(prop.get_db_property_name(key), prop)
                for key, prop in declared.__all_properties__
                if key in vars(declared)
            ],
        }
        for label, declared in node_classes().items()
    ]


def describe_relationships() -> list[dict[str, Any]]:
    """Return every type with its ends, what a weight means there, and its properties."""
    return [
        {
            "type": kind.value,
            "description": summary(relationship_model(kind)),
            "ends": [
                {
                    "start": start.value,
                    "end": end.value,
                    "weight": WEIGHT_MEANINGS.get((start, kind, end)),
                }
                for start, kind, end in _ends(kind)
            ],
            "properties": sorted(relationship_model(kind).model_fields),
        }
        for kind in RelationshipType
    ]


def describe_enumerations() -> list[dict[str, Any]]:
    """Return every closed list of values."""
    return [
        {
            "name": name,
            "description": summary(kind),
            "values": [member.value for member in kind],
        }
        for name, kind in enumerations()
    ]


def describe_provenance() -> list[dict[str, Any]]:
    """Return what each kind of source means for a weight."""
    return [
        {
            "source_kind": kind.value,
            "strength": meant.strength,
            "creation_method": meant.creation_method.value,
        }
        for kind, meant in vocabulary.PROVENANCE.items()
    ]


def describe_schema() -> dict[str, Any]:
    """Return the whole schema."""
    return {
        "labels": describe_nodes(),
        "relationship_types": describe_relationships(),
        "property_keys": sorted(PROPERTY_KEYS),
        "enumerations": describe_enumerations(),
        "provenance": describe_provenance(),
        "dtc_pattern": vocabulary.DTC_PATTERN,
        "frequency_scale": dict(vocabulary.FREQUENCY_SCALE),
        "prior_scale": dict(vocabulary.PRIOR_SCALE),
        "observable_reliability": {
            kind.value: value for kind, value in vocabulary.OBSERVABLE_RELIABILITY.items()
        },
    }


def enumerations() -> list[tuple[str, type[StrEnum]]]:
    """Return the closed lists of the vocabulary by name, sorted."""
    skipped = {"Label", "RelationshipType"}
    return sorted(
        (name, value)
        for module in (taxonomies, vocabulary, vocabulary_records)
        for name, value in vars(module).items()
        if isinstance(value, type)
        and issubclass(value, StrEnum)
        and value.__module__ == module.__name__
        and name not in skipped
    )


def summary(documented: Any) -> str:
    """Return the first line of a docstring."""
    return (documented.__doc__ or "").strip().split("\n")[0]


def _ends(kind: RelationshipType) -> list[tuple[Label, RelationshipType, Label]]:
    return [ends for ends in RELATIONSHIP_ENDS if ends[1] is kind]


def _property(name: str, declared: Any) -> dict[str, Any]:
    base = getattr(declared, "base_property", None)
    return {
        "name": name,
        "kind": type(base or declared).__name__.lower(),
        "is_list": base is not None,
        "required": bool(getattr(declared, "required", False)),
        "unique": bool(getattr(declared, "unique_index", False)),
        "values": list(getattr(base or declared, "choices", None) or ()),
    }
