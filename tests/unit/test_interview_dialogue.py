"""The talk in the terminal: a scripted user, the real engine, a record on paper."""

import io
from collections.abc import Callable

import pytest
from rich.console import Console

from api.cli.interview import dialogue
from api.cli.interview.dialogue import Dialogue
from api.cli.interview.screen import bar, percent_text, print_end
from api.cli.interview.session import InterviewSession
from api.http.schemas.diagnosis import DiagnoseResponse
from engine.budget import Budget
from engine.diagnose import DiagnosisRequest
from engine.evidence import ReportedFinding
from graph.vocabulary import EvidenceState, Locale
from tests.builders.turn import Action, Part, candidate_row, revealing
from tests.builders.verdict import PaperGarage

GARAGE = PaperGarage(
    priors={"fault.a": 0.02, "fault.b": 0.02, "fault.c": 0.02},
    links={
        "symptom.x": {"fault.a": 0.6, "fault.b": 0.6, "fault.c": 0.2},
        "symptom.y": {"fault.a": 0.95, "fault.b": 0.05},
        "sign.z": {"fault.b": 0.9, "fault.c": 0.1},
        "dtc.sae.P0171": {"fault.a": 0.8},
        "dtc.sae.P0300": {"fault.b": 0.8},
    },
    tests=[revealing("test.scan", ["dtc.sae.P0171", "dtc.sae.P0300"], minutes=4, cost_eur=2)],
    candidates=[
        candidate_row("fault.a", {"action.a": Action()}, {"part.a": Part()}),
        candidate_row("fault.b", {"action.b": Action(labour_eur=(200, 300))}, {"part.b": Part()}),
    ],
    words={"it shakes": "symptom.x"},
    base={"symptom.x": {"tax_temp=froid": 0.5, "tax_temp=chaud": 0.5}},
    ratios={"symptom.x": {"fault.b": {"tax_temp=froid": 1.8, "tax_temp=chaud": 0.2}}},
    levels={"fault.a": "urgent"},
)
Talk = Callable[..., tuple[DiagnoseResponse, str]]


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Return a talk with scripted answers: the last response, and all that was shown."""

    def run(
        *lines: str,
        locale: Locale = Locale.EN,
        budget: Budget | None = None,
        garage: PaperGarage = GARAGE,
        said: tuple[ReportedFinding, ...] = (ReportedFinding(text="it shakes"),),
    ) -> tuple[DiagnoseResponse, str]:
        monkeypatch.setattr(dialogue, "diagnose", garage.diagnose)
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        shown = io.StringIO()
        out = Console(file=shown, width=100, highlight=False, color_system=None)
        session = InterviewSession(DiagnosisRequest(findings=said, budget=budget or Budget()))
        nothing = None
        talk = Dialogue(nothing, nothing, session, out, locale)  # type: ignore[arg-type]
        answer = talk.run()
        print_end(out, answer, locale)
        return answer, shown.getvalue()

    return run


def _states(answer: DiagnoseResponse) -> dict[str, EvidenceState]:
    return {item.matched.id: item.state for item in answer.observables if item.matched}


def test_a_talk_in_english_ends_with_verdict_and_plan(talk: Talk) -> None:
    answer, shown = talk("yes", "2", "P0171", "no", "no", "no")
    assert answer.diagnoses[0].fault.id == "fault.a"
    assert answer.should_stop
    for words in (
        "What was understood",
        "it shakes → x (en): present",
        "1. Do you see y?",
        "sure enough to conclude",
        "Verdict",
        "Repair plan",
        "a (en)",
        "Parts to take along: a (en)",
        "Orange banner",
    ):
        assert words in shown
    assert "(fr)" not in shown


def test_a_talk_in_french_ends_with_verdict_and_plan(talk: Talk) -> None:
    answer, shown = talk("oui", "2", "P0171", "non", "non", "non", locale=Locale.FR)
    assert answer.diagnoses[0].fault.id == "fault.a"
    for words in (
        "Ce qui a été compris",
        "it shakes → x (fr): présent",
        "1. Voyez-vous y ?",
        "assez sûr pour conclure",
        "Plan de réparation",
        "Pièces à prendre : a (fr)",
        "Bandeau orange",
    ):
        assert words in shown
    assert "(en)" not in shown


def test_the_bars_move_after_an_answer(talk: Talk) -> None:
    _, shown = talk("yes")
    assert "-0.0 %" not in shown
    before, after = shown.split("1. Do you see y?")
    assert "▒" in after
    assert "▒" not in before


@pytest.mark.parametrize("lines", [(), ("yes",), ("nonsense",), ("why",), ("undo",)])
def test_the_end_of_the_input_ends_the_talk_cleanly(talk: Talk, lines: tuple[str, ...]) -> None:
    answer, shown = talk(*lines)
    assert "Verdict" in shown
    assert answer.diagnoses


def test_stop_ends_the_talk_with_what_is_known(talk: Talk) -> None:
    answer, shown = talk("stop", "yes")
    assert _states(answer) == {"symptom.x": EvidenceState.PRESENT}
    assert "Verdict" in shown


def test_why_tells_what_each_answer_would_do_and_asks_again(talk: Talk) -> None:
    answer, shown = talk("why", "yes", "stop")
    assert "→ if yes (" in shown
    assert "→ if no (" in shown
    assert "the answer tells" in shown
    assert shown.count("1. Do you see y?") == 1
    assert _states(answer)["symptom.y"] is EvidenceState.PRESENT


def test_undo_takes_the_last_answer_back_and_asks_it_again(talk: Talk) -> None:
    answer, shown = talk("no", "undo", "stop")
    assert _states(answer) == {"symptom.x": EvidenceState.PRESENT}
    assert shown.count("1. Do you see y?") == 2


def test_undo_before_the_first_answer_says_that_there_is_nothing(talk: Talk) -> None:
    _, shown = talk("undo", "stop")
    assert "nothing to undo" in shown


def test_what_is_not_an_answer_is_explained_and_asked_again(talk: Talk) -> None:
    answer, shown = talk("perhaps", "yes", "stop")
    assert "answer yes, no or ?; why, undo or stop" in shown
    assert _states(answer)["symptom.y"] is EvidenceState.PRESENT


def test_what_the_user_does_not_know_is_asked_no_more(talk: Talk) -> None:
    answer, shown = talk("?", "?", "?", "?", "?", "?")
    assert "no useful question left" in shown
    assert shown.count("Do you see y?") == 1
    assert shown.count("Do you see z?") == 1
    assert _states(answer)["symptom.y"] is EvidenceState.UNKNOWN


def test_a_circumstance_is_chosen_by_its_number(talk: Talk) -> None:
    garage = PaperGarage(
        priors=GARAGE.priors,
        links={"symptom.x": GARAGE.links["symptom.x"]},
        words=GARAGE.words,
        base=GARAGE.base,
        ratios=GARAGE.ratios,
    )
    answer, shown = talk("yes", "9", "1", garage=garage)
    assert "1) cold" in shown
    assert "2) hot" in shown
    assert shown.count("answer with a number of the list or ?") == 2
    assert answer.observables[-1].qualifiers == {"tax_temp": "froid"}
    skipped, _ = talk("?", garage=garage)
    assert all(item.qualifiers == {} for item in skipped.observables)


ONLY_CODES = PaperGarage(
    priors=GARAGE.priors,
    links={key: GARAGE.links[key] for key in ("symptom.x", "dtc.sae.P0171", "dtc.sae.P0300")},
    tests=GARAGE.tests,
    words=GARAGE.words,
)


@pytest.mark.parametrize(
    ("line", "lean", "misfire"),
    [
        ("p0171", EvidenceState.PRESENT, EvidenceState.ABSENT),
        ("no", EvidenceState.ABSENT, EvidenceState.ABSENT),
        ("P0171 and P0300", EvidenceState.PRESENT, EvidenceState.PRESENT),
    ],
)
def test_codes_are_read_out_in_one_go(
    talk: Talk, line: str, lean: EvidenceState, misfire: EvidenceState
) -> None:
    answer, shown = talk(line, garage=ONLY_CODES)
    assert "codes read (P0171 P0300…)" in shown
    found = _states(answer)
    assert (found["dtc.sae.P0171"], found["dtc.sae.P0300"]) == (lean, misfire)


def test_codes_of_a_read_out_that_is_under_way_are_asked_one_by_one(talk: Talk) -> None:
    codes = {f"dtc.sae.P030{at}": {"fault.a": 0.9 - at / 10, "fault.b": 0.2} for at in range(3)}
    garage = PaperGarage(
        priors=GARAGE.priors,
        links={"symptom.x": GARAGE.links["symptom.x"], **codes},
        tests=[revealing("test.scan", list(codes), minutes=4)],
        words=GARAGE.words,
    )
    answer, shown = talk("yes", "no", "stop", garage=garage)
    assert _states(answer) == {
        "symptom.x": EvidenceState.PRESENT,
        "dtc.sae.P0300": EvidenceState.PRESENT,
        "dtc.sae.P0301": EvidenceState.ABSENT,
    }
    assert shown.count("codes read (") == 1


UNCLEAR = PaperGarage(
    priors=GARAGE.priors,
    links=GARAGE.links,
    words=GARAGE.words,
    choices={"odd noise": ["symptom.y", "sign.z"]},
)
ODD_NOISE = (ReportedFinding(text="odd noise"),)


def test_what_unclear_words_mean_is_picked_from_a_list(talk: Talk) -> None:
    answer, shown = talk("2", "stop", garage=UNCLEAR, said=ODD_NOISE)
    assert "1) y (en)" in shown
    assert "2) z (en)" in shown
    assert _states(answer) == {"sign.z": EvidenceState.PRESENT}
    left_open, _ = talk("?", "stop", garage=UNCLEAR, said=ODD_NOISE)
    assert _states(left_open) == {}


@pytest.mark.parametrize("lines", [(), ("stop", "yes")])
def test_the_talk_can_end_before_anything_is_picked(talk: Talk, lines: tuple[str, ...]) -> None:
    answer, shown = talk(*lines, garage=UNCLEAR, said=ODD_NOISE)
    assert _states(answer) == {}
    assert "1. " not in shown
    assert "Verdict" in shown


def test_a_line_that_was_misread_is_taken_back(talk: Talk) -> None:
    absent = ReportedFinding(code="P0300", state=EvidenceState.ABSENT)
    said = (ReportedFinding(text="it shakes"), absent)
    answer, shown = talk("wrong 9", "wrong 1", "stop", said=said)
    assert _states(answer) == {"dtc.sae.P0300": EvidenceState.ABSENT}
    assert shown.count("What was understood") == 2
    undone, _ = talk("wrong 1", "undo", "stop", said=said)
    assert _states(undone)["symptom.x"] is EvidenceState.PRESENT


def test_the_test_its_price_and_its_tools_are_shown(talk: Talk) -> None:
    _, shown = talk(garage=ONLY_CODES)
    assert "(scan (en) · on the driveway, no lift · 4 min · 2 € · lamp)" in shown


def test_a_budget_of_one_question_asks_one(talk: Talk) -> None:
    _, shown = talk("?", "yes", "yes", budget=Budget(max_questions=1))
    assert "the question budget is spent" in shown
    assert "2. " not in shown


ODD = PaperGarage(
    priors={"fault.a": 0.02, "fault.b": 0.02, "fault.c": 1e-6},
    links={
        "symptom.x": {"fault.a": 0.9, "fault.b": 0.9},
        "symptom.y": {"fault.a": 0.9, "fault.b": 0.9},
        "symptom.odd": {"fault.c": 0.5},
    },
    leak=0.001,
)
ODD_FINDINGS = tuple(ReportedFinding(id=key) for key in ("symptom.x", "symptom.y", "symptom.odd"))


def test_what_contradicts_the_rest_is_asked_again_once(talk: Talk) -> None:
    for line, state in (("yes", EvidenceState.PRESENT), ("no", EvidenceState.ABSENT)):
        answer, shown = talk(line, "yes", "yes", garage=ODD, said=ODD_FINDINGS)
        assert shown.count("contradicts the others, check again: “odd (en)”?") == 1
        assert _states(answer)["symptom.odd"] is state
        assert "no useful question left" in shown


def test_asking_again_can_be_stopped_explained_and_taken_back(talk: Talk) -> None:
    _, shown = talk("hm", "undo", "stop", garage=ODD, said=ODD_FINDINGS)
    assert "answer yes, no or ?" in shown
    assert "nothing to undo" in shown
    assert "Verdict" in shown


def test_why_a_finding_is_asked_again_is_said(talk: Talk) -> None:
    _, shown = talk("why", "stop", garage=ODD, said=ODD_FINDINGS)
    assert "fit together better if this one is a slip" in shown


def test_codes_told_while_something_else_is_asked_count_but_not_as_a_question(
    talk: Talk,
) -> None:
    answer, shown = talk("P0171", "stop")
    assert _states(answer)["dtc.sae.P0171"] is EvidenceState.PRESENT
    assert "\n2. " not in shown


def test_words_that_mean_nothing_are_said_to_be_not_understood(talk: Talk) -> None:
    _, shown = talk(said=(ReportedFinding(text="blah"),))
    assert "blah → ?" in shown
    assert "nothing was understood" in shown


def test_a_label_with_brackets_is_shown_as_it_is(talk: Talk) -> None:
    _, shown = talk(said=(ReportedFinding(text="it [bold]shakes[/bold]"),))
    assert "it [bold]shakes[/bold] → ?" in shown


def test_a_recorded_talk_can_be_written_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogue, "diagnose", GARAGE.diagnose)
    monkeypatch.setattr("sys.stdin", io.StringIO("oui\n"))
    out = Console(file=io.StringIO(), record=True, width=100)
    session = InterviewSession(DiagnosisRequest(findings=(ReportedFinding(text="it shakes"),)))
    Dialogue(None, None, session, out, Locale.FR).run()  # type: ignore[arg-type]
    text = out.export_text()
    assert "1. Voyez-vous y ?" in text
    assert "> oui" in text


def test_a_bar_marks_what_came_and_what_went() -> None:
    assert bar(50.0, width=8).plain == "████░░░░"
    assert bar(50.0, before=25.0, width=8).plain == "████░░░░"
    assert [str(span.style) for span in bar(50.0, before=25.0, width=8).spans] == [
        "cyan",
        "green",
        "dim",
    ]
    assert bar(25.0, before=50.0, width=8).plain == "██▒▒░░░░"
    assert [len(bar(value, width=8).plain) for value in (0.0, 100.0)] == [8, 8]


def test_per_cent_has_the_comma_of_french() -> None:
    assert percent_text(12.34, Locale.FR) == "12,3 %"
    assert percent_text(12.34, Locale.EN) == "12.3 %"
