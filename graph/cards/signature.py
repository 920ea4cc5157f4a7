"""The signature of a failure and its hash (EFI 3.1.1; section 9, "signature_hash").

The hash is over what the failure looks like, not over words: the same observables and codes, on the
same subsystem, failing in the same way under the same conditions. Order, case, blanks and doubles
say nothing. A code is the same whether it is given as a code or as the observable of that code. How
the hash is made never changes: it is stored, and compared with those of other garages.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

from graph.cards.content import CardContent, SignatureConditions
from graph.vocabulary_records import FailureMode, SubsystemCategory

_CODE_ID = re.compile(r"^dtc\.[^.]+\.(.+)$")
#: Hyphens, dashes and the minus sign, which people type for each other in a range.
_DASHES = re.compile("[\u2010-\u2014\u2212]")


@dataclass(frozen=True)
class FailureSignature:
    """Symptom and condition fingerprint.

    Attributes:
        primary_symptoms: ids of observables; the order is kept on the card, not in the hash.
        error_codes: as read, SAE or maker's own.
    """

    primary_symptoms: tuple[str, ...]
    error_codes: tuple[str, ...]
    subsystem: SubsystemCategory
    failure_mode: FailureMode | None = None
    conditions: SignatureConditions = field(default_factory=SignatureConditions)

    @property
    def is_empty(self) -> bool:
        """Whether it holds neither symptom nor code: then it tells no failure from another."""
        return not (self.primary_symptoms or self.error_codes)

    @property
    def hash(self) -> str:
        """Return the sha256 of its normalised content, 64 hexadecimal digits."""
        text = json.dumps(self._normalised(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def _normalised(self) -> dict[str, Any]:
        symptoms, codes = _split(self.primary_symptoms)
        return {
            "observables": sorted(symptoms),
            "error_codes": sorted(codes | {normal_code(code) for code in self.error_codes} - {""}),
            "subsystem": str(self.subsystem),
            "failure_mode": str(self.failure_mode) if self.failure_mode else None,
            "conditions": {
                each.name: value
                for each in fields(self.conditions)
                if (value := _condition(getattr(self.conditions, each.name))) is not None
            },
        }


def signature_of(content: CardContent) -> FailureSignature:
    """Return the signature of a card."""
    return FailureSignature(
        primary_symptoms=content.symptoms,
        error_codes=content.error_codes,
        subsystem=content.subsystem_category,
        failure_mode=content.failure_mode,
        conditions=content.conditions,
    )


def signature_hash(content: CardContent) -> str:
    """Return the hash of a card's signature; two cards that show the same have the same."""
    return signature_of(content).hash


def normal_code(code: str) -> str:
    """Return a trouble code in upper case and without blanks."""
    return "".join(code.split()).upper()


def _split(symptoms: Iterable[str]) -> tuple[set[str], set[str]]:
    """Return observables that are no codes, and the codes of those that are."""
    ids = {each.strip().casefold() for each in symptoms} - {""}
    codes = {found[1].upper() for each in ids if (found := _CODE_ID.match(each))}
    return {each for each in ids if not _CODE_ID.match(each)}, codes


def _condition(value: Any) -> Any:
    """Return a condition without the ways to write it: blanks, case, kinds of dashes."""
    if not isinstance(value, str):
        return value
    return _DASHES.sub("-", "".join(str(value).split()).casefold()) or None
