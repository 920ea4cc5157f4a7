"""Every query of the library is used by the product, with its own row model."""

from cypher.library import names
from tests.contract.checks.files import ROOT, python_files
from tests.contract.checks.query_use import Use, problems, uses, uses_in

SOURCE = """
from cypher.library import query
from cypher import library
from cypher.rows import fault as rows

FIND = query("fault/find_fault", rows.FindFaultRow)
LIST = library.query("fault/list_faults", ListFaultsRow)
OTHER = query("name only", Row)
"""


def test_every_query_is_used_with_its_own_row_model() -> None:
    assert problems(uses_in(python_files(), ROOT), names()) == []


def test_tests_do_not_count_as_use() -> None:
    assert uses_in([ROOT / "tests" / "contract" / "test_queries_are_used.py"], ROOT) == []


def test_uses_are_read_from_the_source() -> None:
    assert list(uses(SOURCE, "x.py")) == [
        Use("x.py:6", "fault/find_fault", "FindFaultRow"),
        Use("x.py:7", "fault/list_faults", "ListFaultsRow"),
    ]


def test_a_planted_unused_unknown_or_mistyped_query_is_found() -> None:
    library = ["fault/find_fault", "fault/rank_faults"]
    planted = [Use("x.py:1", "fault/find_fault", "RankFaultsRow"), *uses(SOURCE, "y.py")]
    assert problems(planted, library) == [
        "fault/rank_faults is used by no code of the product",
        "y.py:7: there is no query fault/list_faults",
        "x.py:1: fault/find_fault has rows FindFaultRow, not RankFaultsRow",
    ]
