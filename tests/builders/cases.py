"""Read the YAML cases that mechanics write, and run them through the engine."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from engine.diagnose import DiagnosisRequest, diagnose
from engine.evidence import ReportedFinding
from engine.reading import Reader
from engine.vehicle import VehicleDescription
from engine.verdict import Verdict
from graph.session import Graph
from graph.vocabulary import EvidenceState, Locale

FOLDER = Path(__file__).parents[1] / "cases"


@dataclass(frozen=True)
class Case:
    """One case file."""

    path: str
    data: dict[str, Any]

    @property
    def split(self) -> str:
        """Dev (may be looked at) or held_back (only counted)."""
        return str(self.data["split"])

    @property
    def expected(self) -> dict[str, Any]:
        """What a good answer is."""
        found: dict[str, Any] = self.data["expected"]
        return found


def load_cases(split: str | None = None) -> list[Case]:
    """Return all cases, or those of one split, sorted by path."""
    found = [
        Case(path.relative_to(FOLDER).as_posix(), yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(FOLDER.rglob("*.yaml"))
    ]
    return [case for case in found if split in (None, case.split)]


def run_case(graph: Graph, reader: Reader, case: Case) -> Verdict:
    """Diagnose one case as a user would."""
    data = case.data
    vehicle = VehicleDescription(**data["vehicle"]) if data.get("vehicle") else None
    findings = [ReportedFinding(text=data["complaint"])] if data.get("complaint") else []
    findings += [ReportedFinding(code=str(code)) for code in data.get("codes") or []]
    for name, state in (("present", EvidenceState.PRESENT), ("absent", EvidenceState.ABSENT)):
        findings += [ReportedFinding(id=key, state=state) for key in data.get(name) or []]
    request = DiagnosisRequest(tuple(findings), vehicle, Locale(data["language"]), limit=10)
    return diagnose(graph, reader, request)


def rank_of(verdict: Verdict, fault_id: str) -> int | None:
    """Return the rank of a fault among those shown, or None."""
    return next((item.rank for item in verdict.diagnoses if item.fault_id == fault_id), None)
