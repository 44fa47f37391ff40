"""The desk as an editor meets it: a file goes in, what was read is seen, readers get it when it is published."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from resolutions.models import Document, SourceFile, Status
from tests.web import factories

pytestmark = pytest.mark.django_db(transaction=True)
RESOLUTION = Path(settings.BASE_DIR, "fixtures/texts/000_3072ce275843676e.txt")
UPLOAD = "/admin/resolutions/document/upload/"


def send(client, *files: tuple[str, bytes], **fields) -> str:
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(UPLOAD, {"files": sent, **fields}).content.decode()


def test_an_uploaded_resolution_is_read_and_published_at_once(admin_client, client):
    html = send(admin_client, ("2553.txt", RESOLUTION.read_bytes()), publish="on")
    assert "2553.txt：已收录" in html and "读出" in html
    assert client.get("/S/RES/2553(2020)").status_code == 200
    assert Document.objects.get(symbol="S/RES/2553(2020)").sources.get().uploaded_by.username == "admin"


def test_a_draft_is_published_from_the_list(admin_client, client):
    html = send(admin_client, ("2553.txt", RESOLUTION.read_bytes()))
    assert "（草稿）" in html and client.get("/S/RES/2553(2020)").status_code == 404
    document = Document.objects.get(symbol="S/RES/2553(2020)")
    chosen = {"action": "publish", "_selected_action": document.pk}
    admin_client.post(reverse("admin:resolutions_document_changelist"), chosen)
    assert client.get("/S/RES/2553(2020)").status_code == 200


def test_the_same_file_again_is_told_and_changes_nothing(admin_client):
    for _ in range(2):
        html = send(admin_client, ("2553.txt", RESOLUTION.read_bytes()), publish="on")
    assert "早已收录，没有改动" in html
    assert SourceFile.objects.count() == 1


@pytest.mark.parametrize(
    "name, data, sentence",
    [
        ("empty.txt", b"", "文件是空的"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "不是纯文本"),
        ("blank.txt", b" \n \n", "只有空白"),
    ],
)
def test_a_bad_file_costs_a_sentence_and_not_the_others(admin_client, name, data, sentence):
    html = send(admin_client, (name, data), ("2553.txt", RESOLUTION.read_bytes()), publish="on")
    assert sentence in html and "2553.txt：已收录" in html
    assert SourceFile.objects.count() == 1


def test_nothing_chosen_is_told(admin_client):
    assert "请选择至少一个文件" in admin_client.post(UPLOAD, {"publish": "on"}).content.decode()


def test_a_withdrawn_document_and_a_stub_are_told_apart(admin_client):
    document = factories.make_resolution()
    stub = Document.objects.get(symbol="S/RES/2151(2014)")
    chosen = {"action": "withdraw", "_selected_action": [document.pk, stub.pk]}
    html = admin_client.post(reverse("admin:resolutions_document_changelist"), chosen, follow=True).content.decode()
    assert "已撤回：S/RES/2553(2020)" in html and "1 份没有改动" in html
    assert Document.objects.get(pk=document.pk).status == Status.WITHDRAWN


def test_a_visitor_is_sent_to_the_login_and_staff_without_the_right_is_refused(client, django_user_model):
    assert client.get(UPLOAD).status_code == 302
    client.force_login(django_user_model.objects.create_user("looker", is_staff=True))
    assert client.get(UPLOAD).status_code == 403


@pytest.mark.parametrize("model", ["document", "citation", "sourcefile", "textversion", "catalogueentry", "agendaitem"])
def test_every_list_and_row_of_the_desk_opens(admin_client, model):
    send(admin_client, ("2553.txt", RESOLUTION.read_bytes()), publish="on")
    assert admin_client.get(reverse(f"admin:resolutions_{model}_changelist")).status_code == 200


def test_the_original_is_a_download_that_no_browser_runs(admin_client, client):
    send(admin_client, ("2553.txt", RESOLUTION.read_bytes()), publish="on")
    response = client.get(reverse("original", args=[SourceFile.objects.get().pk]))
    assert b"".join(response.streaming_content) == RESOLUTION.read_bytes()
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
