"""Our inference against exact oracles (QO1): plain enumeration, and pyAgrum on known networks.

On random networks everything must agree. Of a network file, what fits the engine's model is
compared with pyAgrum on the unchanged network, and must agree:

- every *star*, a variable and those that have it as their only parent: the single-fault posterior,
  with the states of the variable as faults;
- the part that is a noisy-OR network (`noisy_or_fit.fitting_part`): the several-faults marginals,
  given at least one fault.

The engine keeps rates 1e-9 away from 0 and 1, so that no finding alone proves or excludes. Where a
file states 0 or 1, its answer is compared twice: with the tables bounded in the same way, which
tests the inference, and with the tables as they are, which shows what the bound changes.

For the rest, the difference that the noisy-OR makes is measured, not hidden: the engine works on
the noisy-OR of each table's single-cause rows, the oracle on the tables as they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

import numpy as np

from engine.bench.quality.bayes_networks import BayesNetwork, load_bayes_networks
from engine.bench.quality.noisy_or_fit import TOLERANCE, FittingPart, fits, fitting_part, with_cuts
from engine.bench.quality.noisy_or_tables import OTHERS, as_tables, bounded
from engine.bench.quality.pyagrum_oracle import Oracle
from engine.bench.quality.random_noisy_or import (
    RandomCase,
    draw_case,
    enumerated_marginals,
    enumerated_single,
    prior_probabilities,
)
from engine.bench.quality.results import QualityRow, Target, mean_row
from engine.inference.fault_set_search import SearchLimits
from engine.inference.posterior import EPSILON, Evidence, Floats, Posterior, Prior, posterior
from engine.inference.several_faults import SeveralFaults, several_faults

#: Random networks by enumeration, and by pyAgrum.
ENUMERATED, BY_PYAGRUM = 400, 60
#: Sets of findings tried on one part of a file.
PATTERNS = 100
#: The same where the part as a whole only resembles a noisy-OR, and is large.
NEAR_PATTERNS = 40
SINGLE, SEVERAL = Target(high=1e-9), Target(high=1e-6)
_RANDOM = "random networks, several faults, half with cascades"
_NARROW = SearchLimits(exact_findings=3, exhaustive=0, beam=2, max_size=2)


def measure_oracle(folder: Path | None, *, seed: int) -> list[QualityRow]:
    """Return the errors on random networks; with a folder also those by pyAgrum and on its files.

    Args:
        folder: with `.bif` or `.bif.gz` files, or None: then pyAgrum is not needed.
        seed: of the random networks and findings.

    Raises:
        InvalidInputError: the folder holds no network, or a file has a defect.
        NotReadyError: pyAgrum is not installed.
    """
    rng = np.random.default_rng(seed)
    rows = measure_random(rng)
    if folder is not None:
        networks = load_bayes_networks(folder)
        cases = [draw_case(rng, cascades=at % 2 == 1) for at in range(BY_PYAGRUM)]
        errors = [_largest(_all(_several(case)), _by_pyagrum(case)) for case in cases]
        rows.append(_error(f"{_RANDOM}, by pyAgrum", errors, SEVERAL))
        for network in networks:
            rows += measure_file(network, rng)
    return rows


def measure_random(rng: np.random.Generator) -> list[QualityRow]:
    """Return the errors on random networks of up to twelve faults."""
    cases = [draw_case(rng, cascades=at % 2 == 1) for at in range(ENUMERATED)]
    single = [_largest(_single(case), enumerated_single(case)) for case in cases]
    answers = [_several(case) for case in cases]
    truths = [enumerated_marginals(case) for case in cases]
    several = [_largest(_all(item), truth) for item, truth in zip(answers, truths, strict=True)]
    narrow = [_several(case, _NARROW) for case in cases]
    beyond = [
        max(0.0, _largest(_all(item), truth) - item.mass_bound)
        for item, truth in zip(narrow, truths, strict=True)
    ]
    return [
        _error("random networks, single fault, by enumeration", single, SINGLE),
        _error(f"{_RANDOM}, by enumeration", several, SEVERAL),
        _error("random networks, narrow search: error beyond the reported bound", beyond, SEVERAL),
    ]


def measure_file(network: BayesNetwork, rng: np.random.Generator) -> list[QualityRow]:
    """Return what of a network fits the engine, the errors there, and the difference elsewhere."""
    oracle = Oracle(network)
    found = [fits(network, name) for name, parents in network.parents.items() if parents]
    fitting = sum(bool(item) and item[0].error <= TOLERANCE for item in found)
    what = f"{network.name}: tables that are a noisy-OR, of all with parents"
    rows = [QualityRow("QO1", what, fitting, "tables", None, len(found))]
    for inside, name in ((True, "rates between 0 and 1"), (False, "a rate of 0 or 1")):
        errors = [
            error for error, is_inside in _star_errors(network, oracle, rng) if is_inside is inside
        ]
        if errors:
            what = f"{network.name}: stars, single fault, {name}, by pyAgrum"
            rows.append(_error(what, errors, SINGLE if inside else None))
    names = list(network.states)
    marginals = dict(zip(names, oracle.posteriors({}, names) or [], strict=True))
    exact = fitting_part(with_cuts(network, marginals))
    if exact:
        errors = _differences(
            exact, Oracle(network, _any_fault(exact)), exact.present, rng, PATTERNS
        )
        same = _differences(exact, *_bounded_oracle(exact), rng, PATTERNS)
        what = f"{network.name}: {_size(exact)}, by pyAgrum"
        rows.append(_error(f"{what}, rates bounded", same, SEVERAL))
        rows.append(_error(f"{what}, tables as they are", errors, SEVERAL))
    near = fitting_part(network, tolerance=1.0)
    if near and near.error > TOLERANCE:
        condition = Oracle(network, _any_fault(near))
        differences = _differences(near, condition, near.present, rng, NEAR_PATTERNS)
        what = f"{network.name}: {_size(near)}, as if noisy-OR (tables off by {near.error:.3g})"
        rows.append(mean_row("QO1", f"{what}: mean difference", differences, "probability"))
        rows.append(_error(f"{what}: largest difference", differences, None))
    return rows


def _star_errors(
    network: BayesNetwork, oracle: Oracle, rng: np.random.Generator
) -> Iterator[tuple[float, bool]]:
    """Yield the error of each set of findings, and whether all their rates are inside (0, 1)."""
    for name in network.states:
        children = [c for c in network.children(name) if network.parents[c] == (name,)]
        if not children:
            continue
        before = (oracle.posteriors({}, [name]) or [])[0]
        every = product(*([None, *range(len(network.states[child]))] for child in children))
        patterns = list(every) if len(children) <= 3 else _drawn(network, children, rng)  # noqa: PLR2004
        for values in patterns:
            seen = {c: v for c, v in zip(children, values, strict=True) if v is not None}
            truth = oracle.posteriors(seen, [name])
            if truth is not None:
                rates = [network.tables[child][:, value] for child, value in seen.items()]
                inside = all(np.all((r >= EPSILON) & (r <= 1.0 - EPSILON)) for r in rates)
                yield _largest(_star_posterior(before, rates), truth[0]), inside


def _drawn(
    network: BayesNetwork, children: Sequence[str], rng: np.random.Generator
) -> list[tuple[int | None, ...]]:
    """Return values of children drawn at random, one in three not observed."""
    sizes = [len(network.states[child]) for child in children]
    return [
        tuple(None if rng.random() < 1 / 3 else int(rng.integers(size)) for size in sizes)
        for _ in range(PATTERNS)
    ]


def _star_posterior(before: Floats, rates: Sequence[Floats]) -> Floats:
    """Return our posterior of a variable's states, each seen value one present finding."""
    evidence = Evidence(
        present=np.ones(len(rates), dtype=bool),
        likelihood=np.asarray(rates).reshape(len(rates), len(before)).T,
        leak=np.full(len(rates), 0.5),
        unlisted_rate=np.full(len(rates), 0.5),
    )
    return posterior(Prior(before, untouched=0.0, unlisted_share=0.0), evidence).faults


def _any_fault(part: FittingPart) -> list[tuple[str, int]]:
    return [(name, part.present[name]) for name in part.network.fault_ids]


def _bounded_oracle(part: FittingPart) -> tuple[Oracle, Mapping[str, int]]:
    """Return the oracle of a part with bounded rates, and each variable's present state."""
    network = bounded(part.network)
    limit = 1.0 - EPSILON
    prior = prior_probabilities(network.prior)
    tables = as_tables(network, np.minimum(part.causes, limit), prior)
    present = dict.fromkeys(tables.states, 1)
    return Oracle(tables, [(name, 1) for name in network.fault_ids]), present


def _differences(
    part: FittingPart,
    oracle: Oracle,
    present_state: Mapping[str, int],
    rng: np.random.Generator,
    patterns: int,
) -> list[float]:
    """Return the largest difference of a fault's marginal, for each possible set of findings."""
    faults, leaves = part.network.fault_ids, part.network.observable_ids
    differences = []
    for _ in range(patterns):
        known = np.flatnonzero(rng.random(len(leaves)) < 2 / 3)
        present = (rng.random(len(known)) < 0.5).tolist()  # noqa: PLR2004 - as likely as not
        states = (present_state[leaves[at]] for at in known)
        seen = {
            leaves[at]: state if flag else 1 - state
            for at, state, flag in zip(known, states, present, strict=True)
        }
        truth = oracle.posteriors(seen, faults)
        if truth is not None:
            answer = several_faults(part.network, known.tolist(), present, part.causes)
            expected = [item[present_state[name]] for name, item in zip(faults, truth, strict=True)]
            differences.append(_largest(answer.marginals, np.asarray(expected)))
    return differences


def _by_pyagrum(case: RandomCase) -> Floats:
    """Return the marginals of a random case, as pyAgrum finds them."""
    prior = prior_probabilities(case.network.prior)
    causes = [*case.network.fault_ids, *OTHERS]
    oracle = Oracle(as_tables(case.network, case.causes, prior), [(name, 1) for name in causes])
    ids = (case.network.observable_ids[at] for at in case.columns)
    seen = {key: int(flag) for key, flag in zip(ids, case.present, strict=True)}
    return np.asarray([item[1] for item in oracle.posteriors(seen, causes) or []])


def _several(case: RandomCase, limits: SearchLimits | None = None) -> SeveralFaults:
    return several_faults(case.network, case.columns, case.present, case.causes, limits)


def _single(case: RandomCase) -> Floats:
    evidence = case.network.evidence(list(case.columns), list(case.present))
    return _all(posterior(case.network.prior, evidence))


def _all(answer: SeveralFaults | Posterior) -> Floats:
    faults = answer.marginals if isinstance(answer, SeveralFaults) else answer.faults
    return np.concatenate([faults, [answer.untouched, answer.unlisted]])


def _largest(found: Floats, expected: Floats) -> float:
    return float(np.abs(found - expected).max())


def _error(what: str, errors: Sequence[float], target: Target | None) -> QualityRow:
    figure = max(errors, default=0.0)
    return QualityRow("QO1", what, figure, "largest error", None, len(errors), target)


def _size(part: FittingPart) -> str:
    faults, findings = part.network.rates.shape
    links = int((part.causes > 0.0).sum())
    return f"noisy-OR part of {faults} faults, {findings} findings and {links} causes"
