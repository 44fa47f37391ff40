"""Optimistic lock: a form that was opened before another editor's change writes nothing."""

import pytest
from django.urls import reverse

from resolutions.models import Document, Status, Upload

pytestmark = pytest.mark.django_db
HEADING = {"symbol": "S/RES/2554(2020)", "kind": "resolution", "title": "另一个标题", "date": "2020-12-04"}
SPLIT = {"action": "split", "split-words": "第2151", "split-kind": "sub"}
FORMS = [
    ("change", ["document"], Status.DRAFT, HEADING),
    ("publish", ["document"], Status.DRAFT, {}),
    ("withdraw", ["document"], Status.PUBLISHED, {"reason": "译文有误"}),
    ("undo", ["document", "correction"], Status.DRAFT, {}),
    ("version", ["document", "version"], Status.DRAFT, {}),
    ("decide", ["asked"], Status.DRAFT, {"word": "version"}),
    ("paragraph", ["document", "order"], Status.DRAFT, {"action": "join"}),
    ("paragraphs", ["document"], Status.DRAFT, {"action": "previous", "order": "3"}),
    ("paragraph", ["document", "order"], Status.DRAFT, {"action": "change", "change-kind": "body"}),
    (
        "paragraph",
        ["document", "order"],
        Status.DRAFT,
        {"action": "split", "split-words": "第2151", "split-kind": "sub"},
    ),
    (
        "paragraph",
        ["document", "order"],
        Status.DRAFT,
        {"action": "words", "words-text": "1. 重申第2152(2014)号决议；"},
    ),
    ("paragraph", ["document", "order"], Status.DRAFT, {"action": "reject:CITATION"}),
    ("paragraph", ["document", "order"], Status.DRAFT, {"action": "restore:CITATION"}),
    ("paragraph", ["document", "order"], Status.DRAFT, {"action": "correct:CITATION", "cCITATION-target": "2282"}),
    ("paragraph", ["document", "order"], Status.DRAFT, {"action": "add", "add-words": "重申", "add-target": "2282"}),
]


@pytest.mark.parametrize(
    "name, status, data, kept",
    [
        ("withdraw", Status.PUBLISHED, {"reason": "译文“有误”"}, 'name="reason" value="译文“有误”"'),
        ("handover", Status.DRAFT, {"word": "ready", "note": "请核对附件"}, 'value="请核对附件"'),
        (
            "handover",
            Status.DRAFT,
            {"word": "returned", "note": " ", "publish_at": "2030-01-01T08:00"},
            "2030-01-01T08:00",
        ),
    ],
)
def test_what_was_typed_into_a_refused_form_is_kept(publisher, scene, name, status, data, kept):
    Document.objects.filter(pk=scene["document"]).update(status=status)
    url = reverse(f"admin:resolutions_document_{name}", args=[scene["document"]])
    page = publisher.post(url, data | {"version": "2020-01-01T00:00:00+00:00"}, follow=True).content.decode()
    assert kept in page and " open>" in page
    assert Document.objects.get(pk=scene["document"]).status == status


def written(scene) -> tuple:
    document = Document.objects.get(pk=scene["document"])
    rows = (document.paragraphs, document.citations_made, document.corrections, document.versions)
    uploads = list(Upload.objects.order_by("pk").values_list("state", flat=True))
    return document.updated_at, document.status, uploads, [sorted(row.values_list("pk", flat=True)) for row in rows]


@pytest.mark.parametrize("is_stale", [True, False], ids=["stale", "fresh"])
@pytest.mark.parametrize("name, arguments, status, data", FORMS)
def test_a_form_writes_only_what_was_opened_after_the_last_change(
    publisher, scene, name, arguments, status, data, is_stale
):
    Document.objects.filter(pk=scene["document"]).update(status=status)
    document = Document.objects.get(pk=scene["document"])
    scene["order"] = document.paragraphs.get(label="1").order
    citation = str(document.citations_made.get(target__symbol="S/RES/2151(2014)").pk)
    values = {key.replace("CITATION", citation): value.replace("CITATION", citation) for key, value in data.items()}
    token = document.created_at.isoformat() if is_stale else document.edit_token
    before = written(scene)
    url = reverse(f"admin:resolutions_document_{name}", args=[scene[key] for key in arguments])
    html = publisher.post(url, values | {"version": token}, follow=True).content.decode()
    assert ("您的改动没有写入" in html) is is_stale
    assert (written(scene) == before) is is_stale


@pytest.mark.parametrize("is_stale", [True, False], ids=["stale", "fresh"])
def test_reading_again_writes_only_what_was_compared_after_the_last_change(publisher, scene, is_stale):
    document = Document.objects.get(pk=scene["document"])
    document.paragraphs.filter(label="2").update(text="读坏的一段")
    document.versions.update(digest="")
    token = document.created_at.isoformat() if is_stale else document.edit_token
    url = reverse("admin:resolutions_document_again")
    html = publisher.post(url, {"pk": document.pk, f"version-{document.pk}": token}, follow=True).content.decode()
    assert ("您的改动没有写入" in html) is is_stale
    assert document.paragraphs.filter(text="读坏的一段").exists() is is_stale
