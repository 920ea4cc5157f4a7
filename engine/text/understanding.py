"""Free text to observables: what a complaint says is present or absent, and what it leaves open."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from engine.embedding import fold, normalise
from engine.text.calibration import Calibration, calibration_of, rarity_of
from engine.text.clauses import CodeFinding, Reading, Statement, split_statements
from engine.text.matching import AliasIndex, AliasText, VectorSearch
from engine.text.scoring import Meaning, Scale, Wording, score_reading
from engine.text.words import mend
from graph.embedder import Embedder
from graph.vocabulary import EvidenceState, Locale

#: How many candidates a clause shows beside its match.
MAX_ALTERNATIVES = 3
#: Trust in a wording with mended words: "caisse" may be "crisse" misspelt, or not.
_GUESSED_WORDS = 0.9


class NotUnderstood(StrEnum):
    """Why a clause has no match; the edges put it in the user's language."""

    EMPTY = "empty"
    INVALID_CODE = "invalid_code"
    BELOW_THRESHOLD = "below_threshold"


@dataclass(frozen=True)
class Match:
    """An observable that a clause may mean; similarity is 0 to 1, comparable within a model."""

    observable_id: str
    label_fr: str
    label_en: str
    similarity: float


@dataclass(frozen=True)
class UnderstoodClause:
    """One statement of a complaint and what became of it.

    Attributes:
        input: the words as written.
        state: what it says of the match; unknown when nothing matched.
        matched: the observable, or None.
        alternatives: other candidates, best first; when nothing matched, the nearest ones.
        reason: a ``NotUnderstood`` value, or None when it was understood.
        code: the trouble code in SAE J2012 form when the clause is one; then ``matched`` is None.
    """

    input: str
    state: EvidenceState
    matched: Match | None
    alternatives: tuple[Match, ...]
    reason: str | None
    code: str | None = None


@dataclass(frozen=True)
class _Judged:
    reading: Reading
    meanings: list[Meaning]

    @property
    def similarity(self) -> float:
        return self.meanings[0].similarity if self.meanings else 0.0


def understand(
    text: str,
    locale: Locale | None,
    index: AliasIndex,
    embedder: Embedder,
    *,
    field: str = "text",
    calibration: Calibration | None = None,
) -> tuple[UnderstoodClause, ...]:
    """Say which observables a complaint reports as present or absent.

    All clauses are embedded in one batch and searched with two queries.

    Args:
        text: what the driver or the workshop wrote, in French or English.
        locale: language to search in, or None for both.
        index: aliases of the observables.
        embedder: the model that the aliases were embedded with.
        field: the name of the input in error messages.
        calibration: how the model's cosines are read; by default that of the model.

    Raises:
        InvalidInputError: the text is longer, or lists more, than is read at once.
    """
    statements = split_statements(text, field)
    if not statements:
        return (UnderstoodClause(text, EvidenceState.UNKNOWN, None, (), NotUnderstood.EMPTY.value),)
    calibration = calibration or calibration_of(embedder, index)
    scale = Scale(calibration, rarity_of(index))
    judged = iter(_judge(statements, locale, index, embedder, scale))
    clauses: list[UnderstoodClause] = []
    for statement in statements:
        clauses += [_code_clause(code) for code in statement.codes]
        readings = [next(judged) for _ in statement.readings]
        for chosen in _best_cover(readings, len(statement.parts)):
            clauses.append(_clause(chosen, calibration))
    return tuple(clauses)


def _judge(
    statements: Sequence[Statement],
    locale: Locale | None,
    index: AliasIndex,
    embedder: Embedder,
    scale: Scale,
) -> list[_Judged]:
    calibration = scale.calibration
    parts = [part.said for statement in statements for part in statement.parts]
    found = index.find_words(parts, locale, calibration.word_limit) if parts else []
    hints = iter(found)
    jobs: list[tuple[Reading, list[Wording], tuple[str, ...]]] = []
    for statement in statements:
        by_part = [next(hints) for _ in statement.parts]
        for reading in statement.readings:
            near = [hit for part in by_part[reading.first : reading.last + 1] for hit in part]
            ids = tuple(dict.fromkeys(hit.alias_id for hit in near))
            jobs.append((reading, _wordings(reading, near), ids))
    texts = [text for _, wordings, _ in jobs for text in _flat(wordings)]
    distinct = list(dict.fromkeys(texts))
    vectors = embedder.encode(distinct)
    row_of = {text: at for at, text in enumerate(distinct)}
    searches = [
        VectorSearch(vectors[np.array([row_of[text] for text in _flat(wordings)])], ids)
        for _, wordings, ids in jobs
    ]
    hits = index.find_similar(searches, locale, calibration.vector_limit) if searches else []
    return [
        _Judged(reading, score_reading(reading, wordings, near, scale))
        for (reading, wordings, _), near in zip(jobs, hits, strict=True)
    ]


def _wordings(reading: Reading, near: Sequence[AliasText]) -> list[Wording]:
    """Return the reading as said, with its spelling mended, and with a borrowed word."""
    vocabulary = [hit.text for hit in near]
    bare = reading.negation.bare or None if reading.negation else None
    found = [Wording(normalise(reading.said), bare)]
    said = mend(found[0].said, vocabulary)
    if said != found[0].said:
        is_guess = fold(said) != fold(found[0].said)
        mended = mend(bare, vocabulary) if bare is not None else None
        found.append(Wording(said, mended, _GUESSED_WORDS if is_guess else 1.0))
    borrowed = (
        Wording(variant, variant if bare is not None else None) for variant in reading.variants
    )
    return [*found, *borrowed]


def _flat(wordings: Sequence[Wording]) -> list[str]:
    return [text for wording in wordings for text in (wording.said, wording.bare) if text]


def _best_cover(readings: Sequence[_Judged], parts: int) -> list[_Judged]:
    """Return the readings that cover all parts once and match best.

    A run of parts counts as often as it has parts, and only where it matches better than each
    of its parts alone.
    """
    alone = {one.reading.first: one for one in readings if one.reading.first == one.reading.last}
    best: list[tuple[float, list[_Judged]]] = [(0.0, [])]
    for end in range(parts):
        options = []
        for one in readings:
            if one.reading.last != end:
                continue
            run = range(one.reading.first, end + 1)
            if len(run) > 1 and any(alone[at].similarity >= one.similarity for at in run):
                continue
            value, chosen = best[one.reading.first]
            options.append((value + len(run) * one.similarity, [*chosen, one]))
        best.append(max(options, key=lambda option: (option[0], -len(option[1]))))
    return best[parts][1]


def _clause(judged: _Judged, calibration: Calibration) -> UnderstoodClause:
    said = judged.reading.said
    candidates = [_match(meaning) for meaning in judged.meanings[: MAX_ALTERNATIVES + 1]]
    if judged.similarity < calibration.threshold or not candidates:
        return UnderstoodClause(
            said,
            EvidenceState.UNKNOWN,
            None,
            tuple(candidates[:MAX_ALTERNATIVES]),
            NotUnderstood.BELOW_THRESHOLD.value,
        )
    return UnderstoodClause(
        said, judged.meanings[0].state, candidates[0], tuple(candidates[1:]), None
    )


def _match(meaning: Meaning) -> Match:
    return Match(
        meaning.observable_id,
        meaning.label_fr,
        meaning.label_en,
        round(min(meaning.similarity, 1.0), 4),
    )


def _code_clause(finding: CodeFinding) -> UnderstoodClause:
    if finding.code is None:
        return UnderstoodClause(
            finding.said, EvidenceState.UNKNOWN, None, (), NotUnderstood.INVALID_CODE.value
        )
    return UnderstoodClause(finding.said, finding.state, None, (), None, finding.code)
