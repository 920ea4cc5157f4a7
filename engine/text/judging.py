"""Judge every reading of a complaint: two searches for all of them, then the best cover."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.embedding import fold, normalise
from engine.text.clauses import Reading, Statement
from engine.text.groups import group_of
from engine.text.matching import AliasIndex, AliasText, VectorSearch
from engine.text.quality import subject
from engine.text.scoring import Meaning, Scale, Wording, score_reading
from engine.text.words import content_words, mend
from graph.embedder import Embedder
from graph.vocabulary import Locale

#: Trust in a wording with mended words: "caisse" may be "crisse" misspelt, or not.
_GUESSED_WORDS = 0.9
#: Observables with all words of a text that are compared whatever their similarity.
_MAX_SHOWN = 12
#: Similarity that both halves of a part need before it is read as two symptoms.
_SURE_HALF = 0.65


@dataclass(frozen=True)
class Judged:
    """A reading and what it may mean, best first.

    Attributes:
        halves: the two symptoms that it is, when they match better than the whole.
    """

    reading: Reading
    meanings: tuple[Meaning, ...]
    halves: tuple["Judged", ...] = ()

    @property
    def similarity(self) -> float:
        """Similarity of the best meaning, or of the lesser half; 0 when there is none."""
        if self.halves:
            return min(half.similarity for half in self.halves)
        return self.meanings[0].similarity if self.meanings else 0.0


@dataclass(frozen=True)
class _Job:
    reading: Reading
    wordings: tuple[Wording, ...]
    alias_ids: tuple[str, ...]

    @property
    def texts(self) -> list[str]:
        """What to embed: said before bare, wording by wording."""
        return [text for one in self.wordings for text in (one.said, one.bare) if text]


@dataclass(frozen=True)
class Search:
    """Where and how to search."""

    index: AliasIndex
    embedder: Embedder
    locale: Locale | None
    scale: Scale


def judge(statements: Sequence[Statement], search: Search) -> list[list[Judged]]:
    """Return the judged readings of each statement; one batch of vectors, two queries."""
    jobs = list(_jobs(statements, search))
    if not jobs:
        return [[] for _ in statements]
    vectors = _vectors(jobs, search.embedder)
    searches = [VectorSearch(rows, job.alias_ids) for job, rows in zip(jobs, vectors, strict=True)]
    limit = search.scale.calibration.vector_limit
    hits = search.index.find_similar(searches, search.locale, limit)
    judged = iter(
        Judged(job.reading, tuple(score_reading(job.reading, job.wordings, near, search.scale)))
        for job, near in zip(jobs, hits, strict=True)
    )
    return [
        [_with_halves(reading, judged) for reading in statement.readings]
        for statement in statements
    ]


def _with_halves(reading: Reading, judged: Iterator[Judged]) -> Judged:
    """Take a reading and its splits from the queue; keep the split that matches better."""
    whole = next(judged)
    best: tuple[Judged, ...] = ()
    bound = max(whole.similarity, _SURE_HALF)
    for _ in reading.splits:
        pair = (next(judged), next(judged))
        worse = min(half.similarity for half in pair)
        if worse > bound and len({half.meanings[0].observable_id for half in pair}) > 1:
            best, bound = pair, worse
    return Judged(reading, whole.meanings, best)


def best_cover(readings: Sequence[Judged], parts: int) -> list[Judged]:
    """Return the readings that cover all parts once and match best.

    A run of parts counts as often as it has parts, and only where it matches better than each
    of its parts alone.
    """
    alone = {one.reading.first: one for one in readings if one.reading.first == one.reading.last}
    best: list[tuple[float, list[Judged]]] = [(0.0, [])]
    for end in range(parts):
        options = []
        for one in readings:
            run = range(one.reading.first, end + 1)
            if one.reading.last != end or not _is_worth_joining(one, run, alone):
                continue
            value, chosen = best[one.reading.first]
            options.append((value + len(run) * one.similarity, [*chosen, one]))
        best.append(max(options, key=lambda option: (option[0], -len(option[1]))))
    return best[parts][1]


def _is_worth_joining(one: Judged, run: range, alone: dict[int, Judged]) -> bool:
    return len(run) == 1 or all(alone[at].similarity < one.similarity for at in run)


def _jobs(statements: Sequence[Statement], search: Search) -> Iterator[_Job]:
    parts = [part.text for statement in statements for part in statement.parts]
    limit = search.scale.calibration.word_limit
    found = iter(search.index.find_words(parts, search.locale, limit) if parts else [])
    for statement in statements:
        by_part = [next(found) for _ in statement.parts]
        for reading in statement.readings:
            near = [hit for part in by_part[reading.first : reading.last + 1] for hit in part]
            for one in (reading, *(half for pair in reading.splits for half in pair)):
                ids = dict.fromkeys(hit.alias_id for hit in near)
                ids |= dict.fromkeys(_shown_ids(one, search))
                yield _Job(one, _wordings(one, near), tuple(ids))


def _shown_ids(reading: Reading, search: Search) -> Iterator[str]:
    """Return aliases that are to be compared whatever their similarity: they may be shown."""
    bare = reading.negation.bare if reading.negation else reading.text
    vocabulary = search.scale.vocabulary
    group = group_of(bare)
    if group and reading.first == reading.last:
        yield from vocabulary.members(group).values()
    for aliases in list(vocabulary.containing(content_words(reading.text)).values())[:_MAX_SHOWN]:
        yield aliases[0].alias_id


def _wordings(reading: Reading, near: Sequence[AliasText]) -> tuple[Wording, ...]:
    """Return the reading as said, with its spelling mended, and with a borrowed word."""
    vocabulary = [hit.text for hit in near]
    bare = (reading.negation.bare or None) if reading.negation else None
    if reading.is_well:
        bare = subject(reading.text) or None
    plain = Wording(normalise(reading.text), bare)
    found = [plain]
    said = mend(plain.said, vocabulary)
    if said != plain.said:
        is_guess = fold(said) != fold(plain.said)
        mended = mend(bare, vocabulary) if bare is not None else None
        found.append(Wording(said, mended, _GUESSED_WORDS if is_guess else 1.0))
    borrowed = (
        Wording(variant, variant if bare is not None else None) for variant in reading.variants
    )
    return (*found, *borrowed)


def _vectors(jobs: Sequence[_Job], embedder: Embedder) -> list[NDArray[np.float32]]:
    """Embed each distinct text once, all in one batch."""
    row_of: dict[str, int] = {}
    for job in jobs:
        for text in job.texts:
            row_of.setdefault(text, len(row_of))
    vectors = embedder.encode(list(row_of))
    return [vectors[[row_of[text] for text in job.texts]] for job in jobs]
