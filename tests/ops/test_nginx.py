"""deploy/nginx.conf as Debian's nginx runs it: slow clients stop no reader, uploads and addresses pass."""

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from portal.local.environment import ROOT
from tests.ops.conftest import free_port

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
HOST = "portal.example.org"
SLOW_CLIENTS = 100  # gunicorn has eight threads
MAIN = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""

IS_MISSING = NGINX is None or shutil.which("openssl") is None
pytestmark = pytest.mark.skipif(
    IS_MISSING and not os.environ.get("REQUIRE_NGINX"), reason="nginx or openssl is not installed"
)


def make_certificate(folder: Path) -> None:
    names = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
    subject = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names, *subject]
    subprocess.run(command, check=True, capture_output=True)


def write_configuration(folder: Path, ports: dict[str, int]) -> None:
    """Write the site with the ports and folders of this test, and the main file that includes it."""
    site = (ROOT / "deploy" / "nginx.conf").read_text()
    for old, new in {
        "127.0.0.1:8000": f"127.0.0.1:{ports['portal']}",
        "listen 80;": f"listen 127.0.0.1:{ports['http']};",
        "listen 443 ssl": f"listen 127.0.0.1:{ports['https']} ssl",
        f"/etc/letsencrypt/live/{HOST}": str(folder),
        "/var/log/nginx": str(folder),
    }.items():
        assert old in site
        site = site.replace(old, new)
    (folder / "site.conf").write_text(site)
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder))


@pytest.fixture(scope="module")
def proxy(server) -> Iterator[dict[str, int]]:
    """Nginx in front of the server; its ports by name."""
    folder = Path(f"/tmp/resolutions-test-nginx-{os.getpid()}")
    folder.mkdir(mode=0o711)  # nginx drops to an account of its own
    ports = {"portal": server.port, "http": free_port(), "https": free_port()}
    make_certificate(folder)
    write_configuration(folder, ports)
    process = subprocess.Popen([NGINX, "-p", folder, "-c", folder / "nginx.conf"])
    try:
        while not can_connect(ports["https"]):
            assert process.poll() is None, (folder / "error.log").read_text()
            time.sleep(0.05)
        yield ports | {"folder": folder}
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder)


def can_connect(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def open_tls(proxy) -> ssl.SSLSocket:
    context = ssl.create_default_context(cafile=proxy["folder"] / "fullchain.pem")
    return context.wrap_socket(socket.create_connection(("127.0.0.1", proxy["https"]), 10), server_hostname=HOST)


def send(proxy, request: bytes) -> bytes:
    """Send a request over TLS, with the certificate checked, and return the response."""
    with open_tls(proxy) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def get(proxy, path: str) -> bytes:
    return send(proxy, f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())


@pytest.fixture
def slow_clients(proxy):
    """Half of them stop in the header, half in the body of a request."""
    headers = f"POST /api/v1/resolve HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\n".encode()
    body = b"Content-Length: 100000\r\n\r\n{"
    clients = [open_tls(proxy) for _ in range(SLOW_CLIENTS)]
    for number, client in enumerate(clients):
        client.sendall(headers + (body if number % 2 else b"X-Slow: "))
    yield clients
    for client in clients:
        client.close()


def test_slow_clients_stop_no_reader(proxy, slow_clients):
    for _ in range(10):
        assert get(proxy, "/search/help").startswith(b"HTTP/1.1 200 ")


def test_plain_http_is_sent_to_https(proxy):
    address = f"http://127.0.0.1:{proxy['http']}/S/RES/2553(2020)?a=1"
    answer = requests.get(address, headers={"Host": HOST}, allow_redirects=False, timeout=20)
    assert (answer.status_code, answer.headers["Location"]) == (301, f"https://{HOST}/S/RES/2553(2020)?a=1")


@pytest.mark.parametrize("megabytes, is_refused", [(49, False), (51, True)])
def test_uploads_of_fifty_megabytes_reach_the_portal(proxy, megabytes, is_refused):
    size = megabytes << 20
    header = f"POST /search/help HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\nContent-Length: {size}\r\n\r\n"
    answer = send(proxy, header.encode() + (b"" if is_refused else bytes(size)))
    assert (b"413 Request Entity Too Large" in answer.splitlines()[0]) is is_refused


def test_headers_of_the_portal_arrive_and_its_secrets_do_not(proxy):
    answer = get(proxy, "/search/help?q=secret").partition(b"\r\n\r\n")[0].decode()
    assert "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n" in f"{answer}\r\n"
    assert "Content-Security-Policy: " in answer and "nginx/" not in answer
    log = (proxy["folder"] / "portal.log").read_text()
    assert " GET /search/help 200 " in log and "secret" not in log


@pytest.mark.parametrize(
    "path, kind, sentence",
    [
        ("/search?q=", b"text/html", "粘贴在下面检索"),
        ("/api/v1/search?q=", b"application/json", '{"detail": "地址太长'),
    ],
)
@pytest.mark.parametrize("size", [70_000, 61_000])  # too long for nginx, and for the portal alone
def test_an_address_that_is_too_long_gets_a_sentence_in_its_form(proxy, path, kind, sentence, size):
    answer = get(proxy, path + "x" * size)
    assert b" 414 " in answer.splitlines()[0]
    assert kind in answer.partition(b"\r\n\r\n")[0] and sentence in answer.decode()


def test_a_pasted_text_fits_into_an_address(proxy):
    assert b" 414 " not in get(proxy, "/search/help?q=" + "%E5%AD%97" * 5_000).splitlines()[0]
