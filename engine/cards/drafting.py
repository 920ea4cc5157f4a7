"""Draft a card of a failure that a technician discovered: the template of workflow 2 (E3). Pure.

The union of the source's figure and code: what the action tells (description, root cause,
resolution, parts, observations) and what the ticket tells (vehicle, category, codes, symptoms). The
ticket's description is the customer's words, which can be erased: it is not copied.
"""

from collections.abc import Sequence

from cypher.rows.event import FindDiscoveryRow
from engine.cards.subsystems import infer_subsystem
from graph.cards.content import Bilingual, CardContent, RequiredPart, Step
from graph.vocabulary import Locale
from graph.vocabulary_records import CardSourceType

_MARK = "[DRAFT] "
_TITLE_CHARACTERS = 200
_DESCRIPTION_CHARACTERS = 500
_PENDING_MINUTES = 30
_NEW_ISSUE = Bilingual("Nouveau problème", "New Issue")
_UNDER_INVESTIGATION = Bilingual("En cours d'analyse", "Under Investigation")
_RESOLUTION_PENDING = Bilingual("Résolution à décrire", "Resolution pending")


def draft_content(found: FindDiscoveryRow, covers: Sequence[str] = ()) -> CardContent:
    """Return the content of the draft.

    Args:
        found: the action and its ticket.
        covers: models that the ticket's words for its vehicle mean; the stored vehicle's go before.
    """
    action, ticket = found.action, found.ticket
    locale = Locale(ticket["locale"]) if ticket["locale"] else Locale.EN
    completed = action["completed_at"]
    observed = "; ".join(action["observations"] or ()) or action["new_failure_description"]
    return CardContent(
        title=_title(action["new_failure_description"], locale),
        description=_said((observed or "")[:_DESCRIPTION_CHARACTERS], locale) or Bilingual(),
        subsystem_category=infer_subsystem(
            ticket["category"], *(part["category"] for part in found.parts)
        ),
        symptoms=tuple(dict.fromkeys(found.symptom_ids)),
        symptom_text=(ticket["title"] or "").strip() or None,
        error_codes=tuple(ticket["error_codes_reported"] or ()),
        fault_id=found.fault_ids[0] if len(found.fault_ids) == 1 else None,
        root_cause=_said(action["new_failure_root_cause"], locale) or _UNDER_INVESTIGATION,
        diagnostic_tools=tuple(Bilingual(**{locale: tool}) for tool in action["tools_used"] or ()),
        diagnostic_duration_minutes=action["diagnostic_time_minutes"],
        resolution_steps=_steps(found, locale),
        estimated_repair_time_minutes=action["resolution_time_minutes"],
        parts=_parts(found),
        covers=tuple(found.vehicle_ids or covers),
        vehicle_makes=tuple(filter(None, [ticket["vehicle_make"]])),
        source_type=CardSourceType.FIELD_DISCOVERY,
        source_ticket_id=ticket["id"],
        first_detected_at=completed.iso_format() if completed is not None else None,
    )


def _title(description: str | None, locale: Locale) -> Bilingual:
    said = _said(description, locale) or _NEW_ISSUE
    return Bilingual(marked(said.fr), marked(said.en))


def marked(text: str | None) -> str | None:
    """Return a title with the mark of a draft, cut to what a title holds."""
    return f"{_MARK}{text}"[:_TITLE_CHARACTERS] if text else None


def _said(text: str | None, locale: Locale) -> Bilingual | None:
    """Return what somebody said in the language of the ticket, or None."""
    words = (text or "").strip()
    return Bilingual(**{locale.value: words}) if words else None


def _steps(found: FindDiscoveryRow, locale: Locale) -> tuple[Step, ...]:
    """Return the resolution, the steps that were followed, and parts that the graph has not."""
    action = found.action
    first = _said(action["new_failure_resolution"], locale) or _RESOLUTION_PENDING
    followed = [_said(step, locale) for step in action["resolution_steps_followed"] or ()]
    unknown = [part for part in found.parts if part["part_id"] is None]
    named = ", ".join(f"{part['quantity']} x {part['name']}" for part in unknown)
    parts = Bilingual(f"Pièces utilisées : {named}", f"Parts used: {named}") if named else None
    return (
        Step(first, _PENDING_MINUTES),
        *(Step(each) for each in (*followed, parts) if each is not None),
    )


def _parts(found: FindDiscoveryRow) -> tuple[RequiredPart, ...]:
    quantities: dict[str, int] = {}
    for part in found.parts:
        if part["part_id"] is not None:
            quantities[part["part_id"]] = quantities.get(part["part_id"], 0) + part["quantity"]
    return tuple(RequiredPart(part_id, quantity) for part_id, quantity in quantities.items())
