"""Qualifiers: under which condition an observable shows itself (G3, KG v2.8.1).

An author writes the same form in two places: ``{tax_temp: {froid: 0.4, chaud: 0.6}}``. On an
observable it is P(value | present) over all its causes together; on the evidence of a fault it is
P(value | present, this fault).
"""

from typing import Annotated

from pydantic import AfterValidator, Field

from graph.taxonomies import TAXONOMIES, TaxTemp


def qualifier_values(taxonomy: str) -> tuple[str, ...]:
    """Return the values of a taxonomy that state a condition; ``any`` temperature states none."""
    return tuple(value for value in TAXONOMIES[taxonomy] if value != TaxTemp.ANY)


def _checked(given: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Refuse what is no taxonomy or no condition; return the rest in the vocabulary's order."""
    for taxonomy, shares in given.items():
        if taxonomy not in TAXONOMIES:
            raise ValueError(f"{taxonomy!r} is none of {', '.join(TAXONOMIES)}")
        for value in shares:
            if value not in qualifier_values(taxonomy):
                allowed = ", ".join(qualifier_values(taxonomy))
                raise ValueError(f"{taxonomy}={value!r} is no condition; give one of {allowed}")
        if not shares:
            raise ValueError(f"{taxonomy} names no value; name one or remove it")
    return {
        taxonomy: {
            value: given[taxonomy][value]
            for value in qualifier_values(taxonomy)
            if value in given[taxonomy]
        }
        for taxonomy in TAXONOMIES
        if taxonomy in given
    }


#: Taxonomy to value to P(value | present ...), never 0 or 1: one exception must not exclude.
Qualifiers = Annotated[
    dict[str, dict[str, Annotated[float, Field(gt=0, lt=1)]]],
    AfterValidator(_checked),
]
