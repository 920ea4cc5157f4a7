"""What the safety gate shows on a terminal: one panel a mechanic reads at a glance."""

from rich.console import Console, Group
from rich.panel import Panel
from rich.text import Text

from api.http.schemas.reasoning import SafetyOutput
from api.texts import text
from graph.vocabulary import Locale

_STYLES = {"critical": "bold white on red", "urgent": "bold dark_orange", "warning": "yellow"}


def print_safety(out: Console, safety: SafetyOutput, locale: Locale) -> None:
    """Print level, driving, what to do, what may be sold and why; nothing when all is normal."""
    if safety.level == "normal":
        return
    style = _STYLES[safety.level]
    lines = [Text(f"{safety.driving} · {text(f'sale_{safety.sale}', locale)}", style=style)]
    lines += [Text(f"- {action}") for action in safety.actions]
    behind = ", ".join(safety.because_labels)
    lines.append(Text(f"{text('because', locale)} ({safety.probability:.0f} %): {behind}", "dim"))
    title = Text(f" {safety.display} ", style=style)
    out.print(Panel(Group(*lines), title=title, title_align="left", border_style=style))
