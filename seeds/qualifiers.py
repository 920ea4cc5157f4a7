"""From authored shares of a condition to likelihood ratios, and what cannot be turned into them.

``ratio = P(value | observable present, fault) / P(value | observable present)``; within a taxonomy
the sum of base rate times ratio is 1 (requirements section 9, row "qualifiers").
"""

from collections.abc import Iterator, Mapping

from seeds.records.fault import Indication
from seeds.records.observable import ObservableRecord
from seeds.records.source import KnowledgeFile

Place = tuple[str | int, ...]
#: Sums of shares may miss 1 by this much.
TOLERANCE = 1e-6


def likelihood_ratios(
    rates: Mapping[str, float], shares: Mapping[str, float]
) -> Iterator[tuple[str, float]]:
    """Yield each value of a taxonomy with its ratio, to 6 decimals.

    Args:
        rates: P(value | observable present), over all causes; sums to 1.
        shares: P(value | observable present, fault) of some or all of these values. What they
            leave is spread over the others in proportion to their base rates.
    """
    unnamed = sum(rate for value, rate in rates.items() if value not in shares)
    left = (1.0 - sum(shares.values())) / unnamed if unnamed else 0.0
    for value, rate in rates.items():
        yield value, round(shares[value] / rate if value in shares else left, 6)


def qualifier_problems(files: dict[str, KnowledgeFile]) -> Iterator[tuple[str, Place, str]]:
    """Yield (file, place, message) of each distribution that gives no ratios."""
    observables = {record.id: record for file in files.values() for record in file.observables}
    for name, knowledge in files.items():
        for at, record in enumerate(knowledge.observables):
            for taxonomy, message in _base_problems(record):
                yield name, ("observables", at, "qualifiers", taxonomy), message
        for at, fault in enumerate(knowledge.faults):
            for number, link in enumerate(fault.indicated_by):
                where: Place = ("faults", at, "indicated_by", number, "qualifiers")
                if observable := observables.get(link.observable):
                    for taxonomy, message in _link_problems(link, observable):
                        yield name, (*where, taxonomy), message


def _base_problems(record: ObservableRecord) -> Iterator[tuple[str, str]]:
    for taxonomy, rates in record.qualifiers.items():
        total = sum(rates.values())
        if abs(total - 1.0) > TOLERANCE:
            yield taxonomy, f"the rates sum to {total:.6g}; change them so that they sum to 1"
        fixed = getattr(record.taxonomy, taxonomy)
        if fixed not in (None, "any"):
            yield taxonomy, f"the observable itself means {fixed}; remove one of the two"


def _link_problems(link: Indication, observable: ObservableRecord) -> Iterator[tuple[str, str]]:
    for taxonomy, shares in link.qualifiers.items():
        rates = observable.qualifiers.get(taxonomy, {})
        missing = [value for value in shares if value not in rates]
        if missing:
            lacking = f"{observable.id} gives no base rate for {', '.join(missing)}"
            yield taxonomy, f"{lacking}; add it to the observable's qualifiers or remove it here"
        else:
            yield from _sum_problems(taxonomy, shares, complete=len(shares) == len(rates))


def _sum_problems(
    taxonomy: str, shares: Mapping[str, float], *, complete: bool
) -> Iterator[tuple[str, str]]:
    total = sum(shares.values())
    if complete and abs(total - 1.0) > TOLERANCE:
        fix = "make them sum to 1, or leave out one value, which then gets the rest"
        yield taxonomy, f"the shares sum to {total:.6g}; {fix}"
    if not complete and total >= 1.0:
        fix = "lower them, or name every value"
        yield taxonomy, f"the shares sum to {total:.6g} and leave nothing for the others; {fix}"
