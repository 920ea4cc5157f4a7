"""Learned patterns: how often a set of observables on a kind of vehicle was which fault (L3).

They are kept and shown, and change no probability: the same outcomes are in the counts of the
relationships and of the priors already, and would count twice.
"""

from cypher.library import query
from cypher.rows.learning import MergeLearnedPatternRow
from engine.cases.teaching import Lesson
from engine.identifiers import derived_key
from graph.session import Transaction
from graph.vocabulary import EvidenceState

MERGE_LEARNED_PATTERN = query("learning/merge_learned_pattern", MergeLearnedPatternRow)
_ANY = "any"


def vehicle_category(vehicle_types: tuple[str, ...], powertrains: tuple[str, ...]) -> str:
    """Return the category of a vehicle, for example ``car/diesel``; ``any`` where not one is."""
    kind = vehicle_types[0] if len(vehicle_types) == 1 else _ANY
    power = powertrains[0] if len(powertrains) == 1 else _ANY
    return f"{kind}/{power}"


def count_pattern(tx: Transaction, lesson: Lesson) -> int:
    """Count an outcome for the fault that was predicted and the one that was found."""
    signature = lesson.seen(EvidenceState.PRESENT)
    category = vehicle_category(lesson.vehicle_types, lesson.powertrains)
    faults = sorted(set(filter(None, (lesson.fault_id, lesson.predicted_fault_id))))
    if not signature or not faults:
        return 0
    return tx.run(
        MERGE_LEARNED_PATTERN,
        rows=[
            {
                "id": "pat_" + derived_key(category, *signature, fault),
                "fault_id": fault,
                "confirmed": lesson.amount if fault == lesson.fault_id else 0.0,
            }
            for fault in faults
        ],
        vehicle_category=category,
        signature=signature,
        mileage_km=lesson.mileage_km,
        now=lesson.now,
    )[0].written
