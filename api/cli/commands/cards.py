"""``faultgraph cards``: failure cards, their trees and the steps of their life (F1, F2)."""

from pathlib import Path
from typing import Annotated

import typer
import yaml
from pydantic import ValidationError

from api.card_bodies import content_of_body
from api.card_index import index_of_card
from api.cli.card_screen import card_lines, card_table, drawn_tree, question_text
from api.cli.output import console, print_json, wants_json
from api.cli.principal import local_principal
from api.connection import connect
from api.http.schemas.card_content import CardBody
from api.http.schemas.cards import CardResponse, CardSummary, WalkResponse
from api.presenting_cards import card_response, card_summary, tree_output, walk_response
from api.texts import text
from engine.cards.changing import Changing
from engine.cards.finding import StoredCard, find_card
from engine.cards.listing import CardFilter, list_cards, search_cards
from engine.cards.transitions import move_card
from engine.cards.tree import tree_of, walk
from engine.cards.writing import Making, create_card
from engine.clock import time_of_write
from engine.embedding import make_embedder
from graph.errors import InvalidInputError
from graph.settings import Settings, load_settings
from graph.vocabulary import Locale
from graph.vocabulary_records import CardAction, CardStatus

app = typer.Typer(help="Failure cards: list, show, walk their trees, write and publish.")
CardId = Annotated[str, typer.Argument(help="Id of the card.")]
LocaleOption = Annotated[Locale | None, typer.Option(help="fr or en.")]
NoteOption = Annotated[str | None, typer.Option(help="What the history keeps of why.")]
VersionOption = Annotated[
    int | None, typer.Option(min=1, help="The version that you saw; default: the one there is.")
]
AsJson = Annotated[
    bool | None, typer.Option("--json/--table", help="Default: words on a terminal.")
]


@app.command("list")
def list_command(  # noqa: PLR0913, PLR0917 - each is one option of the command
    words: Annotated[str | None, typer.Argument(help="Words of title and description.")] = None,
    status: Annotated[
        CardStatus, typer.Option(help="Only with this status.")
    ] = CardStatus.APPROVED,
    fault: Annotated[str | None, typer.Option(help="Id of the fault that it resolves.")] = None,
    code: Annotated[str | None, typer.Option(help="A trouble code of its signature.")] = None,
    make: Annotated[str | None, typer.Option(help="A make that it holds for.")] = None,
    model: Annotated[str | None, typer.Option(help="A model that it holds for.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many.")] = 20,
    locale: LocaleOption = None,
    *,
    as_json: AsJson = None,
) -> None:
    """List cards by id, or the nearest to some words first."""
    settings = load_settings()
    who, language = local_principal(settings), _language(locale, settings)
    wanted = CardFilter((status,), fault_id=fault, error_code=code, make=make, model=model)
    with connect(settings) as graph:
        if words:
            page = search_cards(graph, who, words, wanted, limit)
        else:
            page = list_cards(graph, who, wanted, limit)
    cards = [CardSummary(**card_summary(card, language)) for card in page.cards]
    if wants_json(as_json):
        print_json({"cards": [card.model_dump(mode="json") for card in cards]})
        return
    console().print(card_table(cards, language))


@app.command()
def show(card_id: CardId, locale: LocaleOption = None, *, as_json: AsJson = None) -> None:
    """Show a card in the words of a workshop, with its tree drawn."""
    settings = load_settings()
    with connect(settings) as graph:
        card = find_card(graph, local_principal(settings), card_id)
    _print(card, _language(locale, settings), changed=False, as_json=as_json)


@app.command("walk")
def walk_command(
    card_id: CardId,
    node: Annotated[str | None, typer.Option(help="The question; default: the first.")] = None,
    answer: Annotated[str | None, typer.Option(help="yes or no.")] = None,
    locale: LocaleOption = None,
    *,
    as_json: AsJson = None,
) -> None:
    """Ask the questions of a card's tree one by one; with --node, take a single step."""
    settings = load_settings()
    language = _language(locale, settings)
    with connect(settings) as graph:
        card = find_card(graph, local_principal(settings), card_id)
    step = _walked(card, node, _known_answer(answer), language)
    if wants_json(as_json):
        print_json(step.model_dump(mode="json"))
        return
    _ask_on(card, step, language, alone=node is not None)


@app.command()
def create(
    file: Annotated[Path, typer.Argument(help="YAML or JSON, as the body of the interface.")],
    locale: LocaleOption = None,
    *,
    as_json: AsJson = None,
) -> None:
    """Write a draft from a file; what the graph does not have is refused by its field."""
    settings = load_settings()
    content = content_of_body(_body(file))
    embedder = make_embedder(settings.embedder)
    with connect(settings) as graph:
        index = index_of_card(content, embedder, graph)
        making = Making(local_principal(settings), time_of_write(), index=index)
        made = graph.write_unit(lambda tx: create_card(tx, content, making))
        card = find_card(graph, making.principal, made)
    _print(card, _language(locale, settings), changed=True, as_json=as_json)


@app.command()
def submit(
    card_id: CardId,
    version: VersionOption = None,
    note: NoteOption = None,
    locale: LocaleOption = None,
    *,
    as_json: AsJson = None,
) -> None:
    """Submit a draft for review."""
    _step(card_id, CardAction.SUBMIT, version, note, locale, as_json=as_json)


@app.command()
def approve(
    card_id: CardId,
    version: VersionOption = None,
    note: NoteOption = None,
    locale: LocaleOption = None,
    *,
    as_json: AsJson = None,
) -> None:
    """Publish a card under review."""
    _step(card_id, CardAction.APPROVE, version, note, locale, as_json=as_json)


@app.command()
def reject(
    card_id: CardId,
    reason: Annotated[str, typer.Argument(help="What the author is to change.")],
    version: VersionOption = None,
    locale: LocaleOption = None,
    *,
    as_json: AsJson = None,
) -> None:
    """Send a card under review back to its author."""
    _step(card_id, CardAction.REJECT, version, reason, locale, as_json=as_json)


@app.command()
def deprecate(
    card_id: CardId,
    version: VersionOption = None,
    note: NoteOption = None,
    locale: LocaleOption = None,
    *,
    as_json: AsJson = None,
) -> None:
    """Withdraw an approved card."""
    _step(card_id, CardAction.DEPRECATE, version, note, locale, as_json=as_json)


@app.command()
def revise(
    card_id: CardId,
    version: VersionOption = None,
    note: NoteOption = None,
    locale: LocaleOption = None,
    *,
    as_json: AsJson = None,
) -> None:
    """Make a draft of a published card, to change it."""
    _step(card_id, CardAction.REVISE, version, note, locale, as_json=as_json)


def _step(
    card_id: str,
    action: CardAction,
    version: int | None,
    note: str | None,
    locale: Locale | None,
    *,
    as_json: bool | None,
) -> None:
    settings = load_settings()
    who = local_principal(settings)
    with connect(settings) as graph:
        seen = version or find_card(graph, who, card_id).version
        changing = Changing(who, seen, time_of_write(), note=note)
        changed = graph.write_unit(lambda tx: move_card(tx, card_id, action, changing))
        card = find_card(graph, who, card_id)
    _print(card, _language(locale, settings), changed=changed, as_json=as_json)


def _print(card: StoredCard, locale: Locale, *, changed: bool, as_json: bool | None) -> None:
    answer: CardResponse = card_response(card, locale, "cli", changed=changed)
    if wants_json(as_json):
        print_json(answer.model_dump(mode="json"))
        return
    for line in card_lines(answer.card, locale):
        console().print(line)
    if card.tree is not None:
        console().print(drawn_tree(tree_output(card, card.tree, locale), locale))


def _walked(card: StoredCard, node: str | None, answer: str | None, locale: Locale) -> WalkResponse:
    tree = tree_of(card)
    return walk_response(card, tree, walk(tree, node, answer), locale, "cli")


def _ask_on(card: StoredCard, step: WalkResponse, locale: Locale, *, alone: bool) -> None:
    """Print a step; ask on until the walk ends, unless one step was asked for."""
    while step.node is not None:
        console().print(question_text(step.node, locale))
        if alone:
            return
        step = _walked(card, step.node.node_id, _asked_answer(locale), locale)
    if step.conclusion is not None:
        console().print(step.conclusion.message, markup=False)


def _asked_answer(locale: Locale) -> str:
    """Ask until the answer is yes or no in the reader's language; nothing is not an answer."""
    words = {answer: text(f"card_{answer}", locale) for answer in ("yes", "no")}
    while True:
        said = str(typer.prompt(" / ".join(words.values()))).strip().casefold()
        for answer, word in words.items():
            if said in {answer, word, word[0]}:
                return answer


def _known_answer(answer: str | None) -> str | None:
    if answer in {None, "yes", "no"}:
        return answer
    raise InvalidInputError("an answer is yes or no", field="--answer", fix="give yes or no")


def _body(file: Path) -> CardBody:
    try:
        return CardBody.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InvalidInputError(
            f"{file.name} cannot be read", field="file", fix="give a YAML or JSON file in UTF-8"
        ) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InvalidInputError(first["msg"], field=place, fix=f"correct {place}") from error


def _language(locale: Locale | None, settings: Settings) -> Locale:
    return locale or Locale(settings.locale)
