"""Put evidence that is written with its observable to the faults it speaks of.

After that, checks, compiler and dump see one list per fault and need not know where it was written.
"""

from collections import defaultdict
from collections.abc import Iterator

from seeds.records.evidence import EvidenceRecord
from seeds.records.fault import Indication
from seeds.records.source import Defaults, KnowledgeFile

Place = tuple[str | int, ...]


def evidence_problems(files: dict[str, KnowledgeFile]) -> Iterator[tuple[str, Place, str]]:
    """Yield (file, place, message) of evidence for an unknown fault, and of a pair stated twice."""
    stated = {
        (link.observable, fault.id): name
        for name, knowledge in files.items()
        for fault in knowledge.faults
        for link in fault.indicated_by
    }
    known = {fault.id for knowledge in files.values() for fault in knowledge.faults}
    seen = _observables(files)
    for name, knowledge in files.items():
        for at, record in enumerate(knowledge.evidence):
            if record.observable not in seen:
                message = f"{record.observable} is not defined in any seed file"
                yield name, ("evidence", at, "observable"), message
            for fault in record.faults:
                place: Place = ("evidence", at, "faults", fault)
                if fault not in known:
                    yield name, place, f"{fault} is not defined in any seed file"
                elif first := stated.get((record.observable, fault)):
                    yield name, place, f"{record.observable} of {fault} is stated in {first}"
                stated[record.observable, fault] = name


def with_evidence(files: dict[str, KnowledgeFile]) -> dict[str, KnowledgeFile]:
    """Return the files with all evidence in the ``indicated_by`` of its faults.

    A link keeps the source and confidence of the file in which it was written. Evidence of an
    unknown observable is left out; ``evidence_problems`` names it.
    """
    links: dict[str, list[Indication]] = defaultdict(list)
    seen = _observables(files)
    for knowledge in files.values():
        for record in knowledge.evidence:
            for fault, weight in record.faults.items() if record.observable in seen else ():
                links[fault].append(_indication(record, weight, knowledge.defaults))
    return {name: _joined(knowledge, links) for name, knowledge in files.items()}


def _observables(files: dict[str, KnowledgeFile]) -> set[str]:
    return {record.id for knowledge in files.values() for record in knowledge.observables}


def _indication(record: EvidenceRecord, weight: float, defaults: Defaults | None) -> Indication:
    confidence = record.confidence
    if confidence is None and defaults:
        confidence = defaults.confidence
    return Indication(
        observable=record.observable,
        weight=weight,
        reason=record.reason,
        source=record.source or (defaults.source if defaults else None),
        source_ref=record.source_ref,
        confidence=confidence,
    )


def _joined(knowledge: KnowledgeFile, links: dict[str, list[Indication]]) -> KnowledgeFile:
    faults = tuple(
        fault.model_copy(update={"indicated_by": (*fault.indicated_by, *links[fault.id])})
        if fault.id in links
        else fault
        for fault in knowledge.faults
    )
    return knowledge.model_copy(update={"faults": faults, "evidence": ()})
