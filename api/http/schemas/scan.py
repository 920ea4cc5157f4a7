"""Shapes of ``POST /api/knowledge-graph/scan``."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from graph.vocabulary import Locale
from graph.vocabulary_codes import DtcStatus


class ScanRequest(BaseModel):
    """A report of a scan tool, pasted as text."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=40_000)]
    locale: Locale | None = None


class ScannedObservable(BaseModel):
    """A code as ``observables`` of a diagnosis takes it."""

    code: str
    dtc_status: DtcStatus | None
    freeze_frame: dict[str, float]
    qualifiers: dict[str, str]


class ScannedLine(BaseModel):
    """Where a code stands and what the tool says of it; aligned with ``observables``."""

    line: int = Field(description="from 1")
    module: str | None = Field(description="control unit that it stands under")
    description: str


class IgnoredOutput(BaseModel):
    """Something that was not taken for a code, and why."""

    line: int
    text: str = Field(description="empty where it identifies the vehicle")
    reason: str
    explanation: str


class ScanResponse(BaseModel):
    """What a report says; ``observables`` and ``scan_complete`` can be sent to ``/diagnose``."""

    request_id: str
    graph_version: str | None = Field(description="null where the graph was not asked")
    locale: Locale
    observables: list[ScannedObservable]
    lines: list[ScannedLine]
    ignored: list[IgnoredOutput]
    modules: list[str]
    no_codes_reported: bool = Field(description="it says somewhere that there are none")
    scan_complete: bool = Field(description="it says that everything was read")
