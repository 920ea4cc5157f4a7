"""Store a diagnosis as a :Case, in one write (KG v2.8.5; L1).

What identifies people, free text included, goes into one :PersonalData that can be erased alone
(requirements section 9, "personal data").
"""

from dataclasses import asdict, dataclass
from typing import Any

from cypher.library import query
from cypher.rows.case import MergeCaseRow
from engine.clock import time_of_write
from engine.codes.complete_scan import scanned_systems
from engine.diagnose import DiagnosisRequest
from engine.identifiers import new_id
from engine.personal_data import plain_code, with_search_keys
from engine.verdict import Verdict
from graph.nodes.check import check_properties
from graph.session import Graph
from graph.vocabulary import Label, Locale

MERGE_CASE = query("case/merge_case", MergeCaseRow)
_PERCENT = 100.0


@dataclass(frozen=True)
class Identity:
    """Who brought which vehicle, as far as told; kept apart from the case."""

    customer_name: str | None = None
    customer_contact: str | None = None
    plate: str | None = None
    vin: str | None = None


#: Nobody said who it is.
NOBODY = Identity()


def store_case(
    graph: Graph,
    verdict: Verdict,
    request: DiagnosisRequest,
    garage_id: str,
    *,
    locale: Locale = Locale.EN,
    identity: Identity = NOBODY,
) -> str:
    """Store a diagnosis and return the id of its case; all of it is written, or nothing.

    Args:
        graph: where.
        verdict: what was answered.
        request: what was asked.
        garage_id: whose case it is.
        locale: language of the answer.
        identity: who brought the vehicle.
    """
    case_id = new_id("case")
    now = time_of_write()
    graph.write(
        MERGE_CASE,
        case=_case(case_id, garage_id, verdict, request, locale),
        observed=_observed(verdict),
        concluded=[
            {"fault": item.fault_id, "probability": item.probability, "rank": item.rank}
            for item in verdict.diagnoses
        ],
        personal=_personal(garage_id, request, identity),
        now=now,
    )
    return case_id


def _case(
    case_id: str, garage_id: str, verdict: Verdict, request: DiagnosisRequest, locale: Locale
) -> dict[str, Any]:
    first = verdict.diagnoses[0] if verdict.diagnoses else None
    vehicle = verdict.vehicle
    matched = [item.matched.id for item in verdict.observables if item.matched]
    codes = sorted({item.code.strip().upper() for item in request.findings if item.code})
    return check_properties(
        Label.CASE,
        {
            "id": case_id,
            "garage_id": garage_id,
            "make_id": vehicle.make_id,
            "model_id": vehicle.model_id,
            "engine_id": vehicle.engine_id,
            "powertrains": list(vehicle.powertrains) or None,
            "vehicle_types": list(vehicle.vehicle_types) or None,
            "vehicle_id": vehicle.vehicle_id,
            "year": vehicle.year,
            "mileage_km": vehicle.mileage_km,
            "scan_systems": [system.value for system in scanned_systems(matched)] or None,
            "error_codes_reported": codes or None,
            "locale": locale.value,
            "graph_version": verdict.graph_version,
            "predicted_fault_id": first.fault_id if first else None,
            "predicted_probability": _percent(first.probability) if first else None,
            "predicted_confidence": first.confidence.score if first else None,
            "unlisted_probability": _percent(verdict.unlisted_probability),
        },
    )


def _percent(probability: float) -> float:
    return round(_PERCENT * probability, 4)


def _observed(verdict: Verdict) -> list[dict[str, Any]]:
    """Return each settled finding once, however often it was reported."""
    found = {
        item.matched.id: {
            "observable": item.matched.id,
            "state": item.state.value,
            "qualifiers": [f"{name}={value}" for name, value in sorted(item.qualifiers.items())]
            or None,
            "dtc_status": item.status.value if item.status else None,
        }
        for item in verdict.observables
        if item.matched is not None
    }
    return [found[key] for key in sorted(found)]


def _personal(
    garage_id: str, request: DiagnosisRequest, identity: Identity
) -> list[dict[str, Any]]:
    texts = [item.text for item in request.findings if item.text]
    told = {
        **asdict(identity),
        "vin": plain_code(identity.vin),
        "vehicle_text": (request.vehicle.words() or None) if request.vehicle else None,
        "reported_texts": texts or None,
    }
    if not any(told.values()):
        return []
    properties = {"id": new_id("pers"), "garage_id": garage_id, **with_search_keys(told)}
    return [check_properties(Label.PERSONAL_DATA, properties)]
