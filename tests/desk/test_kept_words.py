"""Everything kept is Chinese: an editor with an English desk writes the same words as one with a Chinese desk.

The same work is done twice by requests, once with each language, and everything that the database keeps is compared:
audit log, warnings, messages of uploads, titles and logs of jobs, corrections, handovers, Django's own log.
"""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from resolutions.desk.due_jobs import start_due_jobs
from resolutions.interface.languages import TAGS
from resolutions.models import (
    CatalogueEntry,
    Change,
    Discard,
    Document,
    Handover,
    Job,
    JobKind,
    Subject,
    Translation,
    TranslationState,
    Upload,
    UploadState,
)
from search import indexing
from tests.catalogue.voting_data import vote_rows, write_csv
from tests.desk.people import logged_in, member
from tests.desk.scene import TEXT
from tests.desk.test_bulk import FILES, packed
from tests.text.bilingual import CHINESE, ENGLISH

pytestmark = pytest.mark.django_db
ADMIN = "/admin/resolutions/document/"
CHINESE_DESK, ENGLISH_DESK = "zh-hans", "en"
# Numbers of rows and times are other ones in every run.
VOLATILE = {
    "Document": {"slug"},
    "Job": {"arguments", "key"},
    "Upload": {"batch"},
    "Handover": {"edit_token"},
    "LogEntry": {"object_id"},
    "IndexPosition": {"position"},
    "RequestCount": {"address", "machine"},
}
VOLATILE_WORDS = re.compile(r"\d\d:\d\d(:\d\d)?|documents \d+")
MANIFEST = "文件名,文号,标题,日期,文件类型\n2512.txt,,第二号任务,2020/12/9,决议\n没有.txt,,,,\n2514.txt,,,,快报\n"
LETTER = "第2555(2020)号决议\n安全理事会2020年12月5日第8779次会议通过\n安全理事会，\n1. 决定继续处理此案。\n"


class Desk:
    """An editor at the desk in one language; index and jobs follow each request."""

    def __init__(self, language: str, commit: Callable) -> None:
        self.client: Client = logged_in(member("发布"))
        self.client.cookies["language"] = language
        self.commit, self.language = commit, language

    def get(self, address: str) -> str:
        response = self.client.get(address)
        assert response.status_code == 200 and response["Content-Language"] == TAGS[self.language], address
        return response.content.decode()

    def post(self, address: str, document: Document | None = None, **data) -> str:
        """Send a form, with the edit token of its document; a page with an error in it is an error here."""
        if document:
            document.refresh_from_db()
            data["version"] = document.edit_token
        with self.commit(execute=True):
            response = self.client.post(address, data, follow=True)
            translation.activate(self.language)  # as it is in the request that commits
        page = response.content.decode()
        assert response["Content-Language"] == TAGS[self.language]
        assert response.status_code == 200 and 'class="error"' not in page, (address, data, page)
        return page

    def upload(self, *files: tuple[str, bytes], **data) -> str:
        return self.post(f"{ADMIN}upload/", files=[SimpleUploadedFile(*file) for file in files], **data)


def read_batch(desk: Desk) -> None:
    desk.upload(("批.zip", packed(FILES | {"清单.csv": MANIFEST.encode()})))
    batch = Upload.objects.values_list("batch", flat=True).first()
    chosen = [document.pk for document in Document.objects.filter(number__in=(2515, 2516))]
    page = desk.post(f"{ADMIN}uploads/?batch={batch}", word="publish", pk=chosen)
    (ready,) = re.findall(r'name="ready" value="([^"]+)"', page)
    desk.post(f"{ADMIN}publish/", ready=ready.replace("&quot;", '"'))
    draft = Document.objects.get(number=2517)
    desk.post(f"{ADMIN}uploads/?batch={batch}", word="discard", pk=[draft.pk])
    desk.post(f"{ADMIN}{Discard.objects.get().document_id}/restore/")


def correct(desk: Desk) -> Document:
    desk.upload(("2554.txt", TEXT.encode()), ("2555.txt", LETTER.encode()))
    document = Document.objects.get(number=2554)
    page = f"{ADMIN}{document.pk}/"
    desk.upload(("bis.txt", TEXT.replace("12月4日", "12月5日").encode()))
    asked = Upload.objects.get(state=UploadState.ASKED)
    desk.get(f"{ADMIN}upload/{asked.pk}/")
    desk.post(f"{ADMIN}upload/{asked.pk}/", document, word="version")
    heading = {"symbol": "S/RES/2554(2020)", "kind": "statement", "title": "更正的标题", "date": "2020-12-06"}
    desk.post(f"{page}change/", document, **heading, meeting="8790")
    first, second = document.paragraphs.filter(kind="operative").in_reading_order()
    paragraph = f"{page}paragraphs/{first.order}/"
    desk.post(paragraph, document, action="words", **{"words-text": first.text.replace("重申", "重 申")})
    desk.post(paragraph, document, action="change", **{"change-kind": "sub", "change-label": "1(a)"})
    desk.post(f"{page}paragraphs/", document, action="change", kind="annex", order=[second.order])
    desk.post(paragraph, document, action="split", **{"split-words": "决议", "split-kind": "body", "split-label": ""})
    desk.post(paragraph, document, action="join")
    citation = document.citations_made.first()
    values = {f"c{citation.pk}-{name}": value for name, value in CITATION.items()}
    desk.post(f"{page}paragraphs/{citation.paragraph.order}/", document, action=f"correct:{citation.pk}", **values)
    desk.post(f"{page}paragraphs/{citation.paragraph.order}/", document, action=f"reject:{citation.pk}")
    row = document.paragraphs.get(text__contains="继续处理")
    added = {f"add-{name}": value for name, value in (CITATION | {"words": "此案", "occurrence": "1"}).items()}
    desk.post(f"{page}paragraphs/{row.order}/", document, action="add", **added)
    manual = document.citations_made.get(start=row.text.index("此案"))
    desk.post(f"{page}paragraphs/{row.order}/", document, action=f"restore:{manual.pk}")
    for correction in document.corrections.exclude(values__name="symbol").order_by("-pk"):
        desk.post(f"{page}corrections/{correction.pk}/undo/", document)
    desk.post(
        f"{ADMIN}again/",
        pk=[document.pk],
        **{f"version-{document.pk}": Document.objects.get(pk=document.pk).edit_token},
    )
    version = document.versions.filter(is_in_force=False).first()
    desk.post(f"{page}versions/{version.pk}/", document)
    return document


CITATION = {"target": "S/RES/2282(2016)", "paragraphs": "3", "verb": "回顾", "verb_group": "recall", "theme": "改革"}


def hand_over_publish_and_withdraw(desk: Desk, document: Document) -> None:
    page = f"{ADMIN}{document.pk}/"
    desk.post(f"{page}handover/", document, word="ready", note="请看第1段")
    desk.post(f"{page}handover/", document, word="returned", note="缺字")
    desk.post(f"{page}handover/", document, word="taken")
    desk.post(f"{page}handover/", document, word="scheduled", publish_at="2090-01-02T10:00")
    Handover.objects.update(publish_at=timezone.now() - timedelta(seconds=1))
    with desk.commit(execute=True):
        start_due_jobs()
    document.refresh_from_db()
    assert document.is_held
    desk.post(f"{page}withdraw/", document, reason="来源有误")
    desk.post(f"{page}publish/", document)


def translate(desk: Desk) -> None:
    desk.upload(("2798.txt", CHINESE.encode()))
    document = Document.objects.get(number=2798)
    desk.post(f"{ADMIN}{document.pk}/publish/", document)
    desk.upload(("2798-EN.txt", ENGLISH.encode()))
    address = f"{ADMIN}{document.pk}/translations/{Translation.objects.get(document=document).pk}/"
    desk.post(address, document)
    desk.post(address, document, withdraw="1")
    desk.upload(("2798-EN bis.txt", ENGLISH.replace("quokka", "wombat").encode()))
    draft = document.translations.get(state=TranslationState.DRAFT)
    desk.post(f"{ADMIN}{document.pk}/translations/{draft.pk}/", document, discard="1")


def keep_catalogue(desk: Desk) -> None:
    wrong = vote_rows("S/RES/2901(2027)", total_no="3", total_yes="12")
    file = SimpleUploadedFile("votes.csv", write_csv(vote_rows() + wrong))
    with desk.commit(execute=True):
        preview = desk.client.post(f"{ADMIN}catalogue/", {"kind": "voting", "file": file})["Location"]
    desk.post(preview, apply="1")
    entry = CatalogueEntry.objects.get(document__symbol="S/RES/2900(2027)")
    address = reverse("admin:resolutions_catalogueentry_change", args=[entry.pk])
    desk.post(address, date="2027-03-05", meeting_symbol="S/PV.10201", votes_yes="14", votes_no="1")
    subject = Subject.objects.first()
    address = reverse("admin:resolutions_subject_change", args=[subject.pk])
    desk.post(address, name_zh="中东局势", short_zh="中东")


def run_jobs_and_feedback(desk: Desk, document: Document) -> None:
    desk.post(f"{ADMIN}jobs/index/")
    job = Job.objects.filter(kind=JobKind.INDEX).latest("pk")
    assert job.state == "done", job.log
    desk.post(f"/{document.symbol}/report", problem="text", note="有一字误读", anchor="op1")
    desk.get("/search?q=没有这样的词语")
    draft = Document.objects.get(number=2555)
    desk.post(f"{ADMIN}{draft.pk}/discard/", draft)


def everything_kept() -> dict[str, list[str]]:
    """Return the words of all rows by model and column, in the order of the rows."""
    kept = {}
    for model in [*apps.get_app_config("resolutions").get_models(), LogEntry]:
        name = model.__name__
        for field in model._meta.concrete_fields:
            is_words = isinstance(field, models.CharField | models.TextField | models.JSONField)
            if is_words and field.name not in VOLATILE.get(name, ()):
                values = model._default_manager.order_by("pk").values_list(field.name, flat=True)
                kept[f"{name}.{field.name}"] = [VOLATILE_WORDS.sub("", str(value)) for value in values]
    return kept


def answers_of_programs(client: Client) -> dict[str, bytes]:
    addresses = ["/api/v1/search?q=*", "/search.csv?q=*", "/api/v1/documents?limit=200"]
    return {address: VOLATILE_TIMES.sub(b"", b"".join(client.get(address))) for address in addresses}


VOLATILE_TIMES = re.compile(rb"<updated>[^<]+</updated>|\d{4}-\d\d-\d\dT[^\"<]+")


def work(language: str, commit: Callable) -> tuple[dict[str, list[str]], dict[str, bytes]]:
    """Do everything in ``language``; nothing of it stays."""
    cache.clear()
    with transaction.atomic(), translation.override(language):
        indexing.rebuild_from_database()
        desk = Desk(language, commit)
        read_batch(desk)
        document = correct(desk)
        hand_over_publish_and_withdraw(desk, document)
        translate(desk)
        keep_catalogue(desk)
        run_jobs_and_feedback(desk, document)
        kept = everything_kept(), answers_of_programs(desk.client)
        transaction.set_rollback(True)
    return kept


def test_an_editor_of_each_language_writes_the_same_words(
    roles, settings, tmp_path, django_capture_on_commit_callbacks
):
    written = {}
    for language in (CHINESE_DESK, ENGLISH_DESK):
        settings.MEDIA_ROOT = tmp_path / language
        written[language] = work(language, django_capture_on_commit_callbacks)
    kept, answers = written[CHINESE_DESK]
    logged = "\n".join(kept["Change.what"])
    for words in ("待发布：请看第1段", "退回 交给", "定时发布", "段落类别：",
                  " → 附件", "拆分段落：", " → 正文", "撤销更正：标题事项",
                  "发布英文本", "撤回英文本", "丢弃英文本草稿", "文件类型：statement"):  # fmt: skip
        assert words in logged
    assert any("可用决议、主席声明、" in message for message in kept["Upload.message"])
    assert any("已读出 23 个" in log for log in kept["Job.log"])
    assert any("各国投票中却有 15 票赞成" in log for log in kept["Job.log"])
    others, other_answers = written[ENGLISH_DESK]
    assert {name: words for name, words in others.items() if words != kept[name]} == {}
    assert {name: answer for name, answer in other_answers.items() if answer != answers[name]} == {}
    assert Change.objects.count() == 0
