"""Confidence score of one diagnosed fault: how well supported, not how probable (KG v2.8.2).

    score = 25 + 30 · provided / required + 20 coherence + 15 taxonomy + 10 vehicle history

clamped to 0 to 100; requirements section 9, row "confidence (v2.8.2)". It says whether the
diagnosis rests on the findings that this fault would be expected to show, and what is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Contributions in points.
BASE, PROVIDED, COHERENCE, TAXONOMY, VEHICLE_HISTORY = 25.0, 30.0, 20.0, 15.0, 10.0
#: A fault's observables of at least this weight are required, at most so many.
REQUIRED_WEIGHT, MOST_REQUIRED = 0.5, 8
#: An absent observable of at least this weight contradicts the fault.
CONTRADICTING_WEIGHT = 0.9


@dataclass(frozen=True)
class ConfidenceBasis:
    """What is known about one fault and one set of findings.

    Attributes:
        weights: P(observable present | fault), for each observable that the fault INDICATES.
        leaks: P(observable present | fault without a relationship), for each present observable.
        present: ids of the observables that are present.
        absent: ids of the observables that are absent.
        qualifiers_matched: reported qualifiers (cold, at idle …) that the fault makes likelier.
        qualifiers_contradicted: reported qualifiers that the fault makes less likely.
        has_vehicle_history: whether a stored vehicle or a mileage was given.
        information: value of information of an observable in bits, for the order of what is
            missing; an observable that is not named has 0.
    """

    weights: Mapping[str, float]
    leaks: Mapping[str, float]
    present: frozenset[str]
    absent: frozenset[str]
    qualifiers_matched: int = 0
    qualifiers_contradicted: int = 0
    has_vehicle_history: bool = False
    information: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class ConfidenceFactor:
    """One part of the score.

    Attributes:
        key: stable name: base, provided, coherence, taxonomy or vehicle_history.
        contribution: points it adds.
        most: points it can add.
    """

    key: str
    contribution: float
    most: float


@dataclass(frozen=True)
class Confidence:
    """The score, its parts, and what would help.

    Attributes:
        score: 0 to 100.
        factors: always the same five keys, in the same order; they add up to the score.
        missing: required observables that are neither present nor absent, the most useful first.
    """

    score: float
    factors: tuple[ConfidenceFactor, ...]
    missing: tuple[str, ...]


def confidence(basis: ConfidenceBasis) -> Confidence:
    """Return the itemised confidence of one fault.

    Provided are the required observables that are present: an absent one is known, but supports
    nothing. A fault without required observables gets no points for them.
    """
    required = required_observables(basis.weights)
    found = sum(key in basis.present for key in required)
    is_typed = basis.qualifiers_matched > 0 and basis.qualifiers_contradicted == 0
    factors = (
        ConfidenceFactor("base", BASE, BASE),
        ConfidenceFactor("provided", PROVIDED * found / max(len(required), 1), PROVIDED),
        ConfidenceFactor("coherence", COHERENCE * is_coherent(basis), COHERENCE),
        ConfidenceFactor("taxonomy", TAXONOMY * is_typed, TAXONOMY),
        ConfidenceFactor(
            "vehicle_history", VEHICLE_HISTORY * basis.has_vehicle_history, VEHICLE_HISTORY
        ),
    )
    score = min(max(sum(factor.contribution for factor in factors), 0.0), 100.0)
    missing = [key for key in required if key not in basis.present | basis.absent]
    missing.sort(key=lambda key: (-basis.information.get(key, 0.0), -basis.weights[key], key))
    return Confidence(score, factors, tuple(missing))


def required_observables(weights: Mapping[str, float]) -> tuple[str, ...]:
    """Return the at most 8 observables of weight 0.5 or more, strongest first, ties by id."""
    strong = [key for key, weight in weights.items() if weight >= REQUIRED_WEIGHT]
    return tuple(sorted(strong, key=lambda key: (-weights[key], key))[:MOST_REQUIRED])


def is_coherent(basis: ConfidenceBasis) -> bool:
    """Return whether the fault explains what is present and nothing it nearly always shows lacks.

    A present observable is unexplained when the fault has no relationship to it, or one that makes
    it no likelier than its leak.
    """
    unexplained = any(
        basis.weights.get(key, 0.0) <= basis.leaks.get(key, 0.0) for key in basis.present
    )
    contradicted = any(basis.weights.get(key, 0.0) >= CONTRADICTING_WEIGHT for key in basis.absent)
    return not (unexplained or contradicted)
