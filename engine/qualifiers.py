"""Circumstances of a finding ("only when cold") as conditional likelihoods (requirements G3).

``ratio`` on INDICATES is P(value | observable, fault) / P(value | observable), and the observable
holds P(value | observable) as ``qualifier_rate``; their product is P(value | observable, fault).
Where the graph says nothing of a value it changes nothing. Independence across taxonomies is
assumed (section 9, "qualifiers").
"""

from collections.abc import Mapping, Sequence

import numpy as np

from cypher.rows.diagnosis import ObservedFinding
from engine.evidence import KnownFinding
from engine.inference.posterior import Floats


def qualifier_share(
    fault_ids: Sequence[str],
    findings: Sequence[ObservedFinding],
    known: Mapping[str, KnownFinding],
) -> Floats | None:
    """Return P(stated values | finding present, hypothesis), shape (f + 2, e), or None if all 1.

    The last two rows are the untouched faults and the unlisted cause, which have the base rate. An
    absent finding in a circumstance of which the graph knows nothing has a share of 0: "no noise in
    bends" tells nothing of the noise elsewhere.
    """
    if not any(known[finding.id].qualifiers for finding in findings):
        return None
    row_of = {key: at for at, key in enumerate(fault_ids)}
    share = np.ones((len(fault_ids) + 2, len(findings)))
    for column, finding in enumerate(findings):
        values = stated_values(finding, known)
        stated = known[finding.id]
        if not stated.is_present and len(values) < len(stated.qualifiers):
            share[:, column] = 0.0
            continue
        for value, rate in values.items():
            ratios = np.ones(len(fault_ids) + 2)
            for fault_id, _, _, _, names, told in finding.edges:
                ratios[row_of[fault_id]] = dict(zip(names or [], told or [], strict=True)).get(
                    value, 1.0
                )
            share[:, column] *= rate * ratios
    return share


def stated_values(finding: ObservedFinding, known: Mapping[str, KnownFinding]) -> dict[str, float]:
    """Return the stated values that the graph knows of, ``tax_temp=froid`` with its base rate."""
    rates = dict(zip(finding.qualifier or [], finding.qualifier_rate or [], strict=True))
    stated = known[finding.id].qualifiers
    names = [f"{taxonomy}={value}" for taxonomy, value in sorted(stated.items())]
    return {name: rates[name] for name in names if name in rates}


def value_shares(
    fault_ids: Sequence[str], finding: ObservedFinding, taxonomy: str, values: Sequence[str]
) -> Floats:
    """Return P(value | finding present, hypothesis), shape (f + 2, v); rows sum to 1.

    Args:
        fault_ids: in the order of the rows.
        finding: with its relationships.
        taxonomy: such as ``tax_temp``.
        values: of the taxonomy that the observable has base rates for.
    """
    rates = dict(zip(finding.qualifier or [], finding.qualifier_rate or [], strict=True))
    names = [f"{taxonomy}={value}" for value in values]
    base = np.asarray([rates[name] for name in names])
    shares = np.tile(base, (len(fault_ids) + 2, 1))
    row_of = {key: at for at, key in enumerate(fault_ids)}
    for fault_id, _, _, _, stated, ratios in finding.edges:
        known = dict(zip(stated or [], ratios or [], strict=True))
        shares[row_of[fault_id]] = base * [known.get(name, 1.0) for name in names]
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))
