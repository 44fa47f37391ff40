"""Several gunicorn workers serve while documents are published, the index is rebuilt, or its writer is killed.

Readers may see the state before a change until the index is written, and the state after it from the start of the
change on. Any other answer is wrong.
"""

import json
import re
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote

import pytest

from resolutions.models import Document
from resolutions.writing.publish import ingest_file
from search import indexing
from search.chinese.folding import fold
from tests.search.serving import ROOT, as_served, database_url, serving
from tests.seeds import INDEX

WORD = "安全部门改革"  # in each seed and each document made of one
RARE = "联合国警察"
CHANGES = 24
READERS = 4
MADE = [f"S/RES/{number}(2020)" for number in range(2541, 2551)]
TEXT = """第 {number}号决议

安全理事会 2020 年 12 月 3 日通过

安全理事会，

重申需要在更广泛的法治框架内进行安全部门改革，

1. 强调指出安全部门改革应由有关国家自主进行；

2. 请秘书长就本决议的执行情况提交报告{end}
"""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def documents(seeds):
    """Load the seeds and ten short documents."""
    for symbol in MADE:
        number = symbol.removeprefix("S/RES/")
        end = "，包括联合国警察。" if symbol in MADE[::2] else "。"
        ingest_file(TEXT.format(number=number, end=end).encode(), f"{number}.txt")
    assert set(MADE) < {document.symbol for document in Document.objects.held()}


@pytest.fixture
def environment(documents, tmp_path):
    """Return the environment of processes that use the test's database and index."""
    return as_served(tmp_path, DATABASE_URL=database_url(), SEARCH_URL=f"whoosh://{INDEX}")


def changing(environment, *arguments) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.search.changing", *map(str, arguments)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"
    return process


def holders(word: str) -> frozenset[str]:
    """Read all published documents and return the addresses of those that contain ``word``."""
    found = set()
    for document in Document.objects.held().prefetch_related("paragraphs"):
        if fold(word) in fold("".join(paragraph.text for paragraph in document.paragraphs.all())):
            found.add(document.get_absolute_url())
    return frozenset(found)


@dataclass
class Seen:
    """Answers to readers: word, time of request, time of answer, count, addresses found."""

    answers: list[tuple[str, float, float, int, frozenset[str]]] = field(default_factory=list)
    failed: list[tuple[int, str]] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def read(self, server) -> None:
        while not self.stop.is_set():
            for word in (WORD, RARE):
                self._ask(server, word, "/api/v1/search", read_json)
                self._ask(server, word, "/search", read_page)
                time.sleep(0.02)  # the writers need the processor too

    def _ask(self, server, word, path, read) -> None:
        began = time.monotonic()
        status, body = server.get(f"{path}?q={quote(word)}")
        if status == 200:
            self.answers.append((word, began, time.monotonic(), *read(body)))
        else:
            self.failed.append((status, path))


@contextmanager
def reading(server, seen: Seen):
    """Run readers until the block ends; an exception of a reader is raised here."""
    with ThreadPoolExecutor(READERS) as pool:
        readers = [pool.submit(seen.read, server) for _ in range(READERS)]
        try:
            yield
        finally:
            seen.stop.set()
        for reader in readers:
            reader.result()


def read_json(body: bytes) -> tuple[int, frozenset[str]]:
    answer = json.loads(body)
    kinds = sum(one["count"] for one in answer["facets"]["kind"])
    assert kinds == answer["total"], "the facets are of the same state as the count"
    return answer["total"], frozenset(one["url"] for one in answer["results"])


def read_page(body: bytes) -> tuple[int, frozenset[str]]:
    page = body.decode()
    total = re.search(r"共\s*<b>(\d+)</b>", page)
    found, _, _ = page.partition('<section class="partial"')  # documents that lack words are counted apart
    return int(total[1]) if total else 0, frozenset(re.findall(r'<h2>\s*<a class="doc" href="([^"?]+)', found))


def states(first: frozenset[str], changes: list[str]) -> list[tuple[float, float, frozenset[str]]]:
    """Return each state of the database with the time from which and until which a reader may see it.

    It is visible from the start of its change until the index of the next change is written.
    """
    rows = [line.split("\t") for line in changes]
    found, since, all_states = first, 0.0, []
    for symbol, is_published, began, ended in rows:
        all_states.append((since, float(ended), found))
        found = found | {f"/{symbol}"} if int(is_published) else found - {f"/{symbol}"}
        since = float(began)
    return [*all_states, (since, float("inf"), found)]


def test_readers_in_several_workers_never_get_a_wrong_answer(environment, tmp_path):
    always = {word: holders(word) for word in (WORD, RARE)}
    assert len(always[WORD]) == len(MADE) + 5 > len(always[RARE]) > 0
    seen, enough = Seen(), tmp_path / "enough"
    with serving(environment, workers=3) as server:
        publishing = changing(environment, "publish", CHANGES, *MADE)
        rebuilding = changing(environment, "rebuild", enough)
        with reading(server, seen):
            changes = publishing.communicate(timeout=60)[0].splitlines()
            enough.touch()
            rebuilt = rebuilding.communicate(timeout=60)[0].splitlines()
        assert publishing.returncode == rebuilding.returncode == 0
        assert len(server.workers()) == 3
    assert not seen.failed
    assert len(changes) == CHANGES and rebuilt and seen.answers
    for word, began, ended, total, found in seen.answers:
        possible = [s & always[word] for a, b, s in states(always[WORD], changes) if a <= ended and began <= b]
        assert total > 0
        assert total in {len(one) for one in possible}
        assert found in possible
    assert holders(WORD) == states(always[WORD], changes)[-1][2]
    assert not indexing.find_differences()


def test_killed_at_any_point_the_last_whole_index_is_served_and_the_rest_is_mended(environment):
    process = changing(environment, "killed", 8, *MADE)
    lines = process.communicate(timeout=90)[0].splitlines()
    assert process.returncode == 0
    turns = [line.split("\t") for line in lines if line.startswith("killed")]
    assert len(turns) == 8
    assert all(5 <= int(before) <= len(MADE) + 5 for _, _, before, _ in turns)
    assert all(int(mended) for _, turn, _, mended in turns if int(turn) % 4 == 3), "killed between database and index"
    check = [sys.executable, "manage.py", "index", "--check"]
    assert subprocess.run(check, cwd=ROOT, env=environment, capture_output=True, check=False).returncode == 0
