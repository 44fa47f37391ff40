"""Figures are counted once for each state of the data, and a change shows at the next request."""

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from resolutions.models import AgendaItem, CatalogueEntry, Citation, Document, Status
from resolutions.statistics.queries.cached import get_or_compute, read_data_state
from tests.web import factories

pytestmark = pytest.mark.django_db(transaction=True)  # a state is one of committed rows
CHANGES = {
    "a document added": lambda: factories.make_document("S/RES/2600(2021)"),
    "a document withdrawn": lambda: Document.objects.filter(pk=document().pk).update(status=Status.WITHDRAWN),
    "a title changed": lambda: Document.objects.filter(pk=document().pk).update(title="别题"),
    "a row written as it was": lambda: document().save(),
    "a citation taken away": lambda: Citation.objects.first().delete(),
    "a citation moved to another document": lambda: Citation.objects.update(target=document()),
    "a verb corrected": lambda: Citation.objects.filter(verb="回顾").update(verb_group="reaffirm"),
    "an agenda item renamed": lambda: AgendaItem.objects.update(name_zh="别名"),
    "a vote corrected": lambda: CatalogueEntry.objects.update(votes_no=1),
    "everything taken away": lambda: Citation.objects.all().delete(),
}


@pytest.fixture(autouse=True)
def site():
    cache.clear()
    item = AgendaItem.objects.create(name_en="Peace", name_zh="和平")
    CatalogueEntry.objects.create(document=factories.make_resolution(), agenda_item=item, votes_yes=15)


def document() -> Document:
    return Document.objects.get(symbol="S/RES/2553(2020)")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_makes_another_state(change):
    before = read_data_state()
    assert read_data_state() == before
    change()
    assert read_data_state() != before


def test_the_rows_are_not_read_again_while_no_transaction_ends():
    before = read_data_state()
    transactions, _ = cache.get("statistics:last-state")
    cache.set("statistics:last-state", (transactions, "remembered"))
    assert read_data_state() == "remembered"
    with transaction.atomic():  # sees its own changes without a new snapshot
        assert read_data_state() == before
    document().save()
    assert read_data_state() not in (before, "remembered")


def test_the_page_is_rendered_once_for_a_state(client):
    first, again = client.get("/statistics"), client.get("/statistics")
    assert first.templates and not again.templates
    assert again.content == first.content


def test_what_is_read_and_written_elsewhere_leaves_the_state_as_it_is(client):
    before = read_data_state()
    for address in ("/", "/S/RES/2553(2020)", "/statistics", "/search?q=没有的话"):
        client.get(address)
    assert read_data_state() == before


def test_a_value_is_counted_once_for_a_state():
    counted: list[str] = []
    for state in ("one", "one", "two", "two", "one"):
        get_or_compute(state, "test", lambda: counted.append("x") or len(counted))
    assert len(counted) == 3


def test_empty_values_are_parsed_too():
    assert (
        get_or_compute("one", "empty", list)
        == []
        == get_or_compute("one", "empty", lambda: pytest.fail("counted again"))
    )


@pytest.mark.parametrize("address", ["/statistics", "/browse", "/browse/themes", "/statistics/verbs.csv"])
def test_a_change_is_seen_at_the_next_request(client, address):
    before = client.get(address).content
    assert client.get(address).content == before
    Citation.objects.update(theme="别的主题", verb_group="reaffirm", target=document())
    Document.objects.update(year=1999, adopted_on=None)
    assert client.get(address).content != before


@pytest.mark.parametrize(
    "address, most", [("/statistics", 1), ("/statistics/central.csv", 1), ("/browse/themes", 1), ("/browse", 5)]
)
def test_while_nothing_changes_nothing_is_counted(client, address, most):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) <= most


MENTIONED = {"zh-hans": "仅提及", "en": "Mention only", "zh-hant": "僅提及"}


@pytest.mark.parametrize("order", [("en", "zh-hans", "zh-hant"), ("zh-hans", "zh-hant", "en")])
@pytest.mark.parametrize("address", ["/statistics", "/statistics/verbs", "/statistics?organ=S"])
def test_cached_figures_have_the_language_of_the_page(client, address, order):
    """Whichever language was asked for first; files are in simplified Chinese."""
    for language in order * 2:
        client.cookies["language"] = language
        page = client.get(address).content.decode()
        assert [words for words in MENTIONED.values() if f">{words}</text>" in page] == [MENTIONED[language]]
    client.cookies["language"] = "en"
    table = client.get("/statistics/verbs.csv").content.decode()
    assert "仅提及" in table and "Mention only" not in table


def test_the_links_of_a_filtered_page_to_its_languages_keep_the_filter(client):
    page = client.get("/statistics?organ=S").content.decode()
    assert 'href="/statistics?organ=S&amp;lang=en"' in page
