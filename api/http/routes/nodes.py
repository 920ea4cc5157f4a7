"""``GET /api/knowledge-graph/nodes`` and its search."""

from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from api.http.cursor import decode_cursor, encode_cursor
from api.http.dependencies import GraphDep, ReaderDep
from api.http.locale import request_locale
from api.http.schemas.graph import NodeOutput, NodesResponse, SearchHit, SearchResponse
from cypher.library import query
from cypher.rows.node import ListNodesRow
from engine.evidence import Candidate
from graph.vocabulary import (
    KnowledgeStatus,
    Label,
    Locale,
    ObservableType,
    SafetyLevel,
    TaxCote,
    TaxFreq,
    TaxIntensity,
    TaxLocalisation,
    TaxPhase,
    TaxRisk,
    TaxTemp,
)

router = APIRouter(tags=["graph"])
LIST_NODES = query("node/list_nodes", ListNodesRow)


class NodeKind(StrEnum):
    """Kinds of node that can be listed."""

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
    ACTION = Label.ACTION.value
    TEST = Label.TEST.value
    TOOL = Label.TOOL.value
    VEHICLE_MAKE = Label.VEHICLE_MAKE.value
    VEHICLE_MODEL = Label.VEHICLE_MODEL.value
    ENGINE_FAMILY = Label.ENGINE_FAMILY.value
    RISK_CURVE = Label.RISK_CURVE.value
    SOURCE = Label.SOURCE.value


class NodeQuery(BaseModel):
    """Filters of the list; each one given must hold."""

    model_config = ConfigDict(extra="forbid")

    kind: NodeKind = NodeKind.KNOWLEDGE
    status: KnowledgeStatus = KnowledgeStatus.ACTIVE
    observable_type: ObservableType | None = None
    safety_level: SafetyLevel | None = None
    tax_phase: TaxPhase | None = None
    tax_temp: TaxTemp | None = None
    tax_freq: TaxFreq | None = None
    tax_intensity: TaxIntensity | None = None
    tax_risk: TaxRisk | None = None
    tax_localisation: TaxLocalisation | None = None
    tax_cote: TaxCote | None = None
    locale: Locale | None = None
    limit: int = Field(50, ge=1, le=200)
    cursor: Annotated[str, Field(max_length=400)] | None = None

    def filters(self) -> dict[str, str]:
        """Return property key to wanted value."""
        beside = {"kind", "locale", "limit", "cursor"}
        return self.model_dump(mode="json", exclude=beside, exclude_none=True)


@router.get("/nodes", summary="List knowledge nodes")
def get_nodes(
    request: Request, graph: GraphDep, wanted: Annotated[NodeQuery, Query()]
) -> NodesResponse:
    """Return one page of nodes, sorted by id; active ones unless a status is given."""
    page = graph.read(
        LIST_NODES,
        label=wanted.kind.value,
        filters=wanted.filters(),
        after=decode_cursor(wanted.cursor),
        limit=wanted.limit + 1,  # one more tells whether there is a next page
    )[0]
    locale = request_locale(request, wanted.locale)
    shown = page.nodes[: wanted.limit]
    more = len(page.nodes) > wanted.limit
    return NodesResponse(
        request_id=request.state.request_id,
        graph_version=str(page.graph_version),
        nodes=[_node(node, locale) for node in shown],
        next_cursor=encode_cursor(shown[-1]["id"]) if more else None,
    )


@router.get("/nodes/search", summary="Find observables by words or code")
def get_search(
    request: Request,
    reader: ReaderDep,
    q: Annotated[str, Query(min_length=1, max_length=400)],
    locale: Locale | None = None,
    limit: Annotated[int, Query(ge=1, le=20)] = 5,
) -> SearchResponse:
    """Return the observables that the words may mean, in either language, typos included."""
    found = reader.search(q, limit)
    language = request_locale(request, locale)
    return SearchResponse(
        request_id=request.state.request_id,
        graph_version=str(found.graph_version),
        query=q,
        understood=found.understood,
        hits=[_hit(hit, language) for hit in found.hits],
    )


def _hit(hit: Candidate, locale: Locale) -> SearchHit:
    label = hit.label_fr if locale is Locale.FR else hit.label_en
    return SearchHit(id=hit.id, label=label, similarity=round(hit.similarity, 4))


def _node(node: dict[str, Any], locale: Locale) -> NodeOutput:
    properties = {
        key: value.isoformat() if hasattr(value, "isoformat") else value
        for key, value in sorted(node.items())
        if key not in ("id", "labels") and value is not None
    }
    label = properties.get(f"label_{locale.value}") or properties.get("caption") or node["id"]
    return NodeOutput(
        id=node["id"], labels=sorted(node["labels"]), label=label, properties=properties
    )
