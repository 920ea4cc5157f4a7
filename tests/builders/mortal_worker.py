"""A worker that kills itself, as by ``kill -9``, at drawn points of its work; run as a program.

The points lie where a real kill hurts most: after a claim, between the halves of a handler, inside
the transaction after everything was written, and right after its commit.
"""

import os
import random
import signal
import sys
from typing import Any

from engine.events import processing
from engine.events.claiming import ClaimedEvent, new_worker_id
from engine.events.handler import Handler, Work
from engine.events.handlers import HANDLERS
from engine.events.services import QueueRules, Services
from graph.session import Transaction, open_graph

#: A claim lasts one second, so that what a dead worker had is soon taken over.
RULES = QueueRules(lease_s=1, most_attempts=1000, backoff_s=0.05, most_backoff_s=0.5)


class Fate:
    """Ends the process now and then."""

    def __init__(self, seed: int, probability: float) -> None:
        """Draw from ``seed``."""
        self._drawn = random.Random(seed)  # noqa: S311 - repeatable
        self._probability = probability

    def strike(self) -> None:
        """Kill this process with the probability of one point."""
        if self._drawn.random() < self._probability:
            os.kill(os.getpid(), signal.SIGKILL)

    def over(self, handler: Handler) -> Handler:
        """Return the handler with points before, between and after its halves."""

        def prepare(services: Services, event: ClaimedEvent) -> Any:
            self.strike()
            prepared = handler.prepare(services, event)
            self.strike()
            return prepared

        def apply(tx: Transaction, work: Work, prepared: Any) -> dict[str, Any]:
            self.strike()
            result = handler.apply(tx, work, prepared)
            self.strike()
            return result

        return Handler(apply, prepare, handler.failed)


def main(seed: int, probability: float) -> None:
    """Work until killed, by itself or by another."""
    fate = Fate(seed, probability)
    handlers = {kind: fate.over(handler) for kind, handler in HANDLERS.items()}
    environment = os.environ
    address = (
        environment["NEO4J_URI"],
        environment["NEO4J_USERNAME"],
        environment["NEO4J_PASSWORD"],
    )
    with open_graph(*address) as graph:
        services, worker = Services(graph, rules=RULES), new_worker_id()
        stopping = False

        def stop(*_: object) -> None:
            nonlocal stopping
            stopping = True

        signal.signal(signal.SIGTERM, stop)
        while not stopping:
            step = processing.process_next(services, worker, limit=3, handlers=handlers)
            fate.strike()
            if step.is_empty:
                signal.sigtimedwait([], 0.05)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
