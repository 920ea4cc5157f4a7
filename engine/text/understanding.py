"""Free text to observables: what a complaint says is present or absent, and what it leaves open."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.text.calibration import Calibration, calibration_of
from engine.text.clauses import CodeFinding, split_statements
from engine.text.deciding import MAX_ALTERNATIVES, Decision, NotUnderstood, decide
from engine.text.judging import Judged, Search, best_cover, judge
from engine.text.matching import AliasIndex
from engine.text.scoring import Meaning, Scale
from engine.text.vocabulary import vocabulary_of
from graph.embedder import Embedder
from graph.vocabulary import EvidenceState, Locale


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
        code: the trouble code in SAE J2012 form when the clause is one; then ``matched`` is None
            and whoever asks looks the code up.
    """

    input: str
    state: EvidenceState
    matched: Match | None
    alternatives: tuple[Match, ...]
    reason: str | None
    code: str | None = None


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

    All clauses are embedded in one batch and searched with two queries; a third asks for the
    version of the graph.

    Args:
        text: what the driver or the workshop wrote, in French or English.
        locale: language of the aliases to search. None searches both and finds more, also for
            people who write in the other language (docs/text_understanding.md).
        index: aliases of the observables.
        embedder: the model that the aliases were embedded with.
        field: the name of the input in error messages.
        calibration: how the model's cosines are read; by default that of the model.

    Raises:
        InvalidInputError: the text is longer, or lists more, than is read at once.
    """
    statements = split_statements(text, field)
    if not statements:
        return (_not_understood(text, NotUnderstood.EMPTY),)
    calibration = calibration or calibration_of(embedder, index)
    scale = Scale(calibration, vocabulary_of(index))
    search = Search(index, embedder, locale, scale)
    clauses: list[UnderstoodClause] = []
    for statement, readings in zip(statements, judge(statements, search), strict=True):
        clauses += map(_code_clause, statement.codes)
        cover = best_cover(readings, len(statement.parts))
        clauses += (clause for judged in cover for clause in _clauses(judged, scale))
    return tuple(_agreeing(clauses))


def _agreeing(clauses: list[UnderstoodClause]) -> Iterator[UnderstoodClause]:
    """Withdraw a match that a more similar clause of the same complaint contradicts."""
    surest: dict[str, UnderstoodClause] = {}
    for clause in clauses:
        if clause.matched:
            known = surest.setdefault(clause.matched.observable_id, clause)
            if known.matched and clause.matched.similarity > known.matched.similarity:
                surest[clause.matched.observable_id] = clause
    for clause in clauses:
        if clause.matched and clause.state is not surest[clause.matched.observable_id].state:
            nearest = (clause.matched, *clause.alternatives)[:MAX_ALTERNATIVES]
            yield _not_understood(clause.input, NotUnderstood.CONTRADICTED, nearest)
        else:
            yield clause


def _clauses(judged: Judged, scale: Scale) -> Iterator[UnderstoodClause]:
    for one in judged.halves or (judged,):
        for decision in decide(one, scale):
            yield _clause(one.reading.said, decision)


def _clause(said: str, decision: Decision) -> UnderstoodClause:
    others = tuple(map(_match, decision.others))
    if decision.meaning is None:
        reason = decision.reason or NotUnderstood.BELOW_THRESHOLD
        return _not_understood(said, reason, others)
    return UnderstoodClause(said, decision.meaning.state, _match(decision.meaning), others, None)


def _match(one: Meaning) -> Match:
    similarity = round(min(one.similarity, 1.0), 4)
    return Match(one.observable_id, one.label_fr, one.label_en, similarity)


def _code_clause(finding: CodeFinding) -> UnderstoodClause:
    if finding.code is None:
        return _not_understood(finding.said, NotUnderstood.INVALID_CODE)
    return UnderstoodClause(finding.said, finding.state, None, (), None, finding.code)


def _not_understood(
    said: str, reason: NotUnderstood, nearest: tuple[Match, ...] = ()
) -> UnderstoodClause:
    return UnderstoodClause(said, EvidenceState.UNKNOWN, None, nearest, reason.value)
