"""Every column of the source's tables is kept, with its allowed values and its default."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.errors import InvalidInputError
from graph.nodes.check import check_properties, declared_properties
from graph.relationships import relationship_model
from graph.vocabulary import Label, RelationshipType
from seeds.records.fault import CauseLink

DOCUMENT = Path(__file__).parent / "source_documents" / "knowledge_graph_v2_8.yaml"
TABLES: list[dict[str, Any]] = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))["tables"]
#: The base and the double score have no table of their own.
VERSIONS_WITH_TABLES = {f"2.8.{number}" for number in range(13)} - {"2.8.2"}
COLUMNS = [
    pytest.param(table, name, column, id=f"{table['table']} {name}")
    for table in TABLES
    for name, column in table["columns"].items()
]


def column_problems(table: dict[str, Any], name: str, column: dict[str, Any]) -> list[str]:
    """Return what is wrong with the place where one column is kept."""
    if "relationship" in column:
        return [] if column["relationship"] in set(RelationshipType) else ["no such relationship"]
    kept = column.get("as", name)
    found = []
    for key in [kept] if isinstance(kept, str) else kept:
        place = _node_property if "node" in table else _relationship_property
        declared = place(table, key)
        if declared is None:
            return [f"{key} is not declared"]
        values, default = declared
        if "one_of" in column and values != set(column["one_of"]):
            found.append(f"{key} allows {sorted(values)}, the source {sorted(column['one_of'])}")
        if "default" in column and default != column["default"]:
            found.append(f"{key} is {default!r} by default, in the source {column['default']!r}")
    return found


def _node_property(table: dict[str, Any], key: str) -> tuple[set[str], Any] | None:
    declared = declared_properties(Label(table["node"])).get(key)
    if declared is None:
        return None
    return set(getattr(declared, "choices", None) or ()), (
        declared.default_value() if declared.has_default else None
    )


def _relationship_property(table: dict[str, Any], key: str) -> tuple[set[str], Any] | None:
    model = relationship_model(RelationshipType(table["relationship"]))
    field = model.model_fields.get(key)
    if field is None:
        return None
    return set(_enumeration(field.annotation)), field.get_default()


def _enumeration(annotation: Any) -> Iterator[str]:
    for part in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(part, type) and issubclass(part, StrEnum):
            yield from (value.value for value in part)


@pytest.mark.parametrize(("table", "name", "column"), COLUMNS)
def test_a_column_of_the_source_is_kept(
    table: dict[str, Any], name: str, column: dict[str, Any]
) -> None:
    assert column_problems(table, name, column) == []


def test_a_root_cause_without_a_probability_has_half() -> None:
    assert CauseLink(id="cause.x").share == 0.5


def test_every_version_with_a_table_is_walked() -> None:
    assert {table["version"] for table in TABLES} == VERSIONS_WITH_TABLES
    assert len(COLUMNS) > 100


@pytest.mark.parametrize(
    ("column", "problem"),
    [
        ({"as": "tax_colour"}, "tax_colour is not declared"),
        ({"one_of": ["froid", "chaud"]}, "tax_temp allows"),
        ({"default": "chaud"}, "tax_temp is None by default"),
        ({"relationship": "HEATS"}, "no such relationship"),
    ],
)
def test_a_planted_difference_is_found(column: dict[str, Any], problem: str) -> None:
    found = column_problems({"node": "Observable"}, "tax_temp", column)
    assert len(found) == 1
    assert found[0].startswith(problem)


def test_a_value_outside_the_source_is_refused_at_the_write_path() -> None:
    values = {"id": "fault.x", "label_fr": "x", "label_en": "x", "prior_rate": 0.1}
    assert check_properties(Label.FAULT, values)["safety_level"] == "normal"
    with pytest.raises(InvalidInputError, match="safety_level"):
        check_properties(Label.FAULT, values | {"safety_level": "deadly"})
