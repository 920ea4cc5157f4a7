"""Every .cypher file keeps what its name, its header and its place promise."""

import pytest

from tests.contract.checks import query_files
from tests.contract.checks.query_files import QueryFile, problems, shipped, shipped_row_fields
from tests.contract.checks.query_names import index_names, name_problems

GOOD = """\
// Find one fault by its id.
//
// Params:
//   id: str        id of the fault
// Returns:
//   label: str     its English label
// Access: READ
// Index: fault_id
CYPHER 25
MATCH (f:Fault {id: $id})
WHERE f.status = 'active'
RETURN f.label_en AS label
"""


def broken(old: str, new: str, name: str = "fault/find_fault") -> list[str]:
    """Return the problems of the good query with one thing changed."""
    assert old in GOOD
    file = QueryFile(name, GOOD.replace(old, new))
    return [*problems(file, ["label"]), *name_problems(file, {"fault_id"})]


def test_every_shipped_query_keeps_its_promises() -> None:
    found = [found for file in shipped() for found in problems(file, shipped_row_fields(file.name))]
    assert found == []


def test_every_shipped_query_names_only_what_the_schema_has() -> None:
    known = index_names()
    assert [found for file in shipped() for found in name_problems(file, known)] == []


def test_the_library_is_not_empty_and_a_good_query_has_no_problem() -> None:
    assert len(shipped()) >= 40
    assert broken("$id", "$id") == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("// Find one", "Find one", "the first line must be a comment"),
        ("Access: READ", "Access: SOMETIMES", "needs a line '// Access: READ'"),
        ("//   id: str        id of the fault\n", "", "Params [] != used ['id']"),
        ("$id}", "$key}", "Params ['id'] != used ['key']"),
        ("AS label", "AS name", "Returns ['label'] != columns ['name']"),
        ("// Returns:", "// Returns:\n//   id: str   more", "!= row model ['label']"),
        ("WHERE f.status = 'active'", "SET f.status = 'active'", "says READ but has SET"),
        ("Access: READ", "Access: WRITE", "does not go with Access: WRITE"),
        ("WHERE f", "where f", "line 11: keyword 'where' is not upper case"),
        ("MATCH (f", "Match (f", "line 10: keyword 'Match' is not upper case"),
        ("$id})", "$id}) {{extra}}", "is a template: '{{'"),
        ("WHERE f", "\n" * 70 + "WHERE f", "has 82 lines, more than 80"),
        ("WHERE f", "\n" * 57 + "WHERE f", "has a body of 61 lines, more than 60"),
        (":Fault", ":Falt", "label Falt is not in graph/vocabulary.py"),
        ("f.label_en", "f.lable_en", "property lable_en is not in graph/property_keys.py"),
        ("Index: fault_id", "Index: faults", "index faults is not in migrations/"),
        ("(f:Fault", "(:Part)-[:REQUIRD]->(f:Fault", "relationship type REQUIRD is not in"),
    ],
)
def test_a_planted_fault_in_a_query_is_found(old: str, new: str, expected: str) -> None:
    assert any(expected in problem for problem in broken(old, new)), broken(old, new)


@pytest.mark.parametrize(
    "name", ["fault/get_fault", "fault/find", "find_fault", "Fault/find_fault"]
)
def test_a_name_outside_the_rules_is_found(name: str) -> None:
    found = broken("$id", "$id", name)
    assert len(found) == 1
    assert "is not folder/verb_noun" in found[0]


def test_a_query_that_says_write_and_only_reads_is_found() -> None:
    found = broken("Access: READ", "Access: WRITE", "fault/merge_fault")
    assert found == ["fault/merge_fault: says WRITE but has no clause that writes"]


def test_clause_words_in_comments_strings_and_properties_are_no_fault() -> None:
    assert broken("'active'", "'match or delete'") == []
    assert broken("'active'", "'active' AND f.priority = 1  // where it is set by hand") == []


def test_a_query_without_a_row_model_is_found() -> None:
    assert shipped_row_fields("nowhere/find_fault") is None
    assert shipped_row_fields("seed/find_fault") is None
    assert problems(QueryFile("seed/find_fault", GOOD), None) == [
        "seed/find_fault: there is no FindFaultRow in cypher/rows/seed.py"
    ]


def test_a_long_query_is_above_the_aim_but_no_fault() -> None:
    longer = QueryFile("fault/find_fault", GOOD.replace("WHERE f", "\n" * 30 + "WHERE f"))
    assert query_files.above_aim(longer)
    assert problems(longer, ["label"]) == []
    assert not query_files.above_aim(QueryFile("fault/find_fault", GOOD))
