"""Find and list stored cases of one garage, and ask the engine again what a case asked."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cypher.library import query
from cypher.rows.case import FindCaseRow, ListAllCasesRow, ListCasesRow
from engine.codes.complete_scan import CompleteScan
from engine.diagnose import DiagnosisRequest
from engine.evidence import ReportedFinding
from engine.principal import Principal
from engine.vehicle import RecognisedVehicle
from graph.errors import InvalidInputError, NotFoundError
from graph.session import Graph
from graph.vocabulary import EvidenceState
from graph.vocabulary_codes import CodeSystem, DtcStatus

FIND_CASE = query("case/find_case", FindCaseRow)
LIST_CASES = query("case/list_cases", ListCasesRow)
LIST_ALL_CASES = query("case/list_all_cases", ListAllCasesRow)
_SEPARATOR = "|"


@dataclass(frozen=True)
class CaseFilter:
    """Which cases to list; each one given must hold.

    Attributes:
        fault: predicted first, or found.
        since: from this moment on, ISO 8601.
        until: before this moment, ISO 8601.
    """

    outcome: str | None = None
    fault: str | None = None
    model: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True)
class CasePage:
    """Cases, the newest first, and where the next page begins."""

    graph_version: int
    cases: tuple[dict[str, Any], ...]
    next_place: str | None


def find_case(graph: Graph, case_id: str, garage_id: str | None) -> FindCaseRow:
    """Return a case.

    Raises:
        NotFoundError: there is none, or it is another garage's.
    """
    rows = graph.read(FIND_CASE, id=case_id, garage_id=garage_id)
    if not rows:
        raise unknown_case(case_id)
    return rows[0]


def case_garage(graph: Graph, by: Principal, case_id: str) -> str:
    """Return the garage in which a case is to be looked for: the own one, or the case's.

    Raises:
        NotFoundError: whoever sees all garages names a case that none has.
    """
    if by.scope is not None:
        return by.garage_id
    return str(find_case(graph, case_id, None).properties["garage_id"])


def unknown_case(case_id: str) -> NotFoundError:
    """Return the error of a case that is not there for this garage."""
    return NotFoundError(
        f"there is no case {case_id[:80]!r}",
        field="case_id",
        fix="take diagnosis_id of an answer that was stored, or look at `GET /cases`",
        key="case.unknown",
        values={"id": case_id[:80]},
    )


def list_cases(
    graph: Graph, garage_id: str | None, wanted: CaseFilter, limit: int, after: str = ""
) -> CasePage:
    """Return one page of a garage's cases.

    Args:
        graph: where.
        garage_id: whose; None: those of all garages.
        wanted: filters.
        limit: size of the page.
        after: ``next_place`` of the page before, or "".

    Raises:
        InvalidInputError: ``after`` is not a place of this list.
    """
    before, _, before_id = after.partition(_SEPARATOR)
    if after and not (before and before_id.startswith("case_")):
        raise InvalidInputError(
            "the cursor is not one of this list",
            field="cursor",
            fix="take next_cursor of the page before, or leave it out",
            key="cursor.invalid",
        )
    place = {"before": before or None, "before_id": before_id}
    asked = {**asdict(wanted), **place, "limit": limit + 1}  # one more: is there a next page?
    row: ListCasesRow = (
        graph.read(LIST_ALL_CASES, **asked)
        if garage_id is None
        else graph.read(LIST_CASES, garage_id=garage_id, **asked)
    )[0]
    shown = row.cases[:limit]
    more = len(row.cases) > limit
    next_place = (
        f"{shown[-1]['created_at'].isoformat()}{_SEPARATOR}{shown[-1]['id']}" if more else None
    )
    return CasePage(row.graph_version, tuple(shown), next_place)


def request_of(
    properties: dict[str, Any],
    observed: Sequence[Mapping[str, Any]],
    limit: int = 10,
) -> DiagnosisRequest:
    """Return the request that asks again what a case asked.

    Args:
        properties: of the :Case.
        observed: id, state, qualifiers and dtc_status of the findings that the graph still has.
        limit: how many faults to show.
    """
    return DiagnosisRequest(
        findings=tuple(
            ReportedFinding(
                state=EvidenceState(item["state"]),
                id=item["id"],
                qualifiers=dict(each.split("=", 1) for each in item.get("qualifiers") or ()),
                status=DtcStatus(item["dtc_status"]) if item.get("dtc_status") else None,
            )
            for item in observed
        ),
        recognised=RecognisedVehicle(
            make_id=properties.get("make_id"),
            model_id=properties.get("model_id"),
            engine_id=properties.get("engine_id"),
            powertrains=tuple(properties.get("powertrains") or ()),
            vehicle_types=tuple(properties.get("vehicle_types") or ()),
            year=properties.get("year"),
            mileage_km=properties.get("mileage_km"),
        ),
        limit=limit,
        scan=_scan(properties.get("scan_systems") or ()),
    )


def _scan(systems: Sequence[str]) -> CompleteScan | None:
    return CompleteScan(tuple(CodeSystem(each) for each in systems)) if systems else None
