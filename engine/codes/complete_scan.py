"""A scan that is complete: codes that it does not list are absent, exactly and in few words.

For every hypothesis h the absent codes O of one system count together:

    log P(none of O | h) = sum over O of log(1 - q_ho)

q_ho is the weight of INDICATES, or the leak where there is none, so the sum is the same for all
faults but those that some code of O points at. Those are read with their priors in one query of its
own, only made when a scan is complete; so the posterior equals the one with every code listed as
absent. One finding a system stands for all its absent codes: "no other powertrain code".

Which codes count: those of the scanned systems that apply to the vehicle and that nothing in the
request speaks of, not even as unknown, with another failure-type byte or for another make. Unless
stated, the scanned systems are powertrain, which every scan tool reads, and those of the codes that
are listed. Makers' own codes belong to no system and are never taken as absent.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cypher.library import query
from cypher.rows.code import ListScannedCodesRow, ScannedCode
from cypher.rows.diagnosis import FindingEdgeTuple, ObservedFinding, TraceEvidenceRow
from engine.evidence import Candidate, KnownFinding, UnderstoodFinding
from engine.vehicle import RecognisedVehicle
from engine.verdict import ObservedAnswer
from graph.session import Graph
from graph.vocabulary import EvidenceState, ObservableType
from graph.vocabulary_codes import GENERIC_MAKE, SYSTEM_LETTERS, CodeSystem

LIST_SCANNED_CODES = query("code/list_scanned_codes", ListScannedCodesRow)
#: What the finding of a system is called: French, English.
_LABELS: dict[CodeSystem, tuple[str, str]] = {
    CodeSystem.POWERTRAIN: (
        "Aucun autre code moteur ou transmission (P)",
        "No other powertrain code (P)",
    ),
    CodeSystem.CHASSIS: ("Aucun autre code châssis (C)", "No other chassis code (C)"),
    CodeSystem.BODY: ("Aucun autre code carrosserie (B)", "No other body code (B)"),
    CodeSystem.NETWORK: ("Aucun autre code réseau (U)", "No other network code (U)"),
}
#: Only ratios between hypotheses matter. Where every hypothesis finds "no code at all" less likely
#: than this, all are raised together, so that no digit is lost.
_LEAST_LOG_SURVIVAL = -2.0
#: Absent codes that are named for each fault, the most telling first.
_NAMED = 5


class ScanFinding(ObservedFinding):
    """All absent codes of one system as one finding.

    Attributes:
        telling: by fault, [code id, weight] of the codes whose absence speaks most against it.
    """

    telling: dict[str, list[tuple[str, float]]]


@dataclass(frozen=True)
class CompleteScan:
    """That a scan is complete.

    Attributes:
        systems: what was scanned; empty: powertrain and the systems of the listed codes.
    """

    systems: tuple[CodeSystem, ...] = ()


@dataclass(frozen=True)
class ScannedTurn:
    """The record of a turn with its absent codes, and what is known with them."""

    row: TraceEvidenceRow
    known: dict[str, KnownFinding]
    answers: tuple[ObservedAnswer, ...]


def with_absent_codes(
    graph: Graph,
    request: tuple[CompleteScan, Sequence[UnderstoodFinding]],
    row: TraceEvidenceRow,
    vehicle: RecognisedVehicle,
    known: Mapping[str, KnownFinding],
) -> ScannedTurn:
    """Return the record with the codes that a complete scan did not show.

    Args:
        graph: where the codes are read.
        request: what was scanned, and the findings that the request states.
        row: the record of the stated findings.
        vehicle: whose codes count.
        known: what is known of each stated observable that was found.
    """
    scan, understood = request
    reported = [key for item in understood for key in item.ids if key.startswith("dtc.")]
    make = (vehicle.make_code,) if vehicle.make_code else ()
    systems = scan.systems or _systems(reported)
    scanned = graph.read(
        LIST_SCANNED_CODES,
        letters=[SYSTEM_LETTERS[system] for system in systems],
        makes=[*make, GENERIC_MAKE.lower()],
        powertrains=list(vehicle.powertrains),
        vehicle_types=list(vehicle.vehicle_types),
    )[0]
    absent = absent_codes(scanned.codes, reported)
    faults = sorted({fault_id for fault_id, *_ in (*row.faults, *scanned.faults)})
    findings = [
        scan_finding(system, codes, faults, len(row.findings) + place)
        for place, system in enumerate(systems)
        if (codes := [code for code in absent if code.code[0] == SYSTEM_LETTERS[system]])
    ]
    return _added(row, scanned, findings, known, absent)


def scan_names(row: TraceEvidenceRow) -> dict[str, dict[str, str]]:
    """Return the labels of the findings that stand for absent codes, as nodes are named."""
    return {
        item.id: {"id": item.id, "label_fr": item.label_fr, "label_en": item.label_en}
        for item in row.findings
        if isinstance(item, ScanFinding)
    }


def scanned_systems(observed: Iterable[str]) -> list[CodeSystem]:
    """Return the systems that were scanned whole, told by the ids of an answer's findings."""
    ids = set(observed)
    return [system for system in CodeSystem if f"scan.{system.value}" in ids]


def _systems(reported: Sequence[str]) -> tuple[CodeSystem, ...]:
    letters = {_base(key)[0] for key in reported} | {"P"}
    return tuple(system for system, letter in SYSTEM_LETTERS.items() if letter in letters)


def _base(observable_id: str) -> str:
    """Return the code of an observable id without its make and failure-type byte."""
    return observable_id.rsplit(".", 1)[-1].partition("-")[0]


def absent_codes(codes: Sequence[ScannedCode], reported: Sequence[str]) -> list[ScannedCode]:
    """Return the codes that nothing speaks of; a make's own meaning replaces the generic one.

    Args:
        codes: that the graph knows and the vehicle may have.
        reported: ids of the codes that the request speaks of, whatever it says of them.
    """
    spoken = {_base(key) for key in reported}
    own = {code.code for code in codes if code.make.upper() != GENERIC_MAKE}
    return [
        code
        for code in codes
        if _base(code.id) not in spoken
        and (code.make.upper() != GENERIC_MAKE or code.code not in own)
    ]


def scan_finding(
    system: CodeSystem, codes: Sequence[ScannedCode], faults: Sequence[str], position: int
) -> ScanFinding:
    """Return the finding that none of some codes is present.

    Args:
        system: of the codes.
        codes: that are absent, at least one.
        faults: every fault of the turn; those without a relationship have the leak.
        position: behind the findings of the request.
    """
    links = _links(codes, frozenset(faults))
    untouched = math.fsum(math.log1p(-code.leak) for code in codes)
    unlisted = math.fsum(math.log1p(-code.unlisted_rate) for code in codes)
    survival = {
        fault: math.fsum(
            [untouched, *(math.log1p(-weight) - math.log1p(-code.leak) for code, weight, _ in of)]
        )
        for fault, of in links.items()
    }
    raised = max(0.0, _LEAST_LOG_SURVIVAL - max([untouched, unlisted, *survival.values()]))
    label_fr, label_en = _LABELS[system]
    return ScanFinding(
        position=position,
        id=f"scan.{system.value}",
        label_fr=f"{label_fr}, sur {len(codes)} connus",
        label_en=f"{label_en}, of {len(codes)} known",
        observable_type=ObservableType.DTC.value,
        leak=-math.expm1(untouched + raised),
        unlisted_rate=-math.expm1(unlisted + raised),
        powertrains=[],
        vehicle_types=[],
        edges=[_edge(fault, survival[fault] + raised, of) for fault, of in sorted(links.items())],
        telling={fault: _telling(of) for fault, of in links.items()},
    )


#: A code, its weight for a fault, and the counts behind the weight.
_Link = tuple[ScannedCode, float, float]


def _links(codes: Sequence[ScannedCode], faults: frozenset[str]) -> dict[str, list[_Link]]:
    found: dict[str, list[_Link]] = {}
    for code in codes:
        for fault, weight, alpha, beta in code.edges:
            if fault in faults:
                found.setdefault(fault, []).append((code, weight, (alpha or 0.0) + (beta or 0.0)))
    return found


def _edge(fault: str, log_survival: float, links: Sequence[_Link]) -> FindingEdgeTuple:
    """Return the relationship of one fault, its counts those of a Beta with the same moments.

    With 1 - q_i Beta distributed of mean m_i and strength n_i, E[(1 - q_i)^2] / m_i^2 is
    1 + (1 - m_i) / (m_i (n_i + 1)); the product of these over the codes gives the variance.
    """
    mean = math.exp(log_survival)
    spread = math.prod(
        1.0 + weight / ((1.0 - weight) * (strength + 1.0)) for _, weight, strength in links
    )
    variance = mean * mean * (spread - 1.0)
    strength = max(mean * (1.0 - mean) / variance - 1.0, 0.1) if variance > 0.0 else 1e6
    return (fault, 1.0 - mean, (1.0 - mean) * strength, mean * strength, None, None)


def _telling(links: Sequence[_Link]) -> list[tuple[str, float]]:
    ranked = sorted(
        links, key=lambda link: (math.log1p(-link[1]) - math.log1p(-link[0].leak), link[0].id)
    )
    return [(code.id, weight) for code, weight, _ in ranked[:_NAMED] if weight > code.leak]


def _added(
    row: TraceEvidenceRow,
    scanned: ListScannedCodesRow,
    findings: Sequence[ScanFinding],
    known: Mapping[str, KnownFinding],
    absent: Iterable[ScannedCode],
) -> ScannedTurn:
    read = {fault_id for fault_id, *_ in row.faults}
    added = [fault for fault in scanned.faults if fault[0] not in read]
    none_of = KnownFinding(EvidenceState.ABSENT)
    return ScannedTurn(
        row=row.model_copy(
            update={"findings": [*row.findings, *findings], "faults": [*row.faults, *added]}
        ),
        known={
            **known,
            **{code.id: none_of for code in absent},
            **{finding.id: none_of for finding in findings},
        },
        answers=tuple(
            ObservedAnswer(
                "scan_complete",
                EvidenceState.ABSENT,
                Candidate(finding.id, finding.label_fr, finding.label_en, 1.0),
            )
            for finding in findings
        ),
    )
