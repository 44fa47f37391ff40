"""A process killed at any moment leaves nothing half-written, and repair finishes the rest."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from resolutions.desk import receiving, repair, uploads
from resolutions.models import Document, Paragraph, ParagraphSketch, Status, Upload, UploadState
from resolutions.writing import originals
from resolutions.writing.publish import change_status, ingest_file
from search import indexing
from tests.desk.people import RESOLUTION

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = RESOLUTION.read_bytes()


class Killed(BaseException):
    """The end of the process; no handler catches it."""


def kill_in(monkeypatch, place: str) -> None:
    def die(*args, **values):
        raise Killed

    monkeypatch.setattr(place, die)


@pytest.fixture(autouse=True)
def empty_index() -> None:
    indexing.rebuild_from_database()


@pytest.mark.parametrize(
    "place",
    [
        "resolutions.desk.uploads.extract_stored_text",
        "resolutions.desk.existing_text.find_near_duplicate",
        "resolutions.writing.paragraphs._replace_paragraphs",
        "resolutions.writing.ingest.log_change",
    ],
)
def test_killed_while_reading_the_upload_waits_and_is_read_later(monkeypatch, place):
    upload = receiving.receive_file(TEXT, "2553.txt")
    with monkeypatch.context() as context, pytest.raises(Killed):
        kill_in(context, place)
        uploads.process_upload(upload)
    assert not Paragraph.objects.exists() and repair.find_pending().waiting == 1
    assert [read.state for read in repair.repair_all().uploads] == [UploadState.READ]
    assert Document.objects.get(symbol="S/RES/2553(2020)").paragraphs.count() > 50


def test_killed_between_the_bytes_and_their_row_the_file_is_found_again(monkeypatch):
    with monkeypatch.context() as context, pytest.raises(Killed):
        kill_in(context, "resolutions.models.Upload.objects.create")
        receiving.receive_file(TEXT, "2553.txt")
    monkeypatch.setattr(originals, "ORPHAN_GRACE_PERIOD", originals.timedelta())
    monkeypatch.setattr(originals.find_orphans, "__defaults__", (originals.timedelta(),))
    assert not Upload.objects.exists() and repair.find_pending().stray == 1
    assert repair.repair_all().uploads[0].document.symbol == "S/RES/2553(2020)"


def test_killed_between_commit_and_index_the_index_is_put_right(monkeypatch):
    with monkeypatch.context() as context, pytest.raises(Killed):
        kill_in(context, "search.indexing.update_documents")
        ingest_file(TEXT, "2553.txt")
    assert Document.objects.get(symbol="S/RES/2553(2020)").status == Status.PUBLISHED
    assert repair.find_pending().index == 1
    repair.repair_all()
    assert not repair.find_pending() and not indexing.find_differences()


def ingest_again() -> None:
    call_command("ingest", str(RESOLUTION))


def repair_what_is_left() -> None:
    call_command("repair")


def prepare_a_start() -> None:
    call_command("prepare")


@pytest.mark.parametrize("heal", [ingest_again, repair_what_is_left, prepare_a_start])
@pytest.mark.parametrize(
    "place", ["search.indexing.update_documents", "resolutions.writing.similar_paragraphs.update_similar_paragraphs"]
)
def test_killed_after_the_commit_its_similar_paragraphs_are_found_later(monkeypatch, heal, place):
    with monkeypatch.context() as context, pytest.raises(Killed):
        kill_in(context, place)
        ingest_file(TEXT, "2553.txt")
    document = Document.objects.get(symbol="S/RES/2553(2020)")
    assert not ParagraphSketch.objects.exists() and repair.find_pending().similar == 1
    heal()
    assert ParagraphSketch.objects.filter(paragraph__document=document).exists()
    assert not repair.find_pending() and not indexing.find_differences()


def test_killed_after_a_withdrawal_the_document_is_similar_to_nothing_later(monkeypatch):
    document = ingest_file(TEXT, "2553.txt").document
    with monkeypatch.context() as context, pytest.raises(Killed):
        kill_in(context, "search.indexing.update_documents")
        change_status(document, Status.WITHDRAWN)
    assert ParagraphSketch.objects.exists() and repair.find_pending().similar == 1
    call_command("repair")
    assert not ParagraphSketch.objects.exists() and not repair.find_pending()


def test_a_text_of_short_paragraphs_is_no_unfinished_work():
    short = RESOLUTION.read_text().split("安全理事会，")[0] + "安全理事会，\n\n1. 决定继续处理此案。\n"
    ingest_file(short.encode(), "2553.txt")
    assert not ParagraphSketch.objects.exists() and not repair.find_pending()


def test_a_process_ended_by_the_system_leaves_the_upload_to_be_read():
    upload = receiving.receive_file(TEXT, "2553.txt")
    child = subprocess.Popen([sys.executable, "-c", _HANGS % upload.pk], stdout=subprocess.PIPE, env=_environment())
    assert child.stdout.readline() == b"inside\n"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    assert not Paragraph.objects.exists()
    assert read_when_free(upload).state == UploadState.READ


def read_when_free(upload):
    """Read the upload as soon as PostgreSQL has released the lock of the killed process."""
    for _ in range(100):
        read = uploads.process_upload(upload)
        if read.state != UploadState.WAITING:
            break
        time.sleep(0.1)
    return read


_HANGS = """
import django, time
django.setup()
from resolutions.writing import paragraphs
from resolutions.desk import uploads
from resolutions.models import Upload
def hang(*args):
    print("inside", flush=True)
    time.sleep(60)
paragraphs._replace_paragraphs = hang
uploads.process_upload(Upload.objects.get(pk=%s))
"""


def _environment() -> dict[str, str]:
    """Return the environment of a process that uses the database and files of this test."""
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    return os.environ | {
        "DATABASE_URL": urlunsplit(database),
        "DATA_DIR": str(settings.MEDIA_ROOT.parent),
        "PYTHONPATH": str(settings.BASE_DIR),
    }


def test_two_who_read_one_upload_write_it_once():
    upload = receiving.receive_file(TEXT, "2553.txt")
    uploads.process_upload(upload)
    assert uploads.process_upload(upload).state == UploadState.READ
    assert Document.objects.get(symbol="S/RES/2553(2020)").versions.count() == 1


def test_a_wrong_count_is_put_right():
    ingest_file(TEXT, "2553.txt")
    Document.objects.filter(symbol="S/RES/2151(2014)").update(citations_in=99)
    assert repair.repair_all().counts == 1
    assert Document.objects.get(symbol="S/RES/2151(2014)").citations_in == 1


def test_the_command_says_what_remains_and_finishes_it(capsys):
    receiving.receive_file(TEXT, "2553.txt")
    with pytest.raises(CommandError, match="remains to do"):
        call_command("repair", "--check")
    call_command("repair")
    assert "2553.txt: 已读出" in capsys.readouterr().out
    call_command("repair", "--check")


def test_an_original_that_is_gone_is_named():
    document = ingest_file(TEXT, "2553.txt").document
    Path(document.sources.get().file.path).unlink()
    with pytest.raises(CommandError, match="originals are gone"):
        call_command("repair")


def test_a_trial_writes_nothing(capsys):
    call_command("ingest", str(RESOLUTION), "--dry-run")
    assert "new, S/RES/2553(2020)" in capsys.readouterr().out
    assert not Document.objects.exists() and originals.find_orphans(originals.timedelta()) == []


def test_reading_again_from_the_command_line_tells_what_changed(capsys):
    document = ingest_file(TEXT, "2553.txt").document
    document.paragraphs.filter(label="5").update(text="读坏的一段")
    document.versions.update(digest="")
    call_command("reread", "2553", "--dry-run")
    assert "1 would change" in capsys.readouterr().out
    call_command("reread", "--all")
    assert "1 changed" in capsys.readouterr().out
    assert document.paragraphs.get(label="5").text.startswith("5.")
