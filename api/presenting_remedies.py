"""What hangs on a fault in the words of one language: family, root causes, actions, check."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.context_texts import context_text
from api.http.schemas import remedies as shapes
from api.presenting_reasoning import percent
from api.texts import text
from engine.action_totals import Totals
from engine.driving import driving_limit
from engine.verdict import RootCauseAnswer
from graph.vocabulary import ActionUrgency, Locale
from graph.vocabulary_records import DiyFeasibility, RepairUrgency

#: A share that moves by less is not worth a sentence.
_TOLD_SHIFT = 0.02


def said(node: Mapping[str, Any], name: str, locale: Locale) -> str:
    """Return a bilingual property in one language; empty when there is none."""
    return str(node.get(f"{name}_{locale.value}") or "")


def family_output(node: Mapping[str, Any], locale: Locale) -> shapes.FaultFamilyOutput:
    """Return a fault family."""
    label = said(node, "label", locale)
    return shapes.FaultFamilyOutput(
        id=node["id"],
        label=label,
        family_id=node["id"],
        family_code=node["family_code"],
        family_label=label,
        family_icon=node.get("family_icon"),
    )


def root_cause_output(answer: RootCauseAnswer, locale: Locale) -> shapes.RootCauseOutput:
    """Return a root cause with its probability and what raised it."""
    node = answer.node
    label = said(node, "label", locale)
    boosts = [
        shapes.ContextBoostOutput(
            context=context, label=context_text(context, locale), odds_multiplier=round(odds, 4)
        )
        for context, odds in answer.boosted_by
    ]
    return shapes.RootCauseOutput(
        cause=shapes.RootCauseNode(
            id=node["id"],
            label=label,
            root_cause_id=node["id"],
            root_cause_code=node["root_cause_code"],
            root_cause_label=label,
            description=said(node, "description", locale) or None,
            prevention_tips=node.get(f"prevention_tips_{locale.value}") or [],
            cause_type=node["cause_type"],
            is_preventable=node.get("is_preventable", True),
        ),
        probability=percent(answer.share),
        usual_probability=percent(answer.usual_share),
        explanation=_explanation(answer, boosts, locale),
        boosted_by=boosts,
        cause_type=node["cause_type"],
        relation_id=node.get("relation_id"),
    )


def _explanation(
    answer: RootCauseAnswer, boosts: Sequence[shapes.ContextBoostOutput], locale: Locale
) -> str:
    """Return why this root cause has this probability, in one or two sentences."""
    kind = text(f"cause_type_{answer.node['cause_type']}", locale)
    parts = [text("root_cause_usual", locale).format(kind=kind, share=whole(answer.usual_share))]
    key = _shift(answer)
    if key:
        contexts = ", ".join(each.label for each in boosts)
        parts.append(text(key, locale).format(contexts=contexts, share=whole(answer.share)))
    return " ".join(parts)


def _shift(answer: RootCauseAnswer) -> str | None:
    """Return the key of the text that tells how this case moves the share; None: hardly at all."""
    moved = answer.share - answer.usual_share
    if not answer.boosted_by:
        return "root_cause_others" if moved <= -_TOLD_SHIFT else None
    if moved >= 0:
        return "root_cause_raised"
    is_lowered = all(odds < 1 for _, odds in answer.boosted_by)
    return "root_cause_lowered" if is_lowered else "root_cause_outweighed"


def prevention(causes: Iterable[RootCauseAnswer], locale: Locale) -> list[str]:
    """Return each tip once, those of the likelier causes first."""
    tips = [
        tip for item in causes for tip in item.node.get(f"prevention_tips_{locale.value}") or []
    ]
    return list(dict.fromkeys(tips))


def action_output(action: Mapping[str, Any], locale: Locale) -> shapes.ActionOutput:
    """Return a structured action with its place among the actions of the fault."""
    label = said(action, "label", locale)
    minutes = action["duration_minutes"]
    tools = [said(tool, "label", locale) for tool in action.get("tools") or []]
    return shapes.ActionOutput.model_validate(
        {
            "id": action["id"],
            "label": label,
            "action_id": action["id"],
            "action_code": action.get("action_code") or action["id"],
            "action_label": label,
            "action_type": action["action_type"],
            "probability_fixed": percent(action["weight"]),
            "duree_estimee": action.get("estimated_time") or duration_text(minutes),
            "duree_minutes": minutes,
            "duration_minutes": minutes,
            "difficulty": action["difficulty"],
            "urgency": action.get("urgency") or ActionUrgency.NORMALE,
            "prerequisites": action.get(f"prerequisites_{locale.value}") or [],
            "tools_required": tools or action.get(f"tools_{locale.value}") or [],
            "steps": _steps(action, locale),
            "warnings": action.get(f"warnings_{locale.value}") or [],
            "labor_cost_range": {
                "min": action["labor_cost_min_eur"],
                "max": action["labor_cost_max_eur"],
                "currency": action.get("currency") or "EUR",
            },
            "execution_order": action.get("execution_order") or 1,
            "is_mandatory": action.get("is_mandatory", True),
            "condition": said(action, "condition", locale) or None,
            "relation_id": action.get("relation_id"),
        }
    )


def _steps(action: Mapping[str, Any], locale: Locale) -> list[dict[str, Any]]:
    """Return the aligned lists as steps; an empty text stands for none."""
    steps = action.get(f"steps_{locale.value}") or []
    columns = {
        "tip": action.get(f"step_tips_{locale.value}"),
        "warning": action.get(f"step_warnings_{locale.value}"),
        "image_url": action.get("step_image_urls"),
    }
    return [
        {
            "order": place + 1,
            "description": step,
            **{name: values[place] or None if values else None for name, values in columns.items()},
        }
        for place, step in enumerate(steps)
    ]


def verification_output(
    check: Mapping[str, Any], level: str, locale: Locale
) -> shapes.VerificationOutput:
    """Return the check of a fault as its template says it; a critical fault forbids driving."""
    limit = driving_limit(level, check)
    return shapes.VerificationOutput(
        quick_test=said(check, "quick_test", locale),
        visual_check=said(check, "visual_check", locale) or None,
        tool_required=said(check, "tool_required", locale) or None,
        estimated_time=check["estimated_time"],
        difficulty=check["difficulty"],
        default_urgency=check.get("default_urgency") or RepairUrgency.PLANNED,
        diy_feasibility=check.get("diy_feasibility") or DiyFeasibility.GARAGE,
        can_drive=limit.can_drive,
        max_km=limit.max_km,
    )


def totals_output(totals: Totals | None) -> dict[str, Any]:
    """Return the four fields that tell what the actions of a fault take together."""
    if totals is None:
        return {
            "total_estimated_time": None,
            "total_minutes": None,
            "total_labor_cost_range": None,
            "diy_feasible": False,
        }
    least, most = totals.minutes
    low, high = totals.labor_eur
    words = [duration_text(least)] + [duration_text(most)] * (most > least)
    return {
        "total_estimated_time": " – ".join(words),  # noqa: RUF001 - a range has an en dash
        "total_minutes": shapes.MinutesRange(min=least, max=most),
        "total_labor_cost_range": shapes.LaborCostRange(min=low, max=high, currency="EUR"),
        "diy_feasible": totals.diy_feasible,
    }


def duration_text(minutes: int) -> str:
    """Return a duration as both languages write it: ``45 min``, ``1 h``, ``1 h 40 min``."""
    hours, rest = divmod(minutes, 60)
    return " ".join([f"{hours} h"] * (hours > 0) + [f"{rest} min"] * (rest > 0 or hours == 0))


def whole(probability: float) -> str:
    """Return a probability as a whole number of per cent; a small one is not called 0."""
    return "<1" if 0 < probability < 0.005 else f"{100 * probability:.0f}"  # noqa: PLR2004
