"""The writer that needs nothing: the technician's own words, in the places of a card."""

from engine.drafting.discovery import Candidate, Discovery, DraftStep, InBoth, WrittenDraft
from graph.vocabulary import Locale

_TITLE, _DESCRIPTION = 200, 500
_HINTS = 3
_NEW = InBoth("Nouveau problème", "New issue")
_UNKNOWN_CAUSE = InBoth("En cours d'analyse", "Under investigation")
_NO_RESOLUTION = InBoth("Résolution à décrire", "Resolution pending")


class TemplateWriter:
    """Writes the same draft of the same discovery; it adds no word of its own but titles."""

    def write(self, found: Discovery) -> WrittenDraft:
        """Return the draft of a discovery."""
        observed = "; ".join(found.observations) or found.description
        return WrittenDraft(
            title=_said(found.description[:_TITLE], found.locale) or _NEW,
            description=_said(observed[:_DESCRIPTION], found.locale) or InBoth(),
            root_cause=_said(found.root_cause, found.locale) or _UNKNOWN_CAUSE,
            root_cause_ids=_named(found),
            steps=(DraftStep(_said(found.resolution, found.locale) or _NO_RESOLUTION),),
        )


def _said(text: str | None, locale: Locale) -> InBoth | None:
    words = (text or "").strip()
    return InBoth(**{locale.value: words}) if words else None


def _named(found: Discovery) -> tuple[str, ...]:
    """Return the candidates whose label the technician wrote, as hints."""
    words = " ".join([found.root_cause or "", found.description, *found.observations]).casefold()
    named = [each.id for each in found.candidates if _label(each, found.locale) in words]
    return tuple(named[:_HINTS])


def _label(candidate: Candidate, locale: Locale) -> str:
    label = candidate.label.fr if locale is Locale.FR else candidate.label.en
    return (label or candidate.id).casefold()
