"""Evidence that is stated with the observable, not with the fault."""

from pydantic import Field

from seeds.records.shared_fields import Bilingual, Frequency, Id, Sourced


class EvidenceRecord(Sourced):
    """Faults that show an observable, for an author who adds the observable.

    Attributes:
        faults: id of a fault to P(observable present | fault), a number or a word of the scale.
            They join the ``indicated_by`` of these faults, wherever those are written.
    """

    observable: Id
    faults: dict[Id, Frequency] = Field(min_length=1)
    reason: Bilingual | None = None
