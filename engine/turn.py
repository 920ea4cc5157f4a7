"""From the one record of a turn to the arrays that everything is inferred from: no input or output.

All faults that were read are rows; the columns are the findings' observables and those that the
likeliest faults make more or less likely, sorted by id. A fault without a relationship to an
observable makes it present with the leak (requirements section 9).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cypher.rows.diagnosis import ObservedFinding, QuestionRow, TraceEvidenceRow
from engine.codes.status import report_reliability
from engine.evidence import KnownFinding
from engine.inference.network import Network
from engine.inference.posterior import Evidence, Floats, Posterior, posterior
from engine.qualifiers import qualifier_share
from engine.vehicle import RecognisedVehicle
from engine.vehicle_prior import recurring_factors, vehicle_prior
from engine.verdict import RecurringFactor


@dataclass(frozen=True)
class Turn:
    """One turn of a diagnosis, ready for inference.

    Attributes:
        row: the record it was made from.
        vehicle: what is known of the vehicle.
        network: all read faults, and the observables of findings and candidates.
        findings: present and absent ones, once each, sorted by id.
        known: what was stated of each observable, unknown included.
        factors: recurring-fault relationships that hold for this vehicle, by fault.
    """

    row: TraceEvidenceRow
    vehicle: RecognisedVehicle
    network: Network
    findings: tuple[ObservedFinding, ...]
    known: Mapping[str, KnownFinding]
    factors: Mapping[str, tuple[RecurringFactor, ...]]

    @cached_property
    def evidence(self) -> Evidence:
        """The findings as the posterior takes them, in the order of ``findings``."""
        columns = [self.network.column_of[finding.id] for finding in self.findings]
        plain = self.network.evidence(columns, self.present)
        share = qualifier_share(self.network.fault_ids, self.findings, self.known)
        return replace(
            plain,
            share=share,
            temperature=self.row.calibration.calibration_temperature or 1.0,
            reliability=report_reliability([self.known[item.id] for item in self.findings]),
        )

    @cached_property
    def findings_network(self) -> Network:
        """The network of the findings alone, in their order, with their circumstances.

        A finding with qualifiers is the observable in those circumstances, so its rates are
        q * share (see ``engine.inference.posterior.Evidence``).
        """
        rates = self.evidence.rates()
        columns = [self.network.column_of[finding.id] for finding in self.findings]
        return Network(
            fault_ids=self.network.fault_ids,
            observable_ids=tuple(finding.id for finding in self.findings),
            prior=self.network.prior,
            rates=rates[:-2],
            leak=rates[-2],
            unlisted_rate=rates[-1],
            related=self.network.related[:, columns],
        )

    @property
    def present(self) -> list[bool]:
        """Whether each finding is present."""
        return [self.known[item.id].is_present for item in self.findings]

    @cached_property
    def posterior(self) -> Posterior:
        """The single-fault posterior."""
        return posterior(self.network.prior, self.evidence)

    @cached_property
    def probabilities(self) -> Floats:
        """The posterior of all hypotheses, shape (f + 2,): faults, untouched, unlisted."""
        found = self.posterior
        return np.concatenate([found.faults, [found.untouched, found.unlisted]])

    @cached_property
    def prior_probabilities(self) -> Floats:
        """The prior of all hypotheses on this vehicle, shape (f + 2,)."""
        return np.asarray(np.exp(self.network.prior.log_masses()))

    @cached_property
    def safety_levels(self) -> tuple[str, ...]:
        """Safety level of each fault, in the order of the rows."""
        levels = {fault_id: level for fault_id, _, _, level, _ in self.row.faults}
        return tuple(levels[key] for key in self.network.fault_ids)

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Rows of the faults, the likeliest first, ties by id."""
        faults = self.posterior.faults
        return tuple(int(at) for at in np.lexsort((np.arange(len(faults)), -faults)))


def build_turn(
    row: TraceEvidenceRow, vehicle: RecognisedVehicle, known: Mapping[str, KnownFinding]
) -> Turn:
    """Return the arrays of one turn; the order of evidence and of the record changes nothing."""
    fault_ids = tuple(sorted(fault_id for fault_id, *_ in row.faults))
    factors = recurring_factors(row, vehicle)
    found = {finding.id: finding for finding in row.findings}
    columns: dict[str, ObservedFinding | QuestionRow] = {
        **{item.id: item for item in row.questions},
        **found,
    }
    observables = [columns[key] for key in sorted(columns)]
    rates, related = _rates(fault_ids, observables)
    network = Network(
        fault_ids=fault_ids,
        observable_ids=tuple(item.id for item in observables),
        prior=vehicle_prior(row, list(fault_ids), factors, vehicle.mileage_km),
        rates=rates,
        leak=np.asarray([item.leak for item in observables], dtype=np.float64),
        unlisted_rate=np.asarray([item.unlisted_rate for item in observables], dtype=np.float64),
        related=related,
    )
    settled = [key for key in sorted(found) if key in known and known[key].is_known]
    return Turn(row, vehicle, network, tuple(found[key] for key in settled), known, factors)


def _rates(
    fault_ids: tuple[str, ...], observables: Iterable[ObservedFinding | QuestionRow]
) -> tuple[Floats, NDArray[np.bool_]]:
    listed = list(observables)
    leak = np.asarray([item.leak for item in listed], dtype=np.float64)
    rates = np.tile(leak, (len(fault_ids), 1)).reshape(len(fault_ids), len(listed))
    related = np.zeros(rates.shape, dtype=bool)
    row_of = {key: at for at, key in enumerate(fault_ids)}
    for column, item in enumerate(listed):
        for fault_id, weight, *_ in item.edges:
            rates[row_of[fault_id], column] = weight
            related[row_of[fault_id], column] = True
    return rates, related
