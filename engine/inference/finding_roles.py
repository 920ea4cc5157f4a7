"""Which present finding tells of the root fault, and which is only its consequence.

Given the best fault set F, the link of fault i to a present finding e was active with probability

    responsibility(i, e) = w_ie / P(e present | F),    of the leak: leak_e / P(e present | F)

(causes act independently, so several may have been active). The finding is explained by the fault
of F with the largest responsibility. If that fault was more likely brought about by another fault
of F than by itself (c_ij > pi_j), the explanation goes on to the cause, up to the root.

A finding is, as a mechanic would say it,

- a *consequence*, when its explanation passes through a cascade, or when it would send a mechanic
  who knows nothing else to another fault: alone it points at least twice as much (prior times rate)
  to a fault that shows it no less often than the explaining fault does, is not in F, and is less
  likely present than not, given everything. P0300 alone points to coils and plugs; with an intake
  leak found and nothing else for a coil, it is the leak's consequence and is cleared after repair;
- *unexplained*, when leak or unlisted cause are at least as responsible as every fault of F;
- *root* evidence otherwise: it speaks of the fault that explains it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from engine.inference.network import Network
from engine.inference.noisy_or import NoisyOrModel, noisy_or_model
from engine.inference.posterior import EPSILON, Floats
from engine.inference.several_faults import FaultSet, SeveralFaults

#: How much more a finding alone must point to another fault than to the one that explains it.
POINTS_ELSEWHERE = 2.0
#: A fault below this marginal is more likely absent than present.
_EVEN = 0.5


class FindingRole(StrEnum):
    """What a present finding says once the best fault set is known."""

    ROOT = "root"
    CONSEQUENCE = "consequence"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True)
class ExplainedFinding:
    """How a fault set explains one present finding.

    Attributes:
        column: of the observable.
        role: root evidence, consequence or unexplained.
        path: faults from the root to the one that shows the finding; empty when unexplained.
        points_to: the fault that is likeliest when only this finding is known, by prior times rate
            among those with a link to it; None if no fault has one.
        responsibility: of each fault of the set, P(its link was active | finding, set).
    """

    column: int
    role: FindingRole
    path: tuple[int, ...]
    points_to: int | None
    responsibility: tuple[float, ...]


def explain_findings(
    network: Network,
    columns: Sequence[int],
    present: Sequence[bool],
    answer: SeveralFaults,
    causes: Floats | None = None,
    fault_set: FaultSet | None = None,
) -> tuple[ExplainedFinding, ...]:
    """Return the explanation of each present finding, by column.

    Args:
        network: as given to `several_faults`, like `columns`, `present` and `causes`.
        columns: of the observables that are known.
        present: for each of them, True for present and False for absent.
        answer: its sets and marginals.
        causes: P(fault j | fault i), or None.
        fault_set: to explain by; the likeliest by default.
    """
    if fault_set is None and not answer.sets:
        return ()
    chosen = fault_set or answer.sets[0]
    model = noisy_or_model(network, columns, present, causes)
    known = np.sort(np.asarray(columns, dtype=np.intp))[model.present]
    return tuple(
        _explained(model, at, int(column), network.rates[:, column], chosen, answer.marginals)
        for at, column in enumerate(known)
    )


def _explained(
    model: NoisyOrModel,
    at: int,
    column: int,
    rates: Floats,
    chosen: FaultSet,
    marginals: Floats,
) -> ExplainedFinding:
    faults, outside = _responsibilities(model, at, chosen)
    alone = _log_alone(model, at, rates)
    first = int(alone.argmax()) if np.isfinite(alone).any() else None
    if not chosen.faults or faults.max() <= outside:
        return ExplainedFinding(column, FindingRole.UNEXPLAINED, (), first, tuple(faults.tolist()))
    path = _path_to(model, chosen.faults[int(faults.argmax())], chosen.faults)
    elsewhere = (
        first is not None
        and first not in chosen.faults
        and marginals[first] < _EVEN
        and rates[first] >= rates[path[-1]]
        and alone[first] >= alone[path[-1]] + np.log(POINTS_ELSEWHERE)
    )
    role = FindingRole.CONSEQUENCE if elsewhere or len(path) > 1 else FindingRole.ROOT
    return ExplainedFinding(column, role, path, first, tuple(faults.tolist()))


def _responsibilities(model: NoisyOrModel, at: int, chosen: FaultSet) -> tuple[Floats, float]:
    """Return the responsibility of each fault of the set, and of leak or unlisted cause."""
    links = model.log_survival_present[:, at]
    leak = model.log_leak_survival_present[at]
    unlisted = links[-1] if chosen.unlisted else 0.0
    members = links[list(chosen.faults)]
    happens = -np.expm1(leak + members.sum() + unlisted)
    outside = max(-np.expm1(leak), -np.expm1(unlisted)) / happens
    return np.asarray(np.abs(np.expm1(members)) / happens), float(outside)


def _log_alone(model: NoisyOrModel, at: int, rates: Floats) -> Floats:
    """Return log(prior times rate) of each fault with a link to the finding, -inf for others."""
    prior = -np.expm1(model.log_spared[: len(rates)])
    linked = model.log_survival_present[: len(rates), at] < 0.0
    with np.errstate(divide="ignore"):
        return np.asarray(np.where(linked, np.log(prior * rates), -np.inf))


def _path_to(model: NoisyOrModel, fault: int, members: tuple[int, ...]) -> tuple[int, ...]:
    """Return the faults from the likeliest root of this fault to the fault."""
    path = [fault]
    while True:
        brought = -np.expm1(model.log_escape[list(members), path[0]])
        alone = -np.expm1(model.log_spared[path[0]])
        if brought.max() <= max(alone, EPSILON):
            return tuple(path)
        path.insert(0, members[int(brought.argmax())])
