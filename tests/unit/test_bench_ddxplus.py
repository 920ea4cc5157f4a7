import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.bench.quality.baselines import BASELINES, additive, personalised_pagerank
from engine.bench.quality.ddxplus import Ddxplus, load_ddxplus
from engine.bench.quality.ddxplus_alerts import measure_alerts
from engine.bench.quality.ddxplus_networks import (
    counted_network,
    full_evidence_posteriors,
    opening_log_joint,
    structure_network,
)
from engine.bench.quality.ddxplus_report import DdxplusReport, measure_ddxplus
from engine.bench.quality.ddxplus_scopes import age_and_sex_shift
from engine.bench.quality.interview_measures import (
    calibration_error,
    hits,
    recall_by_fault,
    worst_recall,
)
from engine.bench.quality.value_questions import learn_value_questions
from engine.bench.share import Share
from engine.inference.posterior import posterior
from graph.errors import InvalidInputError
from tests.builders.ddxplus import FAULTS, write_ddxplus


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_ddxplus(tmp_path_factory.mktemp("ddxplus"))


@pytest.fixture(scope="module")
def data(folder: Path) -> Ddxplus:
    return load_ddxplus(folder)


@pytest.fixture(scope="module")
def report(folder: Path) -> DdxplusReport:
    return measure_ddxplus(folder, seed=1, folds=2, sample=66)


def figure(report: DdxplusReport, what: str) -> float:
    return next(row.figure for row in report.rows if row.what.startswith(what))


def test_the_files_are_read_as_they_stand(data: Ddxplus) -> None:
    structure, patients = data.structure, data.patients
    assert structure.faults == tuple(f"pathology {at}" for at in range(FAULTS))
    assert [len(one.values) for one in structure.values] == [6, 10, 6]
    assert [one.parent for one in structure.values] == [0, 0, None]
    assert [one.exclusive for one in structure.values] == [False, True, False]
    assert [one.ordinal for one in structure.values] == [False, True, False]
    assert structure.is_symptom.sum() == 12
    assert patients.true[:8].tolist() == [0, 1, 2, 3, 4, 5, 0, 1]
    assert np.all(patients.present[np.arange(len(patients)), patients.first])
    assert np.all(data.counts.cases == 50)


def test_a_default_value_counts_as_no_value(data: Ddxplus) -> None:
    place, travel = data.patients.values[0], data.patients.values[2]
    has_pain = data.patients.present[:, 0]
    assert np.array_equal(place.any(axis=1), has_pain)
    assert not travel.any()


def test_a_plain_file_reads_as_the_compressed_one(
    folder: Path, data: Ddxplus, tmp_path: Path
) -> None:
    plain = tmp_path / "patients.csv"
    plain.write_bytes(gzip.decompress((folder / "patients_dev.csv.gz").read_bytes()))
    again = load_ddxplus(folder, plain)
    assert np.array_equal(again.patients.present, data.patients.present)
    assert again.files[-1] == plain


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("diagnosis", "gout"),
        ("feature_id", "E_none"),
        ("features", "['E_none']"),
        ("features", "['E_0'"),
        ("age", "old"),
    ],
)
def test_a_wrong_cell_is_named(folder: Path, tmp_path: Path, column: str, value: str) -> None:
    cells = {"age": "3", "sex": "F", "diagnosis": "pathology 0"}
    cells |= {"features": "['E_1']", "feature_id": "E_1", column: value}
    line = ",".join(f'"{cell}"' for cell in cells.values())
    broken = tmp_path / "patients.csv"
    broken.write_text(",".join(cells) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InvalidInputError, match=column) as error:
        load_ddxplus(folder, broken)
    assert error.value.field == "patients.csv"
    assert error.value.fix


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("conditions.json", "{"),
        ("conditions.json", "[]"),
        ("conditions.json", '{"a": {"symptoms": {"E_x": {}}, "antecedents": {}, "severity": 1}}'),
        ("presence_rates.json", '{"pathology_root_rates": {}, "pathology_case_counts": {}}'),
        ("patients_dev.csv.gz", "not compressed"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, name: str, content: str) -> None:
    broken = write_ddxplus(tmp_path / "data", patients=6)
    (broken / name).write_text(content, encoding="utf-8")
    with pytest.raises(InvalidInputError) as error:
        load_ddxplus(broken)
    assert error.value.field == name


def test_a_missing_column_and_an_empty_file_are_named(folder: Path, tmp_path: Path) -> None:
    for content, problem in (("age,sex\n1,F\n", "diagnosis"), ("age\n", "no patient")):
        path = tmp_path / "patients.csv"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(InvalidInputError, match=problem):
            load_ddxplus(folder, path)
    with pytest.raises(InvalidInputError, match="cannot be read"):
        load_ddxplus(folder, tmp_path / "none.csv")


def test_full_evidence_in_one_product_is_the_posterior_of_each_case(data: Ddxplus) -> None:
    network, present = counted_network(data.structure, data.counts), data.patients.present[:9]
    columns = list(range(present.shape[1]))
    alone = [
        posterior(network.prior, network.evidence(columns, row.tolist())).faults for row in present
    ]
    assert full_evidence_posteriors(network, present) == pytest.approx(np.asarray(alone), abs=1e-12)


def test_counts_outweigh_the_structure(data: Ddxplus) -> None:
    network = counted_network(data.structure, data.counts)
    listed = data.structure.related & (data.counts.rates == 0.8)
    assert network.rates[listed] == pytest.approx((40 + 2) / 54)
    assert network.rates[~data.structure.related] == pytest.approx(0.02 / 54)


def test_what_a_patient_comes_with_counts_as_told_first(data: Ddxplus) -> None:
    network = structure_network(data.structure)
    joint = opening_log_joint(network, data.structure, data.patients)
    shares = np.exp(joint - joint.max(axis=1, keepdims=True))
    lists = data.structure.related[:, data.patients.first].T
    assert np.all(lists[np.arange(len(shares)), shares[:, :-2].argmax(axis=1)])


def test_values_are_learned_from_the_given_patients_only(data: Ddxplus) -> None:
    rng = np.random.default_rng(0)
    even = data.patients.rows(data.patients.true % 2 == 0)
    place = learn_value_questions(data.structure, even, rng)[0]
    unseen = np.flatnonzero(np.arange(FAULTS) % 2 == 1)
    assert place.rates[unseen] == pytest.approx(np.broadcast_to(place.rates[-1], (3, 6)))
    assert place.rates[0].argmax() == 0
    assert place.rates[2].argmax() == 2


def test_exclusive_values_sum_to_one(data: Ddxplus) -> None:
    strength = learn_value_questions(data.structure, data.patients, np.random.default_rng(0))[1]
    assert strength.rates.sum(axis=1) == pytest.approx(1.0)
    assert strength.drawn is None


def test_age_and_sex_move_the_prior_towards_who_had_it(data: Ddxplus) -> None:
    women = data.patients.is_female
    training = data.patients.rows(~((data.patients.true == 0) & ~women))
    shift = age_and_sex_shift(data.counts, training, data.patients)
    assert shift[women, 0].mean() > shift[~women, 0].mean() + 0.05


def test_the_broken_ranker_scores_clearly_worse(data: Ddxplus) -> None:
    network, patients = structure_network(data.structure), data.patients
    right = {
        one.is_broken: hits(one.scores(network, patients.present), patients.true).percent
        for one in BASELINES
        if one.is_broken or one.scores is additive
    }
    assert right[True] < right[False] - 50
    engine = hits(full_evidence_posteriors(network, patients.present), patients.true)
    assert right[True] < engine.percent - 50


def test_pagerank_is_the_fixed_point_of_its_walk(data: Ddxplus) -> None:
    network, present = structure_network(data.structure), data.patients.present[:1]
    scores = personalised_pagerank(0.5)(network, present)[0]
    weights = network.rates * network.related
    rank = {"o": present[0] / present[0].sum(), "f": np.zeros(FAULTS)}
    start = rank["o"]
    for _ in range(80):
        to_faults = (weights / weights.sum(axis=0).clip(1e-9)) @ rank["o"]
        to_observables = (weights / weights.sum(axis=1, keepdims=True)).T @ rank["f"]
        rank = {"o": 0.5 * start + 0.5 * to_observables, "f": 0.5 * to_faults}
    assert scores == pytest.approx(rank["f"], abs=1e-9)


def test_a_tie_for_the_first_place_is_no_hit() -> None:
    posteriors = np.asarray([[0.4, 0.4, 0.2], [0.5, 0.3, 0.2]])
    assert hits(posteriors, np.asarray([0, 0])) == Share(1, 2)
    assert hits(posteriors, np.asarray([0, 1]), first=2) == Share(2, 2)


def test_calibration_error_by_hand() -> None:
    posteriors = np.asarray([[0.9, 0.1]] * 4 + [[0.6, 0.4]] * 2)
    true = np.asarray([0, 0, 0, 1, 0, 0])
    assert calibration_error(posteriors, true) == pytest.approx((4 * 0.15 + 2 * 0.4) / 6)


def test_the_worst_recall_leaves_rare_faults_out() -> None:
    posteriors = np.eye(2)[np.asarray([0] * 9 + [1] * 12)]
    true = np.asarray([1] * 9 + [1] * 11 + [0])
    recalls = recall_by_fault(posteriors, true)
    assert recalls == {0: Share(0, 1), 1: Share(11, 20)}
    assert worst_recall(recalls) == (1, Share(11, 20))
    assert worst_recall({0: Share(0, 1)}) is None


def test_alerts_use_the_threshold_of_the_other_folds() -> None:
    severity = np.asarray([1, 4])
    quiet, loud = np.asarray([[0.0, 1.0]] * 20), np.asarray([[0.4, 0.6]] * 20)
    critical = np.asarray([[0.06, 0.94]])
    found = measure_alerts(
        [np.vstack([quiet, critical]), np.vstack([loud, critical])],
        [np.asarray([1] * 20 + [0]), np.asarray([1] * 20 + [0])],
        severity,
    )
    assert found.thresholds == (0.5, 0.0005)
    assert found.caught == Share(1, 2)
    assert found.false == Share(20, 40)


def test_the_report_has_every_goal_with_n_and_interval(report: DdxplusReport) -> None:
    goals = {row.goal for row in report.rows}
    assert goals == {"QA1", "QA2", "QA3", "QA4", "QA5", "QA6", "QA7", "QD1", "baseline"}
    assert all(row.n > 0 and row.interval is not None for row in report.rows)
    assert all(
        row.interval[0] - 1e-9 <= row.figure <= row.interval[1] + 1e-9
        for row in report.rows
        if row.interval and row.unit != "ECE"
    )


def test_the_report_shows_better_and_worse_as_it_should(report: DdxplusReport) -> None:
    assert figure(report, "top-1, counted rates") > 80
    assert figure(report, "top-1, broken on purpose") < 20
    assert figure(report, "top-1 at stop, learned, values") > 80


def test_the_report_is_plain_json_and_the_same_again(folder: Path, report: DdxplusReport) -> None:
    content: dict[str, Any] = json.loads(json.dumps(report.as_json(), allow_nan=False))
    assert content["parameters"] == {
        "seed": 1,
        "folds": 2,
        "sample": 66,
        "least_gain": 0.005,
    }
    assert set(content["recalls"]) == set(load_ddxplus(folder).structure.faults)
    assert measure_ddxplus(folder, seed=1, folds=2, sample=66).as_json() == report.as_json()


def test_the_interviews_are_handed_on_with_their_posteriors(report: DdxplusReport) -> None:
    played = report.played["learned, values"]
    assert played.at_count.shape == (66, 11, FAULTS)
    assert played.at_stop.sum(axis=1) == pytest.approx(1.0, abs=1e-4)
