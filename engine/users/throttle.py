"""Slow down whoever guesses passwords: each further failure takes longer to try again.

It lives in the memory of one process, as the server is one; a restart forgets it.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from engine.users.errors import TooManyAttemptsError


@dataclass(frozen=True)
class Limit:
    """How many failures are free, and how long one waits after that.

    Attributes:
        free: failures without a wait.
        most_s: longest wait; it starts with a second and doubles with each failure.
    """

    free: int
    most_s: float


#: One name tried from one address; one name from anywhere (short waits: nobody shall be able to
#: lock somebody else out for long); one address with any names.
PAIR, NAME, ADDRESS = Limit(4, 900.0), Limit(20, 30.0), Limit(20, 900.0)
#: Without a further failure for so long, all is forgotten.
_FORGET_S = 3600.0
_MOST_KEPT = 20_000


class LoginThrottle:
    """Counts attempts before they are made, so that many at once are not free."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with nothing counted."""
        self._clock = clock
        self._lock = threading.Lock()
        self._failures: OrderedDict[tuple[str, str], tuple[int, float]] = OrderedDict()

    def attempt(self, username: str, address: str) -> None:
        """Count an attempt; ``succeeded`` takes it back.

        Raises:
            TooManyAttemptsError: it is too early for another one.
        """
        now = self._clock()
        with self._lock:
            wait = max(self._wait(key, limit, now) for key, limit in _keys(username, address))
            if wait > 0:
                raise _too_early(wait)
            for key, _ in _keys(username, address):
                self._count(key, now)

    def succeeded(self, username: str, address: str) -> None:
        """Forget the failures of a name from an address, and this attempt of the address."""
        with self._lock:
            for key, _ in _keys(username, address)[:2]:
                self._failures.pop(key, None)
            shared = ("", address)
            count, at = self._failures.get(shared, (0, 0.0))
            self._failures[shared] = (max(count - 1, 0), at)

    def _wait(self, key: tuple[str, str], limit: Limit, now: float) -> float:
        count, at = self._failures.get(key, (0, 0.0))
        if now - at > _FORGET_S:
            self._failures.pop(key, None)
            return 0.0
        over = count - limit.free
        pause = min(2.0 ** min(over, 30), limit.most_s) if over >= 0 else 0.0
        return at + pause - now if count else 0.0

    def _count(self, key: tuple[str, str], now: float) -> None:
        count, _ = self._failures.pop(key, (0, 0.0))
        self._failures[key] = (count + 1, now)  # the latest last
        while len(self._failures) > _MOST_KEPT:
            self._failures.popitem(last=False)


def _keys(username: str, address: str) -> tuple[tuple[tuple[str, str], Limit], ...]:
    return (((username, address), PAIR), ((username, ""), NAME), (("", address), ADDRESS))


def _too_early(wait_s: float) -> TooManyAttemptsError:
    seconds = max(1, int(wait_s + 0.999))
    return TooManyAttemptsError(
        f"too many attempts: try again in {seconds} s",
        fix="wait, then try again; an administrator can set a new password",
        details={"retry_after_s": seconds},
        key="login.too_many",
        values={"seconds": seconds},
    )
