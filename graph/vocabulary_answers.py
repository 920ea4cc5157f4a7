"""Enumerations of what an answer adds to a fault: hazards, usage, what a screen shows.

Values are stable keys; words in both languages are in ``api``.
"""

from enum import StrEnum


class Hazard(StrEnum):
    """What can hurt somebody who touches a system of the vehicle."""

    HIGH_VOLTAGE = "high_voltage"
    HOT_COOLANT = "hot_coolant"


class UsageHint(StrEnum):
    """How a vehicle is used, as somebody says; context of root causes (KG v2.8.10)."""

    URBAN = "urban"
    SHORT_TRIPS = "short_trips"
    MOTORWAY = "motorway"
    MOUNTAIN = "mountain"
    TOWING = "towing"
    SPORT = "sport"
    DUSTY = "dusty"
    SALT = "salt"
    LONG_STORAGE = "long_storage"
    COLD_WEATHER = "cold_weather"
    HOT_WEATHER = "hot_weather"


class DisplayKind(StrEnum):
    """How a screen shows a safety level, most dangerous first (KG v2.8.3, behaviour table)."""

    FULL_SCREEN_RED_ALERT = "full_screen_red_alert"
    ORANGE_BANNER = "orange_banner"
    YELLOW_INFO = "yellow_info"
    STANDARD = "standard"


class SafetyAction(StrEnum):
    """What a safety level asks to do (KG v2.8.3), and what a hazard forbids."""

    TOWING = "towing"
    EMERGENCY_SERVICES = "emergency_services"
    URGENT_WORKSHOP_APPOINTMENT = "urgent_workshop_appointment"
    MAINTENANCE_ADVICE = "maintenance_advice"
    PARTS_CATALOGUE = "parts_catalogue"
    HIGH_VOLTAGE_DO_NOT_TOUCH = "high_voltage_do_not_touch"
    HOT_COOLANT_DO_NOT_OPEN = "hot_coolant_do_not_open"
