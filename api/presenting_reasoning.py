"""Questions, plan, safety and what would change the answer, in the words of one language."""

from collections.abc import Iterable
from typing import Any

from api.http.schemas import reasoning as shapes
from api.reasoning_texts import TAXONOMY_QUESTIONS, TAXONOMY_VALUES
from api.safety_texts import ACTION_TEXTS, SAFETY_LEVELS, driving_text, safety_actions
from api.texts import text
from engine.safety import Sale, part_sale
from engine.verdict import (
    ChangeAnswer,
    Outlook,
    PartAdvice,
    PlanStep,
    QuestionAnswer,
    RepairPlan,
    SafetyAnswer,
    StepNow,
    Verdict,
)
from graph.vocabulary import EvidenceState, Locale, SafetyLevel

_DTC = "dtc."
_STATES = {True: EvidenceState.PRESENT, False: EvidenceState.ABSENT}


class Reasoning:
    """The reasoning of one verdict, said in one language."""

    def __init__(self, verdict: Verdict, locale: Locale) -> None:
        """Keep the verdict, whose names give every label."""
        self._verdict = verdict
        self._locale = locale

    def named(self, key: str) -> shapes.NamedNode:
        """Return a node with its label; the id stands in for a label that is missing."""
        return shapes.NamedNode(id=key, label=self.label(key))

    def label(self, key: str) -> str:
        """Return the label of any node that the answer mentions."""
        node = self._verdict.names.get(key, {})
        return str(node.get(f"label_{self._locale.value}") or key)

    def fault_set(self) -> shapes.FaultSetOutput:
        """Return the smallest set of faults that holds the level."""
        found = self._verdict.fault_set
        return shapes.FaultSetOutput.model_validate(
            {
                "level": round(100 * found.level, 2),
                "kind": found.kind,
                "faults": list(found.fault_ids),
                "unlisted": found.unlisted,
                "unread": found.unread,
            }
        )

    def several_faults(self) -> list[shapes.SeveralFaultsOutput]:
        """Return the likeliest sets of faults."""
        return [
            shapes.SeveralFaultsOutput(
                faults=list(item.fault_ids),
                labels=[self.label(key) for key in item.fault_ids],
                unlisted=item.unlisted,
                probability=percent(item.probability),
            )
            for item in self._verdict.several_faults
        ]

    def roles(self) -> shapes.RootAndConsequenceOutput:
        """Return which findings are roots, and which only follow from a fault."""
        roots = [role.observable_id for role in self._verdict.roles if role.role == "root"]
        found = [role for role in self._verdict.roles if role.role == "consequence"]
        return shapes.RootAndConsequenceOutput(
            roots=roots,
            consequences=[
                shapes.ConsequenceOutput(
                    code=str(self._node(role.observable_id).get("code") or role.observable_id),
                    observable=self.named(role.observable_id),
                    explained_by=role.explained_by,
                    through=role.through,
                    advice=self._say(
                        "consequence_code"
                        if role.observable_id.startswith(_DTC)
                        else "consequence_other",
                        fault=self.label(role.explained_by),
                    ),
                )
                for role in found
            ],
        )

    def safety(self, gate: SafetyAnswer) -> shapes.SafetyOutput:
        """Return the gate with what to show and to do."""
        told = SAFETY_LEVELS[gate.level]
        actions = safety_actions(gate.level, gate.hazards, can_drive=gate.can_drive)
        items = [
            shapes.SafetyActionOutput(key=key, label=ACTION_TEXTS[key][self._locale])
            for key in actions
        ]
        return shapes.SafetyOutput.model_validate(
            {
                "level": gate.level,
                "display": told.display[self._locale],
                "display_kind": told.kind,
                "sale": gate.sale,
                "actions": [item.label for item in items],
                "action_items": items,
                "probability": percent(gate.probability),
                "because": list(gate.because),
                "because_labels": [self.label(key) for key in gate.because],
                "can_drive": gate.can_drive,
                "max_km": gate.max_km,
                "limited_by": gate.limited_by,
                "driving": driving_text(gate.max_km, self._locale, can_drive=gate.can_drive),
            }
        )

    def questions(self) -> list[shapes.QuestionOutput]:
        """Return the next questions, the best first."""
        return [self._question(item) for item in self._verdict.next_questions]

    def changes(self) -> list[shapes.ChangeOutput]:
        """Return what would put another fault first."""
        return [self._change(item) for item in self._verdict.would_change]

    def plan(self, plan: RepairPlan) -> shapes.RepairPlanOutput:
        """Return the repair plan."""
        return shapes.RepairPlanOutput(
            now=self._now(plan.now),
            steps=[self._step(step) for step in plan.steps],
            expected_cost_eur=round(plan.expected_cost_eur, 2),
            parts=[self._part(item) for item in plan.parts],
            basket=[self._basket_part(key) for key in plan.basket],
            basket_covers=percent(plan.basket_covers),
        )

    def _question(self, item: QuestionAnswer) -> shapes.QuestionOutput:
        taxonomy = item.taxonomy
        tools = self._node(item.test_id or "").get("tools") or []
        return shapes.QuestionOutput(
            observable=self.named(item.observable_id),
            taxonomy=taxonomy,
            question=self._question_text(item),
            answers=[outlook.answer for outlook in item.outlooks]
            if taxonomy
            else ["present", "absent", "unknown"],
            information_gain_bits=round(item.information_gain_bits, 4),
            test_gain_bits=round(item.test_gain_bits, 4),
            worth_eur=None if item.worth_eur is None else round(item.worth_eur, 2),
            cost=shapes.CostOutput.model_validate(
                {
                    "minutes": item.minutes,
                    "eur": item.cost_eur,
                    "skill": item.skill,
                    "tools": [tool[f"label_{self._locale.value}"] for tool in tools],
                }
            ),
            test=self.named(item.test_id) if item.test_id else None,
            also_reveals=[self.named(key) for key in item.also_reveals],
            outlooks=[self._outlook(outlook) for outlook in item.outlooks],
            why=self._why(item),
        )

    def _question_text(self, item: QuestionAnswer) -> str:
        if item.taxonomy:
            template = TAXONOMY_QUESTIONS[item.taxonomy][self._locale]
            return template.format(label=self.label(item.observable_id))
        asked = self._node(item.observable_id).get(f"question_{self._locale.value}")
        return str(asked or f"{self.label(item.observable_id)} ?")

    def _outlook(self, outlook: Outlook) -> shapes.OutlookOutput:
        return shapes.OutlookOutput(
            answer=outlook.answer,
            probability=percent(outlook.answer_probability),
            then_first=outlook.fault_id,
            then_probability=percent(outlook.fault_probability),
        )

    def _why(self, item: QuestionAnswer) -> str:
        return " ; ".join(self._would(outlook, item.taxonomy) for outlook in item.outlooks)

    def _would(self, outlook: Outlook, taxonomy: str | None) -> str:
        key = "outlook" if outlook.fault_id else "outlook_unlisted"
        return self._say(
            key,
            answer=answer_text(outlook.answer, taxonomy, self._locale),
            share=f"{100 * outlook.answer_probability:.0f}",
            fault=self.label(outlook.fault_id or ""),
            probability=f"{100 * outlook.fault_probability:.0f}",
        )

    def _change(self, item: ChangeAnswer) -> shapes.ChangeOutput:
        first, *others = [self._condition(key, state) for key, state in item.conditions]
        return shapes.ChangeOutput.model_validate(
            {
                "if": first,
                "and": others,
                "then_first": item.then_first,
                "then_label": self.label(item.then_first),
                "paths": [list(path) for path in item.paths],
                "probability": percent(item.probability),
            }
        )

    def _condition(self, key: str, state: EvidenceState) -> shapes.ConditionOutput:
        return shapes.ConditionOutput(observable=key, label=self.label(key), state=state)

    def _now(self, now: StepNow) -> shapes.StepNowOutput:
        kind = "repair" if now.action_id else "check" if now.check else "specialist"
        return shapes.StepNowOutput.model_validate(
            {
                "kind": kind,
                "action": self._optional(now.action_id),
                "check": self._optional(now.check),
                "with_test": self._optional(now.test_id),
                "expected_cost_eur": round(now.expected_cost_eur, 2),
            }
        )

    def _step(self, step: PlanStep) -> shapes.PlanStepOutput:
        return shapes.PlanStepOutput(
            action=self.named(step.action_id),
            fixes=percent(step.fixes),
            fixed_after=percent(step.fixed_after),
            cost_eur=round(step.cost_eur, 2),
            minutes=step.minutes,
            check_first=self._optional(step.check),
            repair_if=None if step.check is None else _STATES[step.check_present],
            with_test=self._optional(step.test_id),
            only_if_skipped=step.only_if_skipped,
        )

    def _part(self, item: PartAdvice) -> shapes.PartAdviceOutput:
        sale = self._sale(item.part_id)
        return shapes.PartAdviceOutput(
            part=self.named(item.part_id),
            fixes=percent(item.fixes),
            price_eur=round(item.price_eur, 2),
            return_cost_eur=round(item.return_cost_eur, 2),
            hold=item.check is not None,
            buy_now=item.is_worth_buying and sale is not Sale.DISABLED,
            sale=sale,
            check_first=self._optional(item.check),
            with_test=self._optional(item.test_id),
        )

    def _basket_part(self, key: str) -> shapes.BasketPartOutput:
        return shapes.BasketPartOutput(id=key, label=self.label(key), sale=self._sale(key))

    def _sale(self, part_id: str) -> Sale:
        return part_sale(self._verdict.safety, SafetyLevel.NORMAL, part_id)

    def _optional(self, key: str | None) -> shapes.NamedNode | None:
        return self.named(key) if key else None

    def _node(self, key: str) -> dict[str, Any]:
        return dict(self._verdict.names.get(key, {}))

    def _say(self, key: str, **values: str) -> str:
        return text(key, self._locale).format(**values)


def percent(probability: float) -> float:
    """Return a probability as 0 to 100 with four decimals."""
    return round(100.0 * probability, 4)


def answer_text(answer: str, taxonomy: str | None, locale: Locale) -> str:
    """Return an answer in words: yes and no, or the value of a taxonomy."""
    if taxonomy:
        return TAXONOMY_VALUES.get(f"{taxonomy}={answer}", {}).get(locale, answer)
    return text({"present": "yes", "absent": "no"}.get(answer, "dont_know"), locale)


def labels_of(keys: Iterable[str], reasoning: Reasoning) -> str:
    """Return labels in one line."""
    return ", ".join(reasoning.label(key) for key in keys)
