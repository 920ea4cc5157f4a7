"""Checks that compute: circles, counts against their ledger, patterns, faults that look alike."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cypher.library import query
from cypher.rows import validation as rows
from engine.inference.twins import Floats, twins
from engine.validating.circles import circles
from engine.validating.findings import Found
from graph.name_patterns import all_names, matches
from graph.session import Transaction

TRACE_COUNTS = query("validation/trace_counts", rows.TraceCountsRow)
TRACE_TREES = query("validation/trace_trees", rows.TraceTreesRow)
TRACE_PATTERNS = query("validation/trace_patterns", rows.TracePatternsRow)
TRACE_PROFILES = query("validation/trace_profiles", rows.TraceProfilesRow)

#: Two faults are alike when all findings together tell less than this of which of them it is: at
#: .05 bits even a full examination leaves odds that are hardly better than a coin.
ALIKE_BITS = 0.05
#: Rounding of sums of counts.
COUNT_TOLERANCE = 1e-6


def system_circles(tx: Transaction) -> list[Found]:
    """Return systems that are parts of themselves."""
    return [(group, [], " → ".join(group)) for group in circles(tx.run(TRACE_TREES)[0].systems)]


def cause_circles(tx: Transaction) -> list[Found]:
    """Return faults that cause themselves by way of others."""
    return [(group, [], " → ".join(group)) for group in circles(tx.run(TRACE_TREES)[0].causes)]


def counts_off_their_ledger(tx: Transaction) -> list[Found]:
    """Return relationships whose alpha or beta is not the sum of their ledger."""
    row = tx.run(TRACE_COUNTS)[0]
    sums = {relation_id: (alpha, beta) for relation_id, alpha, beta in row.sums}
    found: list[Found] = []
    for start, end, relation_id, alpha, beta in sorted(row.links, key=lambda link: link[2]):
        kept = sums.get(relation_id, (0.0, 0.0))
        if max(abs(alpha - kept[0]), abs((beta or 0.0) - kept[1])) > COUNT_TOLERANCE:
            figures = f"{alpha:g}/{beta or 0.0:g} <> {kept[0]:g}/{kept[1]:g}"
            found.append(([start, end], [relation_id], figures))
    return found


def patterns_without_match(tx: Transaction) -> list[Found]:
    """Return recurring faults whose pattern matches no active model or engine family."""
    row = tx.run(TRACE_PATTERNS)[0]
    names = {"model": _names(row.models), "engine": _names(row.engines)}
    found: list[Found] = []
    for fault, relation_id, model, engine in sorted(row.patterns, key=lambda item: item[1]):
        for kind, pattern in (("model", model), ("engine", engine)):
            if pattern and not matches(pattern, names[kind]):
                found.append(([fault], [relation_id], f"{kind}_pattern = {pattern}"))
    return found


def alike_faults(tx: Transaction) -> list[Found]:
    """Return pairs of faults that no finding of the graph tells apart on some vehicle."""
    profiles = read_profiles(tx)
    return [
        ([profiles.fault_ids[i], profiles.fault_ids[j]], [], f"≤ {ALIKE_BITS:g} bits")
        for i, j in twins(profiles.rates, profiles.comparable, ALIKE_BITS)
    ]


@dataclass(frozen=True)
class Profiles:
    """What faults show.

    Attributes:
        fault_ids: of the rows, sorted.
        rates: shape (f, o), P(observable present | fault), its leak where nothing relates them.
        comparable: shape (f, f), whether some vehicle can have either fault and both show anything.
    """

    fault_ids: tuple[str, ...]
    rates: Floats
    comparable: NDArray[np.bool_]


def read_profiles(tx: Transaction) -> Profiles:
    """Read what every active fault shows."""
    row = tx.run(TRACE_PROFILES)[0]
    column = {observable: at for at, (observable, _) in enumerate(row.leaks)}
    place = {fault: at for at, (fault, _, _) in enumerate(row.faults)}
    leaks = np.array([leak or 0.0 for _, leak in row.leaks])
    rates = np.tile(leaks, (len(place), 1))
    indicated = np.zeros(len(place), dtype=bool)
    for fault, observable, weight in row.edges:
        rates[place[fault], column[observable]] = weight or 0.0
        indicated[place[fault]] = True
    comparable = _share(row, 1) & _share(row, 2) & indicated[:, None] & indicated[None, :]
    return Profiles(tuple(place), rates, comparable)


def _share(row: rows.TraceProfilesRow, at: int) -> NDArray[np.bool_]:
    """Return which pairs of faults have a powertrain (or vehicle type) in common."""
    values = sorted({value for fault in row.faults for value in fault[at] or ()})
    has = np.array([[value in (fault[at] or values) for value in values] for fault in row.faults])
    if not values:
        return np.ones((len(row.faults), len(row.faults)), dtype=bool)
    return (has.astype(np.int64) @ has.T.astype(np.int64)) > 0


def _names(nodes: list[list[str | None]]) -> frozenset[str]:
    """Return all names of all nodes; each node tells its make first."""
    return frozenset(
        name
        for make, *said in nodes
        for name in all_names((each for each in said if each), make or "")
    )
