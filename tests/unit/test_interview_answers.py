"""A typed answer, read in either language."""

import pytest

from api.cli.interview.answers import Answer, Reply, read_answer


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("oui", Reply.YES),
        ("  Oui. ", Reply.YES),
        ("OUI !", Reply.YES),
        ("o", Reply.YES),
        ("yes", Reply.YES),
        ("Y\n", Reply.YES),
        ("non", Reply.NO),
        ("No", Reply.NO),
        ("n", Reply.NO),
        ("aucun", Reply.NO),
        ("?", Reply.UNKNOWN),
        ("？", Reply.UNKNOWN),  # noqa: RUF001 - as an Asian keyboard types it
        ("je ne sais pas", Reply.UNKNOWN),
        ("Je sais pas...", Reply.UNKNOWN),
        ("aucune idée", Reply.UNKNOWN),
        ("I don't know", Reply.UNKNOWN),
        ("I don’t know", Reply.UNKNOWN),  # noqa: RUF001 - as a phone types it
        ("i don´t know.", Reply.UNKNOWN),  # noqa: RUF001 - as a keyboard with accents types it
        ("i dont know", Reply.UNKNOWN),
        ("undo", Reply.UNDO),
        ("retour", Reply.UNDO),
        ("annuler", Reply.UNDO),
        ("why", Reply.WHY),
        ("Pourquoi ?", Reply.WHY),
        ("pourquoi", Reply.WHY),
        ("fin", Reply.STOP),
        ("stop", Reply.STOP),
        ("", Reply.UNCLEAR),
        ("peut-être", Reply.UNCLEAR),
        ("oui mais non", Reply.UNCLEAR),
        ("3", Reply.UNCLEAR),
    ],
)
def test_a_line_is_read_in_both_languages(line: str, reply: Reply) -> None:
    assert read_answer(line) == Answer(reply)


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("p0171", ("P0171",)),
        ("P0171 P0300", ("P0171", "P0300")),
        ("P0171, p0300;B1234", ("P0171", "P0300", "B1234")),
        ("P0171 et P0300", ("P0171", "P0300")),
        ("P0171, P0300 and U0100", ("P0171", "P0300", "U0100")),
        ("p0171-1a.", ("P0171-1A",)),
    ],
)
def test_codes_that_were_read_out_are_understood(line: str, codes: tuple[str, ...]) -> None:
    assert read_answer(line) == Answer(Reply.CODES, codes=codes)


@pytest.mark.parametrize("line", ["P9999", "P0171 oui", "X0171", "P017"])
def test_what_only_looks_like_a_code_is_unclear(line: str) -> None:
    assert read_answer(line).reply is Reply.UNCLEAR


@pytest.mark.parametrize(("line", "choice"), [("1", 0), (" 3. ", 2), ("３", 2)])  # noqa: RUF001
def test_a_number_chooses_a_value(line: str, choice: int) -> None:
    assert read_answer(line, choices=3) == Answer(Reply.CHOICE, choice=choice)


@pytest.mark.parametrize("line", ["0", "4", "-1", "1.5", "oui", "no", "\U00010a40"])
def test_which_one_is_not_answered_by_yes_no_or_a_number_outside(line: str) -> None:
    assert read_answer(line, choices=3) == Answer(Reply.UNCLEAR)


@pytest.mark.parametrize(
    ("line", "reply"),
    [("?", Reply.UNKNOWN), ("retour", Reply.UNDO), ("why", Reply.WHY), ("fin", Reply.STOP)],
)
def test_a_choice_can_be_left_open_taken_back_or_questioned(line: str, reply: Reply) -> None:
    assert read_answer(line, choices=3) == Answer(reply)


@pytest.mark.parametrize("line", ["wrong 2", "Faux 2", "pas 2.", "not 2"])
def test_a_line_that_was_misread_is_named_by_its_number(line: str) -> None:
    assert read_answer(line) == Answer(Reply.WRONG, choice=1)
    assert read_answer(line, choices=3) == Answer(Reply.WRONG, choice=1)
