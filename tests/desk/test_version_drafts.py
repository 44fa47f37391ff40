"""A new version of a published text waits beside it; readers see the old one until it is published."""

import pytest
from django.urls import reverse

from resolutions.desk import versions
from resolutions.desk.worklist import build_worklist
from resolutions.models import Document, SourceFile, Status, UploadState
from resolutions.writing import corrections
from resolutions.writing.errors import CorrectionError, EditConflictError
from resolutions.writing.publish import apply_correction, ingest_file
from resolutions.writing.text_corrections import correct_words
from search import indexing
from tests.desk.people import RESOLUTION, upload

pytestmark = pytest.mark.django_db
TEXT = RESOLUTION.read_bytes()
NEW = (
    TEXT.decode()
    .replace("第 2151(2014)号决议", "第 2282(2016)号决议")
    .replace("12 月 3 日通过", "12 月 4 日通过")
    .encode()
)
PUBLIC = ["", ".txt", ".json", ".ris", "/cites", "/card", "/graph", "/similar"]


@pytest.fixture
def document() -> Document:
    return ingest_file(TEXT, "2553.txt").document


def send(client, document: Document) -> str:
    """Upload the new text, keep it as a new version, and return the address that the desk leads to."""
    upload(client, ("bis.txt", NEW))
    asked = document.uploads.get(state=UploadState.ASKED)
    url = reverse("admin:resolutions_document_decide", args=[asked.pk])
    return client.post(url, {"word": "version", "version": document.edit_token}).headers["Location"]


def as_readers_see_it(client, document: Document) -> list[bytes]:
    addresses = [f"{document.get_absolute_url()}{suffix}" for suffix in PUBLIC]
    addresses += [
        "/S/RES/2282(2016)",
        "/feeds/all.atom",
        "/sitemap.xml",
        "/api/v1/documents",
        "/data",
        "/search?q=2282",
    ]
    addresses += [f"/api/v1/documents{document.get_absolute_url()}"]
    pages = [client.get(address) for address in addresses]
    return [page.status_code.to_bytes(2, "big") + b"".join(page) for page in pages]


def test_readers_see_the_old_text_at_every_address_until_one_click(client, editor, publisher, document):
    indexing.rebuild_from_database()
    before = as_readers_see_it(client, document)
    address = send(editor, document)
    assert as_readers_see_it(client, document) == before
    draft = document.versions.get(is_draft=True)
    assert address.endswith(f"/versions/{draft.pk}/")
    assert client.get(f"/originals/{draft.source_id}").status_code == 404
    review = editor.get(reverse("admin:resolutions_document_change", args=[document.pk])).content.decode()
    assert "原件：2553.txt" in review and "原件：bis.txt" not in review
    page = editor.get(address).content.decode()
    assert "这是待发布的新版本" in page and "2282(2016)" in page and "请有“发布”权限的同事发布" in page
    shown = editor.get(f"{address}page/").content.decode()
    assert "预览：待发布的文本" in shown and "第2282(2016)号决议" in shown and "第2151(2014)号决议" not in shown
    assert as_readers_see_it(client, document) == before
    assert [row.pk for row in build_worklist().new_versions.first] == [draft.pk]
    document.refresh_from_db()
    assert "新版本已发布" in publisher.post(address, {"version": document.edit_token}, follow=True).content.decode()
    document.refresh_from_db()
    assert (document.status, document.adopted_on.day) == (Status.PUBLISHED, 4)
    assert "第2282(2016)号决议" in client.get(document.get_absolute_url()).content.decode()
    assert list(document.versions.values_list("reason", flat=True)) == ["发布新版本", "收录"]
    assert not build_worklist().new_versions.count


def test_a_declined_version_stays_in_the_history(editor, document):
    address = send(editor, document)
    assert "没有采用" in editor.post(address, {"decline": "1"}, follow=True).content.decode()
    assert document.versions.count() == 2 and not build_worklist().new_versions.count
    assert document.changes.first().what == "不采用新版本草稿：bis.txt"


def test_a_version_that_cannot_be_published_is_refused_and_nothing_changes(editor, document):
    send(editor, document)
    draft = document.versions.get(is_draft=True)
    draft.text = "S/RES/2553(2020)\n\nThe Security Council,\n\nRecalling resolution 2151 (2014),\n\n1. Decides. " * 9
    draft.save()
    assert versions.preview_restore(draft).obstacles
    with pytest.raises(CorrectionError, match="不能发布"):
        versions.restore_version(draft)
    document.refresh_from_db()
    assert document.adopted_on.day == 3 and document.versions.filter(is_draft=True).exists()


def test_an_overtaken_publication_writes_nothing(editor, document):
    token = document.edit_token
    send(editor, document)
    apply_correction(corrections.correct_heading, document.pk, {"title": "甲"})
    with pytest.raises(EditConflictError):
        versions.restore_version(document.versions.get(is_draft=True), edit_token=token)


def test_the_preview_counts_the_corrections_that_the_version_makes_moot(editor, document):
    paragraph = document.paragraphs.get(label="PP2")
    words = paragraph.text.replace("第2151(2014)号决议", "第2282(2016)号决议")
    apply_correction(correct_words, paragraph.pk, words)
    document.refresh_from_db()
    address = send(editor, document)
    assert "1 处更正不再需要" in editor.get(address).content.decode()
    assert document.corrections.get().state == "applied"


def test_the_same_bytes_are_one_draft(editor, document):
    send(editor, document)
    upload(editor, ("again.txt", NEW))
    assert SourceFile.objects.count() == 2 and document.versions.filter(is_draft=True).count() == 1
