"""Cases that mechanics write as YAML, run through the whole diagnosis.

The development half may be looked at while the knowledge is written; the held-back half is only
counted. ``tests/cases/README.md`` says how to write one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from engine.bench.share import Share
from engine.codes.complete_scan import CompleteScan
from engine.diagnose import DiagnosisRequest, diagnose
from engine.evidence import ReportedFinding
from engine.reading import Reader
from engine.vehicle import VehicleDescription
from engine.verdict import Verdict
from graph.errors import InvalidInputError
from graph.session import Graph
from graph.vocabulary import EvidenceState

#: A first fault above this is an answer "for certain".
SURE = 0.9


@dataclass(frozen=True)
class Case:
    """One case file; ``data`` as it stands there."""

    path: str
    data: dict[str, Any]

    @property
    def split(self) -> str:
        """``dev`` (may be looked at) or ``held_back`` (only counted)."""
        return str(self.data["split"])

    @property
    def expected(self) -> dict[str, Any]:
        """What a good answer is."""
        found: dict[str, Any] = self.data["expected"]
        return found


@dataclass(frozen=True)
class CaseQuality:
    """How the cases of one split came out.

    Attributes:
        top1: right fault first, of the cases with one right fault.
        top3: right fault among the first three.
        in_time: right fault within the rank that the author allows.
        not_sure: open or unlisted cases that were not answered for certain.
        missed: paths of the development cases that are not within their rank.
    """

    split: str
    top1: Share
    top3: Share
    in_time: Share
    not_sure: Share
    missed: tuple[str, ...]


def load_cases(folder: Path, split: str | None = None) -> list[Case]:
    """Return the cases below a folder, or those of one split, sorted by path.

    Raises:
        InvalidInputError: there is none.
    """
    found = [
        Case(path.relative_to(folder).as_posix(), yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(folder.rglob("*.yaml"))
    ]
    if not found:
        raise InvalidInputError(f"no case below {folder}", field="folder")
    return [case for case in found if split in (None, case.split)]


def run_case(graph: Graph, reader: Reader, case: Case) -> Verdict:
    """Diagnose one case as a user would: complaint, codes, and what tests found."""
    return diagnose(graph, reader, case_request(case))


def case_request(case: Case) -> DiagnosisRequest:
    """Return the request of a case."""
    data = case.data
    vehicle = VehicleDescription(**data["vehicle"]) if data.get("vehicle") else None
    findings = [ReportedFinding(text=data["complaint"])] if data.get("complaint") else []
    findings += [ReportedFinding(code=str(code)) for code in data.get("codes") or []]
    for name, state in (("present", EvidenceState.PRESENT), ("absent", EvidenceState.ABSENT)):
        findings += [ReportedFinding(id=key, state=state) for key in data.get(name) or []]
    scan = CompleteScan() if data.get("scan_complete") else None
    return DiagnosisRequest(tuple(findings), vehicle, limit=10, scan=scan)


def rank_of(verdict: Verdict, fault_id: str) -> int | None:
    """Return the rank of a fault among those shown, or None."""
    return next((item.rank for item in verdict.diagnoses if item.fault_id == fault_id), None)


def measure(graph: Graph, reader: Reader, cases: Iterable[Case]) -> list[CaseQuality]:
    """Run the cases and count, by split."""
    verdicts = [(case, run_case(graph, reader, case)) for case in cases]
    splits = sorted({case.split for case, _ in verdicts})
    return [
        _quality(split, [item for item in verdicts if item[0].split == split]) for split in splits
    ]


def _quality(split: str, verdicts: list[tuple[Case, Verdict]]) -> CaseQuality:
    ranked = [
        (case, rank_of(verdict, case.expected["top"]) or 99)
        for case, verdict in verdicts
        if "top" in case.expected
    ]
    open_cases = [verdict for case, verdict in verdicts if "top" not in case.expected]
    late = [case.path for case, rank in ranked if rank > case.expected["within"]]
    return CaseQuality(
        split=split,
        top1=Share(sum(rank == 1 for _, rank in ranked), len(ranked)),
        top3=Share(sum(rank <= 3 for _, rank in ranked), len(ranked)),  # noqa: PLR2004 - top 3
        in_time=Share(len(ranked) - len(late), len(ranked)),
        not_sure=Share(sum(_top(verdict) <= SURE for verdict in open_cases), len(open_cases)),
        missed=tuple(late) if split == "dev" else (),
    )


def _top(verdict: Verdict) -> float:
    return verdict.diagnoses[0].probability if verdict.diagnoses else 0.0
