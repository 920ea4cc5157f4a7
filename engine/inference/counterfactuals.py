"""What would change the answer: the smallest sets of findings that put another fault first.

With log joint L_f = log pi_f + sum_e l_fe and d_fe what finding e adds to L_f when it is turned
round (present to absent or back), the fault in first place after turning a set S round is
argmax_f (L_f + sum_{e in S} d_fe). All sets of one size are tried at once, the sizes in order, so
what is found is minimal: no smaller set of the tried findings changes the first fault.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from engine.inference.posterior import Evidence, Floats, Prior, log_joint, normalise

#: Sets larger than this convince nobody.
MOST_FINDINGS = 3
#: With many findings only those that matter most for the two leading faults are combined.
_COMBINED = 20


@dataclass(frozen=True)
class Change:
    """Findings that, turned round, put another fault first.

    Attributes:
        findings: columns of the evidence, ascending.
        first: row of the fault that would come first.
        probability: its probability then, 0 to 1.
    """

    findings: tuple[int, ...]
    first: int
    probability: float


def turned(evidence: Evidence) -> Evidence:
    """Return the evidence with every finding turned round."""
    return replace(evidence, present=~evidence.present)


def changes(
    prior: Prior, evidence: Evidence, most: int, fixed: frozenset[int] = frozenset()
) -> list[Change]:
    """Return the smallest sets of findings that would change the first fault.

    Args:
        prior: prior masses.
        evidence: findings, e of them.
        most: how many sets to return at most, the most convincing (likeliest new first) first.
        fixed: columns that are not turned round, such as a finding that stands for many.

    Returns:
        Sets of one size, 1 to ``MOST_FINDINGS``; empty when none changes the first fault, or there
        are fewer than two faults.
    """
    faults = evidence.likelihood.shape[0]
    free = [at for at in range(len(evidence.present)) if at not in fixed]
    count = len(free)
    if faults < 2 or count == 0:  # noqa: PLR2004 - a first and another one
        return []
    joint = log_joint(prior, evidence)
    delta = turned(evidence).log_terms() - evidence.log_terms()
    first = int(joint[:faults].argmax())
    for size in range(1, min(MOST_FINDINGS, count) + 1):
        columns = free if size == 1 else _telling(joint, delta, first, free)
        found = _of_size(joint, delta, first, list(combinations(columns, size)))
        if found:
            found.sort(key=lambda change: (-change.probability, change.findings))
            return found[:most]
    return []


def _of_size(
    joint: Floats, delta: Floats, first: int, sets: Sequence[tuple[int, ...]]
) -> list[Change]:
    """Return the sets that change the first fault."""
    if not sets:
        return []
    moved = joint[:, None] + delta[:, np.asarray(sets)].sum(axis=2)
    leaders = moved[:-2].argmax(axis=0)
    found = []
    for place in np.flatnonzero(leaders != first):
        at = int(place)
        leader = int(leaders[at])
        if moved[leader, at] > moved[first, at]:
            found.append(Change(sets[at], leader, float(normalise(moved[:, at])[leader])))
    return found


def _telling(joint: Floats, delta: Floats, first: int, free: Sequence[int]) -> list[int]:
    """Return the findings whose turning helps any other fault most against the first one."""
    others = [row for row in np.argsort(-joint[:-2])[: _COMBINED + 1] if row != first]
    helps = (delta[others] - delta[first]).max(axis=0)[list(free)]
    return sorted(free[int(at)] for at in np.argsort(-helps, kind="stable")[:_COMBINED])
