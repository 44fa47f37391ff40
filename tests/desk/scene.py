"""A document with one of everything that the desk can be asked to change."""

from resolutions.desk import receiving, uploads
from resolutions.models import CatalogueImport, Job, JobKind, JobState, LinkReport, UploadState
from resolutions.writing import corrections
from resolutions.writing.publish import apply_correction, ingest_file

TEXT = """第2554(2020)号决议
安全理事会2020年12月4日第8778次会议通过
安全理事会，
1. 重申第2151(2014)号决议；
2. 决定继续处理此案。
"""


ENGLISH = """Resolution 2554 (2020)
Adopted by the Security Council at its 8778th meeting, on 4 December 2020
The Security Council,
1. Reaffirms resolution 2151 (2014) and all its other decisions on the matter;
2. Decides to remain actively seized of the matter and of the situation.
"""


def build_scene() -> dict[str, int]:
    """Return the keys, by name, of a draft with two versions, an English text, a correction, a report, two uploads."""
    document = ingest_file(TEXT.encode(), "2554.txt", publish=False).document
    version = document.versions.get()
    asked = uploads.process_upload(receiving.receive_file(TEXT.replace("12月4日", "12月5日").encode(), "bis.txt"))
    assert asked.state == UploadState.ASKED
    ingest_file(TEXT.replace("2020年", "2020 年").encode(), "2554.docx", publish=False)
    apply_correction(corrections.correct_heading, document.pk, {"title": "更正的标题"})
    ingest_file(ENGLISH.encode(), "2554-EN.txt")
    return {
        "document": document.pk,
        "translation": document.translations.get().pk,
        "version": version.pk,
        "asked": asked.pk,
        "waiting": receiving.receive_file(TEXT.replace("12月4日", "12月6日").encode(), "ter.txt").pk,
        "correction": document.corrections.get().pk,
        "report": LinkReport.objects.create(document=document, problem="text", note="有一字误读").pk,
        "order": 3,
        "import": CatalogueImport.objects.create(kind="thesaurus", content=b"uri,english,chinese\n").pk,
        "job": Job.objects.create(kind=JobKind.INDEX, title="全部文件", state=JobState.FAILED).pk,
    }
