"""The closed language of contexts: what it can say, what it refuses, when a condition holds."""

import pytest

from api.context_texts import context_text, number
from graph.contexts import CHOSEN, MEASURED, CaseFacts, Context, parse_context
from graph.errors import InvalidInputError
from graph.relationships import check_relationship
from graph.vocabulary import Locale, RelationshipType
from seeds.records.fault import ContextBoost

FACTS = CaseFacts(
    {"mileage_km": 150_000.0},
    {"usage": frozenset({"urban", "salt"}), "tax_temp": frozenset({"froid"})},
)


def test_a_condition_is_a_fact_an_operator_and_a_value() -> None:
    assert parse_context("mileage_km>=150000") == Context("mileage_km", ">=", "150000")
    assert parse_context("usage=short_trips") == Context("usage", "=", "short_trips")


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ("mileage_km>=150000", True),
        ("mileage_km>=150001", False),
        ("mileage_km<150000", False),
        ("mileage_km<150001", True),
        ("usage=salt", True),
        ("usage=sport", False),
        ("tax_temp=froid", True),
        ("tax_temp=chaud", False),
        ("vehicle_age_years>=1", False),
        ("vehicle_age_years<99", False),
        ("powertrain=diesel", False),
    ],
)
def test_a_condition_holds_only_when_its_fact_is_known(written: str, *, holds: bool) -> None:
    assert FACTS.holds(parse_context(written)) is holds


@pytest.mark.parametrize(
    "written",
    [
        "",
        "mileage_km",
        "mileage_km>150000",
        "mileage_km>=-1",
        "mileage_km>=1.5",
        "mileage_km>=12345678",
        "usage=flying",
        "usage>=3",
        "colour=red",
        "usage=urban OR 1=1",
        "mileage_km>=\N{ARABIC-INDIC DIGIT ONE}",
    ],
)
def test_anything_else_is_refused_wherever_it_is_written(written: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_context(written)
    assert refused.value.fix
    with pytest.raises(ValueError, match="context"):
        ContextBoost(when=written, boost=0.2)
    with pytest.raises(InvalidInputError):
        check_relationship(RelationshipType.CAUSES, {"contexts": [written], "context_boost": [2.0]})


def test_contexts_without_their_boosts_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="differ in length"):
        check_relationship(RelationshipType.CAUSES, {"contexts": ["usage=urban"]})


@pytest.mark.parametrize("locale", list(Locale))
def test_every_condition_has_words_in_both_languages(locale: Locale) -> None:
    written = [f"{fact}={value}" for fact, values in CHOSEN.items() for value in values]
    written += [f"{fact}{operator}12000" for fact in MEASURED for operator in (">=", "<")]
    for each in written:
        words = context_text(each, locale)
        assert words
        assert "=" not in words


def test_thousands_are_apart_as_the_language_writes_them() -> None:
    assert number(150000, Locale.FR) == "150\N{NO-BREAK SPACE}000"
    assert number(150000, Locale.EN) == "150,000"
