"""An explained diagnosis on a terminal, for a technician."""

from rich.console import Console, Group
from rich.panel import Panel
from rich.text import Text

from api.http.schemas.explained import ExplainedDiagnosis, ExplainedResponse
from api.presenting_remedies import duration_text
from api.texts import text
from graph.vocabulary import Locale

#: Faults that are explained in full.
_SHOWN = 2


def print_explained(out: Console, answer: ExplainedResponse, locale: Locale) -> None:
    """Print why the first faults, how to check them, how soon to repair and what it takes."""
    for item in answer.diagnoses[:_SHOWN]:
        title = f"{item.rank}. {item.fault.label}  {item.probability:.0f} %"
        out.print(Panel(Group(*_lines(item, locale)), title=title, title_align="left"))


def _lines(item: ExplainedDiagnosis, locale: Locale) -> list[Text]:
    lines = [Text(item.formatted_output.summary)]
    lines += _list("html_why", [step.statement for step in item.reasoning.trace], locale)
    check = item.verification
    words = [check.quick_test, check.visual_check, check.tool_required]
    hard = text(f"difficulty_{check.difficulty}", locale)
    lines += _list("html_check", [*filter(None, words), f"{check.estimated_time}, {hard}"], locale)
    lines += _list("html_urgency", [item.urgency.label, item.urgency.reason], locale)
    causes = [f"{each.cause.label}. {each.explanation}" for each in item.root_causes[:3]]
    lines += _list("html_causes", causes, locale)
    actions = [f"{each.label} ({duration_text(each.duree_minutes)})" for each in item.actions]
    lines += _list("html_actions", actions, locale)
    parts = [f"{part.label} ({text(f'sale_{part.sale}', locale)})" for part in item.parts]
    lines += _list("html_parts", parts, locale)
    lines.append(Text(text(f"diy_{item.parts_involved.diy_feasibility}", locale), style="italic"))
    return lines


def _list(key: str, entries: list[str], locale: Locale) -> list[Text]:
    if not entries:
        return []
    return [Text(text(key, locale), style="bold"), *(Text(f"  - {entry}") for entry in entries)]
