"""Failure cards on a terminal, in the words of a workshop; trees drawn as text."""

from collections.abc import Iterator

from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from api.http.schemas.cards import (
    CardOutput,
    CardSummary,
    PartOutput,
    StepOutput,
    TreeNodeOutput,
    TreeOutput,
)
from api.texts import text
from graph.vocabulary import Locale


def card_table(cards: list[CardSummary], locale: Locale) -> Table:
    """Return a list of cards."""
    table = Table()
    for key in ("id", "title", "status", "used"):
        table.add_column(text(f"card_{key}", locale), no_wrap=key == "id")
    for card in cards:
        used = f"{text(f'card_level_{card.confidence_level}', locale)} · {card.usage_count}"
        table.add_row(
            card.failure_id, escape(card.title), text(f"card_{card.status}", locale), used
        )
    return table


def card_lines(card: CardOutput, locale: Locale) -> Iterator[str]:
    """Yield a whole card, a line at a time."""
    yield f"[bold]{escape(card.title)}[/bold]"
    yield f"{card.failure_id} · {text(f'card_{card.status}', locale)} · v{card.version}"
    yield text("card_confidence", locale).format(
        score=f"{card.confidence_score:.2f}",
        level=text(f"card_level_{card.confidence_level}", locale),
        used=card.usage_count,
    )
    if card.description:
        yield escape(card.description)
    yield from _listed("card_symptoms", [each.label for each in card.symptoms], locale)
    yield from _listed("card_codes", card.error_codes, locale)
    cause = [card.root_cause] if card.root_cause else []
    yield from _listed("card_cause", cause, locale)
    yield from _numbered("card_checks", card.verification_steps, locale)
    yield from _numbered("card_repair", card.resolution_steps, locale)
    parts = [_part(each, locale) for each in card.required_parts]
    yield from _listed("card_parts", parts, locale)
    if card.estimated_total_cost is not None:
        yield f"{_heading('card_cost', locale)} {card.estimated_total_cost:g} {card.currency}"


def drawn_tree(tree: TreeOutput, locale: Locale) -> Tree:
    """Return a tree drawn as text, each branch with its answer."""
    by_id = {node.node_id: node for node in tree.nodes}
    top = by_id[tree.root_node_id]
    drawn = Tree(_node_text(top, locale))
    _grow(drawn, top, by_id, locale)
    return drawn


def question_text(node: TreeNodeOutput, locale: Locale) -> str:
    """Return what a node asks, with what to do and to beware of."""
    lines = [f"[bold]{escape(node.question or node.node_id)}[/bold]"]
    lines += [escape(node.check_action)] if node.check_action else []
    if node.expected_outcome:
        lines.append(f"{_heading('card_expected', locale)} {escape(node.expected_outcome)}")
    lines += [f"[red]{escape(warning)}[/red]" for warning in node.safety_warnings]
    return "\n".join(lines)


def _grow(
    drawn: Tree, node: TreeNodeOutput, by_id: dict[str, TreeNodeOutput], locale: Locale
) -> None:
    for answer, following in (("yes", node.if_yes), ("no", node.if_no)):
        said = text(f"card_{answer}", locale)
        if following is not None:
            below = by_id[following]
            _grow(drawn.add(f"{said} → {_node_text(below, locale)}"), below, by_id, locale)
        elif node.if_yes or node.if_no:
            drawn.add(f"{said} → {_conclusion(node, locale)}")


def _node_text(node: TreeNodeOutput, locale: Locale) -> str:
    if not (node.if_yes or node.if_no):
        return _conclusion(node, locale)
    return escape(node.question or node.node_id)


def _conclusion(node: TreeNodeOutput, locale: Locale) -> str:
    if node.leads_to_root_cause is not None:
        return f"[green]{escape(node.leads_to_root_cause.label)}[/green]"
    return text("walk_rules_out", locale)


def _part(part: PartOutput, locale: Locale) -> str:
    """Return a part with how many; one that is not always needed says so."""
    said = f"{part.quantity} × {part.label}"  # noqa: RUF001
    return said if part.is_required else f"{said} ({text('card_part_sometimes', locale)})"


def _listed(key: str, items: list[str], locale: Locale) -> Iterator[str]:
    if items:
        yield f"{_heading(key, locale)} {escape(', '.join(items))}"


def _heading(key: str, locale: Locale) -> str:
    return f"[bold]{text(key, locale)}[/bold]" + (" :" if locale is Locale.FR else ":")


def _numbered(key: str, steps: list[StepOutput], locale: Locale) -> Iterator[str]:
    if steps:
        yield f"[bold]{text(key, locale)}[/bold]"
    for step in steps:
        minutes = f" ({step.minutes} min)" if step.minutes else ""
        yield f"  {step.order}. {escape(step.text)}{minutes}"
