"""In which order causes are worked through, so that few effects wait at a time.

A cause comes after everything that can bring it about. An effect waits from the moment its first
cause was worked through until it is itself; exact sums need a bit for each waiting effect. The
order is greedy: causes without an effect first, then least new waiting, then the cause whose effect
misses the fewest others.
"""

from dataclasses import dataclass

import numpy as np

Bools = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


@dataclass(frozen=True)
class EliminationStep:
    """One cause, and what waits.

    Attributes:
        cause: its index.
        slot: its place among those waiting, or None when nothing before can bring it about.
        effects: for each of its effects the index and the place among those waiting afterwards.
        new: how many of the effects begin to wait; they have the last places.
    """

    cause: int
    slot: int | None
    effects: tuple[tuple[int, int], ...]
    new: int


def elimination_steps(edges: Bools) -> tuple[list[EliminationStep], int]:
    """Return the steps, and the summed 2^(effects that wait) that exact sums take for them.

    Args:
        edges: shape (x, x), True where cause i can bring about cause j; no cycle.
    """
    missing = edges.sum(axis=0).tolist()
    effects_of = [np.flatnonzero(row).tolist() for row in edges]
    ready = {at for at, count in enumerate(missing) if count == 0}
    waiting: list[int] = []
    steps: list[EliminationStep] = []
    work = 0
    while ready:
        cause = next((at for at in ready if not effects_of[at]), None)
        if cause is None:
            cause = min(ready, key=lambda at: _cost(at, effects_of[at], waiting, missing))
        ready.discard(cause)
        for effect in effects_of[cause]:
            missing[effect] -= 1
            if not missing[effect]:
                ready.add(effect)
        slot = waiting.index(cause) if cause in waiting else None
        waiting = [at for at in waiting if at != cause]
        new = [at for at in effects_of[cause] if at not in waiting]
        waiting += new
        effects = tuple((at, waiting.index(at)) for at in effects_of[cause])
        steps.append(EliminationStep(cause, slot, effects, len(new)))
        work += 1 << len(waiting)
    return steps, work


def _cost(
    cause: int, effects: list[int], waiting: list[int], missing: list[int]
) -> tuple[int, int, int]:
    """Return how many more wait afterwards, the least that one of them then misses, the index."""
    new = sum(effect not in waiting for effect in effects) - (cause in waiting)
    return new, min(missing[effect] for effect in effects), cause
