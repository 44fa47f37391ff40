"""An English file at the desk: recognised, offered for the document of its symbol, compared, published."""

import pytest
from django.urls import reverse

from resolutions.models import Document, Translation, TranslationState, Upload, UploadState
from resolutions.writing.publish import ingest_file
from search.indexing import find_differences, rebuild_from_database
from tests.desk.people import upload
from tests.text.bilingual import CHINESE, ENGLISH, SHORTER

pytestmark = pytest.mark.django_db
URL = "/S/RES/2798(2025)"


@pytest.fixture
def document() -> Document:
    return ingest_file(CHINESE.encode(), "2798.txt").document


def send(client, text: str = ENGLISH) -> str:
    """Upload the English text and return the address of its page at the desk."""
    upload(client, ("2798-EN.txt", text.encode()))
    translation = Translation.objects.undecided().get()
    return reverse("admin:resolutions_document_translation", args=[translation.document_id, translation.pk])


def test_an_english_upload_is_offered_for_the_document_of_its_symbol(editor, document):
    send(editor)
    row = Upload.objects.get()
    assert (row.state, row.document) == (UploadState.READ, document)
    assert "识别为英文本" in row.message
    page = editor.get(reverse("admin:resolutions_document_change", args=[document.pk])).content.decode()
    assert "英文本（草稿，2798-EN.txt" in page


def test_a_second_upload_of_the_same_file_is_known(editor, document):
    send(editor)
    upload(editor, ("again.txt", ENGLISH.encode()))
    assert Translation.objects.count() == 1 and Document.objects.filter(symbol="").count() == 0


def test_the_page_names_citations_that_stand_in_one_language_only(editor, document):
    page = editor.get(send(editor)).content.decode()
    assert "只见于英文：S/RES/2700(2023)" in page
    assert "只见于中文" not in page
    assert "有 1 处引文或段落只见于一种文本" in page


def test_a_paragraph_cited_in_one_language_only_is_named(editor, document):
    page = editor.get(
        send(editor, ENGLISH.replace("paragraph 12 of its resolution", "its resolution"))
    ).content.decode()
    assert "只见于中文：S/RES/2553(2020)第12段" in page


def test_the_page_says_when_the_pairs_are_not_those_of_the_labels(editor, document):
    page = editor.get(send(editor, SHORTER)).content.decode()
    assert "两种文本段落编号不同" in page and "没有对应的段落" in page


def test_an_editor_does_not_publish_and_a_publisher_does(editor, publisher, document, client):
    url = send(editor)
    assert editor.post(url).status_code == 403
    assert "quokka" not in client.get(f"{URL}?text=en").content.decode()
    publisher.post(url, {"version": Document.objects.get(pk=document.pk).edit_token})
    assert "quokka" in client.get(f"{URL}?text=en").content.decode()
    publisher.post(url, {"withdraw": "1", "version": Document.objects.get(pk=document.pk).edit_token})
    assert Translation.objects.get().state == TranslationState.WITHDRAWN
    assert "quokka" not in client.get(f"{URL}?text=en").content.decode()


def test_a_page_that_was_overtaken_publishes_nothing(publisher, document):
    url = send(publisher)
    publisher.post(url, {"version": "2001-01-01T00:00:00+00:00"})
    assert Translation.objects.get().state == TranslationState.DRAFT


def test_an_editor_discards_a_draft(editor, document):
    editor.post(send(editor), {"discard": "1", "version": Document.objects.get(pk=document.pk).edit_token})
    assert not Translation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_index_has_every_change_of_the_readers_texts(publisher, document):
    """Each renews the document's time of change, with which the index is compared."""
    rebuild_from_database()
    address = send(publisher)
    for button in ("publish", "withdraw"):
        token = Document.objects.get(pk=document.pk).edit_token
        response = publisher.post(address, {button: "1", "version": token})
        assert response.status_code == 302 and not find_differences().keys, button
