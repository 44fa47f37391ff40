"""SEARCH_URL of a cluster: what it may say, and what a wrong one is answered with, here and by real servers.

The password is in no sentence, no page and no log.
"""

import http.server
import logging
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from portal.search_url import hide_password, search_connection
from resolutions.models import Document
from search import indexing
from search.change_log.entries import read_entries
from search.change_log.storage import position_storage
from search.engine import search_engine
from search.opensearch_engine.cluster.client import Cluster, ClusterAddress
from search.opensearch_engine.cluster.errors import ClusterWriteError
from search.opensearch_engine.cluster.index_names import IndexNames
from search.opensearch_engine.connection import OpenSearchBackend
from search.protocol.errors import IndexUnavailableError
from search.protocol.request import SearchRequest
from tests.opensearch.indexes import cluster_connection, new_name
from tests.ops.conftest import free_port
from tests.ops.test_nginx import IS_MISSING, MAIN, NGINX, can_connect

PASSWORD = "Gehe1m:wort@7"
WRITTEN = "Gehe1m%3Awort%407"


@pytest.mark.parametrize(
    "url, part, expected",
    [
        ("opensearch+https://portal:pw@host/resolutions", "HOSTS", ["https://host:9200"]),
        ("opensearch+http://one:9201,two,[::1]:9203/r", "HOSTS",
         ["http://one:9201", "http://two:9200", "http://[::1]:9203"]),
        (f"opensearch+https://portal:{WRITTEN}@host:9200/r", "PASSWORD", PASSWORD),
        ("opensearch+https://portal:a@b@host:9200/r", "PASSWORD", "a@b"),
        ("opensearch+https://host/r?ca=/etc/ca.pem&verify=0", "CA_FILE", "/etc/ca.pem"),
        ("opensearch+https://host/r?verify=0", "VERIFY", False),
        ("opensearch+https://host/r?replicas=2&shards=3", "REPLICAS", 2),
    ],
)  # fmt: skip
def test_an_address_of_a_cluster_is_read(url, part, expected):
    assert search_connection(url)[part] == expected


@pytest.mark.parametrize(
    "url, sentence",
    [
        ("opensearch+https://host:9200", "names no index"),
        ("opensearch+https://host:9200/", "names no index"),
        ("opensearch+https://host:9200/Resolutions", "names no index"),
        ("opensearch+https://host:9200/a/b", "names no index"),
        (f"opensearch+https://portal:{WRITTEN}@/resolutions", "names no host"),
        (f"opensearch+https://portal:{WRITTEN}@host:99999/r", "names no host"),
        ("opensearch+https://portal@host/r", "no password"),
        ("opensearch+https://host/r?certificate=x", "unknown option"),
        ("opensearch+https://host/r?replicas=many", "whole number"),
        (f"opensearch://portal:{WRITTEN}@host/r", "must look like"),
        (f"elasticsearch://portal:{WRITTEN}@host/r", "must look like"),
        (f"whoosh://portal:{WRITTEN}@[/r", "must look like"),
    ],
)
def test_a_wrong_address_is_refused_with_a_sentence_without_the_password(url, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence) as caught:
        search_connection(url)
    assert WRITTEN not in str(caught.value) and PASSWORD not in str(caught.value)


def test_the_address_as_shown_has_no_password():
    address = ClusterAddress(("https://host:9200",), "portal", PASSWORD)
    assert PASSWORD not in repr(address) and hide_password(f"x://u:{PASSWORD}@h/i") == "x://u:***@h/i"


# Real servers


def serve_once(answer: bytes, content_type: str = "application/json", status: int = 200) -> int:
    """Return the port of a server that answers every request with ``answer``."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


OLD = b'{"version": {"distribution": "opensearch", "number": "1.3.20"}}'
OTHER = b'{"version": {"number": "8.15.0", "build_flavor": "default"}, "tagline": "You Know, for Search"}'


def problem_of(**options) -> str:
    """Return the sentence for operators on a connection, and check what readers and /healthz get."""
    hosts = options.pop("hosts")
    connection = search_connection("opensearch+http://host/none?timeout=5") | {"HOSTS": hosts} | options
    engine = OpenSearchBackend("default", **connection).engine
    with pytest.raises(IndexUnavailableError) as caught:
        engine.search(SearchRequest("安全"))
    assert str(caught.value) == "检索服务暂时无法使用，请稍后再试。"
    health = engine.health()
    assert not health.is_ok and engine.find_problem() in health.sentence and PASSWORD not in health.sentence
    with pytest.raises(ClusterWriteError):
        engine.update([1], list)
    return engine.find_problem()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "answer, sentence",
    [(OLD, "OpenSearch 1.3.20 is too old; 2.10 or newer is needed."), (OTHER, "another server than OpenSearch")],
)
def test_another_server_is_named(answer, sentence):
    assert sentence in problem_of(hosts=[f"http://127.0.0.1:{serve_once(answer)}"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "answer, content_type, status",
    [
        (b"{}", "application/json", 200),
        (b"[]", "application/json", 200),
        (b"null", "application/json", 200),
        (b'{"version": "1"}', "application/json", 200),
        (b'{"version": {}}', "application/json", 200),
        (b"ok", "text/plain", 200),
        (b'{"error": "no such page"}', "application/json", 404),
        (b"<h1>Not Found</h1>", "text/html", 404),
    ],
)
def test_a_server_of_another_kind_is_named_whatever_it_answers(answer, content_type, status):
    port = serve_once(answer, content_type, status)
    assert "another server than OpenSearch" in problem_of(hosts=[f"http://127.0.0.1:{port}"])


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [b"<h1>Welcome</h1>", b"{"])
def test_an_answer_that_cannot_be_read_is_no_stack_trace(answer):
    port = serve_once(answer, "text/html" if answer.startswith(b"<") else "application/json")
    assert "SerializationError" in problem_of(hosts=[f"http://127.0.0.1:{port}"])


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["", "next", "2", "2.9.9", "1.3.20"])
def test_an_unknown_version_counts_as_too_old(number):
    answer = b'{"version": {"distribution": "opensearch", "number": "%s"}}' % number.encode()
    assert "is too old" in problem_of(hosts=[f"http://127.0.0.1:{serve_once(answer)}"])


@pytest.mark.django_db
def test_a_machine_that_answers_nothing_keeps_readers_waiting_for_seconds_only():
    with socket.socket() as full:  # its queue of connections is full, so no further one is accepted
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        held = [socket.socket() for _ in range(8)]
        for one in held:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        connection = search_connection("opensearch+http://host/none") | {
            "HOSTS": [f"http://127.0.0.1:{full.getsockname()[1]}"]
        }
        began = time.monotonic()
        with pytest.raises(IndexUnavailableError, match="暂时无法使用"):
            OpenSearchBackend("default", **connection).engine.search(SearchRequest("安全"))
        assert time.monotonic() - began < 9
        for one in held:
            one.close()


@pytest.mark.django_db
def test_a_server_that_is_down_or_speaks_no_tls_is_named():
    assert "No node of OpenSearch answers" in problem_of(hosts=[f"http://127.0.0.1:{free_port()}"])
    port = serve_once(OLD)
    assert "speaks no TLS" in problem_of(hosts=[f"https://127.0.0.1:{port}"])
    assert "does not exist" in problem_of(hosts=[f"https://127.0.0.1:{port}"], CA_FILE="/no/such/file.pem")


@pytest.mark.django_db
def test_publishing_goes_on_while_the_cluster_is_down(seeds, use_connection, client):
    use_connection(search_connection(f"opensearch+http://portal:{WRITTEN}@127.0.0.1:{free_port()}/r"))
    position_storage().save(read_entries(None).position)
    indexing.queue_update([Document.objects.held().first().pk])
    with pytest.raises(OSError, match="No node of OpenSearch answers"):
        indexing.update_documents([])
    assert indexing.measure_lag().changes == 1  # delivered later
    page = client.get("/search", {"q": "安全部门改革"})
    assert page.status_code == 503 and "检索服务暂时无法使用" in page.content.decode()
    assert client.get("/search", {"q": "S/RES/2553(2020)"}).status_code in (200, 302)
    assert client.get("/S/RES/2553(2020)").status_code == 200
    parts = client.get("/healthz").json()["index"]
    assert (parts["ok"], parts["state"]) == (False, "unreachable") and PASSWORD not in str(parts)


@pytest.mark.django_db
def test_manage_py_check_says_what_is_wrong(seeds, use_connection, capsys):
    use_connection(search_connection(f"opensearch+http://portal:{WRITTEN}@127.0.0.1:{free_port()}/r"))
    call_command("check")
    said = "".join(capsys.readouterr())
    assert "portal.W003" in said and "No node of OpenSearch answers" in said and PASSWORD not in said


@pytest.mark.django_db
def test_an_alias_of_two_indexes_and_an_index_of_another_version_are_named(address, seeds, use_connection):
    cluster = Cluster(address)
    names = IndexNames(cluster, new_name())
    first = names.create(1)
    time.sleep(0.01)
    second = names.create(1)
    for build in (first, second):
        cluster.ask(lambda client, build=build: client.indices.put_alias(index=build, name=names.alias))
    connection = cluster_connection(address) | {"INDEX": names.alias}
    use_connection(connection)
    engine = search_engine()
    assert engine.health().state == "ambiguous" and f"{first}, {second}" in engine.find_problem()
    names.remove([second])
    mapping = {"_meta": {"portal": "0"}}
    cluster.ask(lambda client: client.indices.put_mapping(index=first, body=mapping))
    assert engine.health().state == "outdated" and indexing.find_differences().reason
    assert indexing.recover_index() and engine.health().is_ok
    assert not indexing.find_differences() and names.builds() != [first]


@pytest.mark.django_db
def test_the_indexes_of_another_program_stay(address, seeds, use_connection):
    cluster, alias = Cluster(address), new_name()
    names = IndexNames(cluster, alias)
    others = [f"{alias}-20260101", f"{alias}-archive", f"{alias}-2-20260101"]
    for other in others:
        cluster.ask(lambda client, other=other: client.indices.create(index=other))
    cluster.ask(lambda client: client.indices.put_alias(index=others[0], name=alias))
    use_connection(cluster_connection(address) | {"INDEX": alias})
    engine = search_engine()
    assert engine.health().state == "ambiguous" and "no index of the portal" in engine.find_problem()
    assert not indexing.recover_index()
    with pytest.raises(ClusterWriteError, match="no index of the portal"):
        indexing.repair_index()
    assert names.aliased() == others[:1] and names.builds() == []
    cluster.ask(lambda client: client.indices.delete_alias(index=others[0], name=alias))
    left = names.create(1)  # by a rebuild that was killed
    indexing.rebuild_from_database()
    assert engine.health().is_ok and not indexing.find_differences()
    assert all(cluster.ask(lambda client, other=other: client.indices.exists(index=other)) for other in others)
    assert len(names.builds()) == 1 and left not in names.builds()
    names.remove(others)


@pytest.mark.django_db
def test_an_index_in_place_of_the_alias_is_refused_before_anything_is_written(address, seeds, use_connection):
    cluster, alias = Cluster(address), new_name()
    cluster.ask(lambda client: client.indices.create(index=alias))
    use_connection(cluster_connection(address) | {"INDEX": alias})
    assert "is an index and no alias" in search_engine().find_problem()
    with pytest.raises(ClusterWriteError, match="is an index and no alias"):
        indexing.rebuild_from_database()
    assert IndexNames(cluster, alias).builds() == []
    cluster.ask(lambda client: client.indices.delete(index=alias))


# TLS and passwords, through a proxy as an operator would put one in front

PROXY = """
server {{
    listen 127.0.0.1:{port} ssl;
    server_name localhost;
    ssl_certificate {folder}/server.pem;
    ssl_certificate_key {folder}/server.key;
    client_max_body_size 100m;
    auth_basic "OpenSearch";
    auth_basic_user_file {folder}/passwords;
    location / {{ proxy_pass {node}; proxy_set_header Authorization ""; }}
}}
"""


@pytest.fixture(scope="module")
def tls(address) -> Iterator[tuple[int, Path]]:
    """Nginx with a certificate and a password in front of the cluster: its port and folder."""
    if IS_MISSING:
        pytest.skip("nginx or openssl is not installed")
    folder = Path(f"/tmp/resolutions-test-opensearch-nginx-{free_port()}")
    folder.mkdir(mode=0o711)
    port = free_port()
    names = ["-keyout", folder / "server.key", "-out", folder / "server.pem", "-days", "2", "-subj", "/CN=localhost"]
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        *names,
        "-addext",
        "subjectAltName=DNS:localhost",
    ]
    subprocess.run(command, check=True, capture_output=True)
    crypt = subprocess.run(["openssl", "passwd", "-apr1", PASSWORD], check=True, capture_output=True, text=True)
    (folder / "passwords").write_text(f"portal:{crypt.stdout}")
    (folder / "passwords").chmod(0o644)
    (folder / "site.conf").write_text(PROXY.format(port=port, folder=folder, node=address.hosts[0]))
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder))
    process = subprocess.Popen([NGINX, "-p", folder, "-c", folder / "nginx.conf"])
    try:
        while not can_connect(port):
            assert process.poll() is None, (folder / "error.log").read_text()
            time.sleep(0.05)
        yield port, folder
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder)


@pytest.mark.django_db
def test_the_portal_works_over_tls_with_a_password(tls, seeds, use_connection, caplog):
    port, folder = tls
    url = f"opensearch+https://portal:{WRITTEN}@localhost:{port}/{new_name()}?ca={folder}/server.pem&timeout=60"
    use_connection(search_connection(url))
    with caplog.at_level(logging.DEBUG):
        indexing.rebuild_from_database()
        assert search_engine().search(SearchRequest("安全部门改革")).total >= 3
        assert search_engine().health().is_ok
    assert PASSWORD not in caplog.text and WRITTEN not in caplog.text


@pytest.mark.django_db
def test_a_wrong_password_and_a_certificate_that_cannot_be_verified_are_named(tls, caplog):
    port, folder = tls
    hosts = [f"https://localhost:{port}"]
    user = {"USER": "portal", "PASSWORD": PASSWORD}
    assert "refuses the user or the password" in problem_of(
        hosts=hosts, USER="portal", PASSWORD="x" + PASSWORD, CA_FILE=f"{folder}/server.pem"
    )
    assert "cannot be verified" in problem_of(hosts=hosts, **user)
    other = [f"https://127.0.0.1:{port}"]
    assert "names another host" in problem_of(hosts=other, CA_FILE=f"{folder}/server.pem", **user)
    (folder / "text.pem").write_text("no certificate")
    assert "no certificate in PEM form" in problem_of(hosts=hosts, CA_FILE=f"{folder}/text.pem", **user)
    with socket.create_connection(("localhost", port)):
        assert "TLS" in problem_of(hosts=[f"http://localhost:{port}"], **user)
    assert PASSWORD not in caplog.text
