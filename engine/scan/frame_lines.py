"""Lines of a freeze frame: a value with its name and unit, in French or English."""

import re

from engine.codes.freeze_frame import READINGS

#: How tools call each value.
_NAMES: dict[str, str] = {
    "coolant_temp_c": r"(?:engine )?coolant(?: temp\w*\.?)?|ECT"
    r"|temp\w*\.? (?:d'eau|de l'eau|eau|(?:du )?liquide(?: de refroidissement)?|moteur)",
    "intake_air_temp_c": r"intake air temp\w*\.?|IAT"
    r"|temp\w*\.? (?:d'air|air)(?: d'admission| admission)?",
    "ambient_air_temp_c": r"ambient(?: air)? temp\w*\.?|temp\w*\.? extérieure",
    "oil_temp_c": r"(?:engine )?oil temp\w*\.?|temp\w*\.? d'huile",
    "engine_rpm": r"engine (?:speed|rpm)|rpm|régime(?: moteur)?",
    "vehicle_speed_km_h": r"vehicle speed|speed|vitesse(?: (?:du )?véhicule)?",
    "engine_load_pct": r"(?:calculated |engine )*load(?: value)?|charge(?: moteur)?(?: calculée)?",
    "throttle_pct": r"(?:absolute )?throttle(?: position)?|(?:position )?(?:du )?papillon",
    "short_term_fuel_trim_1_pct": r"short[- ]term fuel trim(?:[ -]+bank ?1)?|STFT ?(?:B?1)?"
    r"|correction (?:de )?(?:richesse )?(?:à )?court terme",
    "long_term_fuel_trim_1_pct": r"long[- ]term fuel trim(?:[ -]+bank ?1)?|LTFT ?(?:B?1)?"
    r"|correction (?:de )?(?:richesse )?(?:à )?long terme",
    "short_term_fuel_trim_2_pct": r"short[- ]term fuel trim[ -]+bank ?2|STFT ?B?2",
    "long_term_fuel_trim_2_pct": r"long[- ]term fuel trim[ -]+bank ?2|LTFT ?B?2",
    "maf_g_s": r"(?:mass )?air ?flow(?: rate)?|MAF(?: air flow rate)?|débit d'air|masse d'air",
    "map_kpa": r"intake manifold (?:absolute )?pressure|MAP|pression (?:collecteur|d'admission)",
    "barometric_pressure_kpa": r"barometric pressure|pression (?:atmosphérique|barométrique)",
    "run_time_s": r"(?:engine )?run ?time|time since (?:engine )?start"
    r"|temps depuis (?:le )?démarrage",
    "battery_voltage_v": r"(?:battery|control module|module) voltage|voltage"
    r"|tension(?: (?:de )?batterie)?",
}
_LINE = {
    name: re.compile(
        rf"^[\s\"'*•>-]*(?:{words})\s*[\"']?\s*(?:\((?P<named>[^)]*)\))?\s*[:=;,\t]?\s*[\"']?"
        r"(?P<value>[-+]?\d{1,6}(?:[.,]\d{1,4})?)\s*[\"']?\s*[;,]?\s*[\"']?(?P<unit>[^\d\s\"';,]*)",
        re.IGNORECASE,
    )
    for name, words in _NAMES.items()
}
#: Units by the unit that a value is kept in: factor and offset to it.
_UNITS: dict[str, dict[str, tuple[float, float]]] = {
    "°C": {"°c": (1, 0), "c": (1, 0), "°f": (5 / 9, -160 / 9), "f": (5 / 9, -160 / 9)},
    "rpm": {"rpm": (1, 0), "tr/min": (1, 0), "/min": (1, 0), "1/min": (1, 0), "min-1": (1, 0)},
    "km/h": {"km/h": (1, 0), "kmh": (1, 0), "kph": (1, 0), "mph": (1.609344, 0)},
    "%": {"%": (1, 0)},
    "g/s": {"g/s": (1, 0), "kg/h": (1 / 3.6, 0)},
    "kPa": {"kpa": (1, 0), "mbar": (0.1, 0), "hpa": (0.1, 0), "bar": (100, 0)},
    "V": {"v": (1, 0), "volt": (1, 0), "volts": (1, 0)},
    "s": {"s": (1, 0), "sec": (1, 0), "min": (60, 0)},
}


def frame_value(line: str) -> tuple[str, float] | None:
    """Return the value that a line states, in its own unit; None when it states none.

    A value outside what a vehicle can report, or in an unknown unit, is none.
    """
    for name, pattern in _LINE.items():
        if (found := pattern.match(line)) is None:
            continue
        reading = READINGS[name]
        unit = (found["unit"] or found["named"] or reading.unit).strip().lower()
        scale = _UNITS[reading.unit].get(unit)
        if scale is None:
            return None
        value = round(float(found["value"].replace(",", ".")) * scale[0] + scale[1], 2)
        return (name, value) if reading.low <= value <= reading.high else None
    return None
