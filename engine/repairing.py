"""What to do about the likely faults, in the order of expected cost: no input or output."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.asking import Asking
from engine.inference.information_gain import information_gain
from engine.inference.observation_cost import (
    Observations,
    observation_values,
    yes_no_observations,
)
from engine.inference.posterior import Floats
from engine.inference.repair_cost import Repairs, repair_cost_eur
from engine.inference.repair_plan import repair_plan
from engine.inference.repair_policy import Search, Workshop, next_step
from engine.turn import Turn
from engine.verdict import PlanStep, StepNow

#: Observations that repairs are weighed against: those that tell most.
_OBSERVATIONS = 8
#: Checks that a written plan may have: more, and nobody reads it.
_CHECKS = 3
#: Repairs that are planned with: those that most probably end the trouble.
_REPAIRS = 16
#: Situations that the decision on the next step looks at: about 5 ms.
_LOOKED_AT = 800
#: Steps that are shown; a plan's tail only says "and so on".
_SHOWN = 8
#: Steps that end the trouble less often than this are left out of what is shown, not of the cost.
_LEAST_FIXED = 0.01


@dataclass(frozen=True)
class RepairCosts:
    """Prices that the workshop sets.

    Attributes:
        hourly_rate_eur: of an hour of diagnosis; repairs carry their own labour price.
        call_service_eur: of handing the vehicle on to a specialist, who always finds it; the
            repair there is included. An estimate, a setting.
        return_handling_eur: of sending back a part that was bought in vain.
    """

    hourly_rate_eur: float = 70.0
    call_service_eur: float = 1200.0
    return_handling_eur: float = 15.0


@dataclass(frozen=True)
class Repairing:
    """The repairs of one turn.

    Attributes:
        turn: with the posterior and the candidates' actions.
        costs: prices that the workshop sets.
        ways: what can be asked within the budget.
    """

    turn: Turn
    costs: RepairCosts
    ways: Sequence[Asking]

    @cached_property
    def action_ids(self) -> tuple[str, ...]:
        """Ids of the likeliest actions, sorted: the order of the rows of ``repairs``."""
        chance: dict[str, float] = {}
        faults = dict(zip(self.turn.network.fault_ids, self.turn.posterior.faults, strict=True))
        for item in self.turn.row.candidates:
            for action, weight, *_ in item.actions or []:
                chance[action] = chance.get(action, 0.0) + weight * float(faults[item.fault])
        best = sorted(chance, key=lambda key: (-chance[key], key))[:_REPAIRS]
        return tuple(sorted(best))

    @cached_property
    def minutes(self) -> dict[str, int]:
        """Working time of each action."""
        return {
            action: minutes
            for item in self.turn.row.candidates
            for action, _, minutes, *_ in item.actions or []
        }

    @cached_property
    def repairs(self) -> Repairs:
        """Costs and cures of the candidates' actions: labour in the middle of its range, parts."""
        place = {key: at for at, key in enumerate(self.action_ids)}
        row_of = {key: at for at, key in enumerate(self.turn.network.fault_ids)}
        labour = np.zeros(len(place))
        parts = np.zeros(len(place))
        fixes = np.zeros((len(place), len(row_of)))
        for item in self.turn.row.candidates:
            for action, weight, _, least, most, parts_eur in item.actions or []:
                if action not in place:
                    continue
                labour[place[action]] = (least + most) / 2.0
                parts[place[action]] = parts_eur
                fixes[place[action], row_of[item.fault]] = weight
        cost = repair_cost_eur(np.zeros(len(place)), labour, parts, self.costs.hourly_rate_eur)
        return Repairs(cost, fixes, self.costs.call_service_eur)

    def worth(self, rates: Floats, cost_eur: Floats) -> Floats | None:
        """Return EUR that each question saves, its own price included; None without repairs.

        Args:
            rates: shape (f + 2, q), P(present | hypothesis).
            cost_eur: shape (q,).
        """
        if not self.action_ids or not len(cost_eur):
            return None
        observations = yes_no_observations(rates, cost_eur)
        return observation_values(self.turn.probabilities, observations, self.repairs).value_eur

    def plan(self) -> tuple[tuple[PlanStep, ...], float]:
        """Return the steps of the plan, best first, and its expected cost in EUR."""
        if not self.action_ids:
            return (), self.costs.call_service_eur
        chosen = self._paying_checks()
        ways = [self.telling[at] for at in chosen]
        checks = Observations(
            self.observations.cost_eur[chosen], self.observations.outcomes[chosen]
        )
        found = repair_plan(self.turn.probabilities, self.repairs, checks)
        steps: list[PlanStep] = []
        worth_showing = [s for s in found.steps if s.probability_fixed >= _LEAST_FIXED]
        for step in worth_showing[:_SHOWN]:
            way = ways[step.test] if step.test is not None else None
            steps.append(
                PlanStep(
                    action_id=self.action_ids[step.repair],
                    fixes=step.probability_fixed / step.reached,
                    fixed_after=step.cumulative_fixed,
                    cost_eur=float(self.repairs.cost_eur[step.repair]),
                    only_if_skipped=any(
                        shown.action_id == self.action_ids[step.repair] for shown in steps
                    ),
                    minutes=float(self.minutes[self.action_ids[step.repair]]),
                    check=self.turn.network.observable_ids[way.column] if way else None,
                    check_present=bool(step.repair_if[1]) if way else True,
                    test_id=way.test.id if way and way.test else None,
                )
            )
        return tuple(steps), found.expected_cost_eur

    def _paying_checks(self) -> list[int]:
        """Return the telling observations that save most, so that the plan stays readable."""
        if not self.telling:
            return []
        found = observation_values(self.turn.probabilities, self.observations, self.repairs)
        order = np.argsort(-np.round(found.value_eur, 9), kind="stable")[:_CHECKS]
        return sorted(int(at) for at in order if found.value_eur[at] > 0.0)

    @cached_property
    def observations(self) -> Observations:
        """The telling observations as yes/no questions with their prices."""
        columns = [way.column for way in self.telling]
        prices = np.asarray([way.price_eur(self.costs.hourly_rate_eur) for way in self.telling])
        return yes_no_observations(self.turn.network.hypothesis_rates[:, columns], prices)

    def best_step(self) -> StepNow:
        """Return the one thing to do now: a repair, a check, or handing the vehicle on.

        The plan is fixed beforehand; this is decided anew after every answer, looking ahead as
        far as `engine.inference.repair_policy` can in a few milliseconds, and costs less.
        """
        if not self.action_ids:
            return StepNow(self.costs.call_service_eur)
        workshop = Workshop(self.repairs, self.observations)
        search = Search.within(workshop, _LOOKED_AT)
        found = next_step(self.turn.probabilities, workshop, search=search)
        if found.repair is not None:
            return StepNow(found.expected_cost_eur, action_id=self.action_ids[found.repair])
        if found.observation is None:
            return StepNow(found.expected_cost_eur)
        way = self.telling[found.observation]
        return StepNow(
            found.expected_cost_eur,
            check=self.turn.network.observable_ids[way.column],
            test_id=way.test.id if way.test else None,
        )

    @cached_property
    def telling(self) -> list[Asking]:
        """The observations that tell most, in the order of their columns."""
        if not self.ways:
            return []
        columns = [way.column for way in self.ways]
        gains = information_gain(
            self.turn.probabilities, self.turn.network.hypothesis_rates[:, columns]
        )
        best = sorted(np.argsort(-np.round(gains, 12), kind="stable")[:_OBSERVATIONS])
        return [self.ways[at] for at in best]
