"""What a user reports, and what of it the graph understands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as with_default
from types import MappingProxyType

from graph.errors import InvalidInputError
from graph.vocabulary import EvidenceState
from graph.vocabulary_codes import DtcStatus

#: No circumstances are stated.
NO_QUALIFIERS: Mapping[str, str] = MappingProxyType({})


def no_qualifiers() -> Mapping[str, str]:
    """Return that no circumstances are stated: the default of a field."""
    return NO_QUALIFIERS


def no_values() -> Mapping[str, float]:
    """Return that nothing was measured: the default of a field."""
    return MappingProxyType({})


@dataclass(frozen=True)
class ReportedFinding:
    """One thing that was reported: exactly one of id, code or text.

    Attributes:
        field: where it stands in the request, to name it in an error.
        qualifiers: circumstances by taxonomy, such as ``tax_temp: froid`` (G3).
        status: what the vehicle says of its code; None counts as confirmed.
        freeze_frame: values that were kept with the code, checked (``engine.codes.freeze_frame``).
    """

    state: EvidenceState = EvidenceState.PRESENT
    id: str | None = None
    code: str | None = None
    text: str | None = None
    field: str = "observables"
    qualifiers: Mapping[str, str] = with_default(default_factory=no_qualifiers)
    status: DtcStatus | None = None
    freeze_frame: Mapping[str, float] = with_default(default_factory=no_values)

    def __post_init__(self) -> None:
        """Refuse a finding that is none or several of id, code, text, or half a code."""
        if (self.status or self.freeze_frame) and not self._is_present_code:
            raise InvalidInputError(
                "dtc_status and freeze_frame belong to a trouble code that is present",
                field=self.field,
                fix='for example {"code": "P0171", "dtc_status": "pending"}',
                key="finding.status_without_code",
            )
        if sum(value is not None for value in (self.id, self.code, self.text)) != 1:
            raise InvalidInputError(
                "a finding is exactly one of id, code or text",
                field=self.field,
                fix='for example {"code": "P0171"} or {"text": "rough idle"}',
                key="finding.not_one",
            )

    @property
    def _is_present_code(self) -> bool:
        is_code = self.code is not None or (self.id or "").startswith("dtc.")
        return is_code and self.state is EvidenceState.PRESENT

    @property
    def said(self) -> str:
        """The finding as the user wrote it."""
        return self.id or self.code or self.text or ""


@dataclass(frozen=True)
class Candidate:
    """An observable that a reported text may mean.

    Attributes:
        similarity: 0 to 1 as the search gives it; 1 for an id or a code.
    """

    id: str
    label_fr: str
    label_en: str
    similarity: float


@dataclass(frozen=True)
class UnderstoodFinding:
    """One reported finding after reading: what it was taken for, and what else it may be.

    Attributes:
        ids: candidate observable ids, best first; empty when it was not understood.
        reason: why it was not understood, or a remark for the user.
        explicit: given by id or code, not by words.
        qualifiers: circumstances by taxonomy.
        status: of a code.
        derived: circumstances that its freeze frame tells, where none of that taxonomy is stated.
    """

    said: str
    state: EvidenceState
    ids: tuple[str, ...]
    similarity: float = 1.0
    alternatives: tuple[Candidate, ...] = ()
    reason: str | None = None
    field: str = "observables"
    explicit: bool = False
    qualifiers: Mapping[str, str] = with_default(default_factory=no_qualifiers)
    status: DtcStatus | None = None
    derived: Mapping[str, str] = with_default(default_factory=no_qualifiers)


@dataclass(frozen=True)
class StatedFinding:
    """An understood finding and the observable it was taken for.

    Attributes:
        explicit: stated by id or code; False when words were interpreted.
        qualifiers: circumstances by taxonomy.
        status: of a code.
    """

    observable_id: str
    state: EvidenceState
    explicit: bool
    field: str
    qualifiers: Mapping[str, str] = with_default(default_factory=no_qualifiers)
    status: DtcStatus | None = None


@dataclass(frozen=True)
class KnownFinding:
    """What is known of one observable.

    Attributes:
        qualifiers: circumstances by taxonomy; one that is stated in two ways is left out.
        was_contradicted: whether interpreted words said both present and absent.
        status: of a code, the surest that was stated; None where none was.
    """

    state: EvidenceState
    qualifiers: Mapping[str, str] = with_default(default_factory=no_qualifiers)
    was_contradicted: bool = False
    status: DtcStatus | None = None

    @property
    def is_known(self) -> bool:
        """Whether it is present or absent."""
        return self.state is not EvidenceState.UNKNOWN

    @property
    def is_present(self) -> bool:
        """Whether it is present."""
        return self.state is EvidenceState.PRESENT


def settle(findings: Sequence[StatedFinding]) -> dict[str, KnownFinding]:
    """Return what is known of each observable.

    What is stated by id or code wins over interpreted words. Words that contradict each other
    leave the observable unknown: one of them was probably misread.

    Raises:
        InvalidInputError: an id or code is stated present and absent.
    """
    by_observable: dict[str, list[StatedFinding]] = {}
    for finding in findings:
        by_observable.setdefault(finding.observable_id, []).append(finding)
    return {key: _settled(group) for key, group in by_observable.items()}


def _settled(group: Sequence[StatedFinding]) -> KnownFinding:
    interpreted = [finding for finding in group if not finding.explicit]
    stated = _of_one_circumstance([finding for finding in group if finding.explicit])
    by_words = _one_state(interpreted) if interpreted else EvidenceState.UNKNOWN
    by_id = _one_state(stated) if stated else EvidenceState.UNKNOWN
    state = by_id if by_id is not EvidenceState.UNKNOWN else by_words
    said = {finding.state for finding in group} - {EvidenceState.UNKNOWN}
    agreeing = [finding for finding in group if finding.state is state]
    return KnownFinding(
        state, _agreed(agreeing), was_contradicted=len(said) > 1, status=_surest(agreeing)
    )


def _surest(agreeing: Sequence[StatedFinding]) -> DtcStatus | None:
    """Return the surest status; a code without one counts as confirmed, words say nothing of it."""
    stated = [finding for finding in agreeing if finding.explicit] or agreeing
    found = {finding.status for finding in stated}
    if DtcStatus.PERMANENT in found:
        return DtcStatus.PERMANENT
    if found == {DtcStatus.PENDING}:
        return DtcStatus.PENDING
    return DtcStatus.CONFIRMED if DtcStatus.CONFIRMED in found else None


def _of_one_circumstance(stated: list[StatedFinding]) -> list[StatedFinding]:
    """Return the present statements when all absent ones are of other circumstances.

    "There when cold, not there when hot" contradicts nothing, and the first half says it all.
    """
    there = [finding for finding in stated if finding.state is EvidenceState.PRESENT]
    gone = [finding for finding in stated if finding.state is EvidenceState.ABSENT]
    if there and gone and all(_is_elsewhere(one, other) for one in there for other in gone):
        return there
    return stated


def _is_elsewhere(one: StatedFinding, other: StatedFinding) -> bool:
    """Whether two statements are of different values of one taxonomy."""
    shared = one.qualifiers.keys() & other.qualifiers.keys()
    return any(one.qualifiers[name] != other.qualifiers[name] for name in shared)


def _agreed(findings: Sequence[StatedFinding]) -> Mapping[str, str]:
    """Return the circumstances that no other statement of the same observable contradicts."""
    values: dict[str, set[str]] = {}
    for finding in findings:
        for taxonomy, value in finding.qualifiers.items():
            values.setdefault(taxonomy, set()).add(value)
    return {name: next(iter(found)) for name, found in sorted(values.items()) if len(found) == 1}


def _one_state(group: Sequence[StatedFinding]) -> EvidenceState:
    """Return the state of one observable; what is known beats "unknown", in any order."""
    known = {finding.state for finding in group} - {EvidenceState.UNKNOWN}
    if len(known) < 2:  # noqa: PLR2004 - present and absent are the two that contradict
        return known.pop() if known else EvidenceState.UNKNOWN
    if not group[0].explicit:
        return EvidenceState.UNKNOWN
    first = group[0]
    other = next(item for item in group if item.state not in (first.state, EvidenceState.UNKNOWN))
    raise InvalidInputError(
        f"{first.observable_id} is reported present and absent",
        field=other.field,
        fix=f"keep one of {first.field} and {other.field}",
        details={"observable": first.observable_id},
        key="finding.contradiction",
        values={
            "observable": first.observable_id,
            "first": first.field,
            "other": other.field,
        },
    )
