"""A counted share with its interval."""

from dataclasses import dataclass
from math import sqrt

_Z95 = 1.959964  # the normal distribution's 97.5 % point


@dataclass(frozen=True)
class Share:
    """A share with its 95 % Wilson interval, in per cent."""

    hits: int
    of: int

    @property
    def percent(self) -> float:
        """The share itself."""
        return 100 * self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson score interval at 95 %."""
        if not self.of:
            return (0.0, 100.0)
        share, squared = self.hits / self.of, _Z95**2
        centre = (share + squared / (2 * self.of)) / (1 + squared / self.of)
        half = (
            _Z95
            / (1 + squared / self.of)
            * sqrt(share * (1 - share) / self.of + squared / (4 * self.of**2))
        )
        return (100 * max(0.0, centre - half), 100 * min(1.0, centre + half))
