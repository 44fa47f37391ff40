"""Data that older code wrote are migrated and served by the present code.

The dump and what is expected of it were made once, by ``make_dump.py``; they are not made anew when code changes.
"""

import json
import lzma
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DUMP = HERE / "2026-11-26"
EXPECTED = json.loads((HERE / "expected.json").read_text("utf-8"))
UPGRADE = [["migrate"], ["index", "--repair"], ["check"], ["repair"]]
ADDRESSES = {
    "readers": list(EXPECTED["answers"]),
    "roles": list(EXPECTED["staff"]),
    "staff": list(next(iter(EXPECTED["staff"].values()))),
    "searches": list(EXPECTED["found"]),
}
NO_ADDRESSES = {kind: [] for kind in ADDRESSES}
FIRST = "0001_documents_and_citations"
ROWS = """
    INSERT INTO resolutions_agendaitem (id, name_en, name_zh) VALUES (1, 'The Iranian question', '伊朗问题');
    INSERT INTO resolutions_document (id, symbol, slug, organ, kind, number, year, title, adopted_on, status, facts,
        warnings, citations_in, citations_out, created_at, updated_at, published_at) VALUES
        (1, 'S/RES/1(1946)', '', 'S', 'resolution', 1, 1946, '第1(1946)号决议', '1946-01-25', 'published', '{}', '[]',
        0, 1, now(), now(), now()),
        (2, 'S/RES/2(1946)', '', 'S', 'resolution', 2, 1946, '第2(1946)号决议', '1946-01-30', 'stub', '{}', '[]',
        1, 0, now(), now(), NULL);
    INSERT INTO resolutions_catalogueentry (document_id, date, meeting_symbol, agenda_item_id, title_en, adoption,
        draft_symbol, record_url, note) VALUES
        (1, '1946-01-25', 'S/PV.2', NULL, '', '未经表决通过', 'S/6', '', ''),
        (2, '1946-01-30', 'S/PV.5', 1, '', '一致通过', 'S/1', '', '');
    INSERT INTO resolutions_paragraph (id, document_id, "order", kind, label, anchor, text, lead, level, marks, rows)
        VALUES (1, 1, 0, 'operative', '1', 'op1', '1. 回顾第2(1946)号决议。', 3, 0, '[]', '[]');
    INSERT INTO resolutions_citation (paragraph_id, source_id, target_id, start, "end", cited_paragraphs, verb,
        verb_group, theme, form, origin, is_counted, undecided) VALUES
        (1, 1, 2, 5, 15, '{}', '回顾', 'recall', '', 'resolution', 'auto', true, '');
"""


@pytest.fixture(scope="module")
def upgraded(django_db_modify_db_settings, tmp_path_factory) -> Iterator[dict[str, Any]]:
    """Facts of the dump after all steps of an upgrade."""
    data = tmp_path_factory.mktemp("upgraded")
    with tarfile.open(DUMP / "data.tar.xz") as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # Python before 3.11.4 has none
        archive.extractall(data)
    with database("upgraded") as url:
        execute(url, lzma.decompress((DUMP / "database.sql.xz").read_bytes()).decode())
        yield facts(url, data, UPGRADE, ADDRESSES)


@contextmanager
def database(name: str) -> Iterator[str]:
    """An empty database on the server of the tests; it is dropped afterwards, with its connections."""
    name = f"{name}_{os.getpid()}"
    server = address_of("postgres")
    execute(server, f"CREATE DATABASE {name}")
    try:
        yield address_of(name)
    finally:
        execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def address_of(name: str) -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def execute(url: str, statements: str) -> None:
    """Run statements, each committed at once: databases are not made within a transaction."""
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statements)


def facts(url: str, data: Path, commands: list[list[str]], addresses: dict[str, list[str]]) -> dict[str, Any]:
    """Run commands of manage.py on a database and a data folder, and return the facts."""
    asked = json.dumps(addresses | {"commands": commands})
    return json.loads(run(url, data, ["-m", "tests.upgrade.facts"], asked))


def run(url: str, data: Path, arguments: list[str], given: str = "") -> str:
    """Run Python in a process of its own, which knows nothing of the tests, and return what it prints."""
    environment = os.environ | {"DATABASE_URL": url, "DATA_DIR": str(data)}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{arguments}: {done.stdout[-2000:]}{done.stderr[-4000:]}"
    return done.stdout


@pytest.mark.parametrize("name", EXPECTED)
def test_old_data_say_after_an_upgrade_what_they_said_before(upgraded, name):
    """Compare the facts of the dump; tables and columns that later code adds are left out."""
    found, expected = upgraded[name], EXPECTED[name]
    assert {key: found.get(key) for key in expected} == expected if isinstance(expected, dict) else found == expected


def test_a_database_of_the_first_migration_is_brought_up_to_date(django_db_modify_db_settings, tmp_path):
    with database("first_migration") as url:
        run(url, tmp_path, ["manage.py", "migrate", "resolutions", FIRST])
        execute(url, ROWS)
        found = facts(url, tmp_path, [["migrate"]], NO_ADDRESSES)
    assert found["documents"]["S/RES/1(1946)"][:2] == ["published", "resolution"]
    assert found["catalogue"]["S/RES/2(1946)"][2:6] == ["一致通过", None, None, None]
    assert found["citations"] == ["S/RES/1(1946) op1 5-15 S/RES/2(1946) auto  回顾"]
    assert found["roles"] == EXPECTED["roles"]
