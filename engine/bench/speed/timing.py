"""Interleaved timing: every turn runs all jobs in a new order, so that a slow moment hits all.

Absolute times of a shared machine mean little; the ratio to ``RETURN true`` of the same run through
the same kind of session does (spec/quality.md). Medians with bootstrap intervals.
"""

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: What every ratio is to.
FLOOR = "RETURN true"
_BOOTSTRAPS = 1000
Job = Callable[[], object]
Times = dict[str, list[float]]
#: By name of a job: which figure is bounded (``ratio``, ``median_ms``, ``p95_ms``), and its bound.
Goals = dict[str, tuple[str, float]]


@dataclass(frozen=True)
class LatencyRow:
    """One measured thing.

    Attributes:
        name: of the thing.
        runs: counted turns.
        median_ms: median.
        p95_ms: 95th percentile.
        ratio: median over the median of the empty query, same run.
        interval: 95 % bootstrap interval of the ratio.
        goal: the most that the ratio or the time may be, as ``goal_of`` says; None: no goal.
        goal_of: ``ratio``, ``median_ms`` or ``p95_ms``.
    """

    name: str
    runs: int
    median_ms: float
    p95_ms: float
    ratio: float
    interval: tuple[float, float]
    goal: float | None = None
    goal_of: str = "ratio"

    @property
    def is_reached(self) -> bool | None:
        """Whether the goal is reached; None without one."""
        return None if self.goal is None else float(getattr(self, self.goal_of)) <= self.goal


def interleave(
    jobs_of_turn: Callable[[np.random.Generator], Mapping[str, Job]],
    *,
    runs: int,
    warm_up: int,
    seed: int,
) -> Times:
    """Return milliseconds of each job by name.

    Args:
        jobs_of_turn: the jobs of one turn, on one draw.
        runs: counted turns.
        warm_up: turns before, not counted: the JVM compiles what runs often.
        seed: of draws and orders.
    """
    rng = np.random.default_rng(seed)
    times: Times = {}
    # A drawing of two million edges belongs to the bench, not to the product: unless it is set
    # aside, every collection of garbage during a turn walks it, and that is timed.
    gc.collect()
    gc.freeze()
    for turn in range(warm_up + runs):
        jobs = list(jobs_of_turn(rng).items())
        for at in rng.permutation(len(jobs)):
            name, job = jobs[at]
            started = time.perf_counter()
            job()
            if turn >= warm_up:
                times.setdefault(name, []).append((time.perf_counter() - started) * 1000)
    return times


def latency_rows(times: Times, seed: int, goals: Goals | None = None) -> list[LatencyRow]:
    """Return one row a job, in the order of the names.

    Args:
        times: with those of the empty query.
        seed: of the bootstrap.
        goals: what of a job is bounded (``ratio``, ``median_ms``, ``p95_ms``), and by how much.
    """
    rng = np.random.default_rng(seed)
    floor = np.asarray(times[FLOOR])
    found = []
    for name, values in sorted(times.items()):
        goal_of, goal = (goals or {}).get(name, ("ratio", None))
        found.append(
            LatencyRow(
                name=name,
                runs=len(values),
                median_ms=float(np.median(values)),
                p95_ms=float(np.percentile(values, 95)),
                ratio=float(np.median(values) / np.median(floor)),
                interval=ratio_interval(np.asarray(values), floor, rng),
                goal=goal,
                goal_of=goal_of,
            )
        )
    return found


def ratio_interval(
    values: NDArray[np.float64], floor: NDArray[np.float64], rng: np.random.Generator
) -> tuple[float, float]:
    """Return the 95 % interval of the ratio of medians; turns are resampled in pairs if paired."""
    picks = rng.integers(0, len(values), (_BOOTSTRAPS, len(values)))
    others = (
        picks
        if len(values) == len(floor)
        else rng.integers(0, len(floor), (_BOOTSTRAPS, len(floor)))
    )
    ratios = np.median(values[picks], axis=1) / np.median(floor[others], axis=1)
    low, high = np.percentile(ratios, [2.5, 97.5])
    return float(low), float(high)
