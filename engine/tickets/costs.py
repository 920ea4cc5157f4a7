"""What a ticket costs: parts that were used or damaged, and hours of labour (EFI 3.2)."""

_CENTS = 2


def labour_cost(hours: float | None, rate: float, given: float | None) -> float | None:
    """Return the cost of labour: as given, else hours times the rate, else None.

    Args:
        hours: worked on the ticket, from 0.
        rate: of an hour, in the currency of the ticket.
        given: what was agreed instead.
    """
    if given is not None:
        return given
    return None if hours is None else money(hours * rate)


def total_cost(parts: float, labour: float | None) -> float:
    """Return what a ticket costs: its parts and its labour."""
    return money(parts + (labour or 0.0))


def money(amount: float) -> float:
    """Return an amount in whole cents."""
    return round(amount, _CENTS)
