"""Exact evidence probability and marginals of a noisy-OR model, without subtraction.

Quickscore (Heckerman, 1989) sums over the 2^m subsets of the m present findings with alternating
signs, which loses all digits when the evidence is unlikely. The same sum can be built from positive
terms only: causes are added one by one to A[S] = P(exactly the findings S are switched on so far).
A cause with link weights w switches each finding e on by itself:

    (T A)[S + e] = A[S + e] + w_e A[S],   (T A)[S] = (1 - w_e) A[S]
    A <- P(cause absent) A + P(cause present) T A

A cause that others can bring about is one more thing to be switched on, from its first cause until
its own turn (`engine.inference.elimination_order`); then it is present if it was switched on or
arises by itself. A backward pass of the transposed steps gives V[S] = P(the remaining causes switch
on the rest), and both together the marginals.

The condition "at least one cause" is kept by counting the paths that have met a cause apart from
the one that has not, in units of the largest weight of a first cause, so that nothing is subtracted
and nothing overflows. Time and memory: x * 2^(m + waiting effects).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.inference.elimination_order import EliminationStep
from engine.inference.noisy_or import NoisyOrModel, log_complement
from engine.inference.posterior import Floats


@dataclass(frozen=True)
class ExactAnswer:
    """Sums over all sets with at least one cause.

    Attributes:
        log_evidence: log of the sum of the sets' joint probability with the findings.
        marginals: shape (x,), P(cause present | findings, at least one cause).
    """

    log_evidence: float
    marginals: Floats


def quickscore(
    model: NoisyOrModel, findings: Sequence[int] | None = None, log_lift: Floats | None = None
) -> ExactAnswer:
    """Return evidence probability and marginals.

    Args:
        model: causes, links and findings.
        findings: which of the present findings count, as columns of them; all by default.
        log_lift: shape (x,), log of a further factor for each present cause, or None.

    Where no set is possible at all, the evidence is -inf and the marginals are 0.
    """
    run = _Run.of(model, findings, log_lift)
    if not np.isfinite(run.shift):
        return ExactAnswer(-np.inf, np.zeros(len(run.tops)))
    starts, total = run.forward()
    present = run.backward(starts)
    with np.errstate(divide="ignore"):
        log_evidence = float(np.log(total)) + run.shift + float(run.tops.sum())
    return ExactAnswer(log_evidence, present / total if total > 0.0 else present)


@dataclass(frozen=True)
class _Run:
    """The arrays of one run.

    Attributes:
        steps: causes in order.
        tops: shape (x,), log scale of each cause's weights, so that the largest is 1.
        absent: shape (x,), weight of a cause that is absent.
        alone: shape (x,), of one that arises by itself.
        brought: shape (x,), of one that was brought about.
        first: shape (x,), of one that arises as the first, in units of exp(shift).
        shift: log of the largest weight of a first cause.
        fails, works: shape (x, m + x), 1 - w and w of the links to findings, then to effects.
        leak: shape (2^m,), probability of each state of the findings by the leaks alone.
    """

    steps: list[EliminationStep]
    tops: Floats
    absent: Floats
    alone: Floats
    brought: Floats
    first: Floats
    shift: float
    fails: Floats
    works: Floats
    leak: Floats

    @classmethod
    def of(
        cls, model: NoisyOrModel, findings: Sequence[int] | None, log_lift: Floats | None
    ) -> "_Run":
        survival = model.log_survival_present
        leak = model.log_leak_survival_present
        if findings is not None:
            survival, leak = survival[:, list(findings)], leak[list(findings)]
        kept = model.log_kept_absent + (0.0 if log_lift is None else log_lift)
        alone = log_complement(model.log_spared) + kept
        caused = model.log_escape.any(axis=0)
        tops = np.maximum(np.maximum(model.log_spared, alone), np.where(caused, kept, -np.inf))
        shift = min(float((alone - tops).max(initial=-np.inf)), 0.0)
        links = np.concatenate([survival, model.log_escape], axis=1)
        return cls(
            steps=model.elimination[0],
            tops=tops,
            absent=np.exp(model.log_spared - tops),
            alone=np.exp(alone - tops),
            brought=np.where(caused, np.exp(np.minimum(kept - tops, 0.0)), 0.0),
            first=np.exp(alone - tops - shift) if np.isfinite(shift) else np.zeros(len(tops)),
            shift=shift,
            fails=np.exp(links),
            works=-np.expm1(links),
            leak=_leak_states(np.exp(leak), -np.expm1(leak)),
        )

    def forward(self) -> tuple[list[Floats], float]:
        """Return the weight that enters each cause, and that of all findings switched on."""
        none, some = 1.0, np.zeros_like(self.leak)
        starts = []
        for step in self.steps:
            at = step.cause
            free, brought = _split(some, step.slot, self.leak.size)
            start = self.alone[at] * free
            if brought is not None:
                start += self.brought[at] * brought
            start[: self.leak.size] += self.first[at] * none * self.leak
            starts.append(start)
            some = np.zeros(start.size << step.new)
            some[: start.size] = start
            for bit, column in self._links(step):
                _switch_on(some, bit, self.fails[at, column], self.works[at, column])
            some[: start.size] += self.absent[at] * free
            none *= self.absent[at]
        return starts, float(some[-1])

    def backward(self, starts: list[Floats]) -> Floats:
        """Return the joint weight of each cause being present, shape (x,)."""
        rest = np.zeros_like(self.leak)
        rest[-1] = 1.0
        present = np.zeros(len(self.tops))
        for step, start in zip(reversed(self.steps), reversed(starts), strict=True):
            at = step.cause
            given = rest.copy()
            for bit, column in self._links(step):
                _expect(given, bit, self.fails[at, column], self.works[at, column])
            given = given[: start.size]
            present[at] = start @ given
            free = self.absent[at] * rest[: start.size] + self.alone[at] * given
            rest = _join(free, self.brought[at] * given, step.slot, self.leak.size)
        return present

    def _links(self, step: EliminationStep) -> list[tuple[int, int]]:
        """Return the bit and the column of what a cause can switch on."""
        findings = self.leak.size.bit_length() - 1
        found = np.flatnonzero(self.works[step.cause, :findings])
        links = [(int(bit), int(bit)) for bit in found]
        return links + [(findings + slot, findings + effect) for effect, slot in step.effects]


def _leak_states(survival: Floats, leak: Floats) -> Floats:
    states = np.ones(1)
    for absent, present in zip(survival, leak, strict=True):
        states = np.concatenate([states * absent, states * present])
    return states


def _split(states: Floats, slot: int | None, size: int) -> tuple[Floats, Floats | None]:
    """Return the states in which a waiting cause was not, and was, brought about."""
    if slot is None:
        return states, None
    pairs = states.reshape(-1, 2, size << slot)
    return pairs[:, 0].ravel(), pairs[:, 1].ravel()


def _join(free: Floats, brought: Floats, slot: int | None, size: int) -> Floats:
    """Put together what `_split` takes apart."""
    if slot is None:
        return free
    shape = (-1, size << slot)
    return np.stack([free.reshape(shape), brought.reshape(shape)], axis=1).ravel()


def _switch_on(states: Floats, bit: int, fails: float, works: float) -> None:
    """Apply T of one link, in place."""
    pairs = states.reshape(-1, 2, 1 << bit)
    pairs[:, 1] += works * pairs[:, 0]
    pairs[:, 0] *= fails


def _expect(states: Floats, bit: int, fails: float, works: float) -> None:
    """Apply the transpose of T of one link, in place."""
    pairs = states.reshape(-1, 2, 1 << bit)
    pairs[:, 0] *= fails
    pairs[:, 0] += works * pairs[:, 1]
