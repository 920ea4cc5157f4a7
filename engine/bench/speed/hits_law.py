"""The law of QE2: how much the evidence read may read from the store, whatever the graph's size.

Database hits of PROFILE are free of noise, so a test asserts them (ADR 19).
"""

from dataclasses import dataclass

#: Hits for each relationship of the findings and of the candidates.
A = 16
#: Hits for what every turn reads: version, prior mass, the likeliest faults, a vehicle's faults.
B = 2500


@dataclass(frozen=True)
class Work:
    """What one evidence read had to look at.

    Attributes:
        touched: INDICATES relationships of the findings.
        candidates: relationships of any type of the candidates.
        hits: database hits that PROFILE counted.
    """

    touched: int
    candidates: int
    hits: int

    @property
    def allowed(self) -> int:
        """The most hits that the law allows."""
        return A * (self.touched + self.candidates) + B

    @property
    def is_lawful(self) -> bool:
        """Whether the read kept the law."""
        return self.hits <= self.allowed
