"""Several faults at once, and which findings are roots or consequences: no input or output."""

import numpy as np

from engine.inference.finding_roles import FindingRole, explain_findings
from engine.inference.posterior import Floats
from engine.inference.several_faults import several_faults
from engine.turn import Turn
from engine.verdict import CodeRole, SeveralFaultsAnswer

#: Sets that are shown, and the least probability of a shown one.
_SHOWN = 5
_LEAST = 0.005


def explain_together(
    turn: Turn,
) -> tuple[tuple[SeveralFaultsAnswer, ...], tuple[CodeRole, ...]]:
    """Return the likeliest fault sets and the role of each present finding."""
    if not turn.findings or not turn.network.fault_ids:
        return (), ()
    network, columns = turn.findings_network, range(len(turn.findings))
    causes = cause_weights(turn)
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
        if item.role is not FindingRole.UNEXPLAINED
    )
    return sets, roles


def cause_weights(turn: Turn) -> Floats | None:
    """Return P(effect | cause) of the CAUSES among the read faults, shape (f, f), None without."""
    row_of = {key: at for at, key in enumerate(turn.network.fault_ids)}
    weights = np.zeros((len(row_of), len(row_of)))
    for candidate in turn.row.candidates:
        for effect, weight in candidate.effects:
            if effect in row_of:
                weights[row_of[candidate.fault], row_of[effect]] = weight
    return weights if weights.any() else None
