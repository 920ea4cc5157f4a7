"""One measured figure of `bench quality` beside its goal, and how such rows are shown.

A goal is *reached* when the figure meets it, *not refuted* when it does not but the 95 % interval
holds a value that does, and *missed* otherwise (spec quality.md). A row without a goal, such as a
baseline that must stay visible, has no verdict.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf, sqrt
from typing import Any

from engine.bench.share import Share

_Z95 = 1.959964  # the normal distribution's 97.5 % point
_LARGE = 1000


class GoalVerdict(StrEnum):
    """How a figure stands to its goal."""

    REACHED = "reached"
    NOT_REFUTED = "not_refuted"
    MISSED = "missed"


@dataclass(frozen=True)
class Target:
    """Values that satisfy a goal, ends included, in the unit of the row.

    Attributes:
        low: least good value; minus infinity when smaller is better.
        high: greatest good value; infinity when larger is better.
    """

    low: float = -inf
    high: float = inf

    def holds(self, figure: float) -> bool:
        """Return whether a figure satisfies the goal."""
        return self.low <= figure <= self.high

    def meets(self, interval: tuple[float, float]) -> bool:
        """Return whether an interval holds at least one value that satisfies the goal."""
        return interval[0] <= self.high and interval[1] >= self.low

    def __str__(self) -> str:
        """Return the goal as people write it: ≥ 99.4, ≤ 0.01, 94 to 96."""
        if self.high == inf:
            return f"≥ {self.low:g}"
        if self.low == -inf:
            return f"≤ {self.high:g}"
        return f"{self.low:g} to {self.high:g}"


@dataclass(frozen=True)
class QualityRow:
    """One figure, what it is, and the goal it stands against.

    Attributes:
        goal: id in the specification, such as ``QA1``; ``baseline`` for one that has no goal.
        what: what was measured, in words, parameters that matter included.
        figure: the point estimate.
        unit: ``%``, ``questions``, ``ECE``, ``ratio`` and so on.
        interval: 95 % interval of the figure, or None where the figure has no chance in it.
        n: number of cases.
        target: the goal, or None.
    """

    goal: str
    what: str
    figure: float
    unit: str
    interval: tuple[float, float] | None
    n: int
    target: Target | None = None

    @property
    def verdict(self) -> GoalVerdict | None:
        """Return how the figure stands to its goal; None without a goal."""
        if self.target is None:
            return None
        if self.target.holds(self.figure):
            return GoalVerdict.REACHED
        if self.interval is not None and self.target.meets(self.interval):
            return GoalVerdict.NOT_REFUTED
        return GoalVerdict.MISSED

    def as_json(self) -> dict[str, Any]:
        """Return the row as JSON values; an open end of a goal is null."""
        target = self.target and [
            None if abs(end) == inf else end for end in (self.target.low, self.target.high)
        ]
        return {
            "goal": self.goal,
            "what": self.what,
            "figure": self.figure,
            "unit": self.unit,
            "interval": None if self.interval is None else list(self.interval),
            "n": self.n,
            "target": target,
            "verdict": self.verdict,
        }


def share_row(goal: str, what: str, share: Share, target: Target | None = None) -> QualityRow:
    """Return the row of a counted share, in per cent, with its Wilson interval."""
    return QualityRow(goal, what, share.percent, "%", share.interval, share.of, target)


def mean_row(
    goal: str, what: str, values: Sequence[float], unit: str, target: Target | None = None
) -> QualityRow:
    """Return the row of a mean with its normal 95 % interval, mean ± 1.96 · s / √n.

    Args:
        goal: id in the specification.
        what: what was measured.
        values: one value a case, at least one.
        unit: of the values.
        target: the goal, or None.
    """
    n = len(values)
    mean = sum(values) / n
    spread = sqrt(sum((value - mean) ** 2 for value in values) / max(n - 1, 1))
    half = _Z95 * spread / sqrt(n)
    return QualityRow(goal, what, mean, unit, (mean - half, mean + half), n, target)


def markdown_table(rows: Iterable[QualityRow]) -> str:
    """Return the rows as a Markdown table, in the given order."""
    lines = [
        "| goal | what | figure | 95 % interval | n | target | verdict |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [_line(row) for row in rows]
    return "\n".join(lines) + "\n"


def _line(row: QualityRow) -> str:
    interval = "-"
    if row.interval is not None:
        interval = " to ".join(_number(end, row.unit) for end in row.interval)
    cells = (
        row.goal,
        row.what.replace("|", "\\|"),
        f"{_number(row.figure, row.unit)} {row.unit}".rstrip(),
        interval,
        str(row.n),
        "-" if row.target is None else str(row.target),
        "-" if row.verdict is None else row.verdict.replace("_", " "),
    )
    return "| " + " | ".join(cells) + " |"


def _number(value: float, unit: str) -> str:
    """Two decimals for per cent and for what is large, else four significant digits."""
    return f"{value:.2f}" if unit == "%" or abs(value) >= _LARGE else f"{value:.4g}"
