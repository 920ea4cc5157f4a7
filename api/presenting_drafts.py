"""A written draft in the shape of the interface."""

from dataclasses import asdict

from api.http.schemas import drafts as shapes
from engine.drafting.discovery import Discovery, WrittenDraft
from graph.vocabulary import Locale


def present_draft(
    draft: WrittenDraft, found: Discovery, version: int, request_id: str
) -> shapes.DraftPreview:
    """Return the answer; hints with their labels in the language of the discovery."""
    labels = {each.id: each.label for each in found.candidates}
    return shapes.DraftPreview(
        request_id=request_id,
        graph_version=str(version),
        status="draft",
        ai_generated=draft.ai_generated,
        model=draft.model,
        fallback_reason=draft.fallback_reason,
        title=shapes.InBothOutput(**asdict(draft.title)),
        description=shapes.InBothOutput(**asdict(draft.description)),
        root_cause=shapes.InBothOutput(**asdict(draft.root_cause)),
        root_cause_hints=[
            shapes.HintOutput(
                id=hint,
                label=(labels[hint].fr if found.locale is Locale.FR else labels[hint].en) or hint,
            )
            for hint in draft.root_cause_ids
        ],
        resolution_steps=[
            shapes.DraftStepOutput(**asdict(step.text), minutes=step.minutes)
            for step in draft.steps
        ],
    )
