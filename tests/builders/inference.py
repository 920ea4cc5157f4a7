"""Random small diagnosis problems, and the posterior by plain enumeration as the reference."""

import math

import numpy as np
from hypothesis import strategies as st

from engine.inference.posterior import EPSILON, Evidence, Prior

_RATE = st.floats(min_value=0.0, max_value=1.0)


@st.composite
def problems(draw: st.DrawFn, max_faults: int = 6, max_findings: int = 6) -> tuple[Prior, Evidence]:
    """Draw priors and findings, weights 0 and 1 included."""
    faults = draw(st.integers(1, max_faults))
    findings = draw(st.integers(0, max_findings))
    rates = st.lists(_RATE, min_size=findings, max_size=findings)
    masses = st.lists(st.floats(1e-6, 0.4), min_size=faults, max_size=faults)
    matrix = [draw(rates) for _ in range(faults)]
    prior = Prior(
        faults=np.asarray(draw(masses)),
        untouched=draw(st.floats(0.0, 1.0)),
        unlisted_share=draw(st.floats(0.01, 0.5)),
    )
    flags = draw(st.lists(st.booleans(), min_size=findings, max_size=findings))
    evidence = Evidence(
        present=np.asarray(flags, dtype=bool),
        likelihood=np.asarray(matrix, dtype=np.float64).reshape(faults, findings),
        leak=np.asarray(draw(rates), dtype=np.float64),
        unlisted_rate=np.asarray(draw(rates), dtype=np.float64),
    )
    return prior, evidence


def enumerated(prior: Prior, evidence: Evidence) -> list[float]:
    """Return the posterior of faults, untouched and unlisted, in plain Python."""
    listed = math.fsum([*prior.faults.tolist(), prior.untouched])
    share = 1.0 - prior.unlisted_share
    masses = [mass / listed * share for mass in [*prior.faults.tolist(), prior.untouched]]
    rows = [
        *evidence.likelihood.tolist(),
        evidence.leak.tolist(),
        evidence.unlisted_rate.tolist(),
    ]
    joint = []
    for mass, rates in zip([*masses, prior.unlisted_share], rows, strict=True):
        log_joint = math.log(mass) if mass > 0 else -math.inf
        for rate, present in zip(rates, evidence.present.tolist(), strict=True):
            bounded = min(max(rate, EPSILON), 1.0 - EPSILON)
            log_joint += math.log(bounded if present else 1.0 - bounded)
        joint.append(log_joint)
    top = max(joint)
    values = [math.exp(value - top) for value in joint]
    return [value / math.fsum(values) for value in values]
