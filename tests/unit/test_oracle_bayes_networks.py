"""Our inference against pyAgrum, and the rows that say so."""

import importlib
from pathlib import Path

import numpy as np
import pytest

from engine.bench.quality import oracle as oracle_bench
from engine.bench.quality.bayes_networks import load_bayes_network
from engine.bench.quality.noisy_or_tables import OTHERS, as_tables
from engine.bench.quality.oracle import measure_file, measure_oracle, measure_random
from engine.bench.quality.pyagrum_oracle import Oracle
from engine.bench.quality.random_noisy_or import (
    draw_case,
    enumerated_marginals,
    prior_probabilities,
)
from engine.bench.quality.results import GoalVerdict, QualityRow
from engine.inference.fault_set_search import SearchLimits
from engine.inference.network import Network
from engine.inference.posterior import Floats
from engine.inference.several_faults import SeveralFaults, several_faults
from graph.errors import NotReadyError
from tests.unit.test_bayes_network_files import TEXT


def test_the_oracle_gives_the_posterior_computed_by_hand(tmp_path: Path) -> None:
    (tmp_path / "small.bif").write_text(TEXT, encoding="utf-8")
    network = load_bayes_network(tmp_path / "small.bif")
    found = Oracle(network).posteriors({"Engine": 1, "Gauge": 0}, ["Filter"])
    clogged = 0.2 * (0.9 * 0.505 * 0.2 + 0.1 * 0.901 * 0.7)
    clean = 0.8 * (0.9 * 0.01 * 0.2 + 0.1 * 0.802 * 0.7)
    assert found is not None
    assert found[0][1] == pytest.approx(clogged / (clogged + clean), abs=1e-12)


def test_the_oracle_keeps_the_condition_that_one_fault_is_present(tmp_path: Path) -> None:
    (tmp_path / "small.bif").write_text(TEXT, encoding="utf-8")
    network = load_bayes_network(tmp_path / "small.bif")
    found = Oracle(network, [("Pump", 1), ("Filter", 1)]).posteriors({}, ["Pump"])
    assert found is not None
    assert found[0][1] == pytest.approx(0.1 / (1.0 - 0.9 * 0.8), abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_engine_enumeration_and_pyagrum_agree(seed: int) -> None:
    case = draw_case(np.random.default_rng(seed), cascades=True)
    answer = several_faults(case.network, case.columns, case.present, case.causes)
    found = [*answer.marginals, answer.untouched, answer.unlisted]
    causes = [*case.network.fault_ids, *OTHERS]
    tables = as_tables(case.network, case.causes, prior_probabilities(case.network.prior))
    seen = {f"sign.{at}": int(flag) for at, flag in enumerate(case.present)}
    asked = Oracle(tables, [(name, 1) for name in causes]).posteriors(seen, causes)
    assert asked is not None
    assert found == pytest.approx([item[1] for item in asked], abs=1e-9)
    assert found == pytest.approx(enumerated_marginals(case).tolist(), abs=1e-9)


def _small_bench(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oracle_bench, "ENUMERATED", 6)
    monkeypatch.setattr(oracle_bench, "BY_PYAGRUM", 2)
    monkeypatch.setattr(oracle_bench, "PATTERNS", 8)


def _verdicts(rows: list[QualityRow]) -> set[GoalVerdict | None]:
    return {row.verdict for row in rows if row.target is not None}


def test_all_goals_are_reached_on_random_networks_and_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _small_bench(monkeypatch)
    (tmp_path / "small.bif").write_text(TEXT, encoding="utf-8")
    rows = measure_oracle(tmp_path, seed=1)
    assert _verdicts(rows) == {GoalVerdict.REACHED}
    assert any(row.what.startswith("small: noisy-OR part of 2 faults, 1 findings") for row in rows)


def test_an_engine_that_ignores_a_finding_misses_the_goal(monkeypatch: pytest.MonkeyPatch) -> None:
    _small_bench(monkeypatch)

    def forgetful(
        network: Network,
        columns: tuple[int, ...],
        present: tuple[bool, ...],
        causes: Floats,
        limits: SearchLimits,
    ) -> SeveralFaults:
        return several_faults(network, columns[1:], present[1:], causes, limits)

    monkeypatch.setattr(oracle_bench, "several_faults", forgetful)
    assert GoalVerdict.MISSED in _verdicts(measure_random(np.random.default_rng(1)))


def test_a_file_that_is_no_noisy_or_has_its_difference_reported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _small_bench(monkeypatch)
    changed = TEXT.replace("(Weak, Clogged) 0.099, 0.901", "(Weak, Clogged) 0.149, 0.851")
    (tmp_path / "small.bif").write_text(changed, encoding="utf-8")
    rows = measure_file(load_bayes_network(tmp_path / "small.bif"), np.random.default_rng(1))
    largest = next(row for row in rows if row.what.endswith("largest difference"))
    assert "tables off by 0.05" in largest.what
    assert 0.001 < largest.figure < 0.2
    assert largest.target is None


def test_without_a_folder_pyagrum_is_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    _small_bench(monkeypatch)
    monkeypatch.setattr(oracle_bench, "Oracle", None)
    rows = measure_oracle(None, seed=1)
    assert _verdicts(rows) == {GoalVerdict.REACHED}
    assert len(rows) == 3


def test_without_pyagrum_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "small.bif").write_text(TEXT, encoding="utf-8")

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(NotReadyError) as caught:
        Oracle(load_bayes_network(tmp_path / "small.bif"))
    assert caught.value.fix == "pip install pyagrum"
