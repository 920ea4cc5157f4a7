"""A verdict in the words of one language: the same shape for HTTP and the command line."""

from collections.abc import Iterator
from typing import Any

from api.http.schemas import diagnosis as shapes
from api.http.schemas.parts import PartOutput
from api.presenting_parts import PartWords
from api.presenting_reasoning import Reasoning, percent
from api.presenting_remedies import (
    action_output,
    family_output,
    prevention,
    root_cause_output,
    totals_output,
    verification_output,
)
from api.presenting_risk import boost_explanation, recurring_fault
from api.presenting_vehicle import vehicle_output
from api.texts import text
from engine.action_totals import action_totals
from engine.evidence import Candidate
from engine.fitment import offered_parts
from engine.safety import part_sale
from engine.verdict import FaultAnswer, ObservedAnswer, Reason, Verdict
from graph.vocabulary import EvidenceState, Locale
from graph.vocabulary_codes import DtcStatus

#: Log-odds below this are noise to a reader (a factor of 1.02 on the odds).
_NEGLIGIBLE = 0.02


def present(
    verdict: Verdict, locale: Locale, request_id: str, catalogue_url: str | None = None
) -> shapes.DiagnoseResponse:
    """Return the response of a verdict in the reader's language.

    ``catalogue_url`` is the template of links to parts, or None (FAULTGRAPH_CATALOGUE_URL).
    """
    said = Reasoning(verdict, locale)
    return shapes.DiagnoseResponse(
        request_id=request_id,
        graph_version=str(verdict.graph_version),
        locale=locale,
        vehicle=vehicle_output(verdict.vehicle, locale),
        observables=[_observed(item, locale) for item in verdict.observables],
        diagnoses=[
            _diagnosis(answer, verdict, said, locale, catalogue_url) for answer in verdict.diagnoses
        ],
        other_faults_probability=_others(verdict),
        unlisted_probability=percent(verdict.unlisted_probability),
        fault_set=said.fault_set(),
        several_faults=said.several_faults(),
        several_faults_exact=verdict.several_exact,
        several_faults_unseen=percent(verdict.several_unseen),
        root_and_consequence=said.roles(),
        safety=said.safety(verdict.safety),
        next_questions=said.questions(),
        should_stop=verdict.stop.should_stop,
        stop_reason=verdict.stop.reason,
        recheck=_recheck(verdict, said),
        would_change=said.changes(),
        repair_plan=said.plan(verdict.plan),
        abstains=text(verdict.abstains, locale) if verdict.abstains else None,
    )


def present_interview(
    verdict: Verdict, locale: Locale, request_id: str
) -> shapes.InterviewResponse:
    """Return where an interview stands in the reader's language."""
    said = Reasoning(verdict, locale)
    reason = verdict.stop.reason
    return shapes.InterviewResponse(
        request_id=request_id,
        graph_version=str(verdict.graph_version),
        locale=locale,
        vehicle=vehicle_output(verdict.vehicle, locale),
        observables=[_observed(item, locale) for item in verdict.observables],
        leading=[
            shapes.LeadingFault.model_validate(
                {
                    "id": item.fault_id,
                    "label": said.label(item.fault_id),
                    "probability": percent(item.probability),
                    "safety_level": item.safety_level,
                }
            )
            for item in verdict.diagnoses
        ],
        other_faults_probability=_others(verdict),
        unlisted_probability=percent(verdict.unlisted_probability),
        safety=said.safety(verdict.safety),
        next_questions=said.questions(),
        should_stop=verdict.stop.should_stop,
        stop_reason=reason,
        stop_message=text(reason, locale) if reason else None,
        recheck=_recheck(verdict, said),
    )


def _others(verdict: Verdict) -> float:
    return percent(verdict.not_shown_probability + verdict.unread_probability)


def _recheck(verdict: Verdict, said: Reasoning) -> list[shapes.Named]:
    return [shapes.Named(id=key, label=said.label(key)) for key in verdict.stop.recheck]


def _observed(item: ObservedAnswer, locale: Locale) -> shapes.ObservedOutput:
    return shapes.ObservedOutput(
        input=item.said,
        state=item.state,
        matched=_match(item.matched, locale) if item.matched else None,
        alternatives=[_match(other, locale) for other in item.alternatives],
        qualifiers=dict(item.qualifiers),
        derived_qualifiers=sorted(item.derived),
        dtc_status=item.status,
        note="; ".join(_notes(item, locale)) or None,
    )


def _notes(item: ObservedAnswer, locale: Locale) -> Iterator[str]:
    """Yield what the reader should know of how a finding was taken."""
    if reason := "unusual" if item.unusual else item.reason:
        yield text(reason, locale)
    if item.matched and item.status is DtcStatus.PENDING:
        yield text("status_pending", locale)
    if item.matched and item.status is DtcStatus.PERMANENT:
        yield text("status_permanent", locale)
    if item.derived:
        values = ", ".join(
            text(f"{taxonomy}={value}", locale) for taxonomy, value in sorted(item.derived.items())
        )
        yield f"{text('from_freeze_frame', locale)} {values}"


def _match(candidate: Candidate, locale: Locale) -> shapes.MatchOutput:
    label = candidate.label_fr if locale is Locale.FR else candidate.label_en
    similarity = min(max(candidate.similarity, 0.0), 1.0)
    return shapes.MatchOutput(id=candidate.id, label=label, similarity=round(similarity, 4))


def _diagnosis(
    answer: FaultAnswer,
    verdict: Verdict,
    said: Reasoning,
    locale: Locale,
    catalogue_url: str | None,
) -> shapes.DiagnosisOutput:
    details = answer.details
    shown = [reason for reason in answer.reasons if abs(reason.log_odds) >= _NEGLIGIBLE]
    family = details.get("family")
    check = details.get("verification")
    low, high = answer.interval
    return shapes.DiagnosisOutput(
        rank=answer.rank,
        fault=_named(details, locale),
        description=_said(details, "description", locale),
        fault_family=family_output(family, locale) if family else None,
        probability=percent(answer.probability),
        probability_interval=(percent(low), percent(high)),
        confidence=round(answer.confidence.score, 1),
        confidence_factors=[
            shapes.ConfidenceFactor(
                factor=key, label=text(f"factor_{key}", locale), contribution=round(points, 2)
            )
            for key, points in answer.confidence.factors
        ],
        missing_data=[said.label(key) for key in answer.confidence.missing],
        prior_probability=percent(answer.prior_probability),
        safety_level=answer.safety_level,
        safety_reason=details.get(f"safety_reason_{locale.value}"),
        reasons_for=[_reason(reason, locale) for reason in shown if reason.log_odds > 0],
        reasons_against=[_reason(reason, locale) for reason in shown if reason.log_odds < 0],
        root_causes=[root_cause_output(cause, locale) for cause in answer.root_causes],
        prevention_advice=prevention(answer.root_causes, locale),
        parts=_parts(answer, verdict, locale, catalogue_url),
        actions=[action_output(action, locale) for action in details["actions"]],
        **totals_output(
            action_totals(details["actions"], answer.safety_level, details.get("hazards") or ())
        ),
        verification=verification_output(check, answer.safety_level, locale) if check else None,
        model_factors=_model_factors(answer, locale),
        reviewed=details.get("reviewed_at") is not None,
        reasoning=_reasoning(shown, locale),
    )


def _parts(
    answer: FaultAnswer, verdict: Verdict, locale: Locale, catalogue_url: str | None
) -> list[PartOutput]:
    words = PartWords(locale, catalogue_url, answer.fault_id, verdict.vehicle)
    offered = offered_parts(
        answer.details["parts"],
        verdict.vehicle,
        lambda part_id: part_sale(verdict.safety, answer.safety_level, part_id),
    )
    return [words.part(item) for item in offered]


def _model_factors(answer: FaultAnswer, locale: Locale) -> shapes.ModelFactors:
    matched = {factor.relation_id for factor in answer.recurring}
    patterns = [
        item for item in answer.details.get("recurring") or [] if item["relation_id"] in matched
    ]
    patterns.sort(key=lambda item: (-item["odds_multiplier"], item["relation_id"]))
    return shapes.ModelFactors.model_validate(
        {
            "matched_patterns": [recurring_fault(item, answer.fault_id) for item in patterns],
            "boost_applied": round(100 * answer.boost, 2),
            "explanation": boost_explanation(answer, patterns, locale),
        }
    )


def _named(node: dict[str, Any], locale: Locale) -> shapes.Named:
    return shapes.Named(id=node["id"], label=_said(node, "label", locale))


def _said(node: dict[str, Any], name: str, locale: Locale) -> str:
    return str(node.get(f"{name}_{locale.value}") or "")


def _reason(reason: Reason, locale: Locale) -> shapes.ReasonOutput:
    return shapes.ReasonOutput(
        observable=shapes.Named(id=reason.observable_id, label=_label(reason, locale)),
        state=reason.state,
        log_odds=round(reason.log_odds, 4),
        weight=reason.weight,
        path=list(reason.path),
        expected_codes=list(reason.expected),
    )


def _label(reason: Reason, locale: Locale) -> str:
    return reason.label_fr if locale is Locale.FR else reason.label_en


def _reasoning(reasons: list[Reason], locale: Locale) -> str:
    """Return one or two sentences that name what speaks for and against, strongest first."""
    groups = []
    for key, chosen in (
        ("for", [reason for reason in reasons if reason.log_odds > 0]),
        ("against", [reason for reason in reasons if reason.log_odds < 0]),
    ):
        if chosen:
            said = "; ".join(_statement(reason, locale) for reason in chosen[:4])
            colon = " : " if locale is Locale.FR else ": "
            groups.append(f"{text(key, locale)}{colon}{said}.")
    return " ".join(groups)


def _statement(reason: Reason, locale: Locale) -> str:
    label = _label(reason, locale)
    if reason.state is EvidenceState.ABSENT:
        return f"{label} ({text('absent', locale)})"
    return label
