"""Around every request: its id, a limit on its body, who changed what, and one line in the log."""

import logging
import secrets
import time

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth.addresses import template_of
from api.auth.auditing import note_answer
from api.http.errors import problem, unexpected
from api.http.refusals import TooLargeError

LOG = logging.getLogger("faultgraph.http")


class RequestGuard:
    """Gives each request an id, bounds its body, answers HEAD as GET, and logs it.

    The log line holds no query string and no body: both may carry a VIN or words of a user.
    """

    def __init__(self, app: ASGIApp, max_body_bytes: int) -> None:
        """Wrap the application."""
        self._app = app
        self._limit = max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body up to the limit, hand over, and log what came of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        method = scope["method"]
        request_id = "req_" + secrets.token_hex(8)
        scope = {**scope, "method": "GET" if method == "HEAD" else method}
        scope["state"] = {**scope.get("state", {}), "request_id": request_id}
        status = 0

        async def send_out(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                await note_answer(scope, status)
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            elif method == "HEAD":
                message = {**message, "body": b""}
            await send(message)

        try:
            await self._answer(scope, receive, send_out)
        except Exception as error:  # noqa: BLE001 - the server would log its message
            response = unexpected(Request(scope), error)
            if not status:
                await response(scope, receive, send_out)
        spent_ms = (time.perf_counter() - started) * 1000
        LOG.info(
            "%s %s %d %.0f ms %s",
            method,
            template_of(scope) or "(no route)",
            status,
            spent_ms,
            request_id,
        )

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await self._read(receive)
        if body is None:
            await self._refuse(scope, receive, send)
            return
        scope["state"]["body"] = body  # an error is told in the language that it names
        messages = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return messages.pop() if messages else await receive()

        await self._app(scope, replay, send)

    async def _read(self, receive: Receive) -> bytes | None:
        body = b""
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return body
            part: bytes = message.get("body", b"")
            body += part
            if len(body) > self._limit:
                return None
            if not message.get("more_body", False):
                return body

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        error = TooLargeError(
            f"the body is larger than {self._limit} bytes",
            fix="send less, or raise FAULTGRAPH_MAX_BODY_KB",
            key="body.too_large",
            values={"bytes": self._limit},
        )
        response = problem(Request(scope), error, {"Connection": "close"})
        await response(scope, receive, send)
