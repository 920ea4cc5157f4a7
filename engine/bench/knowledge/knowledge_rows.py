"""How the engine with the shipped knowledge does on the told cases, goal by goal.

The right fault first and in three, danger flagged, no false certainty, and the driver's words
understood, on the development half and on the half that is only counted. Nothing is fitted here.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.bench.cases import SURE, Case, rank_of
from engine.bench.knowledge.told_cases import DEV, HELD_BACK, ToldCase
from engine.bench.quality.results import QualityRow, Target, share_row
from engine.bench.share import Share
from engine.bench.text import TextQuality
from engine.verdict import Verdict
from graph.vocabulary import SafetyLevel

#: Runs one case through the whole diagnosis.
Run = Callable[[Case], Verdict]
#: Measures how complaints are understood, by language.
ReadTexts = Callable[[Sequence[ToldCase]], list[TextQuality]]
_TOP = 3
FIRST, IN_THREE = Target(low=75.0), Target(low=92.0)
TEXT_FIRST, TEXT_IN_THREE = Target(low=80.0), Target(low=95.0)
ALL = Target(low=100.0)
_SPLITS = {DEV: "development half", HELD_BACK: "held-back half"}


@dataclass(frozen=True)
class Outcome:
    """A told case and what the engine answered."""

    told: ToldCase
    verdict: Verdict

    @property
    def endings(self) -> tuple[str, ...]:
        """The faults that the case ends with; empty where the right answer is another."""
        expected = self.told.data["expected"]
        return (expected["top"],) if "top" in expected else tuple(expected.get("both", ()))

    @property
    def first(self) -> str:
        """The fault that the engine names first."""
        return self.verdict.diagnoses[0].fault_id if self.verdict.diagnoses else "none"

    def within(self, rank: int) -> bool:
        """Whether the first ending is among the first so many."""
        found = rank_of(self.verdict, self.endings[0])
        return found is not None and found <= rank


@dataclass
class KnowledgeQuality:
    """Rows of all figures, and which faults are taken for which others."""

    rows: list[QualityRow] = field(default_factory=list)
    confusions: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    missed: list[dict[str, Any]] = field(default_factory=list)


def measure_knowledge(cases: Sequence[ToldCase], run: Run, read: ReadTexts) -> KnowledgeQuality:
    """Return the figures of both halves; paths of missed cases only of the development half."""
    quality = KnowledgeQuality()
    for split, words in _SPLITS.items():
        chosen = [case for case in cases if case.split == split]
        if not chosen:
            continue
        outcomes = [Outcome(case, run(case.as_case())) for case in chosen]
        alone = [Outcome(case, run(case.as_complaint())) for case in chosen]
        quality.rows += diagnosis_rows(outcomes, words)
        quality.rows += driver_rows(alone, words)
        quality.rows += [row for each in read(chosen) for row in _text_rows(each, words)]
        quality.confusions[split] = confusion_pairs(outcomes)
        if split == DEV:
            quality.missed = [_miss(outcome) for outcome in outcomes if _is_miss(outcome)]
    return quality


def diagnosis_rows(outcomes: Sequence[Outcome], words: str) -> list[QualityRow]:
    """Return the rows of one half with everything that the workshop found."""
    single = [o for o in outcomes if "top" in o.told.data["expected"]]
    both = [o for o in outcomes if "both" in o.told.data["expected"]]
    unsure = [o for o in outcomes if not o.endings]
    return [
        share_row("QK1", f"right fault first, {words}", _counted(single, 1), FIRST),
        share_row("QK2", f"right fault in three, {words}", _counted(single, _TOP), IN_THREE),
        share_row("QK3", f"critical cases flagged, {words}", _flagged(outcomes), ALL),
        share_row("QK4", f"open cases not answered for certain, {words}", _open(unsure), ALL),
        share_row("QK5", f"one of two faults first, {words}", _either(both)),
        share_row("QK5", f"both of two faults in three, {words}", _both(both)),
    ]


def driver_rows(outcomes: Sequence[Outcome], words: str) -> list[QualityRow]:
    """Return the rows of one half with the driver's words and the codes alone."""
    single = [o for o in outcomes if "top" in o.told.data["expected"]]
    what = f"from complaint and codes alone, {words}"
    return [
        share_row("QK6", f"right fault first {what}", _counted(single, 1)),
        share_row("QK6", f"right fault in three {what}", _counted(single, _TOP)),
    ]


def confusion_pairs(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Return which fault was named first in place of which, the most frequent pair first."""
    pairs = Counter(
        (outcome.endings[0], outcome.first)
        for outcome in outcomes
        if outcome.endings and outcome.first not in outcome.endings
    )
    return [
        {"right": right, "named_first": first, "cases": count}
        for (right, first), count in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    ]


def _text_rows(quality: TextQuality, words: str) -> list[QualityRow]:
    where = f"{quality.locale}, {words}"
    return [
        share_row("QK7", f"complaint to symptom, first, {where}", quality.top1, TEXT_FIRST),
        share_row("QK8", f"complaint to symptom, in three, {where}", quality.top3, TEXT_IN_THREE),
    ]


def _counted(outcomes: Sequence[Outcome], rank: int) -> Share:
    return Share(sum(outcome.within(rank) for outcome in outcomes), len(outcomes))


def _flagged(outcomes: Sequence[Outcome]) -> Share:
    critical = [o for o in outcomes if o.told.data["safety"] == SafetyLevel.CRITICAL]
    hits = sum(o.verdict.safety.level == SafetyLevel.CRITICAL for o in critical)
    return Share(hits, len(critical))


def _open(outcomes: Sequence[Outcome]) -> Share:
    hits = sum(
        not o.verdict.diagnoses or o.verdict.diagnoses[0].probability <= SURE for o in outcomes
    )
    return Share(hits, len(outcomes))


def _either(outcomes: Sequence[Outcome]) -> Share:
    return Share(sum(o.first in o.endings for o in outcomes), len(outcomes))


def _both(outcomes: Sequence[Outcome]) -> Share:
    hits = sum(
        all((rank_of(o.verdict, name) or _TOP + 1) <= _TOP for name in o.endings) for o in outcomes
    )
    return Share(hits, len(outcomes))


def _is_miss(outcome: Outcome) -> bool:
    return bool(outcome.endings) and outcome.first not in outcome.endings


def _miss(outcome: Outcome) -> dict[str, Any]:
    shown = [[each.fault_id, round(each.probability, 3)] for each in outcome.verdict.diagnoses[:4]]
    return {"case": outcome.told.path, "right": list(outcome.endings), "shown": shown}
