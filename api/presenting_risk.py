"""Recurring faults and risk profiles in the words of one language."""

from typing import Any

from api.http.schemas import risk as shapes
from api.presenting_reasoning import percent
from api.texts import text
from engine.risk_profile import AHEAD_KM, RiskAssessment, RiskProfile, window_of
from engine.verdict import FaultAnswer
from graph.vocabulary import Locale, Severity, SourceKind
from graph.vocabulary_records import RECURRING_SOURCES, RiskUrgency

_SOURCE_NAMES = {kind: source for source, kind in RECURRING_SOURCES.items()}
_ANY = "*"
#: How far a part of high urgency may run before it is looked at.
CHECK_WITHIN_KM = 5_000


def present_profile(
    profile: RiskProfile, locale: Locale, request_id: str
) -> shapes.RiskProfileResponse:
    """Return the response of a profile in the reader's language."""
    subject = profile.subject
    named = " ".join(filter(None, [subject.get("make"), subject.get("model")]))
    return shapes.RiskProfileResponse(
        request_id=request_id,
        graph_version=str(profile.graph_version),
        locale=locale.value,
        vehicle=shapes.RiskSubject(
            id=subject["id"],
            kind=subject["kind"],
            label=subject.get("label_en") or named or subject["id"],
            models=[_named(node, locale) for node in profile.models],
            engines=[_named(node, locale) for node in profile.engines],
        ),
        current_km=profile.mileage_km,
        assessments=[_assessment(item, profile.mileage_km, locale) for item in profile.assessments],
        known_weaknesses=[
            _weakness(item, profile.mileage_km, locale) for item in profile.weaknesses
        ],
        notes=_notes(profile, locale),
    )


def recurring_fault(details: dict[str, Any], fault_id: str) -> dict[str, Any]:
    """Return the fields of a recurring fault; names stand in where no pattern was written."""
    is_model = details["target"].startswith("model.")
    label = details.get("target_label") or details["target"]
    pattern = details.get("model_pattern")
    kind = details.get("source_kind") or SourceKind.AI_GENERATED.value
    return {
        "id": details["relation_id"],
        "vehicle_model_pattern": pattern or (label if is_model else _ANY),
        "engine_pattern": details.get("engine_pattern") or (None if is_model or pattern else label),
        "year_range": _range(details, "year"),
        "fault_node_id": fault_id,
        "typical_km_range": _range(details, "km"),
        "frequency_rate": details.get("frequency_rate"),
        "severity": details.get("severity") or Severity.MEDIUM.value,
        "source": _SOURCE_NAMES.get(SourceKind(kind)),
        "source_kind": kind,
        "probability_boost": details["probability_boost"],
        "confidence": details.get("confidence") or 0.0,
        "target": details["target"],
        "target_label": label,
        "odds_multiplier": details["odds_multiplier"],
        "reviewed": details.get("reviewed_at") is not None,
    }


def boost_explanation(answer: FaultAnswer, patterns: list[dict[str, Any]], locale: Locale) -> str:
    """Return one sentence: which weakness counts, where, and what it does to the probability."""
    if not patterns:
        return text("boost_none", locale)
    strongest = max(patterns, key=lambda item: (item["odds_multiplier"], item["relation_id"]))
    rate = strongest.get("frequency_rate")
    share = text("boost_share", locale).format(share=round(100 * rate)) if rate else ""
    return text("boost_explained", locale).format(
        target=strongest.get("target_label") or strongest["target"],
        range=_said_range(strongest, locale),
        share=share,
        before=_decimal(100 * (answer.probability - answer.boost), locale),
        after=_decimal(100 * answer.probability, locale),
    )


def _points(curve: dict[str, Any], locale: Locale) -> list[shapes.RiskPointOutput]:
    labels = curve.get(f"curve_labels_{locale.value}") or [None] * len(curve["curve_km"])
    return [
        shapes.RiskPointOutput(km=int(km), risk=percent(risk), label=label or None)
        for km, risk, label in zip(curve["curve_km"], curve["curve_risk"], labels, strict=True)
    ]


def _assessment(item: RiskAssessment, km: int, locale: Locale) -> shapes.RiskAssessmentOutput:
    curve = item.curve
    label = str(curve.get(f"label_{locale.value}") or curve["part_category"])
    named = (
        (curve.get(f"curve_labels_{locale.value}") or [])[item.point]
        if item.point is not None
        else None
    )
    advice = text(f"recommend_{item.urgency.value}", locale).format(
        part=label, km=thousands(km + CHECK_WITHIN_KM, locale)
    )
    if item.beyond_data:
        last = thousands(int(curve["curve_km"][-1]), locale)
        advice = f"{advice} {text('risk_beyond', locale).format(km=last)}"
    return shapes.RiskAssessmentOutput(
        part_category=curve["part_category"],
        label=label,
        current_km=km,
        risk_level=percent(item.risk),
        risk_points=_points(curve, locale),
        risk_label=named or text(f"risk_band_{item.band}", locale),
        next_threshold_km=item.next_threshold_km,
        recommendation=advice,
        urgency=item.urgency,
        risk_ahead=percent(item.risk_ahead),
        ahead_km=AHEAD_KM,
        engine_types=list(item.engine_types),
        beyond_data=item.beyond_data,
        confidence=curve.get("confidence") or 0.0,
        reviewed=curve.get("reviewed_at") is not None,
        curve_id=curve["id"],
        parts=[_named(part, locale) for part in curve["parts"]],
        sources=[
            shapes.SourceCredit(
                id=source["id"],
                title=source[f"title_{locale.value}"],
                licence=source["licence"],
                attribution=source.get("attribution"),
                sample_size=source.get("sample_size"),
            )
            for source in curve["sources"]
        ],
    )


def _weakness(details: dict[str, Any], km: int, locale: Locale) -> shapes.KnownWeakness:
    fault = details["fault"]
    window = window_of(details, km)
    says = text(f"window_{window}", locale).format(
        target=details.get("target_label") or details["target"],
        start=thousands(details.get("km_from") or 0, locale),
        range=_said_range(details, locale),
    )
    return shapes.KnownWeakness.model_validate(
        {
            **recurring_fault(details, fault["id"]),
            "fault": _named(fault, locale),
            "safety_level": fault["safety_level"],
            "window": window,
            "says": says,
        }
    )


def _notes(profile: RiskProfile, locale: Locale) -> list[str]:
    kinds = {item.curve.get("source_kind") for item in profile.assessments}
    keys = (
        ("note_inspection", SourceKind.IMPORTED_STATISTICS.value),
        ("note_not_reviewed", SourceKind.AI_GENERATED.value),
    )
    return [text(key, locale) for key, kind in keys if kind in kinds]


def thousands(number: int, locale: Locale) -> str:
    """Return a whole number with the separators of the language."""
    return f"{number:,}".replace(",", " ") if locale is Locale.FR else f"{number:,}"


def urgency_label(urgency: RiskUrgency, locale: Locale) -> str:
    """Return the urgency as people say it."""
    return text(f"urgency_{urgency.value}", locale)


def _said_range(details: dict[str, Any], locale: Locale) -> str:
    low, high = details.get("km_from"), details.get("km_to")
    key = "both" if low and high else "from" if low else "to" if high else "any"
    return text(f"range_{key}", locale).format(
        start=thousands(low or 0, locale), end=thousands(high or 0, locale)
    )


def _range(details: dict[str, Any], name: str) -> dict[str, int | None] | None:
    low, high = details.get(f"{name}_from"), details.get(f"{name}_to")
    return None if low is None and high is None else {"start": low, "end": high}


def _named(node: dict[str, Any], locale: Locale) -> shapes.Labelled:
    label = node.get(f"label_{locale.value}") or node.get("label_en") or node["id"]
    return shapes.Labelled(id=node["id"], label=label)


def _decimal(value: float, locale: Locale) -> str:
    said = f"{value:.1f}"
    return said.replace(".", ",") if locale is Locale.FR else said
