"""Examples of the OpenAPI document: real calls on the shipped knowledge, recorded beside this file.

Each file of ``recorded`` holds one operation's request and the answer that the seeded graph gave.
``python -m tests.golden.record_examples`` asks again in the order of the names, because some calls
write, and writes the answers.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("recorded")
_JSON = "application/json"


@dataclass(frozen=True)
class RecordedExample:
    """One call.

    Attributes:
        parameters: of path, query and header, by name.
        body: of the request; None where it has none.
        status: of the answer.
        fill: fields of the body by the name of the value that ``first`` took for them.
        first: calls that make what this one needs (``tests/builders/examples.py``).
        most_items: of each list of the answer, where it would be too long to show; 0: all.
    """

    method: str
    path: str
    answer: Any
    status: int = 200
    parameters: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    fill: dict[str, str] = field(default_factory=dict)
    first: list[dict[str, Any]] = field(default_factory=list)
    most_items: int = 0


def recorded_examples() -> list[RecordedExample]:
    """Return every recorded call."""
    return [
        RecordedExample(**json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(FOLDER.glob("*.json"))
    ]


def add_examples(document: dict[str, Any]) -> dict[str, Any]:
    """Return the OpenAPI document with the recorded calls as its examples."""
    for example in recorded_examples():
        operation = document["paths"][example.path][example.method]
        for parameter in operation.get("parameters", ()):
            if parameter["name"] in example.parameters:
                parameter["example"] = example.parameters[parameter["name"]]
        if example.body is not None:
            operation["requestBody"]["content"][_JSON]["example"] = example.body
        operation["responses"][str(example.status)]["content"][_JSON] |= _shown(example)
    return document


def _shown(example: RecordedExample) -> dict[str, Any]:
    """Return the example as OpenAPI has it; a shortened answer says that it is."""
    if not example.most_items:
        return {"example": example.answer}
    summary = f"the first of each list, at most {example.most_items}"
    return {"examples": {"shortened": {"summary": summary, "value": example.answer}}}
