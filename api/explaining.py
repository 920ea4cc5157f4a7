"""A verdict with the source's ExplainableOutput of each fault (KG v2.8.9)."""

from typing import Any

from api.explaining_html import detailed_html, faq_entries, faq_json_ld
from api.http.schemas import explained as shapes
from api.http.schemas.diagnosis import DiagnoseResponse, DiagnosisOutput
from api.presenting import present
from api.presenting_remedies import said, whole
from api.safety_texts import driving_text
from api.texts import text
from api.tracing import Tracer
from engine.driving import Urgency, urgency
from engine.verdict import FaultAnswer, Verdict
from graph.vocabulary import Locale, SafetyLevel
from graph.vocabulary_answers import Hazard
from graph.vocabulary_records import DiyFeasibility, RepairUrgency, VerificationDifficulty

_DANGEROUS = (SafetyLevel.CRITICAL, SafetyLevel.URGENT)


def present_explained(
    verdict: Verdict, locale: Locale, request_id: str, catalogue_url: str | None = None
) -> shapes.ExplainedResponse:
    """Return the response of a verdict, each diagnosis explained, in the reader's language."""
    return explain_response(present(verdict, locale, request_id, catalogue_url), verdict, locale)


def explain_response(
    answer: DiagnoseResponse, verdict: Verdict, locale: Locale
) -> shapes.ExplainedResponse:
    """Return a response of ``/diagnose`` with the explanation of each diagnosis added."""
    explained = [
        _explained(shown, Tracer(verdict, found, locale), answer)
        for shown, found in zip(answer.diagnoses, verdict.diagnoses, strict=True)
    ]
    return shapes.ExplainedResponse(**{**_fields(answer), "diagnoses": explained})


def _explained(
    shown: DiagnosisOutput, tracer: Tracer, answer: DiagnoseResponse
) -> shapes.ExplainedDiagnosis:
    fields: dict[str, Any] = {
        **_fields(shown),
        "reasoning": _reasoning(shown, tracer),
        "reasoning_text": shown.reasoning,
        "verification": _verification(shown, tracer),
        "urgency": _urgency(tracer),
        "parts_involved": _parts(shown, tracer),
    }
    return shapes.ExplainedDiagnosis(**fields, formatted_output=_formatted(fields, tracer, answer))


def _fields(shape: DiagnoseResponse | DiagnosisOutput) -> dict[str, Any]:
    return {name: getattr(shape, name) for name in type(shape).model_fields}


def _reasoning(shown: DiagnosisOutput, tracer: Tracer) -> shapes.ReasoningOutput:
    chain, context = tracer.chain(), tracer.context()
    return shapes.ReasoningOutput(
        matched_observables=tracer.matched(),
        context_factors=[item.statement for item in context],
        confidence_factors=[
            shapes.FactorOutput(factor=item.label, contribution=item.contribution)
            for item in shown.confidence_factors
        ],
        chain_of_evidence=" ".join(item.statement for item in chain),
        trace=[*chain, *context],
    )


def _verification(shown: DiagnosisOutput, tracer: Tracer) -> shapes.ExplainedVerification:
    template = tracer.node.get("verification")
    if shown.verification is None or template is None:
        statement = text("no_template", tracer.locale)
        return shapes.ExplainedVerification(
            quick_test=statement,
            visual_check=None,
            tool_required=None,
            estimated_time="-",
            difficulty=VerificationDifficulty.EXPERT,
            default_urgency=RepairUrgency.PLANNED,
            diy_feasibility=DiyFeasibility.GARAGE,
            can_drive=True,
            max_km=None,
            trace=[tracer.trace(statement)],
        )
    quick = shown.verification.quick_test
    trace = tracer.trace(quick, template["id"], relations=[template.get("relation_id")])
    return shapes.ExplainedVerification(**shown.verification.model_dump(), trace=[trace])


def _urgency(tracer: Tracer) -> shapes.UrgencyOutput:
    found = urgency(tracer.answer, tracer.verdict.safety)
    reasons = _urgency_reasons(found, tracer)
    return shapes.UrgencyOutput(
        level=RepairUrgency(found.level),
        label=text(f"urgency_{found.level}", tracer.locale),
        reason=" ".join(item.statement for item in reasons),
        can_drive=found.limit.can_drive,
        max_km_before_repair=found.limit.max_km,
        trace=reasons,
    )


def _urgency_reasons(found: Urgency, tracer: Tracer) -> list[shapes.TraceOutput]:
    """Return why it presses so much: its own level and reason, what raised it, what limits it."""
    answer, locale, names = tracer.answer, tracer.locale, tracer.verdict.names
    template = tracer.node.get("verification") or {}
    own = tracer.say(
        "urgency_own", fault=tracer.label, level=text(f"level_{answer.safety_level}", locale)
    )
    why = said(tracer.node, "safety_reason", locale)
    reasons = [
        tracer.trace(
            f"{own} {why}".strip(),
            *([template["id"]] if template else []),
            relations=[template.get("relation_id")],
        )
    ]
    reasons += _raised(found, tracer)
    if found.limited_by:
        label = said(names.get(found.limited_by, {}), "label", locale) or found.limited_by
        limited = tracer.say("urgency_limited", fault=label)
        reasons.append(tracer.trace(limited, found.limited_by))
    return reasons


def _raised(found: Urgency, tracer: Tracer) -> list[shapes.TraceOutput]:
    """Return what made it stricter than usual, or that it is as usual for this fault."""
    answer, gate, locale = tracer.answer, tracer.verdict.safety, tracer.locale
    template = tracer.node.get("verification")
    if not found.raised_by:
        return [tracer.trace(text("urgency_usual", locale), template["id"])] if template else []
    share = answer.probability if found.raised_by == "likely" else gate.probability
    raised = tracer.say(
        f"urgency_raised_{found.raised_by}",
        level=text(f"level_{gate.level}", locale),
        share=whole(share),
    )
    nodes = gate.because if found.raised_by == "gate" else ()
    return [tracer.trace(raised, *(key for key in nodes if key != answer.fault_id))]


def _parts(shown: DiagnosisOutput, tracer: Tracer) -> shapes.PartsInvolvedOutput:
    relations = {part["id"]: part.get("relation_id") for part in tracer.node["parts"]}
    found = [
        shapes.PartSuggestion(
            **part.model_dump(),
            trace=[tracer.trace(part.label, part.id, relations=[relations.get(part.id)])],
        )
        for part in shown.parts
        if part.fits is not False
    ]
    return shapes.PartsInvolvedOutput(
        primary=found[0] if found else None,
        secondary=found[1:],
        diy_feasibility=_feasibility(tracer.answer, shown),
    )


def _feasibility(answer: FaultAnswer, shown: DiagnosisOutput) -> DiyFeasibility:
    """Return what the template says, but a garage for what is dangerous."""
    is_live = Hazard.HIGH_VOLTAGE in (answer.details.get("hazards") or ())
    if is_live or answer.safety_level in _DANGEROUS or shown.verification is None:
        return DiyFeasibility.GARAGE
    return shown.verification.diy_feasibility


def _formatted(
    fields: dict[str, Any], tracer: Tracer, answer: DiagnoseResponse
) -> shapes.FormattedOutput:
    locale = tracer.locale
    how_soon: shapes.UrgencyOutput = fields["urgency"]
    summary = tracer.say(
        "summary",
        fault=tracer.label,
        share=whole(tracer.answer.probability),
        confidence=f"{fields['confidence']:.0f}",
        urgency=how_soon.label,
        driving=driving_text(how_soon.max_km_before_repair, locale, can_drive=how_soon.can_drive),
    )
    check = tracer.say("summary_check", check=fields["verification"].quick_test)
    faq = faq_entries(fields, tracer)
    return shapes.FormattedOutput(
        summary=f"{summary} {check}",
        detailed_html=detailed_html(fields, summary, answer, locale),
        faq_compatible=faq,
        faq_json_ld=faq_json_ld(faq, locale),
    )
