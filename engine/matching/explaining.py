"""Why a card has its score: one line a stage, whose contributions add up to the score (F3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.matching.scoring import Score, Signals, contributions


class Stage(StrEnum):
    """What a line is about; ``effectiveness`` and ``limits`` are no stages but change the score."""

    EXACT = "exact"
    KEYWORD = "keyword"
    SEMANTIC = "semantic"
    VEHICLE = "vehicle"
    EFFECTIVENESS = "effectiveness"
    LIMITS = "limits"


@dataclass(frozen=True)
class ExplanationLine:
    """One part of a score.

    Attributes:
        key: of the sentence in both languages (``api.matching_texts``).
        matched: what was found: codes, keywords.
        contribution: what it adds to the match score.
        value: figure of the sentence: a similarity, a multiplier.
    """

    stage: Stage
    key: str
    contribution: float
    matched: tuple[str, ...] = ()
    value: float | None = None


def explain(
    found: Score, signals: Signals, codes: Sequence[str], words: Sequence[str]
) -> tuple[ExplanationLine, ...]:
    """Return the lines of a score; their contributions add up to it.

    Args:
        found: the score.
        signals: what it was made from.
        codes: in common.
        words: keywords in common.
    """
    key = _exact_key(signals)
    if found.is_fast:
        return (ExplanationLine(Stage.EXACT, f"{key}_fast", found.total, tuple(codes)),)
    exact, keyword, semantic, vehicle = contributions(found.stages)
    lines = [
        ExplanationLine(Stage.EXACT, key, exact, tuple(codes)),
        ExplanationLine(
            Stage.KEYWORD, "keyword" if words else "keyword_none", keyword, tuple(words)
        ),
        _semantic(signals, semantic),
        ExplanationLine(Stage.VEHICLE, f"vehicle_{signals.fit}", vehicle),
    ]
    before = sum(line.contribution for line in lines)
    used = "effectiveness" if signals.effectiveness is not None else "effectiveness_unused"
    change = before * (found.multiplier - 1.0)
    lines.append(ExplanationLine(Stage.EFFECTIVENESS, used, change, value=found.multiplier))
    outside = found.total - (before + change)
    if abs(outside) > 1e-12:  # noqa: PLR2004 - rounding of the sums above
        lines.append(ExplanationLine(Stage.LIMITS, "limits", outside))
    return tuple(lines)


def _exact_key(signals: Signals) -> str:
    if signals.same_signature:
        return "signature"
    return "codes" if signals.codes_in_common else "codes_none"


def _semantic(signals: Signals, contribution: float) -> ExplanationLine:
    if signals.similarity is None:
        return ExplanationLine(Stage.SEMANTIC, "semantic_none", contribution)
    return ExplanationLine(Stage.SEMANTIC, "semantic", contribution, value=signals.similarity)
