"""What handlers of events work with, from what a server or a worker has open."""

from engine.drafting.making import make_draft_writer
from engine.events.services import Services, queue_rules
from engine.notifying.choosing import make_notifier
from engine.reading import Reader
from graph.embedder import Embedder
from graph.session import Graph
from graph.settings import Settings


def event_services(
    settings: Settings, graph: Graph, reader: Reader, embedder: Embedder
) -> Services:
    """Return the services of the settings."""
    return Services(
        graph=graph,
        reader=reader,
        embedder=embedder,
        notifier=make_notifier(settings),
        rules=queue_rules(settings),
        writer=make_draft_writer(settings),
    )
