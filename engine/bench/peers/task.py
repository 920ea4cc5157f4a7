"""The common task that Neo4j and its peers do, and how their answers are held together.

Ten present findings; every fault that one of them indicates scores the sum of log weight - log
leak; the relationships of the best 50 are fetched, which the next question needs; the best ten are
the answer. Priors, filters and repairs are left out: not every peer could do them alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from heapq import nsmallest
from typing import Protocol

import numpy as np

from engine.bench.speed.synthetic import Synthetic, draw_findings
from graph.errors import ConflictError

#: Findings of one draw; faults whose relationships are fetched; faults of the answer.
FINDINGS, CANDIDATES, TOP = 10, 50, 10
#: Scores closer than this are one score: each store adds up in its own order.
DIGITS = 9


@dataclass(frozen=True)
class Answer:
    """What a peer found.

    Attributes:
        top: (row of the fault, score) of the best, best first, ties by row.
        edges: relationships fetched of the candidates.
    """

    top: tuple[tuple[int, float], ...]
    edges: int


class Peer(Protocol):
    """One way to do the task."""

    @property
    def name(self) -> str:
        """As the table shows it."""

    def answer(self, columns: Sequence[int]) -> Answer:
        """Do the task for some observables of the drawn graph."""

    def empty(self) -> None:
        """Ask for nothing: what a call alone costs; free where there is no server."""


OpenPeer = AbstractContextManager[Peer]


def best(scored: Iterable[tuple[int, float]]) -> tuple[tuple[int, float], ...]:
    """Return the best of (row, score) pairs, scores rounded so that all peers break ties alike."""
    rounded = [(row, round(score, DIGITS)) for row, score in scored]
    return tuple(nsmallest(TOP, rounded, key=lambda item: (-item[1], item[0])))


def draw_task(drawn: Synthetic, rng: np.random.Generator) -> tuple[int, ...]:
    """Return the observables of one turn: ten that one fault indicates."""
    return tuple(draw_findings(drawn, rng, FINDINGS, 0))


def require_agreement(answers: Mapping[str, Answer]) -> None:
    """Refuse to time peers that do not do the same.

    Raises:
        ConflictError: two have another top ten, or fetched another number of relationships.
    """
    (first, expected), *others = answers.items()
    for name, found in others:
        if not _agree(expected, found):
            raise ConflictError(
                f"{first} and {name} do not give the same answer: {expected} and {found}",
                fix="nothing is timed before all give the same top ten; mend the one that is wrong",
            )


def _agree(one: Answer, other: Answer) -> bool:
    rows = [row for row, _ in one.top] == [row for row, _ in other.top]
    scores = np.allclose([s for _, s in one.top], [s for _, s in other.top], rtol=0, atol=1e-6)
    return one.edges == other.edges and rows and bool(scores)
