"""The answer of a diagnosis: frozen values, probabilities 0 to 1, texts in both languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.evidence import Candidate, no_qualifiers
from engine.vehicle import RecognisedVehicle
from graph.vocabulary import EvidenceState
from graph.vocabulary_codes import DtcStatus


@dataclass(frozen=True)
class ObservedAnswer:
    """What became of one reported finding.

    Attributes:
        matched: the observable it was taken for, or None when it was not understood.
        qualifiers: circumstances by taxonomy that were stated of it.
        unusual: whether the observable does not apply to this vehicle (it stays evidence).
        status: of a code, as it was used; None where none was stated.
        derived: those of the circumstances that a freeze frame told.
    """

    said: str
    state: EvidenceState
    matched: Candidate | None
    alternatives: tuple[Candidate, ...] = ()
    reason: str | None = None
    unusual: bool = False
    qualifiers: Mapping[str, str] = field(default_factory=no_qualifiers)
    status: DtcStatus | None = None
    derived: Mapping[str, str] = field(default_factory=no_qualifiers)


@dataclass(frozen=True)
class Reason:
    """One finding's part in a fault's log-odds, with its path in the graph.

    Attributes:
        log_odds: nats; above 0 speaks for the fault. All reasons of a fault add up to posterior
            minus prior log-odds.
        weight: P(finding present | fault) where the graph relates them, else None.
        path: nodes and relationships from the observable to the fault.
        expected: of many absent codes, those that the fault would be expected to set.
    """

    observable_id: str
    label_fr: str
    label_en: str
    state: EvidenceState
    log_odds: float
    weight: float | None
    path: tuple[str, ...]
    expected: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecurringFactor:
    """Why this vehicle changes a fault's prior (G7)."""

    target_id: str
    odds_multiplier: float
    relation_id: str = ""


@dataclass(frozen=True)
class ConfidenceAnswer:
    """How good the analysis of one fault is (KG v2.8.2).

    Attributes:
        score: 0 to 100.
        factors: (key, contribution) of each summand.
        missing: observables of the fault that were not provided, the most useful first.
    """

    score: float
    factors: tuple[tuple[str, float], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class RootCauseAnswer:
    """Why a fault may have arisen, on this vehicle as it is used (KG v2.8.10).

    Attributes:
        share: P(root cause | fault, context), 0 to 1.
        usual_share: the same without any context.
        boosted_by: (condition, odds multiplier) of each context that holds, as authored.
        node: display data of the root cause.
    """

    share: float
    usual_share: float
    boosted_by: tuple[tuple[str, float], ...]
    node: Mapping[str, Any]


@dataclass(frozen=True)
class FaultAnswer:
    """One fault of the ranking.

    Attributes:
        probability: posterior, 0 to 1.
        interval: 90 % credible interval of the probability, from the ledgers of the weights.
        prior_probability: for this vehicle, before the findings.
        boost: what its recurring-fault factors add to the probability, 0 to 1.
        details: display data as the query ``diagnosis/trace_display`` returns it.
        root_causes: why it may have arisen, the likeliest first.
    """

    rank: int
    fault_id: str
    probability: float
    interval: tuple[float, float]
    prior_probability: float
    safety_level: str
    reasons: tuple[Reason, ...]
    confidence: ConfidenceAnswer
    recurring: tuple[RecurringFactor, ...] = ()
    boost: float = 0.0
    details: dict[str, Any] = field(default_factory=dict)
    root_causes: tuple[RootCauseAnswer, ...] = ()


@dataclass(frozen=True)
class FaultSetAnswer:
    """The smallest set of faults that holds the level's probability.

    Attributes:
        kind: ``credible`` (from the model alone) or ``conformal`` (calibrated on confirmed cases).
        unlisted: whether a cause that is not in the graph belongs to the set.
        unread: whether faults that were not read, taken together, belong to the set.
    """

    level: float
    kind: str
    fault_ids: tuple[str, ...]
    unlisted: bool
    unread: bool


@dataclass(frozen=True)
class SeveralFaultsAnswer:
    """A set of faults that together explain the findings, with its probability among all sets."""

    fault_ids: tuple[str, ...]
    unlisted: bool
    probability: float


@dataclass(frozen=True)
class CodeRole:
    """Whether a present finding is a root or a consequence, and of which fault.

    Attributes:
        explained_by: the fault that explains it best.
        through: the fault in between, when the first one brings it about.
    """

    observable_id: str
    role: str
    explained_by: str
    through: str | None = None


@dataclass(frozen=True)
class SafetyAnswer:
    """The safety gate (KG v2.8.3).

    Attributes:
        probability: summed over faults of the level or worse; 0 when the level is normal.
        because: the faults that raised the level, the likeliest first.
        disabled_parts: parts of critical faults, which are not sold while the level is critical.
        can_drive: whether to drive on; False as soon as one fault behind the level forbids it.
        max_km: smallest distance that a fault behind the level still allows; None: none is known.
        limited_by: the fault behind the level that limits driving most, if one does.
        hazards: what can hurt somebody who touches what the faults behind the level concern.
    """

    level: str
    sale: str
    probability: float
    because: tuple[str, ...]
    disabled_parts: frozenset[str] = frozenset()
    can_drive: bool = True
    max_km: int | None = None
    limited_by: str | None = None
    hazards: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outlook:
    """What one answer to a question would do: the fault that would come first, and how likely."""

    answer: str
    answer_probability: float
    fault_id: str | None
    fault_probability: float


@dataclass(frozen=True)
class QuestionAnswer:
    """A question worth asking next.

    Attributes:
        observable_id: what is asked about.
        taxonomy: asked is in which circumstances, not whether; else None.
        information_gain_bits: expected, of the answer.
        test_gain_bits: of the whole test that has to be made for it; else the same.
        worth_eur: how much the answer saves of the expected cost of repair, its own cost included;
            below 0 when it costs more than it saves; None without any known repair.
        minutes: what asking takes.
        test_id: the test that reveals it, if the graph knows one.
        also_reveals: other observables that the same test shows.
        outlooks: what each answer would do.
    """

    observable_id: str
    taxonomy: str | None
    information_gain_bits: float
    test_gain_bits: float
    worth_eur: float | None
    minutes: float
    cost_eur: float
    skill: str
    test_id: str | None
    also_reveals: tuple[str, ...]
    outlooks: tuple[Outlook, ...]


@dataclass(frozen=True)
class StopAnswer:
    """Whether to ask on.

    Attributes:
        reason: sure_enough, nothing_useful_left, budget_spent or contradiction; None to ask on.
        recheck: observables whose answers contradict the rest most.
    """

    should_stop: bool
    reason: str | None
    recheck: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangeAnswer:
    """Findings that, if they were otherwise, would put another fault first.

    Attributes:
        conditions: (observable, state it would need).
        probability: of the fault that would come first then.
        paths: from each finding to the fault that is first now, and to the one that would be.
    """

    conditions: tuple[tuple[str, EvidenceState], ...]
    then_first: str
    probability: float
    paths: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class PlanStep:
    """One step of the repair plan.

    Attributes:
        check: observable to look at before, if that pays; the repair follows when it is present,
            or, with ``check_present`` False, when it is absent.
        test_id: the test that shows it.
        only_if_skipped: an earlier step has this repair behind a check: for those who skipped it.
        fixes: probability that this repair ends the trouble, given that it is reached.
        fixed_after: probability that all is well after this step.
        cost_eur: of the repair.
    """

    action_id: str
    fixes: float
    fixed_after: float
    cost_eur: float
    minutes: float
    check: str | None = None
    check_present: bool = True
    test_id: str | None = None
    only_if_skipped: bool = False


@dataclass(frozen=True)
class PartAdvice:
    """The parts-cannon guard: whether to buy a part now.

    Attributes:
        fixes: probability that this part is what the repair needs.
        return_cost_eur: expected cost of having bought it in vain.
        is_worth_buying: buying now loses less than coming back for it, and no test comes first.
        check: the cheaper observation that should come first, if there is one.
    """

    part_id: str
    fixes: float
    price_eur: float
    return_cost_eur: float
    is_worth_buying: bool
    check: str | None
    test_id: str | None


@dataclass(frozen=True)
class StepNow:
    """The one thing to do now; with neither repair nor check: hand the vehicle on.

    Attributes:
        expected_cost_eur: from now on, this step included, deciding anew after each answer.
    """

    expected_cost_eur: float
    action_id: str | None = None
    check: str | None = None
    test_id: str | None = None


@dataclass(frozen=True)
class RepairPlan:
    """What to do, in the order of expected cost, and what to buy.

    Attributes:
        now: the one thing to do now.
        expected_cost_eur: of the whole plan, the call of a specialist included.
        basket: fewest parts that cover 90 % of the listed faults, if that can be reached.
        basket_covers: share of the listed faults' probability that the basket repairs.
    """

    now: StepNow
    steps: tuple[PlanStep, ...]
    expected_cost_eur: float
    parts: tuple[PartAdvice, ...]
    basket: tuple[str, ...]
    basket_covers: float

    def named_ids(self) -> Iterable[str]:
        """Yield the ids of all nodes that the plan names."""
        yield from filter(None, (self.now.action_id, self.now.check, self.now.test_id))
        for step in self.steps:
            yield from filter(None, (step.action_id, step.check, step.test_id))
        for part in self.parts:
            yield from filter(None, (part.part_id, part.check, part.test_id))
        yield from self.basket


@dataclass(frozen=True)
class Verdict:
    """The whole answer; probabilities of listed, unread and unlisted causes sum to 1.

    Attributes:
        unread_probability: summed probability of applicable faults that were not read.
        not_shown_probability: of faults that were read but lie beyond the limit.
        unlisted_probability: of a cause that is not in the graph.
        several_unseen: upper bound on the probability of the fault sets that were not looked at.
        several_exact: whether the sets' probabilities are exact, or among those looked at.
        abstains: why no fault is named as the cause, or None.
        names: labels of the other nodes that the answer mentions, by id.
    """

    graph_version: int
    vehicle: RecognisedVehicle
    observables: tuple[ObservedAnswer, ...]
    diagnoses: tuple[FaultAnswer, ...]
    not_shown_probability: float
    unread_probability: float
    unlisted_probability: float
    fault_set: FaultSetAnswer
    several_faults: tuple[SeveralFaultsAnswer, ...]
    several_unseen: float
    several_exact: bool
    roles: tuple[CodeRole, ...]
    safety: SafetyAnswer
    next_questions: tuple[QuestionAnswer, ...]
    stop: StopAnswer
    would_change: tuple[ChangeAnswer, ...]
    plan: RepairPlan
    abstains: str | None
    names: Mapping[str, Mapping[str, Any]]
