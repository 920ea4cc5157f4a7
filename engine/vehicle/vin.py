"""What a vehicle identification number says (ISO 3779): decoded by vininfo, the doubtful left out.

The number itself is personal data: nothing here keeps it, and no error repeats it.

A check digit is demanded only where the law does: North America (49 CFR 565) and China (GB 16735).
A model year is read only where the tenth character is one: there, and with the makers of
``_YEAR_MAKERS``. Most European makers put something else in that place.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from vininfo import Vin
from vininfo.brands import Brand

from graph.errors import InvalidInputError

LENGTH = 17
_UNKNOWN = "UnsupportedBrand"
_CHARACTERS = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
#: Countries whose law demands the check digit and the model year: USA, Canada, Mexico, China.
_REGULATED = re.compile(r"[1-5]|7[F-Z]|L")
_NORTH_AMERICA = re.compile(r"[1-5]|7[F-Z]")
#: Makers elsewhere whose tenth character is the model year: Volkswagen group, Opel until 2019,
#: Hyundai, Kia, Volvo, Tesla's plant in Germany.
_YEAR_MAKERS = re.compile(
    r"W0L|W0V|WV[12GW]|WAU|WUA|TRU|TMB|VSS|KMH|KN[ACE]|TMA|U5Y|NLH|YV1|XP7", re.ASCII
)
_CYCLE = 30
#: First model years that the seventh character tells apart in North America.
_LETTER_SEVENTH = 2010


@dataclass(frozen=True)
class DecodedVin:
    """What a VIN says, without the number.

    Attributes:
        wmi: world manufacturer identifier, the first three characters; tells maker and plant.
        manufacturer: as vininfo names it, or None.
        country: of the maker, or None.
        check_digit: "valid", or "not_used" where none is demanded and none is there.
        model_years: years that the tenth character may mean, the latest first; often none.
        models: names of the model, where a decoder of the brand knows it; often none.
        engine: as the brand's decoder says it, or None; so are body, plant and transmission.
    """

    wmi: str
    manufacturer: str | None
    country: str | None
    check_digit: Literal["valid", "not_used"]
    model_years: tuple[int, ...] = ()
    models: tuple[str, ...] = ()
    engine: str | None = None
    body: str | None = None
    plant: str | None = None
    transmission: str | None = None


def decode_vin(vin: str, *, field: str = "vin", this_year: int | None = None) -> DecodedVin:
    """Return what a VIN says; spaces and lower case are put right.

    Args:
        vin: the number.
        field: named in an error.
        this_year: today's unless given; no model year is later than the next one.

    Raises:
        InvalidInputError: it has not 17 characters, one of them cannot be in a VIN, or the check
            digit is wrong where the law demands one. The error does not repeat the VIN.
    """
    number = plain_vin(vin)
    _check(number, field)
    found = Vin(number)
    is_checked = found.verify_checksum(check_year=False)
    if not is_checked and _REGULATED.match(number):
        raise InvalidInputError(
            "the check digit of the VIN (its ninth character) is wrong",
            field=field,
            fix="read the VIN again from the vehicle or its papers",
            key="vin.check_digit",
        )
    return DecodedVin(
        wmi=number[:3],
        manufacturer=found.manufacturer if type(found.assembler).__name__ != _UNKNOWN else None,
        country=found.country,
        check_digit="valid" if is_checked else "not_used",
        model_years=_model_years(number, found, this_year or datetime.now(UTC).year),
        **_details(found),
    )


def plain_vin(vin: str) -> str:
    """Return a VIN as it is kept: capitals, without spaces and hyphens."""
    return re.sub(r"[\s-]+", "", vin).upper()


def _check(number: str, field: str) -> None:
    if len(number) != LENGTH:
        raise InvalidInputError(
            f"a VIN has 17 characters, this one has {len(number)}",
            field=field,
            fix="read it from the registration document (line E) or through the windscreen",
            key="vin.length",
            values={"count": len(number)},
        )
    if not _CHARACTERS.fullmatch(number):
        raise InvalidInputError(
            "a VIN has digits and capital letters except I, O and Q",
            field=field,
            fix="a round sign is the digit 0, an upright stroke the digit 1",
            key="vin.characters",
        )


def _model_years(number: str, found: Vin, this_year: int) -> tuple[int, ...]:
    if not (_REGULATED.match(number) or _YEAR_MAKERS.match(number)):
        return ()
    years = [year for year in found.years if year <= this_year + 1]
    if _NORTH_AMERICA.match(number):
        newer = number[6].isalpha()
        years = [year for year in years if (year >= _LETTER_SEVENTH) == newer]
    return tuple(years)


def _details(found: Vin) -> dict[str, Any]:
    """Return what the brand's decoder knows; a body that it does not know is another scheme.

    Renault's numbers after 2012 put other things where its decoder looks for the model.
    """
    details = found.details
    if details is None or not isinstance(found.brand, Brand):
        return {}
    body = _said(details.body)
    if details.body and not body:
        return {}
    models = details.model.name
    named = [models] if isinstance(models, str) else list(models or ())
    return {
        "models": tuple(str(name) for name in named),
        "engine": _said(details.engine),
        "body": body,
        "plant": _said(details.plant),
        "transmission": _said(details.transmission),
    }


def _said(detail: Any) -> str | None:
    name = detail.name
    if not name:
        return None
    return " / ".join(map(str, name)) if isinstance(name, list | tuple) else str(name)
