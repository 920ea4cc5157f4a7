"""Contexts of root causes: a small closed language of conditions on a case (KG v2.8.10).

``mileage_km>=150000``, ``vehicle_age_years<3``, ``usage=short_trips``, ``tax_temp=froid``,
``powertrain=diesel``. A fact that is not known never holds.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from graph.errors import InvalidInputError
from graph.taxonomies import TAXONOMIES
from graph.vocabulary import Powertrain, VehicleType
from graph.vocabulary_answers import UsageHint

#: Facts that are compared with a number.
MEASURED = ("mileage_km", "vehicle_age_years")
#: Facts that are one of a closed list of values.
CHOSEN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "usage": tuple(UsageHint),
        "powertrain": tuple(Powertrain),
        "vehicle_type": tuple(VehicleType),
        **{name: tuple(values) for name, values in TAXONOMIES.items()},
    }
)
_MEASURED = re.compile(rf"^({'|'.join(MEASURED)})(>=|<)([0-9]{{1,7}})$", re.ASCII)
_FORMS = f"{' or '.join(MEASURED)} with >= or < and a whole number, or name=value of {list(CHOSEN)}"


@dataclass(frozen=True)
class Context:
    """One condition.

    Attributes:
        fact: what is looked at: ``mileage_km``, ``usage`` …
        operator: ``>=``, ``<`` or ``=``.
        value: a whole number in digits, or one of the fact's values.
    """

    fact: str
    operator: str
    value: str


@dataclass(frozen=True)
class CaseFacts:
    """What is known of a case.

    Attributes:
        measured: mileage in km and age in years, as far as known.
        chosen: the values that hold of each fact; several usages may.
    """

    measured: Mapping[str, float] = field(default_factory=dict)
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def holds(self, context: Context) -> bool:
        """Return whether a condition is known to hold."""
        if context.operator == "=":
            return context.value in self.chosen.get(context.fact, frozenset())
        known = self.measured.get(context.fact)
        if known is None:
            return False
        limit = float(context.value)
        return known >= limit if context.operator == ">=" else known < limit


def parse_context(written: str) -> Context:
    """Return the condition that a text of the closed language means.

    Raises:
        InvalidInputError: it is not of the language.
    """
    measured = _MEASURED.match(written)
    if measured:
        return Context(*measured.groups())
    fact, equals, value = written.partition("=")
    if equals and value in CHOSEN.get(fact, ()):
        return Context(fact, "=", value)
    raise InvalidInputError(
        f"{written!r} is not a context of a root cause", field="contexts", fix=f"write {_FORMS}"
    )
