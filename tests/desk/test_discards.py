"""Drafts and files in the waste bin: restored whole for thirty days, then gone with all that only they held."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from resolutions.desk import discards, receiving, uploads
from resolutions.models import (
    Change,
    Discard,
    Document,
    Origin,
    SourceFile,
    Status,
    TextVersion,
    Upload,
    UploadState,
)
from resolutions.writing import citation_corrections, corrections, originals
from resolutions.writing.errors import CorrectionError
from resolutions.writing.publish import apply_correction, change_status, ingest_file
from resolutions.writing.unnamed_stubs import delete_unnamed_stubs, unnamed_stubs
from tests.desk.people import LETTER, RESOLUTION, UPLOAD, upload

pytestmark = pytest.mark.django_db
TEXT = RESOLUTION.read_bytes()
CHANGED = TEXT.decode().replace("2020 年 12 月 3 日通过", "2020 年 12 月 4 日通过").encode()
SYMBOL = "S/RES/2553(2020)"
ADMIN = "/admin/resolutions/document/"


def get(symbol: str = SYMBOL) -> Document:
    return Document.objects.get(symbol=symbol)


def make_old() -> None:
    """Let the thirty days pass."""
    past = timezone.now() - timedelta(days=31)
    Discard.objects.update(discarded_at=past)
    Upload.objects.filter(discarded_at__isnull=False).update(discarded_at=past)


def discard(document: Document, run) -> Document:
    """Discard with the work after the commit; return the document in the waste bin."""
    with run(execute=True):
        discards.discard_draft(document)
    return Discard.objects.latest("pk").document


@pytest.fixture
def draft(db) -> Document:
    """2553(2020) as a draft with a correction of each kind."""
    document = ingest_file(TEXT, "2553.txt", publish=False).document
    apply_correction(corrections.correct_heading, document.pk, {"title": "更正的标题"})
    first = document.citations_made.in_reading_order().first()
    apply_correction(citation_corrections.reject_citation, first.pk)
    return get()


def contents(document: Document) -> dict:
    """Everything that an editor sees of a document."""
    columns = ("title", "kind", "organ", "number", "year", "adopted_on", "meeting", "facts", "warnings", "quality")
    citations = document.citations_made.in_reading_order()
    return {
        **{name: getattr(document, name) for name in columns},
        "paragraphs": list(document.paragraphs.in_reading_order().values_list("label", "kind", "text")),
        "citations": list(citations.values_list("start", "end", "target__symbol", "origin")),
        "corrections": list(document.corrections.values_list("action", "values")),
        "versions": list(document.versions.values_list("pk", "text")),
        "sources": list(document.sources.values_list("sha256", flat=True)),
    }


def test_a_draft_goes_with_the_stubs_that_it_alone_named_and_comes_back_whole(
    draft, django_capture_on_commit_callbacks
):
    ingest_file(
        "第2554(2020)号决议\n安全理事会，\n1. 重申第2151(2014)号决议；\n2. 决定继续处理此案。".encode(), "a.txt"
    )
    before, stubs = contents(draft), set(Document.objects.filter(status=Status.STUB).values_list("symbol", flat=True))
    binned = discard(draft, django_capture_on_commit_callbacks)
    assert (binned.status, binned.symbol, binned.title) == (Status.DISCARDED, "", "更正的标题")
    left = set(Document.objects.filter(status=Status.STUB).values_list("symbol", flat=True))
    rejected = binned.citations_made.get(origin=Origin.REJECTED).target.symbol
    assert left == {"S/RES/2151(2014)", rejected, *(name for name in left if not get(name).paragraphs.exists())}
    assert len(left) <= 3 < len(stubs) and not Document.objects.filter(symbol=SYMBOL).exists()
    restored = discards.restore_draft(binned)
    assert (restored.symbol, restored.status, restored.slug) == (SYMBOL, Status.DRAFT, "")
    assert contents(restored) == before
    assert stubs == set(Document.objects.filter(status=Status.STUB).values_list("symbol", flat=True))
    assert [row.what for row in restored.changes.all()[:2]] == ["恢复丢弃的草稿", "丢弃草稿 S/RES/2553(2020)"]


def test_the_stub_of_a_discarded_draft_says_what_it_said_before(draft, django_capture_on_commit_callbacks, client):
    ingest_file(
        "第2554(2020)号决议\n安全理事会，\n1. 重申第2553(2020)号决议；\n2. 决定继续处理此案。".encode(), "a.txt"
    )
    seen = client.get(f"/{SYMBOL}").content
    discard(draft, django_capture_on_commit_callbacks)
    stub = get()
    assert (stub.status, stub.title, stub.adopted_on, stub.facts) == (Status.STUB, "第2553(2020)号决议", None, {})
    assert client.get(f"/{SYMBOL}").content == seen and stub.updated_at == stub.created_at


def test_a_draft_without_a_symbol_keeps_its_address(django_capture_on_commit_callbacks):
    document = ingest_file(LETTER.read_bytes(), "letter.txt", publish=False).document
    before, slug = contents(document), document.slug
    assert slug
    binned = discard(document, django_capture_on_commit_callbacks)
    restored = discards.restore_draft(binned)
    assert restored == document and restored.slug == slug and contents(restored) == before


def test_another_text_may_come_under_the_symbol_and_then_the_first_is_not_restored(
    draft, django_capture_on_commit_callbacks
):
    binned = discard(draft, django_capture_on_commit_callbacks)
    assert ingest_file(CHANGED, "bis.txt", publish=False).status == "new"
    with pytest.raises(CorrectionError, match="已有文本"):
        discards.restore_draft(binned)
    assert contents(binned)["paragraphs"] and binned.status == Status.DISCARDED


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.WITHDRAWN, Status.STUB, Status.DISCARDED])
def test_only_a_draft_is_discarded(draft, status):
    Document.objects.filter(pk=draft.pk).update(status=status)
    with pytest.raises(CorrectionError, match="只有草稿可以丢弃"):
        discards.discard_draft(draft)
    assert get().status == status and not Discard.objects.exists()


def test_after_thirty_days_draft_history_bytes_and_stubs_are_gone(draft, django_capture_on_commit_callbacks, capsys):
    receiving.receive_file(LETTER.read_bytes(), "letter.txt")
    binned = discard(draft, django_capture_on_commit_callbacks)
    sha256 = binned.sources.get().sha256
    call_command("purge_discarded")
    assert Discard.objects.exists() and originals.is_intact(sha256)
    make_old()
    with pytest.raises(CorrectionError, match="已满三十天"):
        discards.restore_draft(binned)
    call_command("purge_discarded", "--dry-run")
    call_command("purge_discarded")
    assert "1 drafts and 0 uploads would be deleted" in capsys.readouterr().out
    assert not Document.objects.exclude(symbol="CHARTER").exists()
    assert not SourceFile.objects.exists() and not Change.objects.exists()
    assert not originals.is_intact(sha256) and originals.is_intact(Upload.objects.get().sha256)
    assert not discards.has_expired() and originals.find_orphans(timedelta()) == []


def test_bytes_that_another_upload_waits_for_survive_the_draft(draft, django_capture_on_commit_callbacks):
    binned = discard(draft, django_capture_on_commit_callbacks)
    waiting = receiving.receive_file(TEXT, "again.txt")
    assert uploads.process_upload(waiting).message.endswith("需要时可以恢复。")
    Upload.objects.update(state=UploadState.WAITING)
    make_old()
    discards.purge_expired()
    assert not Document.objects.filter(pk=binned.pk).exists() and originals.is_intact(waiting.sha256)


def test_a_discarded_question_is_asked_again_or_its_bytes_go(editor):
    upload(editor, ("2553.txt", TEXT), ("bis.txt", CHANGED))
    asked = Upload.objects.get(state=UploadState.ASKED)
    page = editor.post(f"{UPLOAD}{asked.pk}/", {"word": "cancel"}).content.decode()
    assert "已丢弃" in page and "bis.txt" in editor.get(f"{ADMIN}discarded/").content.decode()
    assert "看差别后决定" in editor.post(f"{UPLOAD}{asked.pk}/restore/").content.decode()
    editor.post(f"{UPLOAD}{asked.pk}/discard/")
    make_old()
    assert "看差别后决定" not in editor.post(f"{UPLOAD}{asked.pk}/restore/").content.decode()
    assert discards.purge_expired() == discards.PurgeCounts(uploads=1)
    assert not originals.is_intact(asked.sha256) and TextVersion.objects.count() == 1


def test_bytes_of_a_discarded_upload_stay_while_they_are_an_original(editor):
    upload(editor, ("2553.txt", TEXT), ("bis.txt", CHANGED))
    asked = Upload.objects.get(state=UploadState.ASKED)
    uploads.discard_upload(asked)
    ingest_file(CHANGED, "bis.txt", publish=False)
    make_old()
    discards.purge_expired()
    assert originals.read_original(asked.sha256) == CHANGED


def test_a_file_that_was_asked_about_is_read_for_itself_when_the_draft_is_discarded(editor):
    upload(editor, ("2553.txt", TEXT), ("bis.txt", CHANGED))
    draft = get()
    html = editor.post(f"{ADMIN}{draft.pk}/discard/", {"version": draft.edit_token}, follow=True).content.decode()
    assert "30 天内可以在这里恢复" in html
    read = Upload.objects.get(name="bis.txt")
    assert (read.state, read.document.symbol, read.document.adopted_on.day) == (UploadState.READ, SYMBOL, 4)


def test_a_draft_changed_meanwhile_is_not_discarded(editor, draft):
    html = editor.post(f"{ADMIN}{draft.pk}/discard/", {"version": "1"}, follow=True).content.decode()
    assert "您的改动没有写入" in html and get().status == Status.DRAFT


def test_a_discarded_draft_is_seen_and_not_changed_at_the_desk(publisher, draft, client):
    publisher.post(f"{ADMIN}{draft.pk}/discard/")
    binned = Discard.objects.get().document
    page = f"{ADMIN}{binned.pk}/"
    html = publisher.get(f"{page}change/").content.decode()
    assert "恢复草稿" in html and "恢复之后才能改动" in html and "重新读取</a>" not in html
    assert "请先恢复" in publisher.post(f"{page}publish/", follow=True).content.decode()
    assert publisher.post(f"{page}change/", {"title": "x"}).status_code == 403
    assert publisher.get(f"/{binned.key}").status_code == 404 == client.get(f"/{SYMBOL}").status_code
    assert "草稿已恢复" in publisher.post(f"{page}restore/", follow=True).content.decode()
    assert "没有丢弃" in publisher.post(f"{ADMIN}{get().pk}/restore/", follow=True).content.decode()


def test_the_command_and_a_new_reading_leave_a_discarded_draft_alone(draft, django_capture_on_commit_callbacks):
    binned = discard(draft, django_capture_on_commit_callbacks)
    binned.versions.update(digest="")
    assert ingest_file(TEXT, "2553.txt").status == "unchanged"
    binned.refresh_from_db()
    assert binned.status == Status.DISCARDED and binned.versions.count() == 1


def test_stubs_that_anything_names_are_not_unnamed(draft):
    stubs = {stub.pk for stub in Document.objects.filter(status=Status.STUB)}
    assert stubs and not unnamed_stubs().exists()
    lonely = [Document.objects.create(symbol=f"S/2021/{number}", title="x") for number in (325, 326, 327)]
    Change.objects.create(document=lonely[1], what="x")
    assert delete_unnamed_stubs([lonely[2].pk]) == 1 and delete_unnamed_stubs() == 1
    assert set(Document.objects.filter(status=Status.STUB).values_list("pk", flat=True)) == stubs | {lonely[1].pk}


def test_a_withdrawn_document_s_file_is_told_and_its_symbol_kept(editor, draft):
    change_status(draft, Status.PUBLISHED)
    change_status(draft, Status.WITHDRAWN, reason="译文有误")
    html = upload(editor, ("again.txt", TEXT))
    assert "后来已撤回（译文有误）" in html and get().status == Status.WITHDRAWN


def test_bytes_are_locked_for_the_transaction_that_stores_or_deletes_them():
    """Without it, a row for the bytes could be written between the question and the deletion."""
    with connection.cursor() as cursor:
        for act in (lambda: receiving.receive_file(TEXT, "a.txt"), lambda: originals.delete_if_unused("0" * 64)):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
            before = cursor.fetchone()[0]
            act()
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
            assert cursor.fetchone()[0] == before + 1
