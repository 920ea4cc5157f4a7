"""``faultgraph interview`` as a user runs it: typed answers in, verdict and plan out."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.builders.command_line import run_command
from tests.conftest import Address

COMPLAINT = "ralenti instable, siffle à l'accélération"


def _run(address: Address, typed: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_command(address, "interview", *arguments, typed=typed)


@pytest.mark.usefixtures("seeded_graph")
def test_a_talk_in_french_ends_with_verdict_and_plan_and_is_kept_as_text(
    address: Address, tmp_path: Path
) -> None:
    kept = tmp_path / "talk.txt"
    typed = "pourquoi\n" + "je ne sais pas\n" + "non\n" * 3 + "retour\n" + "?\n" * 40
    done = _run(
        address,
        typed,
        *(COMPLAINT, "P0171", "--locale", "fr", "--vehicle", "Renault Clio IV 0.9 TCe 2014"),
        *("--transcript", str(kept)),
    )
    assert done.returncode == 0, done.stderr
    text = kept.read_text(encoding="utf-8")
    for words in (
        "Ce qui a été compris",
        "Prise d'air à l'admission",
        "1. ",
        "→ si oui (",
        "> je ne sais pas",
        "Verdict",
        "Plan de réparation",
        "coût attendu : ",
        "À 95 %, la panne est parmi : ",
        "connaissances non relues par un expert",
    ):
        assert words in text, words
        assert words in done.stdout, words
    assert "fault." not in text
    assert "\x1b[" not in text


@pytest.mark.usefixtures("seeded_graph")
def test_a_talk_in_english_begins_with_the_complaint_and_stops_when_told(
    address: Address,
) -> None:
    typed = "rough idle, whistles when accelerating, P0171\nno\nundo\nstop\n"
    done = _run(address, typed, "--locale", "en")
    assert done.returncode == 0, done.stderr
    assert "What is happening?" in done.stdout
    assert "Rough idle" in done.stdout
    assert done.stdout.count("\n1. ") == 2
    assert "Verdict" in done.stdout
    assert "Intake air leak" in done.stdout
    assert "Repair plan" in done.stdout


@pytest.mark.usefixtures("seeded_graph")
def test_the_end_of_the_input_ends_the_talk_and_json_stands_alone(address: Address) -> None:
    done = _run(address, "", "P0171", "--json", "--locale", "en")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["diagnoses"][0]["fault"]["id"] == "fault.intake_air_leak"
    assert "Verdict" in done.stderr


@pytest.mark.usefixtures("seeded_graph")
def test_a_budget_of_two_questions_asks_two(address: Address) -> None:
    done = _run(
        address, "?\n?\n?\n", "perte de puissance", "--locale", "fr", "--max-questions", "2"
    )
    assert done.returncode == 0, done.stderr
    assert "\n2. " in done.stdout
    assert "\n3. " not in done.stdout
    assert "budget de questions épuisé" in done.stdout


@pytest.mark.usefixtures("seeded_graph")
def test_at_the_counter_nothing_is_asked_that_needs_a_look(address: Address) -> None:
    done = _run(address, "?\n" * 12, "perte de puissance", "--locale", "fr", "--mode", "counter")
    assert done.returncode == 0, done.stderr
    assert "au comptoir" in done.stdout
    assert "sur place, sans pont" not in done.stdout
    assert "à l'atelier" not in done.stdout


@pytest.mark.usefixtures("seeded_graph")
def test_codes_that_were_read_out_change_the_ranking(address: Address) -> None:
    done = _run(
        address,
        "?\n" * 5 + "P0401\n" * 10,
        *("symptom.power_loss", "--locale", "en", "--json", "--mode", "bay"),
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    states = {
        item["matched"]["id"]: item["state"] for item in answer["observables"] if item["matched"]
    }
    assert states["dtc.sae.P0401"] == "present"
    assert answer["diagnoses"][0]["fault"]["id"] == "fault.egr_valve_clogged"


@pytest.mark.usefixtures("seeded_graph")
def test_without_any_complaint_it_says_what_is_missing(address: Address) -> None:
    done = _run(address, "")
    assert done.returncode == 6
    assert json.loads(done.stderr.strip().splitlines()[-1])["error"]["code"] == "invalid_input"
