"""What a draft is written from, what it is, and what whoever writes one must do (F6)."""

from dataclasses import dataclass
from typing import Protocol

from graph.vocabulary import Locale, SourceKind


@dataclass(frozen=True)
class InBoth:
    """A text in French and English; an author may have told one of them only."""

    fr: str | None = None
    en: str | None = None


@dataclass(frozen=True)
class Candidate:
    """Knowledge that a draft may name: a root cause or a fault of the graph."""

    id: str
    label: InBoth


@dataclass(frozen=True)
class Discovery:
    """What a technician found, in the technician's words; nobody's name, plate or VIN.

    Attributes:
        locale: language of the words.
        observations: what was seen and measured.
        vehicle: make and model in words, or None.
        candidates: the only knowledge that the draft may name.
    """

    description: str
    locale: Locale = Locale.EN
    root_cause: str | None = None
    resolution: str | None = None
    observations: tuple[str, ...] = ()
    error_codes: tuple[str, ...] = ()
    vehicle: str | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class DraftStep:
    """One step of the repair, with its minutes where they are known."""

    text: InBoth
    minutes: int | None = None


@dataclass(frozen=True)
class WrittenDraft:
    """A draft for an expert to check; nothing of it is knowledge before that.

    Attributes:
        root_cause: in words.
        root_cause_ids: hints, of the discovery's candidates, the likeliest first.
        ai_generated: whether a language model wrote it.
        model: which one.
        fallback_reason: why the template wrote it though a model is configured, or None.
    """

    title: InBoth
    description: InBoth
    root_cause: InBoth
    root_cause_ids: tuple[str, ...] = ()
    steps: tuple[DraftStep, ...] = ()
    ai_generated: bool = False
    model: str | None = None
    fallback_reason: str | None = None

    @property
    def source_kind(self) -> SourceKind:
        """Return the provenance that a card made of it has (section 9, "provenance")."""
        return SourceKind.AI_GENERATED if self.ai_generated else SourceKind.GARAGE_FEEDBACK


class DraftWriter(Protocol):
    """Writes drafts; never fails for lack of a model, and never approves anything."""

    def write(self, found: Discovery) -> WrittenDraft:
        """Return the draft of a discovery."""
