"""Shapes of ``GET /api/knowledge-graph/dtc/{code}``."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from graph.vocabulary import Locale
from graph.vocabulary_codes import CodeKind

_EXAMPLE: dict[str, Any] = {
    "request_id": "req_6b1f0c2d9e8a4f57",
    "graph_version": "3",
    "locale": "en",
    "code": "P0171-1A",
    "base": "P0171",
    "kind": "sae",
    "known": True,
    "title": "Mixture too lean, bank 1",
    "make": "SAE",
    "note": "nothing of its own with this byte: meaning of the base code",
    "system": {"id": "powertrain", "label": "powertrain (P)"},
    "controlled_by": {"id": "standard", "label": "defined by the standard"},
    "subsystem": "fuel and air metering",
    "failure_type": {
        "byte": "1A",
        "group": "electrical state of the circuit",
        "meaning": "resistance too low",
    },
    "unusual": False,
    "meanings": [],
    "faults": [
        {
            "id": "fault.intake_air_leak",
            "label": "Intake air leak",
            "weight": 0.77,
            "times_likelier": 77.0,
            "safety_level": "warning",
            "reason": "Air that is not measured leans the mixture",
        }
    ],
    "related": [{"id": "dtc.sae.P0172", "code": "P0172", "label": "Mixture too rich, bank 1"}],
    "tests": [{"id": "test.smoke", "label": "Smoke test", "minutes": 20, "skill": "bay"}],
    "sources": ["SAE J2012"],
    "reviewed": False,
}


class Word(BaseModel):
    """A value of the vocabulary, and what it is called."""

    id: str
    label: str


class FailureTypeOutput(BaseModel):
    """The failure-type byte in words (SAE J2012-DA)."""

    byte: str
    group: str
    meaning: str


class MakeMeaning(BaseModel):
    """What the code means to another make, or in general."""

    id: str
    code: str
    make: str
    title: str


class IndicatedFault(BaseModel):
    """A fault that the code points at, and why."""

    id: str
    label: str
    weight: float = Field(description="P(code stored | fault), 0 to 1, as it is counted")
    times_likelier: float = Field(description="against a fault that has nothing to do with it")
    safety_level: Literal["critical", "urgent", "warning", "normal"]
    reason: str | None


class RelatedCode(BaseModel):
    """A code of the same family."""

    id: str
    code: str
    label: str


class CodeTest(BaseModel):
    """A test that tells the faults of the code apart."""

    id: str
    label: str
    minutes: float
    skill: str


class CodeResponse(BaseModel):
    """A trouble code in words: what its form says, and what the graph knows of it."""

    model_config = ConfigDict(json_schema_extra={"example": _EXAMPLE})

    request_id: str
    graph_version: str
    locale: Locale
    code: str
    base: str = Field(description="without the failure-type byte")
    kind: CodeKind
    known: bool = Field(description="whether the graph knows it; its form is explained anyway")
    title: str | None
    make: str | None = Field(description="whose meaning this is; SAE for the standard's")
    note: str | None
    system: Word | None = Field(description="null for a maker's own code")
    controlled_by: Word
    subsystem: str | None
    failure_type: FailureTypeOutput | None
    unusual: bool | None = Field(description="for this vehicle; null when none is given")
    meanings: list[MakeMeaning] = Field(description="for other makes, or in general")
    faults: list[IndicatedFault] = Field(description="the most telling first")
    related: list[RelatedCode]
    tests: list[CodeTest]
    sources: list[str]
    reviewed: bool
