"""Work the queue off: some events now, or all of them for as long as the process lives (E5)."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from engine.events.claiming import new_worker_id
from engine.events.processing import Handled, Processed, process_next
from engine.events.services import Services
from graph.errors import DatabaseError, DatabaseUnavailableError, QueryTimeoutError

LOG = logging.getLogger("faultgraph.events")
#: Events that a worker claims at once; few, so that a slow one does not hold the others up.
_AT_ONCE = 4
_LONGEST_WAIT_S = 30.0
_BROKEN = (DatabaseUnavailableError, DatabaseError, QueryTimeoutError)


@dataclass(frozen=True)
class Worked:
    """What was done.

    Attributes:
        handled: every attempt, in order.
        unhandled: events that nothing handles; they are done.
        dead: ids of events whose last worker did not finish.
    """

    handled: tuple[Handled, ...] = ()
    unhandled: int = 0
    dead: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Return how many events were looked at."""
        return len(self.handled) + self.unhandled + len(self.dead)

    def counts(self) -> dict[str, int]:
        """Return how many ended in each state."""
        found = Counter(each.status for each in self.handled)
        found["processed"] += self.unhandled
        found["dead"] += len(self.dead)
        return {name: found[name] for name in ("processed", "pending", "dead", "lost")}

    def and_then(self, step: Processed) -> "Worked":
        """Return this with one more look at the queue."""
        return Worked(
            self.handled + step.handled, self.unhandled + step.unhandled, self.dead + step.dead
        )


def work_off(
    services: Services, limit: int, *, garage_id: str | None = None, seconds: float = 20.0
) -> Worked:
    """Handle up to ``limit`` events now, and stop when none can be, or time is over."""
    worker, done = new_worker_id(), Worked()
    until = time.monotonic() + seconds
    while done.total < limit and time.monotonic() < until:
        few = min(_AT_ONCE, limit - done.total)
        step = process_next(services, worker, garage_id=garage_id, limit=few)
        if step.is_empty:
            break
        done = done.and_then(step)
    return done


def _silent(_step: Processed) -> None:
    return None


@dataclass
class Worker:
    """Handles events until it is told to stop; several may run at once, anywhere.

    What it is handling when it is told is finished first. When the database does not answer it
    waits, longer each time, and goes on.

    Attributes:
        poll_s: seconds between two looks at an empty queue.
        told: is given what each look did.
    """

    services: Services
    poll_s: float = 1.0
    told: Callable[[Processed], None] = _silent
    stopping: threading.Event = field(default_factory=threading.Event)
    id: str = field(default_factory=new_worker_id)

    def stop(self) -> None:
        """Ask it to end after what it is doing; safe in a signal handler."""
        self.stopping.set()

    def run(self) -> None:
        """Work until ``stop``."""
        broken = 0
        while not self.stopping.is_set():
            try:
                step = process_next(self.services, self.id, limit=_AT_ONCE)
            except _BROKEN as error:
                broken += 1
                LOG.warning("the queue cannot be read: %s", error.code)
                self.stopping.wait(min(_LONGEST_WAIT_S, self.poll_s * 2.0 ** min(broken, 16)))
                continue
            broken = 0
            self.told(step)
            if step.is_empty:
                self.stopping.wait(self.poll_s)
