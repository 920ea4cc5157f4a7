"""The notifier that posts a signed JSON message to an address.

The receiver checks ``X-Faultgraph-Signature: t=<seconds>,v1=<hex>``: the hex is the HMAC-SHA256 of
``<seconds>.<body>`` with the shared secret. A redirect is never followed: it would take the message
to an address that nobody configured.
"""

import hashlib
import hmac
import json
import logging
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

import urllib3

from engine.notifying.notifier import Notification
from graph.addresses import is_loopback
from graph.errors import ConfigurationError, NotificationError

LOG = logging.getLogger("faultgraph.notify")
SIGNATURE, DELIVERY = "X-Faultgraph-Signature", "X-Faultgraph-Delivery"
_URL_FIELD = "FAULTGRAPH_WEBHOOK_URL"
_AGAIN = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})


@dataclass(frozen=True)
class Patience:
    """How long a delivery is tried.

    Attributes:
        attempts: at most so many, from 1.
        timeout_s: of each, to connect and to be answered.
        first_wait_s: before the second attempt; it doubles before each further one.
        longest_wait_s: bound on one wait.
    """

    attempts: int = 4
    timeout_s: float = 5.0
    first_wait_s: float = 0.5
    longest_wait_s: float = 8.0

    def wait_s(self, attempt: int) -> float:
        """Return the wait after an attempt; the first one is 1."""
        wait: float = self.first_wait_s * 2 ** (attempt - 1)
        return min(wait, self.longest_wait_s)


#: Four attempts within half a minute; the worker that told tries again later.
USUAL = Patience()


class WebhookNotifier:
    """Posts to one address; answers 2xx mean that the message was taken."""

    def __init__(
        self,
        url: str,
        secret: str,
        patience: Patience = USUAL,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Take an address and the secret that signs.

        Raises:
            ConfigurationError: the address is neither https nor on this machine.
        """
        self._url = check_url(url)
        self._secret = secret.encode()
        self._patience = patience
        self._sleep, self._now = sleep, now
        self._pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(total=patience.timeout_s), retries=False
        )

    def notify(self, notification: Notification) -> None:
        """Post the message until it is taken, a few times at most.

        Raises:
            NotificationError: it was refused, or every attempt failed.
        """
        body = json.dumps(asdict(notification), ensure_ascii=False, sort_keys=True).encode()
        outcome = ""
        for attempt in range(1, self._patience.attempts + 1):
            outcome = self._post(body, notification.delivery_id)
            if not outcome:
                return
            LOG.warning("delivery %s, attempt %d: %s", notification.delivery_id, attempt, outcome)
            if attempt < self._patience.attempts:
                self._sleep(self._patience.wait_s(attempt))
        raise _failed(outcome)

    def _post(self, body: bytes, delivery_id: str) -> str:
        """Post once; return "" when it was taken, else why another attempt is worth while.

        Raises:
            NotificationError: another attempt would end the same way.
        """
        seconds = int(self._now())
        headers = {
            "Content-Type": "application/json",
            SIGNATURE: f"t={seconds},v1={signature(self._secret, seconds, body)}",
            DELIVERY: delivery_id,
        }
        try:
            answer = self._pool.request(
                "POST",
                self._url,
                body=body,
                headers=headers,
                redirect=False,
                preload_content=False,  # what it says is of no interest, and may be endless
            )
        except urllib3.exceptions.HTTPError as error:
            return type(error).__name__  # its message repeats the address, which may hold a token
        answer.close()
        if HTTPStatus(200) <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
            return ""
        outcome = f"answered {answer.status}"
        if answer.status in _AGAIN or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return outcome
        raise _failed(outcome)


def signature(secret: bytes, seconds: int, body: bytes) -> str:
    """Return what a receiver must compute itself and compare in constant time."""
    return hmac.new(secret, f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()


def check_url(url: str) -> str:
    """Return the address when messages may be sent there: https, or http on this machine.

    Raises:
        ConfigurationError: it is another one; the error does not repeat it.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - a wrong port raises here
    except ValueError:
        host, parts = "", urlsplit("")
    if host and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))):
        return url
    raise ConfigurationError(
        f"{_URL_FIELD} is neither an https address nor an http address of this machine",
        field=_URL_FIELD,
        fix="use https://host/path, or http://127.0.0.1:port/path",
    )


def _failed(outcome: str) -> NotificationError:
    return NotificationError(
        f"the webhook did not take the message: {outcome}",
        field=_URL_FIELD,
        fix="look at the receiver; the message can be sent again",
        details={"outcome": outcome},
    )
