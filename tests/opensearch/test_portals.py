"""Two portals in processes of their own, on one database and one cluster: a change on one is found by the other."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import pytest

from bench.drills.editions import build_text, format_phrase, symbol_of
from tests.opensearch.indexes import new_name
from tests.search.serving import ROOT, Server, as_served, database_url, serving

NUMBER = 2790
FOUND_WITHIN = 60.0  # seconds, on a busy machine; a second on an idle one
CHANGE = """
import django; django.setup()
from resolutions.models import Document, Status
from resolutions.writing.publish import change_status
change_status(Document.objects.get(symbol="{symbol}"), Status.{status})
"""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def environments(address, seeds, tmp_path) -> list[dict[str, str]]:
    """Environments of two machines; the first has built the index."""
    hosts = ",".join(host.removeprefix("http://") for host in address.hosts)
    url = f"opensearch+http://{hosts}/{new_name()}?replicas=0&timeout=60"
    (tmp_path / "originals").mkdir()
    shared = {"DATABASE_URL": database_url(), "SEARCH_URL": url, "ORIGINALS_URL": f"file://{tmp_path}/originals"}
    shared |= {"DJANGO_SETTINGS_MODULE": "portal.settings"}
    found = []
    for name in ("one", "two"):
        (tmp_path / name / "static").mkdir(parents=True)
        found.append(as_served(tmp_path / name, **shared))
    run(found[0], "manage.py", "index", "--rebuild")
    return found


@pytest.fixture
def portals(environments) -> Iterator[list[Server]]:
    with ExitStack() as stack:
        yield [stack.enter_context(serving(environment, 1)) for environment in environments]


def run(environment: dict[str, str], *arguments: str) -> None:
    """Run a Python process of one machine to its end."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def change_status(environment: dict[str, str], status: str) -> None:
    run(environment, "-c", CHANGE.format(symbol=symbol_of(NUMBER), status=status))


def total(portal: Server, phrase: str) -> int:
    status, body = portal.get("/api/v1/search?q=" + quote(f'"{phrase}"'))
    assert status == 200, body
    return int(json.loads(body)["total"])


def wait_for(portals: list[Server], phrase: str, count: int) -> None:
    """Ask every portal until it finds ``count`` documents."""
    for portal in portals:
        end = time.monotonic() + FOUND_WITHIN
        while total(portal, phrase) != count:
            assert time.monotonic() < end, f"{portal.address} does not find {count}"
            time.sleep(0.2)


def index_state(portal: Server) -> dict:
    status, body = portal.get("/healthz")
    assert status == 200, body
    return json.loads(body)["index"]


def test_what_one_portal_publishes_and_withdraws_the_other_shows_and_shows_no_more(environments, portals, tmp_path):
    phrase = format_phrase(NUMBER, 1)
    text = Path(tmp_path / f"{NUMBER}.txt")
    text.write_text(build_text(NUMBER, 1))
    assert [total(portal, phrase) for portal in portals] == [0, 0]
    run(environments[0], "manage.py", "ingest", "--publish", str(text))
    wait_for(portals, phrase, 1)
    change_status(environments[0], "WITHDRAWN")
    assert [total(portal, phrase) for portal in portals] == [0, 0]  # from the commit on, before any index has it
    change_status(environments[1], "PUBLISHED")
    wait_for(portals, phrase, 1)
    text.write_text(build_text(NUMBER, 2))
    run(environments[1], "manage.py", "ingest", "--replace", str(text))
    wait_for(portals, format_phrase(NUMBER, 2), 1)
    wait_for(portals, phrase, 0)
    end = time.monotonic() + FOUND_WITHIN
    while any(index_state(portal)["changes_behind"] != 0 for portal in portals):
        assert time.monotonic() < end
        time.sleep(0.2)
    run(environments[1], "manage.py", "index", "--check")
    for environment in environments:
        log = (Path(environment["DATA_DIR"]) / "log").read_text()
        assert "Traceback" not in log and "does not receive changes" not in log
