"""A named query: its text, its access mode and the model of its rows."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel

RowT = TypeVar("RowT", bound=BaseModel)
Access = Literal["READ", "WRITE", "SCHEMA"]


@dataclass(frozen=True)
class Query(Generic[RowT]):
    """One query of the library.

    The name is the same in the file, the log line, the metric, the benchmark and the docs.

    Attributes:
        name: folder and file, for example ``diagnosis/trace_evidence``.
        text: plain Cypher with ``$parameters``; never built from strings.
        access: READ goes to a reader, WRITE to the leader, SCHEMA runs alone in its transaction.
        row: pydantic model of one result row.
        parameters: names of the parameters that the text uses.
    """

    name: str
    text: str
    access: Access
    row: type[RowT]
    parameters: frozenset[str]
