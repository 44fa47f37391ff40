"""Uploads: the outcome of each file, and questions about texts that the portal has already."""

import io
import zipfile
from datetime import timedelta

import pytest

from resolutions.desk import receiving, uploads
from resolutions.models import Document, SourceFile, Status, Upload, UploadState
from resolutions.sources import SourceText
from resolutions.writing import corrections, originals
from resolutions.writing.derivation import parse_source
from resolutions.writing.publish import apply_correction, ingest_file
from tests.desk.people import LETTER, RESOLUTION, UPLOAD, upload

pytestmark = pytest.mark.django_db
TEXT = RESOLUTION.read_bytes()
CHANGED = TEXT.decode().replace("2020 年 12 月 3 日通过", "2020 年 12 月 4 日通过").encode()


def states() -> list[str]:
    return list(Upload.objects.order_by("pk").values_list("state", flat=True))


def test_a_file_becomes_a_draft_that_readers_do_not_see(editor, client):
    html = upload(editor, ("2553.txt", TEXT))
    document = Document.objects.get(symbol="S/RES/2553(2020)")
    assert "已读出" in html and f"/admin/resolutions/document/{document.pk}/change/" in html
    assert document.status == Status.DRAFT and document.changes.get().by_name == "编辑"
    assert client.get(document.get_absolute_url()).status_code == 404


def test_a_draft_of_a_cited_document_leaves_readers_the_page_of_the_stub(editor, client):
    ingest_file(TEXT, "2553.txt")
    upload(editor, ("2151.txt", "第2151(2014)号决议\n安全理事会，\n1. 决定继续处理此案。".encode()))
    apply_correction(
        corrections.correct_heading, Document.objects.get(symbol="S/RES/2151(2014)").pk, {"title": "草稿的标题"}
    )
    html = client.get("/S/RES/2151(2014)").content.decode()
    assert "尚未收录全文" in html and "草稿" not in html and "继续处理" not in html


@pytest.mark.parametrize(
    "name, data, sentence",
    [
        ("empty.txt", b"", "文件是空的"),
        ("blank.txt", b" \n \n", "只有空白"),
        ("x.exe", b"MZ\x90\x00\x03", "程序文件，不能直接读取。可以提交 PDF、"),
        ("x.mp3", b"ID3\x04\x00\x00", "不是纯文本。可以提交 PDF、"),
    ],
)
def test_a_bad_file_costs_a_sentence_and_not_the_others(editor, name, data, sentence):
    html = upload(editor, (name, data), ("2553.txt", TEXT))
    assert sentence in html and states() == ["refused", "read"]
    assert originals.find_orphans(timedelta()) == []


def test_the_same_bytes_under_another_name_give_a_message(editor):
    upload(editor, ("2553.txt", TEXT))
    assert "SHA-256 相同" in upload(editor, ("另一个名字.txt", TEXT))
    assert SourceFile.objects.count() == 1


def test_the_same_symbol_is_a_question_and_a_new_version_keeps_the_old_text(editor):
    upload(editor, ("2553.txt", TEXT))
    assert "新版本，还是传错了" in upload(editor, ("2553-bis.txt", CHANGED))
    document, asked = Document.objects.get(symbol="S/RES/2553(2020)"), Upload.objects.get(state=UploadState.ASKED)
    page = editor.get(f"{UPLOAD}{asked.pk}/").content.decode()
    assert "2020-12-04" in page and document.versions.count() == 1
    editor.post(f"{UPLOAD}{asked.pk}/", {"word": "version", "version": document.edit_token})
    document.refresh_from_db()
    assert (document.adopted_on.day, document.versions.count()) == (4, 2)


def test_a_decision_is_made_once(editor):
    """A second click, or a second editor, finds the upload decided and changes nothing."""
    upload(editor, ("2553.txt", TEXT), ("bis.txt", CHANGED))
    asked = Upload.objects.get(state=UploadState.ASKED)
    assert uploads.discard_upload(asked).state == UploadState.CANCELLED
    assert uploads.accept_as_version(asked).state == UploadState.CANCELLED
    assert uploads.accept_as_document(asked).state == UploadState.CANCELLED
    assert Document.objects.get(symbol="S/RES/2553(2020)").versions.count() == 1


def test_a_file_of_the_same_symbol_cannot_be_a_document_of_its_own(editor):
    upload(editor, ("2553.txt", TEXT), ("bis.txt", CHANGED))
    asked = Upload.objects.get(state=UploadState.ASKED)
    assert "单独收录" not in editor.get(f"{UPLOAD}{asked.pk}/").content.decode()
    editor.post(f"{UPLOAD}{asked.pk}/", {"word": "apart"})
    assert Upload.objects.get(pk=asked.pk).state == UploadState.ASKED


def test_nearly_the_same_text_is_a_question_and_may_be_a_document_of_its_own(editor):
    upload(editor, ("letter.txt", LETTER.read_bytes()))
    assert "几乎相同" in upload(editor, ("copy.txt", LETTER.read_bytes() + "\n附注：内部抄送。\n".encode()))
    asked = Upload.objects.get(state=UploadState.ASKED)
    editor.post(f"{UPLOAD}{asked.pk}/", {"word": "apart"})
    assert Document.objects.filter(status=Status.DRAFT).count() == 2


def test_another_resolution_is_no_copy(editor):
    upload(editor, ("2553.txt", TEXT))
    upload(editor, ("2594.txt", (RESOLUTION.parent / "001_0d48ed4ffeeab0a4.txt").read_bytes()))
    assert states() == ["read", "read"]


def test_a_text_without_a_symbol_fills_the_stub_it_was_uploaded_for(editor):
    html = upload(editor, ("letter.txt", LETTER.read_bytes()), symbol="S/2017/831")
    document = Document.objects.get(symbol="S/2017/831")
    assert "S/2017/831" in html and document.status == Status.DRAFT
    assert document.paragraphs.count() > 14


def test_another_symbol_than_the_expected_one_gives_a_message(editor):
    assert "不是所选的 S/RES/2151(2014)" in upload(editor, ("2553.txt", TEXT), symbol="2151")


def test_a_new_version_is_refused_when_the_document_was_changed_meanwhile(editor):
    upload(editor, ("2553.txt", TEXT))
    upload(editor, ("2553-bis.txt", CHANGED))
    asked = Upload.objects.get(state=UploadState.ASKED)
    html = editor.post(f"{UPLOAD}{asked.pk}/", {"word": "version", "version": "1"}, follow=True).content.decode()
    assert "您的改动没有写入" in html and states() == ["read", "asked"]


def test_no_file_and_a_wrong_symbol_give_a_message(editor):
    assert "请选择至少一个文件" in editor.post(UPLOAD, {}).content.decode()
    assert "不是文号" in upload(editor, ("2553.txt", TEXT), symbol="二五五三号文")


def test_markup_and_template_signs_of_a_file_are_shown_as_written(editor):
    hostile = "第2554(2020)号决议\n安全理事会，\n1. <script>alert(1)</script>{{ x }}{% y %}\u202e决定；"
    upload(editor, ("<b>.txt", hostile.encode()))
    document = Document.objects.get(status=Status.DRAFT)
    html = editor.get(f"/admin/resolutions/document/{document.pk}/change/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ x }}{% y %}" in html and "<script>alert" not in html


def test_a_file_left_unread_by_a_crash_is_seen_and_read_with_one_click(editor):
    receiving.receive_file(TEXT, "2553.txt")
    assert "1 个文件收到了但没有读取" in editor.get("/admin/").content.decode()
    html = editor.post("/admin/resolutions/document/finish/").content.decode()
    assert "已读出" in html and Document.objects.get(symbol="S/RES/2553(2020)").status == Status.DRAFT


def test_a_zipped_folder_gives_a_line_for_each_of_its_files(editor):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("2553.txt", TEXT)
        archive.writestr("附件/空.txt", b"")
        archive.writestr("../外面.txt", TEXT)
    html = upload(editor, ("批.zip", packed.getvalue()))
    assert "文件是空的" in html and "文件夹之外" in html
    assert sorted(states()) == ["read", "refused", "refused"]


def test_a_broken_zip_costs_a_sentence(editor):
    assert "压缩包已损坏" in upload(editor, ("批.zip", b"PK\x03\x04" + b"x" * 200))


def test_what_a_request_has_no_time_for_is_read_by_the_next(editor, monkeypatch):
    monkeypatch.setattr("resolutions.admin.uploads._READING_SECONDS", -1)
    html = upload(editor, ("2553.txt", TEXT))
    waiting = Upload.objects.get(state=UploadState.WAITING)
    assert f"/upload/{waiting.pk}/resume/" in html
    assert "已读出" in editor.post(f"{UPLOAD}{waiting.pk}/resume/").content.decode()


def test_a_link_of_the_file_that_the_text_does_not_name_is_a_warning():
    links = ["https://undocs.org/zh/S/RES/2553(2020)", "https://undocs.org/zh/S/RES/1326(2000)", "mailto:a@un.org"]
    warnings = parse_source(TEXT.decode(), links, ["第 3 页没有文字。"]).warnings
    assert warnings == ("第 3 页没有文字。", "原文链接所指的S/RES/1326(2000)没有在正文中找到")


def test_warnings_of_the_file_are_repeated_at_every_reading(editor, monkeypatch):
    taken = SourceText(TEXT.decode(), "application/pdf", "", (), ("第 3 页没有文字。",))
    monkeypatch.setattr("resolutions.desk.uploads.extract_stored_text", lambda data, name: taken)
    assert "1 条提示" in upload(editor, ("2553.pdf", b"%PDF-1.7"))
    document = Document.objects.get(symbol="S/RES/2553(2020)")
    apply_correction(corrections.correct_heading, document.pk, {"title": "安全部门改革"})
    assert Document.objects.get(pk=document.pk).warnings == ["第 3 页没有文字。"]


def test_a_file_name_cannot_turn_the_direction_of_writing(editor):
    upload(editor, ("a\u202etxt.exe", b"x"))
    assert Upload.objects.get().name == "atxt.exe"
