"""What one outcome adds to the graph, within its transaction.

Per present observable of the case +amount to alpha, per absent one +amount to beta (a code that a
complete scan did not show was absent), of every
relationship to the true fault, on all vehicles and in the scopes of the vehicle; one more outcome
of the fault in each of these scopes. The ledger only grows, so that each entry can be withdrawn.
"""

from dataclasses import dataclass
from typing import Any

from cypher.library import query
from cypher.rows import learning as rows
from cypher.rows import seed as seed_rows
from engine.identifiers import derived_key
from graph.pooling import POOLING_CASES
from graph.session import Transaction
from graph.vocabulary import PROVENANCE, EvidenceState, SourceKind
from graph.vocabulary_codes import GENERIC_MAKE, SYSTEM_LETTERS, CodeSystem
from graph.vocabulary_records import RevisionChange

MERGE_GRAPH_VERSION = query("seed/merge_graph_version", seed_rows.MergeGraphVersionRow)
MERGE_REVISIONS = query("seed/merge_revisions", seed_rows.MergeRevisionsRow)
LINK_SUGGESTIONS = query("learning/link_suggestions", rows.LinkSuggestionsRow)
LIST_TAUGHT_RELATIONS = query("learning/list_taught_relations", rows.ListTaughtRelationsRow)
MERGE_LEARNED_COUNTS = query("learning/merge_learned_counts", rows.MergeLearnedCountsRow)
MERGE_OUTCOME_COUNTS = query("learning/merge_outcome_counts", rows.MergeOutcomeCountsRow)
MERGE_LEARNED_RATES = query("learning/merge_learned_rates", rows.MergeLearnedRatesRow)

#: Cases that a weight without counts of its own weighs: that of a guess (section 9, "provenance").
_STRENGTH = PROVENANCE[SourceKind.AI_GENERATED].strength
_ALL = "all"


@dataclass(frozen=True)
class Lesson:
    """One outcome with what its case saw.

    Attributes:
        key: idempotency key of the repair.
        fault_id: the true fault, or None when it is unknown or not in the graph.
        is_unlisted: whether the cause is known not to be in the graph.
        amount: 1, or .5 of a partial outcome.
        observed: (observable, state) of each settled finding.
        scan_systems: systems whose other codes were absent, because the scan was complete.
        makes: code of the vehicle's make, as far as known.
        scopes: ids of the vehicle's model and engine, as far as known.
        now: time of the outcome, ISO 8601.
    """

    case_id: str
    garage_id: str
    key: str
    fault_id: str | None
    is_unlisted: bool
    predicted_fault_id: str | None
    amount: float
    observed: tuple[tuple[str, str], ...]
    scan_systems: tuple[str, ...]
    makes: tuple[str, ...]
    scopes: tuple[str, ...]
    powertrains: tuple[str, ...]
    vehicle_types: tuple[str, ...]
    mileage_km: int | None
    now: str

    @property
    def teaches(self) -> bool:
        """Whether it changes knowledge."""
        return self.fault_id is not None or self.is_unlisted

    def seen(self, state: EvidenceState) -> list[str]:
        """Return the observables of one state, sorted."""
        return sorted(key for key, found in self.observed if found == state.value)

    def entry_key(self, *parts: str) -> str:
        """Return the key of a ledger entry: one per repair, relationship and scope."""
        return derived_key(self.garage_id, self.key, *parts)


@dataclass(frozen=True)
class Taught:
    """What was written: the graph version after it, and how much."""

    version: int
    relations: int
    suggestions: int


def teach(tx: Transaction, lesson: Lesson) -> Taught:
    """Write what the outcome teaches; the caller holds the graph version's lock."""
    version = tx.run(MERGE_GRAPH_VERSION, now=lesson.now)[0].version
    if lesson.fault_id is None:
        tx.run(MERGE_LEARNED_RATES, pooling_cases=POOLING_CASES, unlisted=lesson.amount)
        return Taught(version, 0, 0)
    changed = [lesson.fault_id, *lesson.scopes]
    tx.run(
        MERGE_REVISIONS,
        rows=[{"id": key, "change": RevisionChange.UPDATE.value} for key in changed],
        version=version,
        now=lesson.now,
    )
    suggestions = tx.run(
        LINK_SUGGESTIONS,
        fault_id=lesson.fault_id,
        rows=_suggested(lesson, lesson.fault_id),
        strength=_STRENGTH,
        now=lesson.now,
    )[0].suggested
    relations = _teach_relations(tx, lesson)
    tx.run(
        MERGE_OUTCOME_COUNTS,
        fault_id=lesson.fault_id,
        amount=lesson.amount,
        scopes=_scopes(lesson, lesson.fault_id),
        case_id=lesson.case_id,
        garage_id=lesson.garage_id,
        version=version,
        now=lesson.now,
    )
    tx.run(MERGE_LEARNED_RATES, pooling_cases=POOLING_CASES, unlisted=0.0)
    return Taught(version, relations, suggestions)


def _suggested(lesson: Lesson, fault_id: str) -> list[dict[str, str]]:
    found = []
    for observable in lesson.seen(EvidenceState.PRESENT):
        relation = "rel_suggested_" + derived_key(observable, fault_id)
        key = derived_key(relation, "suggested")
        found.append({"observable": observable, "relation_id": relation, "key": key})
    return found


def _scopes(lesson: Lesson, fault_id: str) -> list[dict[str, str]]:
    found = []
    for target in lesson.scopes:
        relation = "rel_outcomes_" + derived_key(fault_id, target)
        key = lesson.entry_key(relation, target)
        found.append({"target": target, "relation_id": relation, "key": key})
    return found


def _teach_relations(tx: Transaction, lesson: Lesson) -> int:
    present = set(lesson.seen(EvidenceState.PRESENT))
    stated = sorted(present | set(lesson.seen(EvidenceState.ABSENT)))
    relations = tx.run(
        LIST_TAUGHT_RELATIONS,
        fault_id=lesson.fault_id,
        observables=stated,
        stated=[key for key, _ in lesson.observed],
        letters=[SYSTEM_LETTERS[CodeSystem(system)] for system in lesson.scan_systems],
        makes=[GENERIC_MAKE.lower(), *lesson.makes],
    )[0].relations
    return tx.run(
        MERGE_LEARNED_COUNTS,
        rows=[_counted(lesson, *each, is_present=each[0] in present) for each in relations],
        fault_id=lesson.fault_id,
        scopes=list(lesson.scopes),
        case_id=lesson.case_id,
        garage_id=lesson.garage_id,
        strength=_STRENGTH,
        now=lesson.now,
    )[0].written


def _counted(
    lesson: Lesson, observable: str, relation_id: str, *, is_present: bool
) -> dict[str, Any]:
    return {
        "observable": observable,
        "relation_id": relation_id,
        "alpha": lesson.amount if is_present else 0.0,
        "beta": 0.0 if is_present else lesson.amount,
        "entries": [
            [scope, lesson.entry_key(relation_id, scope)] for scope in (_ALL, *lesson.scopes)
        ],
    }
