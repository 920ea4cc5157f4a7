"""Cases in the words of one language: the same shapes for HTTP and the command line."""

from collections.abc import Mapping
from typing import Any

from api.http.schemas import cases as shapes
from api.http.schemas.diagnosis import Named
from api.presenting_reasoning import percent
from api.texts import text
from cypher.rows.case import FindCaseRow
from engine.cases.outcome import OutcomeAnswer
from engine.cases.replaying import Replay, Standing, ThenAndNow
from graph.vocabulary import Locale


def present_outcome(
    answer: OutcomeAnswer, locale: Locale, request_id: str
) -> shapes.OutcomeResponse:
    """Return what an outcome did."""
    said = text("outcome_recorded", locale).format(count=answer.relations_taught)
    if answer.suggestions:
        said += " " + text("outcome_suggested", locale).format(count=answer.suggestions)
    return shapes.OutcomeResponse.model_validate(
        {
            "request_id": request_id,
            "graph_version": str(answer.graph_version),
            "case_id": answer.case_id,
            "outcome": answer.outcome,
            "fault_id": answer.fault_id,
            "verification_method": answer.verification_method,
            "idempotency_key": answer.idempotency_key,
            "relations_taught": answer.relations_taught,
            "suggestions": answer.suggestions,
            "message": said,
        }
    )


def present_summary(case: Mapping[str, Any], locale: Locale) -> shapes.CaseSummary:
    """Return one case of a list."""
    return shapes.CaseSummary.model_validate(
        _summary(case, case["predicted"], case["found"], case["model"], locale)
    )


def present_case(row: FindCaseRow, locale: Locale, request_id: str) -> shapes.CaseResponse:
    """Return a whole case."""
    case = row.properties
    names = {item["id"]: item for item in row.names}

    def at(key: str) -> Mapping[str, Any] | None:
        return names.get(case.get(key) or "")

    summary = _summary(case, at("predicted_fault_id"), at("fault_id"), at("model_id"), locale)
    return shapes.CaseResponse.model_validate(
        {
            **summary,
            "request_id": request_id,
            "graph_version": str(row.graph_version),
            "diagnosed_with": str(case["graph_version"]),
            "locale": case.get("locale"),
            "vehicle": {
                "make": _named(at("make_id"), locale),
                "model": _named(at("model_id"), locale),
                "engine": _named(at("engine_id"), locale),
                "powertrains": case.get("powertrains") or [],
                "vehicle_types": case.get("vehicle_types") or [],
                "year": case.get("year"),
                "mileage_km": case.get("mileage_km"),
            },
            "observables": [
                {
                    "observable": _named(item, locale),
                    "state": item["state"],
                    "qualifiers": item["qualifiers"] or [],
                }
                for item in row.observed
            ],
            "error_codes_reported": case.get("error_codes_reported") or [],
            "conclusions": [
                {
                    "rank": item["rank"],
                    "fault": _named(item, locale),
                    "probability": percent(item["probability"]),
                }
                for item in row.concluded
            ],
            "unlisted_probability": case.get("unlisted_probability"),
            "verification_method": case.get("verification_method"),
            "idempotency_key": case.get("idempotency_key"),
            "reported_texts": row.reported_texts or [],
            "notes": row.notes,
        }
    )


def present_replay(replay: Replay, locale: Locale, request_id: str) -> shapes.ReplayResponse:
    """Return both answers side by side."""
    case, verdict = replay.case.properties, replay.verdict
    faults = [_replayed(item, locale) for item in replay.faults]
    then = next((item.fault for item in faults if item.then and item.then.rank == 1), None)
    now = next((item.fault for item in faults if item.now and item.now.rank == 1), None)
    changed = (then.id if then else None) != (now.id if now else None)
    return shapes.ReplayResponse(
        request_id=request_id,
        graph_version=str(verdict.graph_version),
        case_id=case["id"],
        then=shapes.ReplaySide(
            graph_version=str(case["graph_version"]),
            at=_moment(case["created_at"]),
            first=then,
            unlisted_probability=case.get("unlisted_probability"),
        ),
        now=shapes.ReplaySide(
            graph_version=str(verdict.graph_version),
            at=None,
            first=now,
            unlisted_probability=percent(verdict.unlisted_probability),
        ),
        first_has_changed=changed,
        faults=faults,
        left_out=list(replay.gone),
        message=text("replay_changed" if changed else "replay_same", locale),
    )


def present_suggestion(item: Mapping[str, Any], locale: Locale) -> shapes.SuggestionOutput:
    """Return a relationship that outcomes suggest."""
    return shapes.SuggestionOutput.model_validate(
        {
            **item,
            "observable": _named(item["observable"], locale),
            "fault": _named(item["fault"], locale),
        }
    )


def _summary(
    case: Mapping[str, Any],
    predicted: Mapping[str, Any] | None,
    found: Mapping[str, Any] | None,
    model: Mapping[str, Any] | None,
    locale: Locale,
) -> dict[str, Any]:
    return {
        "case_id": case["id"],
        "created_at": _moment(case["created_at"]),
        "outcome": case["outcome"],
        "model": _named(model, locale),
        "mileage_km": case.get("mileage_km"),
        "predicted_fault": _named(predicted, locale),
        "predicted_probability": case.get("predicted_probability"),
        "predicted_confidence": case.get("predicted_confidence"),
        "fault": _named(found, locale) or _unlisted(case, locale),
        "confirmed_at": _moment(case.get("confirmed_at")),
    }


def _unlisted(case: Mapping[str, Any], locale: Locale) -> Named | None:
    fault_id = case.get("fault_id")
    return Named(id=fault_id, label=text(fault_id, locale)) if fault_id else None


def _named(node: Mapping[str, Any] | None, locale: Locale) -> Named | None:
    if node is None:
        return None
    return Named(id=node["id"], label=node.get(f"label_{locale.value}") or node["id"])


def _moment(value: Any) -> str | None:
    return None if value is None else str(value.isoformat())


def _replayed(item: ThenAndNow, locale: Locale) -> shapes.ReplayedFault:
    label = item.label_fr if locale is Locale.FR else item.label_en
    change = (item.now.probability - item.then.probability) if item.now and item.then else None
    return shapes.ReplayedFault(
        fault=Named(id=item.fault_id, label=label),
        then=_standing(item.then),
        now=_standing(item.now),
        change=None if change is None else percent(change),
    )


def _standing(standing: Standing | None) -> shapes.StandingOutput | None:
    if standing is None:
        return None
    return shapes.StandingOutput(rank=standing.rank, probability=percent(standing.probability))
