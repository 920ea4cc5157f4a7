"""Contexts of root causes, hazards and units in words of both languages (G9)."""

from api.reasoning_texts import TAXONOMY_VALUES
from graph.contexts import parse_context
from graph.vocabulary import Locale

_FR, _EN = Locale.FR, Locale.EN

_VALUES: dict[str, dict[Locale, str]] = {
    "usage=urban": {_FR: "usage en ville", _EN: "town driving"},
    "usage=short_trips": {_FR: "trajets courts", _EN: "short trips"},
    "usage=motorway": {_FR: "autoroute", _EN: "motorway driving"},
    "usage=mountain": {_FR: "usage en montagne", _EN: "mountain driving"},
    "usage=towing": {_FR: "remorquage", _EN: "towing"},
    "usage=sport": {_FR: "conduite sportive", _EN: "sporty driving"},
    "usage=dusty": {_FR: "routes poussiéreuses", _EN: "dusty roads"},
    "usage=salt": {_FR: "routes salées ou bord de mer", _EN: "salted roads or seaside"},
    "usage=long_storage": {_FR: "longue immobilisation", _EN: "long storage"},
    "usage=cold_weather": {_FR: "temps froid", _EN: "cold weather"},
    "usage=hot_weather": {_FR: "temps chaud", _EN: "hot weather"},
    "powertrain=petrol": {_FR: "moteur essence", _EN: "petrol engine"},
    "powertrain=diesel": {_FR: "moteur diesel", _EN: "diesel engine"},
    "powertrain=lpg": {_FR: "moteur au GPL", _EN: "LPG engine"},
    "powertrain=hybrid": {_FR: "hybride", _EN: "hybrid"},
    "powertrain=plug_in_hybrid": {_FR: "hybride rechargeable", _EN: "plug-in hybrid"},
    "powertrain=battery_electric": {_FR: "électrique à batterie", _EN: "battery electric"},
    "powertrain=fuel_cell": {_FR: "pile à combustible", _EN: "fuel cell"},
    "vehicle_type=car": {_FR: "voiture", _EN: "car"},
    "vehicle_type=van": {_FR: "utilitaire", _EN: "van"},
    "vehicle_type=two_wheeler": {_FR: "deux-roues", _EN: "two-wheeler"},
    "vehicle_type=three_wheeler": {_FR: "trois-roues", _EN: "three-wheeler"},
    **TAXONOMY_VALUES,
}
_MEASURED: dict[str, dict[Locale, str]] = {
    "mileage_km>=": {
        _FR: "kilométrage à partir de {value} km",
        _EN: "mileage of {value} km or more",
    },
    "mileage_km<": {_FR: "moins de {value} km", _EN: "less than {value} km"},
    "vehicle_age_years>=": {
        _FR: "véhicule de {value} ans ou plus",
        _EN: "vehicle {value} years old or more",
    },
    "vehicle_age_years<": {
        _FR: "véhicule de moins de {value} ans",
        _EN: "vehicle under {value} years old",
    },
}


def context_text(written: str, locale: Locale) -> str:
    """Return a condition in words.

    Raises:
        InvalidInputError: it is not of the closed language.
    """
    context = parse_context(written)
    if context.operator == "=":
        return _VALUES[written][locale]
    template = _MEASURED[context.fact + context.operator][locale]
    return template.format(value=number(int(context.value), locale))


def number(value: int, locale: Locale) -> str:
    """Return a whole number with the thousands apart, as the language writes it."""
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}" if locale is Locale.FR else ",")
