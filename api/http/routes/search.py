"""``GET /api/knowledge-graph/nodes/search``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from api.http.dependencies import GraphDep, PrincipalDep, ReaderDep, needs
from api.http.locale import LocaleChoice, request_locale
from api.http.node_query import NodeKind
from api.http.schemas.search import SearchHit, SearchResponse
from api.presenting_nodes import kind_of, label_of
from api.snippets import snippet
from engine.searching import KnowledgeHit, Seeking, search_knowledge
from graph.vocabulary import Label, Locale
from graph.vocabulary_records import Role

router = APIRouter(tags=["graph"])


class SearchQuery(BaseModel):
    """What is sought."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field(min_length=1, max_length=400, description="words in either language, or a code")
    kind: NodeKind = Field(NodeKind.KNOWLEDGE, description="only this kind of node")
    locale: LocaleChoice = None
    limit: int = Field(5, ge=1, le=50, description="how many hits at most")


@router.get(
    "/nodes/search",
    summary="Find knowledge by words or code",
    dependencies=[Depends(needs(Role.VIEWER, open_to_all=True))],
)
def get_search(
    request: Request,
    graph: GraphDep,
    reader: ReaderDep,
    principal: PrincipalDep,
    wanted: Annotated[SearchQuery, Query()],
) -> SearchResponse:
    """Return the active knowledge that the words may mean, in either language, typos included."""
    seeking = Seeking(Label(wanted.kind.value), wanted.limit, principal.sight)
    found = search_knowledge(graph, reader, wanted.q, seeking)
    language = request_locale(request, wanted.locale)
    return SearchResponse(
        request_id=request.state.request_id,
        graph_version=str(found.graph_version),
        query=wanted.q,
        understood=found.understood,
        hits=[_hit(hit, wanted.q, language) for hit in found.hits],
    )


def _hit(hit: KnowledgeHit, words: str, locale: Locale) -> SearchHit:
    return SearchHit(
        id=hit.id,
        kind=kind_of(list(hit.labels)),
        label=label_of(hit.node, locale),
        similarity=hit.similarity,
        matched_text=hit.matched,
        matched_field=hit.matched_field,
        snippet=snippet(hit.matched, words),
    )
