"""Statements of an explanation with the nodes and relationships they rest on (KG v2.8.9)."""

import math
from collections.abc import Iterable

from api.context_texts import context_text, number
from api.http.schemas.explained import TraceOutput
from api.presenting_remedies import said, whole
from api.reasoning_texts import TAXONOMY_VALUES
from api.texts import text
from engine.verdict import FaultAnswer, Reason, Verdict
from graph.vocabulary import EvidenceState, Locale

#: Log-odds below this are noise to a reader (a factor of 1.02 on the odds).
NEGLIGIBLE = 0.02


class Tracer:
    """What is said of one fault of a verdict in one language."""

    def __init__(self, verdict: Verdict, answer: FaultAnswer, locale: Locale) -> None:
        """Keep the fault's display data at hand."""
        self.verdict = verdict
        self.answer = answer
        self.locale = locale
        self.node = answer.details
        self.label = said(self.node, "label", locale)
        self._evidence = {
            item["id"]: item["relation_id"]
            for item in self.node.get("evidence") or []
            if item.get("relation_id")
        }

    def say(self, key: str, **values: object) -> str:
        """Return a text with its values."""
        return text(key, self.locale).format(**values)

    def trace(
        self, statement: str, *nodes: str, relations: Iterable[str | None] = ()
    ) -> TraceOutput:
        """Return a statement about this fault and other nodes."""
        return TraceOutput(
            statement=statement,
            nodes=[*nodes, self.answer.fault_id],
            relationships=[key for key in relations if key],
        )

    def matched(self) -> list[str]:
        """Return the labels of the present findings that this fault explains, strongest first."""
        return [
            self._label(reason)
            for reason in self.answer.reasons
            if reason.state is EvidenceState.PRESENT and reason.weight and reason.log_odds > 0
        ]

    def chain(self) -> list[TraceOutput]:
        """Return the statements from the prior over each finding to the probability."""
        prior = self.say(
            "chain_prior", fault=self.label, share=whole(self.answer.prior_probability)
        )
        steps = [self.trace(prior, relations=self._recurring_relations())]
        steps += [self._step(item) for item in self.answer.reasons if self._is_worth_saying(item)]
        end = self.say("chain_end", share=whole(self.answer.probability))
        return [*steps, self.trace(end)]

    def context(self) -> list[TraceOutput]:
        """Return what vehicle, circumstances and use have to do with it."""
        vehicle = self.verdict.vehicle
        found = []
        if vehicle.label:
            label = self.say("context_vehicle", label=vehicle.label)
            found.append(TraceOutput(statement=label, nodes=vehicle.ids, relationships=[]))
        if vehicle.mileage_km is not None:
            km = number(vehicle.mileage_km, self.locale)
            mileage = self.say("context_mileage", km=km)
            found.append(TraceOutput(statement=mileage, nodes=[], relationships=[]))
        return [*found, *self._circumstances(), *self._recurring(), *self._causes()]

    def _is_worth_saying(self, reason: Reason) -> bool:
        return abs(reason.log_odds) >= NEGLIGIBLE

    def _step(self, reason: Reason) -> TraceOutput:
        statement = self.say(
            _chain_key(reason),
            label=self._label(reason),
            weight=whole(reason.weight or 0.0),
            odds=decimal(math.exp(reason.log_odds), self.locale),
        )
        relation = self._evidence.get(reason.observable_id)
        return self.trace(statement, reason.observable_id, relations=[relation])

    def _circumstances(self) -> list[TraceOutput]:
        found = []
        for item in self.verdict.observables:
            if item.matched is None:
                continue
            french = self.locale is Locale.FR
            label = item.matched.label_fr if french else item.matched.label_en
            for name, value in sorted(item.qualifiers.items()):
                words = TAXONOMY_VALUES.get(f"{name}={value}", {}).get(self.locale, value)
                statement = self.say("context_qualifier", label=label, value=words)
                relation = self._evidence.get(item.matched.id)
                found.append(self.trace(statement, item.matched.id, relations=[relation]))
        return found

    def _recurring(self) -> list[TraceOutput]:
        links = {item["relation_id"]: item for item in self.node.get("recurring") or []}
        found = []
        for factor in self.answer.recurring:
            statement = self.say(
                "context_recurring",
                target=links.get(factor.relation_id, {}).get("target_label") or factor.target_id,
                odds=decimal(factor.odds_multiplier, self.locale),
            )
            found.append(self.trace(statement, factor.target_id, relations=[factor.relation_id]))
        return found

    def _recurring_relations(self) -> list[str | None]:
        return [factor.relation_id for factor in self.answer.recurring]

    def _causes(self) -> list[TraceOutput]:
        return [
            self.trace(
                self.say(
                    "context_cause" if odds > 1 else "context_cause_less",
                    context=context_text(context, self.locale).capitalize(),
                    cause=said(cause.node, "label", self.locale),
                ),
                str(cause.node["id"]),
                relations=[cause.node.get("relation_id")],
            )
            for cause in self.answer.root_causes
            for context, odds in cause.boosted_by
        ]

    def _label(self, reason: Reason) -> str:
        return reason.label_fr if self.locale is Locale.FR else reason.label_en


def _chain_key(reason: Reason) -> str:
    """Return the key of the statement that a finding makes about a fault."""
    absent = "_absent" if reason.state is EvidenceState.ABSENT else ""
    if reason.log_odds <= 0:
        return f"chain_against{absent}"
    unrelated = "_unrelated" if not absent and not reason.weight else ""
    return f"chain_for{absent}{unrelated}"


def decimal(value: float, locale: Locale) -> str:
    """Return a factor with two or three digits, as the language writes it."""
    shown = f"{value:.2g}" if value < 0.1 else f"{value:.2f}" if value < 10 else f"{value:.0f}"  # noqa: PLR2004
    return shown.replace(".", ",") if locale is Locale.FR else shown
