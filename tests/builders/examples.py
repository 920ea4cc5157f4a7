"""Recorded calls of the interface, asked again; ids that the database makes are filled in.

A recorded call is a dictionary of ``method``, ``path``, ``parameters``, ``body``, ``status`` and
``answer``, and may have ``first``: calls that come before it. Each of these may ``take`` a value
out of its answer (``suggestions.0.relation_id``) that the calls after it use ``as`` a parameter,
or that ``fill``s a field of their body.
``most_items`` keeps so many items of each list of an answer that would be too long to show.
"""

from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

Call = dict[str, Any]


def ask_again(client: TestClient, recorded: Call) -> Call:
    """Return the recorded call with the parameters, the status and the answer of now."""
    parameters = recorded.get("parameters", {})
    for call in recorded.get("first", ()):
        asked = call | {"parameters": _needed(call, parameters) | call.get("parameters", {})}
        asked |= _filled(call, parameters)
        said = _ask(client, asked).json()
        if "take" in call:
            parameters = parameters | {call["as"]: _value_at(said, call["take"])}
    recorded |= _filled(recorded, parameters)
    parameters = _without_filled(recorded, parameters)
    response = _ask(client, recorded | {"parameters": parameters})
    answer = response.json()
    if most := recorded.get("most_items"):
        answer = shortened(answer, most)
    given = {"parameters": parameters} if parameters else {}
    return recorded | given | {"status": response.status_code, "answer": answer}


def shortened(value: Any, most: int) -> Any:
    """Return a value with at most so many items in each of its lists."""
    if isinstance(value, dict):
        return {key: shortened(item, most) for key, item in value.items()}
    if isinstance(value, list):
        return [shortened(item, most) for item in value[:most]]
    return value


def shape_differences(recorded: Any, now: Any) -> list[str]:
    """Return where two answers have other keys or other types.

    The items of a list have one shape in common, so that its length does not matter; what is null
    or empty on one side says nothing of what could be in it.
    """
    before, after = _types_at(recorded), _types_at(now)
    return [
        *(f"{place} is gone" for place in _only_in(before, after)),
        *(f"{place} is new" for place in _only_in(after, before)),
        *(
            f"{place} was {_said(before[place])}, is {_said(after[place])}"
            for place in sorted(before.keys() & after.keys())
            if before[place] and after[place] and before[place] != after[place]
        ),
    ]


def _types_at(answer: Any) -> dict[str, set[str]]:
    """Return the types of what is at each place (``faults[].label``); none where it is null."""
    found: dict[str, set[str]] = {}

    def look(value: Any, place: str) -> None:
        found.setdefault(place, set()).update(() if value is None else {type(value).__name__})
        if isinstance(value, dict):
            for key, item in value.items():
                look(item, f"{place}.{key}")
        elif isinstance(value, list):
            for item in value:
                look(item, f"{place}[]")

    look(answer, "answer")
    return found


def _only_in(some: dict[str, set[str]], others: dict[str, set[str]]) -> list[str]:
    """Return the keys of objects that the others have too, but without these keys."""
    return sorted(
        place
        for place in some.keys() - others.keys()
        if not place.endswith("[]") and "dict" in others.get(place.rpartition(".")[0], ())
    )


def _said(types: set[str]) -> str:
    return " or ".join(sorted(types))


def _ask(client: TestClient, call: Call) -> Response:
    path, parameters = call["path"], call.get("parameters", {})
    in_path = {name for name in parameters if f"{{{name}}}" in path}
    query = {name: value for name, value in parameters.items() if name not in in_path}
    url = path.format(**{name: parameters[name] for name in in_path})
    response: Response = client.request(call["method"], url, params=query, json=call.get("body"))
    return response


def _needed(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    """Return those of the parameters that stand in the path of a call."""
    return {name: value for name, value in parameters.items() if f"{{{name}}}" in call["path"]}


def _filled(call: Call, parameters: dict[str, Any]) -> Call:
    """Return the body of a call with the fields that values of earlier answers fill."""
    fill = call.get("fill", {})
    known = {field: parameters[name] for field, name in fill.items() if name in parameters}
    return {"body": call["body"] | known} if known else {}


def _without_filled(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters without those that only fill the body."""
    only_body = {
        name for name in call.get("fill", {}).values() if f"{{{name}}}" not in call["path"]
    }
    return {name: value for name, value in parameters.items() if name not in only_body}


def _value_at(answer: Any, place: str) -> Any:
    for step in place.split("."):
        answer = answer[int(step) if isinstance(answer, list) else step]
    return answer
