"""Names of trouble codes: kinds, status, systems (KG v2.8.4; requirements G4, section 9).

Sources: SAE J2012 / ISO 15031-6 for the form of a code; SAE J1979 / ISO 15031-5 for the status,
whose services $03, $07 and $0A report confirmed, pending and permanent codes.
"""

from enum import StrEnum

from graph.vocabulary import DTC_PATTERN


class CodeKind(StrEnum):
    """Whether a code has the form of SAE J2012, or is a maker's own (``DF025``, ``2A82``)."""

    SAE = "sae"
    OEM = "oem"


class DtcStatus(StrEnum):
    """What a vehicle says of its own code (SAE J1979 services $07, $03 and $0A).

    "Stored" and "memorised" are words of tools for a confirmed code, and are read as such.
    """

    PENDING = "pending"
    CONFIRMED = "confirmed"
    PERMANENT = "permanent"


class CodeSystem(StrEnum):
    """What a code is about: its letter, P, C, B or U (SAE J2012)."""

    POWERTRAIN = "powertrain"
    CHASSIS = "chassis"
    BODY = "body"
    NETWORK = "network"


#: The letter of each system.
SYSTEM_LETTERS: dict[CodeSystem, str] = {
    CodeSystem.POWERTRAIN: "P",
    CodeSystem.CHASSIS: "C",
    CodeSystem.BODY: "B",
    CodeSystem.NETWORK: "U",
}


class CodeControl(StrEnum):
    """Who says what a code means: the standard, the maker, or nobody yet (SAE J2012)."""

    STANDARD = "standard"
    MAKER = "maker"
    RESERVED = "reserved"


#: A maker's own code: 3 to 8 of A-Z and 0-9, at least one digit; never what may be a mistyped SAE
#: code (P, B, C or U and a digit, or any letter and four digits).
OEM_CODE_PATTERN = r"^(?![PBCU][0-9]|[A-Z][0-9]{4}$)(?=[A-Z]*[0-9])[0-9A-Z]{3,8}$"
#: What a ``:Dtc`` may hold; ``code_kind`` says which of the two forms it is.
ANY_CODE_PATTERN = f"{DTC_PATTERN}|{OEM_CODE_PATTERN}"
#: The make of generic codes.
GENERIC_MAKE = "SAE"
