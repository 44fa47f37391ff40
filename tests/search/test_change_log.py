"""Every index gets every change once it is committed, however late that is, and knows when the log cannot help it."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import psycopg2
import pytest
from django.db import connection, transaction

from resolutions.models import IndexPosition, IndexUpdate
from search.change_log import entries
from search.change_log.entries import add_entry, prune_entries, read_entries
from search.change_log.position import LogPosition
from search.change_log.storage import FolderStorage, SharedStorage
from tests.search.serving import database_url

pytestmark = pytest.mark.django_db(transaction=True)
AGE = "UPDATE resolutions_indexupdate SET queued_at = queued_at - interval '15 days' WHERE NOT 1 = ANY (document_ids)"
INSERT = "INSERT INTO resolutions_indexupdate (document_ids) VALUES (ARRAY[%s])"


@pytest.fixture
def other():
    """Another session of the database; its transaction begins with its first statement."""
    with closing(psycopg2.connect(database_url())) as session:
        yield session


def insert(session, key: int) -> None:
    with session.cursor() as cursor:
        cursor.execute(INSERT, [key])


def now_at() -> LogPosition:
    return read_entries(None).position


def test_a_change_that_is_written_early_and_committed_late_is_found(other):
    start = now_at()
    insert(other, 1)
    add_entry([2])
    first = read_entries(start)
    assert (first.keys, first.count) == ((2,), 1) and not first.must_compare
    other.commit()
    second = read_entries(first.position)
    assert second.keys == (1,) and read_entries(second.position).is_empty


def test_a_change_that_is_rolled_back_is_no_gap(other):
    start = now_at()
    insert(other, 1)
    add_entry([2])
    other.rollback()
    reading = read_entries(start)
    assert reading.keys == (2,) and read_entries(reading.position).is_empty


def test_a_transaction_that_stays_open_holds_nothing_back(other):
    start = now_at()
    insert(other, 1)
    for key in range(2, 6):
        add_entry([key])
        reading = read_entries(start)
        assert reading.keys == (key,)
        start = reading.position


def test_a_change_in_a_savepoint_belongs_to_its_transaction(other):
    start = now_at()
    with other.cursor() as cursor:
        cursor.execute("SAVEPOINT inner_part")
        cursor.execute(INSERT, [1])
        cursor.execute("RELEASE SAVEPOINT inner_part")
    add_entry([2])
    first = read_entries(start)
    other.commit()
    assert (first.keys, read_entries(first.position).keys) == ((2,), (1,))


def test_a_transaction_sees_its_own_change_once():
    start = now_at()
    with transaction.atomic():
        add_entry([1])
        first = read_entries(start)
        add_entry([2])
        assert (first.keys, read_entries(first.position).keys) == ((1,), (2,))
        first = read_entries(read_entries(first.position).position)
        assert first.is_empty
    assert not read_entries(first.position).must_compare


def test_each_of_many_writers_is_read_exactly_once():
    """Ten sessions commit in another order than they wrote; the reader looks after each commit."""
    position, read = now_at(), []
    sessions = [psycopg2.connect(database_url()) for _ in range(10)]
    for key, session in enumerate(sessions):
        insert(session, key)
    for session in [*sessions[5:], *reversed(sessions[:5])]:
        session.commit()
        session.close()
        reading = read_entries(position)
        position = reading.position
        read += reading.keys
    assert sorted(read) == list(range(10)) and read[0] == 5


def test_a_change_tells_how_long_it_has_waited():
    start = now_at()
    IndexUpdate.objects.create(document_ids=[1])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE resolutions_indexupdate SET queued_at = statement_timestamp() - interval '90 seconds'")
    add_entry([2, 1])
    reading = read_entries(start)
    assert (reading.count, reading.keys) == (2, (1, 2)) and 90 <= reading.seconds < 100


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"database": "7:1:5:16385"}, id="another database, or one that was restored from a dump"),
        pytest.param({"last": 999}, id="the newest entry is missing: an older backup was restored"),
        pytest.param({"last_transaction": 3}, id="another transaction has written the newest entry"),
        pytest.param({"snapshot": "900000000000:900000000000:"}, id="transactions that have not been yet"),
        pytest.param({"read_at": -entries.KEPT}, id="away for weeks: entries may have been deleted"),
    ],
)
def test_an_index_whose_position_says_nothing_about_this_log_compares_all_documents(change):
    add_entry([1])
    position = now_at()
    assert not read_entries(position).must_compare
    if "read_at" in change:
        change = {"read_at": position.read_at + change["read_at"]}
    reading = read_entries(replace(position, **change))
    assert reading.must_compare and reading.is_lost
    assert read_entries(reading.after_comparison()).is_empty


def test_all_documents_are_compared_once_a_day_and_on_request():
    position = now_at()
    old = replace(position, compared_at=position.compared_at - entries.COMPARE_INTERVAL - timedelta(seconds=1))
    assert read_entries(old).must_compare and not read_entries(old).is_lost
    assert not read_entries(read_entries(old).after_comparison()).must_compare
    add_entry(())
    reading = read_entries(position)
    assert reading.must_compare and not reading.is_lost and reading.count == 1
    assert read_entries(reading.position).is_empty


def test_old_entries_are_deleted_and_the_newest_stays():
    for key in range(4):
        add_entry([key])
    position = now_at()
    with connection.cursor() as cursor:
        cursor.execute(AGE)
    assert prune_entries() == 2
    assert list(IndexUpdate.objects.order_by("pk").values_list("document_ids", flat=True)) == [[1], [3]]
    assert not read_entries(position).must_compare and prune_entries() == 0


@pytest.mark.parametrize("make", [FolderStorage, lambda folder: SharedStorage(folder.name)], ids=["folder", "shared"])
def test_a_position_is_kept_and_one_process_follows_at_a_time(tmp_path, make):
    storage, again = make(tmp_path / "index"), make(tmp_path / "index")
    assert storage.load() is None
    for _ in range(2):
        add_entry([1])
        storage.save(now_at())
        assert again.load() == storage.load() and read_entries(again.load()).is_empty
    assert IndexPosition.objects.count() <= 1
    with storage.try_lock() as first, again.try_lock() as second:
        assert first and not second
    with again.try_lock() as is_free:
        assert is_free


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"null", b'"x"', b"\xff\xfe", b'{"last": 1}'])
def test_a_damaged_position_counts_as_none(tmp_path, content):
    (tmp_path / "FOLLOWED").write_bytes(content)
    assert FolderStorage(tmp_path).load() is None


def test_a_role_without_the_control_functions_has_a_log_too(monkeypatch):
    monkeypatch.setattr(entries, "_database_sql", lambda: "concat_ws(':', 'resolutions_indexupdate'::regclass::oid)")
    assert read_entries(read_entries(None).position).is_empty
