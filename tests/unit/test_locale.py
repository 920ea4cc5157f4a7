"""Every text that an answer may hold is there in both languages."""

import ast
import string
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from fastapi import Request

from api.error_texts import FRENCH, OPERATOR, for_caller, in_language
from api.http.locale import error_locale
from api.http.validation_texts import said
from api.texts import TEXTS, text
from api.wording import ErrorText
from engine.text import deciding
from graph.errors import DatabaseUnavailableError, InvalidInputError
from graph.vocabulary import EvidenceState, Locale

ROOT = Path(__file__).parents[2]
#: Reasons that the use case adds to those of the text.
ENGINE_REASONS = ("contradicted", "code_without_knowledge", "not_understood", "unusual")


def untranslated(
    keys: Iterable[str], texts: Mapping[str, Mapping[Locale, object]] = TEXTS
) -> list[str]:
    """Return the keys that lack a language."""
    return [key for key in keys if set(texts.get(key, {})) != set(Locale)]


def keyed_errors(source: str) -> Iterator[tuple[str, set[str]]]:
    """Yield the key of each error that a source raises, and the names of its values."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            given = {item.arg: item.value for item in node.keywords}
            key, values = given.get("key"), given.get("values")
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                names = values.keys if isinstance(values, ast.Dict) else []
                yield key.value, {str(n.value) for n in names if isinstance(n, ast.Constant)}


def error_problems(source: str) -> list[str]:
    """Return keys without French, and placeholders without a value."""
    found = []
    for key, values in keyed_errors(source):
        if key not in FRENCH:
            found.append(f"{key} has no French")
        elif missing := placeholders(FRENCH[key]) - values:
            found.append(f"{key} has no value for {sorted(missing)}")
    return found


def placeholders(told: ErrorText) -> set[str]:
    """Return the names between braces."""
    parsed = [*string.Formatter().parse(told.message), *string.Formatter().parse(told.fix or "")]
    return {name for _, name, _, _ in parsed if name}


def _request(body: bytes = b"", query: str = "", accept: str = "") -> Request:
    return Request(
        {
            "type": "http",
            "method": "POST",
            "path": "/",
            "query_string": query.encode(),
            "headers": [(b"accept-language", accept.encode())],
            "state": {"body": body},
        }
    )


def test_every_reason_and_state_is_told_in_both_languages() -> None:
    reasons = [reason.value for reason in deciding.NotUnderstood]
    assert {"ambiguous", "hedged"} <= set(reasons)
    assert untranslated([*reasons, *ENGINE_REASONS, *EvidenceState]) == []
    assert text("ambiguous", Locale.FR) == "plusieurs sens possibles : précisez"
    assert text("hedged", Locale.EN) == "uncertain: counted as unknown"


def test_every_text_is_there_in_both_languages() -> None:
    assert untranslated(TEXTS) == []
    assert untranslated(OPERATOR, OPERATOR) == []


def test_a_planted_text_without_a_language_is_found() -> None:
    assert untranslated(["a", "b"], {"a": {Locale.FR: "un"}}) == ["a", "b"]


def test_every_key_of_an_error_has_french_with_the_right_placeholders() -> None:
    files = [*(ROOT / "engine").rglob("*.py"), *(ROOT / "api").rglob("*.py")]
    found = [problem for file in files for problem in error_problems(file.read_text("utf-8"))]
    assert found == []


def test_a_planted_key_without_french_or_value_is_found() -> None:
    source = 'raise E("x", key="planted")\nraise E("y", key="code.invalid", values={"cod": 1})'
    assert error_problems(source) == [
        "planted has no French",
        "code.invalid has no value for ['code']",
    ]


def test_an_error_is_told_in_the_wanted_language_and_in_english_without_a_key() -> None:
    error = InvalidInputError(
        "'X' is not one", fix="mend it", key="code.invalid", values={"code": "X"}
    )
    assert in_language(error, Locale.EN) == ErrorText("'X' is not one", "mend it")
    assert in_language(error, Locale.FR).message == "« X » n'est pas un code défaut"
    assert in_language(InvalidInputError("wrong"), Locale.FR) == ErrorText("wrong", None)


def test_a_braced_example_is_shown_with_its_braces() -> None:
    error = InvalidInputError("x", key="finding.not_one")
    assert '{"code": "P0171"}' in str(in_language(error, Locale.FR).fix)


@pytest.mark.parametrize("locale", list(Locale))
def test_a_caller_is_never_told_an_address_of_the_database(locale: Locale) -> None:
    error = DatabaseUnavailableError("no Neo4j answers: 10.0.0.7:7687", fix="set NEO4J_URI")
    told = for_caller(error, locale)
    assert "10.0.0.7" not in f"{told.message} {told.fix}"


@pytest.mark.parametrize(
    ("body", "query", "accept", "expected"),
    [
        (b'{"locale": "fr"}', "", "en", Locale.FR),
        (b'{"locale": "en"}', "", "fr", Locale.EN),
        (b"", "locale=fr", "en", Locale.FR),
        (b'{"locale": "xx"}', "locale=yy", "fr-FR", Locale.FR),
        (b'{"locale": ["fr"]}', "", "", Locale.EN),
        (b'{"locale": "fr"', "", "", Locale.EN),
        (b'["fr"]', "", "fr", Locale.FR),
        (b"[" * 200_000, "", "fr", Locale.FR),
        (b'{"locale": "fr", "x": "' + b"x" * 300_000 + b'"}', "", "en", Locale.EN),
    ],
)
def test_an_error_speaks_the_language_of_the_request_however_broken(
    body: bytes, query: str, accept: str, expected: Locale
) -> None:
    assert error_locale(_request(body, query, accept)) is expected


@pytest.mark.parametrize(
    ("problem", "french"),
    [
        (
            {"type": "less_than_equal", "msg": "…", "ctx": {"le": 50}},
            "la valeur doit être au plus 50",
        ),
        (
            {"type": "enum", "msg": "…", "ctx": {"expected": "'a' or 'b'"}},
            "valeurs admises : 'a' ou 'b'",
        ),
        ({"type": "less_than_equal", "msg": "…"}, "cette valeur n'est pas admise"),
        ({"type": "never_heard_of", "msg": "…", "ctx": {}}, "cette valeur n'est pas admise"),
    ],
)
def test_a_refused_field_is_told_in_french(problem: dict[str, object], french: str) -> None:
    assert said(problem, Locale.FR) == french
    assert said(problem, Locale.EN) == "…"
