"""deploy/nginx-two-portals.sh on a real nginx: a reader stays on one portal, and is served when that one ends."""

import http.server
import os
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import urllib3

from portal.local.environment import ROOT
from tests.ops.conftest import free_port
from tests.ops.test_nginx import HOST, IS_MISSING, MAIN, NGINX, can_connect, make_certificate

pytestmark = pytest.mark.skipif(
    IS_MISSING and not os.environ.get("REQUIRE_NGINX"), reason="nginx or openssl is not installed"
)


class Portal(http.server.ThreadingHTTPServer):
    """A server that answers with its own port."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def end(self) -> None:
        self.shutdown()
        self.server_close()


class _Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = f"127.0.0.1:{self.server.server_port}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture
def portals() -> Iterator[list[Portal]]:
    started = [Portal(), Portal()]
    yield started
    for portal in started:
        portal.end()


@pytest.fixture
def port(portals) -> Iterator[int]:
    """Port of nginx for HTTPS, in front of both portals."""
    folder = Path(f"/tmp/resolutions-test-two-portals-{os.getpid()}")
    folder.mkdir(mode=0o711)
    make_certificate(folder)
    plain, tls = free_port(), free_port()
    script = {"SITE": str(ROOT / "deploy" / "nginx.conf"), "TARGET": f"{folder}/site.conf", "PATH": os.environ["PATH"]}
    script |= {"CERTIFICATES": str(folder), "PORTALS": " ".join(portal.address for portal in portals)}
    command = [str(ROOT / "deploy" / "nginx-two-portals.sh")]
    subprocess.run(command, env=script | {"ALLOWED_HOSTS": f"{HOST},other.example.org"}, check=True)
    site = (folder / "site.conf").read_text()
    assert site.count(f"server_name {HOST} other.example.org;") == 2 and "/etc/letsencrypt" not in site
    site = site.replace("listen 80;", f"listen 127.0.0.1:{plain};")
    (folder / "site.conf").write_text(site.replace("listen 443 ssl", f"listen 127.0.0.1:{tls} ssl"))
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder))
    process = subprocess.Popen([NGINX, "-p", folder, "-c", folder / "nginx.conf"], stdout=subprocess.DEVNULL)
    try:
        while not can_connect(tls):
            assert process.poll() is None, (folder / "error.log").read_text()
            time.sleep(0.05)
        yield tls
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder)


def ask(port: int) -> str:
    """Return the address of the portal that answers."""
    urllib3.disable_warnings()
    answer = requests.get(f"https://127.0.0.1:{port}/", headers={"Host": HOST}, verify=False, timeout=20)
    assert answer.status_code == 200
    return answer.text


def test_a_reader_stays_on_one_portal_and_is_served_when_it_ends(port, portals):
    first = {ask(port) for _ in range(10)}
    assert len(first) == 1
    [serving] = [portal for portal in portals if portal.address in first]
    serving.end()
    assert {ask(port) for _ in range(10)} == {portal.address for portal in portals} - first


def test_the_script_finds_all_that_it_replaces():
    site = (ROOT / "deploy" / "nginx.conf").read_text()
    script = (ROOT / "deploy" / "nginx-two-portals.sh").read_text()
    replaced = re.findall(r'"s\|([^|]+)\|', script)
    assert len(replaced) == 4 and [text for text in replaced if text not in site] == []
