"""Machines with an index each follow one database; an engine that is down delays the search alone."""

import shutil

import pytest

from resolutions.models import Document, Status
from resolutions.writing.publish import change_status
from search import background_rebuild, follower, indexing
from search.change_log.storage import POSITION_FILE, SharedStorage, position_storage
from search.engine import search_engine
from search.protocol.errors import IndexUnavailableError
from tests.search.machines import machine, symbols
from tests.search.test_withdrawn import SYMBOL
from tests.seeds import INDEX

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("seeds")]
QUERY = "安全部门改革"


@pytest.fixture
def there(tmp_path):
    """The index folder of another machine, which has everything."""
    folder = tmp_path / "there"
    shutil.copytree(INDEX, folder)
    return folder


def withdraw() -> None:
    change_status(Document.objects.get(symbol=SYMBOL), Status.WITHDRAWN)


def publish() -> None:
    change_status(Document.objects.get(symbol=SYMBOL), Status.PUBLISHED)


def test_each_machine_gets_each_change(there):
    for change, is_found in ((withdraw, False), (publish, True), (withdraw, False)):
        change()
        assert not indexing.find_differences() and not indexing.has_undelivered(), "the publisher's own at once"
        with machine(there):
            assert indexing.has_undelivered() and indexing.find_differences()
            assert indexing.measure_lag().changes == 1
            assert follower.follow_once() == ""
            assert (SYMBOL in symbols(QUERY)) == is_found and not indexing.find_differences()
            assert (indexing.measure_lag().changes, indexing.measure_lag().seconds) == (0, 0)
            assert not indexing.deliver_queued()


def test_a_change_that_the_index_has_is_not_written_again(there):
    withdraw()
    with machine(there):
        indexing.update_documents([Document.objects.get(symbol=SYMBOL).pk])
        token = search_engine().folder.change_token()
        position_storage().save(indexing.read_entries(None).after_comparison())
        indexing.queue_update([Document.objects.get(symbol=SYMBOL).pk])
        assert indexing.deliver_queued() and search_engine().folder.change_token() == token


def test_a_new_machine_and_one_without_a_position_compare_everything(there, tmp_path):
    withdraw()
    (there / POSITION_FILE).unlink()
    for folder in (there, tmp_path / "empty"):
        with machine(folder):
            assert indexing.measure_lag() == indexing.IndexLag(None, None)
            follower.follow_once()
            assert not indexing.find_differences() and indexing.measure_lag().changes == 0


def test_changes_that_were_not_entered_reach_other_machines_after_a_repair(there):
    Document.objects.filter(symbol=SYMBOL).update(citations_in=77)
    assert indexing.repair_index().outdated and not indexing.has_undelivered()
    with machine(there):
        assert follower.follow_once() == "" and not indexing.find_differences()
    assert not indexing.deliver_queued(), "a comparison that finds nothing asks nobody to compare"


def test_texts_of_a_running_load_reach_other_machines(there):
    document = Document.objects.get(symbol=SYMBOL)
    withdraw()
    with machine(there):
        follower.follow_once()
    Document.objects.filter(pk=document.pk).update(status=Status.PUBLISHED)
    assert indexing.index_new_documents() == 1
    with machine(there):
        follower.follow_once()
        assert SYMBOL in symbols(QUERY)


def test_while_another_process_follows_a_change_is_still_found_at_once():
    withdraw()
    with position_storage().try_lock() as is_ours:
        assert is_ours and not indexing.deliver_queued()
        publish()
        assert SYMBOL in symbols(QUERY)
    follower.follow_once()
    assert not indexing.has_undelivered() and SYMBOL in symbols(QUERY)


def test_machines_that_share_one_index_write_each_change_once(monkeypatch):
    """The index of a server: its position is in the database, and whichever machine is first delivers."""
    monkeypatch.setattr(indexing, "position_storage", lambda: SharedStorage("resolutions"))
    assert indexing.measure_lag() == indexing.IndexLag(None, None)
    follower.follow_once()
    withdraw()
    assert not indexing.has_undelivered() and not indexing.find_differences(), "the publisher's machine wrote it"
    token = search_engine().folder.change_token()
    assert not indexing.deliver_queued() and search_engine().folder.change_token() == token, "and another one does not"
    with monkeypatch.context() as down:
        down.setattr(indexing, "search_engine", lambda: BrokenEngine(ConnectionError("refused")))
        publish()
    with SharedStorage("resolutions").try_lock() as is_ours:
        assert is_ours and not indexing.deliver_queued(), "while one machine delivers, the others wait"
    assert indexing.deliver_queued() and SYMBOL in symbols(QUERY) and indexing.measure_lag().changes == 0


class BrokenEngine:
    """An engine whose server does not answer."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __getattr__(self, name: str):
        def fail(*_: object, **__: object) -> None:
            raise self.error

        return fail


@pytest.mark.parametrize("error", [ConnectionError("refused"), TimeoutError("no answer"), RuntimeError("odd")])
def test_an_engine_that_is_down_blocks_no_change_and_gets_it_later(monkeypatch, admin_client, caplog, error):
    with monkeypatch.context() as down:
        down.setattr(indexing, "search_engine", lambda: BrokenEngine(error))
        address = f"/admin/resolutions/document/{Document.objects.get(symbol=SYMBOL).pk}"
        page = admin_client.post(f"{address}/withdraw/", {"reason": "换上清楚的扫描件"}, follow=True).content.decode()
        assert Document.objects.get(symbol=SYMBOL).status == Status.WITHDRAWN and "检索索引还没有收到" in page
        problem = follower.follow_once()
        assert follower.follow_once(problem) == problem == f"{type(error).__name__}: {error}"
        logged = [record for record in caplog.records if record.name == follower.__name__]
        assert len(logged) == 1, "a failure is logged once"
        assert indexing.has_undelivered()
    assert SYMBOL not in symbols(QUERY), "never a withdrawn text"
    assert follower.follow_once(problem) == "" and not indexing.has_undelivered() and not indexing.find_differences()


def test_beside_a_follower_only_the_first_change_waits_for_a_server_that_hangs(monkeypatch):
    """In a server: a publisher would wait for the timeout of the engine at each change."""
    asked = []

    class HungEngine(BrokenEngine):
        def update(self, *_: object) -> None:
            asked.append(1)
            raise TimeoutError("no answer within 10 s")

    monkeypatch.setattr(indexing._Delivery, "is_failing", False)
    monkeypatch.setattr(indexing._Delivery, "is_followed", True)
    with monkeypatch.context() as down:
        down.setattr(indexing, "search_engine", lambda: HungEngine(TimeoutError("no answer within 10 s")))
        for change in (withdraw, publish, withdraw, publish):
            change()
        assert asked == [1] and indexing.has_undelivered()
    assert follower.follow_once() == "" and not indexing.has_undelivered() and not indexing.find_differences()
    withdraw()
    assert not indexing.find_differences(), "the engine is well again: found at once"


def test_readers_of_an_engine_that_is_down_get_a_sentence_and_symbols_lead_on(monkeypatch, client):
    from tests.search.default_index import default_index

    broken = BrokenEngine(IndexUnavailableError("检索暂时不能用，请稍后再试。"))
    monkeypatch.setattr(type(search_engine()), "search", lambda self, request: broken.search())
    page = client.get("/search", {"q": QUERY})
    assert page.status_code == 503 and "检索暂时不能用，请稍后再试。" in page.content.decode()
    assert client.get("/search", {"q": "S/RES/2553(2020)"})["Location"] == "/S/RES/2553(2020)"
    assert client.get("/S/RES/2553(2020)").status_code == 200 and default_index().change_token()


def test_a_server_far_behind_lets_a_process_of_its_own_rebuild(there, monkeypatch):
    started = []
    monkeypatch.setattr(background_rebuild, "is_enabled", lambda: True)
    monkeypatch.setattr(background_rebuild, "request_rebuild", lambda *arguments: started.append(arguments[1:]))
    monkeypatch.setattr(indexing, "MIN_REBUILD_DIFFERENCES", 3)
    Document.objects.filter(citations_in__gte=0).update(citations_in=77)
    indexing.queue_comparison()
    with machine(there):
        follower.follow_once()
        assert started == [("--repair",)] and len(indexing.find_differences().outdated) == 5
        assert indexing.has_undelivered()


def test_health_says_how_far_behind_the_index_is(client, there):
    parts = client.get("/healthz").json()["index"]
    assert (parts["changes_behind"], parts["seconds_behind"]) == (0, 0)
    withdraw()
    assert client.get("/healthz").json()["index"]["changes_behind"] == 0
    with machine(there):
        parts = client.get("/healthz").json()["index"]
        assert (parts["ok"], parts["changes_behind"]) == (True, 1) and parts["seconds_behind"] < 60
        follower.follow_once()
        assert client.get("/healthz").json()["index"]["changes_behind"] == 0
        (there / POSITION_FILE).unlink()
        assert client.get("/healthz").json()["index"]["changes_behind"] is None
