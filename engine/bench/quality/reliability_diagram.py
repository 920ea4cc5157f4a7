"""Reliability diagram: what was said beside what came true, one panel a moment of the interview.

matplotlib is an optional extra and is imported on first use. It draws into a file, without a
display.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.inference.calibration_error import (
    ReliabilityBin,
    calibration_floor,
    chance_ranges,
    expected_calibration_error,
    reliability_bins,
)
from engine.inference.posterior import Floats
from graph.errors import InvalidInputError, NotReadyError

_ENDINGS = (".png", ".svg")
_COLUMNS = 3
_PANEL_INCHES = (4.2, 4.4)
_DOTS_PER_INCH = 150
_BAR, _END, _BAND, _LINE, _TEXT = "#a9cbe3", "#1f5f8f", "#8a8a8a", "#222222", "#444444"
#: Heights of the counts and of the summary, in per cent of the axis of shares.
_COUNTS_AT, _HEAD_AT = 102.5, 115
_EXPLANATION = (
    "A bar collects the cases that were given about the",
    "same probability. Its thick end says how many of",
    "them the engine had right; the number on top says",
    "how many cases there are.",
    "",
    "Bars of an honest engine end on the dashed line:",
    "of 100 answers given at 80 %, 80 are right.",
    "",
    "Grey: where the bars of a perfectly honest engine",
    "would end, 95 times of 100, with as few cases as",
    "here. Ends inside the grey are as good as these",
    "cases can show. Below the grey: too sure. Above",
    "it: not sure enough.",
)


@dataclass(frozen=True)
class ReliabilityPanel:
    """The first answers at one moment.

    Attributes:
        title: such as ``After 3 questions``.
        confidence: shape (n,), stated probability of each first answer, n at least 1.
        correct: shape (n,), whether it was right.
    """

    title: str
    confidence: Floats
    correct: NDArray[np.bool_]


def draw_reliability(panels: Sequence[ReliabilityPanel], path: Path, seed: int) -> None:
    """Write the diagram as PNG or SVG; equal panels give an equal SVG.

    Args:
        panels: moments, at least one.
        path: of the picture; its ending names the format.
        seed: of the grey band and the floor.

    Raises:
        InvalidInputError: the ending is neither .png nor .svg, or there is no panel or no case.
        NotReadyError: matplotlib is not installed.
    """
    if path.suffix.lower() not in _ENDINGS:
        raise InvalidInputError(
            f"{path.name} is neither .png nor .svg", field="path", fix="name the file with .svg"
        )
    if not panels or any(len(panel.confidence) == 0 for panel in panels):
        raise InvalidInputError("there is no answered case to draw", field="panels")
    figure_class, rc_context = _matplotlib()
    rows = -(-(len(panels) + 1) // _COLUMNS)
    with rc_context({"svg.hashsalt": "faultgraph", "font.size": 9}):
        size = (_PANEL_INCHES[0] * _COLUMNS, _PANEL_INCHES[1] * rows)
        figure = figure_class(figsize=size, layout="constrained")
        figure.suptitle(
            "Does the engine know how sure it may be?", fontsize=15, fontweight="bold", color=_LINE
        )
        axes = figure.subplots(rows, _COLUMNS, squeeze=False).ravel()
        figure.get_layout_engine().set(w_pad=0.12, h_pad=0.15)
        for panel, axis in zip(panels, axes, strict=False):
            _draw_panel(axis, panel, seed)
        _explain(axes[len(panels)])
        for axis in axes[len(panels) + 1 :]:
            axis.set_axis_off()
        path.parent.mkdir(parents=True, exist_ok=True)
        stamp = {"Date": None} if path.suffix.lower() == ".svg" else None
        figure.savefig(path, dpi=_DOTS_PER_INCH, metadata=stamp)


def _matplotlib() -> tuple[Any, Any]:
    """Return matplotlib's figure, which needs no display, and its context of settings."""
    try:
        from matplotlib import rc_context  # noqa: PLC0415 - an optional extra
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError as error:
        raise NotReadyError(
            "matplotlib is not installed, which draws the reliability diagram",
            fix="pip install 'faultgraph[bench]'",
        ) from error
    return Figure, rc_context


def _draw_panel(axis: Any, panel: ReliabilityPanel, seed: int) -> None:
    ranges = chance_ranges(panel.confidence, np.random.default_rng(seed))
    bins = reliability_bins(panel.confidence, panel.correct)
    for item, (low, high) in zip(bins, ranges.tolist(), strict=True):
        if item.count:
            _draw_bin(axis, item, 100 * low, 100 * high)
    axis.plot([0, 100], [0, 100], linestyle="--", linewidth=1, color=_LINE, zorder=5)
    axis.set_title(panel.title, fontsize=12, fontweight="bold", loc="left")
    axis.text(0, _HEAD_AT, _summary(panel, seed), fontsize=8.5, color=_TEXT, va="center")
    axis.set(xlim=(0, 100), ylim=(0, 122), xticks=range(0, 101, 20), yticks=range(0, 101, 20))
    axis.set_xlabel("Probability that the engine gave its first fault, %")
    axis.set_ylabel("How often that fault was right, %")
    axis.spines[["top", "right"]].set_visible(False)
    axis.spines["left"].set_bounds(0, 100)


def _draw_bin(axis: Any, item: ReliabilityBin, low: float, high: float) -> None:
    """Draw a bar, its thick end, the grey range of chance over it, and the number of cases."""
    left, width = 100 * item.low, 100 * (item.high - item.low)
    middle, end = left + width / 2, 100 * item.accuracy
    axis.bar(middle, end, 0.9 * width, color=_BAR, zorder=2)
    axis.bar(middle, high - low, 0.5 * width, bottom=low, color=_BAND, alpha=0.55, zorder=3)
    axis.hlines(end, left + 0.05 * width, left + 0.95 * width, color=_END, linewidth=2.5, zorder=4)
    axis.text(middle, _COUNTS_AT, str(item.count), ha="center", fontsize=6.5, color=_TEXT)


def _summary(panel: ReliabilityPanel, seed: int) -> str:
    error = expected_calibration_error(panel.confidence, panel.correct)
    floor = calibration_floor(panel.confidence, np.random.default_rng(seed))
    return (
        f"{int(panel.correct.sum())} of {len(panel.correct)} right. Off by {100 * error:.1f} points"
        f" on average;\nchance alone would give {100 * floor.mean:.1f}"
        f" ({100 * floor.low:.1f} to {100 * floor.high:.1f})."
    )


def _explain(axis: Any) -> None:
    """Write how to read the picture where a panel would be."""
    axis.set_axis_off()
    axis.set_title("How to read this", fontsize=12, fontweight="bold", loc="left")
    axis.text(0, 0.97, "\n".join(_EXPLANATION), fontsize=10, va="top", linespacing=1.6, color=_LINE)
