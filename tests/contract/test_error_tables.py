"""Every error of the product has an exit code and an HTTP status."""

import api.cli.main
import api.http.app
from api.cli.errors import EXIT_CODES
from api.http.errors import STATUS
from graph.errors import FaultgraphError
from tests.contract.checks.tables import error_classes, missing_codes, shared_numbers

#: Refusals of the web interface; the command line cannot meet them.
WEB_ONLY = "api.http."


class PlantedError(FaultgraphError):
    """An error that no table knows."""

    code = "planted"


def test_the_edges_are_loaded_so_that_every_error_is_known() -> None:
    assert api.cli.main.app is not None
    assert api.http.app.create_app is not None
    assert len(error_classes()) >= 12


def test_every_error_has_an_exit_code_of_its_own() -> None:
    met = [each for each in error_classes() if not each.__module__.startswith(WEB_ONLY)]
    assert missing_codes(met, EXIT_CODES) == []
    assert shared_numbers(EXIT_CODES) == []


def test_exit_codes_are_not_those_of_success_and_of_signals() -> None:
    assert [code for code, number in EXIT_CODES.items() if not 1 <= number <= 124] == []


def test_every_error_has_a_status() -> None:
    assert missing_codes(error_classes(), STATUS) == []
    assert [code for code, status in STATUS.items() if status < 400] == []


def test_two_kinds_of_error_never_share_a_code() -> None:
    codes = [each.code for each in error_classes()]
    assert sorted(code for code in codes if codes.count(code) > 1) == []


def test_a_planted_error_without_code_in_a_table_is_found() -> None:
    assert missing_codes([PlantedError], EXIT_CODES) == ["PlantedError: planted"]
    assert missing_codes([PlantedError], {"planted": 99}) == []
    assert PlantedError not in error_classes()


def test_a_planted_shared_number_is_found() -> None:
    assert shared_numbers({"not_found": 3, "conflict": 4, "planted": 3}) == ["not_found", "planted"]
