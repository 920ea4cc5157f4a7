"""Pieces of a part on a ticket: every one allocated is open, used, returned or damaged."""

from dataclasses import dataclass, replace

from graph.errors import ConflictError, InvalidInputError
from graph.vocabulary_records import PartUsageStatus

_FIELDS = {
    PartUsageStatus.USED: "used",
    PartUsageStatus.RETURNED: "returned",
    PartUsageStatus.DAMAGED: "damaged",
}


@dataclass(frozen=True)
class Quantities:
    """How many pieces; allocated >= used + returned + damaged, always."""

    allocated: int
    used: int = 0
    returned: int = 0
    damaged: int = 0

    @property
    def open(self) -> int:
        """Return the pieces that nobody told what became of."""
        return self.allocated - self.used - self.returned - self.damaged

    @property
    def billed(self) -> int:
        """Return the pieces that cost something: used or damaged."""
        return self.used + self.damaged

    @property
    def status(self) -> PartUsageStatus:
        """Return the state of the whole: allocated while a piece is open."""
        if self.open:
            return PartUsageStatus.ALLOCATED
        if self.used:
            return PartUsageStatus.USED
        return PartUsageStatus.DAMAGED if self.damaged else PartUsageStatus.RETURNED

    def moved(self, kind: PartUsageStatus, pieces: int) -> "Quantities":
        """Return the quantities after some open pieces were used, returned or damaged.

        Raises:
            InvalidInputError: less than one piece, or no such movement.
            ConflictError: more pieces than are open.
        """
        if pieces < 1 or kind not in _FIELDS:
            raise InvalidInputError(
                "a movement is of one piece or more",
                field="quantity",
                fix="give a whole number from 1",
                key="usage.pieces",
            )
        if pieces > self.open:
            raise ConflictError(
                f"{pieces} pieces cannot be {kind}: of {self.allocated} allocated,"
                f" {self.open} are open",
                field="quantity",
                fix="allocate more, or tell the right number",
                details={"allocated": self.allocated, "open": self.open},
                key="usage.too_many",
                values={"pieces": pieces, "allocated": self.allocated, "open": self.open},
            )
        name = _FIELDS[kind]
        return replace(self, **{name: getattr(self, name) + pieces})
