"""Examples of the OpenAPI document: real calls on the shipped knowledge, recorded beside this file.

Each file of ``recorded`` holds one operation's request and the answer that the seeded graph gave.
``python -m tests.golden.record_examples`` asks again and writes the answers.
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
    """

    method: str
    path: str
    answer: Any
    status: int = 200
    parameters: dict[str, Any] = field(default_factory=dict)
    body: Any = None


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
        operation["responses"][str(example.status)]["content"][_JSON]["example"] = example.answer
    return document
