"""What somebody says of a ticket, as the engine takes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.tickets.holding import NO_LINKS, Links

#: What is kept on the :Ticket as it is told; None and what is left out stay as they are.
PLAIN = (
    "title",
    "description",
    "locale",
    "category",
    "priority",
    "error_codes_reported",
    "vehicle_type",
    "vehicle_make",
    "vehicle_model",
    "vehicle_mileage_km",
    "vehicle_firmware",
    "customer_id",
    "customer_type",
    "estimated_cost",
    "currency",
)
#: Told when the work is done, or after it.
AFTERWARDS = ("resolution", "resolution_type", "labor_hours", "labor_cost")
#: What a closed ticket still takes: customers answer late.
AFTER_CLOSING = ("customer_satisfaction",)
#: Kept in :PersonalData alone; never logged.
PERSONAL = ("customer_name", "customer_contact", "plate", "vin")


@dataclass(frozen=True)
class TicketForm:
    """A ticket to make, or what is to change of one.

    Attributes:
        values: of ``PLAIN``, ``AFTERWARDS`` and ``AFTER_CLOSING``.
        personal: of ``PERSONAL``.
        links: stored vehicle, diagnosis and chosen card.
        key: the caller's idempotency key, unique within the garage.
        labour_rate: of an hour, for the cost of labour that is not given.
    """

    values: Mapping[str, Any]
    personal: Mapping[str, Any] = field(default_factory=dict, repr=False)
    links: Links = NO_LINKS
    key: str | None = None
    labour_rate: float = 0.0

    def told(self) -> dict[str, Any]:
        """Return the values that are told, codes in capitals and once each."""
        known = (*PLAIN, *AFTERWARDS, *AFTER_CLOSING)
        told = {name: self.values[name] for name in known if self.values.get(name) is not None}
        if "error_codes_reported" in told:
            codes = (code.strip().upper() for code in told["error_codes_reported"])
            told["error_codes_reported"] = list(dict.fromkeys(code for code in codes if code))
        return told

    def identity(self) -> dict[str, Any]:
        """Return the personal data that are told."""
        return {key: self.personal[key] for key in PERSONAL if self.personal.get(key) is not None}
