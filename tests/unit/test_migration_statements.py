"""The splitter of migration scripts."""

import pytest

from migrations.statements import split_statements, strip_comments


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("RETURN 1;", ["RETURN 1"]),
        ("RETURN 1;\nRETURN 2;\n", ["RETURN 1", "RETURN 2"]),
        ("RETURN 1; RETURN 2;", ["RETURN 1", "RETURN 2"]),
        ("// why; really\nRETURN 1;", ["// why; really\nRETURN 1"]),
        ("/* a;\nb */ RETURN 1;", ["/* a;\nb */ RETURN 1"]),
        ("RETURN 'a;b';", ["RETURN 'a;b'"]),
        ('RETURN "a;b";', ['RETURN "a;b"']),
        ("RETURN 'it\\'s; fine';", ["RETURN 'it\\'s; fine'"]),
        ("MATCH (n:`a;b`) RETURN n;", ["MATCH (n:`a;b`) RETURN n"]),
        ("MATCH (n:`a``;b`) RETURN n;", ["MATCH (n:`a``;b`) RETURN n"]),
        ("RETURN 'http://x';", ["RETURN 'http://x'"]),
        ("RETURN 1; // the end\n", ["RETURN 1"]),
        ("RETURN 1;;\n;", ["RETURN 1"]),
        ("// only a comment\n", []),
        ("", []),
    ],
)
def test_a_semicolon_ends_a_statement_unless_it_is_quoted(text: str, statements: list[str]) -> None:
    assert split_statements(text) == statements


@pytest.mark.parametrize("text", ["RETURN 1", "RETURN 1;\nRETURN 2", "RETURN 'open;"])
def test_a_statement_without_an_end_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="does not end with a semicolon"):
        split_statements(text)


def test_comments_are_stripped_and_strings_kept() -> None:
    assert strip_comments("// a\nRETURN '// b' /* c */ AS x").split() == [
        *["RETURN", "'//", "b'", "AS", "x"]
    ]
