"""A damaged index gives the right answers or none: every file of a generation, damaged in every way."""

import io
import shutil
import threading
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from resolutions import atomic_file
from search import background_rebuild, indexing
from search.chinese.dictionary import load_dictionary
from search.engine import search_engine
from search.index import folder as folder_module
from search.index import manifest
from search.index import snapshot as snapshot_module
from search.index.entries import TEXT_FIELDS
from search.index.folder import IndexFolder
from search.index.maintenance import rebuild_index, replace_documents
from search.index.snapshot import SnapshotManager
from search.protocol.documents import IndexableDocument
from search.protocol.errors import IndexDamagedError, IndexOutdatedError, IndexUnavailableError
from search.protocol.request import SearchRequest
from search.results.answer import Searcher
from search.results.phrase_history import find_phrase_uses
from tests.search.damage import DAMAGES, describe, list_files
from tests.search.default_index import default_index

QUERIES = ("安全部门改革", "决定 年", "*", "第2553(2020)号决议", "kind:resolution", "平民")
LOCKS = {"lock", "rebuild.lock", "recovery.lock"}


@pytest.fixture(scope="module")
def whole(sources, tmp_path_factory) -> IndexFolder:
    """An index of five texts with two segments and a deleted document."""
    folder = IndexFolder(tmp_path_factory.mktemp("whole"))
    rebuild_index(folder, sources)
    change(folder, sources[1:2])
    return folder


def change(folder: IndexFolder, sources: list[IndexableDocument]) -> None:
    with folder.write_lock():
        replace_documents(folder, sources, [source.key for source in sources])


def copy(whole: IndexFolder, path: Path) -> IndexFolder:
    shutil.copytree(whole.path, path)
    return IndexFolder(path)


def ask(manager: SnapshotManager) -> list:
    """Everything that readers see: results with snippets, facets, cards, stamps, and uses of a phrase."""
    snapshot = manager.snapshot()
    searcher = Searcher(snapshot, load_dictionary())
    answers = [searcher.answer(SearchRequest(typed, size=10)) for typed in QUERIES]
    shown = [[(a.total, a.facets), *((r.card, r.snippets, r.more) for r in a.results)] for a in answers]
    return [shown, snapshot.stamps(), find_phrase_uses(snapshot, "安全理事会")]


@pytest.fixture(scope="module")
def answers(whole) -> list:
    return ask(SnapshotManager(whole))


def file_names() -> list[str]:
    """Kinds of files; the segments of the index of each run have other names."""
    columns = ["added", "card", "cited", "day", "key", "layout", "length", "reading", "text", "values", "year"]
    lengths = [f"_{name}_len" for name in TEXT_FIELDS]
    stored = [f"{name}.col" for name in (*columns, *lengths, "_stored")]
    return ["CURRENT", "manifest-2", "_portal_2.toc", "pst", "trm", *stored, *sorted(LOCKS - {"recovery.lock"})]


def test_the_matrix_names_every_file_of_an_index(whole):
    assert {describe(name) for name in list_files(whole.path)} == set(file_names())


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("kind", file_names())
def test_a_damaged_file_is_found_or_harmless_and_a_rebuild_heals_it(kind, damage, whole, answers, tmp_path):
    original = {name: (whole.path / name).read_bytes() for name in list_files(whole.path)}
    for name in (name for name in original if describe(name) == kind):
        folder = copy(whole, tmp_path / name.replace("/", "_"))
        served = SnapshotManager(folder)
        served.snapshot()
        DAMAGES[damage](folder.path / name)
        path = folder.path / name
        if kind in LOCKS or (path.exists() and path.read_bytes() == original[name]):
            folder.verify()
            assert ask(SnapshotManager(folder)) == answers
            continue
        with pytest.raises(IndexUnavailableError):
            ask(SnapshotManager(folder))
        with pytest.raises(IndexUnavailableError):
            folder.verify()
        served.expire()
        with pytest.raises(IndexUnavailableError):
            served.snapshot()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_rebuild_heals_whatever_is_damaged(damage, whole, answers, sources, tmp_path):
    folder = copy(whole, tmp_path / "index")
    for name in list_files(folder.path):
        DAMAGES[damage](folder.path / name)
    served = SnapshotManager(folder)
    with pytest.raises(IndexUnavailableError):
        served.snapshot()
    rebuild_index(folder, sources)
    folder.verify()
    assert ask(served)[1] == answers[1] and len(list(folder.path.glob("build-*"))) == 1


@pytest.mark.parametrize("kind", ["key.col", "_portal_2.toc", "manifest-2", "CURRENT"])
def test_a_writer_changes_nothing_in_an_index_whose_files_it_cannot_trust(kind, whole, sources, tmp_path):
    folder = copy(whole, tmp_path / "index")
    name = next(name for name in list_files(folder.path) if describe(name) == kind)
    DAMAGES["flip a byte"](folder.path / name)
    before = {name: (folder.path / name).read_bytes() for name in list_files(folder.path)}
    with pytest.raises(IndexDamagedError):
        change(folder, sources[:1])
    assert {name: (folder.path / name).read_bytes() for name in list_files(folder.path)} == before


def test_a_damage_that_a_writer_does_not_read_stays_known(whole, sources, tmp_path):
    folder = copy(whole, tmp_path / "index")
    for name in list_files(folder.path):
        if describe(name) == "reading.col":
            DAMAGES["flip a byte"](folder.path / name)
    change(folder, sources[3:4])
    with pytest.raises(IndexDamagedError) as raised:
        SnapshotManager(folder).snapshot()
    assert {describe(name) for name in raised.value.names} == {"reading.col"}


def test_an_index_without_checksums_is_rebuilt_not_trusted(whole, tmp_path):
    folder = copy(whole, tmp_path / "index")
    name = (folder.path / "CURRENT").read_text().split()[0]
    (folder.path / "CURRENT").write_text(name)
    with pytest.raises(IndexOutdatedError, match="校验和"):
        SnapshotManager(folder).snapshot()


def test_files_are_read_once_and_again_only_when_they_change(whole, tmp_path, monkeypatch):
    folder, read = copy(whole, tmp_path / "index"), []
    compare = snapshot_module.find_damaged_files
    monkeypatch.setattr(snapshot_module, "find_damaged_files", lambda g, names: read.extend(names) or compare(g, names))
    monkeypatch.setattr(snapshot_module, "RECHECK_SECONDS", -1.0)
    manager = SnapshotManager(folder)
    first = manager.snapshot()
    assert len(read) == len(folder.current_generation().manifest.files)
    assert manager.snapshot() is first and len(read) == len(folder.current_generation().manifest.files)
    touched = next(path for path in folder.current_generation().build.glob("*.card.col"))
    read.clear()
    touched.touch()
    manager.snapshot()
    assert read == [touched.name]


def test_everything_is_on_the_disk_before_the_switch(whole, sources, tmp_path, monkeypatch):
    folder, synced = copy(whole, tmp_path / "index"), []
    sync, replace = atomic_file.sync, Path.replace

    def note_switch(path: Path, target: Path) -> Path:
        synced.append("switch")
        return replace(path, target)

    for module in (folder_module, manifest, atomic_file):
        monkeypatch.setattr(module, "sync", lambda path: synced.append(path) or sync(path))
    monkeypatch.setattr(Path, "replace", note_switch)
    known = set(folder.current_generation().manifest.files)
    change(folder, sources[2:3])
    current = folder.current_generation()
    before = synced[: synced.index("switch")]
    assert {current.build / name for name in set(current.manifest.files) - known} <= set(before)
    assert {current.build, folder.path} <= set(before) and synced[-1] == folder.path


def test_a_full_disk_leaves_the_old_generation_and_no_remains(whole, sources, answers, tmp_path, monkeypatch):
    folder = copy(whole, tmp_path / "index")
    before = list_files(folder.path)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for name in ("record_files", "_write_synced"):
        with monkeypatch.context() as patched:
            patched.setattr(folder_module, name, fail)
            with pytest.raises(OSError):
                change(folder, sources[2:3])
            with pytest.raises(OSError):
                rebuild_index(folder, sources)
        assert list_files(folder.path) == before
        assert ask(SnapshotManager(folder)) == answers


# With the database: what readers, /healthz, the desk and the commands say


def damage_index(kind: str, damage: str = "flip a byte", is_noticed: bool = True) -> None:
    folder = default_index()
    for name in list_files(folder.path):
        if describe(name) == kind:
            DAMAGES[damage](folder.path / name)
    if is_noticed:
        snapshot_module.get_snapshot_manager(str(folder.path)).expire()


@pytest.mark.django_db
@pytest.mark.parametrize("kind, damage", [("pst", "empty"), ("card.col", "flip a byte"), ("cited.col", "flip a byte")])
def test_check_finds_a_damaged_file_and_repair_heals_it(seeds, client, kind, damage):
    right = client.get("/api/v1/search", {"q": "安全部门改革"}).json()
    damage_index(kind, damage)
    with pytest.raises(CommandError):
        call_command("index", "--check", stdout=io.StringIO())
    out = io.StringIO()
    call_command("index", "--repair", stdout=out)
    assert kind in out.getvalue()
    call_command("index", "--check", stdout=io.StringIO())
    assert client.get("/api/v1/search", {"q": "安全部门改革"}).json() == right


@pytest.mark.django_db
def test_with_a_damaged_index_documents_are_readable_and_symbols_resolved(seeds, client):
    damage_index("card.col")
    page = client.get("/search", {"q": "安全部门改革"})
    assert page.status_code == 503 and "检索索引损坏" in page.content.decode()
    assert client.get("/search", {"q": "S/RES/2553(2020)"}).headers["Location"] == "/S/RES/2553(2020)"
    assert client.get("/S/RES/2553(2020)").status_code == 200
    assert client.get("/api/v1/search", {"q": "年"}).status_code == client.get("/trace", {"phrase": "年度"}).status_code
    names = client.get("/search/suggest", {"q": "安全部门"}).json()["suggestions"]
    assert names and not any(item["url"].startswith("/S/") for item in names)  # names of the database, no text


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/search?q=", "/api/v1/search?q=", "/trace?phrase="])
def test_an_error_of_a_file_damaged_a_moment_ago_is_an_unavailable_index(seeds, client, path, monkeypatch):
    monkeypatch.setattr(snapshot_module, "RECHECK_SECONDS", 3600.0)
    assert client.get("/trace?phrase=qzxqzx").status_code == 200  # opens the index, and reads no card
    damage_index("card.col", "zero block", is_noticed=False)
    assert client.get(f"{path}安全部门改革").status_code == 503


@pytest.mark.django_db
def test_healthz_and_worklist_tell_the_damage(seeds, client, admin_client):
    assert client.get("/healthz").json()["index"]["state"] == "ok"
    damage_index("trm", "halve")
    answer = client.get("/healthz")
    assert answer.status_code == 200  # documents are served
    assert answer.json()["index"]["state"] == "damaged" and ".trm" in answer.json()["index"]["damage"]
    assert "检索索引损坏" in admin_client.get("/admin/").content.decode()


@pytest.mark.django_db
def test_a_server_starts_one_rebuild_and_a_command_none(seeds, monkeypatch):
    started = []

    class Running:
        pid = 1

        def __init__(self, command, **options):
            started.append(command[2:])

        def poll(self):
            return None

    monkeypatch.setattr(background_rebuild.subprocess, "Popen", Running)
    damage_index("text.col")
    assert not indexing.index_health().is_ok and not started
    for name, value in {"is_enabled": True, "process": None, "next_attempt": 0.0}.items():
        monkeypatch.setattr(background_rebuild._State, name, value)
    health = indexing.index_health()
    assert health.is_being_rebuilt and "正在后台重建" in health.sentence
    with pytest.raises(IndexUnavailableError):
        search_engine().suggest("安全")
    indexing.update_documents([1])
    assert started == [["index", "--recover"]]


@pytest.mark.django_db
def test_recovery_rebuilds_a_damaged_index_and_leaves_a_whole_one(seeds):
    def recover() -> str:
        out = io.StringIO()
        call_command("index", "--recover", stdout=out)
        return out.getvalue().strip()

    assert recover() == "The index is usable, or is being rebuilt."
    damage_index("layout.col")
    with default_index().try_recovery_lock() as is_locked:
        assert is_locked and recover() == "The index is usable, or is being rebuilt."
    assert recover() == "Index rebuilt."
    assert indexing.index_health().is_ok and not indexing.find_differences(read_all_files=True)


@pytest.mark.django_db
def test_an_index_that_cannot_be_written_stops_no_start(seeds, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    damage_index("pst", "empty")
    monkeypatch.setattr("search.index.maintenance.write_segment", fail)
    err = io.StringIO()
    call_command("index", "--prepare", stdout=io.StringIO(), stderr=err)
    assert "The index was not written" in err.getvalue()
    with pytest.raises(CommandError, match="the index was not written"):
        call_command("index", "--repair", stdout=io.StringIO())


def test_many_threads_see_the_damage_as_one_error(whole, tmp_path):
    folder = copy(whole, tmp_path / "index")
    manager, errors = SnapshotManager(folder), []
    DAMAGES["empty"](next(folder.current_generation().build.glob("*.pst")))

    def look() -> None:
        try:
            manager.snapshot()
        except IndexUnavailableError as error:
            errors.append(error)

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(errors) == 4
