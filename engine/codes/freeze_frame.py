"""Freeze frames: what the engine did when a code was stored, as circumstances of that code.

A freeze frame (SAE J1979, service $02) holds a few measured values. What they say of the
circumstances becomes values of the taxonomies (KG v2.8.1), which the posterior knows how to use
(requirements section 9, "qualifiers"); no value is evidence in itself. The thresholds:

- coolant from 71 °C is hot: the temperature that completes a warm-up cycle in OBD rules (160 °F;
  13 CCR 1968.2, and the definitions of makers' manuals). Up to 50 °C is cold, which is a workshop
  rule of thumb. Between the two the engine warms up, and nothing is said.
- speed 0 and the engine running below 1200 rpm is idling; below 500 rpm, or in the first 5 s, it is
  being started. Both are workshop rules of thumb, not from a standard.
- under way, a calculated load from 60 % or a throttle from 50 % is accelerating: rules of thumb.

A steady speed cannot be seen in one moment, so it is never derived.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

from graph.errors import InvalidInputError
from graph.taxonomies import TaxPhase, TaxTemp

COLD_UP_TO_C = 50.0
HOT_FROM_C = 71.0
IDLE_BELOW_RPM = 1200.0
CRANKING_BELOW_RPM = 500.0
STARTED_AFTER_S = 5.0
LOADED_FROM_PCT = 60.0
OPEN_FROM_PCT = 50.0


class Reading(NamedTuple):
    """A value that a freeze frame may hold: its unit and the range that a vehicle can report."""

    unit: str
    low: float
    high: float


#: By field name, with the ranges that SAE J1979 / ISO 15031-5 gives the parameter.
READINGS: dict[str, Reading] = {
    "coolant_temp_c": Reading("°C", -40.0, 215.0),
    "intake_air_temp_c": Reading("°C", -40.0, 215.0),
    "ambient_air_temp_c": Reading("°C", -40.0, 215.0),
    "oil_temp_c": Reading("°C", -40.0, 215.0),
    "engine_rpm": Reading("rpm", 0.0, 16_384.0),
    "vehicle_speed_km_h": Reading("km/h", 0.0, 255.0),
    "engine_load_pct": Reading("%", 0.0, 100.0),
    "throttle_pct": Reading("%", 0.0, 100.0),
    "short_term_fuel_trim_1_pct": Reading("%", -100.0, 99.3),
    "long_term_fuel_trim_1_pct": Reading("%", -100.0, 99.3),
    "short_term_fuel_trim_2_pct": Reading("%", -100.0, 99.3),
    "long_term_fuel_trim_2_pct": Reading("%", -100.0, 99.3),
    "maf_g_s": Reading("g/s", 0.0, 655.35),
    "map_kpa": Reading("kPa", 0.0, 255.0),
    "barometric_pressure_kpa": Reading("kPa", 0.0, 255.0),
    "fuel_pressure_kpa": Reading("kPa", 0.0, 655_350.0),
    "timing_advance_deg": Reading("°", -64.0, 63.5),
    "run_time_s": Reading("s", 0.0, 65_535.0),
    "battery_voltage_v": Reading("V", 0.0, 65.535),
    "fuel_level_pct": Reading("%", 0.0, 100.0),
    "distance_since_cleared_km": Reading("km", 0.0, 65_535.0),
}


def checked_frame(given: Mapping[str, float], field: str) -> dict[str, float]:
    """Return the values of a freeze frame.

    Raises:
        InvalidInputError: a name is unknown, or a value is outside what a vehicle can report.
    """
    for name, value in given.items():
        reading = READINGS.get(name)
        if reading is None:
            raise InvalidInputError(
                f"a freeze frame has no {name[:40]!r}",
                field=f"{field}.{name[:40]}",
                fix=f"known values: {', '.join(READINGS)}",
                key="freeze_frame.unknown",
                values={"name": name[:40], "known": ", ".join(READINGS)},
            )
        if not (math.isfinite(value) and reading.low <= value <= reading.high):
            raise InvalidInputError(
                f"{name} is {value:g}, outside {reading.low:g} to {reading.high:g} {reading.unit}",
                field=f"{field}.{name}",
                fix=f"give {name} in {reading.unit}, or leave it out",
                key="freeze_frame.range",
                values={
                    "name": name,
                    "value": f"{value:g}",
                    "low": f"{reading.low:g}",
                    "high": f"{reading.high:g}",
                    "unit": reading.unit,
                },
            )
    return dict(given)


def derived_qualifiers(frame: Mapping[str, float]) -> dict[str, str]:
    """Return what a freeze frame says of the circumstances, by taxonomy; empty when nothing."""
    found = {"tax_phase": _phase(frame), "tax_temp": _temperature(frame)}
    return {taxonomy: value for taxonomy, value in found.items() if value is not None}


def _temperature(frame: Mapping[str, float]) -> str | None:
    coolant = frame.get("coolant_temp_c")
    if coolant is None or COLD_UP_TO_C < coolant < HOT_FROM_C:
        return None
    return TaxTemp.FROID.value if coolant <= COLD_UP_TO_C else TaxTemp.CHAUD.value


def _phase(frame: Mapping[str, float]) -> str | None:
    speed, rpm = frame.get("vehicle_speed_km_h"), frame.get("engine_rpm")
    if speed is None:
        return None
    if speed > 0.0:
        is_pulling = (
            frame.get("engine_load_pct", 0.0) >= LOADED_FROM_PCT
            or frame.get("throttle_pct", 0.0) >= OPEN_FROM_PCT
        )
        return TaxPhase.ACCELERATION.value if is_pulling else None
    if rpm is None or rpm <= 0.0 or rpm >= IDLE_BELOW_RPM:
        return None
    is_starting = rpm < CRANKING_BELOW_RPM or frame.get("run_time_s", math.inf) < STARTED_AFTER_S
    return TaxPhase.DEMARRAGE.value if is_starting else TaxPhase.RALENTI.value
