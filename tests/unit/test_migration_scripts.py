"""Script files: names, versions, checksums and what is refused."""

from pathlib import Path

import pytest

from graph.errors import MigrationError
from migrations.scripts import Script, is_schema_statement, load_scripts, version_key


def write(folder: Path, name: str, text: str = "RETURN 1 AS marker;") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_version_2_8_10_comes_after_2_8_9(tmp_path: Path) -> None:
    for name in ("V2_8_10__c.cypher", "V2_8_9__b.cypher", "V2_8_0_1__a.cypher", "V2_8_0__z.cypher"):
        write(tmp_path, name)
    versions = [script.version for script in load_scripts(tmp_path)]
    assert versions == ["2.8.0", "2.8.0.1", "2.8.9", "2.8.10"]
    assert version_key("2.8.10") > version_key("2.8.9")


def test_a_file_name_gives_version_and_description(tmp_path: Path) -> None:
    write(tmp_path, "V2_8_12__model_recurring_faults.cypher")
    script = load_scripts(tmp_path)[0]
    assert (script.version, script.description) == ("2.8.12", "model recurring faults")
    assert script.source == "V2_8_12__model_recurring_faults.cypher"


def test_the_checksum_is_the_crc32_of_neo4j_migrations() -> None:
    # Computed with neo4j-python-migrations 0.1.5 for the same two statements.
    script = Script("1", "x", "V1__x.cypher", "RETURN 1;\n\nRETURN 2;\n")
    assert script.checksum == "1926902917"


def test_white_space_between_statements_does_not_change_the_checksum() -> None:
    one = Script("1", "x", "V1__x.cypher", "RETURN 1;\nRETURN 2;")
    other = Script("1", "x", "V1__x.cypher", "\n\nRETURN 1;\n\n  RETURN 2;\n\n")
    assert one.checksum == other.checksum


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("2_8_0__base.cypher", "RETURN 1;", "file name"),
        ("V2_8_0_base.cypher", "RETURN 1;", "file name"),
        ("V2_8_0__Base.cypher", "RETURN 1;", "file name"),
        ("V2_8_0__base.cypher", "// nothing\n", "no statement"),
        ("V2_8_0__base.cypher", "RETURN 1", "semicolon"),
        (
            "V2_8_0__base.cypher",
            "CREATE INDEX a IF NOT EXISTS FOR (n:A) ON (n.b);\nCREATE (:A);",
            "mixes schema and data",
        ),
    ],
)
def test_a_script_that_is_not_in_form_is_refused(
    tmp_path: Path, name: str, text: str, why: str
) -> None:
    write(tmp_path, name, text)
    with pytest.raises(MigrationError, match=why) as caught:
        load_scripts(tmp_path)
    assert caught.value.fix
    assert caught.value.details == {"source": name}


def test_two_files_of_one_version_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "V2_8_1__a.cypher")
    write(tmp_path, "V2_08_1__b.cypher")
    with pytest.raises(MigrationError, match="has the same version"):
        load_scripts(tmp_path)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("// c\nCREATE CONSTRAINT a IF NOT EXISTS FOR (n:A) REQUIRE n.id IS UNIQUE", True),
        ("create fulltext index a IF NOT EXISTS FOR (n:A) ON EACH [n.b]", True),
        ("DROP INDEX a IF EXISTS", True),
        ("CREATE RANGE INDEX a IF NOT EXISTS FOR (n:A) ON (n.b)", True),
        ("CREATE (:Index)", False),
        ("CALL db.createLabel('A')", False),
        ("RETURN 'CREATE INDEX' AS marker", False),
    ],
)
def test_schema_statements_are_told_from_data(statement: str, expected: bool) -> None:
    assert is_schema_statement(statement) is expected
