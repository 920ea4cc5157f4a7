"""Two simultaneous faults, simulated from the graph: are both found, and is the pair exact (QA8)?

A case is one vehicle (a powertrain and a vehicle type) with exactly two faults that can both occur
on it, drawn in proportion to the prior of the pair, CAUSES between the two included. Each
observable is present or absent by the noisy-OR of both faults and its leak. The engine knows the
vehicle, as a workshop does, and works with the faults that can occur on it.

The engine is not told that there are two: its prior holds one fault for much likelier. The best set
of two is what it answers when told. The baseline ranks by the single-fault posterior, which takes
the evidence to have one cause, and keeps its first two.

Protocols: *full*, the state of every observable is known; *interview*, the present symptoms and
all codes, stored or not, are known, then ten questions about other symptoms and signs are answered,
each time the one that tells most about the fault set.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.bench.quality.results import QualityRow, Target, share_row
from engine.bench.share import Share
from engine.inference.fault_set_questions import fault_set_gain
from engine.inference.fault_set_search import SearchLimits
from engine.inference.network import Network
from engine.inference.noisy_or import noisy_or_model
from engine.inference.posterior import Floats, Prior, posterior
from engine.inference.several_faults import SeveralFaults, several_faults

Bools = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
#: Questions of the interview protocol.
QUESTIONS = 10
_TOP = 3
_LIMITS = SearchLimits(shown=200)


@dataclass(frozen=True)
class Vehicle:
    """The part of the graph that can occur on one vehicle.

    Attributes:
        network: its faults, all observables.
        causes: shape (f, f), P(fault j | fault i), between its faults.
    """

    network: Network
    causes: Floats


@dataclass(frozen=True)
class TwoFaultCase:
    """A vehicle with two faults and what it shows.

    Attributes:
        pair: the two faults, ascending, as rows of the vehicle's network.
        present: shape (o,), state of each observable.
    """

    vehicle: Vehicle
    pair: tuple[int, int]
    present: Bools


def measure_two_faults(
    network: Network, causes: Floats, groups: Bools, *, n: int, seed: int
) -> list[QualityRow]:
    """Return the shares of cases in which both faults, and exactly both, were found.

    Args:
        network: the whole graph; prior masses are rates.
        causes: shape (f, f), weight of CAUSES from fault i to fault j.
        groups: shape (f, g), True where the fault can occur on vehicles of group g.
        n: number of cases.
        seed: of the simulation.
    """
    cases = list(simulate_two_faults(network, causes, groups, n=n, seed=seed))
    rows = _baseline_rows("full evidence", cases)
    for name, diagnose in (("full evidence", answer_full), ("interview", answer_interview)):
        answers = [diagnose(case) for case in cases]
        rows += _rows(name, cases, answers)
    return rows


def simulate_two_faults(
    network: Network, causes: Floats, groups: Bools, *, n: int, seed: int
) -> Iterator[TwoFaultCase]:
    """Yield simulated cases; arguments as `measure_two_faults`."""
    rng = np.random.default_rng(seed)
    first, second = np.triu_indices(len(network.fault_ids), 1)
    shared = groups[first] & groups[second]
    weights = pair_prior(network, causes)[first, second] * shared.any(axis=1)
    for at in rng.choice(len(first), size=n, p=weights / weights.sum()):
        group = int(rng.choice(np.flatnonzero(shared[at])))
        rows = np.flatnonzero(groups[:, group])
        pair = np.searchsorted(rows, [first[at], second[at]])
        vehicle = vehicle_of(network, causes, rows)
        rates = _pair_rates(vehicle.network, pair)
        present = rng.random(len(rates)) < rates
        yield TwoFaultCase(vehicle, (int(pair[0]), int(pair[1])), present)


def pair_prior(network: Network, causes: Floats) -> Floats:
    """Return the prior of exactly two faults up to a factor, shape (f, f)."""
    model = noisy_or_model(network, [], [], causes)
    size = len(network.fault_ids)
    sets = np.zeros((size, size, size + 2), dtype=bool)
    at = np.arange(size)
    sets[at, :, at] = True
    sets[:, at, at] = True
    log_prior = model.log_joint(sets.reshape(size * size, size + 2)).reshape(size, size)
    return np.asarray(np.exp(log_prior - log_prior.max()))


def vehicle_of(
    network: Network, causes: Floats, rows: np.ndarray[tuple[int, ...], np.dtype[np.intp]]
) -> Vehicle:
    """Return the network and causes of some faults; the unlisted share stays."""
    prior = Prior(network.prior.faults[rows], 0.0, network.prior.unlisted_share)
    part = replace(
        network,
        fault_ids=tuple(network.fault_ids[row] for row in rows),
        prior=prior,
        rates=network.rates[rows],
        related=network.related[rows],
    )
    return Vehicle(part, causes[np.ix_(rows, rows)])


def answer_full(case: TwoFaultCase) -> SeveralFaults:
    """Return the answer when the state of every observable is known."""
    return _answer(case, range(len(case.present)))


def answer_interview(case: TwoFaultCase) -> SeveralFaults:
    """Return the answer after complaint, codes and ten questions."""
    kinds = [key.split(".")[0] for key in case.vehicle.network.observable_ids]
    known = [
        at
        for at, kind in enumerate(kinds)
        if kind == "dtc" or (kind == "symptom" and case.present[at])
    ]
    for _ in range(QUESTIONS):
        gain = fault_set_gain(case.vehicle.network, _answer(case, known))
        gain[known] = -1.0
        known.append(int(gain.argmax()))
    return _answer(case, known)


def _answer(case: TwoFaultCase, known: Sequence[int]) -> SeveralFaults:
    present = case.present[list(known)].tolist()
    return several_faults(case.vehicle.network, known, present, case.vehicle.causes, _LIMITS)


def _pair_rates(network: Network, pair: np.ndarray[tuple[int, ...], np.dtype[np.intp]]) -> Floats:
    """Return P(present | both faults), shape (o,)."""
    columns = range(len(network.observable_ids))
    model = noisy_or_model(network, columns, [False] * len(columns))
    return np.asarray(-np.expm1(model.log_leak_survival + model.log_survival[pair].sum(axis=0)))


def _rows(
    name: str, cases: Sequence[TwoFaultCase], answers: Sequence[SeveralFaults]
) -> list[QualityRow]:
    both = Share(sum(map(_both_in_top, cases, answers)), len(cases))
    exact = Share(sum(map(_is_best_set, cases, answers)), len(cases))
    best_pair = Share(sum(map(_is_best_pair, cases, answers)), len(cases))
    what = f"two faults, {name}"
    return [
        share_row("QA8", f"{what}: both in the top 3", both, Target(low=90.0)),
        share_row(
            "QA8", f"{what}: pair exact, told that there are two", best_pair, Target(low=75.0)
        ),
        share_row("QA8", f"{what}: pair exact, not told", exact, Target(low=75.0)),
    ]


def _baseline_rows(name: str, cases: Sequence[TwoFaultCase]) -> list[QualityRow]:
    """Return the same shares of a ranking that knows one cause only."""
    orders = [_single_fault_order(case) for case in cases]
    both = sum(
        set(case.pair) <= set(order[:_TOP]) for case, order in zip(cases, orders, strict=True)
    )
    first = sum(set(case.pair) == set(order[:2]) for case, order in zip(cases, orders, strict=True))
    what = f"two faults, {name}, single-fault posterior"
    return [
        share_row("baseline", f"{what}: both in the top 3", Share(both, len(cases))),
        share_row("baseline", f"{what}: first two are the pair", Share(first, len(cases))),
    ]


def _single_fault_order(case: TwoFaultCase) -> list[int]:
    network = case.vehicle.network
    evidence = network.evidence(list(range(len(case.present))), case.present.tolist())
    return [int(at) for at in np.argsort(-posterior(network.prior, evidence).faults, kind="stable")]


def _both_in_top(case: TwoFaultCase, answer: SeveralFaults) -> bool:
    order = np.lexsort((np.arange(len(answer.marginals)), -answer.marginals))
    return set(case.pair) <= set(order[:_TOP].tolist())


def _is_best_set(case: TwoFaultCase, answer: SeveralFaults) -> bool:
    best = answer.sets[0]
    return best.faults == case.pair and not best.unlisted


def _is_best_pair(case: TwoFaultCase, answer: SeveralFaults) -> bool:
    pairs = (item.faults for item in answer.sets if len(item.faults) == len(case.pair))
    return next(pairs, None) == case.pair
