"""Request ids and a limit on the size of bodies, before anything is parsed."""

import json
import secrets

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class RequestGuard:
    """Gives each request an id and refuses bodies above ``max_body_bytes``."""

    def __init__(self, app: ASGIApp, max_body_bytes: int) -> None:
        """Wrap the application."""
        self._app = app
        self._limit = max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body up to the limit, then hand over."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = "req_" + secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        body = await self._read(receive)
        if body is None:
            await self._refuse(send_with_id, request_id)
            return
        messages = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return messages.pop() if messages else await receive()

        await self._app(scope, replay, send_with_id)

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

    async def _refuse(self, send: Send, request_id: str) -> None:
        problem = {
            "type": "about:blank",
            "title": "Request too large",
            "status": 413,
            "code": "too_large",
            "detail": f"the body is larger than {self._limit} bytes",
            "field": None,
            "fix": "send less, or raise FAULTGRAPH_MAX_BODY_KB",
            "request_id": request_id,
            "details": {},
        }
        content = json.dumps(problem).encode()
        headers = [
            (b"content-type", b"application/problem+json"),
            (b"content-length", str(len(content)).encode()),
            (b"connection", b"close"),
        ]
        await send({"type": "http.response.start", "status": 413, "headers": headers})
        await send({"type": "http.response.body", "body": content})
