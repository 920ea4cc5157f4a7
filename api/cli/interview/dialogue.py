"""The talk itself: show, ask, read the answer, until there is nothing more to ask."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.text import Text

from api.cli.interview.answers import Answer, Reply, read_answer
from api.cli.interview.screen import (
    print_choices,
    print_question,
    print_standing,
    print_understood,
    print_why,
)
from api.cli.interview.session import InterviewSession
from api.http.schemas.diagnosis import DiagnoseResponse
from api.http.schemas.reasoning import QuestionOutput
from api.presenting import present
from api.texts import text
from engine.diagnose import diagnose
from engine.reading import Reader
from engine.verdict import QuestionAnswer, Verdict
from graph.session import Graph
from graph.vocabulary import EvidenceState, Locale

_STATES = {
    Reply.YES: EvidenceState.PRESENT,
    Reply.NO: EvidenceState.ABSENT,
    Reply.UNKNOWN: EvidenceState.UNKNOWN,
}
_DTC = "dtc."


@dataclass
class Dialogue:
    """One interview on one graph."""

    graph: Graph
    reader: Reader
    session: InterviewSession
    out: Console
    locale: Locale
    _before: dict[str, float] = field(default_factory=dict)

    def run(self) -> DiagnoseResponse:
        """Ask until the engine or the user stops; return the last answer."""
        self._say("interview_help", style="dim")
        is_first = True
        while True:
            verdict = diagnose(self.graph, self.reader, self.session.request())
            answer = present(verdict, self.locale, "cli")
            if is_first or self.session.was_corrected:
                print_understood(self.out, answer, self.locale)
            if is_first:
                is_first = False
                picked = self._clarify(answer)
                if picked is None:
                    return answer
                if picked:
                    continue
            self._before = print_standing(self.out, answer, self._before, self.locale)
            if not self._step(verdict, answer):
                return answer

    def _clarify(self, answer: DiagnoseResponse) -> bool | None:
        """Let the user pick what unclear words mean.

        Returns:
            Whether something was picked; None when the talk ends before.
        """
        picked = False
        for item in answer.observables:
            if item.matched or not item.alternatives:
                continue
            print_choices(self.out, item, self.locale)
            typed = self._read(text("prompt_which", self.locale), len(item.alternatives))
            if typed is None or typed.reply is Reply.STOP:
                return None
            if typed.reply is Reply.CHOICE:
                self.session.clarify(item.alternatives[typed.choice].id)
                picked = True
        return picked

    def _step(self, verdict: Verdict, answer: DiagnoseResponse) -> bool:
        """Ask one question; False when the interview is over."""
        again = self.session.recheck(verdict)
        if again is not None:
            return self._ask_again(verdict, answer, again)
        question = self.session.next_question(verdict)
        if question is None:
            reason = self.session.end_reason(verdict)
            self.out.print()
            self._say(reason, style="bold green")
            return False
        shown = answer.next_questions[verdict.next_questions.index(question)]
        print_question(self.out, self.session.now.questions + 1, shown, self.locale)
        return self._take(question, shown, verdict)

    def _take(self, question: QuestionAnswer, shown: QuestionOutput, verdict: Verdict) -> bool:
        choices = len(shown.answers) if question.taxonomy else 0
        while True:
            typed = self._read(self._prompt(question, choices), choices)
            if typed is None or typed.reply is Reply.STOP:
                return False
            if typed.reply is Reply.WRONG:
                if self.session.correct(verdict, typed.choice):
                    return True
                self._say("no_such_line", style="yellow")
            elif typed.reply is Reply.WHY:
                print_why(self.out, shown, self.locale)
            elif typed.reply is Reply.UNDO:
                if self.session.undo():
                    return True
                self._say("nothing_to_undo", style="yellow")
            elif self._keep(question, shown, typed):
                return True
            else:
                self._say("unclear_choice" if choices else "unclear", style="yellow")

    def _keep(self, question: QuestionAnswer, shown: QuestionOutput, typed: Answer) -> bool:
        """Keep an answer; False when it does not answer this question."""
        if question.taxonomy:
            if typed.reply is Reply.CHOICE:
                self.session.choose(question, shown.answers[typed.choice])
            elif typed.reply is Reply.UNKNOWN:
                self.session.choose(question, None)
            else:
                return False
        elif typed.reply is Reply.CODES:
            self._keep_codes(question, typed.codes)
        elif typed.reply is Reply.NO and self._is_read_out(question):
            self.session.read_out(question, ())
        elif typed.reply in _STATES:
            self.session.answer(question, _STATES[typed.reply])
        else:
            return False
        return True

    def _keep_codes(self, question: QuestionAnswer, codes: Sequence[str]) -> None:
        """Keep codes: the answer to a read-out, or told in passing while another is asked."""
        if question.observable_id.startswith(_DTC):
            self.session.read_out(question, codes)
        else:
            self.session.tell(codes)

    def _ask_again(self, verdict: Verdict, answer: DiagnoseResponse, key: str) -> bool:
        label = next((item.label for item in answer.recheck if item.id == key), key)
        self.out.print()
        self.out.print(
            Text(text("ask_again", self.locale).format(label=label), style="bold yellow")
        )
        while True:
            typed = self._read(text("prompt_yes_no", self.locale))
            if typed is None or typed.reply is Reply.STOP:
                return False
            if typed.reply in _STATES:
                self.session.confirm(key, _STATES[typed.reply])
                return True
            if typed.reply is Reply.WRONG and self.session.correct(verdict, typed.choice):
                return True
            if typed.reply is Reply.WHY:
                self._say("why_again", style="italic")
            elif typed.reply is not Reply.UNDO:
                self._say("unclear", style="yellow")
            elif self.session.undo():
                return True
            else:
                self._say("nothing_to_undo", style="yellow")

    def _is_read_out(self, question: QuestionAnswer) -> bool:
        """Whether all codes of a test are read at once; later ones are asked one by one."""
        is_whole_test = question.test_gain_bits > question.information_gain_bits
        return is_whole_test and question.observable_id.startswith(_DTC)

    def _prompt(self, question: QuestionAnswer, choices: int) -> str:
        if choices:
            return text("prompt_choice", self.locale)
        key = "prompt_codes" if self._is_read_out(question) else "prompt_yes_no"
        return text(key, self.locale)

    def _read(self, prompt: str, choices: int = 0) -> Answer | None:
        """Return the typed answer; None at the end of the input."""
        self.out.print(Text(f"   {prompt} > "), end="")
        line = sys.stdin.readline()
        if not line:
            self.out.print()
            return None
        if not sys.stdin.isatty() or self.out.record:
            self.out.print(Text(line.strip()))
        return read_answer(line, choices)

    def _say(self, key: str, style: str) -> None:
        self.out.print(Text(text(key, self.locale), style=style))
