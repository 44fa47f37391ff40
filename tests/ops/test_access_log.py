"""The access log names pages, never what somebody searched for, and one request is one line."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from portal.access_log import LINE, AccessLogger


@pytest.fixture
def log(monkeypatch):
    """Function that logs a request for an address and returns the lines."""
    config = Config()
    config.set("accesslog", "-")
    config.set("access_log_format", LINE)
    logger, lines = AccessLogger(config), []
    monkeypatch.setattr(logger.access_log, "info", lambda line, values: lines.append(line % values))

    def request(address: str, **environ) -> list[str]:
        path, _, query = address.partition("?")
        sent = {"REMOTE_ADDR": "203.0.113.7", "REQUEST_METHOD": "GET", "SERVER_PROTOCOL": "HTTP/1.1"}
        sent |= {"RAW_URI": address, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_REFERER": "/search?q=secret"}
        response = SimpleNamespace(status="200 OK", sent=512, headers=[])
        logger.access(response, SimpleNamespace(headers=[]), sent | environ, timedelta(milliseconds=21))
        return lines

    return request


def test_a_search_is_logged_without_its_words(log):
    (line,) = log("/search?q=secret")
    assert line.startswith("203.0.113.7 [") and line.endswith("] GET /search 200 512 bytes 21 ms")
    assert "secret" not in line


def test_a_path_cannot_write_a_line_of_its_own(log):
    (encoded,) = log("/a%0A1.2.3.4", PATH_INFO="/a\n1.2.3.4")
    (_, control) = log("/a\x1b[2J")
    assert "/a%0A1.2.3.4 200" in encoded and "\\x1b[2J" in control
    assert encoded.isprintable() and control.isprintable()


def test_probes_are_not_logged(log):
    assert log("/healthz") == []
