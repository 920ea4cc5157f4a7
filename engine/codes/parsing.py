"""The one place that takes a trouble code apart (SAE J2012, ISO 15031-6; requirements section 9).

A code is a letter (system), a digit (who controls its meaning), three hexadecimal digits, and after
a hyphen optionally the failure-type byte of a three-byte code. The ranges are those of SAE J2012
(Dec 2007), 5.4 to 5.7, as many tools print them, e.g. Actron CP9150, user manual, page 17.
"""

import re
from dataclasses import dataclass

from graph.errors import InvalidInputError
from graph.vocabulary import DTC_PATTERN
from graph.vocabulary_codes import (
    GENERIC_MAKE,
    OEM_CODE_PATTERN,
    SYSTEM_LETTERS,
    CodeControl,
    CodeKind,
    CodeSystem,
)

_SYSTEM_OF = {letter: system for system, letter in SYSTEM_LETTERS.items()}
_STANDARD, _MAKER, _RESERVED = CodeControl.STANDARD, CodeControl.MAKER, CodeControl.RESERVED
#: Who controls a range, by letter and first digit; P3 is split by its second digit.
_CONTROL: dict[str, CodeControl] = {
    "P0": _STANDARD,
    "P1": _MAKER,
    "P2": _STANDARD,
    "C0": _STANDARD,
    "C1": _MAKER,
    "C2": _MAKER,
    "C3": _RESERVED,
    "B0": _STANDARD,
    "B1": _MAKER,
    "B2": _MAKER,
    "B3": _RESERVED,
    "U0": _STANDARD,
    "U1": _MAKER,
    "U2": _MAKER,
    "U3": _STANDARD,
}
#: P3000 to P33FF are the maker's, P3400 to P3FFF the standard's.
_FIRST_STANDARD_P3 = 4
_BLANKS = re.compile(r"\s+")
#: The makes that print codes as decimal numbers of five digits.
_VAG_MAKES = frozenset({"volkswagen", "audi", "seat", "skoda", "cupra"})
#: Those numbers begin at 16384 (P0000) and give 1024 to each thousand: 16825 is P0441.
_VAG_FIRST, _VAG_BLOCK, _VAG_BLOCKS, _VAG_PER_BLOCK = 16384, 1024, 4, 1000


@dataclass(frozen=True)
class TroubleCode:
    """One code, taken apart.

    Attributes:
        code: upper case without blanks, with its failure-type byte.
        kind: SAE form, or a maker's own.
        base: the code without failure-type byte.
        failure_type: two hexadecimal digits, or None.
        system: None for a maker's own code.
        control: who says what it means.
        subsystem: the third character of an SAE code, else None.
    """

    code: str
    kind: CodeKind
    base: str
    failure_type: str | None = None
    system: CodeSystem | None = None
    control: CodeControl = CodeControl.MAKER
    subsystem: str | None = None

    @property
    def family(self) -> str | None:
        """The first four characters, which neighbouring codes share; None for a maker's own."""
        return self.base[:4] if self.kind is CodeKind.SAE else None


def parse_code(said: str, field: str = "code") -> TroubleCode:
    """Return a code taken apart.

    Raises:
        InvalidInputError: the text has neither the form of SAE J2012 nor that of a maker's code.
    """
    code = _BLANKS.sub("", said).upper()
    if re.fullmatch(DTC_PATTERN, code):
        base, _, failure = code.partition("-")
        return TroubleCode(
            code,
            CodeKind.SAE,
            base,
            failure_type=failure or None,
            system=_SYSTEM_OF[base[0]],
            control=_control(base),
            subsystem=base[2],
        )
    if re.fullmatch(OEM_CODE_PATTERN, code):
        return TroubleCode(code, CodeKind.OEM, code)
    raise InvalidInputError(
        f"{said[:20]!r} is not a trouble code",
        field=field,
        fix="a code is a letter P, B, C or U, a digit 0-3 and three more of 0-9 or A-F",
        key="code.invalid",
        values={"code": said[:20]},
    )


def is_oem_code(said: str) -> bool:
    """Whether a text has the form of a maker's own code."""
    return re.fullmatch(OEM_CODE_PATTERN, _BLANKS.sub("", said).upper()) is not None


def _control(base: str) -> CodeControl:
    if base.startswith("P3"):
        return _STANDARD if int(base[2], 16) >= _FIRST_STANDARD_P3 else _MAKER
    return _CONTROL[base[:2]]


def code_candidates(said: str, make: str | None, field: str) -> tuple[str, ...]:
    """Return the observable ids that a trouble code may have, the most specific first.

    A make's own meaning comes before the generic one; a failure-type byte without its own node
    rolls up to the base code (requirements section 9, "DTC pattern"). A maker's own code means
    nothing without the make: then there are none.

    Raises:
        InvalidInputError: the text is not a code.
    """
    code = parse_code(said, field)
    if code.kind is CodeKind.OEM:
        own = (f"dtc.{make}.{code.code}",) if make else ()
        standard = vag_to_sae(code.code) if make in _VAG_MAKES else None
        return own + (code_candidates(standard, make, field) if standard else ())
    forms = list(dict.fromkeys((code.code, code.base)))
    makes = ([make] if make else []) + [GENERIC_MAKE.lower()]
    return tuple(f"dtc.{owner}.{form}" for form in forms for owner in makes)


def vag_to_sae(number: str) -> str | None:
    """Return the SAE code of a five-digit number of the Volkswagen group, or None.

    16384 is P0000 and 17408 is P1000; the thousands follow each other 1024 apart, and the rest is
    the decimal number behind the thousand (16825 is P0441, 18000 is P1592).
    """
    if not re.fullmatch(r"\d{5}", number):
        return None
    block, rest = divmod(int(number) - _VAG_FIRST, _VAG_BLOCK)
    if not 0 <= block < _VAG_BLOCKS or rest >= _VAG_PER_BLOCK:
        return None
    return f"P{block}{rest:03d}"
