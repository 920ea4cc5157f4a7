"""``faultgraph knowledge``: status, review, restore and the audit log."""

from typing import Annotated, Any

import typer
from rich.table import Table

from api.cli.commands.knowledge_coverage import coverage
from api.cli.output import console, print_json, wants_json
from api.connection import connect
from api.presenting_governance import present_decision, present_entry
from engine.governing.deciding import (
    change_node_status,
    change_relationship_status,
    restore_node,
    review_node,
)
from engine.governing.entries import Decided, Decision
from engine.governing.log import LogQuery, read_log
from engine.principal import SEES_ALL
from graph.settings import load_settings
from graph.vocabulary import KnowledgeStatus
from graph.vocabulary_records import AuditAction

app = typer.Typer(
    help="Decide on knowledge: status, review, restore; and see how much there is.",
    no_args_is_help=True,
)
app.command()(coverage)
Entity = Annotated[str, typer.Argument(help="Id of a node, or relation_id (rel_…).")]
NodeId = Annotated[str, typer.Argument(help="Id of a node.")]
User = Annotated[str, typer.Option("--user", help="Who decides.")]
Note = Annotated[str | None, typer.Option("--note", help="Why, for the audit log.")]
Expected = Annotated[
    int, typer.Option("--expected-version", min=1, help="Version that you saw; another is refused.")
]
AsJson = Annotated[
    bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
]


@app.command()
def status(
    entity: Entity,
    new_status: Annotated[KnowledgeStatus, typer.Argument(metavar="STATUS", help="New status.")],
    *,
    user: User,
    expected_version: Expected,
    note: Note = None,
    as_json: AsJson = None,
) -> None:
    """Move a node or a relationship along draft, review, active, deprecated."""
    decision = Decision(user, expected_version, note, SEES_ALL)
    with connect(load_settings()) as graph:
        if entity.startswith("rel_"):
            decided = change_relationship_status(graph, entity, new_status, decision)
        else:
            decided = change_node_status(graph, entity, new_status, decision)
    _tell(decided, as_json)


@app.command()
def review(
    node_id: NodeId,
    *,
    user: User,
    expected_version: Expected,
    note: Note = None,
    as_json: AsJson = None,
) -> None:
    """Note who reviewed a node, and when."""
    with connect(load_settings()) as graph:
        decided = review_node(graph, node_id, Decision(user, expected_version, note, SEES_ALL))
    _tell(decided, as_json)


@app.command()
def restore(
    node_id: NodeId,
    graph_version: Annotated[int, typer.Argument(help="Graph version whose state comes back.")],
    *,
    user: User,
    expected_version: Expected,
    note: Note = None,
    as_json: AsJson = None,
) -> None:
    """Bring back the state that a node had at a graph version, as its new version."""
    decision = Decision(user, expected_version, note, SEES_ALL)
    with connect(load_settings()) as graph:
        decided = restore_node(graph, node_id, graph_version, decision)
    _tell(decided, as_json)


@app.command()
def audit(
    entity: Annotated[str | None, typer.Argument(help="Only of this node or relationship.")] = None,
    *,
    action: Annotated[AuditAction | None, typer.Option(help="Only this kind of change.")] = None,
    user: Annotated[str | None, typer.Option(help="Only by this user.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="Most entries shown.")] = 50,
    as_json: AsJson = None,
) -> None:
    """Show who changed what, the latest first."""
    with connect(load_settings()) as graph:
        page = read_log(graph, LogQuery(entity, action, user, limit=limit, sight=SEES_ALL))
    entries = [present_entry(entry) for entry in page.entries]
    if wants_json(as_json):
        print_json({"graph_version": str(page.graph_version), "entries": entries})
        return
    table = Table("when", "who", "what", "change", "from", "to")
    for entry in entries:
        table.add_row(*_row(entry))
    console().print(table)


def _row(entry: dict[str, Any]) -> tuple[str, ...]:
    old, new = (
        ", ".join(f"{k}={v}" for k, v in entry[x].items()) for x in ("old_data", "new_data")
    )
    return (
        entry["created_at"][:19],
        entry["user_id"] or "",
        entry["entity_id"],
        entry["action"],
        old,
        new,
    )


def _tell(decided: Decided, as_json: bool | None) -> None:
    answer = present_decision(decided)
    if wants_json(as_json):
        print_json(answer)
        return
    done = "" if decided.changed else " (as before)"
    console().print(
        f"{decided.entity_id}: {decided.status}, version {decided.version}, "
        f"graph version {decided.graph_version}{done}"
    )
