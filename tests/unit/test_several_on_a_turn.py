"""Several faults at once on one turn, cascades, roots and consequences."""

import pytest

from cypher.rows.diagnosis import CandidateRow
from engine.inference.posterior import Floats
from engine.several import Together, cause_weights, explain_together
from engine.verdict import CodeRole
from tests.builders.turn import candidate_row, evidence_row, finding_row, turn_of

PRIORS = {"fault.a": 0.02, "fault.b": 0.02, "fault.c": 0.02}


def test_two_findings_that_no_single_fault_explains_give_a_pair_as_the_best_set() -> None:
    findings = [
        finding_row("symptom.x", {"fault.a": 0.9}, leak=1e-4, unlisted_rate=1e-3),
        finding_row("symptom.y", {"fault.b": 0.9}, leak=1e-4, unlisted_rate=1e-3),
    ]
    turn = turn_of(evidence_row(PRIORS, findings), present=["symptom.x", "symptom.y"])
    sets = explain_together(turn).sets
    assert sets[0].fault_ids == ("fault.a", "fault.b")
    assert not sets[0].unlisted
    assert sets[0].probability > 0.8
    assert [item.probability for item in sets] == sorted(
        (item.probability for item in sets), reverse=True
    )


def test_one_fault_that_explains_everything_stays_alone() -> None:
    findings = [
        finding_row(f"symptom.{name}", {"fault.a": 0.9, "fault.b": 0.1}, leak=1e-3) for name in "xy"
    ]
    turn = turn_of(evidence_row(PRIORS, findings), present=["symptom.x", "symptom.y"])
    together = explain_together(turn)
    sets, roles = together.sets, together.roles
    assert sets[0].fault_ids == ("fault.a",)
    assert roles == (
        CodeRole("symptom.x", "root", "fault.a"),
        CodeRole("symptom.y", "root", "fault.a"),
    )


def test_an_absent_finding_speaks_against_its_fault_and_has_no_role() -> None:
    findings = [
        finding_row("symptom.x", {"fault.a": 0.8, "fault.b": 0.8}),
        finding_row("symptom.y", {"fault.a": 0.95}),
    ]
    row = evidence_row(PRIORS, findings)
    together = explain_together(turn_of(row, present=["symptom.x"], absent=["symptom.y"]))
    sets, roles = together.sets, together.roles
    assert sets[0].fault_ids == ("fault.b",)
    assert [role.observable_id for role in roles] == ["symptom.x"]


def _cascade_row(weight: float) -> list[tuple[str, str, str | None]]:
    """Return the roles when a leads to b, x tells of a, and y tells of b."""
    findings = [
        finding_row("symptom.x", {"fault.a": 0.9}, leak=1e-4, unlisted_rate=1e-4),
        finding_row("dtc.sae.P0420", {"fault.b": 0.9}, leak=1e-4, unlisted_rate=1e-4),
    ]
    candidates = [candidate_row("fault.a", effects={"fault.b": weight})] if weight else []
    row = evidence_row({"fault.a": 0.02, "fault.b": 0.01}, findings, candidates=candidates)
    roles = explain_together(turn_of(row, present=["symptom.x", "dtc.sae.P0420"])).roles
    return [(role.observable_id, role.role, role.through) for role in roles]


def test_what_a_consequence_shows_is_a_consequence_of_the_root() -> None:
    assert _cascade_row(0.5) == [
        ("dtc.sae.P0420", "consequence", "fault.b"),
        ("symptom.x", "root", None),
    ]


def test_without_a_cascade_both_findings_are_roots() -> None:
    assert _cascade_row(0.0) == [
        ("dtc.sae.P0420", "root", None),
        ("symptom.x", "root", None),
    ]


def test_a_cascade_makes_the_pair_likelier() -> None:
    findings = [
        finding_row("symptom.x", {"fault.a": 0.9}),
        finding_row("symptom.y", {"fault.b": 0.9}),
    ]

    def share(effects: dict[str, float]) -> float:
        candidates = [candidate_row("fault.a", effects=effects)]
        row = evidence_row(PRIORS, findings, candidates=candidates)
        sets = explain_together(turn_of(row, present=["symptom.x", "symptom.y"])).sets
        found = {item.fault_ids: item.probability for item in sets if not item.unlisted}
        return found[("fault.a", "fault.b")]

    assert share({"fault.b": 0.5}) > 1.2 * share({})


def test_a_code_of_other_faults_is_the_consequence_of_the_one_that_was_found() -> None:
    lean = [finding_row(f"symptom.{name}", {"fault.a": 0.9}, leak=1e-4) for name in "xyz"]
    misfire = finding_row("dtc.sae.P0300", {"fault.a": 0.3, "fault.b": 0.9}, leak=1e-4)
    always = finding_row("sign.plug_worn", {"fault.b": 0.95}, leak=1e-3)
    row = evidence_row(PRIORS, [*lean, misfire, always])
    turn = turn_of(
        row,
        present=["symptom.x", "symptom.y", "symptom.z", "dtc.sae.P0300"],
        absent=["sign.plug_worn"],
    )
    roles = explain_together(turn).roles
    found = {role.observable_id: (role.role, role.explained_by) for role in roles}
    assert found["dtc.sae.P0300"] == ("consequence", "fault.a")
    assert found["symptom.x"] == ("root", "fault.a")


def test_a_circumstance_counts_in_the_sets_too() -> None:
    base = {"tax_temp=froid": 0.4, "tax_temp=chaud": 0.6}
    ratios = {
        "fault.a": {"tax_temp=froid": 2.0, "tax_temp=chaud": 1 / 3},
        "fault.b": {"tax_temp=froid": 0.5, "tax_temp=chaud": 4 / 3},
    }
    finding = finding_row("symptom.x", {"fault.a": 0.6, "fault.b": 0.6}, base=base, ratios=ratios)
    row = evidence_row(PRIORS, [finding])
    for value, fault in (("froid", "fault.a"), ("chaud", "fault.b")):
        stated = {"symptom.x": {"tax_temp": value}}
        sets = explain_together(turn_of(row, present=["symptom.x"], qualifiers=stated)).sets
        assert sets[0].fault_ids == (fault,)


def test_without_findings_or_faults_nothing_is_explained() -> None:
    assert explain_together(turn_of(evidence_row(PRIORS))) == Together()
    nobody = evidence_row({}, [finding_row("symptom.x", {})])
    assert explain_together(turn_of(nobody, present=["symptom.x"])) == Together()


def _weights(candidates: list[CandidateRow]) -> Floats | None:
    turn = turn_of(evidence_row(PRIORS, candidates=candidates))
    return cause_weights(turn, turn.network.fault_ids)


def test_beyond_thirty_faults_the_likeliest_take_part_and_the_rest_is_one_mass() -> None:
    many = {f"fault.f{at:03}": 0.001 for at in range(80)} | {"fault.a": 0.01, "fault.b": 0.01}
    findings = [
        finding_row("symptom.x", {"fault.a": 0.9}, leak=0.001, unlisted_rate=0.001),
        finding_row("symptom.y", {"fault.b": 0.9}, leak=0.001, unlisted_rate=0.001),
    ]
    together = explain_together(turn_of(evidence_row(many, findings), ["symptom.x", "symptom.y"]))
    assert together.sets[0].fault_ids == ("fault.a", "fault.b")
    assert together.is_exact
    assert 0.0 <= together.unseen < 0.05


def test_effects_on_faults_that_were_not_read_are_left_out() -> None:
    candidates = [candidate_row("fault.a", effects={"fault.b": 0.4, "fault.elsewhere": 0.9})]
    weights = _weights(candidates)
    assert weights is not None
    assert weights.tolist() == [[0.0, 0.4, 0.0], [0.0] * 3, [0.0] * 3]
    outside = [candidate_row("fault.a", effects={"fault.elsewhere": 0.9})]
    assert _weights(outside) is None


def test_several_faults_are_not_affected_by_the_order_of_the_record() -> None:
    findings = [
        finding_row("symptom.x", {"fault.a": 0.9, "fault.c": 0.2}),
        finding_row("symptom.y", {"fault.b": 0.9, "fault.c": 0.3}),
    ]
    candidates = [
        candidate_row("fault.a", effects={"fault.c": 0.2, "fault.b": 0.1}),
        candidate_row("fault.b", effects={"fault.c": 0.3}),
    ]
    turned = dict(reversed(PRIORS.items()))
    one = evidence_row(PRIORS, findings, candidates=candidates)
    two = evidence_row(turned, findings[::-1], candidates=candidates[::-1])
    present = ["symptom.x", "symptom.y"]
    assert explain_together(turn_of(one, present)) == explain_together(turn_of(two, present))
    assert explain_together(turn_of(one, present)).sets[0].probability == pytest.approx(
        explain_together(turn_of(two, present[::-1])).sets[0].probability, abs=1e-15
    )
