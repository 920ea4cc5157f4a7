"""Random small noisy-OR networks, and their fault sets by plain enumeration as the reference."""

import math
from dataclasses import dataclass
from itertools import product

import numpy as np
from hypothesis import strategies as st

from engine.inference.network import Network
from engine.inference.posterior import EPSILON, Prior

_EDGE = st.sampled_from([0.0, 1.0])
_RATE = st.one_of(_EDGE, st.floats(0.0, 1.0))


@dataclass(frozen=True)
class Problem:
    """A network, its findings, and which fault causes which."""

    network: Network
    columns: list[int]
    present: list[bool]
    causes: np.ndarray


def network_of(
    rates: list[list[float]],
    leak: list[float],
    prior: list[float],
    *,
    untouched: float = 0.0,
    unlisted: tuple[float, list[float]] | None = None,
) -> Network:
    """Return a network; ``unlisted`` is its prior share and its rates, the leaks by default."""
    matrix = np.asarray(rates, dtype=np.float64).reshape(len(prior), len(leak))
    share, unlisted_rates = unlisted or (0.1, leak)
    return Network(
        fault_ids=tuple(f"fault.{at}" for at in range(len(prior))),
        observable_ids=tuple(f"sign.{at}" for at in range(len(leak))),
        prior=Prior(np.asarray(prior, dtype=np.float64), untouched, share),
        rates=matrix,
        leak=np.asarray(leak, dtype=np.float64),
        unlisted_rate=np.asarray(unlisted_rates, dtype=np.float64),
        related=matrix != np.asarray(leak, dtype=np.float64),
    )


@st.composite
def problems(
    draw: st.DrawFn, max_faults: int = 4, max_findings: int = 5, cascades: bool = False
) -> Problem:
    """Draw a network with weights 0 and 1, leaks 0, any findings, and causes without a cycle."""
    faults = draw(st.integers(1, max_faults))
    findings = draw(st.integers(0, max_findings))
    row = st.lists(_RATE, min_size=findings, max_size=findings)
    leak = draw(
        st.lists(st.one_of(st.just(0.0), st.floats(0.0, 0.3)), min_size=findings, max_size=findings)
    )
    network = network_of(
        [draw(row) for _ in range(faults)],
        leak,
        draw(st.lists(st.floats(1e-6, 0.5), min_size=faults, max_size=faults)),
        untouched=draw(st.sampled_from([0.0, 0.2])),
        unlisted=(draw(st.floats(0.01, 0.5)), draw(row)),
    )
    causes = np.zeros((faults, faults))
    if cascades:
        for source, effect in draw(
            st.lists(st.tuples(*[st.integers(0, faults - 1)] * 2), max_size=faults)
        ):
            if source < effect:
                causes[source, effect] = draw(_RATE)
    flags = draw(st.lists(st.booleans(), min_size=findings, max_size=findings))
    return Problem(network, list(range(findings)), flags, causes)


def random_problem(seed: int, faults: int, present: int, absent: int, links: int) -> Problem:
    """Return a sparse network of a realistic kind: each fault has so many links, random weights."""
    rng = np.random.default_rng(seed)
    observables = present + absent
    leak = rng.uniform(0.001, 0.03, observables)
    rates = np.tile(leak, (faults, 1))
    for row in rates:
        row[rng.choice(observables, min(links, observables), replace=False)] = rng.beta(
            1.5, 1.5, min(links, observables)
        )
    network = network_of(
        rates.tolist(),
        leak.tolist(),
        rng.uniform(0.002, 0.03, faults).tolist(),
        untouched=0.1,
        unlisted=(0.1, np.minimum(leak * 3.0, 1.0).tolist()),
    )
    flags = [True] * present + [False] * absent
    return Problem(network, list(range(observables)), flags, np.zeros((faults, faults)))


def enumerated_sets(problem: Problem) -> dict[tuple[int, ...], float]:
    """Return P(exactly these causes | findings, at least one) of every set, in plain Python.

    Causes are the faults, then the untouched faults, then the unlisted cause.
    """
    network = problem.network
    rates = [*network.rates.tolist(), network.leak.tolist(), network.unlisted_rate.tolist()]
    alone = _priors(network)
    size = len(alone)
    causes = [[0.0] * size for _ in range(size)]
    for source, effects in enumerate(problem.causes.tolist()):
        causes[source][: len(effects)] = [min(weight, 1.0 - EPSILON) for weight in effects]
    joint = {}
    for states in product((False, True), repeat=size):
        members = tuple(at for at in range(size) if states[at])
        if members:
            joint[members] = _prior_of(members, alone, causes) * _likelihood(
                members, rates, problem
            )
    total = math.fsum(joint.values())
    return {members: value / total for members, value in joint.items()}


def marginals_of(sets: dict[tuple[int, ...], float], size: int) -> list[float]:
    """Return P(cause present) of each cause."""
    return [math.fsum(p for members, p in sets.items() if at in members) for at in range(size)]


def _priors(network: Network) -> list[float]:
    faults = network.prior.faults.tolist()
    share = network.prior.unlisted_share
    odds = share / (1.0 - share) * (math.fsum(faults) + network.prior.untouched)
    untouched = 1.0 - math.exp(-network.prior.untouched)
    return [*(mass / (1.0 + mass) for mass in faults), untouched, odds / (1.0 + odds)]


def _prior_of(members: tuple[int, ...], alone: list[float], causes: list[list[float]]) -> float:
    value = 1.0
    for at, own in enumerate(alone):
        spared = 1.0 - own
        for source in members:
            spared *= 1.0 - causes[source][at]
        value *= 1.0 - spared if at in members else spared
    return value


def _likelihood(members: tuple[int, ...], rates: list[list[float]], problem: Problem) -> float:
    value = 1.0
    for column, present in zip(problem.columns, problem.present, strict=True):
        log_leak_fails = math.log1p(-_bounded(float(problem.network.leak[column])))
        links = (math.log1p(-_bounded(rates[member][column])) for member in members)
        log_absent = log_leak_fails + math.fsum(min(0.0, link - log_leak_fails) for link in links)
        value *= -math.expm1(log_absent) if present else math.exp(log_absent)
    return value


def _bounded(rate: float) -> float:
    return min(max(rate, EPSILON), 1.0 - EPSILON)
