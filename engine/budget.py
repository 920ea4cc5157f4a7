"""What a user can spend on questions: where they stand, how many questions, how many minutes."""

from dataclasses import dataclass

from graph.vocabulary import TestSkill

#: What can be done where: the counter asks, the driveway looks, the bay has every tool (D6).
REACH: dict[TestSkill, frozenset[str]] = {
    TestSkill.COUNTER: frozenset({"counter"}),
    TestSkill.DRIVEWAY: frozenset({"counter", "driveway"}),
    TestSkill.BAY: frozenset({"counter", "driveway", "bay"}),
}


#: No question takes less, in minutes.
_SHORTEST = 1.0


@dataclass(frozen=True)
class Budget:
    """How far to go.

    Attributes:
        mode: counter (ask only), driveway (no lift), bay (all tools).
        max_questions: still to be asked; None for no limit. The call is stateless, so the caller
            counts down.
        max_minutes: still to be spent; a test that takes longer is not proposed.
    """

    mode: TestSkill = TestSkill.BAY
    max_questions: int | None = None
    max_minutes: float | None = None

    def allows(self, skill: str, minutes: float) -> bool:
        """Whether a test can be done within the budget."""
        in_time = self.max_minutes is None or minutes <= self.max_minutes
        return skill in REACH[self.mode] and in_time

    @property
    def is_spent(self) -> bool:
        """Whether nothing may be asked any more."""
        no_questions = self.max_questions is not None and self.max_questions <= 0
        return no_questions or (self.max_minutes is not None and self.max_minutes < _SHORTEST)
