"""What a VIN says, and what is never made of it. Every VIN here is invented."""

import pytest

from api.error_texts import in_language
from engine.vehicle import VehicleDescription
from engine.vehicle.identifying import completed, with_vin
from engine.vehicle.vin import decode_vin
from graph.errors import InvalidInputError
from graph.vocabulary import Locale
from tests.unit.test_vehicle_recognising import shipped_names

CLIO_2 = "VF1BB05CF12345678"
GOLF_2014 = "WVWZZZAUZEW123456"
AMERICAN = "1HGCM82633A004352"  # the textbook example of a right check digit


def read(vin: str, **said: object) -> tuple[str | None, str | None, int | None, tuple[str, ...]]:
    """Return make, model, year and contradictions of a VIN beside what is said."""
    described = VehicleDescription(**said)  # type: ignore[arg-type]
    found = with_vin(shipped_names(), described, decode_vin(vin, this_year=2026))
    return found.make_id, found.model_id, found.year, found.conflicts


def test_a_european_vin_needs_no_check_digit_and_has_no_invented_year() -> None:
    found = decode_vin(CLIO_2, this_year=2026)
    assert (found.wmi, found.manufacturer, found.country) == ("VF1", "Renault", "France")
    assert (found.check_digit, found.model_years) == ("not_used", ())
    assert (found.models, found.plant) == (("Clio II",), "Creil")


def test_the_tenth_character_is_a_year_only_where_the_maker_puts_one_there() -> None:
    assert decode_vin(GOLF_2014, this_year=2026).model_years == (2014, 1984)
    assert decode_vin("VF3CCHNZTFT123456", this_year=2026).model_years == ()
    assert decode_vin(AMERICAN, this_year=2026).model_years == (2003,)


def test_no_model_year_is_later_than_the_next_one() -> None:
    assert decode_vin(GOLF_2014, this_year=2012).model_years == (1984,)


def test_a_wrong_check_digit_is_refused_where_the_law_demands_it() -> None:
    assert decode_vin(AMERICAN).check_digit == "valid"
    with pytest.raises(InvalidInputError) as raised:
        decode_vin(AMERICAN.replace("633A", "643A"))
    assert raised.value.key == "vin.check_digit"


def test_spaces_hyphens_and_lower_case_are_put_right() -> None:
    assert decode_vin("vf1 bb05cf-12345678").models == ("Clio II",)


@pytest.mark.parametrize(
    ("vin", "key"),
    [
        ("", "vin.length"),
        (CLIO_2[:-1], "vin.length"),
        (CLIO_2 + "9", "vin.length"),
        (CLIO_2[:-1] + "O", "vin.characters"),
        (CLIO_2[:-1] + "É", "vin.characters"),
    ],
)
def test_what_is_no_vin_is_refused_without_repeating_it(vin: str, key: str) -> None:
    with pytest.raises(InvalidInputError) as raised:
        decode_vin(vin, field="vehicle.vin")
    error = raised.value
    assert (error.key, error.field) == (key, "vehicle.vin")
    for locale in Locale:
        told = in_language(error, locale)
        assert told.fix
        assert not vin or vin not in f"{told.message} {told.fix} {error.details} {error.values}"


def test_a_later_numbering_scheme_is_not_read_as_an_old_one() -> None:
    # Renault, after 2012: "J" is no longer the Vel Satis.
    assert decode_vin("VF1RJA00H12345678").models == ()


def test_the_vin_fills_what_the_words_leave_open() -> None:
    assert read(CLIO_2) == ("make.renault", "model.renault_clio_2", None, ())
    found = with_vin(shipped_names(), VehicleDescription(engine="1.5 dCi"), decode_vin(CLIO_2))
    assert found.ids == ["model.renault_clio_2", "engine.renault_k9k"]
    assert read(GOLF_2014, text="Golf")[1:3] == ("model.vw_golf_7", 2014)


def test_a_year_that_may_be_two_is_not_used_without_a_model() -> None:
    assert read(GOLF_2014) == ("make.volkswagen", None, None, ())


def test_a_contradiction_is_named_and_the_words_stand() -> None:
    make, _, year, conflicts = read(GOLF_2014, make="Peugeot", model="308")
    assert (make, year, conflicts) == ("make.peugeot", None, ("vin_make",))
    assert read(CLIO_2, text="Clio IV")[1::2] == ("model.renault_clio_4", ("vin_model",))
    assert "vin_year" in read(GOLF_2014, text="Golf 7", year=2018)[3]
    assert read(GOLF_2014, text="Golf 7", year=2015)[3] == ()


def test_nothing_that_describes_a_vehicle_shows_its_vin() -> None:
    described = VehicleDescription(text="Clio", vin=CLIO_2)
    assert CLIO_2 not in repr(described)
    found = with_vin(shipped_names(), described, decode_vin(CLIO_2))
    assert CLIO_2 not in repr(found)
    assert CLIO_2[9:] not in repr(found)


STORED = VehicleDescription(
    make="Renault", model="Clio IV", engine="1.5 dCi (K9K)", year=2015, mileage_km=90_000
)


def test_the_register_fills_what_the_words_leave_open() -> None:
    found, conflicts = completed(shipped_names(), VehicleDescription(), STORED)
    assert (found.model, found.engine, found.mileage_km, conflicts) == (
        "Clio IV",
        "1.5 dCi (K9K)",
        90_000,
        (),
    )


def test_a_stated_mileage_wins_and_one_below_the_stored_is_named() -> None:
    later, nothing = completed(shipped_names(), VehicleDescription(mileage_km=95_000), STORED)
    assert (later.mileage_km, nothing) == (95_000, ())
    earlier, said = completed(shipped_names(), VehicleDescription(mileage_km=80_000), STORED)
    assert (earlier.mileage_km, said) == (80_000, ("stored_mileage",))


def test_another_model_than_the_stored_one_is_named_and_nothing_is_mixed() -> None:
    given = VehicleDescription(text="Peugeot 308 II")
    found, conflicts = completed(shipped_names(), given, STORED)
    assert conflicts == ("stored_make", "stored_model")
    assert (found.make, found.engine, found.text) == (None, None, "Peugeot 308 II")
