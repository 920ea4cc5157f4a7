"""Shapes of ``POST /api/knowledge-graph/scan``."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from graph.vocabulary import Locale
from graph.vocabulary_codes import DtcStatus


class ScanRequest(BaseModel):
    """A report of a scan tool, pasted as text."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "text": "Engine:\nP0171-00 System too lean - confirmed\nCoolant temp: 88 °C\n"
                "P0300 Random misfire - pending",
                "locale": "en",
            }
        },
    )

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


_EXAMPLE: dict[str, Any] = {
    "request_id": "req_6b1f0c2d9e8a4f57",
    "locale": "en",
    "observables": [
        {
            "code": "P0171-00",
            "dtc_status": "confirmed",
            "freeze_frame": {"coolant_temp_c": 88.0},
            "qualifiers": {},
        }
    ],
    "lines": [{"line": 2, "module": "Engine", "description": "System too lean - confirmed"}],
    "ignored": [],
    "modules": ["Engine"],
    "no_codes_reported": False,
    "scan_complete": False,
    "graph_version": "3",
}


class ScanResponse(BaseModel):
    """What a report says; ``observables`` and ``scan_complete`` can be sent to ``/diagnose``."""

    model_config = ConfigDict(json_schema_extra={"example": _EXAMPLE})

    request_id: str
    graph_version: str | None = Field(description="null where the graph was not asked")
    locale: Locale
    observables: list[ScannedObservable]
    lines: list[ScannedLine]
    ignored: list[IgnoredOutput]
    modules: list[str]
    no_codes_reported: bool = Field(description="it says somewhere that there are none")
    scan_complete: bool = Field(description="it says that everything was read")
