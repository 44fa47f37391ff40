"""`make backup` and `make restore`: into an empty place, over another, and with what is damaged."""

import hashlib
import json
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from portal.local import backup
from portal.local.environment import LocalError, local_environment
from resolutions.models import SourceFile, Upload, UploadState
from resolutions.writing import originals
from resolutions.writing.publish import ingest_file
from tests.desk.people import LETTER, RESOLUTION

ADDRESS = "/S/RES/2553(2020)"
PAGE = f"""
from django.test import Client
from resolutions.writing.originals import read_original
from resolutions.models import SourceFile
assert [len(read_original(source.sha256)) for source in SourceFile.objects.all()]
for address in ("{ADDRESS}", "/search?q=安全部门改革"):
    page = Client().get(address, headers={{"Host": "localhost"}})
    assert page.status_code == 200, address
    print("第2553(2020)号决议" in page.content.decode())
"""


def database_url(name: str) -> str:
    values = connection.settings_dict
    host = quote(values["HOST"], safe="")
    password = f":{quote(values['PASSWORD'], safe='')}" if values["PASSWORD"] else ""
    port = f":{values['PORT']}" if values["PORT"] else ""
    return f"postgres://{values['USER']}{password}@{host}{port}/{name}"


@pytest.fixture
def portal(transactional_db, settings, monkeypatch, tmp_path) -> Path:
    """Data folder of a portal with two documents, and its database, as `make backup` sees them."""
    data = tmp_path / "data"
    settings.MEDIA_ROOT = data / "originals"
    for file in (RESOLUTION, LETTER):
        ingest_file(file.read_bytes(), file.name)
    monkeypatch.setenv("DATA_DIR", str(data))
    monkeypatch.setenv("DATABASE_URL", database_url(connection.settings_dict["NAME"]))
    return data


@pytest.fixture
def saved(portal, tmp_path) -> Path:
    backup.back_up(tmp_path / "backup")
    return tmp_path / "backup"


@pytest.fixture
def empty_place(saved, monkeypatch, tmp_path):
    """Another data folder and an empty database; the URL of the database."""
    name = f"{connection.settings_dict['NAME']}_restored"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "other"))
    monkeypatch.setenv("DATABASE_URL", database_url(name))
    yield database_url(name)
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def without_commands(monkeypatch) -> None:
    """Leave out migration and index, which take seconds."""
    monkeypatch.setattr(backup, "AFTER_RESTORE", ())


def counts(url: str) -> dict[str, int]:
    with closing(psycopg2.connect(url)) as other, other.cursor() as cursor:
        return backup.count_rows(cursor)


def change_manifest(folder: Path, **values) -> None:
    path = folder / backup.MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def test_a_backup_restored_into_an_empty_place_is_the_same_portal(portal, saved, empty_place, tmp_path):
    backup.restore(saved)
    assert counts(empty_place) == counts(database_url(connection.settings_dict["NAME"]))
    for source in SourceFile.objects.all():
        assert (tmp_path / "other/originals" / originals.storage_path(source.sha256)).read_bytes() in (
            RESOLUTION.read_bytes(),
            LETTER.read_bytes(),
        )
    environment = local_environment(tmp_path / "other", empty_place) | {"SEARCH_URL": "", "DEBUG": "1"}
    command = [sys.executable, "manage.py", "shell", "-c", PAGE]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-2:] == ["True", "True"], done.stderr


def test_a_restored_portal_can_be_backed_up_and_restored_again(saved, empty_place, without_commands, tmp_path):
    backup.restore(saved)
    backup.back_up(tmp_path / "second")
    before = counts(empty_place)
    backup.restore(tmp_path / "second", force=True)
    assert counts(empty_place) == before
    first, second = (json.loads((folder / backup.MANIFEST).read_text()) for folder in (saved, tmp_path / "second"))
    assert (first["tables"], first["originals"]) == (second["tables"], second["originals"])


def test_a_place_with_data_is_replaced_only_on_request(saved, empty_place, without_commands, tmp_path):
    backup.restore(saved)
    with pytest.raises(LocalError, match="is not empty; FORCE=1"):
        backup.restore(saved)
    (tmp_path / "other/originals/extra").write_text("a file of the old portal")
    backup.restore(saved, force=True)
    [aside] = (tmp_path / "other").glob("originals-replaced-*")
    assert (aside / "extra").exists() and not (tmp_path / "other/originals/extra").exists()


def test_a_restore_that_fails_leaves_the_old_rows(saved, empty_place, without_commands):
    backup.restore(saved)
    before = counts(empty_place)
    change_manifest(saved, tables={"resolutions_document": 7})
    with pytest.raises(LocalError, match="other numbers of rows"):
        backup.restore(saved, force=True)
    assert counts(empty_place) == before


def test_rows_and_originals_are_of_one_moment(portal, monkeypatch, tmp_path):
    """A document that arrives while the dump runs is in neither; nothing is missing."""
    run, later = backup._run_program, "第2151(2014)号决议\n安全理事会，\n1. 决定继续处理此案。".encode()

    def ingest_meanwhile(*arguments) -> None:
        ingest_file(later, "2151.txt")
        run(*arguments)

    monkeypatch.setattr(backup, "_run_program", ingest_meanwhile)
    backup.back_up(tmp_path / "backup")
    manifest = json.loads((tmp_path / "backup" / backup.MANIFEST).read_text())
    assert manifest["tables"]["resolutions_sourcefile"] == manifest["originals"]["count"] == 2
    assert SourceFile.objects.count() == 3


def test_the_bytes_of_undecided_uploads_are_saved_too(portal, tmp_path):
    sha256 = originals.store_file(b"undecided")
    Upload.objects.create(sha256=sha256, name="u.txt", size=9, state=UploadState.ASKED)
    gone = Upload.objects.create(sha256="0" * 64, name="gone.txt", size=9, state=UploadState.WAITING)
    backup.back_up(tmp_path / "backup")
    assert (tmp_path / "backup/originals" / originals.storage_path(sha256)).read_bytes() == b"undecided"
    assert not (tmp_path / "backup/originals" / originals.storage_path(gone.sha256)).exists()


def test_an_original_that_the_portal_has_lost_is_named(portal, tmp_path):
    path = Path(SourceFile.objects.get(name=RESOLUTION.name).file.path)
    path.chmod(0o600)
    path.write_bytes(b"half")
    with pytest.raises(LocalError, match=f"missing or damaged here: {RESOLUTION.name}"):
        backup.back_up(tmp_path / "backup")
    assert backup.verify_backup(tmp_path / "backup")["originals"]["count"] == 1


@pytest.fixture
def made_by_hand(tmp_path, monkeypatch) -> Path:
    """A folder in the form of a backup, with a dump that no test restores."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    folder = tmp_path / "backup"
    for data in (b"one", b"two"):
        path = folder / backup.ORIGINALS / originals.storage_path(hashlib.sha256(data).hexdigest())
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / backup.DUMP).write_bytes(b"d" * 200)
    manifest = {
        "format": backup.FORMAT,
        "migrations": ["0001_documents_and_citations"],
        "tables": {},
        "originals": {"count": 2},
    }
    manifest["sha256"] = hashlib.sha256(b"d" * 200).hexdigest()
    (folder / backup.MANIFEST).write_text(json.dumps(manifest))
    return folder


def damage_dump(folder: Path) -> None:
    with (folder / backup.DUMP).open("r+b") as file:
        file.seek(100)
        file.write(b"x")


def damage_original(folder: Path) -> None:
    next(path for path in (folder / backup.ORIGINALS).rglob("*") if path.is_file()).write_bytes(b"x")


@pytest.mark.parametrize(
    "damage, sentence",
    [
        (damage_dump, "database.dump is damaged"),
        (damage_original, "is damaged"),
        (lambda folder: shutil.rmtree(folder / backup.ORIGINALS), "has 0 originals instead of 2"),
        (lambda folder: (folder / backup.MANIFEST).unlink(), "is no complete backup"),
        (lambda folder: (folder / backup.DUMP).unlink(), "is no complete backup"),
        (lambda folder: change_manifest(folder, format=99), "another format"),
        (lambda folder: change_manifest(folder, migrations=["9999_later"]), "newer version of the portal"),
    ],
)
def test_a_damaged_backup_is_refused_before_anything_is_touched(made_by_hand, monkeypatch, damage, sentence):
    assert backup.verify_backup(made_by_hand)
    damage(made_by_hand)
    monkeypatch.setattr(backup, "lock_data_folder", lambda data: pytest.fail("the place was touched"))
    with pytest.raises(LocalError, match=sentence):
        backup.restore(made_by_hand, force=True)


def test_a_backup_that_breaks_off_leaves_no_folder(portal, monkeypatch, tmp_path):
    monkeypatch.setattr(backup, "_copy_file", lambda *arguments: Path("/nonexistent").rename("/x"))
    with pytest.raises(LocalError, match="could not be written"):
        backup.back_up(tmp_path / "backup")
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == []


def test_a_backup_never_replaces_another(saved):
    with pytest.raises(LocalError, match="exists; name a new folder"):
        backup.back_up(saved)


def test_an_empty_database_is_no_portal(empty_place, tmp_path):
    with pytest.raises(LocalError, match="no portal to back up"):
        backup.back_up(tmp_path / "nothing")


@pytest.mark.parametrize(
    "versions, server, chosen",
    [
        ({"wheel": 18, "path": 16}, 16, "path"),
        ({"wheel": 18, "path": 16}, 17, "wheel"),
        ({"wheel": 18, "path": 18}, 18, "wheel"),
        ({"wheel": 18, "path": 16}, 19, None),
    ],
)
def test_the_program_of_the_servers_version_is_preferred(monkeypatch, versions, server, chosen):
    monkeypatch.setattr(backup, "find_packaged_programs", lambda: Path("wheel"))
    monkeypatch.setattr(shutil, "which", lambda name: f"path/{name}")
    monkeypatch.setattr(backup, "_program_version", lambda path: versions[Path(path).parent.name])
    if chosen:
        assert backup.find_program("pg_dump", server) == f"{chosen}/pg_dump"
    else:
        with pytest.raises(LocalError, match="19 or newer is needed"):
            backup.find_program("pg_dump", server)


def test_make_needs_the_name_of_the_folder():
    done = subprocess.run(
        [sys.executable, "-m", "portal.local", "backup", ""], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1 and "Name the folder: make backup TO=folder" in done.stderr
