"""An OpenAI-compatible server of this machine that answers as a test wants, also badly."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

GOOD: dict[str, Any] = {
    "title": {"fr": "Durite d'admission fendue", "en": "Split intake hose"},
    "description": {"fr": "Siffle à l'accélération.", "en": "Whistles when accelerating."},
    "root_cause": {"fr": "Durite poreuse (hypothèse).", "en": "Porous hose (assumed)."},
    "root_cause_ids": [],
    "steps": [{"fr": "Remplacer la durite.", "en": "Replace the hose.", "minutes": 30}],
}


@dataclass
class Asked:
    """What came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class FakeModel:
    """Answers every request alike.

    Attributes:
        content: what the model writes; a dictionary is written as JSON.
        raw: the whole body of the answer instead, if given.
        drip_s: pause between the bytes of the answer.
        wait_s: before the answer begins.
    """

    content: Any = field(default_factory=lambda: dict(GOOD))
    raw: bytes | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    finish: str = "stop"
    wait_s: float = 0.0
    drip_s: float = 0.0
    asked: list[Asked] = field(default_factory=list)

    def body(self) -> bytes:
        """Return the body of an answer."""
        if self.raw is not None:
            return self.raw
        content = self.content if isinstance(self.content, str) else json.dumps(self.content)
        message = {"role": "assistant", "content": content}
        return json.dumps(
            {"choices": [{"message": message, "finish_reason": self.finish}]}
        ).encode()


@contextmanager
def answering(fake: FakeModel) -> Iterator[str]:
    """Serve until the block ends; yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = json.loads(self.rfile.read(length))
            fake.asked.append(Asked(self.path, dict(self.headers), body))
            time.sleep(fake.wait_s)
            answer = fake.body()
            self.send_response(fake.status)
            for name, value in fake.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self._send(answer)

        def _send(self, answer: bytes) -> None:
            step = 1 if fake.drip_s else len(answer) or 1
            try:
                for at in range(0, len(answer), step):
                    self.wfile.write(answer[at : at + step])
                    self.wfile.flush()
                    time.sleep(fake.drip_s)
            except OSError:  # whoever asked has hung up
                return

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/v1"
        finally:
            server.shutdown()
