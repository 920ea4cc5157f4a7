"""Shapes of ``POST /api/efi/drafts/preview``."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from engine.drafting.discovery import Candidate, Discovery
from graph.vocabulary import Locale

_Words = Annotated[str, Field(min_length=1, max_length=2000)]
_EXAMPLE: dict[str, Any] = {
    "description": "siffle à l'accélération, ralenti instable",
    "root_cause": "durite d'admission fendue après le filtre",
    "resolution": "durite remplacée",
    "observations": ["fuite vue au fumigène"],
    "error_codes": ["P0171"],
    "vehicle": "Renault Clio IV 0.9 TCe",
    "locale": "fr",
}


class DiscoveryInput(BaseModel):
    """What a technician found; no names, plates or VINs: what looks like one is not sent on."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    description: Annotated[_Words, Field(pattern=r"\S", description="what fails, in words")]
    root_cause: _Words | None = Field(None, description="why, as far as known")
    resolution: _Words | None = Field(None, description="what was done")
    observations: Annotated[list[_Words], Field(max_length=30)] = Field(
        [], description="what was seen and measured"
    )
    error_codes: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=20)]], Field(max_length=30)
    ] = Field([], description="trouble codes")
    vehicle: Annotated[str, Field(min_length=1, max_length=120)] | None = Field(
        None, description="make and model in words"
    )
    locale: Locale | None = Field(
        None, description="language of the words; default: Accept-Language, else English"
    )

    def discovery(self, locale: Locale, candidates: tuple[Candidate, ...]) -> Discovery:
        """Return what a writer of drafts takes.

        Args:
            locale: language of the words.
            candidates: the knowledge that the draft may name.
        """
        told = self.model_dump(exclude={"locale", "observations", "error_codes"})
        return Discovery(
            **told,
            locale=locale,
            observations=tuple(self.observations),
            error_codes=tuple(self.error_codes),
            candidates=candidates,
        )


class InBothOutput(BaseModel):
    """A text in French and English; null where nobody told it in that language."""

    fr: str | None
    en: str | None


class DraftStepOutput(InBothOutput):
    """One step of the repair."""

    minutes: int | None


class HintOutput(BaseModel):
    """Knowledge of the graph that may be the root cause."""

    id: str
    label: str


class DraftPreview(BaseModel):
    """A draft that an expert has to check; nothing is stored."""

    request_id: str
    graph_version: str
    status: str = Field("draft", description="always: nothing here approves anything")
    ai_generated: bool = Field(description="whether a language model wrote it")
    model: str | None = Field(description="which one")
    fallback_reason: str | None = Field(
        description="why the template wrote it though a model is configured"
    )
    title: InBothOutput
    description: InBothOutput
    root_cause: InBothOutput
    root_cause_hints: list[HintOutput]
    resolution_steps: list[DraftStepOutput]
