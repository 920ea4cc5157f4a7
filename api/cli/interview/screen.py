"""What the interview shows: bars that move, one question at a time, the verdict and the plan."""

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from api.http.schemas.diagnosis import DiagnoseResponse, ObservedOutput
from api.http.schemas.reasoning import QuestionOutput
from api.presenting_reasoning import answer_text
from api.texts import text
from graph.vocabulary import Locale

_SHOWN = 5
_WIDTH = 24
_NEARLY_ALL, _NEXT_TO_NOTHING = 99.9, 0.05
LEVEL_STYLE = {"critical": "bold white on red", "urgent": "bold red", "warning": "yellow"}


def bar(value: float, before: float | None = None, width: int = _WIDTH) -> Text:
    """Return a bar of 0 to 100; what came on top since ``before`` is marked, what went too."""
    filled = round(value / 100 * width)
    old = filled if before is None else round(before / 100 * width)
    grown, lost = max(filled - old, 0), max(old - filled, 0)
    return Text.assemble(
        ("█" * (filled - grown), "cyan"),
        ("█" * grown, "green"),
        ("▒" * lost, "red"),
        ("░" * (width - filled - lost), "dim"),
    )


def percent_text(value: float, locale: Locale) -> str:
    """Return per cent with one decimal and the comma of French; nothing is ever certain."""
    shown = f"{value:.1f} %"
    if value > _NEARLY_ALL:
        shown = "> 99.9 %"
    elif value < _NEXT_TO_NOTHING:
        shown = "< 0.1 %"
    return shown.replace(".", ",") if locale is Locale.FR else shown


def lead(words: str, locale: Locale) -> str:
    """Return words that something follows: with a colon, and the space before it in French."""
    return words + (" : " if locale is Locale.FR else ": ")


def print_standing(
    out: Console, answer: DiagnoseResponse, before: dict[str, float], locale: Locale
) -> dict[str, float]:
    """Print the leading faults with their bars; return the probabilities, for the next time."""
    table = Table.grid(padding=(0, 1))
    now = {item.fault.id: item.probability for item in answer.diagnoses}
    for item in answer.diagnoses[:_SHOWN]:
        level = item.safety_level
        flag = text(level, locale) if level != "normal" else ""
        table.add_row(
            Text(item.fault.label),
            bar(item.probability, before.get(item.fault.id)),
            percent_text(item.probability, locale),
            Text(flag, style=LEVEL_STYLE.get(level, "")),
        )
    shown = sum(item.probability for item in answer.diagnoses[:_SHOWN])
    rest = max(100.0 - shown - answer.unlisted_probability, 0.0)
    for key, value in (("other_faults", rest), ("unlisted", answer.unlisted_probability)):
        table.add_row(
            Text(text(key, locale), style="dim"), bar(value), percent_text(value, locale), ""
        )
    out.print(table)
    if answer.safety.level != "normal":
        out.print(Text(f"⚠ {answer.safety.display}", style=LEVEL_STYLE[answer.safety.level]))
        for action in answer.safety.actions:
            out.print(Text(f"  - {action}", style=LEVEL_STYLE[answer.safety.level]))
    return now


def print_understood(out: Console, answer: DiagnoseResponse, locale: Locale) -> None:
    """Print what the complaint was taken for, so that a misreading is seen at once."""
    out.print(Text(text("understood", locale), style="bold"))
    for place, item in enumerate(answer.observables, start=1):
        taken = item.matched.label if item.matched else "?"
        note = f" ({item.note})" if item.note else ""
        state = text(item.state.value, locale)
        said = "" if item.matched and item.input == item.matched.id else f"{item.input} → "
        out.print(Text(f"   {place}) {said}{taken}: {state}{note}"))
    if not any(item.matched for item in answer.observables):
        out.print(Text(text("no_evidence", locale), style="yellow"))
    out.print()


def print_choices(out: Console, item: ObservedOutput, locale: Locale) -> None:
    """Print what unclear words may mean, to pick from."""
    out.print(Text(text("which_one", locale).format(said=item.input), style="bold"))
    for place, other in enumerate(item.alternatives, start=1):
        out.print(Text(f"   {place}) {other.label}"))


def print_question(out: Console, number: int, question: QuestionOutput, locale: Locale) -> None:
    """Print one question, what it takes, and how to answer it."""
    cost = question.cost
    takes = [text(cost.skill, locale), f"{cost.minutes:g} min"]
    if cost.eur:
        takes.append(f"{cost.eur:g} €")
    takes += cost.tools
    out.print()
    out.print(Text.assemble((f"{number}. ", "bold"), (question.question, "bold")))
    if question.test:
        takes.insert(0, question.test.label)
    out.print(Text(f"   ({' · '.join(takes)})", style="dim"))
    if question.taxonomy:
        for place, value in enumerate(question.answers, start=1):
            said = answer_text(value, question.taxonomy, locale)
            out.print(Text(f"   {place}) {said}"))


def print_why(out: Console, question: QuestionOutput, locale: Locale) -> None:
    """Print what each answer would do, and what the answer is worth."""
    for said in question.why.split(" ; "):
        out.print(Text(f"   → {said}", style="italic"))
    bits = f"{question.test_gain_bits:.2f} bit"
    if locale is Locale.FR:
        bits = bits.replace(".", ",")
    out.print(Text(f"   {text('tells', locale)} {bits}", style="dim"))


def print_end(out: Console, answer: DiagnoseResponse, locale: Locale) -> None:
    """Print the verdict: the cause, the reasons, the plan and what to take along."""
    out.print()
    out.rule(text("verdict", locale))
    if answer.abstains:
        out.print(Text(answer.abstains, style="yellow"))
    for item in answer.diagnoses[:1]:
        low, high = item.probability_interval
        share = percent_text(item.probability, locale)
        interval = f"{text('interval', locale)} {low:.0f}-{high:.0f} %"
        confidence = f"{text('confidence', locale).lower()} {item.confidence:.0f}/100"
        lines = [f"{share} ({interval}), {confidence}", item.description, item.reasoning]
        title = Text(item.fault.label)
        out.print(Panel(Text("\n".join(lines)), title=title, title_align="left"))
    _print_set(out, answer, locale)
    print_together(out, answer, locale)
    print_plan(out, answer, locale)
    if not all(item.reviewed for item in answer.diagnoses[:1]):
        out.print(Text(text("not_reviewed", locale), style="dim italic"))


def print_plan(out: Console, answer: DiagnoseResponse, locale: Locale) -> None:
    """Print the repair plan as a table, then the parts to take along."""
    plan = answer.repair_plan
    doing = plan.now.action or plan.now.check
    said = doing.label if doing else text("specialist", locale)
    out.print(Text.assemble((lead(text(f"now_{plan.now.kind}", locale), locale), "bold"), said))
    if plan.steps:
        table = Table(
            "#",
            text("action", locale),
            text("check_before", locale),
            title=text("plan", locale),
            title_justify="left",
        )
        for key in ("cost", "fixed_after"):
            table.add_column(text(key, locale), justify="right")
        for place, step in enumerate(plan.steps, start=1):
            check = step.check_first.label if step.check_first else "-"
            if step.check_first and step.repair_if:
                check += f" ({text('if', locale)} {text(step.repair_if.value, locale)})"
            again = f" ({text('if_skipped', locale)})" if step.only_if_skipped else ""
            table.add_row(
                str(place),
                Text(step.action.label + again),
                Text(check),
                f"{step.cost_eur:.0f} €",
                percent_text(step.fixed_after, locale),
            )
        out.print(table)
        expected = lead(text("expected_cost", locale), locale)
        out.print(Text(f"{expected}{plan.expected_cost_eur:.0f} €", style="dim"))
    for item in plan.parts:
        if item.hold and item.check_first:
            hold = text("hold_sale", locale)
            part = lead(item.part.label, locale)
            out.print(Text(f"{part}{hold} ({item.check_first.label})"))
    if plan.basket and _may_buy(answer):
        names = ", ".join(node.label for node in plan.basket)
        covers = f"{text('covers', locale)} {percent_text(plan.basket_covers, locale)}"
        out.print(Text(f"{lead(text('basket', locale), locale)}{names} ({covers})"))


def _may_buy(answer: DiagnoseResponse) -> bool:
    """Whether a basket is shown: a cause is named, sales are open, and no part is held back."""
    held = {item.part.id for item in answer.repair_plan.parts if item.hold}
    is_free = held.isdisjoint(node.id for node in answer.repair_plan.basket)
    return answer.abstains is None and answer.safety.sale != "disabled" and is_free


def _print_set(out: Console, answer: DiagnoseResponse, locale: Locale) -> None:
    labels = {item.fault.id: item.fault.label for item in answer.diagnoses}
    names = [labels[key] for key in answer.fault_set.faults if key in labels]
    others = len(answer.fault_set.faults) - len(names)
    if others:
        names.append(f"{text('other_faults', locale)} ({others})")
    elif answer.fault_set.unread:
        names.append(text("other_faults", locale))
    if answer.fault_set.unlisted:
        names.append(text("unlisted", locale))
    out.print(Text(f"{lead(text('fault_set', locale), locale)}{', '.join(names)}"))


def print_together(out: Console, answer: DiagnoseResponse, locale: Locale) -> None:
    """Print several faults at once when that is likeliest, and what only follows from a fault."""
    best = answer.several_faults[:1]
    for item in best:
        if len(item.faults) > 1:
            share = percent_text(item.probability, locale)
            names = " + ".join(item.labels)
            looked_at = "" if answer.several_faults_exact else f", {text('looked_at', locale)}"
            said = lead(text("several_faults", locale), locale)
            out.print(Text(f"{said}{names} ({share}{looked_at})"))
    for consequence in answer.root_and_consequence.consequences:
        finding = lead(consequence.observable.label, locale)
        out.print(Text(finding + consequence.advice, style="dim"))
