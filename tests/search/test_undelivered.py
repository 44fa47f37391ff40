"""While the index cannot be written, a withdrawn text is in no answer; the next change delivers what was missed."""

import errno
from functools import partial

import pytest

from resolutions.models import Document, Status
from resolutions.writing import publish
from resolutions.writing.publish import change_status
from search import indexing
from search.engine import search_engine
from search.index import maintenance
from search.protocol.request import SearchRequest
from tests.search.default_index import default_index, remove_from_index
from tests.search.test_withdrawn import ADDRESSES, QUERY, SYMBOL, TITLE, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]
UNWRITABLE = {
    "read-only folder": ("search.index.folder.IndexFolder.write_lock", PermissionError(errno.EACCES, "denied")),
    "full disk": ("search.index.maintenance.write_segment", OSError(errno.ENOSPC, "No space left on device")),
    "full disk at the switch": ("search.index.folder._write_synced", OSError(errno.ENOSPC, "No space left on device")),
}
OTHER = "S/RES/2553(2020)"


@pytest.fixture(params=UNWRITABLE)
def unwritable(request, monkeypatch):
    """Make the index unwritable; return a function that ends it."""
    target, error = UNWRITABLE[request.param]

    def fail(*_: object, **__: object) -> None:
        raise error

    patched = pytest.MonkeyPatch()
    patched.setattr(target, fail)
    yield patched.undo
    patched.undo()


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Return a context manager that runs at its end what runs after a commit."""
    return partial(django_capture_on_commit_callbacks, execute=True)


def symbols(query: str = "安全部门改革") -> set[str]:
    return {result.card.symbol for result in search_engine().search(SearchRequest(query)).results}


@pytest.mark.parametrize("address, parameters", ADDRESSES)
def test_a_withdrawn_document_is_in_no_answer_though_the_index_has_it(client, address, parameters):
    """Its status is changed in the database alone, as if the index had not been told."""
    Document.objects.filter(symbol=SYMBOL).update(status=Status.WITHDRAWN)
    assert indexing.find_differences().surplus
    answer = read(client, address, parameters)
    assert TITLE not in answer and f"/{SYMBOL}" not in answer


def test_counts_facets_and_pages_are_those_of_the_published_documents(client):
    before = client.get("/api/v1/search", QUERY).json()
    Document.objects.filter(symbol=SYMBOL).update(status=Status.WITHDRAWN)
    after = client.get("/api/v1/search", QUERY).json()
    assert after["total"] == before["total"] - 1 == len(after["results"])
    assert sum(item["count"] for item in after["facets"]["year"]) == after["total"]


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest", "cited"])
def test_results_are_checked_with_one_query(sort, django_assert_num_queries):
    search_engine().search(SearchRequest("决定"))
    with django_assert_num_queries(1):
        assert search_engine().search(SearchRequest("决定", sort=sort)).results
    with django_assert_num_queries(1):
        search_engine().find_phrase_uses("决定")


def test_a_withdrawal_that_did_not_arrive_is_delivered_by_the_next_change(commit, unwritable):
    with commit():
        change_status(Document.objects.get(symbol=SYMBOL), Status.WITHDRAWN)
    assert indexing.has_undelivered() and indexing.find_differences().surplus
    assert SYMBOL not in symbols()
    unwritable()
    with commit():
        change_status(Document.objects.get(symbol=OTHER), Status.WITHDRAWN)
    assert not indexing.find_differences() and not indexing.has_undelivered()


def test_a_publication_that_did_not_arrive_is_delivered_by_the_next_change(commit, unwritable):
    document = Document.objects.get(symbol=SYMBOL)
    Document.objects.filter(pk=document.pk).update(status=Status.DRAFT)
    with commit():
        change_status(document, Status.PUBLISHED)
    assert indexing.has_undelivered()
    unwritable()
    with commit():
        change_status(Document.objects.get(symbol=OTHER), Status.WITHDRAWN)
    assert SYMBOL in symbols() and not indexing.find_differences() and not indexing.has_undelivered()


def test_a_replaced_text_that_did_not_arrive_is_delivered_by_the_next_change(commit, unwritable):
    document = Document.objects.get(symbol=SYMBOL)
    source = document.sources.get()
    with source.file.open("rb") as file:
        changed = file.read().decode().replace("安全部门改革", "安全部门的改造")
    with commit():
        publish.ingest_file(changed.encode(), source.name, existing=document)
    assert indexing.find_differences().outdated == (document.pk,) and SYMBOL in symbols()
    unwritable()
    indexing.deliver_queued()
    assert SYMBOL not in symbols('"安全部门改革"') and not indexing.find_differences()


def test_a_repaired_or_rebuilt_index_leaves_nothing_queued():
    for repair in (indexing.repair_index, indexing.rebuild_from_database, indexing.deliver_queued):
        indexing.queue_update([1])
        assert indexing.has_undelivered()
        repair()
        assert not indexing.has_undelivered()


@pytest.mark.django_db(transaction=True)
def test_the_desk_says_that_the_index_did_not_receive_a_change(admin_client, unwritable):
    document = Document.objects.get(symbol=SYMBOL)
    address = f"/admin/resolutions/document/{document.pk}"
    page = admin_client.post(f"{address}/withdraw/", {"reason": "换上清楚的扫描件"}, follow=True).content.decode()
    assert "检索索引还没有收到" in page
    worklist = admin_client.get("/admin/").content.decode()
    assert "检索索引有" in worklist and "份文件与数据库不一致" in worklist
    unwritable()
    page = admin_client.post(f"{address}/publish/", {}, follow=True).content.decode()
    assert "检索索引还没有收到" not in page and not indexing.find_differences()


def test_the_desk_says_that_the_disk_is_full_when_it_cannot_repair(admin_client, unwritable):
    Document.objects.filter(symbol=SYMBOL).update(status=Status.WITHDRAWN)
    page = admin_client.post("/admin/resolutions/document/finish/", follow=True)
    assert page.status_code == 200 and "没有做完" in page.content.decode()


def test_a_repeated_ingest_indexes_what_a_killed_one_left(commit):
    """The process ended between the commit and the index: an unchanged file is enough to heal it."""
    document = Document.objects.get(symbol=SYMBOL)
    source = document.sources.get()
    with source.file.open("rb") as file:
        data = file.read()
    remove_from_index(document.pk)
    assert indexing.find_differences().missing == (document.pk,)
    with commit():
        result = publish.ingest_file(data, source.name)
    assert result.status == "unchanged" and not indexing.find_differences()


def test_an_unchanged_document_that_the_index_has_is_not_written_again(commit):
    document = Document.objects.get(symbol=SYMBOL)
    source = document.sources.get()
    with source.file.open("rb") as file:
        data = file.read()
    token = default_index().change_token()
    with commit():
        assert publish.ingest_file(data, source.name).status == "unchanged"
    assert default_index().change_token() == token


def test_a_repair_lets_others_write_between_two_batches(monkeypatch):
    """The write lock is free whenever a batch is read or written next."""
    Document.objects.filter(citations_in__gte=0).update(citations_in=77)
    monkeypatch.setattr(indexing, "WRITE_BATCH_SIZE", 2)
    batches, replace = [], maintenance.replace_documents

    def note(folder, sources, keys) -> None:
        batches.append(len(keys))
        replace(folder, sources, keys)

    monkeypatch.setattr(maintenance, "replace_documents", note)
    indexing.repair_index()
    assert batches == [2, 2, 1] and not indexing.find_differences()


def test_an_index_in_which_most_documents_differ_is_rebuilt_beside(monkeypatch):
    Document.objects.filter(citations_in__gte=0).update(citations_in=77)
    monkeypatch.setattr(indexing, "MIN_REBUILD_DIFFERENCES", 5)
    monkeypatch.setattr(maintenance, "replace_documents", None)
    assert len(indexing.repair_index().outdated) == 5
    assert not indexing.find_differences()
