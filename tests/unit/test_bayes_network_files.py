"""Reading Bayesian-network files, and finding what of them is a noisy-OR."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from engine.bench.quality.bayes_networks import (
    BayesNetwork,
    load_bayes_network,
    load_bayes_networks,
)
from engine.bench.quality.noisy_or_fit import fits, fitting_part, with_cuts
from graph.errors import InvalidInputError

#: A pump and a filter starve an engine; both reasons are kept apart by a gauge.
TEXT = """// written for this test
network small { property author nobody; }
variable Engine { type discrete [ 2 ] { Runs, Stalls }; }
variable Pump { type discrete [ 2 ] { Ok, Weak }; property position = (1, 2); }
variable Filter { type discrete [ 2 ] { "Ok", Clogged }; }
variable Gauge { type discrete [ 3 ] { Low/Red, <5, 12+ }; }
probability ( Pump ) { table 0.9, 0.1; }
probability ( Filter ) { table 0.8, 0.2; }
probability ( Engine | Pump, Filter ) {
  (Ok, Ok) 0.99, 0.01;
  (Ok, Clogged) 0.495, 0.505;
  (Weak, Ok) 0.198, 0.802;
  (Weak, Clogged) 0.099, 0.901; /* 0.198 * 0.5 */
}
probability ( Gauge | Pump ) { default 0.2, 0.3, 0.5; (Weak) 0.7, 0.2, 0.1; }
"""


def _load(folder: Path, text: str) -> BayesNetwork:
    path = folder / "small.bif"
    path.write_text(text, encoding="utf-8")
    return load_bayes_network(path)


def test_variables_states_parents_and_tables_are_read(tmp_path: Path) -> None:
    network = _load(tmp_path, TEXT)
    assert network.name == "small"
    assert network.states["Gauge"] == ("Low/Red", "<5", "12+")
    assert network.parents["Engine"] == ("Pump", "Filter")
    assert network.tables["Engine"][1, 0].tolist() == [0.198, 0.802]
    assert network.tables["Gauge"][0] == pytest.approx([0.2, 0.3, 0.5], abs=1e-15)
    assert network.tables["Gauge"][1] == pytest.approx([0.7, 0.2, 0.1], abs=1e-15)
    assert network.children("Pump") == ("Engine", "Gauge")


def test_parents_come_before_their_children(tmp_path: Path) -> None:
    names = list(_load(tmp_path, TEXT).states)
    assert names.index("Engine") > max(names.index("Pump"), names.index("Filter"))


def test_a_packed_file_gives_the_same_network(tmp_path: Path) -> None:
    (tmp_path / "small.bif.gz").write_bytes(gzip.compress(TEXT.encode()))
    packed = load_bayes_networks(tmp_path)[0]
    assert packed.tables["Engine"].tolist() == _load(tmp_path, TEXT).tables["Engine"].tolist()


@pytest.mark.parametrize(
    ("before", "after", "line", "problem"),
    [
        ("(Weak, Ok) 0.198, 0.802;", "(Weak, Ok) 0.198, 0.9;", 12, "add up to"),
        ("(Weak, Ok) 0.198, 0.802;", "(Weak, Ok) 0.198, x;", 12, "not a number"),
        ("(Weak, Ok) 0.198, 0.802;", "(Weak, Ok) 0.198;", 12, "expected 2 probabilities"),
        ("(Weak, Ok) 0.198", "(Weak, Fine) 0.198", 12, "no state 'Fine'"),
        ("(Weak, Ok) 0.198", "(Weak) 0.198", 12, "1 state"),
        ("  (Weak, Ok) 0.198, 0.802;\n", "", 13, "1 row"),
        ("[ 3 ] { Low/Red", "[ 4 ] { Low/Red", 6, "says it has 4 states"),
        ("( Engine | Pump,", "( Engine | Pomp,", 9, "Pomp is not declared"),
        ("probability ( Filter ) { table 0.8, 0.2; }\n", "", 14, "no probability of Filter"),
        ("{ table 0.9, 0.1; }", "{ table 0.9, 0.1", 8, "expected ';'"),
        ("variable Pump", "vareable Pump", 4, "found 'vareable'"),
        ("probability ( Pump ) { table", "probability ( Pump | Engine ) { default", 15, "cycle"),
    ],
)
def test_a_defect_is_reported_by_file_and_line(
    tmp_path: Path, before: str, after: str, line: int, problem: str
) -> None:
    assert before in TEXT
    with pytest.raises(InvalidInputError, match=problem) as caught:
        _load(tmp_path, TEXT.replace(before, after))
    assert f"small.bif:{line}: " in caught.value.message


@pytest.mark.parametrize("text", ["", TEXT[:-30], 'variable "'])
def test_a_file_that_ends_too_early_is_reported(tmp_path: Path, text: str) -> None:
    with pytest.raises(InvalidInputError, match=r"small\.bif:\d+: "):
        _load(tmp_path, text)


def test_a_file_that_is_not_packed_as_it_says_is_reported(tmp_path: Path) -> None:
    (tmp_path / "torn.bif.gz").write_bytes(gzip.compress(TEXT.encode())[:-40])
    with pytest.raises(InvalidInputError, match=r"torn\.bif\.gz"):
        load_bayes_networks(tmp_path)


def test_a_folder_without_networks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"no \.bif"):
        load_bayes_networks(tmp_path)


def test_a_table_that_is_a_noisy_or_is_recognised_with_its_weights(tmp_path: Path) -> None:
    best = fits(_load(tmp_path, TEXT), "Engine")[0]
    assert best.present == 1
    assert best.parents_present == (1, 1)
    assert best.leak == pytest.approx(0.01)
    assert best.rates == pytest.approx((0.802, 0.505))
    assert best.error == pytest.approx(0.0, abs=1e-12)


def test_a_table_that_is_none_shows_how_far_it_is_off(tmp_path: Path) -> None:
    changed = TEXT.replace("(Weak, Clogged) 0.099, 0.901", "(Weak, Clogged) 0.149, 0.851")
    assert fits(_load(tmp_path, changed), "Engine")[0].error == pytest.approx(0.05)


def test_a_variable_with_three_states_has_no_fit(tmp_path: Path) -> None:
    assert fits(_load(tmp_path, TEXT), "Gauge") == []


def test_the_fitting_part_is_a_network_of_the_engine(tmp_path: Path) -> None:
    part = fitting_part(_load(tmp_path, TEXT))
    assert part is not None
    assert part.network.fault_ids == ("Pump", "Filter")
    assert part.network.observable_ids == ("Engine",)
    assert part.network.prior.faults == pytest.approx([0.1 / 0.9, 0.2 / 0.8])
    assert part.network.rates[:, 0] == pytest.approx([0.802, 0.505])
    assert not part.causes.any()


def test_a_variable_that_does_not_fit_becomes_a_root_where_nothing_else_hangs_on_its_parents(
    tmp_path: Path,
) -> None:
    changed = TEXT.replace("(Weak, Clogged) 0.099, 0.901", "(Weak, Clogged) 0.149, 0.851")
    network = _load(tmp_path, changed)
    marginals = {name: np.asarray([0.5, 0.5]) for name in network.states}
    assert with_cuts(network, marginals).parents["Engine"] == ("Pump", "Filter")
    alone = _load(
        tmp_path,
        changed.replace("( Gauge | Pump )", "( Gauge | Engine )").replace(
            "(Weak) 0.7", "(Stalls) 0.7"
        ),
    )
    assert with_cuts(alone, marginals).parents["Engine"] == ()
