"""Shape of ``GET /validate``."""

from pydantic import BaseModel, Field

from graph.vocabulary import Locale
from graph.vocabulary_records import FindingSeverity


class FindingOutput(BaseModel):
    """One defect of the graph, and how to mend it."""

    severity: FindingSeverity
    check: str = Field(description="id of the check that found it")
    node_ids: list[str]
    relation_ids: list[str]
    message: str
    fix: str


class CheckOutput(BaseModel):
    """How much one check found."""

    check: str
    severity: FindingSeverity
    total: int = Field(ge=0, description="all findings, shown or not")


class ValidationResponse(BaseModel):
    """The integrity of the whole graph at one version."""

    request_id: str
    graph_version: str
    locale: Locale
    valid: bool = Field(description="whether no check found an error")
    summary: dict[FindingSeverity, int] = Field(description="findings by severity, shown or not")
    checks: list[CheckOutput]
    findings: list[FindingOutput]
    elapsed_ms: float
