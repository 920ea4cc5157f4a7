"""What the shapes of tickets, actions and parts are made of."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Id = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^\S+$")]
Key = Annotated[str, Field(min_length=1, max_length=200)]
#: Words: something that can be read, not spaces alone.
ShortText = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
Label80 = Annotated[str, Field(min_length=1, max_length=80, pattern=r"\S")]
LongText = Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S")]
Texts = Annotated[list[LongText], Field(max_length=100)]
Ids = Annotated[list[Id], Field(max_length=100)]
Minutes = Annotated[int, Field(ge=0, le=100_000)]
Rating = Annotated[int, Field(ge=1, le=5)]
Money = Annotated[float, Field(ge=0, le=1_000_000_000)]
Hours = Annotated[float, Field(ge=0, le=10_000)]
#: Before it, no garage had a program; far from the ends of the calendar no zone overflows.
_EARLIEST = datetime(1950, 1, 1, tzinfo=UTC)
_LATEST = datetime(2200, 1, 1, tzinfo=UTC)
Moment = Annotated[AwareDatetime, Field(ge=_EARLIEST, le=_LATEST)]
Version = Annotated[int, Field(ge=1, le=1_000_000_000)]


class Input(BaseModel):
    """Base of request bodies: an unknown field is an error."""

    model_config = ConfigDict(extra="forbid")


class Output(BaseModel):
    """Base of what answers hold."""


class Answer(BaseModel):
    """Base of answers."""

    request_id: str
    graph_version: str
