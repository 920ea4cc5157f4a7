"""Which parts to buy now, which to hold back until a cheaper test: no input or output."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.inference.part_basket import part_basket
from engine.inference.part_guard import Parts, part_guard
from engine.inference.posterior import Floats
from engine.repairing import Repairing
from engine.verdict import PartAdvice, RepairPlan, StepNow

#: Parts that are shown, and the least probability that a shown one is needed.
_SHOWN, _LEAST = 8, 0.02
#: Share of the listed faults' probability that the basket is to cover.
_COVERED = 0.9


@dataclass(frozen=True)
class Buying:
    """The parts of the likely faults, and the observations that could come first."""

    repairing: Repairing

    @cached_property
    def part_ids(self) -> tuple[str, ...]:
        """Ids of the parts, sorted."""
        rows = self.repairing.turn.row.candidates
        return tuple(sorted({part[0] for item in rows for part in item.parts or []}))

    @cached_property
    def prices_eur(self) -> Floats:
        """Price of each part in the middle of its range, the largest quantity needed; 0 unknown."""
        place = {key: at for at, key in enumerate(self.part_ids)}
        prices = np.zeros(len(place))
        for item in self.repairing.turn.row.candidates:
            for part, _, quantity, _, least, most in item.parts or []:
                middle = ((least or most or 0.0) + (most or least or 0.0)) / 2.0
                prices[place[part]] = max(prices[place[part]], quantity * middle)
        return prices

    @cached_property
    def needed(self) -> tuple[Floats, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]:
        """P(part needed | fault), shape (p, f), and whether the repair requires it, (f, p)."""
        turn = self.repairing.turn
        place = {key: at for at, key in enumerate(self.part_ids)}
        row_of = {key: at for at, key in enumerate(turn.network.fault_ids)}
        weights = np.zeros((len(place), len(row_of)))
        required = np.zeros((len(row_of), len(place)), dtype=bool)
        for item in turn.row.candidates:
            for part, weight, _, is_required, *_ in item.parts or []:
                weights[place[part], row_of[item.fault]] = weight
                required[row_of[item.fault], place[part]] = is_required
        return weights, required

    def plan(self) -> RepairPlan:
        """Return the whole plan: steps, advice for each part, and the basket."""
        steps, expected = self.repairing.plan()
        basket, covers = self._basket()
        now = self.repairing.best_step()
        if steps and expected < now.expected_cost_eur:
            # Its search is bounded, so the written plan may be the cheaper one by a little.
            first = steps[0]
            doing = None if first.check else first.action_id
            now = StepNow(expected, doing, first.check, first.test_id)
        return RepairPlan(now, steps, expected, self._advice(), basket, covers)

    def _advice(self) -> tuple[PartAdvice, ...]:
        if not self.part_ids:
            return ()
        ways = self.repairing.telling
        costs = self.repairing.costs
        parts = Parts(self.needed[0], self.prices_eur, handling_eur=costs.return_handling_eur)
        found = part_guard(self.repairing.turn.probabilities, parts, self.repairing.observations)
        order = sorted(
            range(len(found)), key=lambda at: (-found[at].probability_needed, self.part_ids[at])
        )
        names = self.repairing.turn.network.observable_ids
        advice = []
        for at in order[:_SHOWN]:
            item = found[at]
            if item.probability_needed < _LEAST:
                break
            way = ways[item.test] if item.test is not None else None
            advice.append(
                PartAdvice(
                    part_id=self.part_ids[at],
                    fixes=item.probability_needed,
                    price_eur=float(self.prices_eur[at]),
                    return_cost_eur=item.expected_return_eur,
                    is_worth_buying=item.is_worth_selling and not item.is_on_hold,
                    check=names[way.column] if way else None,
                    test_id=way.test.id if way and way.test else None,
                )
            )
        return tuple(advice)

    def _basket(self) -> tuple[tuple[str, ...], float]:
        """Return the basket; none when the vehicle's faults need no part.

        A fault whose parts were not read needs something that is not in the basket: it stands for
        one part that cannot be had, so that its probability is not counted as covered.
        """
        if not self.part_ids:
            return (), 0.0
        turn = self.repairing.turn
        is_read = {item.fault for item in turn.row.candidates if item.parts is not None}
        unknown = np.asarray([[key not in is_read] for key in turn.network.fault_ids])
        found = part_basket(
            turn.probabilities,
            np.hstack([self.needed[1], unknown]),
            np.append(self.prices_eur, 0.0),
            _COVERED,
            available=np.append(np.ones(len(self.part_ids), dtype=bool), False),
        )
        return tuple(self.part_ids[at] for at in found.parts), found.covered_share
