"""Fields of the contract that are read, but not acted on yet: only their defaults are accepted.

A client may send what the contract shows; a value that would have to change the answer is refused
rather than ignored.
"""

from typing import Annotated, Any

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError


def _only_empty(value: Any) -> None:
    if value is not None:
        _refuse()


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
