"""What the queue and its handlers work with: made once at the edge, for a worker or a server."""

from dataclasses import dataclass

from engine.drafting.discovery import DraftWriter
from engine.notifying.notifier import Notifier
from engine.reading import Reader
from graph.embedder import Embedder
from graph.session import Graph
from graph.settings import Settings


@dataclass(frozen=True)
class QueueRules:
    """How events are claimed and tried again.

    Attributes:
        lease_s: seconds that a claim lasts; a worker that takes longer may lose it.
        most_attempts: after which an event dies.
        backoff_s: seconds before the second attempt; doubled before each further one.
        most_backoff_s: longest wait.
    """

    lease_s: int = 60
    most_attempts: int = 8
    backoff_s: float = 1.0
    most_backoff_s: float = 300.0


def queue_rules(settings: Settings) -> QueueRules:
    """Return the rules of the settings."""
    return QueueRules(
        lease_s=settings.event_lease_s,
        most_attempts=settings.event_attempts,
        backoff_s=settings.event_backoff_s,
        most_backoff_s=settings.event_backoff_max_s,
    )


@dataclass(frozen=True)
class Services:
    """What handlers may use.

    Attributes:
        reader: of free text; None: texts are not understood, only searched.
        embedder: None: nothing is encoded.
        writer: of the words of drafts; None: the template's.
        notifier: tells people; at least once, with the event's id as the id of the delivery. None:
            nobody is told.
    """

    graph: Graph
    reader: Reader | None = None
    embedder: Embedder | None = None
    notifier: Notifier | None = None
    rules: QueueRules = QueueRules()
    writer: DraftWriter | None = None
