"""One frozen pydantic model per query result, one file a folder of queries."""

from pydantic import BaseModel, ConfigDict


class Row(BaseModel):
    """Base of all row models: immutable, and an unknown column is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NoRow(Row):
    """For queries that return nothing."""
