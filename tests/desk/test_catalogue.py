"""The catalogue at the desk: import of a file with its preview, corrections that stay."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from resolutions.models import (
    CatalogueEntry,
    CatalogueImport,
    Document,
    DocumentSubject,
    FactSource,
    Job,
    StateVote,
    Subject,
)
from resolutions.writing.catalogue.library_import import plan_import
from resolutions.writing.catalogue.voting_file import read_voting_file
from tests.catalogue.voting_data import vote_rows, write_csv

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/resolutions/document/catalogue/"
SYMBOL = "S/RES/2900(2027)"


@pytest.fixture(autouse=True)
def no_index(monkeypatch):
    monkeypatch.setattr("resolutions.job_handlers.catalogue.repair_index", lambda: None)


def send(client, data, kind="voting"):
    return client.post(UPLOAD, {"kind": kind, "file": SimpleUploadedFile("votes.csv", data)})


def test_a_file_is_previewed_then_imported_as_a_job(publisher):
    preview = send(publisher, write_csv(vote_rows() + vote_rows("S/RES/2901(2027)", date="x")))["Location"]
    html = publisher.get(preview).content.decode()
    for words in ("新决议 1", "各国投票 15", SYMBOL, "第17行：S/RES/2901(2027)：日期“x”应写作 2025-07-17"):
        assert words in html
    assert not CatalogueEntry.objects.exists()  # the preview wrote nothing
    publisher.post(preview, {"apply": "1"})
    job = Job.objects.get()
    assert job.state == "done" and "新决议 1" in job.log and "第17行" in job.log
    assert StateVote.objects.count() == 15
    row = CatalogueImport.objects.get()
    assert row.content is None and row.applied_at and row.imported_by and row.summary["votes"] == 15
    assert publisher.get(preview).status_code == 404 and "votes.csv" in publisher.get(UPLOAD).content.decode()
    again = send(publisher, write_csv(vote_rows()))["Location"]
    assert "没有新内容" in publisher.get(again).content.decode()


def test_a_preview_can_be_cancelled(publisher):
    preview = send(publisher, write_csv(vote_rows()))["Location"]
    publisher.post(preview, {"cancel": "1"})
    assert not CatalogueImport.objects.exists() and not CatalogueEntry.objects.exists()


@pytest.mark.parametrize(
    "data, sentence",
    [
        (b"<html>", "这是网页，不是 CSV 文件"),
        (b"PK\x03\x04", "请另存为 CSV（UTF-8）"),
        (b"a,b\n1,2\n", "文件缺少这些列"),
        (write_csv(vote_rows(), encoding="utf-16"), "请另存为 CSV（UTF-8）"),
    ],
)
def test_a_wrong_file_gets_a_sentence(publisher, data, sentence):
    response = send(publisher, data)
    assert response.status_code == 200 and sentence in response.content.decode()
    assert not CatalogueImport.objects.exists()


def test_only_those_who_publish_import(editor, client):
    assert editor.get(UPLOAD).status_code == 403 and send(editor, b"x").status_code == 403
    assert client.get(UPLOAD).status_code == 302


def test_a_corrected_fact_stays_when_the_library_says_otherwise(editor):
    document = Document.objects.create(symbol=SYMBOL, organ="S", kind="resolution", title="…")
    entry = CatalogueEntry.objects.create(document=document, date=date(2027, 3, 4), votes_yes=15)
    address = reverse("admin:resolutions_catalogueentry_change", args=[entry.pk])
    assert editor.get(address).status_code == 200
    facts = {"date": "2027-03-05", "votes_yes": "15", "draft_symbol": "S/2027/78", "meeting_symbol": "S/PV.10201"}
    assert editor.post(address, facts).status_code == 302
    entry.refresh_from_db()
    assert (entry.date, entry.draft_symbol, entry.document.adopted_on) == (date(2027, 3, 5), "S/2027/78", entry.date)
    assert entry.sources == dict.fromkeys(("date", "meeting_symbol", "draft_symbol"), "editor")
    assert document.changes.get().what == "更正目录：日期、会议记录、决议草案"
    plan = plan_import(read_voting_file(write_csv(vote_rows())).resolutions, FactSource.VOTING)
    assert {change.name for change in plan.kept} == {"date", "meeting_symbol", "draft_symbol"}
    assert "votes_yes" not in {change.name for change in plan.facts}


def test_a_subject_is_named_by_an_editor(editor):
    subject = Subject.objects.create(name_en="BIRDS", name_zh="鸟", chinese_source="portal")
    document = Document.objects.create(symbol=SYMBOL, title="…")
    DocumentSubject.objects.create(document=document, subject=subject, source="index")
    address = reverse("admin:resolutions_subject_change", args=[subject.pk])
    assert editor.post(address, {"name_zh": "鸟类", "short_zh": ""}).status_code == 302
    subject.refresh_from_db()
    assert (subject.name_zh, subject.chinese_source) == ("鸟类", "editor")
    assert Document.objects.get().updated_at > document.updated_at  # its page shows the new name
