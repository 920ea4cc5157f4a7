"""What was said so far in an interview; every step can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from engine.budget import Budget
from engine.diagnose import DiagnosisRequest
from engine.evidence import ReportedFinding
from engine.verdict import QuestionAnswer, Verdict
from graph.vocabulary import EvidenceState

_DTC = "dtc."


@dataclass(frozen=True)
class Said:
    """All that was said up to a question.

    Attributes:
        findings: the complaint, then one finding for each answer.
        skipped: questions about circumstances that the user could not answer.
        confirmed: observables that were asked again because they contradict the rest.
        questions: asked so far.
        minutes: spent on them.
    """

    findings: tuple[ReportedFinding, ...]
    skipped: frozenset[tuple[str, str | None]] = frozenset()
    confirmed: frozenset[str] = frozenset()
    questions: int = 0
    minutes: float = 0.0


@dataclass
class InterviewSession:
    """The course of one interview.

    Attributes:
        base: vehicle, budget and rules; its findings are the complaint.
        steps: what was said before each question, the newest last.
    """

    base: DiagnosisRequest
    steps: list[Said] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Start from the complaint."""
        self.steps = [Said(self.base.findings)]

    @property
    def was_corrected(self) -> bool:
        """Whether the newest step only corrected how the complaint was read."""
        if len(self.steps) == 1:
            return False
        now, before = self.steps[-1], self.steps[-2]
        return now.questions == before.questions and len(now.findings) < len(before.findings) + 1

    @property
    def now(self) -> Said:
        """What was said so far."""
        return self.steps[-1]

    def request(self) -> DiagnosisRequest:
        """Return the request of this moment: all findings, and what is left of the budget."""
        spent, budget = self.now, self.base.budget
        questions = budget.max_questions
        minutes = budget.max_minutes
        left = Budget(
            mode=budget.mode,
            max_questions=None if questions is None else max(questions - spent.questions, 0),
            max_minutes=None if minutes is None else max(minutes - spent.minutes, 0.0),
        )
        asking = self.base.rules.asking
        # What was skipped may still be proposed: ask for as many more.
        asking = replace(asking, shown=asking.shown + len(spent.skipped))
        return replace(
            self.base,
            findings=spent.findings,
            budget=left,
            rules=replace(self.base.rules, asking=asking),
        )

    def undo(self) -> bool:
        """Take the last answer back; False when there is none."""
        if len(self.steps) == 1:
            return False
        self.steps.pop()
        return True

    def next_question(self, verdict: Verdict) -> QuestionAnswer | None:
        """Return the best question that was not skipped, or None to stop."""
        if verdict.stop.should_stop and not self._may_go_on(verdict):
            return None
        return next(
            (
                item
                for item in verdict.next_questions
                if (item.observable_id, item.taxonomy) not in self.now.skipped
            ),
            None,
        )

    def end_reason(self, verdict: Verdict) -> str:
        """Return why it stops; a contradiction that was asked again is no reason any more."""
        reason = verdict.stop.reason
        if reason is None or self._may_go_on(verdict):
            return "nothing_useful_left"
        return reason

    def recheck(self, verdict: Verdict) -> str | None:
        """Return a finding to ask again because it contradicts the rest, once each."""
        if verdict.stop.reason != "contradiction":
            return None
        return next((key for key in verdict.stop.recheck if key not in self.now.confirmed), None)

    def answer(self, question: QuestionAnswer, state: EvidenceState) -> None:
        """Keep the answer to a yes/no question."""
        self._add([_finding(question.observable_id, state)], question)

    def choose(self, question: QuestionAnswer, value: str | None) -> None:
        """Keep the circumstance of a finding that is present, or that it is not known."""
        if value is None or question.taxonomy is None:
            key = (question.observable_id, question.taxonomy)
            self._add([], question, skipped=self.now.skipped | {key})
            return
        told = ReportedFinding(
            id=question.observable_id,
            field="answer",
            qualifiers={question.taxonomy: value},
        )
        self._add([told], question)

    def read_out(self, question: QuestionAnswer, codes: Sequence[str]) -> None:
        """Keep a read-out of all codes of a test: those that are not there are absent.

        A code with a failure-type byte tells of its base code too.
        """
        told = {*codes, *(code.split("-")[0] for code in codes)}
        asked = [
            key
            for key in (question.observable_id, *question.also_reveals)
            if key.startswith(_DTC) and key.rsplit(".", 1)[-1] not in told
        ]
        present = [ReportedFinding(code=code, field="answer") for code in codes]
        absent = [_finding(key, EvidenceState.ABSENT) for key in asked]
        self._add([*present, *absent], question)

    def tell(self, codes: Sequence[str]) -> None:
        """Keep codes that are told while something else is asked; that stays to be answered."""
        told = [ReportedFinding(code=code, field="answer") for code in codes]
        kept = self._without_contradicted(told)
        self.steps.append(replace(self.now, findings=(*kept, *told)))

    def correct(self, verdict: Verdict, line: int) -> bool:
        """Forget what one line was taken for; False when there is no such line.

        From then on the words count as what they were taken for, without that one.
        """
        lines = verdict.observables
        misread = lines[line].matched if 0 <= line < len(lines) else None
        if misread is None:
            return False
        kept = tuple(
            ReportedFinding(
                id=item.matched.id, state=item.state, field="answer", qualifiers=item.qualifiers
            )
            for item in lines
            if item.matched and item.matched.id != misread.id
        )
        self.steps.append(replace(self.now, findings=kept))
        return True

    def clarify(self, observable_id: str) -> None:
        """Keep what the user picks for words that may mean several things."""
        present = _finding(observable_id, EvidenceState.PRESENT)
        self.steps.append(replace(self.now, findings=(*self.now.findings, present)))

    def confirm(self, observable_id: str, state: EvidenceState) -> None:
        """Keep what asking again gave; it replaces what was said of the observable before.

        Words are kept, since they may tell of more; an id wins over them. Who cannot tell any more
        takes nothing back: what was said stands, and is not asked again.
        """
        if state is EvidenceState.UNKNOWN:
            self.steps.append(
                replace(
                    self.now,
                    confirmed=self.now.confirmed | {observable_id},
                    questions=self.now.questions + 1,
                )
            )
            return
        finding = _finding(observable_id, state)
        self.steps.append(
            replace(
                self.now,
                findings=(*self._without_contradicted([finding]), finding),
                confirmed=self.now.confirmed | {observable_id},
                questions=self.now.questions + 1,
            )
        )

    def _without_contradicted(
        self, newer: Sequence[ReportedFinding]
    ) -> tuple[ReportedFinding, ...]:
        """Return what was said so far, less the ids and codes that a newer finding contradicts."""
        states = {_known_as(item): item.state for item in newer}
        return tuple(
            item
            for item in self.now.findings
            if item.text or states.get(_known_as(item), item.state) is item.state
        )

    def _may_go_on(self, verdict: Verdict) -> bool:
        """Whether only a contradiction stops it, and all of it was asked again."""
        return verdict.stop.reason == "contradiction" and self.recheck(verdict) is None

    def _add(
        self,
        findings: Sequence[ReportedFinding],
        question: QuestionAnswer,
        skipped: frozenset[tuple[str, str | None]] | None = None,
    ) -> None:
        self.steps.append(
            replace(
                self.now,
                findings=(*self._without_contradicted(findings), *findings),
                skipped=self.now.skipped if skipped is None else skipped,
                questions=self.now.questions + 1,
                minutes=self.now.minutes + question.minutes,
            )
        )


def _finding(key: str, state: EvidenceState) -> ReportedFinding:
    return ReportedFinding(id=key, state=state, field="answer")


def _known_as(finding: ReportedFinding) -> str:
    """Return the id of a finding; of a trouble code, however it was given, the base code."""
    name = finding.code or finding.id or ""
    if finding.code is None and not name.startswith(_DTC):
        return name
    return "".join(name.rsplit(".", 1)[-1].split()).upper().split("-")[0]
