"""ETags of pages about a document: 304 costs few queries, and every change of the page changes its ETag."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from resolutions.http.page_cache import respond_once
from resolutions.models import AgendaItem, CatalogueEntry, Citation, Document, Paragraph, SimilarParagraph, Status
from resolutions.writing import citation_corrections
from resolutions.writing.publish import change_status
from tests.web import factories

pytestmark = pytest.mark.django_db
PAGE = "/S/RES/2553(2020)"
MAX_QUERIES = 3  # the document, its related documents, similar paragraphs
ABOUT_A_DOCUMENT = [
    PAGE,
    f"{PAGE}?q=改革",
    f"{PAGE}/cited-by",
    f"{PAGE}/cites",
    f"{PAGE}/similar",
    f"{PAGE}/card",
    f"{PAGE}/find?q=改革",
    "/S/RES/2151(2014)",
    "/CHARTER",
]


@pytest.fixture
def site():
    """2553(2020), cited by the Repertoire, with a catalogue entry and a similar paragraph in 2594(2021)."""
    document = factories.make_resolution()
    factories.make_repertoire(document)
    item = AgendaItem.objects.create(name_en="Maintenance of international peace and security")
    CatalogueEntry.objects.create(document=document, agenda_item=item)
    other = factories.make_document("S/RES/2594(2021)")
    like = factories.add_paragraph(other, "preamble", "PP1", "pp1", factories.PREAMBLE)
    SimilarParagraph.objects.create(paragraph=document.paragraphs.first(), other=like, likeness=1)
    return document


@pytest.mark.parametrize("address", ABOUT_A_DOCUMENT)
def test_an_unchanged_page_costs_few_queries_and_no_template(client, site, address):
    tag = client.get(address)["ETag"]
    with CaptureQueriesContext(connection) as queries:
        again = client.get(address, HTTP_IF_NONE_MATCH=tag)
        asked = len(queries)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert asked <= MAX_QUERIES and not again.templates


@pytest.mark.parametrize("address", ABOUT_A_DOCUMENT)
def test_an_unchanged_page_is_rendered_once_for_all_readers(client, site, address):
    first = client.get(address)
    with CaptureQueriesContext(connection) as queries:
        again = client.get(address)
        asked = len(queries)
    assert (again.content, dict(again.items())) == (first.content, dict(first.items()))
    assert asked <= MAX_QUERIES and not again.templates


def test_a_withdrawn_text_is_not_shown_from_the_cache(client, site):
    text = 'class="para '
    client.get(PAGE)
    assert text in client.get(PAGE).content.decode()
    change_status(site, Status.WITHDRAWN)
    assert text not in client.get(PAGE).content.decode()


@pytest.mark.parametrize("depends", ["session", "cookie", "status", "nothing"])
def test_a_page_that_depends_on_the_visitor_is_not_cached(rf, depends):
    bodies = iter(["for one", "for another"])

    def respond():
        response = HttpResponse(next(bodies), status=404 if depends == "status" else 200)
        if depends == "cookie":
            response.set_cookie("visitor", "one")
        return response

    request = rf.get("/")
    request.session = SessionStore()
    request.session.accessed = depends == "session"
    first, second = (respond_once(request, "an ETag", respond).content for _ in range(2))
    assert (first == second) is (depends == "nothing")


def publish_a_citing_document(document):
    text = "回顾其关于安全部门改革的第2553(2020)号决议，"
    citing = factories.make_document("S/RES/2600(2021)", Status.DRAFT)
    factories.cite(factories.add_paragraph(citing, "preamble", "PP1", "pp1", text), "第2553(2020)号决议", document)
    change_status(citing, Status.PUBLISHED)


def publish_a_cited_document(document):
    change_status(Document.objects.get(symbol="S/RES/2151(2014)"), Status.PUBLISHED)


def withdraw_a_citing_document(document):
    change_status(Document.objects.get(slug="repertoire-2020"), Status.WITHDRAWN)


def withdraw_a_similar_document(document):
    change_status(Document.objects.get(symbol="S/RES/2594(2021)"), Status.WITHDRAWN)


def reject_a_citation(document):
    citation_corrections.reject_citation(Citation.objects.filter(source=document).first().pk)


def reject_a_citation_of_it(document):
    citation_corrections.reject_citation(Citation.objects.filter(target=document).first().pk)


def translate_the_agenda_item(document):
    AgendaItem.objects.update(name_zh="维护国际和平与安全")


def load_the_catalogue(document):
    CatalogueEntry.objects.update(meeting_symbol="S/PV.8771")


def find_another_similar_paragraph(document):
    SimilarParagraph.objects.create(
        paragraph=document.paragraphs.first(), other=Paragraph.objects.filter(anchor="p2").get(), likeness=0.5
    )


CHANGES = [
    publish_a_citing_document, publish_a_cited_document, withdraw_a_citing_document, withdraw_a_similar_document,
    reject_a_citation, reject_a_citation_of_it, translate_the_agenda_item, load_the_catalogue,
    find_another_similar_paragraph,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_change_of_the_page_changes_its_etag(client, site, change):
    before = client.get(PAGE)
    change(site)
    after = client.get(PAGE, HTTP_IF_NONE_MATCH=before["ETag"])
    assert after.status_code == 200 and after["ETag"] != before["ETag"]
    assert after.content != before.content


def test_a_change_that_began_before_another_and_is_seen_after_it_counts_too(client, site):
    now = timezone.now()
    Document.objects.filter(symbol="S/RES/2594(2021)").update(updated_at=now)
    tag = client.get(PAGE)["ETag"]
    Document.objects.filter(slug="repertoire-2020").update(updated_at=now - timedelta(seconds=1))
    assert client.get(PAGE)["ETag"] != tag


def test_each_address_and_host_has_a_version_of_its_own(client, site):
    tags = {client.get(address)["ETag"] for address in (PAGE, f"{PAGE}?q=改革", f"{PAGE}/cited-by", f"{PAGE}/cites")}
    tags.add(client.get(PAGE, HTTP_HOST="localhost")["ETag"])
    assert len(tags) == 5


def test_the_page_of_a_draft_is_made_anew_each_time(admin_client, site):
    Document.objects.filter(pk=site.pk).update(status=Status.DRAFT)
    tag = admin_client.get(PAGE)["ETag"]
    Paragraph.objects.filter(document=site, anchor="op12").update(text="12. 改了字的草稿")
    assert admin_client.get(PAGE, HTTP_IF_NONE_MATCH=tag).status_code == 200


def test_a_page_that_is_not_found_has_no_version_of_the_document(client, site):
    stub, missing = client.get("/S/RES/2151(2014)"), client.get("/S/RES/2151(2014)/cites")
    assert missing.status_code == 404
    again = client.get("/S/RES/2151(2014)/cites", HTTP_IF_NONE_MATCH=f"{missing.get('ETag', '')}, {stub['ETag']}")
    assert again.status_code == 404


def test_a_form_that_is_sent_is_not_answered_from_the_browsers_copy(client, site):
    tag = client.get(PAGE)["ETag"]
    assert client.post(PAGE, HTTP_IF_NONE_MATCH=tag).status_code == 200
