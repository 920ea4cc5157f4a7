"""The filters of ``GET /nodes``."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from api.http.cursor import Cursor, PageLimit
from api.http.locale import LocaleChoice
from api.presenting_governance import SHOWN_SOURCE
from graph.taxonomies import (
    TAXONOMIES,
    TaxCote,
    TaxFreq,
    TaxIntensity,
    TaxLocalisation,
    TaxPhase,
    TaxRisk,
    TaxTemp,
)
from graph.vocabulary import (
    KnowledgeStatus,
    Label,
    ObservableType,
    Powertrain,
    SafetyLevel,
    VehicleType,
)
from graph.vocabulary_records import KnowledgeSource


class NodeKind(StrEnum):
    """Kinds of node that can be listed: every kind of knowledge."""

    KNOWLEDGE = Label.KNOWLEDGE.value
    OBSERVABLE = Label.OBSERVABLE.value
    SYMPTOM = Label.SYMPTOM.value
    SIGN = Label.SIGN.value
    DTC = Label.DTC.value
    ALIAS = Label.ALIAS.value
    FAULT = Label.FAULT.value
    FAULT_FAMILY = Label.FAULT_FAMILY.value
    ROOT_CAUSE = Label.ROOT_CAUSE.value
    PART = Label.PART.value
    SYSTEM = Label.SYSTEM.value
    TOOL = Label.TOOL.value
    RISK_CURVE = Label.RISK_CURVE.value
    ACTION = Label.ACTION.value
    TEST = Label.TEST.value
    VERIFICATION_TEMPLATE = Label.VERIFICATION_TEMPLATE.value
    VEHICLE_MAKE = Label.VEHICLE_MAKE.value
    VEHICLE_MODEL = Label.VEHICLE_MODEL.value
    ENGINE_FAMILY = Label.ENGINE_FAMILY.value
    SOURCE = Label.SOURCE.value
    FAILURE_CARD = Label.FAILURE_CARD.value
    DIAGNOSTIC_NODE = Label.DIAGNOSTIC_NODE.value


def _no_number(value: Any) -> Any:
    """Refuse bare numbers, which would be taken for seconds since 1970."""
    if not isinstance(value, str) or value.replace(".", "").isdigit():
        raise PydanticCustomError(
            "not_a_moment", "give a date and time with a zone, such as 2026-01-31T08:00:00Z", {}
        )
    return value


Moment = Annotated[AwareDatetime, BeforeValidator(_no_number)]
Word = Annotated[str, Field(min_length=1, max_length=200)]
_AnyOf = Field(None, description="any of these values")


class NodeQuery(BaseModel):
    """Filters of the list; each one given must hold, for any of its values."""

    model_config = ConfigDict(extra="forbid")

    kind: NodeKind = Field(NodeKind.KNOWLEDGE, description="only this kind of node")
    status: list[KnowledgeStatus] = Field(
        [KnowledgeStatus.ACTIVE], max_length=4, description="any of these values"
    )
    observable_type: list[ObservableType] | None = _AnyOf
    safety_level: list[SafetyLevel] | None = _AnyOf
    tax_phase: list[TaxPhase] | None = _AnyOf
    tax_temp: list[TaxTemp] | None = _AnyOf
    tax_freq: list[TaxFreq] | None = _AnyOf
    tax_intensity: list[TaxIntensity] | None = _AnyOf
    tax_risk: list[TaxRisk] | None = _AnyOf
    tax_localisation: list[TaxLocalisation] | None = _AnyOf
    tax_cote: list[TaxCote] | None = _AnyOf
    family: Word | None = Field(None, description="id of a family of faults")
    system: Word | None = Field(None, description="id of a system; with the systems below it")
    powertrain: Powertrain | None = Field(None, description="what applies to it")
    vehicle_type: VehicleType | None = Field(None, description="what applies to it")
    make: Word | None = Field(None, description="a make by name or id: codes, models, engines")
    code: list[Word] | None = _AnyOf
    source: list[KnowledgeSource] | None = _AnyOf
    reviewed: bool | None = Field(None, description="whether somebody reviewed it")
    updated_since: Moment | None = Field(None, description="ISO 8601 with time zone")
    q: Word | None = Field(None, description="letters of a label or an id; see /nodes/search")
    locale: LocaleChoice = None
    limit: PageLimit = 50
    cursor: Cursor = None

    def parameters(self) -> dict[str, Any]:
        """Return the parameters of the query, besides the place of the page."""
        since: datetime | None = self.updated_since
        return {
            "label": self.kind.value,
            "statuses": [status.value for status in self.status],
            "filters": self._filters(),
            "system": self.system,
            "family": self.family,
            "make": self.make.lower() if self.make else None,
            "powertrain": self.powertrain,
            "vehicle_type": self.vehicle_type,
            "reviewed": self.reviewed,
            "updated_since": since.isoformat() if since else None,
            "words": self.q.lower() if self.q else None,
            "limit": self.limit + 1,  # one more tells whether there is a next page
        }

    def _filters(self) -> dict[str, list[str]]:
        """Return property key to the values that it may have."""
        names = ("observable_type", "safety_level", *TAXONOMIES)
        found: dict[str, list[str]] = {
            name: [value.value for value in wanted]
            for name in names
            if (wanted := getattr(self, name))
        }
        if self.code:
            found["code"] = [code.strip().upper() for code in self.code]
        if self.source:
            found["source_kind"] = [
                kind.value for kind, shown in SHOWN_SOURCE.items() if shown in self.source
            ]
        return found
