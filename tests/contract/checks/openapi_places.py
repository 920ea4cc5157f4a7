"""A place of an answer, ``diagnoses[].fault.id``: its schema in OpenAPI, and its live values."""

import re
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]


def steps_of(place: str) -> list[str]:
    """Return the steps of a place; ``[]`` is a step of its own."""
    return re.findall(r"\[\]|[^.\[\]]+", place)


def response_schema(document: Schema, method: str, path: str) -> Schema:
    """Return the schema of the answer of an operation when all is well."""
    responses = document["paths"][path][method]["responses"]
    good = next(responses[status] for status in sorted(responses) if status.startswith("2"))
    schema: Schema = good["content"]["application/json"]["schema"]
    return schema


def schemas_at(document: Schema, schema: Schema, place: str) -> list[Schema]:
    """Return what the place may hold: one schema, or several where there is a choice; or none."""
    found = list(_alternatives(document, schema))
    for step in steps_of(place):
        below = [
            _item(alternative) if step == "[]" else alternative.get("properties", {}).get(step)
            for alternative in found
        ]
        found = [part for each in below if each for part in _alternatives(document, each)]
    return found


def _item(schema: Schema) -> Schema | None:
    """Return the schema of a list's items, or of the first of a fixed number of them."""
    first: list[Schema] = schema.get("prefixItems", [])
    return schema.get("items") or (first[0] if first else None)


def _alternatives(document: Schema, schema: Schema) -> Iterator[Schema]:
    """Yield the schema without references, or each of its choices."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        yield from _alternatives(document, document["components"]["schemas"][name])
        return
    choices = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
    if not choices:
        yield schema
    for choice in choices or ():
        yield from _alternatives(document, choice)


def values_at(answer: Any, place: str) -> list[Any]:
    """Return every value at a place of an answer; a part that is null holds nothing."""
    found = [answer]
    for step in steps_of(place):
        if step == "[]":
            found = [item for each in found if each is not None for item in each]
        else:
            found = [each[step] for each in found if isinstance(each, dict) and step in each]
    return found
