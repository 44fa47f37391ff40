"""编辑 → 发布: ready, sent back with a note, scheduled for a time; every step is in the audit log."""

from datetime import timedelta

import pytest
from django.utils import timezone

from resolutions.desk import handovers
from resolutions.desk.due_jobs import start_due_jobs
from resolutions.models import Document, Handover, HandoverState, Job, JobKind, Status
from resolutions.writing import corrections
from resolutions.writing.publish import apply_correction
from tests.desk.people import RESOLUTION, member, upload

pytestmark = pytest.mark.django_db
ADMIN = "/admin/resolutions/document/"


@pytest.fixture
def draft(editor) -> Document:
    upload(editor, ("2553.txt", RESOLUTION.read_bytes()))
    return Document.objects.get(symbol="S/RES/2553(2020)")


def hand(client, document: Document, word: str, **values) -> str:
    document.refresh_from_db()
    data = {"word": word, "version": document.edit_token} | values
    return client.post(f"{ADMIN}{document.pk}/handover/", data, follow=True).content.decode()


def in_an_hour() -> str:
    return f"{timezone.localtime() + timedelta(hours=1):%Y-%m-%dT%H:%M}"


def test_a_draft_goes_from_editor_to_publisher_back_and_is_published(editor, publisher, draft):
    assert "交给您的草稿" not in publisher.get("/admin/").content.decode()
    assert "已标为待发布" in hand(editor, draft, "ready", note="请看第12段")
    page = publisher.get("/admin/").content.decode()
    assert "交给您的草稿" in page and "请看第12段" in page
    assert "请在附言里写明要改什么" in hand(publisher, draft, "returned")
    assert "已退回" in hand(publisher, draft, "returned", note="第12段缺字")
    assert "第12段缺字" in editor.get("/admin/").content.decode()
    assert "交给您的草稿" not in publisher.get("/admin/").content.decode()
    assert "第12段缺字" in editor.get(f"{ADMIN}{draft.pk}/change/").content.decode()
    hand(editor, draft, "ready")
    publisher.post(f"{ADMIN}{draft.pk}/publish/")
    assert not Handover.objects.exists()
    logged = list(draft.changes.order_by("pk").values_list("what", flat=True))[1:]
    assert logged == ["待发布：请看第12段", "退回 交给编辑：第12段缺字", "待发布", "发布"]


def test_a_draft_is_assigned_to_one_colleague(editor, publisher, draft, roles):
    from tests.desk.people import logged_in

    chief = member("管理员")
    hand(editor, draft, "ready", assignee=chief.pk)
    assert "交给您的草稿" not in publisher.get("/admin/").content.decode()
    assert "交给您的草稿" in logged_in(chief).get("/admin/").content.decode()
    names = [user.username for user in handovers.possible_assignees()]
    assert names == ["发布", "管理员"]
    assert "已取消交接" in hand(editor, draft, "taken") and not Handover.objects.exists()


def test_only_publishers_send_back_and_schedule(editor, publisher, draft):
    for word in ("returned", "scheduled"):
        data = {"word": word, "publish_at": in_an_hour(), "note": "x"}
        assert editor.post(f"{ADMIN}{draft.pk}/handover/", data).status_code == 403
    assert "请选择一种交接" in hand(publisher, draft, "x")
    assert "发布时间须在现在之后" in hand(publisher, draft, "scheduled", publish_at="2020-01-01T10:00")
    assert "发布时间须在现在之后" in hand(publisher, draft, "scheduled")
    assert "您的改动没有写入" in hand(publisher, draft, "ready", version="1")
    Document.objects.filter(pk=draft.pk).update(status=Status.PUBLISHED)
    assert "只有草稿可以交接" in hand(publisher, draft, "ready")


def test_a_scheduled_draft_is_published_by_the_worker_when_its_time_has_come(publisher, draft):
    assert "已排定发布时间" in hand(publisher, draft, "scheduled", publish_at=in_an_hour())
    assert "定时发布" in publisher.get("/admin/").content.decode()
    start_due_jobs()
    assert not Job.objects.exists()
    Handover.objects.update(publish_at=timezone.now() - timedelta(seconds=1))
    start_due_jobs()
    draft.refresh_from_db()
    assert draft.status == Status.PUBLISHED and draft.changes.first().by_name == "发布"
    assert Job.objects.get(kind=JobKind.PUBLISH).log.count("已发布") == 1
    start_due_jobs()
    assert Job.objects.count() == 1


def test_a_scheduled_draft_that_was_changed_meanwhile_is_sent_back(publisher, draft):
    hand(publisher, draft, "scheduled", publish_at=in_an_hour())
    apply_correction(corrections.correct_heading, draft.pk, {"title": "另一个标题"})
    Handover.objects.update(publish_at=timezone.now() - timedelta(seconds=1))
    start_due_jobs()
    draft.refresh_from_db()
    handover = Handover.objects.get()
    assert (draft.status, handover.state, handover.assignee.username) == (Status.DRAFT, HandoverState.RETURNED, "发布")
    assert "您的改动没有写入" in handover.note


def test_what_cannot_be_published_cannot_be_scheduled(publisher):
    upload(publisher, ("note.txt", "一张便条，没有文号。\n明天开会。".encode()))
    note = Document.objects.get(status=Status.DRAFT)
    assert "不能发布：文本太短" in hand(publisher, note, "scheduled", publish_at=in_an_hour())
