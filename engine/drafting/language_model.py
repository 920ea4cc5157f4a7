"""The writer that asks a language model behind any OpenAI-compatible interface.

Nothing that it answers is carried out. When it does not answer as it must, the template writes the
draft, and the draft says so.
"""

import http.client
import json
import logging
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from engine.drafting.answer import RefusedAnswerError, read_answer
from engine.drafting.discovery import Discovery, DraftWriter, WrittenDraft
from engine.drafting.prompt import messages_for, new_mark

LOG = logging.getLogger("faultgraph.drafting")
_MOST_BYTES = 64 * 1024
_CHUNK = 4096
_MOST_TOKENS = 2000


@dataclass(frozen=True)
class Endpoint:
    """Where the model is.

    Attributes:
        url: up to and without ``/chat/completions``.
        key: sent as a Bearer; None: none.
        timeout_s: for the whole call.
    """

    url: str
    model: str
    key: str | None = None
    timeout_s: float = 20.0


class LanguageModelWriter:
    """Asks the model once, without any tool; a second writer stands in when that fails."""

    def __init__(self, endpoint: Endpoint, otherwise: DraftWriter) -> None:
        """Keep where to ask, and who writes otherwise."""
        self._endpoint = endpoint
        self._otherwise = otherwise
        self._opener = _opener()

    def write(self, found: Discovery) -> WrittenDraft:
        """Return the model's draft, or the other writer's with the reason why."""
        mark = new_mark()
        ids = [each.id for each in found.candidates]
        try:
            content = self._ask(found, mark)
            return read_answer(content, ids, mark, self._endpoint.model)
        except RefusedAnswerError as refused:
            LOG.warning("the language model wrote no draft: %s", refused.reason)
            return replace(self._otherwise.write(found), fallback_reason=refused.reason)

    def _ask(self, found: Discovery, mark: str) -> str:
        body = {
            "model": self._endpoint.model,
            "messages": messages_for(found, mark),
            "temperature": 0,
            "max_tokens": _MOST_TOKENS,
            "response_format": {"type": "json_object"},
        }
        try:
            answer = json.loads(self._post(json.dumps(body).encode()))
        except (ValueError, RecursionError) as error:
            raise RefusedAnswerError("not_json") from error
        return _content_of(answer)

    def _post(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json", "User-Agent": "faultgraph"}
        if self._endpoint.key:
            headers["Authorization"] = f"Bearer {self._endpoint.key}"
        url = f"{self._endpoint.url.rstrip('/')}/chat/completions"
        request = urllib.request.Request(url, body, headers)  # noqa: S310 - settings check it
        ends = time.monotonic() + self._endpoint.timeout_s
        try:
            with self._opener.open(request, timeout=self._endpoint.timeout_s) as response:
                if response.status != HTTPStatus.OK:
                    raise RefusedAnswerError("refused")
                return _read(response, ends)
        except TimeoutError as error:
            raise RefusedAnswerError("timeout") from error
        except urllib.error.HTTPError as error:
            error.close()
            raise RefusedAnswerError("refused") from error
        except urllib.error.URLError as error:
            late = isinstance(error.reason, TimeoutError)
            raise RefusedAnswerError("timeout" if late else "unreachable") from error
        except (OSError, http.client.HTTPException) as error:
            raise RefusedAnswerError("unreachable") from error


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would take words and key to an address that nobody configured."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing."""


def _opener() -> urllib.request.OpenerDirector:
    """Return an opener for http and https alone, without redirects."""
    return urllib.request.build_opener(_NoRedirect())


def _read(response: Any, ends: float) -> bytes:
    """Return the body, unless it is too large or drips in too slowly."""
    body = b""
    while chunk := response.read1(_CHUNK):
        body += chunk
        if len(body) > _MOST_BYTES:
            raise RefusedAnswerError("too_large")
        if time.monotonic() > ends:
            raise RefusedAnswerError("timeout")
    return body


def _content_of(answer: Any) -> str:
    """Return what the first choice says; a call of a tool or a cut answer is none."""
    try:
        choice = answer["choices"][0]
        content = choice["message"]["content"]
    except (KeyError, IndexError, TypeError) as error:
        raise RefusedAnswerError("wrong_schema") from error
    if not isinstance(content, str) or choice.get("finish_reason") not in {"stop", None}:
        raise RefusedAnswerError("wrong_schema")
    return content
