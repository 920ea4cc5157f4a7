"""``POST /api/efi/drafts/preview``: the draft of a card from what a technician found (F6)."""

from fastapi import APIRouter, Depends, Request

from api.http.dependencies import GraphDep, ReaderDep, needs
from api.http.locale import request_locale
from api.http.schemas.drafts import DiscoveryInput, DraftPreview
from api.presenting_drafts import present_draft
from engine.drafting.candidates import candidates_for
from engine.drafting.discovery import DraftWriter
from graph.vocabulary_records import Role

router = APIRouter(prefix="/drafts", tags=["drafts"])


@router.post(
    "/preview",
    summary="Draft a card from what was found",
    dependencies=[Depends(needs(Role.TECHNICIAN, writes=False))],
)
def post_preview(
    body: DiscoveryInput, request: Request, graph: GraphDep, reader: ReaderDep
) -> DraftPreview:
    """Return title, description, root cause, hints and steps for an expert to check.

    A template writes it, or a language model where one is configured; ``ai_generated`` says which.
    Hints are only ever knowledge that the graph has. Nothing is stored.
    """
    candidates, version = candidates_for(graph, reader, body.root_cause or body.description)
    found = body.discovery(request_locale(request, body.locale), candidates)
    writer: DraftWriter = request.app.state.draft_writer
    return present_draft(writer.write(found), found, version, request.state.request_id)
