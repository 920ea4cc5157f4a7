"""From one turn to everything an answer says: no input or output.

The order is that of the answer: ranking, fault set, several faults, safety, what would change it,
repair plan, next questions, stopping. Each is a use of ``engine.inference`` on the same arrays.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from engine.abstaining import abstains
from engine.asking import askable
from engine.budget import Budget
from engine.codes.complete_scan import ScanFinding
from engine.explain import path_to
from engine.inference.counterfactuals import Change, changes
from engine.inference.fault_set import LEVEL, ConformalThreshold, fault_set
from engine.next_questions import AskingRules, next_questions, stop_answer
from engine.part_advice import Buying
from engine.ranking import Ranking, rank_faults
from engine.repairing import RepairCosts, Repairing
from engine.safety import SafetyThresholds, safety_gate
from engine.several import explain_together
from engine.turn import Turn
from engine.verdict import (
    ChangeAnswer,
    CodeRole,
    FaultSetAnswer,
    QuestionAnswer,
    RepairPlan,
    SafetyAnswer,
    SeveralFaultsAnswer,
    StopAnswer,
)
from graph.vocabulary import EvidenceState

#: Changes of the answer that are shown at most.
_MOST_CHANGES = 5
_OPPOSITE = {
    EvidenceState.PRESENT: EvidenceState.ABSENT,
    EvidenceState.ABSENT: EvidenceState.PRESENT,
}


@dataclass(frozen=True)
class Rules:
    """What an operator may set of how answers are made."""

    asking: AskingRules = field(default_factory=AskingRules)
    safety: SafetyThresholds = field(default_factory=SafetyThresholds)
    costs: RepairCosts = field(default_factory=RepairCosts)


@dataclass(frozen=True)
class Conclusion:
    """Everything that one turn says, without display data."""

    ranking: Ranking
    fault_set: FaultSetAnswer
    several_faults: tuple[SeveralFaultsAnswer, ...]
    several_unseen: float
    several_exact: bool
    roles: tuple[CodeRole, ...]
    safety: SafetyAnswer
    would_change: tuple[ChangeAnswer, ...]
    plan: RepairPlan
    next_questions: tuple[QuestionAnswer, ...]
    stop: StopAnswer
    abstains: str | None

    def named_ids(self) -> list[str]:
        """Return the ids of all nodes that the answer names, sorted."""
        return sorted(set(self._ids()))

    def _ids(self) -> Iterable[str]:
        yield from self.fault_set.fault_ids
        yield from self.safety.because
        for one in self.several_faults:
            yield from one.fault_ids
        for role in self.roles:
            yield from filter(None, (role.observable_id, role.explained_by, role.through))
        for change in self.would_change:
            yield change.then_first
            yield from (key for key, _ in change.conditions)
        for question in self.next_questions:
            yield from _question_ids(question)
        for fault in self.ranking.shown:
            yield from fault.confidence.missing
        yield from self.plan.named_ids()
        yield from self.stop.recheck


def _question_ids(question: QuestionAnswer) -> Iterable[str]:
    yield question.observable_id
    yield from question.also_reveals
    if question.test_id:
        yield question.test_id
    yield from (outlook.fault_id for outlook in question.outlooks if outlook.fault_id)


def conclude(turn: Turn, limit: int, budget: Budget, rules: Rules) -> Conclusion:
    """Return everything that one turn says.

    Args:
        turn: the arrays.
        limit: how many faults to show; it changes no probability.
        budget: what may be spent on questions.
        rules: what an operator may set.
    """
    ways = askable(turn, budget)
    repairing = Repairing(turn, rules.costs, ways)
    questions = next_questions(turn, ways, budget, rules.asking, repairing.worth)
    ranking = rank_faults(turn, limit, questions)
    together = explain_together(turn)
    return Conclusion(
        ranking=ranking,
        fault_set=_fault_set(turn),
        several_faults=together.sets,
        several_unseen=together.unseen,
        several_exact=together.is_exact,
        roles=together.roles,
        safety=safety_gate(turn, rules.safety),
        would_change=_changes(turn),
        plan=Buying(repairing).plan(),
        next_questions=questions,
        stop=stop_answer(
            turn,
            budget,
            rules.asking,
            questions,
            are_several_likely=bool(together.sets) and len(together.sets[0].fault_ids) > 1,
        ),
        abstains=abstains(turn),
    )


def _fault_set(turn: Turn) -> FaultSetAnswer:
    found = fault_set(turn.probabilities, threshold=_threshold(turn))
    faults = len(turn.network.fault_ids)
    return FaultSetAnswer(
        level=found.level,
        kind=found.kind.value,
        fault_ids=tuple(turn.network.fault_ids[at] for at in found.members if at < faults),
        unlisted=faults + 1 in found.members,
        unread=faults in found.members,
    )


def _threshold(turn: Turn) -> ConformalThreshold | None:
    """Return what confirmed cases say of the set, if there were enough."""
    kept = turn.row.calibration
    if kept.conformal_score is None or kept.conformal_cases is None:
        return None
    return ConformalThreshold(LEVEL, kept.conformal_score, 0.0, kept.conformal_cases)


def _changes(turn: Turn) -> tuple[ChangeAnswer, ...]:
    fixed = frozenset(at for at, key in enumerate(turn.findings) if isinstance(key, ScanFinding))
    found = changes(turn.network.prior, turn.evidence, _MOST_CHANGES, fixed)
    return tuple(
        ChangeAnswer(
            conditions=tuple(
                (turn.findings[at].id, _OPPOSITE[turn.known[turn.findings[at].id].state])
                for at in change.findings
            ),
            then_first=turn.network.fault_ids[change.first],
            probability=change.probability,
            paths=_paths(turn, change),
        )
        for change in found
    )


def _paths(turn: Turn, change: Change) -> tuple[tuple[str, ...], ...]:
    """Return the graph's paths that the change is about."""
    names = turn.network.fault_ids
    faults = (names[turn.order[0]], names[change.first])
    paths = [path_to(turn.findings[at], fault) for at in change.findings for fault in faults]
    return tuple(path for path in paths if path)
