"""Cypher lives in .cypher files: no Python of the product holds or builds any."""

import pytest

from tests.contract.checks.cypher_in_python import problems, problems_of
from tests.contract.checks.files import ROOT, python_files


def test_no_python_of_the_product_holds_or_builds_cypher() -> None:
    assert problems_of(python_files(), ROOT) == []


@pytest.mark.parametrize(
    "line",
    [
        'text = "MATCH (n) RETURN n"',
        'text = f"MATCH (n:{label}) RETURN n"',
        'text = "MATCH (n:%s) RETURN n" % label',
        'text = "MERGE (n:{}) RETURN n".format(label)',
        'text = query.text + " LIMIT 10"',
        'text += " WHERE n.id = 1"',
        'text = " ".join(["CREATE", "(n)"])',
        'text = text.replace("LIMIT 5", "LIMIT 6")',
        'text = "UNWIND $rows AS row"',
        'text = "MATCH (n) DETACH DELETE n"',
        'text = "CREATE CONSTRAINT a_id IF NOT EXISTS"',
        'text = "CREATE FULLTEXT INDEX words IF NOT EXISTS"',
        'text = "DROP INDEX words"',
        'text = "CALL db.indexes()"',
        'text = "RETURN 1 AS one"',
    ],
)
def test_a_planted_query_in_python_is_found(line: str) -> None:
    assert problems(f"label = text = query = None\n{line}\n", "api/planted.py") != []
    assert problems(f"label = text = query = None\n{line}\n", "x.py")[0].startswith("x.py:2: ")


@pytest.mark.parametrize(
    "line",
    [
        '"""Speaks of MATCH (n) in a docstring."""',
        'raise ValueError("no such match: create one and return it")',
        'name = "seed/merge_nodes"',
        'text = "there is no statement; RETURN a marker that says so"',
        'print(f"{total} faults match")',
        "LIMIT = 5",
    ],
)
def test_words_that_are_no_query_are_no_fault(line: str) -> None:
    assert problems(f"total = 1\n{line}\n", "x.py") == []
