"""What a user reports, and what of it the graph understands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import InvalidInputError
from graph.vocabulary import DTC_PATTERN, EvidenceState


@dataclass(frozen=True)
class ReportedFinding:
    """One thing that was reported: exactly one of id, code or text.

    Attributes:
        field: where it stands in the request, to name it in an error.
    """

    state: EvidenceState = EvidenceState.PRESENT
    id: str | None = None
    code: str | None = None
    text: str | None = None
    field: str = "observables"

    def __post_init__(self) -> None:
        """Refuse a finding that is none or several of id, code, text."""
        if sum(value is not None for value in (self.id, self.code, self.text)) != 1:
            raise InvalidInputError(
                "a finding is exactly one of id, code or text",
                field=self.field,
                fix='for example {"code": "P0171"} or {"text": "rough idle"}',
                key="finding.not_one",
            )

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
    """

    said: str
    state: EvidenceState
    ids: tuple[str, ...]
    similarity: float = 1.0
    alternatives: tuple[Candidate, ...] = ()
    reason: str | None = None
    field: str = "observables"
    explicit: bool = False


def code_candidates(code: str, make: str | None, field: str) -> tuple[str, ...]:
    """Return the observable ids that a trouble code may have, the most specific first.

    A make's own meaning comes before the generic one; a failure-type byte without its own node
    rolls up to the base code (requirements section 9, "DTC pattern").

    Raises:
        InvalidInputError: the text is not a code in SAE J2012 form.
    """
    normalised = re.sub(r"\s+", "", code).upper()
    if not re.fullmatch(DTC_PATTERN, normalised):
        raise InvalidInputError(
            f"{code[:20]!r} is not a trouble code",
            field=field,
            fix="a code is a letter P, B, C or U, a digit 0-3 and three more of 0-9 or A-F",
            key="code.invalid",
            values={"code": code[:20]},
        )
    forms = [normalised] + ([normalised.split("-")[0]] if "-" in normalised else [])
    makes = ([make] if make else []) + ["sae"]
    return tuple(f"dtc.{owner}.{form}" for form in forms for owner in makes)


@dataclass(frozen=True)
class StatedFinding:
    """An understood finding and the observable it was taken for.

    Attributes:
        explicit: stated by id or code; False when words were interpreted.
    """

    observable_id: str
    state: EvidenceState
    explicit: bool
    field: str


def settle(findings: Sequence[StatedFinding]) -> dict[str, EvidenceState]:
    """Return one state per observable.

    What is stated by id or code wins over interpreted words. Words that contradict each other
    leave the observable unknown: one of them was probably misread.

    Raises:
        InvalidInputError: an id or code is stated present and absent.
    """
    states: dict[str, EvidenceState] = {}
    for explicit in (False, True):  # what is stated comes last, so it wins
        by_observable: dict[str, list[StatedFinding]] = {}
        for finding in findings:
            if finding.explicit is explicit:
                by_observable.setdefault(finding.observable_id, []).append(finding)
        for observable_id, group in by_observable.items():
            state = _one_state(group)
            if state is not EvidenceState.UNKNOWN or observable_id not in states:
                states[observable_id] = state
    return states


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
