"""The index stays complete and correct while it is changed or rebuilt, and when its writer is killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from search.chinese.dictionary import load_dictionary
from search.index import folder as folder_module
from search.index.folder import IndexFolder
from search.index.maintenance import MERGE_FACTOR, rebuild_index, replace_documents
from search.index.snapshot import Snapshot, SnapshotManager
from search.protocol.errors import IndexMissingError, IndexOutdatedError
from search.protocol.request import SearchRequest
from search.results.answer import Searcher

WORD = "安全部门改革"


@pytest.fixture
def folder(sources, tmp_path) -> IndexFolder:
    made = IndexFolder(tmp_path / "index")
    rebuild_index(made, sources)
    return made


def found(reader: SnapshotManager, typed: str = WORD) -> set[int]:
    snapshot = reader.snapshot()
    total, ids = Searcher(snapshot, load_dictionary()).find(SearchRequest(typed, "exact", size=1000))
    assert total == len(ids)
    return set(snapshot.keys[ids].tolist())


def change(folder: IndexFolder, sources: list, keys: list[int]) -> None:
    with folder.write_lock():
        replace_documents(folder, sources, keys)


def test_a_removed_document_is_not_found_until_it_is_added_again(folder, sources):
    reader = SnapshotManager(folder)
    change(folder, [], [2])
    assert found(reader) == {1, 3, 4, 5}
    change(folder, [sources[1]], [2])
    assert found(reader) == {1, 2, 3, 4, 5}


def test_small_changes_are_merged_and_nothing_is_lost(folder, sources):
    reader = SnapshotManager(folder)
    for turn in range(2 * MERGE_FACTOR + 1):
        key = 1 + turn % 5
        change(folder, [replace(sources[key - 1], title=f"第{turn}次改名")], [key])
        assert found(reader) == {1, 2, 3, 4, 5}
        assert found(reader, f"第{turn}次改名") == {key}
    assert len(reader.snapshot().segments) <= MERGE_FACTOR + 1


def test_a_change_during_a_rebuild_neither_waits_nor_is_lost(folder, sources):
    renamed, seen = replace(sources[0], title="改了名的文件", stamp="new"), []

    def slowly():
        yield from sources[:2]
        writer = threading.Thread(target=change, args=(folder, [renamed], [1]), daemon=True)
        writer.start()
        writer.join(timeout=20)
        seen.append(found(SnapshotManager(folder), "改了名的文件"))
        yield from sources[2:]

    def catch_up(stamps):
        assert set(stamps) == {1, 2, 3, 4, 5}
        return ([renamed], [1]) if stamps[1] != renamed.stamp else ([], [])

    rebuild_index(folder, slowly(), catch_up)
    assert seen == [{1}]
    assert found(SnapshotManager(folder), "改了名的文件") == {1} and found(SnapshotManager(folder)) == {1, 2, 3, 4, 5}


def test_pages_neither_skip_nor_repeat(folder, sources):
    copies = [replace(sources[2], key=100 + n) for n in range(53)]
    change(folder, copies, [])
    search = Searcher(SnapshotManager(folder).snapshot(), load_dictionary())
    pages = [search.find(SearchRequest(WORD, offset=offset, size=7))[1].tolist() for offset in range(0, 70, 7)]
    numbers = [number for page in pages for number in page]
    assert len(numbers) == len(set(numbers)) == 58


def test_another_dictionary_is_noticed(folder, monkeypatch):
    monkeypatch.setattr(folder_module, "compute_index_digest", lambda: "another")
    with pytest.raises(IndexOutdatedError):
        SnapshotManager(folder).snapshot()


def test_a_missing_index_is_said_to_be_missing(tmp_path):
    with pytest.raises(IndexMissingError):
        SnapshotManager(IndexFolder(tmp_path / "nothing")).snapshot()


def test_readers_see_only_whole_states_while_everything_changes(folder, sources):
    """Documents 1, 3, 4 and 5 always contain the word; 2 is added and removed; no other answer is correct."""
    reader, stop, wrong, counts = SnapshotManager(folder), threading.Event(), [], []

    def read() -> None:
        while not stop.is_set():
            keys = found(reader)
            counts.append(len(keys))
            if not {1, 3, 4, 5} <= keys <= {1, 2, 3, 4, 5}:
                wrong.append(keys)

    def write(turn: int) -> None:
        change(folder, [sources[1]] if turn % 2 else [], [2])
        if turn % 5 == 4:
            rebuild_index(folder, sources)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for one in readers:
        one.start()
    for turn in range(9):
        write(turn)
    stop.set()
    for one in readers:
        one.join()
    assert not wrong
    assert len(counts) > 9


def test_a_reader_always_gets_a_state_while_another_reads_the_newest(folder, monkeypatch):
    """Files may change under the same token: a reader of a moment ago must not meet half of a new reading."""
    reader = SnapshotManager(folder)
    before, load, seen = reader.snapshot(), reader._load, []

    def load_while_another_looks() -> Snapshot:
        seen.append(reader._latest)
        return load()

    monkeypatch.setattr(reader, "_load", load_while_another_looks)
    monkeypatch.setattr(reader, "_is_changed_on_disk", lambda: True)
    reader.expire()
    after = reader.snapshot()
    assert [reading.result() for reading in seen] == [before]
    assert after is not before


WRITER = """
import sys
from pathlib import Path
from tests.search.reading import TEXTS, read_source
from search.index.folder import IndexFolder
from search.index.maintenance import rebuild_index, replace_documents
folder = IndexFolder(Path(sys.argv[1]))
sources = [read_source(key, path) for key, path in enumerate(sorted(TEXTS.glob("*.txt")), start=1)]
print("ready", flush=True)
for turn in range(1_000):  # bounded, for when the parent is killed
    rebuild_index(folder, sources)
    for source in sources:
        with folder.write_lock():
            replace_documents(folder, [source], [source.key])
"""


def test_a_killed_writer_leaves_a_whole_index_and_no_lock(folder, sources):
    for wait in (0.05, 0.21, 0.4):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder.path)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).resolve().parents[2],
            env=os.environ,
        )
        assert process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert found(SnapshotManager(folder)) == {1, 2, 3, 4, 5}
        change(folder, [sources[1]], [2])
        assert found(SnapshotManager(folder)) == {1, 2, 3, 4, 5}
