"""Scanned files: recognised in a job page by page, resumed after a crash, marked until an editor has confirmed them."""

import io
import re
from dataclasses import replace

import pypdfium2
import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from resolutions.desk import document_fetch, page_recognition, recognition_request, uploads
from resolutions.desk.receiving import receive_file
from resolutions.desk.uploads import process_upload
from resolutions.fetching.un_documents import UnDocument
from resolutions.job_handlers import recognition
from resolutions.jobs.progress import JobProgress
from resolutions.management.commands import recognize
from resolutions.models import Document, Job, PageRecognition, UploadState
from resolutions.sources import PageImage
from resolutions.writing.publish import ingest_file
from tests.desk.people import upload
from tests.desk.recognizing import FakeEngine
from tests.recognition.scans import perfect_pages
from tests.sources.samples import pdf, scan

pytestmark = pytest.mark.django_db
PAGES = perfect_pages(pdf("000", "one column"))
SCAN = scan(len(PAGES))


@pytest.fixture
def engine(monkeypatch, pictures_of_this_test) -> FakeEngine:
    """Put the engine in the place of the installed one; a picture costs nothing."""
    fake = FakeEngine(PAGES)
    for module in (uploads, recognition, recognition_request):
        monkeypatch.setattr(module, "configured_engine", lambda: fake)
    picture = PageImage(b"\xff" * 10_000, 100, 100, len(PAGES))
    monkeypatch.setattr(page_recognition, "render_page_in_sandbox", lambda *args, **options: picture)
    return fake


def test_a_scan_becomes_a_draft_that_is_marked_until_an_editor_confirms_it(editor, engine):
    page = upload(editor, ("扫描.pdf", SCAN))
    assert "已读出" in page
    document = Document.objects.get(symbol="S/RES/2553(2020)")
    assert (document.status, document.quality) == ("draft", "ocr")
    assert [number for number, _ in engine.calls] == [1, 2, 3, 4, 5, 6] and engine.calls[1][1] == "chi_sim"
    job = Job.objects.get(kind="ocr")
    assert (job.state, job.done, job.total) == ("done", 6, 6) and "第 6 页" in job.log
    review = f"/admin/resolutions/document/{document.pk}/change/"
    shown = editor.get(review, {"paragraph": document.paragraphs.get(label="PP2").order}).content.decode()
    assert "机器识别，未校" in shown and "已对照原件校订" in shown and shown.count("<rect ") > 1
    token = re.search(r'name="version" value="([^"]+)"', shown)[1]
    editor.post(f"/admin/resolutions/document/{document.pk}/corrected/", {"version": token})
    document.refresh_from_db()
    assert document.quality == "corrected" and "机器识别，未校" not in editor.get(review).content.decode()
    assert document.changes.filter(what__contains="人工校订", by_name="编辑").exists()
    ingest_file(SCAN, "扫描.pdf", publish=False)  # read again: nobody recognises or confirms it twice
    document.refresh_from_db()
    assert document.quality == "corrected" and len(engine.calls) == 6


def test_characters_in_doubt_are_marked_until_then(editor, engine):
    first, *rest = PAGES
    line = first.lines[3]
    sure, unsure, *others = line.characters
    doubted = replace(line, characters=(sure, replace(unsure, is_doubtful=True), *others))
    engine.pages = [replace(first, lines=(*first.lines[:3], doubted, *first.lines[4:])), *rest]
    upload(editor, ("扫描.pdf", SCAN))
    document = Document.objects.get(symbol="S/RES/2553(2020)")
    page = editor.get(f"/admin/resolutions/document/{document.pk}/change/").content.decode()
    assert re.findall(r'<mark class="doubt"[^>]*>(.)</mark', page) == [unsure.text]
    assert f"{sure.text}<mark" in page


def test_a_job_that_was_killed_continues_behind_the_last_stored_page(engine):
    waiting = receive_file(SCAN, "扫描.pdf")
    job = Job.objects.create(kind="ocr", title="扫描.pdf")

    class Killed(BaseException):
        pass

    original, engine.recognize = (
        engine.recognize,
        lambda image, number, script="": (
            original(image, number, script) if number < 4 else (_ for _ in ()).throw(Killed())
        ),
    )
    with pytest.raises(Killed):
        recognition.recognize_upload(JobProgress(job.pk), waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == UploadState.WAITING and PageRecognition.objects.count() == 3
    engine.recognize = original
    sentence = recognition.recognize_upload(JobProgress(job.pk), waiting.pk)
    assert "已读出" in sentence and [number for number, _ in engine.calls] == [1, 2, 3, 4, 5, 6]
    assert Document.objects.filter(status="draft").count() == 1
    assert "已读出" in recognition.recognize_upload(JobProgress(job.pk), waiting.pk)  # a second delivery does nothing
    assert len(engine.calls) == 6 and Document.objects.get(status="draft").versions.count() == 1


def test_pages_that_cannot_be_recognised_are_left_out_and_named(engine):
    engine.broken = (2,)
    read = process_upload(receive_file(SCAN, "扫描.pdf"))
    read.refresh_from_db()
    assert read.state == UploadState.READ
    assert any("第 2 页只有图片" in sentence for sentence in read.document.warnings)
    assert "第 2 页没有认出：识别程序意外停止。" in Job.objects.get(kind="ocr").log
    engine.broken = (1, 2, 3)
    refused = process_upload(receive_file(scan(3), "三页.pdf"))
    refused.refresh_from_db()
    assert refused.state == UploadState.REFUSED and "是扫描件或图片" in refused.message


def test_without_an_engine_the_refusal_says_what_helps(settings):
    settings.OCR_ENGINE = "none"
    refused = process_upload(receive_file(SCAN, "扫描.pdf"))
    assert refused.state == UploadState.REFUSED
    assert "扫描件或图片：6 页" in refused.message and "没有启用文字识别" in refused.message
    assert not Job.objects.exists()


@pytest.mark.parametrize("address", ["/admin/resolutions/document/upload/", "/admin/resolutions/document/handbook/"])
def test_the_pages_on_uploading_tell_whether_scans_are_recognised(publisher, settings, monkeypatch, address):
    settings.OCR_ENGINE = "none"
    assert "须有文字层" in publisher.get(address).content.decode()
    monkeypatch.setattr("resolutions.desk.recognition_request.configured_engine", object)
    html = publisher.get(address).content.decode()
    assert "识别文字" in html and "须有文字层" not in html


@pytest.fixture
def half_a_scan() -> bytes:
    """Return a PDF with a printed page and a scanned one."""
    merged, buffer = pypdfium2.PdfDocument.new(), io.BytesIO()
    merged.import_pages(pypdfium2.PdfDocument(pdf("000", "one column")), [0])
    merged.import_pages(pypdfium2.PdfDocument(SCAN), [1])
    merged.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def stored(half_a_scan, settings) -> Document:
    """Return a draft that was stored while no engine was installed."""
    settings.OCR_ENGINE = "none"
    document = process_upload(receive_file(half_a_scan, "半扫描.pdf")).document
    assert any("第 2 页只有图片" in sentence for sentence in document.warnings)
    return document


def test_the_scanned_pages_of_a_stored_draft_are_recognised_at_the_desk(editor, stored, engine):
    review = f"/admin/resolutions/document/{stored.pk}/change/"
    assert "识别扫描页" in editor.get(review).content.decode()
    before = stored.paragraphs.count()
    page = editor.post(f"/admin/resolutions/document/{stored.pk}/recognize/", follow=True).content.decode()
    assert "草稿已重新读取" in page and [number for number, _ in engine.calls] == [2]
    stored.refresh_from_db()
    assert stored.paragraphs.count() > before and stored.quality == "ocr"
    assert "识别扫描页" not in editor.get(review).content.decode()
    again = editor.post(f"/admin/resolutions/document/{stored.pk}/recognize/", follow=True).content.decode()
    assert "没有要识别的扫描页" in again and len(engine.calls) == 1


def test_a_published_text_stays_until_the_editor_reads_it_again(publisher, stored, engine):
    Document.objects.filter(pk=stored.pk).update(status="published")
    text = stored.versions.get(is_in_force=True).text
    page = publisher.post(f"/admin/resolutions/document/{stored.pk}/recognize/", follow=True).content.decode()
    assert "读者看到的文本没有变" in page and PageRecognition.objects.count() == 1
    assert stored.versions.get(is_in_force=True).text == text


def test_the_command_recognises_stored_originals(stored, engine, monkeypatch, capsys):
    monkeypatch.setattr(recognize, "configured_engine", lambda: engine)
    call_command("recognize", "--all", "--dry-run")
    assert "1 scanned pages" in capsys.readouterr().out and not engine.calls
    call_command("recognize", str(stored.symbol))
    assert "1 documents, 1 pages, 0 lost" in capsys.readouterr().out
    call_command("recognize", "--all")
    assert "0 documents, 0 pages, 0 lost" in capsys.readouterr().out and len(engine.calls) == 1


def test_the_command_says_what_it_needs(settings):
    settings.OCR_ENGINE = "none"
    with pytest.raises(CommandError, match="no engine"):
        call_command("recognize", "--all")
    with pytest.raises(CommandError, match="name documents"):
        call_command("recognize", "--dry-run")


def test_a_fetched_scan_becomes_a_draft_with_its_source(engine, monkeypatch):
    monkeypatch.setattr(document_fetch, "recognizes_scans", lambda: True)
    document = Document.objects.create(symbol="S/RES/2553(2020)", slug="x", status="stub")
    answer = UnDocument("https://documents.un.org/a.pdf", SCAN, "N2035123.pdf")
    result = document_fetch._write(document, "zh", answer)
    assert (result.status, "扫描件" in result.sentence) == ("draft", True)
    document.refresh_from_db()
    source = document.sources.get()
    assert (document.status, source.url, source.origin) == ("draft", answer.url, "un")
    assert document_fetch._write(document, "zh", answer).status == "unchanged"


def test_a_picture_is_recognised_like_a_scan(editor, engine):
    buffer = io.BytesIO()
    first, *others = (Image.new("L", (595, 842), 255) for _ in PAGES)
    first.save(buffer, "TIFF", save_all=True, append_images=others)
    assert "已读出" in upload(editor, ("扫描.tif", buffer.getvalue()))
    document = Document.objects.get(symbol="S/RES/2553(2020)")
    page = editor.get(f"/admin/resolutions/document/{document.pk}/change/").content.decode()
    assert (document.quality, len(engine.calls)) == ("ocr", 6) and "原件第 1 页" in page and "机器识别，未校" in page
