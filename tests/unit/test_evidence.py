"""Reported findings: codes, contradictions, and what wins."""

import pytest

from engine.codes.parsing import code_candidates
from engine.evidence import ReportedFinding, StatedFinding, settle
from graph.errors import InvalidInputError
from graph.vocabulary import EvidenceState

PRESENT, ABSENT, UNKNOWN = EvidenceState.PRESENT, EvidenceState.ABSENT, EvidenceState.UNKNOWN


def _states(findings: list[StatedFinding]) -> dict[str, EvidenceState]:
    return {key: known.state for key, known in settle(findings).items()}


def test_a_code_is_looked_up_for_the_make_before_the_standard_and_with_its_byte_first() -> None:
    assert code_candidates("p0171-1a", "renault", "f") == (
        "dtc.renault.P0171-1A",
        "dtc.sae.P0171-1A",
        "dtc.renault.P0171",
        "dtc.sae.P0171",
    )


@pytest.mark.parametrize("code", ["P4171", "P017", "X0171", "P017G", "P0171-1", "", "P0171; DROP"])
def test_what_is_not_a_code_is_refused_with_its_field(code: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        code_candidates(code, None, "observables.3")
    assert caught.value.field == "observables.3"


def test_hybrid_codes_with_hexadecimal_digits_are_codes() -> None:
    assert code_candidates("P0A0D", None, "f") == ("dtc.sae.P0A0D",)


def test_a_finding_is_exactly_one_of_id_code_and_text() -> None:
    with pytest.raises(InvalidInputError):
        ReportedFinding(id="symptom.a", code="P0171")
    with pytest.raises(InvalidInputError):
        ReportedFinding()


def test_the_same_observable_stated_present_and_absent_is_refused() -> None:
    findings = [
        StatedFinding("s", PRESENT, explicit=True, field="a"),
        StatedFinding("s", ABSENT, explicit=True, field="b"),
    ]
    with pytest.raises(InvalidInputError) as caught:
        settle(findings)
    assert caught.value.field == "b"


def test_a_statement_wins_over_interpreted_words_in_any_order() -> None:
    words = StatedFinding("s", ABSENT, explicit=False, field="text")
    stated = StatedFinding("s", PRESENT, explicit=True, field="id")
    assert _states([words, stated]) == _states([stated, words]) == {"s": PRESENT}


def test_words_that_contradict_each_other_leave_the_observable_unknown() -> None:
    one = StatedFinding("s", PRESENT, explicit=False, field="a")
    other = StatedFinding("s", ABSENT, explicit=False, field="b")
    assert _states([one, other]) == {"s": UNKNOWN}


def test_saying_the_same_thing_twice_changes_nothing() -> None:
    once = StatedFinding("s", PRESENT, explicit=False, field="a")
    assert _states([once, once]) == {"s": PRESENT}


def test_what_is_known_beats_unknown_in_any_order() -> None:
    known = StatedFinding("s", PRESENT, explicit=True, field="a")
    unknown = StatedFinding("s", UNKNOWN, explicit=True, field="b")
    assert _states([known, unknown]) == _states([unknown, known]) == {"s": PRESENT}


def test_interpreted_words_fill_in_what_is_stated_as_unknown() -> None:
    words = StatedFinding("s", PRESENT, explicit=False, field="a")
    stated = StatedFinding("s", UNKNOWN, explicit=True, field="b")
    assert _states([stated, words]) == _states([words, stated]) == {"s": PRESENT}


def test_a_contradiction_after_an_unknown_is_still_refused() -> None:
    states = (UNKNOWN, PRESENT, ABSENT)
    findings = [StatedFinding("s", state, explicit=True, field=state.value) for state in states]
    with pytest.raises(InvalidInputError):
        settle(findings)


def _cold(state: EvidenceState, value: str = "froid", field: str = "a") -> StatedFinding:
    return StatedFinding("s", state, explicit=True, field=field, qualifiers={"tax_temp": value})


def test_circumstances_of_agreeing_statements_are_put_together() -> None:
    idle = StatedFinding(
        "s", PRESENT, explicit=False, field="b", qualifiers={"tax_phase": "ralenti"}
    )
    assert settle([_cold(PRESENT), idle])["s"].qualifiers == {
        "tax_phase": "ralenti",
        "tax_temp": "froid",
    }


def test_a_circumstance_that_is_stated_in_two_ways_is_left_out() -> None:
    both = settle([_cold(PRESENT), _cold(PRESENT, "chaud", "b")])
    assert both["s"].state is PRESENT
    assert both["s"].qualifiers == {}


def test_contradicting_words_are_remembered() -> None:
    one = StatedFinding("s", PRESENT, explicit=False, field="a")
    other = StatedFinding("s", ABSENT, explicit=False, field="b")
    assert settle([one, other])["s"].was_contradicted
    assert not settle([one, one])["s"].was_contradicted


def test_there_when_cold_and_not_when_hot_is_no_contradiction() -> None:
    cold, hot = _cold(PRESENT), _cold(ABSENT, "chaud", "b")
    for findings in ([cold, hot], [hot, cold]):
        known = settle(findings)["s"]
        assert (known.state, known.qualifiers) == (PRESENT, {"tax_temp": "froid"})
    with pytest.raises(InvalidInputError):
        settle([cold, _cold(ABSENT, "froid", "b")])
