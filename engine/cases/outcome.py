"""What became of a diagnosis: checked, told once, and taught in one transaction (L1, L2).

Rules: requirements section 9, "outcomes". The lock of the graph version is taken first, then the
case is read, so that two messages about one repair cannot both teach.
"""

from dataclasses import dataclass, replace
from typing import Any

from cypher.library import query
from cypher.rows import case as case_rows
from cypher.rows import learning as rows
from engine.cases.finding import unknown_case
from engine.cases.patterns import count_pattern
from engine.cases.teaching import Lesson, Taught, teach
from engine.clock import time_of_write
from engine.identifiers import new_id
from graph.errors import ConflictError, InvalidInputError, NotFoundError, NotReadyError
from graph.session import Graph, Transaction
from graph.vocabulary_records import CaseOutcome, VerificationMethod

MERGE_VERSION_LOCK = query("learning/merge_version_lock", rows.MergeVersionLockRow)
FIND_CASE_TO_TEACH = query("learning/find_case_to_teach", rows.FindCaseToTeachRow)
MERGE_OUTCOME = query("case/merge_outcome", case_rows.MergeOutcomeRow)

#: Given as ``fault_id``: the true cause is known, and the graph does not have it.
UNLISTED = "unlisted"
#: How much an outcome teaches (section 9, "outcomes").
_AMOUNTS = {CaseOutcome.CONFIRMED: 1.0, CaseOutcome.PARTIAL: 0.5, CaseOutcome.INCORRECT: 1.0}


@dataclass(frozen=True)
class Outcome:
    """What became of a diagnosis.

    Attributes:
        outcome: confirmed, partial or incorrect.
        fault_id: the true fault; unless given, the predicted one when it was right. "unlisted" for
            a cause that the graph does not have.
        idempotency_key: of the repair; the case itself unless given.
        notes: free text.
    """

    outcome: CaseOutcome
    fault_id: str | None = None
    verification_method: VerificationMethod | None = None
    idempotency_key: str | None = None
    notes: str | None = None


@dataclass(frozen=True)
class OutcomeAnswer:
    """What an outcome did; the same again when it is told again.

    Attributes:
        graph_version: version after it.
        relations_taught: relationships whose counts it raised.
        suggestions: relationships that it suggests to experts.
    """

    case_id: str
    graph_version: int
    outcome: str
    fault_id: str | None
    verification_method: str | None
    idempotency_key: str
    relations_taught: int
    suggestions: int


def record_outcome(graph: Graph, case_id: str, garage_id: str, told: Outcome) -> OutcomeAnswer:
    """Keep an outcome with its case and teach the graph: all of it is written, or nothing.

    Raises:
        NotFoundError: the garage has no such case, or the graph no such active fault.
        ConflictError: the case has another outcome, or one of another repair.
        InvalidInputError: "incorrect" and the predicted fault, or nothing was predicted.
    """
    now = time_of_write()
    return graph.write_unit(lambda tx: _record(tx, case_id, garage_id, told, now))


def tell_fault(
    tx: Transaction, case_id: str, garage_id: str, told: Outcome, now: str
) -> OutcomeAnswer | None:
    """Tell within a transaction that a fault was found, unless the case knows its outcome.

    The outcome is "confirmed" when it was the predicted one, else "incorrect".

    Args:
        tx: the transaction of the repair that found it.
        case_id: the diagnosis.
        garage_id: garage of the diagnosis.
        told: fault, method and key; its own outcome is not read.
        now: time of the repair, ISO 8601.

    Returns:
        None where the garage has no such case, the outcome was told before, or the graph no longer
        has the fault.
    """
    found = tx.run(
        FIND_CASE_TO_TEACH,
        id=case_id,
        garage_id=garage_id,
        fault_id=told.fault_id,
        key=told.idempotency_key,
    )
    if not found or not found[0].fault_is_known:
        return None
    stored = found[0].properties
    if stored["outcome"] != CaseOutcome.PENDING:
        return None
    was_predicted = stored.get("predicted_fault_id") == told.fault_id
    outcome = CaseOutcome.CONFIRMED if was_predicted else CaseOutcome.INCORRECT
    return _record(tx, case_id, garage_id, replace(told, outcome=outcome), now)


def _record(
    tx: Transaction, case_id: str, garage_id: str, told: Outcome, now: str
) -> OutcomeAnswer:
    locked = tx.run(MERGE_VERSION_LOCK)
    if not locked:
        raise NotReadyError("the graph holds no knowledge", fix="run `faultgraph seed`")
    key = told.idempotency_key or case_id
    wanted = None if told.fault_id == UNLISTED else told.fault_id
    found = tx.run(FIND_CASE_TO_TEACH, id=case_id, garage_id=garage_id, fault_id=wanted, key=key)
    if not found:
        raise unknown_case(case_id)
    case = found[0]
    fault_id = _true_fault(told, case)
    if case.properties["outcome"] != CaseOutcome.PENDING:
        return _told_before(case.properties, told, fault_id, key)
    lesson = _lesson(case, told, fault_id, key, now)
    taught = Taught(locked[0].version, 0, 0)
    if not case.taught_before:
        taught = teach(tx, lesson) if lesson.teaches else taught
        count_pattern(tx, lesson)
    stored = {
        "outcome": told.outcome.value,
        "fault_id": fault_id,
        "verification_method": told.verification_method,
        "idempotency_key": key,
        "taught_version": taught.version,
        "taught_relations": taught.relations,
        "taught_suggestions": taught.suggestions,
    }
    tx.run(
        MERGE_OUTCOME,
        id=case_id,
        outcome=stored,
        notes=[told.notes] if told.notes else [],
        personal_id=new_id("pers"),
        now=now,
    )
    return _answer({**case.properties, **stored})


def _lesson(
    case: rows.FindCaseToTeachRow, told: Outcome, fault_id: str | None, key: str, now: str
) -> Lesson:
    properties = case.properties
    return Lesson(
        case_id=properties["id"],
        garage_id=properties["garage_id"],
        key=key,
        fault_id=None if fault_id == UNLISTED else fault_id,
        is_unlisted=fault_id == UNLISTED,
        predicted_fault_id=properties.get("predicted_fault_id"),
        amount=_AMOUNTS[told.outcome],
        observed=tuple(case.observed),
        scan_systems=tuple(properties.get("scan_systems") or ()),
        makes=tuple(
            make.removeprefix("make.") for make in filter(None, [properties.get("make_id")])
        ),
        scopes=tuple(filter(None, (properties.get("model_id"), properties.get("engine_id")))),
        powertrains=tuple(properties.get("powertrains") or ()),
        vehicle_types=tuple(properties.get("vehicle_types") or ()),
        mileage_km=properties.get("mileage_km"),
        now=now,
    )


def _true_fault(told: Outcome, case: rows.FindCaseToTeachRow) -> str | None:
    """Return the fault that the outcome says was there, "unlisted", or None when unknown."""
    predicted = case.properties.get("predicted_fault_id")
    if told.outcome is CaseOutcome.INCORRECT:
        if told.fault_id is not None and told.fault_id == predicted:
            raise InvalidInputError(
                "the fault that was predicted cannot be the true one of an incorrect diagnosis",
                field="fault_id",
                fix="say confirmed, or give the fault that was found",
                key="outcome.predicted",
            )
        if told.fault_id is None or told.fault_id == UNLISTED:
            return told.fault_id
    elif told.fault_id is None and predicted is None:
        raise InvalidInputError(
            "nothing was predicted, so the fault that was found must be given",
            field="fault_id",
            fix="give the id of the fault that was found",
            key="outcome.no_fault",
        )
    fault_id = told.fault_id or predicted
    if not case.fault_is_known:
        raise NotFoundError(
            f"there is no active fault {str(fault_id)[:80]!r}",
            field="fault_id",
            fix="give the id of an active fault; for a cause that the graph lacks: outcome"
            ' "incorrect" with fault_id "unlisted"',
            key="outcome.fault_unknown",
            values={"id": str(fault_id)[:80]},
        )
    return fault_id


def _told_before(
    stored: dict[str, Any], told: Outcome, fault_id: str | None, key: str
) -> OutcomeAnswer:
    """Return the answer of the first time, unless this is another outcome."""
    same = stored["outcome"] == told.outcome.value and stored.get("fault_id") == fault_id
    if same and stored.get("idempotency_key") == key:
        return _answer(stored)
    raise ConflictError(
        f"the case already has the outcome {stored['outcome']!r}; nothing was written",
        field="outcome" if not same else "idempotency_key",
        fix="look at it with `GET /cases/{id}`; an outcome is told once",
        key="outcome.told",
        values={"outcome": stored["outcome"]},
    )


def _answer(stored: dict[str, Any]) -> OutcomeAnswer:
    return OutcomeAnswer(
        case_id=stored["id"],
        graph_version=stored["taught_version"],
        outcome=stored["outcome"],
        fault_id=stored.get("fault_id"),
        verification_method=stored.get("verification_method"),
        idempotency_key=stored["idempotency_key"],
        relations_taught=stored["taught_relations"],
        suggestions=stored["taught_suggestions"],
    )
