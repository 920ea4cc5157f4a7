"""From the arrays of a turn to ranked faults with reasons: no input or output."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.explain import reasons
from engine.ledger import probability_intervals
from engine.model_boost import boost_applied
from engine.supporting import confidence_answer
from engine.turn import Turn
from engine.verdict import FaultAnswer, QuestionAnswer


@dataclass(frozen=True)
class Ranking:
    """The likeliest faults, and where the rest of the probability is.

    Attributes:
        shown: the first faults, without their display data.
        not_shown_probability: of faults that were read but lie beyond the limit.
        unread_probability: of applicable faults that were not read.
        unlisted_probability: of a cause that is not in the graph.
    """

    shown: tuple[FaultAnswer, ...]
    not_shown_probability: float
    unread_probability: float
    unlisted_probability: float


def rank_faults(turn: Turn, limit: int, questions: Sequence[QuestionAnswer] = ()) -> Ranking:
    """Return the faults by posterior, ties by id; the order of evidence changes nothing.

    Args:
        turn: what is inferred from.
        limit: most faults to show.
        questions: whose gain orders what is missing of each fault.
    """
    found = turn.posterior
    order = turn.order[:limit]
    explained = reasons(turn, order)
    intervals = probability_intervals(turn, len(order))
    shown = tuple(
        FaultAnswer(
            rank=place + 1,
            fault_id=turn.network.fault_ids[at],
            probability=float(found.faults[at]),
            interval=intervals[place],
            prior_probability=float(turn.prior_probabilities[at]),
            safety_level=turn.safety_levels[at],
            reasons=explained[place],
            confidence=confidence_answer(turn, at, questions),
            recurring=turn.factors.get(turn.network.fault_ids[at], ()),
            boost=boost_applied(turn, at),
        )
        for place, at in enumerate(order)
    )
    rest = float(found.faults.sum() - found.faults[list(order)].sum())
    return Ranking(shown, max(rest, 0.0), found.untouched, found.unlisted)
