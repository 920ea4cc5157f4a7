"""What a workshop calls each subsystem of a card (EFI 3.1; section 9, "open enumerations")."""

from graph.vocabulary import Locale
from graph.vocabulary_records import SubsystemCategory as Subsystem

_PREFIX = "subsystem."
#: Names of each subsystem in French and in English, with commas; "other" has none.
_NAMES: dict[Subsystem, tuple[str, str]] = {
    Subsystem.BATTERY: ("batterie, accumulateur", "battery, battery pack"),
    Subsystem.BMS: (
        "bms, gestion de batterie, équilibrage des cellules",
        "bms, battery management, cell balancing",
    ),
    Subsystem.MOTOR: ("moteur électrique, moteur de traction", "electric motor, traction motor"),
    Subsystem.CONTROLLER: ("onduleur, contrôleur moteur, variateur", "inverter, motor controller"),
    Subsystem.CHARGER: ("chargeur, charge, borne de recharge", "charger, charging, charge port"),
    Subsystem.DC_DC: ("convertisseur, dcdc", "dc dc converter, dcdc, converter"),
    Subsystem.WIRING: ("faisceau, câblage, connecteur", "wiring, harness, connector"),
    Subsystem.ENGINE: ("moteur thermique, bloc moteur", "engine, engine block"),
    Subsystem.FUEL_AIR: (
        "carburant, injection, injecteur, admission d'air",
        "fuel, injection, injector, air intake",
    ),
    Subsystem.IGNITION: ("allumage, bougie, bobine", "ignition, spark plug, coil"),
    Subsystem.EXHAUST: (
        "échappement, catalyseur, filtre à particules, fap",
        "exhaust, catalytic converter, particulate filter, dpf",
    ),
    Subsystem.COOLING: (
        "refroidissement, radiateur, thermostat, liquide de refroidissement",
        "cooling, radiator, thermostat, coolant",
    ),
    Subsystem.TRANSMISSION: ("boîte de vitesses, transmission", "gearbox, transmission"),
    Subsystem.CLUTCH: ("embrayage", "clutch"),
    Subsystem.BRAKES: ("frein, freinage, plaquette", "brake, braking, brake pad"),
    Subsystem.STEERING: ("direction, crémaillère", "steering, steering rack"),
    Subsystem.SUSPENSION: ("suspension, amortisseur", "suspension, shock absorber"),
    Subsystem.BODY_ELECTRICS: (
        "éclairage, feu, vitre électrique, verrouillage",
        "lighting, lamp, power window, locking",
    ),
    Subsystem.NETWORK: ("bus can, multiplexage", "can bus, network"),
    Subsystem.HVAC: ("climatisation, chauffage", "air conditioning, heater"),
    Subsystem.RESTRAINT: ("airbag, ceinture", "airbag, seat belt"),
    Subsystem.TYRES: ("pneu, pression des pneus", "tyre, tire, tyre pressure"),
}


def subsystem_names() -> list[tuple[str, Locale, str]]:
    """Return (token of the subsystem, language, name) of every name."""
    return [
        (subsystem_token(subsystem), locale, name.strip())
        for subsystem, names in _NAMES.items()
        for locale, listed in zip((Locale.FR, Locale.EN), names, strict=True)
        for name in listed.split(",")
    ]


def subsystem_token(subsystem: Subsystem) -> str:
    """Return what stands for a subsystem among keywords, in any language."""
    return f"{_PREFIX}{subsystem.value}"


def is_subsystem_token(token: str) -> bool:
    """Return whether a keyword stands for a subsystem."""
    return token.startswith(_PREFIX)
