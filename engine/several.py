"""Several faults at once, and which findings are roots or consequences: no input or output."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.inference.finding_roles import FindingRole, explain_findings
from engine.inference.network import Network
from engine.inference.posterior import Floats, Prior
from engine.inference.several_faults import several_faults
from engine.turn import Turn
from engine.verdict import CodeRole, SeveralFaultsAnswer

#: The likeliest faults take part one by one; the others are what was not read, all together.
_CANDIDATES = 30
#: A consequence is stated when the fault behind it is rather there than not.
_RATHER = 0.5
#: Sets that are shown, and the least probability of a shown one.
_SHOWN = 5
_LEAST = 0.005


@dataclass(frozen=True)
class Together:
    """What several faults at once explain.

    Attributes:
        sets: likeliest first.
        roles: of the present findings.
        unseen: upper bound on the probability of the sets that were not looked at; probabilities
            are exact, or among the sets that were looked at.
        is_exact: whether they are exact.
    """

    sets: tuple[SeveralFaultsAnswer, ...] = ()
    roles: tuple[CodeRole, ...] = ()
    unseen: float = 0.0
    is_exact: bool = True


def explain_together(turn: Turn) -> Together:
    """Return the likeliest fault sets and the role of each present finding."""
    if not turn.findings or not turn.network.fault_ids:
        return Together()
    network, columns = _candidates(turn), range(len(turn.findings))
    causes = cause_weights(turn, network.fault_ids)
    found = several_faults(network, columns, turn.present, causes)
    names = network.fault_ids
    sets = tuple(
        SeveralFaultsAnswer(tuple(names[at] for at in item.faults), item.unlisted, item.probability)
        for item in found.sets[:_SHOWN]
        if item.probability >= _LEAST and (item.faults or item.unlisted)
    )
    explained = explain_findings(network, columns, turn.present, found, causes)
    roles = tuple(
        CodeRole(
            observable_id=network.observable_ids[item.column],
            role=item.role.value,
            explained_by=names[item.path[0]],
            through=names[item.path[-1]] if len(item.path) > 1 else None,
        )
        for item in explained
        if item.role is not FindingRole.UNEXPLAINED and found.marginals[item.path[0]] >= _RATHER
    )
    return Together(sets, roles, found.mass_bound, found.exact)


def cause_weights(turn: Turn, fault_ids: Sequence[str]) -> Floats | None:
    """Return P(effect | cause) of the CAUSES among some faults, shape (f, f), None without."""
    row_of = {key: at for at, key in enumerate(fault_ids)}
    weights = np.zeros((len(row_of), len(row_of)))
    for candidate in turn.row.candidates:
        for effect, weight in candidate.effects:
            if candidate.fault in row_of and effect in row_of:
                weights[row_of[candidate.fault], row_of[effect]] = weight
    return weights if weights.any() else None


def _candidates(turn: Turn) -> Network:
    """Return the network of the findings and the likeliest faults; the rest is one mass."""
    whole = turn.findings_network
    if len(whole.fault_ids) <= _CANDIDATES:
        return whole
    rows = np.sort(np.asarray(turn.order[:_CANDIDATES]))
    left = float(whole.prior.faults.sum() - whole.prior.faults[rows].sum())
    prior = Prior(
        whole.prior.faults[rows], whole.prior.untouched + left, whole.prior.unlisted_share
    )
    return replace(
        whole,
        fault_ids=tuple(whole.fault_ids[at] for at in rows),
        prior=prior,
        rates=whole.rates[rows],
        related=whole.related[rows],
    )
