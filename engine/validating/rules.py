"""What queries of ``validate`` hold the graph to, read from the declarations of nodes."""

from enum import StrEnum
from typing import Any, get_args

from graph.nodes.check import declared_properties, node_classes
from graph.nodes.knowledge import Knowledge
from graph.relationship_ends import RELATIONSHIP_ENDS
from graph.relationships import relationship_model
from graph.vocabulary import DTC_PATTERN, Label, RelationshipType

_TOLERANCE = 1e-6


def parameters() -> dict[str, dict[str, Any]]:
    """Return the parameters of each query by the id of its check, besides ``limit``."""
    return {
        "bad_value": {"rules": bad_value_rules()},
        "bad_relationship_value": {"allowed": relationship_enumerations()},
        "missing_translation": {"rules": translation_rules()},
        "misaligned_lists": {"rules": alignment_rules()},
        "weight_not_mean": {"tolerance": _TOLERANCE},
        "prior_mass_stale": {"tolerance": _TOLERANCE},
        "code_malformed": {"pattern": DTC_PATTERN},
        "unexpected_ends": {"ends": [[str(name) for name in ends] for ends in RELATIONSHIP_ENDS]},
    }


def bad_value_rules() -> list[dict[str, Any]]:
    """Return the enumerated properties of each kind of knowledge node, with their values.

    ``except`` names the kinds that have values of their own for a property of their parent.
    """
    rules: list[dict[str, Any]] = []
    for label in _knowledge_labels():
        allowed = {
            name: sorted(choices)
            for name, prop in _own_properties(label).items()
            if (choices := getattr(getattr(prop, "base_property", None) or prop, "choices", None))
        }
        if allowed:
            own = {name: _redeclaring(label, name) for name in allowed}
            rules.append({"label": label.value, "allowed": allowed, "except": own})
    return rules


def relationship_enumerations() -> dict[str, list[str]]:
    """Return the enumerated properties of knowledge relationships, with their values."""
    found: dict[str, list[str]] = {}
    for kind in RelationshipType:
        for name, field in relationship_model(kind).model_fields.items():
            values = _enumeration(field.annotation)
            if values is not None and name != "state":
                found[name] = [member.value for member in values]
    return found


def translation_rules() -> list[dict[str, Any]]:
    """Return the bilingual properties of each kind of knowledge node."""
    rules = []
    for label in _knowledge_labels():
        own = _own_properties(label)
        names = [
            name.removesuffix("_fr")
            for name in own
            if name.endswith("_fr") and name.removesuffix("_fr") + "_en" in own
        ]
        required = [name for name in names if own[name + "_fr"].required]
        if names:
            rules.append({"label": label.value, "names": names, "required": required})
    return rules


def alignment_rules() -> list[dict[str, Any]]:
    """Return the lists of each kind of knowledge node that belong together."""
    return [
        {"label": label.value, "names": list(names)}
        for label in _knowledge_labels()
        for names in vars(node_classes()[label]).get("ALIGNED", ())
    ]


def _knowledge_labels() -> list[Label]:
    return [label for label, declared in node_classes().items() if issubclass(declared, Knowledge)]


def _redeclaring(parent: Label, name: str) -> list[str]:
    """Return the kinds below a kind that declare one of its properties again."""
    above = node_classes()[parent]
    return [
        label.value
        for label in _knowledge_labels()
        if label is not parent
        and issubclass(node_classes()[label], above)
        and name in _own_properties(label)
    ]


def _own_properties(label: Label) -> dict[str, Any]:
    """Return the properties that a kind declares itself; its parents have rules of their own."""
    own = vars(node_classes()[label])
    return {
        name: prop for name, prop in declared_properties(label).items() if own.get(name) is prop
    }


def _enumeration(annotation: Any) -> type[StrEnum] | None:
    """Return the enumeration in an annotation such as ``Severity | None``."""
    for part in (annotation, *get_args(annotation)):
        if isinstance(part, type) and issubclass(part, StrEnum):
            return part
        for inner in get_args(part):
            if isinstance(inner, type) and issubclass(inner, StrEnum):
                return inner
    return None
