"""Originals on a full or failing disk: complete or absent, and the reader of the page gets a sentence."""

import errno
import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import OperationalError

from resolutions.desk import receiving, repair, uploads
from resolutions.models import Document, SourceFile, Upload, UploadState
from resolutions.writing import originals
from resolutions.writing.errors import LostOriginalError
from resolutions.writing.publish import ingest_file
from tests.desk.people import RESOLUTION, UPLOAD, upload
from tests.test_atomic_file import fill_disk_at, no_space

pytestmark = pytest.mark.django_db
TEXT = RESOLUTION.read_bytes()
LINES = f"{UPLOAD}lines/"
CALLS = ["open", "write", "fsync", "replace"]


@pytest.fixture(autouse=True)
def at_once(monkeypatch) -> None:
    """Take every stored file for an old one."""
    for function in (originals.find_orphans, originals.delete_unfinished):
        monkeypatch.setattr(function, "__defaults__", (timedelta(),))


def stored_files(settings) -> list[str]:
    return sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def damage(source: SourceFile, data: bytes = TEXT[:1000]) -> Path:
    path = Path(source.file.path)
    path.chmod(0o600)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("call", CALLS)
def test_nothing_of_a_file_is_stored_on_a_full_disk(settings, monkeypatch, call):
    with monkeypatch.context() as context, pytest.raises(OSError):
        fill_disk_at(context, call)
        originals.store_file(TEXT)
    assert stored_files(settings) == []
    assert originals.read_original(originals.store_file(TEXT)) == TEXT


@pytest.mark.parametrize("address", [UPLOAD, LINES])
@pytest.mark.parametrize("call", CALLS)
def test_an_upload_is_refused_with_507_and_a_sentence(editor, settings, monkeypatch, call, address):
    with monkeypatch.context() as context:
        fill_disk_at(context, call)
        response = editor.post(address, {"files": [SimpleUploadedFile("2553.txt", TEXT)]})
    assert response.status_code == 507
    assert "“2553.txt”：服务器的磁盘已满，没有收下" in response.content.decode()
    assert stored_files(settings) == [] and not Upload.objects.exists()
    assert "已读出" in upload(editor, ("2553.txt", TEXT))


def test_an_upload_that_finds_no_space_in_the_temporary_folder_is_refused_too(editor, settings, monkeypatch):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.write", no_space, raising=False)
    sent = [SimpleUploadedFile("2553.txt", TEXT)]
    response = editor.post(UPLOAD, {"files": sent})
    assert response.status_code == 507 and "“2553.txt”：服务器的磁盘已满" in response.content.decode()
    assert not Upload.objects.exists()


def test_an_upload_that_finds_no_space_while_it_is_read_waits_with_its_bytes(editor, monkeypatch):
    with monkeypatch.context() as context:
        context.setattr("resolutions.desk.uploads.extract_stored_text", no_space)
        response = editor.post(UPLOAD, {"files": [SimpleUploadedFile("2553.txt", TEXT)]})
        waiting = Upload.objects.get()
        again = editor.post(f"{UPLOAD}{waiting.pk}/resume/")
    for page in (response, again):
        assert page.status_code == 507 and "文件收下了，还没有读取" in page.content.decode()
    assert waiting.state == UploadState.WAITING and originals.read_original(waiting.sha256) == TEXT
    assert "已读出" in editor.post(f"{UPLOAD}{waiting.pk}/resume/").content.decode()


def test_files_before_the_disk_was_full_are_read_all_the_same(editor, monkeypatch):
    store = originals.store_file

    def store_the_first(data: bytes) -> str:
        return store(data) if data == TEXT else no_space()

    monkeypatch.setattr(originals, "store_file", store_the_first)
    sent = [SimpleUploadedFile("2553.txt", TEXT), SimpleUploadedFile("b.txt", "第二份".encode())]
    response = editor.post(UPLOAD, {"files": sent})
    html = response.content.decode()
    assert response.status_code == 507 and "已读出" in html and "“b.txt”：服务器的磁盘已满" in html


def test_bytes_without_a_row_do_not_stay_when_the_database_is_full(settings, monkeypatch):
    def refuse(*args, **values):
        raise OperationalError

    monkeypatch.setattr(Upload.objects, "create", refuse)
    with pytest.raises(OperationalError):
        receiving.receive_file(TEXT, "2553.txt")
    assert stored_files(settings) == []


def test_another_error_of_the_disk_is_no_full_disk(editor, monkeypatch):
    def refuse(*args, **values):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(PermissionError):
        upload(editor, ("2553.txt", TEXT))


@pytest.mark.parametrize("data", [TEXT[:1000], TEXT.replace("安".encode(), "按".encode()), b""])
def test_a_damaged_file_is_not_trusted(settings, data):
    sha256 = originals.store_file(TEXT)
    path = Path(settings.MEDIA_ROOT, originals.storage_path(sha256))
    path.write_bytes(data)
    with pytest.raises(LostOriginalError, match="损坏"):
        originals.read_original(sha256)
    assert not originals.is_intact(sha256)
    assert originals.store_file(TEXT) == sha256
    assert path.read_bytes() == TEXT


def test_repair_names_the_originals_that_are_damaged_or_gone(capsys):
    damage(ingest_file(TEXT, "2553.txt").document.sources.get())
    other = ingest_file("第2151(2014)号决议\n安全理事会，\n1. 决定继续处理此案。".encode(), "2151.txt")
    Path(other.document.sources.get().file.path).unlink()
    assert not uploads.waiting_uploads().exists()
    with pytest.raises(CommandError, match="2 originals are gone or damaged"):
        call_command("repair")
    err = capsys.readouterr().err
    assert "2553.txt (S/RES/2553(2020)): the original is damaged" in err
    assert "2151.txt (S/RES/2151(2014)): the original's bytes are gone" in err


def test_an_upload_of_the_same_bytes_restores_a_damaged_original(editor):
    path = damage(ingest_file(TEXT, "2553.txt").document.sources.get())
    assert "SHA-256 相同" in upload(editor, ("again.txt", TEXT))
    assert path.read_bytes() == TEXT


def test_a_waiting_upload_with_half_its_bytes_is_refused(settings):
    waiting = receiving.receive_file(TEXT, "2553.txt")
    Path(settings.MEDIA_ROOT, originals.storage_path(waiting.sha256)).write_bytes(TEXT[:1000])
    read = uploads.process_upload(waiting)
    assert (read.state, Document.objects.count()) == (UploadState.REFUSED, 0)
    assert "重新上传" in read.message


def test_repair_deletes_what_a_killed_process_left_unfinished(settings):
    folder = Path(settings.MEDIA_ROOT, "ab")
    folder.mkdir(parents=True)
    (folder / f".{'ab' * 32}.123.part").write_bytes(TEXT[:1000])
    (folder / ("ab" * 32)).write_bytes(TEXT[:1000])  # as written before files were renamed
    [refused] = repair.repair_all().uploads
    assert (refused.state, refused.sha256) == (UploadState.REFUSED, "")
    assert stored_files(settings) == []


def test_the_desk_shows_a_sentence_when_an_original_is_damaged(editor):
    document = ingest_file(TEXT, "2553.txt", publish=False).document
    ingest_file(TEXT + b"\n", "2553.txt", publish=False)
    version = document.versions.last()
    damage(version.source)
    damage(document.versions.first().source)
    base = f"/admin/resolutions/document/{document.pk}"
    page = editor.get(f"{base}/versions/{version.pk}/")
    assert page.status_code == 200 and "存储中的原件已损坏" in page.content.decode()
    document.refresh_from_db()
    page = editor.post(f"{base}/versions/{version.pk}/", {"version": document.edit_token}, follow=True)
    assert "存储中的原件已损坏" in page.content.decode()


def test_a_command_ends_with_one_sentence(monkeypatch):
    with monkeypatch.context() as context, pytest.raises(OSError):
        fill_disk_at(context, "fsync")
        call_command("ingest", str(RESOLUTION), stdout=io.StringIO())
    assert not Document.objects.exists() and not SourceFile.objects.exists()
