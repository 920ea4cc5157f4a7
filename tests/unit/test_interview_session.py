"""What was said in an interview: answers, undo, what is not asked again, what is left to spend."""

import pytest

from api.cli.interview.session import InterviewSession
from engine.budget import Budget
from engine.conclusion import Rules
from engine.diagnose import DiagnosisRequest
from engine.evidence import ReportedFinding
from engine.next_questions import AskingRules
from engine.verdict import QuestionAnswer, Verdict
from graph.vocabulary import EvidenceState
from tests.builders.turn import revealing
from tests.builders.verdict import PaperGarage

PRESENT, ABSENT, UNKNOWN = EvidenceState.PRESENT, EvidenceState.ABSENT, EvidenceState.UNKNOWN
GARAGE = PaperGarage(
    priors={"fault.a": 0.02, "fault.b": 0.02, "fault.c": 0.02},
    links={
        "symptom.x": {"fault.a": 0.6, "fault.b": 0.6, "fault.c": 0.5},
        "symptom.y": {"fault.a": 0.9, "fault.b": 0.1},
        "sign.z": {"fault.b": 0.9, "fault.c": 0.1},
        "dtc.sae.P0171": {"fault.a": 0.8},
        "dtc.sae.P0300": {"fault.b": 0.8},
    },
    tests=[revealing("test.scan", ["dtc.sae.P0171", "dtc.sae.P0300"], minutes=4)],
    words={"it shakes": "symptom.x"},
    base={"symptom.x": {"tax_temp=froid": 0.5, "tax_temp=chaud": 0.5}},
    ratios={"symptom.x": {"fault.c": {"tax_temp=froid": 1.8, "tax_temp=chaud": 0.2}}},
)


def _session(budget: Budget | None = None, *findings: ReportedFinding) -> InterviewSession:
    said = findings or (ReportedFinding(text="it shakes"),)
    return InterviewSession(DiagnosisRequest(findings=said, budget=budget or Budget()))


def _verdict(session: InterviewSession) -> Verdict:
    return GARAGE.diagnose(None, None, session.request())


def _asked(session: InterviewSession, key: str, taxonomy: str | None = None) -> QuestionAnswer:
    verdict = _verdict(session)
    return next(
        item
        for item in verdict.next_questions
        if key in (item.observable_id, *item.also_reveals) and item.taxonomy == taxonomy
    )


def _states(session: InterviewSession) -> dict[str, EvidenceState]:
    return {item.matched.id: item.state for item in _verdict(session).observables if item.matched}


def test_each_undo_returns_exactly_to_the_state_before() -> None:
    session = _session(Budget(max_questions=9, max_minutes=60))
    seen = [(session.now, session.request(), _verdict(session))]
    session.choose(_asked(session, "symptom.x", "tax_temp"), "chaud")
    seen.append((session.now, session.request(), _verdict(session)))
    session.answer(_asked(session, "symptom.y"), UNKNOWN)
    seen.append((session.now, session.request(), _verdict(session)))
    session.choose(_asked(session, "sign.z"), None)
    seen.append((session.now, session.request(), _verdict(session)))
    session.read_out(_asked(session, "dtc.sae.P0300"), ["P0300"])
    seen.append((session.now, session.request(), _verdict(session)))
    session.confirm("symptom.y", ABSENT)
    while seen:
        assert session.undo()
        assert (session.now, session.request(), _verdict(session)) == seen.pop()
    assert not session.undo()


def test_what_the_user_does_not_know_is_not_asked_again() -> None:
    session = _session()
    session.answer(_asked(session, "symptom.y"), UNKNOWN)
    asked = {item.observable_id for item in _verdict(session).next_questions}
    assert "symptom.y" not in asked
    assert _states(session)["symptom.y"] is UNKNOWN
    before, after = _verdict(_session()), _verdict(session)
    assert [item.probability for item in after.diagnoses] == pytest.approx(
        [item.probability for item in before.diagnoses], abs=1e-12
    )


def test_a_circumstance_that_is_not_known_is_skipped() -> None:
    session = _session()
    session.choose(_asked(session, "symptom.x", "tax_temp"), None)
    following = session.next_question(_verdict(session))
    assert following is not None
    assert (following.observable_id, following.taxonomy) != ("symptom.x", "tax_temp")


def test_a_skipped_question_does_not_take_the_place_of_another() -> None:
    rules = Rules(asking=AskingRules(shown=1))
    base = DiagnosisRequest(findings=(ReportedFinding(text="it shakes"),), rules=rules)
    session = InterviewSession(base)
    first = _verdict(session).next_questions[0]
    session.choose(first, None)
    following = session.next_question(_verdict(session))
    assert following is not None
    assert following != first


def test_a_chosen_circumstance_is_kept_and_moves_the_ranking() -> None:
    session = _session()
    session.choose(_asked(session, "symptom.x", "tax_temp"), "froid")
    verdict = _verdict(session)
    assert verdict.observables[-1].qualifiers == {"tax_temp": "froid"}
    assert verdict.diagnoses[0].fault_id == "fault.c"


def test_a_read_out_makes_the_other_codes_of_the_test_absent() -> None:
    session = _session()
    session.read_out(_asked(session, "dtc.sae.P0300"), ["P0171"])
    assert _states(session) == {
        "symptom.x": PRESENT,
        "dtc.sae.P0171": PRESENT,
        "dtc.sae.P0300": ABSENT,
    }


def test_a_read_out_without_codes_makes_all_of_them_absent() -> None:
    session = _session()
    session.read_out(_asked(session, "dtc.sae.P0300"), [])
    assert _states(session)["dtc.sae.P0171"] is ABSENT
    assert _states(session)["dtc.sae.P0300"] is ABSENT


def test_a_code_with_a_failure_type_byte_does_not_make_its_base_code_absent() -> None:
    session = _session()
    session.read_out(_asked(session, "dtc.sae.P0300"), ["P0171-1A"])
    absent = {item.id for item in session.now.findings if item.state is ABSENT}
    assert absent == {"dtc.sae.P0300"}


def test_a_code_that_was_absent_before_and_is_read_now_is_present() -> None:
    session = _session()
    question = _asked(session, "dtc.sae.P0300")
    session.read_out(question, [])
    session.read_out(question, ["P0171"])
    assert _states(session)["dtc.sae.P0171"] is PRESENT
    assert _states(session)["dtc.sae.P0300"] is ABSENT


def test_asking_again_replaces_what_was_said() -> None:
    session = _session(None, ReportedFinding(id="symptom.x"), ReportedFinding(code="p0171"))
    session.confirm("dtc.sae.P0171", ABSENT)
    assert [(item.said, item.state) for item in session.now.findings] == [
        ("symptom.x", PRESENT),
        ("dtc.sae.P0171", ABSENT),
    ]


def test_who_cannot_tell_any_more_takes_nothing_back_and_one_undo_asks_again() -> None:
    session = _session(None, ReportedFinding(id="symptom.x"))
    before = session.now
    session.confirm("symptom.x", UNKNOWN)
    assert session.now.findings == before.findings
    assert session.now.confirmed == {"symptom.x"}
    assert session.undo()
    assert session.now == before


def test_what_is_confirmed_keeps_its_circumstances() -> None:
    told = ReportedFinding(id="symptom.x", qualifiers={"tax_temp": "froid"})
    session = _session(None, told)
    session.confirm("symptom.x", PRESENT)
    assert told in session.now.findings
    assert all(item.taxonomy is None for item in _verdict(session).next_questions)


def test_an_id_wins_over_the_words_when_asked_again() -> None:
    session = _session()
    session.confirm("symptom.x", ABSENT)
    assert session.now.findings[0].text == "it shakes"
    assert _states(session)["symptom.x"] is ABSENT


def test_the_budget_counts_down() -> None:
    session = _session(Budget(max_questions=2, max_minutes=10))
    session.answer(_asked(session, "symptom.y"), UNKNOWN)
    left = session.request().budget
    assert (left.max_questions, left.max_minutes) == (1, 9.0)
    session.read_out(_asked(session, "dtc.sae.P0300"), [])
    left = session.request().budget
    assert (left.max_questions, left.max_minutes) == (0, 5.0)
    verdict = _verdict(session)
    assert verdict.stop.reason == "budget_spent"
    assert session.next_question(verdict) is None
    assert session.end_reason(verdict) == "budget_spent"


def test_a_budget_never_falls_below_nothing_and_none_stays_without_limit() -> None:
    session = _session(Budget(max_questions=1))
    for _ in range(3):
        session.confirm("symptom.y", PRESENT)
    assert session.request().budget == Budget(max_questions=0, max_minutes=None)


def test_a_misread_line_is_forgotten_with_the_circumstances_that_were_told_of_it() -> None:
    session = _session(None, ReportedFinding(text="it shakes"), ReportedFinding(code="P0171"))
    session.choose(_asked(_session(), "symptom.x", "tax_temp"), "froid")
    assert session.correct(_verdict(session), 0)
    assert _states(session) == {"dtc.sae.P0171": PRESENT}
    assert session.was_corrected
    assert not session.correct(_verdict(session), 7)


# --- contradiction ----------------------------------------------------------------------------

ODD = PaperGarage(
    priors={"fault.a": 0.02, "fault.b": 0.02, "fault.c": 1e-6},
    links={
        "symptom.x": {"fault.a": 0.9, "fault.b": 0.9},
        "symptom.y": {"fault.a": 0.9, "fault.b": 0.9},
        "symptom.odd": {"fault.c": 0.5},
        "sign.z": {"fault.a": 0.8, "fault.b": 0.2},
    },
    leak=0.001,
)


def test_a_contradiction_is_asked_again_once_and_then_the_talk_goes_on() -> None:
    said = (ReportedFinding(id=key) for key in ("symptom.x", "symptom.y", "symptom.odd"))
    session = _session(None, *said)
    verdict = ODD.diagnose(None, None, session.request())
    assert verdict.stop.reason == "contradiction"
    assert session.recheck(verdict) == "symptom.odd"
    assert session.next_question(verdict) is None
    session.confirm("symptom.odd", PRESENT)
    again = ODD.diagnose(None, None, session.request())
    assert again.stop.reason == "contradiction"
    assert session.recheck(again) is None
    following = session.next_question(again)
    assert following is not None
    assert following.observable_id == "sign.z"


def test_a_contradiction_that_was_asked_again_is_no_reason_to_end() -> None:
    said = (ReportedFinding(id=key) for key in ("symptom.x", "symptom.y", "symptom.odd"))
    session = _session(None, *said)
    assert session.end_reason(ODD.diagnose(None, None, session.request())) == "contradiction"
    session.confirm("symptom.odd", PRESENT)
    again = ODD.diagnose(None, None, session.request())
    assert session.end_reason(again) == "nothing_useful_left"


def test_taking_the_odd_finding_back_ends_the_contradiction() -> None:
    said = (ReportedFinding(id=key) for key in ("symptom.x", "symptom.y", "symptom.odd"))
    session = _session(None, *said)
    session.confirm("symptom.odd", ABSENT)
    assert ODD.diagnose(None, None, session.request()).stop.reason is None
