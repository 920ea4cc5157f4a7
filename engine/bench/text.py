"""Measure free text to observables on ``benchmarks/text_cases.yaml`` (goal QA9)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

import yaml

from engine.bench.share import Share
from engine.text.calibration import Calibration, calibration_of
from engine.text.matching import AliasIndex
from engine.text.understanding import UnderstoodClause, understand
from graph.embedder import Embedder
from graph.vocabulary import EvidenceState, Locale

Split = Literal["dev", "test"]
_SHOWN = 3


@dataclass(frozen=True)
class Expected:
    """One finding that a complaint states; each observable of ``any_of`` is a right answer."""

    any_of: frozenset[str]
    state: EvidenceState


@dataclass(frozen=True)
class TextCase:
    """A complaint and what it states; nothing expected means that no alias says this."""

    text: str
    locale: Locale
    split: Split
    expected: tuple[Expected, ...]


@dataclass(frozen=True)
class Method:
    """A way to search, by name, as a change of the model's calibration.

    Attributes:
        both_languages: search aliases of both languages instead of the case's own.
    """

    name: str
    both_languages: bool = True
    change: Callable[[Calibration], Calibration] = lambda calibration: calibration


METHODS = (
    Method("fused, both languages"),
    Method("fused, in-index locale filter", both_languages=False),
    Method("vector only", change=lambda c: replace(c, word_weight=0.0, word_limit=0)),
    Method("full-text only", change=lambda c: replace(c, word_weight=1.0, vector_limit=0)),
)


@dataclass(frozen=True)
class TextQuality:
    """How well a method did on the cases of one language.

    Attributes:
        top1: stated findings whose first candidate is right, and in the right state if matched.
        top3: stated findings with a right one among the first three candidates.
        matched: stated findings matched right, above the threshold and in the right state.
        not_understood: stated findings that got no match.
        false_match: complaints about other things that were matched all the same.
        negation_as_present: findings stated absent that were matched as present.
        symptom_as_absent: findings stated present that were matched as absent.
    """

    locale: str
    top1: Share
    top3: Share
    matched: Share
    not_understood: Share
    false_match: Share
    negation_as_present: Share
    symptom_as_absent: Share


def load_cases(path: Path) -> list[TextCase]:
    """Read the cases file."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        TextCase(
            text=case["text"],
            locale=Locale(case["locale"]),
            split=case["split"],
            expected=tuple(
                Expected(frozenset(one["any"]), EvidenceState(one["state"]))
                for one in case["expect"]
            ),
        )
        for case in content["cases"]
    ]


def measure(
    cases: Iterable[TextCase],
    index: AliasIndex,
    embedder: Embedder,
    method: Method = METHODS[0],
) -> list[TextQuality]:
    """Return the quality of a method by language."""
    calibration = method.change(calibration_of(embedder, index))
    answers = [
        (
            case,
            understand(
                case.text,
                None if method.both_languages else case.locale,
                index,
                embedder,
                calibration=calibration,
            ),
        )
        for case in cases
    ]
    return [
        _quality(locale, [answer for answer in answers if answer[0].locale is locale])
        for locale in Locale
    ]


def compare(
    cases: Sequence[TextCase], index: AliasIndex, embedder: Embedder
) -> dict[str, list[TextQuality]]:
    """Return the quality of each method by language."""
    return {method.name: measure(cases, index, embedder, method) for method in METHODS}


def as_json(results: dict[str, list[TextQuality]]) -> dict[str, Any]:
    """Return the results as plain values, with intervals."""
    return {
        name: {
            quality.locale: {
                key: {
                    "hits": value.hits,
                    "of": value.of,
                    "percent": round(value.percent, 1),
                    "interval95": [round(bound, 1) for bound in value.interval],
                }
                for key, value in vars(quality).items()
                if isinstance(value, Share)
            }
            for quality in qualities
        }
        for name, qualities in results.items()
    }


def as_table(results: dict[str, list[TextQuality]]) -> str:
    """Return the results as a Markdown table."""
    names = [key for key in asdict(next(iter(results.values()))[0]) if key != "locale"]
    lines = [
        "| method | language | " + " | ".join(name.replace("_", " ") for name in names) + " |",
        "|---" * (2 + len(names)) + "|",
    ]
    for method, qualities in results.items():
        for quality in qualities:
            cells = [_cell(getattr(quality, name)) for name in names]
            lines.append(f"| {method} | {quality.locale} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(share: Share) -> str:
    low, high = share.interval
    return f"{share.percent:.1f} ({low:.0f} to {high:.0f}), n={share.of}"


def _quality(
    locale: Locale, answers: Sequence[tuple[TextCase, tuple[UnderstoodClause, ...]]]
) -> TextQuality:
    stated = [(one, clauses) for case, clauses in answers for one in case.expected]
    outside = [clauses for case, clauses in answers if not case.expected]
    absent = [pair for pair in stated if pair[0].state is EvidenceState.ABSENT]
    present = [pair for pair in stated if pair[0].state is EvidenceState.PRESENT]
    return TextQuality(
        locale=locale.value,
        top1=Share(sum(_is_first(*pair) for pair in stated), len(stated)),
        top3=Share(sum(_is_shown(*pair) for pair in stated), len(stated)),
        matched=Share(sum(_is_matched(*pair) for pair in stated), len(stated)),
        not_understood=Share(sum(not _has_match(clauses) for _, clauses in stated), len(stated)),
        false_match=Share(sum(_has_match(clauses) for clauses in outside), len(outside)),
        negation_as_present=Share(sum(_is_flipped(*pair) for pair in absent), len(absent)),
        symptom_as_absent=Share(sum(_is_flipped(*pair) for pair in present), len(present)),
    )


def _candidates(clause: UnderstoodClause) -> list[str]:
    if clause.code:
        return [clause.code]
    matches = ([clause.matched] if clause.matched else []) + list(clause.alternatives)
    return [match.observable_id for match in matches[:_SHOWN]]


def _is_first(one: Expected, clauses: tuple[UnderstoodClause, ...]) -> bool:
    return any(
        set(_candidates(clause)[:1]) & one.any_of
        and clause.state in (one.state, EvidenceState.UNKNOWN)
        for clause in clauses
    )


def _is_shown(one: Expected, clauses: tuple[UnderstoodClause, ...]) -> bool:
    return any(set(_candidates(clause)) & one.any_of for clause in clauses)


def _is_matched(one: Expected, clauses: tuple[UnderstoodClause, ...]) -> bool:
    return any(
        clause.reason is None
        and set(_candidates(clause)[:1]) & one.any_of
        and clause.state is one.state
        for clause in clauses
    )


def _is_flipped(one: Expected, clauses: tuple[UnderstoodClause, ...]) -> bool:
    return any(
        clause.state not in (one.state, EvidenceState.UNKNOWN)
        and set(_candidates(clause)[:1]) & one.any_of
        for clause in clauses
    )


def _has_match(clauses: tuple[UnderstoodClause, ...]) -> bool:
    return any(clause.reason is None for clause in clauses)
