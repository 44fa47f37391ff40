"""Originals in a folder and in a bucket: the same answers; a bucket that is silent gives a sentence."""

import errno
import hashlib
import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from portal.originals_url import originals_folder, originals_storage
from resolutions.desk import repair
from resolutions.models import SourceFile, Upload
from resolutions.writing import originals
from resolutions.writing.errors import LostOriginalError, OriginalsUnavailableError
from resolutions.writing.publish import ingest_file
from tests.desk.people import RESOLUTION, UPLOAD

pytestmark = pytest.mark.django_db
TEXT = RESOLUTION.read_bytes()
LARGE = bytes(range(256)) * 2**17  # 32 MiB: a bucket takes it in several parts


def overwrite(sha256: str, data: bytes) -> None:
    """Replace the stored bytes as a failing disk would."""
    name = originals.storage_path(sha256)
    default_storage.delete(name)
    default_storage.save(name, ContentFile(data))


@pytest.mark.parametrize("data", [TEXT, b"", b"\0", LARGE], ids=["text", "empty", "zero", "large"])
def test_bytes_come_back_as_they_were_stored(storage, data):
    sha256 = originals.store_file(data)
    assert sha256 == hashlib.sha256(data).hexdigest() == originals.store_file(data)
    assert originals.read_original(sha256) == data and originals.is_intact(sha256)
    assert originals.read_head(sha256, 8) == data[:8] and originals.read_head(sha256, 2000) == data[:2000]


@pytest.mark.parametrize("damaged", [b"", TEXT[:1000], TEXT + b"\n"])
def test_damaged_bytes_are_never_used_and_are_replaced_by_an_upload_of_the_same(storage, damaged):
    sha256 = originals.store_file(TEXT)
    overwrite(sha256, damaged)
    assert not originals.is_intact(sha256)
    with pytest.raises(LostOriginalError, match="已损坏"):
        originals.read_original(sha256)
    assert originals.store_file(TEXT) == sha256 and originals.read_original(sha256) == TEXT


def test_missing_bytes_are_named(storage):
    with pytest.raises(LostOriginalError, match="已不在"):
        originals.read_original("0" * 64)
    assert not originals.is_intact("0" * 64) and originals.read_head("0" * 64, 8) == b""
    originals.delete_if_unused("0" * 64)


def test_a_document_can_be_read_downloaded_and_repaired(storage, client, settings):
    document = ingest_file(TEXT, "2553.txt").document
    source = document.sources.get()
    answer = client.get(f"/originals/{source.pk}")
    assert answer.status_code == 200 and b"".join(answer.streaming_content) == TEXT
    assert repair.find_pending().lost == originals.LostOriginals()
    overwrite(source.sha256, TEXT[:1000])
    assert client.get(f"/originals/{source.pk}").status_code == 404
    assert originals.find_lost().damaged == (source,)
    default_storage.delete(originals.storage_path(source.sha256))
    assert client.get(f"/originals/{source.pk}").status_code == 404
    assert originals.find_lost().missing == (source,)


def test_files_without_a_row_are_found_and_received_again(storage):
    kept = ingest_file(TEXT, "2553.txt").document.sources.get().sha256
    stray = originals.store_file(TEXT.replace(b"2553", b"2554"))
    default_storage.save("ab/note", ContentFile(b"no original"))
    assert originals.find_orphans(timedelta(-1)) == [stray]
    assert originals.find_orphans(timedelta(hours=1)) == []
    originals.delete_if_unused(kept)
    originals.delete_if_unused(stray)
    assert originals.is_intact(kept) and not originals.is_intact(stray)


def test_an_upload_is_stored_read_and_refused(storage, admin_client):
    page = admin_client.post(UPLOAD, {"files": [SimpleUploadedFile("2553.txt", TEXT)]}, follow=True)
    assert page.status_code == 200
    assert originals.is_intact(hashlib.sha256(TEXT).hexdigest())
    admin_client.post(UPLOAD, {"files": [SimpleUploadedFile("a.txt", b"\0\0\0")]}, follow=True)
    assert not originals.is_intact(hashlib.sha256(b"\0\0\0").hexdigest()), "refused files are not kept"


def test_a_copy_and_back_is_the_same_storage(storage, tmp_path, monkeypatch):
    kept = [originals.store_file(data) for data in (TEXT, b"another")]
    overwrite(damaged := originals.store_file(b"third"), b"thi")
    monkeypatch.setattr("sys.stdin", StringIO("\n".join([*kept, damaged, "0" * 64])))
    printed = StringIO()
    call_command("copy_originals", to=tmp_path / "copy", stdout=printed)
    sizes = [len(TEXT), 7, None, None]
    assert [json.loads(line) for line in printed.getvalue().splitlines()] == [
        [name, size] for name, size in zip([*kept, damaged, "0" * 64], sizes, strict=True)
    ]
    for sha256 in kept:
        default_storage.delete(originals.storage_path(sha256))
    (tmp_path / "copy" / "ab").mkdir(exist_ok=True)
    (tmp_path / "copy" / "ab" / ("ab" * 32)).write_bytes(b"its name is not its hash")
    call_command("copy_originals", source=tmp_path / "copy", stdout=StringIO())
    assert all(map(originals.is_intact, kept)) and not originals.is_intact("ab" * 32)


@pytest.fixture
def silent(bucket, settings):
    """A bucket with one document; afterwards its server cannot be reached."""
    source = ingest_file(TEXT, "2553.txt").document.sources.get()
    url = "s3+http://key:secret@127.0.0.1:9/portal"
    settings.STORAGES = {**settings.STORAGES, "default": originals_storage(url)}
    return source


def test_a_silent_bucket_gives_a_sentence_and_loses_nothing(silent, client, admin_client):
    answer = client.get(f"/originals/{silent.pk}")
    assert answer.status_code == 503 and "存放原件的存储没有应答" in answer.content.decode()
    assert client.get("/S/RES/2553(2020)").status_code == 200, "texts are in the database"
    page = admin_client.post(UPLOAD, {"files": [SimpleUploadedFile("b.txt", b"another text")]}, follow=True)
    assert page.status_code == 503 and "存放原件的存储没有应答" in page.content.decode()
    assert not Upload.objects.exists() and SourceFile.objects.count() == 1
    for ask in (lambda: originals.store_file(b"x"), lambda: originals.read_original(silent.sha256)):
        with pytest.raises(OriginalsUnavailableError) as raised:
            ask()
        assert raised.value.errno == errno.EIO and not isinstance(raised.value, FileNotFoundError)


def test_a_bucket_that_does_not_exist_is_an_error_and_not_a_missing_file(bucket, settings):
    settings.STORAGES = {**settings.STORAGES, "default": originals_storage(bucket.replace("/portal/", "/other/"))}
    with pytest.raises(OSError):
        originals.store_file(TEXT)


@pytest.mark.parametrize(
    "url, endpoint, bucket, prefix, key, secret, region",
    [
        ("s3+https://k:s@h/b", "https://h", "b", "", "k", "s", "us-east-1"),
        ("s3+https://k:s@h:9000/b/p/q/?region=eu-1", "https://h:9000", "b", "p/q", "k", "s", "eu-1"),
        ("s3+http://k%40:s%2F%3A@minio:9000/b", "http://minio:9000", "b", "", "k@", "s/:", "us-east-1"),
        ("s3+https://s3.example.org/b", "https://s3.example.org", "b", "", None, None, "us-east-1"),
    ],
)  # fmt: skip
def test_an_address_of_a_bucket_is_read(url, endpoint, bucket, prefix, key, secret, region):
    options = originals_storage(url)["OPTIONS"]
    names = ("endpoint_url", "bucket_name", "location", "access_key", "secret_key", "region_name")
    assert tuple(options[name] for name in names) == (endpoint, bucket, prefix, key, secret, region)
    assert originals_folder(url, tmp := RESOLUTION.parent) is None and originals_folder("", tmp) == tmp


@pytest.mark.parametrize(
    "url",
    ["/srv/originals", "file://", "file:///", "file://host/x", "s3://bucket", "s3+https://", "s3+https://k:hidden@h",
     "s3+https://k:hidden@h/", "s3+https://k@h/b", "s3+ftp://k:hidden@h/b", "https://h/b", "s3+https://h:x/b"],
)  # fmt: skip
def test_an_address_that_cannot_be_used_is_refused_without_its_secret(url):
    with pytest.raises(ImproperlyConfigured, match="ORIGINALS_URL") as raised:
        originals_storage(url)
    assert "hidden" not in str(raised.value)
