"""What an action names in the graph: cards, faults, observables; all of it must be there."""

from collections.abc import Iterable, Iterator

from cypher.library import query
from cypher.rows.repair import ListKnownIdsRow
from engine.repairs.form import ActionForm, Tried
from graph.errors import NotFoundError
from graph.session import Transaction
from graph.vocabulary import Label

LIST_KNOWN_IDS = query("repair/list_known_ids", ListKnownIdsRow)
_SHOWN = 80
Named = tuple[str, str, Label]


def check_references(tx: Transaction, form: ActionForm) -> frozenset[str]:
    """Return the ids of steps that are nodes of a card's tree, once all that is named exists.

    Raises:
        NotFoundError: a card, fault or observable does not exist; the error names the field.
    """
    named = list(_named(form))
    steps = [step for item in form.attempts if (step := item.values.get("step_id"))]
    wanted = sorted({name for _, name, _ in named} | set(steps))
    found = tx.run(LIST_KNOWN_IDS, ids=wanted)[0].known if wanted else []
    labels = {item["id"]: set(item["labels"]) for item in found}
    for field, name, label in named:
        if label.value not in labels.get(name, ()):
            raise unknown_reference(field, name, label)
    return frozenset(
        step for step in steps if Label.DIAGNOSTIC_NODE.value in labels.get(step, set())
    )


def unknown_reference(field: str, name: str, label: Label) -> NotFoundError:
    """Return the error of something that an action or a part names and that is not there."""
    return NotFoundError(
        f"there is no {label.value} {name[:_SHOWN]!r}",
        field=field,
        fix="search it with `GET /api/knowledge-graph/nodes/search`, or leave it out",
        key="action.no_such",
        values={"label": label.value, "id": name[:_SHOWN]},
    )


def _named(form: ActionForm) -> Iterator[Named]:
    used = form.values.get("failure_card_used")
    if used:
        yield "failure_card_used", used, Label.FAILURE_CARD
    for name in ("failure_cards_suggested", "failure_cards_viewed"):
        for place, card_id in enumerate(form.values.get(name) or ()):
            yield f"{name}.{place}", card_id, Label.FAILURE_CARD
    yield from _named_by("attempted_diagnostics", form.attempts)
    yield from _named_by("rejected_hypotheses", form.rejections)


def _named_by(field: str, tried: Iterable[Tried]) -> Iterator[Named]:
    for place, item in enumerate(tried):
        if item.fault_id:
            yield f"{field}.{place}.fault_id", item.fault_id, Label.FAULT
        if item.observable_id:
            yield f"{field}.{place}.observable_id", item.observable_id, Label.OBSERVABLE
