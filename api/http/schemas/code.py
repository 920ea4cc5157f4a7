"""Shapes of ``GET /api/knowledge-graph/dtc/{code}``."""

from typing import Literal

from pydantic import BaseModel, Field

from graph.vocabulary import Locale
from graph.vocabulary_codes import CodeKind


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
