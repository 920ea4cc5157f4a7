"""The use case: findings and a vehicle in, a ranked and explained verdict out.

One read for the evidence, one for what is shown; all inference is numpy in ``engine.inference``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cypher.library import query
from cypher.rows.diagnosis import TraceDisplayRow, TraceEvidenceRow
from engine.budget import Budget
from engine.codes.complete_scan import CompleteScan, scan_names, with_absent_codes
from engine.conclusion import Conclusion, Rules, conclude
from engine.driving import with_driving
from engine.evidence import ReportedFinding, UnderstoodFinding, no_qualifiers
from engine.fitment import fitting_plan
from engine.learned import with_learned
from engine.observed import observed_answers, settle_findings
from engine.reading import Reader
from engine.root_causes import case_facts, circumstances_of, root_causes
from engine.turn import Turn, build_turn
from engine.vehicle import RecognisedVehicle, VehicleDescription, recognise
from engine.verdict import ObservedAnswer, Verdict
from graph.contexts import CaseFacts
from graph.errors import NotFoundError, empty_graph
from graph.session import Graph
from graph.vocabulary_answers import UsageHint

TRACE_EVIDENCE = query("diagnosis/trace_evidence", TraceEvidenceRow)
TRACE_DISPLAY = query("diagnosis/trace_display", TraceDisplayRow)
#: Faults whose further evidence, repairs and effects are read for the next question and the plan.
CANDIDATES = 50
NOTHING_KNOWN = CaseFacts()


@dataclass(frozen=True)
class DiagnosisRequest:
    """What to diagnose.

    Attributes:
        limit: how many faults to show, 1 to 50; it changes nothing else.
        untouched_read: how many faults are read that no finding touches, the likeliest first; the
            rest counts by its prior mass.
        recognised: the vehicle of a stored case, instead of a description.
        context: circumstances of every finding that states none of its own (G3).
        scan: set when codes that are not listed are absent.
        budget: what may be spent on questions.
        rules: what an operator may set.
        usage: how the vehicle is used, as far as said; context of root causes.
        year_now: for the vehicle's age; None leaves it unknown.
    """

    findings: tuple[ReportedFinding, ...]
    vehicle: VehicleDescription | None = None
    limit: int = 10
    untouched_read: int = CANDIDATES
    recognised: RecognisedVehicle | None = None
    context: Mapping[str, str] = field(default_factory=no_qualifiers)
    budget: Budget = field(default_factory=Budget)
    rules: Rules = field(default_factory=Rules)
    scan: CompleteScan | None = None
    usage: tuple[UsageHint, ...] = ()
    year_now: int | None = None


def diagnose(graph: Graph, reader: Reader, request: DiagnosisRequest) -> Verdict:
    """Return the verdict.

    Raises:
        InvalidInputError: a code is not one, or a finding contradicts another.
        NotFoundError: an observable id does not exist.
        NotReadyError: the graph holds no knowledge.
    """
    turn, answers = read_turn(graph, reader, request)
    found = conclude(turn, request.limit, request.budget, request.rules)
    circumstances = circumstances_of(turn.known, request.context)
    facts = case_facts(turn.vehicle, request.usage, circumstances, request.year_now)
    return _verdict(graph, turn, answers, found, facts)


def read_turn(
    graph: Graph, reader: Reader, request: DiagnosisRequest
) -> tuple[Turn, tuple[ObservedAnswer, ...]]:
    """Return the arrays of one turn, and what became of each reported finding.

    Raises:
        InvalidInputError: a code is not one, or a finding contradicts another.
        NotFoundError: an observable id does not exist.
        NotReadyError: the graph holds no knowledge.
    """
    vehicle = request.recognised or recognise(graph, request.vehicle)
    understood = reader.read(request.findings, vehicle.make_code)
    read = _trace(graph, understood, vehicle, request.untouched_read)
    row = with_learned(read, vehicle.ids)
    known = settle_findings(understood, row, request.context)
    answers = observed_answers(understood, row, vehicle, known)
    if request.scan is not None:
        scanned = with_absent_codes(graph, (request.scan, understood), row, vehicle, known)
        row, known, answers = scanned.row, scanned.known, answers + scanned.answers
    return build_turn(row, vehicle, known), answers


def _trace(
    graph: Graph,
    understood: Sequence[UnderstoodFinding],
    vehicle: RecognisedVehicle,
    untouched_read: int,
) -> TraceEvidenceRow:
    rows = graph.read(
        TRACE_EVIDENCE,
        findings=[list(item.ids) for item in understood],
        states=[item.state.value for item in understood],
        powertrains=list(vehicle.powertrains),
        vehicle_types=list(vehicle.vehicle_types),
        vehicle_ids=vehicle.ids,
        mileage_is_known=vehicle.mileage_km is not None,
        limit=untouched_read,
        candidates=CANDIDATES,
    )
    if not rows:
        raise empty_graph()
    known = {finding.position for finding in rows[0].findings}
    for position, item in enumerate(understood):
        if item.ids and position not in known and item.said in item.ids:
            raise NotFoundError(
                f"there is no observable {item.said[:80]!r}",
                field=item.field,
                fix="find ids with `GET /api/knowledge-graph/nodes/search`",
                key="observable.unknown",
                values={"id": item.said[:80]},
            )
    return rows[0]


def _verdict(
    graph: Graph,
    turn: Turn,
    answers: tuple[ObservedAnswer, ...],
    found: Conclusion,
    facts: CaseFacts,
) -> Verdict:
    display = graph.read(TRACE_DISPLAY, **display_parameters(turn, found))[0]
    details = {fault["id"]: fault for fault in display.faults}
    names = {node["id"]: node for node in [*display.names, *display.faults]}
    names |= scan_names(turn.row)
    return assemble_verdict(turn, answers, found, details, names, facts)


def assemble_verdict(
    turn: Turn,
    answers: tuple[ObservedAnswer, ...],
    found: Conclusion,
    details: Mapping[str, dict[str, Any]],
    names: Mapping[str, Mapping[str, Any]],
    facts: CaseFacts = NOTHING_KNOWN,
) -> Verdict:
    """Return the verdict of one turn with its display data.

    Args:
        turn: the arrays.
        answers: what became of each reported finding.
        found: everything that the turn says.
        details: of each fault that is shown, by id.
        names: labels of at least the nodes that ``found`` names, by id.
        facts: what is known of the case, for the shares of root causes.
    """
    return Verdict(
        graph_version=turn.row.graph_version,
        vehicle=turn.vehicle,
        observables=answers,
        diagnoses=tuple(
            replace(
                item,
                details=details[item.fault_id],
                root_causes=tuple(root_causes(details[item.fault_id]["root_causes"], facts)),
            )
            for item in found.ranking.shown
        ),
        not_shown_probability=found.ranking.not_shown_probability,
        unread_probability=found.ranking.unread_probability,
        unlisted_probability=found.ranking.unlisted_probability,
        fault_set=found.fault_set,
        several_faults=found.several_faults,
        several_unseen=found.several_unseen,
        several_exact=found.several_exact,
        roles=found.roles,
        safety=with_driving(found.safety, names),
        next_questions=found.next_questions,
        stop=found.stop,
        would_change=found.would_change,
        plan=fitting_plan(found.plan, names, turn.vehicle),
        abstains=found.abstains,
        names=names,
    )


def display_parameters(turn: Turn, found: Conclusion) -> dict[str, list[str]]:
    """Return what the display read of a turn is asked for; the speed bench asks the same."""
    return {
        "fault_ids": [item.fault_id for item in found.ranking.shown],
        "name_ids": found.named_ids(),
        "finding_ids": [item.id for item in turn.findings],
    }
