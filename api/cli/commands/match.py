"""``faultgraph match``: failure cards for a complaint, codes and a vehicle; and their index."""

from typing import Annotated

import typer
from rich.console import Group
from rich.panel import Panel
from rich.text import Text

from api.cli.commands.diagnose import reported
from api.cli.output import console, print_json, wants_json
from api.connection import connect, open_reader
from api.http.schemas.matching import CardMatchOutput, MatchResponse
from api.matching_texts import matching_text
from api.presenting_matching import match_output, ticket_match_output
from engine.cards.reindexing import reindex_cards
from engine.clock import time_of_write
from engine.embedding import make_embedder
from engine.matching.match import MatchRequest, RankBy, match_cards
from engine.matching.ticket import match_ticket
from graph.errors import InvalidInputError
from graph.settings import load_settings
from graph.vocabulary import EvidenceState, Locale
from migrations.vector_index import check_model

Found = Annotated[
    list[str] | None, typer.Argument(help="Complaint in words and trouble codes, in any mix.")
]
AsJson = Annotated[
    bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
]


def match(  # noqa: PLR0913, PLR0917 - each is one option of the command
    findings: Found = None,
    make: Annotated[str | None, typer.Option(help="Make of the vehicle.")] = None,
    model: Annotated[str | None, typer.Option(help="Model of the vehicle.")] = None,
    ticket: Annotated[
        str | None, typer.Option(help="Match this ticket and store the suggestions.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=50, help="Most matches shown.")] = 5,
    rank_by: Annotated[RankBy, typer.Option(help="What they are ordered by.")] = RankBy.MATCH_SCORE,
    locale: Annotated[Locale | None, typer.Option(help="fr or en.")] = None,
    *,
    include_pending: Annotated[
        bool, typer.Option("--include-pending", help="Also cards that wait for an expert.")
    ] = False,
    all_stages: Annotated[
        bool, typer.Option("--all-stages", help="Run every stage, also where one is sure.")
    ] = False,
    as_json: AsJson = None,
) -> None:
    """Find the failure cards that match, with the reasons for every score."""
    settings = load_settings()
    language = locale or Locale(settings.locale)
    said = reported(findings, EvidenceState.PRESENT)
    request = MatchRequest(
        symptom_text=". ".join(item.text for item in said if item.text),
        error_codes=tuple(item.code for item in said if item.code),
        vehicle_make=make,
        vehicle_model=model,
        limit=limit,
        rank_by=rank_by,
        include_pending=include_pending,
        all_stages=all_stages,
    )
    now = time_of_write()
    with connect(settings) as graph:
        reader = open_reader(graph, make_embedder(settings.embedder))
        if ticket is not None:
            stored = match_ticket(graph, reader, ticket, settings.garage_id, now)
            _show(
                ticket_match_output(stored, ticket, now, language, "cli"), language, as_json=as_json
            )
            return
        _require_something(request)
        answer = match_output(match_cards(graph, reader, request), rank_by, language, "cli")
    _show(answer, language, as_json=as_json)


def cards_index() -> None:
    """Give every failure card the keywords and the vector of its words; only what differs."""
    settings = load_settings()
    embedder = make_embedder(settings.embedder)
    with connect(settings) as graph:
        check_model(graph, embedder)
        done = reindex_cards(graph, embedder)
    print_json({"cards": done.cards, "written": done.written})


def _require_something(request: MatchRequest) -> None:
    if not (request.symptom_text or request.error_codes):
        raise InvalidInputError(
            "there is nothing to match",
            field="findings",
            fix='give words or codes, for example: faultgraph match "unstable idle" P0171',
            key="match.nothing",
        )


def _show(answer: MatchResponse, locale: Locale, *, as_json: bool | None) -> None:
    if wants_json(as_json):
        print_json(answer.model_dump(mode="json"))
        return
    if answer.degraded:
        console().print(Text(answer.degraded, style="yellow"))
    if not answer.matches:
        console().print(matching_text("no_match", locale))
    for item in answer.matches:
        console().print(_panel(item, locale))


def _panel(item: CardMatchOutput, locale: Locale) -> Panel:
    lines = [
        Text.assemble((f"{line.contribution:+.3f} ", "bold"), line.text)
        for line in item.explanation
    ]
    if item.calibrated_probability is not None:
        likely = matching_text("calibrated_probability", locale)
        percent = f"{100 * item.calibrated_probability:.0f}"
        lines.append(Text(likely.format(value=percent), style="dim"))
    title = f"{item.rank}. {item.title}  {item.match_score:.3f} ({item.match_type})"
    return Panel(Group(*lines), title=title, subtitle=item.failure_id, title_align="left")
