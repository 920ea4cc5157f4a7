"""A garage on paper: the real engine on a record that is written here, no database, no words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cypher.rows.diagnosis import CandidateRow, ObservedFinding, TestRow
from engine.conclusion import conclude
from engine.diagnose import DiagnosisRequest, assemble_verdict
from engine.evidence import Candidate, ReportedFinding, UnderstoodFinding
from engine.observed import observed_answers, settle_findings
from engine.turn import build_turn
from engine.vehicle import RecognisedVehicle
from engine.verdict import Verdict
from tests.builders.turn import evidence_row, finding_row, question_row


@dataclass(frozen=True)
class PaperGarage:
    """Faults, observables and what is known of them.

    Attributes:
        priors: rate of each fault.
        links: of each observable, the weight of each fault.
        words: the observable that each text means.
        choices: the observables that each unclear text may mean.
        base: circumstances of each observable, by name.
        ratios: by observable, then fault, then name.
    """

    priors: Mapping[str, float]
    links: Mapping[str, Mapping[str, float]]
    tests: Sequence[TestRow] = ()
    candidates: Sequence[CandidateRow] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    base: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    ratios: Mapping[str, Mapping[str, Mapping[str, float]]] = field(default_factory=dict)
    leak: float = 0.01
    levels: Mapping[str, str] = field(default_factory=dict)

    def diagnose(self, _graph: object, _reader: object, request: DiagnosisRequest) -> Verdict:
        """Return the verdict as ``engine.diagnose.diagnose`` would."""
        understood = [self._understood(item) for item in request.findings]
        told = {item.ids[0] for item in understood if item.ids}
        row = evidence_row(
            self.priors,
            [self._finding(item.ids[0], at) for at, item in enumerate(understood) if item.ids],
            questions=[
                question_row(key, links, leak=self.leak)
                for key, links in self.links.items()
                if key not in told
            ],
            tests=self.tests,
            candidates=self.candidates,
            levels=self.levels,
        )
        vehicle = RecognisedVehicle()
        known = settle_findings(understood, row, request.context)
        turn = build_turn(row, vehicle, known)
        found = conclude(turn, request.limit, request.budget, request.rules)
        return assemble_verdict(
            turn,
            observed_answers(understood, row, vehicle, known),
            found,
            details={item.fault_id: details_of(item.fault_id) for item in found.ranking.shown},
            names={key: node_of(key) for key in [*found.named_ids(), *self.priors]},
        )

    def _finding(self, key: str, position: int) -> ObservedFinding:
        found = finding_row(
            key,
            self.links[key],
            position=position,
            leak=self.leak,
            base=self.base.get(key),
            ratios=self.ratios.get(key),
        )
        labels = {name: node_of(key)[name] for name in ("label_fr", "label_en")}
        return found.model_copy(update=labels)

    def _understood(self, item: ReportedFinding) -> UnderstoodFinding:
        key = item.id or (f"dtc.sae.{item.code}" if item.code else self.words.get(item.text or ""))
        ids = (key,) if key in self.links and key else ()
        return UnderstoodFinding(
            item.said,
            item.state,
            ids,
            similarity=1.0 if item.text is None else 0.8,
            alternatives=tuple(
                Candidate(other, node_of(other)["label_fr"], node_of(other)["label_en"], 0.5)
                for other in self.choices.get(item.text or "", ())
            ),
            reason=None if ids else "not_understood",
            field=item.field,
            explicit=item.text is None,
            qualifiers=item.qualifiers,
        )


def node_of(key: str) -> dict[str, Any]:
    """Return a node with its labels and its question in both languages."""
    name = key.rsplit(".", 1)[-1]
    return {
        "id": key,
        "label_fr": f"{name} (fr)",
        "label_en": f"{name} (en)",
        "question_fr": f"Voyez-vous {name} ?" if not key.startswith("dtc.") else None,
        "question_en": f"Do you see {name}?" if not key.startswith("dtc.") else None,
        "code": name if key.startswith("dtc.") else None,
        "tools": [{"id": "tool.lamp", "label_fr": "lampe", "label_en": "lamp"}]
        if key.startswith("test.")
        else [],
    }


def details_of(fault_id: str) -> dict[str, Any]:
    """Return the display data of a fault that has a label and nothing else."""
    return {**node_of(fault_id), "root_causes": [], "parts": [], "actions": []}
