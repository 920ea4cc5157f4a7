"""Between a discovery of workflow 2 and the words that a writer found for its draft. Pure."""

from dataclasses import replace

from cypher.rows.event import FindDiscoveryRow
from engine.cards.drafting import marked
from engine.drafting.discovery import Discovery, InBoth, WrittenDraft
from graph.cards.content import Bilingual, CardContent, Step
from graph.vocabulary import Locale


def discovery_of(found: FindDiscoveryRow) -> Discovery:
    """Return what a writer is told; the customer's own words are not in it."""
    action, ticket = found.action, found.ticket
    parts = [f"{part['quantity']} x {part['name']}" for part in found.parts]
    steps = [action["new_failure_resolution"], *(action["resolution_steps_followed"] or ()), *parts]
    vehicle = " ".join(filter(None, [ticket["vehicle_make"], ticket["vehicle_model"]]))
    return Discovery(
        description=action["new_failure_description"] or "",
        locale=Locale(ticket["locale"]) if ticket["locale"] else Locale.EN,
        root_cause=action["new_failure_root_cause"],
        resolution="; ".join(filter(None, steps)) or None,
        observations=tuple(action["observations"] or ()),
        error_codes=tuple(ticket["error_codes_reported"] or ()),
        vehicle=vehicle or None,
    )


def with_words_of(content: CardContent, written: WrittenDraft) -> CardContent:
    """Return a draft with the words of a language model; those of the template stand as they are.

    The template of section 9 says more than a writer's (the mark, minutes, parts that were used),
    so that it stays the whole of a draft that no model wrote.
    """
    if not written.ai_generated:
        return content
    title = _bilingual(written.title)
    return replace(
        content,
        title=Bilingual(marked(title.fr), marked(title.en)),
        description=_bilingual(written.description),
        root_cause=_bilingual(written.root_cause),
        resolution_steps=tuple(Step(_bilingual(each.text), each.minutes) for each in written.steps),
    )


def _bilingual(text: InBoth) -> Bilingual:
    return Bilingual(text.fr, text.en)
