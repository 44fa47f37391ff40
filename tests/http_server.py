"""A local HTTP server that gives prepared answers, errors and slowness included."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``cut`` drops so many bytes of the announced body; ``is_silent`` never answers at all."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int = 0
    is_silent: bool = False


@dataclass(slots=True)
class LocalServer:
    """A running server. ``answers`` maps a path to its answers in turn; the last one stays. Others are 404.

    A path is looked up with its query first, then without. ``requests`` are the paths asked for, ``headers`` theirs.
    """

    netloc: str
    answers: dict[str, list[Answer]]
    requests: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    is_stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://{self.netloc}"

    def next_answer(self, path: str) -> Answer:
        found = self.answers.get(path) or self.answers.get(path.partition("?")[0]) or [Answer(status=404)]
        return found.pop(0) if len(found) > 1 else found[0]


@contextmanager
def serve(answers: dict[str, list[Answer]]) -> Iterator[LocalServer]:
    """Run a server on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = unquote(self.path)
            local.requests.append(path)
            local.headers.append(dict(self.headers))
            answer = local.next_answer(path)
            if answer.is_silent:
                local.is_stopping.wait()
                return
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body[: len(answer.body) - answer.cut])

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    local = LocalServer(f"127.0.0.1:{server.server_port}", answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield local
    finally:
        local.is_stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()
