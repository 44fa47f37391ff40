"""Many files at once: one batch in a ZIP with its manifest, one line that sums it up, one job that publishes."""

import io
import re
import zipfile
from email.message import EmailMessage

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from resolutions.desk import bulk_publication, receiving, uploads
from resolutions.desk.receiving import Submission
from resolutions.desk.upload_list import UploadFilter, summarize
from resolutions.desk.upload_manifest import ManifestError, read_manifest
from resolutions.job_handlers.publication import publish_documents
from resolutions.job_handlers.uploads import read_batch
from resolutions.jobs.progress import JobProgress
from resolutions.models import Change, Document, Job, JobKind, JobState, SourceFile, Status, Upload, UploadState
from tests.desk.people import upload

pytestmark = pytest.mark.django_db
ADMIN = "/admin/resolutions/document/"
TEXT = """第{number}(2020)号决议
安全理事会2020年12月{day}日第{meeting}次会议通过
安全理事会，
回顾其关于第{number}号项目的各项声明，重申致力于维护国际和平与安全，
1. 决定将第{number}号任务延长至2021年{day}月；
2. 决定继续处理此案{end}
"""
ENGLISH = """Resolution 2550 (2020)
Adopted by the Security Council at its 8770th meeting, on 12 November 2020
The Security Council,
Recalling its previous resolutions and statements on the situation,
1. Decides to extend the mandate until 14 November 2021;
2. Decides to remain seized of the matter.
"""


def text(number: int, end: str = "。") -> bytes:
    return TEXT.format(number=number, day=number % 12 + 1, meeting=number + 6000, end=end).encode()


def packed(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


# 25 files: 20 without a doubt, one that does not end, one twice, two in English, one empty; and the manifest.
FILES = {f"卷一/{number}.txt": text(number) for number in range(2511, 2531)} | {
    "未完.txt": text(2540, end=""),
    "卷二/2511 又一份.txt": text(2511),
    "en.txt": ENGLISH.encode(),
    "en bis.txt": ENGLISH.replace("2550", "2551").replace("8770", "8771").encode(),
    "空.txt": b"",
}
MANIFEST = "文件名,文号,标题,日期,文件类型\n"
MANIFEST += "2512.txt,,第二号任务,2020/12/9,决议\n卷一\\2513.TXT,2513,,,\n没有.txt,,,,\n2514.txt,,,13月,\n"


@pytest.fixture
def batch(publisher) -> str:
    """The batch of FILES, received with its manifest and read in the job."""
    page = upload(publisher, ("批.zip", packed(FILES | {"清单.csv": MANIFEST.encode("gb18030")})))
    assert "26 个文件，正在后台读取" in page
    return Upload.objects.values_list("batch", flat=True).distinct().get()


def test_a_batch_is_summed_up_filtered_searched_published_and_discarded(publisher, batch):
    summary = summarize(UploadFilter(batch))
    counted = {name: count for _, name, count in summary.states}
    assert counted == {"草稿": 23, "早已收录": 1, "已拒收": 2} and summary.total == 26
    assert {name for _, name, _ in summary.kinds} >= {"段落与编号", "语言与字迹"} and summary.warned == 3
    again = Upload.objects.get(name__contains="又一份")
    assert "是同一个文件" in again.message and SourceFile.objects.count() == 23
    told = Upload.objects.get(name="清单.csv")
    assert "3 行可用" in told.message and "第 4 行：没有收到名为“没有.txt”的文件" in told.message
    assert "第 5 行：“13月”不是日期" in told.message and told.state == UploadState.REFUSED
    named = Document.objects.get(symbol="S/RES/2512(2020)")
    assert (named.title, named.adopted_on.isoformat()) == ("第二号任务", "2020-12-09")
    assert Upload.objects.get(name="卷一/2512.txt").message == "清单给出文件类型、标题、日期。"

    page = publisher.get(f"{ADMIN}uploads/", {"batch": batch}).content.decode()
    assert "26 个文件" in page and "草稿 23" in page and "有提示 3" in page
    shown = publisher.get(f"{ADMIN}uploads/", {"batch": batch, "kind": "language"}).content.decode()
    assert "en.txt" in shown and "2515.txt" not in shown
    found = publisher.get(f"{ADMIN}uploads/", {"batch": batch, "q": "卷一/2515"}).content.decode()
    assert "卷一/2515.txt" in found and "2516.txt" not in found
    assert publisher.get(f"{ADMIN}uploads/", {"state": "x", "kind": "\0", "page": "9", "q": "\0"}).status_code == 200

    here = f"{ADMIN}uploads/?batch={batch}"
    assert "没有选中草稿" in publisher.post(here, {"word": "publish"}, follow=True).content.decode()
    confirm = publisher.post(here, {"word": "publish", "all": "1"}).content.decode()
    assert "没有提示的 20 份将发布" in confirm and "有提示的 1 份" in confirm and "不能发布的 2 份" in confirm
    assert "似乎没有结束" in confirm and "这是英文本，不能作为中文文本发布" in confirm
    assert not Document.objects.filter(status=Status.PUBLISHED).exists()
    ready = re.search(r'name="ready" value="([^"]*)"', confirm)[1].replace("&quot;", '"')
    job_page = publisher.post(f"{ADMIN}publish/", {"ready": ready}, follow=True).content.decode()
    assert "已发布 20 份" in job_page and Document.objects.filter(status=Status.PUBLISHED).count() == 20
    assert Document.objects.get(symbol="S/RES/2540(2020)").status == Status.DRAFT
    confirmed = re.search(r'name="confirmed" value="([^"]*)"', confirm)[1]
    publisher.post(f"{ADMIN}publish/", {"ready": ready, "confirmed": confirmed})
    assert Document.objects.get(symbol="S/RES/2540(2020)").status == Status.PUBLISHED
    assert Change.objects.filter(what="发布").count() == 21  # nothing twice

    publisher.post(here, {"word": "discard", "all": "1"})
    assert {name: count for _, name, count in summarize(UploadFilter(batch)).states}["草稿已丢弃"] == 2


def test_a_killed_publication_goes_on_where_it_stopped(publisher, monkeypatch):
    """The job is run again by the worker; each document is its own transaction."""
    upload(publisher, *((f"{number}.txt", text(number)) for number in (2511, 2512, 2513)))
    tokens = {str(document.pk): document.edit_token for document in Document.objects.filter(status=Status.DRAFT)}
    job = Job.objects.create(kind=JobKind.PUBLISH, title="三份", state=JobState.RUNNING)
    publish, calls = bulk_publication.publish_one, []

    class Killed(BaseException):
        """The end of the process; no handler catches it."""

    def kill_at_the_second(*args):
        calls.append(args)
        if len(calls) == 2:
            raise Killed
        return publish(*args)

    with monkeypatch.context() as context, pytest.raises(Killed):
        context.setattr("resolutions.job_handlers.publication.publish_one", kill_at_the_second)
        publish_documents(JobProgress(job.pk), tokens)
    assert Document.objects.filter(status=Status.PUBLISHED).count() == 1
    assert publish_documents(JobProgress(job.pk), tokens) == "已发布 3 份。"
    assert Change.objects.filter(what="发布").count() == 3


def test_what_changed_after_the_confirmation_is_not_published(publisher):
    upload(publisher, ("2511.txt", text(2511)), ("2512.txt", text(2512)))
    first, second = Document.objects.filter(status=Status.DRAFT).order_by("symbol")
    job = Job.objects.create(kind=JobKind.PUBLISH, title="两份")
    tokens = {str(first.pk): "earlier", str(second.pk): second.edit_token, "999999": "x"}
    assert publish_documents(JobProgress(job.pk), tokens) == "已发布 1 份，2 份没有发布。"
    job.refresh_from_db()
    assert "S/RES/2511(2020) 没有发布：这份文件在您打开之后已由" in job.log and "已不存在" in job.log


def test_a_repeated_reading_of_a_batch_reads_what_is_left_and_what_came_meanwhile(publisher):
    submission = Submission(batch="b")
    first = receiving.receive_file(text(2511), "1.txt", submission)
    uploads.process_upload(first)
    receiving.receive_file(text(2512), "2.txt", submission)
    job = Job.objects.create(kind=JobKind.BATCH, title="一批")
    assert (
        read_batch(JobProgress(job.pk), "b") == "已读出 1 个" and read_batch(JobProgress(job.pk), "b") == "没有要读的。"
    )


def test_the_list_of_documents_has_warnings_and_languages_and_no_stubs(publisher):
    upload(publisher, ("2511.txt", text(2511)), ("未完.txt", text(2540, end="")), ("en.txt", ENGLISH.encode()))
    Document.objects.create(symbol="S/RES/2151(2014)", title="第2151(2014)号决议")
    page = publisher.get(ADMIN).content.decode()
    assert "第2151(2014)号决议" not in page and "S/RES/2511(2020)" in page and "英文本，" in page and "1 条" in page
    assert "S/RES/2151(2014)" in publisher.get(ADMIN, {"q": "2151"}).content.decode()
    assert "S/RES/2151(2014)" in publisher.get(ADMIN, {"status__exact": "all"}).content.decode()
    without = publisher.get(ADMIN, {"warning": "none", "status__exact": "draft"}).content.decode()
    assert "S/RES/2511(2020)" in without and "S/RES/2540(2020)" not in without
    assert "S/RES/2540(2020)" in publisher.get(ADMIN, {"warning": "paragraphs"}).content.decode()


@pytest.mark.parametrize(
    "written, sentence",
    [
        ("symbol,title\n2511,x\n", "要有“文件名”"),
        ("文件名,文号,颜色\na.txt,2511,红\n", "不认识的栏名：颜色"),
        ("file,文件名\na,b\n", "重复的栏名：文件名"),
        ("", "要有“文件名”"),
        ('file\n"a', "不是 CSV"),
        (b"\xff\xfe\x00\xd8\x00", "清单不能读取"),
        ("file\n" + "a\n" * 2001, "超过上限"),
    ],
)
def test_what_is_no_manifest_says_why(written, sentence):
    with pytest.raises(ManifestError, match=sentence):
        read_manifest(written if isinstance(written, bytes) else written.encode())


@pytest.mark.parametrize(
    "row, sentence",
    [
        ("a.txt,2511(2025),,,,", "第 2 行：“2511(2025)”的编号与年份不符：第2511号决议是2020年通过的"),
        ("a.txt,abc,,,,", "第 2 行：“abc”不是文号"),
        ("a.txt,,,2020-13-01,,", "第 2 行：“2020-13-01”不是日期"),
        ("a.txt,,,1899年1月1日,,", "不是日期"),
        ("a.txt,,,,信,", "“信”不是文件类型，可用决议、"),
        ("a.txt,,,,,第零次会议", "不是会议次数"),
        (",2511,,,,", "第 2 行：没有文件名"),
        (f"a.txt,,{'长' * 501},,,", "标题超过 500 字"),
        ("a.txt,,关于甲、乙,的决议,2020-12-03,决议,8770", "有 7 栏，比第一行多"),
        ("a.txt,,,,,\nA.TXT,,,,,", "第 3 行：文件“A.TXT”在前面已有一行"),
    ],
)
def test_a_wrong_row_is_told_by_its_line_and_the_others_stay(row, sentence):
    manifest = read_manifest(
        f"文件名,文号,标题,日期,文件类型,会议次数\n{row}\n好.txt,2553,标题,2020年12月3日,决议,第8778次会议\n".encode()
    )
    assert sentence in "".join(manifest.errors)
    found = manifest.find("卷/好.TXT")
    assert found.symbol == "S/RES/2553(2020)"
    assert found.given == {"title": "标题", "date": "2020-12-03", "kind": "resolution", "meeting": "8778"}


ROWS = "文件名,文号,标题\n甲.txt,S/RES/2511(2020),延长任务\n乙.txt,S/RES/2512(2020),没有的文件\n"


def test_a_manifest_beside_single_files_tells_of_its_rows_without_a_file(editor):
    given = SimpleUploadedFile("我的清单.csv", ROWS.encode())
    page = upload(editor, ("甲.txt", text(2511)), manifest=given)
    assert "第 3 行：没有收到名为“乙.txt”的文件。" in page and "清单给出标题" in page


@pytest.mark.parametrize("name", ["清单.csv", "manifest.csv", "三月的文件.CSV"])
def test_a_manifest_among_the_files_is_used_as_one(editor, name):
    page = upload(editor, ("甲.txt", text(2511)), (name, ROWS.encode("gb18030")))
    assert "2 行可用" in page and "没有收到名为“乙.txt”的文件" in page and "清单给出标题" in page
    assert [row.name for row in Upload.objects.all()] == ["甲.txt"]


def test_a_manifest_alone_and_a_broken_one_become_no_draft(editor):
    page = upload(editor, ("清单.csv", ROWS.encode()))
    assert "2 行可用" in page and "没有收到名为“甲.txt”的文件" in page
    assert "其中要有“文件名”" in upload(editor, ("清单.csv", "日期,标题\n".encode()))
    assert not Upload.objects.exists()


def test_a_manifest_of_any_name_in_a_zip_is_used(editor):
    upload(editor, ("批.zip", packed({"文件表.csv": ROWS.encode(), "甲.txt": text(2511)})))
    assert Upload.objects.get(name="文件表.csv").document is None
    assert "清单给出标题" in Upload.objects.get(name="甲.txt").message


def test_a_csv_that_is_no_manifest_is_a_text(editor):
    upload(editor, ("表.csv", TEXT.format(number=2511, day=3, meeting=8511, end="。").encode()))
    assert Upload.objects.get().state == UploadState.READ


def test_the_script_is_told_at_the_end_which_rows_had_no_file(editor):
    lines, batch = f"{ADMIN}upload/lines/", "abc123"
    given = {"batch": batch, "more": "1", "manifest": SimpleUploadedFile("清单.csv", ROWS.encode())}
    page = editor.post(lines, given | {"files": SimpleUploadedFile("甲.txt", text(2511))}).content.decode()
    assert "清单给出标题" in page and "没有收到" not in page
    closing = {"batch": batch, "closing": "1", "manifest": SimpleUploadedFile("清单.csv", ROWS.encode())}
    page = editor.post(lines, closing).content.decode()
    assert "没有收到名为“乙.txt”的文件" in page and "甲.txt" not in page and "请选择至少一个文件" not in page


def test_results_follow_a_job_to_its_end_with_and_without_script(editor, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # a worker, and not the request
    long = text(2511) + "决定。".encode() * 30_000
    sent = {"files": SimpleUploadedFile("长.txt", long), "batch": "abc124"}
    answer = editor.post(f"{ADMIN}upload/", sent)
    assert answer.status_code == 302 and "batch=abc124" in answer["Location"]
    shown = editor.get(answer["Location"].partition("#")[0]).content.decode()
    assert "正在后台读取" in shown and '<noscript><meta http-equiv="refresh"' in shown
    waiting = Upload.objects.get()
    uploads.process_upload(waiting)
    Job.objects.update(state=JobState.DONE)
    shown = editor.get(answer["Location"].partition("#")[0]).content.decode()
    assert "已读出" in shown and 'http-equiv="refresh"' not in shown
    assert "已读出" in editor.get(f"{ADMIN}upload/lines/", {"line": waiting.pk}).content.decode()
    assert editor.get(f"{ADMIN}upload/lines/", {"line": "x"}).status_code == 404


def test_the_attachments_of_a_mail_are_files_of_their_own(editor):
    message = EmailMessage()
    message["Subject"] = "请收录"
    message.set_content("同事好：附上决议，请收录。谢谢。")
    message.add_attachment(text(2511), maintype="application", subtype="octet-stream", filename="甲.txt")
    message.add_attachment(packed({"乙.txt": text(2512)}), maintype="application", subtype="zip", filename="批.zip")
    page = upload(editor, ("邮件.eml", message.as_bytes()))
    assert "2 个附件已逐个收下" in page and Document.objects.filter(status="draft").count() == 2
    rows = dict(Upload.objects.values_list("name", "state"))
    assert rows == {"邮件.eml": UploadState.HELD, "甲.txt": UploadState.READ, "乙.txt": UploadState.READ}
