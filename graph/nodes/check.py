"""Check the properties of a node before they are written.

Neo4j Community has no existence and no type constraints, so this is where a wrong value stops.
"""

import re
from functools import cache
from typing import Any

from neomodel import StructuredNode
from neomodel.properties import Property

from graph.errors import InvalidInputError
from graph.nodes import (
    access,
    card,
    fault,
    governance,
    knowledge,
    observable,
    part,
    procedure,
    record,
    source,
    ticket,
    vehicle,
)
from graph.vocabulary import DTC_PATTERN, PROPERTY_KEYS, Label
from graph.vocabulary_codes import GENERIC_MAKE, CodeKind

_MODULES = (
    knowledge,
    observable,
    fault,
    part,
    procedure,
    vehicle,
    source,
    card,
    ticket,
    record,
    access,
    governance,
)


@cache
def node_classes() -> dict[Label, type[StructuredNode]]:
    """Return the class of every label of the vocabulary."""
    found = [
        value
        for module in _MODULES
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, StructuredNode)
        and value.__module__ == module.__name__
    ]
    return {Label(value.__label__): value for value in found}


def labels_of(label: Label) -> tuple[Label, ...]:
    """Return the labels that a node of this kind carries, the most specific first."""
    return tuple(Label(name) for name in node_classes()[label].inherited_labels())


@cache
def declared_properties(label: Label) -> dict[str, Property[Any]]:
    """Return the properties of a kind of node, by their names in the database."""
    declared = node_classes()[label].defined_properties(aliases=False, rels=False)
    return {prop.get_db_property_name(name): prop for name, prop in declared.items()}


def declared_uniqueness() -> set[tuple[Label, str]]:
    """Return every single property that the classes declare unique."""
    return {
        (label, name)
        for label in node_classes()
        for name, prop in declared_properties(label).items()
        if prop.unique_index
    }


def declared_unique_together() -> set[tuple[Label, tuple[str, ...]]]:
    """Return every list of properties that the classes declare unique together."""
    return {
        (label, names)
        for label, node_class in node_classes().items()
        for names in getattr(node_class, "UNIQUE_TOGETHER", ())
    }


def check_properties(label: Label, properties: dict[str, Any]) -> dict[str, Any]:
    """Return the properties as they are stored, defaults included.

    Args:
        label: the most specific label of the node.
        properties: by their names in the database; None means that there is none.

    Raises:
        InvalidInputError: a key is unknown, a required one is missing, or a value has another
            type, is outside its range or not one of its choices. The error names field and fix.
    """
    label = Label(label)
    declared = declared_properties(label)
    given = {name: value for name, value in properties.items() if value is not None}
    extra = _check_names(label, given, declared)
    stored = {
        name: _check_value(label, name, declared[name], given[name])
        for name in given
        if name in declared
    }
    for name, prop in declared.items():
        if name not in stored and prop.has_default:
            stored[name] = prop.default_value()
    _check_together(label, stored)
    return {**stored, **extra}


def _check_names(
    label: Label, given: dict[str, Any], declared: dict[str, Property[Any]]
) -> dict[str, Any]:
    """Refuse unknown and missing keys; return those that a :Revision holds of its node."""
    extra = {name: value for name, value in given.items() if name not in declared}
    unknown = set(extra)
    if getattr(node_classes()[label], "HOLDS_ANY_PROPERTY", False):
        unknown -= PROPERTY_KEYS
    if unknown:
        name = min(unknown)
        raise _invalid(label, name, "there is no such property", f"one of {sorted(declared)}")
    for name, prop in declared.items():
        if prop.required and name not in given:
            raise _invalid(label, name, "it is missing", f"give {name}")
    return extra


def _check_value(label: Label, name: str, prop: Property[Any], value: Any) -> Any:
    try:
        return prop.deflate(value, rethrow=False)
    except ValueError as error:
        raise _invalid(label, name, str(error), f"correct {name}") from error


def _check_together(label: Label, stored: dict[str, Any]) -> None:
    """Refuse aligned lists of different lengths, and a type that is not the label's."""
    node_class = node_classes()[label]
    for names in getattr(node_class, "ALIGNED", ()):
        lengths = {name: len(stored[name]) for name in names if name in stored}
        if len(set(lengths.values())) > 1:
            fix = "give every list one entry per step"
            raise _invalid(label, next(iter(lengths)), f"lengths differ: {lengths}", fix)
    expected = getattr(node_class, "OBSERVABLE_TYPE", None)
    if expected is not None and stored["observable_type"] != expected:
        why = f"a {label} has the type {expected}, not {stored['observable_type']}"
        raise _invalid(label, "observable_type", why, f"give {expected}")
    if label is Label.DTC:
        _check_code(label, stored)


def _check_code(label: Label, stored: dict[str, Any]) -> None:
    """Refuse a kind that the form of the code is not of, and a maker's own code without a make."""
    is_standard = re.fullmatch(DTC_PATTERN, stored["code"]) is not None
    kind = CodeKind.SAE if is_standard else CodeKind.OEM
    if stored.get("code_kind", CodeKind.SAE) != kind:
        why = f"the form of {stored['code']!r} is {kind}"
        raise _invalid(label, "code" if kind is CodeKind.OEM else "code_kind", why, f"give {kind}")
    if kind is CodeKind.OEM and stored["make"] == GENERIC_MAKE:
        why = f"{stored['code']!r} is a maker's own code"
        raise _invalid(label, "make", why, "give the make whose code it is")


def _invalid(label: Label, name: str, why: str, fix: str) -> InvalidInputError:
    return InvalidInputError(
        f"{label}.{name}: {why}", field=name, fix=fix, details={"label": label.value}
    )
