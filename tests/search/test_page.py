"""The results page as a reader uses it, over the five seeds."""

import pytest

from resolutions.models import Document, Status

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


@pytest.mark.parametrize("typed", ["2553", "2553(2020)", "S/RES/2553", "第2553号决议", "ｓ/res/２５５３（２０２０）"])
def test_any_spelling_of_a_held_symbol_goes_straight_to_the_document(client, typed):
    response = client.get("/search", {"q": typed})
    assert response.status_code == 302
    assert response["Location"] == "/S/RES/2553(2020)"


def test_results_show_documents_with_their_best_paragraphs_linked(client):
    response = client.get("/search", {"q": "安全部门改革"})
    page = response.content.decode()
    assert response.context["answer"].total == 5
    assert "<mark>安全部门改革</mark>" in page
    assert "/S/RES/2553(2020)?q=%E5%AE%89%E5%85%A8%E9%83%A8%E9%97%A8%E6%94%B9%E9%9D%A9#op12" in page
    assert "另有 " in page


def test_hits_are_marked_on_the_text_as_printed(client):
    page = client.get("/search", {"q": "第２１５１（２０１４）号"}).content.decode()
    assert "<mark>第 2151(2014)号</mark>" in page or "<mark>第2151(2014)号</mark>" in page


def test_a_withdrawn_document_is_gone_at_once(client):
    from portal.publishing import change_status

    document = Document.objects.get(symbol="S/RES/2594(2021)")
    change_status(document, Status.WITHDRAWN)
    from search import indexing

    indexing.update([document.pk])
    assert client.get("/search", {"q": "安全部门改革"}).context["answer"].total == 4


def test_a_search_without_results_helps(client):
    response = client.get("/search", {"q": "量子色动力学"})
    assert response.status_code == 200
    assert "没有找到" in response.content.decode()


def test_number_and_year_that_do_not_fit_offer_what_was_meant(client):
    page = client.get("/search", {"q": "2553(2019)"}).content.decode()
    assert 'href="/S/RES/2553(2020)"' in page
