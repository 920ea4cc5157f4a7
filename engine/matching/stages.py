"""The stages of matching: each one query by an index, timed, with bounded answers (EFI 5.1)."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from cypher.library import query
from cypher.rows import matching as rows
from engine.codes.parsing import parse_code
from engine.matching.keywords import Term
from graph.errors import InvalidInputError
from graph.session import Graph
from graph.vocabulary_records import CardStatus

LIST_CARDS_BY_CODE = query("matching/list_cards_by_code", rows.ListCardsByCodeRow)
LIST_CARDS_BY_SIGNATURE = query("matching/list_cards_by_signature", rows.ListCardsBySignatureRow)
LIST_CARDS_BY_KEYWORD = query("matching/list_cards_by_keyword", rows.ListCardsByKeywordRow)
LIST_SIMILAR_CARDS = query("matching/list_similar_cards", rows.ListSimilarCardsRow)
LIST_SIMILAR_CARDS_WITH_PENDING = query(
    "matching/list_similar_cards_with_pending", rows.ListSimilarCardsWithPendingRow
)
TRACE_CANDIDATES = query("matching/trace_candidates", rows.TraceCandidatesRow)
#: Cards that one stage may propose; all of them are scored by all stages.
CANDIDATES = 50
#: Cards read from a full-text index for them, the best first; drafts are filtered afterwards.
NEAREST = 200
#: Cosine from which meaning alone proposes a card; below it texts are about different things.
LEAST_SIMILARITY = 0.35
#: Of the graph's approved cards, and with those that wait for an expert.
APPROVED = (CardStatus.APPROVED.value,)
WITH_PENDING = (CardStatus.APPROVED.value, CardStatus.PENDING_REVIEW.value)
T = TypeVar("T")


class Clock:
    """Milliseconds of each stage."""

    def __init__(self) -> None:
        """Start without any."""
        self.milliseconds: dict[str, float] = {}

    def time(self, stage: str, job: Callable[[], T]) -> T:
        """Run a job and add its time to a stage."""
        started = time.perf_counter()
        try:
            return job()
        finally:
            spent = (time.perf_counter() - started) * 1000.0
            self.milliseconds[stage] = self.milliseconds.get(stage, 0.0) + spent


@dataclass(frozen=True)
class CandidateQuestion:
    """What of some cards is read to score them.

    Attributes:
        terms: keywords of the request.
        vector: of its text, or None.
        observable_ids: what it was understood to say is present.
    """

    terms: Sequence[Term] = ()
    vector: NDArray[np.float32] | None = None
    observable_ids: Sequence[str] = field(default_factory=tuple)


class Stages:
    """The stages over one graph, for those who see some statuses of cards."""

    def __init__(
        self, graph: Graph, statuses: Sequence[str] = APPROVED, pending_of: str | None = None
    ) -> None:
        """Keep the graph, and which cards may answer: of one garage, unless they are approved."""
        self._graph = graph
        self._statuses = list(statuses)
        self._pending_of = pending_of

    def by_code(self, forms: Sequence[str]) -> list[rows.CardWithCode]:
        """Return the cards that have one of some codes, and whether all of theirs are there."""
        if not forms:
            return []
        found = self._graph.read(
            LIST_CARDS_BY_CODE,
            codes=list(forms),
            words=quoted(forms),
            statuses=self._statuses,
            nearest=NEAREST,
            limit=CANDIDATES,
        )
        return found[0].cards

    def by_signature(self, signature_hash: str | None) -> list[str]:
        """Return the ids of the cards of one signature."""
        if not signature_hash:
            return []
        found = self._graph.read(
            LIST_CARDS_BY_SIGNATURE,
            hash=signature_hash,
            statuses=self._statuses,
            limit=CANDIDATES,
        )
        return found[0].ids

    def by_keyword(self, terms: Sequence[Term]) -> list[str]:
        """Return the ids of the cards that share most keywords."""
        if not terms:
            return []
        found = self._graph.read(
            LIST_CARDS_BY_KEYWORD,
            words=quoted(sorted({token for term in terms for token in term.tokens})),
            terms=_tokens(terms),
            statuses=self._statuses,
            nearest=NEAREST,
            limit=CANDIDATES,
        )
        return found[0].ids

    def by_meaning(self, vector: NDArray[np.float32] | None) -> list[str]:
        """Return the ids of the cards whose text means nearly the same."""
        if vector is None:
            return []
        asked = {"vector": vector.tolist(), "least": LEAST_SIMILARITY, "limit": CANDIDATES}
        if self._statuses == list(APPROVED):
            return self._graph.read(LIST_SIMILAR_CARDS, **asked)[0].ids
        found = self._graph.read(
            LIST_SIMILAR_CARDS_WITH_PENDING, statuses=self._statuses, nearest=NEAREST, **asked
        )
        return found[0].ids

    def trace(self, ids: Sequence[str], asked: CandidateQuestion) -> rows.TraceCandidatesRow:
        """Return what the scores of some cards rest on, of those that may answer."""
        found = self._graph.read(
            TRACE_CANDIDATES,
            ids=sorted(set(ids)),
            terms=_tokens(asked.terms),
            vector=None if asked.vector is None else asked.vector.tolist(),
            observable_ids=list(asked.observable_ids),
        )
        seen = [card for card in found[0].cards if self._may_answer(card)]
        return rows.TraceCandidatesRow(cards=seen, graph_version=found[0].graph_version)

    def _may_answer(self, card: rows.CandidateCard) -> bool:
        own = self._pending_of in {None, card.source_garage_id}
        return card.status in self._statuses and (own or card.status in APPROVED)


def code_forms(said: Sequence[str]) -> tuple[str, ...]:
    """Return the codes as cards may hold them: upper case, and without the failure-type byte.

    A text that is no code of any known form is compared as it is: makers use many.
    """
    forms: dict[str, None] = {}
    for code in said:
        plain = "".join(code.split()).upper()
        forms[plain] = None
        try:
            forms[parse_code(plain).base] = None
        except InvalidInputError:
            continue
    return tuple(form for form in forms if form)


def quoted(tokens: Sequence[str]) -> str:
    """Return a Lucene query of any of some tokens, each as it is."""
    escaped = (token.replace("\\", "\\\\").replace('"', '\\"') for token in tokens)
    return " ".join(f'"{token}"' for token in escaped)


def _tokens(terms: Sequence[Term]) -> list[list[str]]:
    return [sorted(term.tokens) for term in terms]
