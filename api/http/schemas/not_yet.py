"""Fields of the contract that are read, but not acted on yet: only their defaults are accepted.

A client may send what the contract shows; a value that would have to change the answer is refused
rather than ignored.
"""

from typing import Annotated, Any

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError


def _only_empty(value: Any) -> None:
    if value not in (None, {}):
        _refuse()


def _only_false(value: bool | None) -> bool:
    if value:
        _refuse()
    return False


def _refuse() -> None:
    raise PydanticCustomError(
        "not_supported_yet", "not supported yet: leave it out or send null", {}
    )


#: A text: only null.
NoText = Annotated[
    Any,
    AfterValidator(_only_empty),
    WithJsonSchema({"type": "null"}),
    Field(description="not supported yet: null only"),
]
#: An object: null or ``{}``.
NoObject = Annotated[
    Any,
    AfterValidator(_only_empty),
    WithJsonSchema({"anyOf": [{"type": "object", "maxProperties": 0}, {"type": "null"}]}),
    Field(description="not supported yet: null or {} only"),
]
#: A switch: null or false.
NoSwitch = Annotated[
    bool | None,
    AfterValidator(_only_false),
    WithJsonSchema({"anyOf": [{"type": "boolean", "const": False}, {"type": "null"}]}),
    Field(description="not supported yet: false or null only"),
]
