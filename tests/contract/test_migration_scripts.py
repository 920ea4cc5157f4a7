"""The shipped migration scripts keep the rules; each check is shown to find a planted fault."""

import re
from collections.abc import Callable, Sequence

import pytest

from graph.nodes.check import (
    declared_properties,
    declared_unique_together,
    declared_uniqueness,
    node_classes,
)
from graph.relationships import WEIGHTED_TYPES, declared_keys
from graph.vocabulary import PROPERTY_KEYS, Label, RelationshipType
from migrations.scripts import Script, is_schema_statement, load_scripts
from migrations.statements import strip_comments

Check = Callable[[Sequence[Script]], list[str]]
VERSIONS = (
    {f"2.8.{number}" for number in range(13)}
    | {f"2.9.{number}" for number in range(9)}
    | {f"3.{number}.0" for number in range(6)}
)
_NAME = re.compile(r"(?:CONSTRAINT|INDEX) (\S+) IF NOT EXISTS\s+FOR \(?\)?")
_FULLTEXT = re.compile(r"CREATE FULLTEXT INDEX .*?FOR (.*?) OPTIONS", re.DOTALL)
_UNIQUE = re.compile(r"FOR \(n:(\w+)\) REQUIRE \(?([^)]*?)\)? IS UNIQUE")
_RELATION_UNIQUE = re.compile(r"FOR \(\)-\[r:(\w+)\]-\(\) REQUIRE r\.relation_id IS UNIQUE")
_TOKENS: dict[str, set[str]] = {
    "Label": {label.value for label in Label},
    "RelationshipType": {kind.value for kind in RelationshipType},
    "Property": set(PROPERTY_KEYS),
}


def statements(scripts: Sequence[Script]) -> list[str]:
    found = [strip_comments(item) for script in scripts for item in script.statements]
    return [" ".join(item.split()) for item in found]


def missing_versions(scripts: Sequence[Script]) -> list[str]:
    here = {".".join(script.version.split(".")[:3]) for script in scripts}
    return sorted(VERSIONS ^ here)


def mixed(scripts: Sequence[Script]) -> list[str]:
    return [
        script.source
        for script in scripts
        if len({is_schema_statement(item) for item in script.statements}) > 1
    ]


def data_without_its_name(scripts: Sequence[Script]) -> list[str]:
    return [
        script.source
        for script in scripts
        if not script.changes_schema
        and not script.source.endswith("_data.cypher")
        and any(not item.startswith("RETURN ") for item in statements([script]))
    ]


def unnamed_or_unguarded(scripts: Sequence[Script]) -> list[str]:
    return [
        item for item in statements(scripts) if is_schema_statement(item) and not _NAME.search(item)
    ]


def stray_semicolons(scripts: Sequence[Script]) -> list[str]:
    """neo4j-migrations splits at every semicolon: without strays its checksums equal ours."""
    return [item.source for item in scripts if item.text.count(";") != len(item.statements)]


def names_used_twice(scripts: Sequence[Script]) -> list[str]:
    names = [match[1] for item in statements(scripts) if (match := _NAME.search(item))]
    return sorted({name for name in names if names.count(name) > 1})


def equal_full_text(scripts: Sequence[Script]) -> list[str]:
    places = [match[1] for item in statements(scripts) if (match := _FULLTEXT.search(item))]
    return sorted({place for place in places if places.count(place) > 1})


def token_differences(scripts: Sequence[Script]) -> list[str]:
    found: dict[str, list[str]] = {kind: [] for kind in _TOKENS}
    for item in statements(scripts):
        if match := re.search(r"CALL db\.create(\w+)\(", item):
            found[match[1]] += re.findall(r"'(\w+)'", item)
    return sorted(name for kind, names in _TOKENS.items() for name in names ^ set(found[kind]))


def uniqueness_differences(scripts: Sequence[Script]) -> list[str]:
    made = {
        (label, tuple(name.strip().removeprefix("n.") for name in names.split(",")))
        for item in statements(scripts)
        for label, names in _UNIQUE.findall(item)
    }
    declared: set[tuple[str, tuple[str, ...]]] = {
        (label.value, (name,)) for label, name in declared_uniqueness()
    }
    declared |= {(label.value, names) for label, names in declared_unique_together()}
    relations = {kind for item in statements(scripts) for kind in _RELATION_UNIQUE.findall(item)}
    return sorted(map(str, made ^ declared)) + sorted(relations ^ set(WEIGHTED_TYPES))


def script(source: str, text: str) -> Script:
    version = source.removeprefix("V").split("__")[0].replace("_", ".")
    return Script(version, "words", source, text)


PLANTED: list[tuple[Check, Script, str]] = [
    (
        stray_semicolons,
        script("V2_8_3__x.cypher", "// one; two\nRETURN 1;"),
        "V2_8_3__x.cypher",
    ),
    (missing_versions, script("V2_9_9__x.cypher", "RETURN 1;"), "2.9.9"),
    (
        mixed,
        script("V2_8_3__x.cypher", "CREATE INDEX a IF NOT EXISTS FOR (n:A) ON (n.b);\nCREATE ();"),
        "V2_8_3__x.cypher",
    ),
    (
        data_without_its_name,
        script("V2_8_3__x.cypher", "CREATE (:A);"),
        "V2_8_3__x.cypher",
    ),
    (
        unnamed_or_unguarded,
        script("V2_8_3__x.cypher", "CREATE INDEX a FOR (n:A) ON (n.b);"),
        "CREATE INDEX a FOR (n:A) ON (n.b)",
    ),
    (
        unnamed_or_unguarded,
        script("V2_8_3__x.cypher", "CREATE INDEX IF NOT EXISTS FOR (n:A) ON (n.b);"),
        "CREATE INDEX IF NOT EXISTS FOR (n:A) ON (n.b)",
    ),
    (
        names_used_twice,
        script("V2_8_3__x.cypher", "CREATE INDEX fault_id IF NOT EXISTS FOR (n:A) ON (n.b);"),
        "fault_id",
    ),
    (
        equal_full_text,
        script(
            "V2_8_3__x.cypher",
            "CREATE FULLTEXT INDEX a IF NOT EXISTS FOR (n:Alias) ON EACH [n.text] OPTIONS {};",
        ),
        "(n:Alias) ON EACH [n.text]",
    ),
    (
        token_differences,
        script("V2_8_3__x_data.cypher", "UNWIND ['Falt'] AS name CALL db.createLabel(name);"),
        "Falt",
    ),
    (
        uniqueness_differences,
        script(
            "V2_8_3__x.cypher",
            "CREATE CONSTRAINT a IF NOT EXISTS FOR (n:Fault) REQUIRE n.label_fr IS UNIQUE;",
        ),
        "('Fault', ('label_fr',))",
    ),
]
CHECKS = sorted({check for check, _, _ in PLANTED}, key=lambda check: check.__name__)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_shipped_scripts_keep_the_rule(check: Check) -> None:
    assert check(load_scripts()) == []


@pytest.mark.parametrize(("check", "planted", "expected"), PLANTED)
def test_the_rule_finds_a_planted_fault(check: Check, planted: Script, expected: str) -> None:
    assert check([*load_scripts(), planted]) == [expected]


@pytest.mark.parametrize(
    ("check", "version", "expected"),
    [
        (missing_versions, "2.8.2", "2.8.2"),
        (token_differences, "2.8.0.1", "Fault"),
        (token_differences, "2.8.0.4", "prior_rate"),
        (uniqueness_differences, "2.8.10", "('RootCause', ('root_cause_code',))"),
        (uniqueness_differences, "2.8.12", "AFFECTS"),
    ],
)
def test_the_rule_finds_a_missing_script(check: Check, version: str, expected: str) -> None:
    assert expected in check([item for item in load_scripts() if item.version != version])


def test_the_script_without_schema_says_so() -> None:
    double_score = next(item for item in load_scripts() if item.version == "2.8.2")
    assert statements([double_score]) == ["RETURN 'KG v2.8.2 has no schema' AS marker"]


def test_every_declared_property_is_in_the_vocabulary() -> None:
    declared = {name for label in node_classes() for name in declared_properties(label)}
    assert sorted((declared | declared_keys()) - PROPERTY_KEYS) == []


def test_scripts_for_tokens_contain_no_name_twice() -> None:
    for item in load_scripts():
        if item.source.endswith("_data.cypher"):
            for statement in item.statements:
                names = re.findall(r"'(\w+)'", strip_comments(statement))
                assert len(names) == len(set(names)), item.source
