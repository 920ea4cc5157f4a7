"""The reliability diagram is really drawn, and says what is missing when it cannot be."""

import builtins
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from engine.bench.quality.reliability_diagram import (
    ReliabilityPanel,
    _draw_bin,
    draw_reliability,
)
from engine.inference.calibration_error import ReliabilityBin
from graph.errors import InvalidInputError, NotReadyError


def _panel(title: str, seed: int = 1) -> ReliabilityPanel:
    rng = np.random.default_rng(seed)
    confidence = rng.random(200)
    return ReliabilityPanel(title, confidence, rng.random(200) < confidence)


def test_a_png_is_drawn_with_ink_on_it(tmp_path: Path) -> None:
    path = tmp_path / "pictures" / "reliability.png"
    draw_reliability([_panel("After 3 questions")], path, seed=1)
    from matplotlib.image import imread

    pixels = imread(path)
    assert pixels.shape[0] > 400
    assert pixels.shape[1] > 1500
    assert 0.02 < (pixels[..., :3].mean(axis=2) < 0.95).mean() < 0.6


def test_an_svg_shows_what_was_given_and_nothing_else(tmp_path: Path) -> None:
    panel = _panel("When it stopped asking")
    wrong = ReliabilityPanel(panel.title, panel.confidence, ~panel.correct)
    paths = [tmp_path / name for name in ("one.svg", "again.svg", "wrong.svg")]
    for path, shown in zip(paths, (panel, panel, wrong), strict=True):
        draw_reliability([shown], path, seed=1)
    one, again, other = (path.read_text() for path in paths)
    assert ET.fromstring(one).tag.endswith("svg")  # noqa: S314 - our own file
    right = int(panel.correct.sum())
    for words in ("When it stopped asking", "How to read this", f"{right} of 200 right."):
        assert f"<!-- {words}" in one
    assert one == again
    assert f"<!-- {200 - right} of 200 right." in other


def test_a_bar_ends_at_the_accuracy_and_the_grey_spans_the_range_of_chance() -> None:
    from matplotlib.figure import Figure

    axis: Any = Figure().subplots()
    _draw_bin(axis, ReliabilityBin(0.4, 0.6, 17, 0.5, 0.72), low=30.0, high=70.0)
    bar, grey = axis.patches
    assert (bar.get_height(), bar.get_x() + bar.get_width() / 2) == pytest.approx((72.0, 50.0))
    assert (grey.get_y(), grey.get_height()) == pytest.approx((30.0, 40.0))
    assert axis.collections[0].get_segments()[0][:, 1] == pytest.approx([72.0, 72.0])
    assert axis.texts[0].get_text() == "17"


def test_another_ending_is_refused_before_anything_is_drawn(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"picture\.jpg is neither"):
        draw_reliability([_panel("After 3 questions")], tmp_path / "picture.jpg", seed=1)


def test_nothing_to_draw_is_refused(tmp_path: Path) -> None:
    empty = ReliabilityPanel("After 3 questions", np.zeros(0), np.zeros(0, bool))
    for panels in ([], [empty]):
        with pytest.raises(InvalidInputError, match="no answered case"):
            draw_reliability(panels, tmp_path / "picture.svg", seed=1)


def test_without_matplotlib_the_fix_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = builtins.__import__

    def refuse(name: str, *rest: Any, **named: Any) -> Any:
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return original(name, *rest, **named)

    for name in [key for key in sys.modules if key.startswith("matplotlib")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(NotReadyError) as caught:
        draw_reliability([_panel("After 3 questions")], tmp_path / "picture.svg", seed=1)
    assert caught.value.fix == "pip install 'faultgraph[bench]'"
