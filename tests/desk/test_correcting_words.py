"""Words corrected in place: a layer over the source, on the page, in exports and search, with history and undo."""

import pytest
from django.urls import reverse

from resolutions.desk import repair, versions
from resolutions.models import Correction, Document, Status
from resolutions.writing import corrections
from resolutions.writing.errors import CorrectionError
from resolutions.writing.publish import apply_correction, change_status, ingest_file
from resolutions.writing.text_corrections import correct_words
from search import indexing
from tests.desk.people import member

pytestmark = pytest.mark.django_db
SCAN = """第2350(2017)号决议
安全理事会2017年4月13日第7924次会议通过
安全理亊会，
回顾其以往各项决议，特别是第2B40(2017)号决义，其中请秘书长提出报告，
1. 决定将联合国海地司法支助特派团的任务期限延长至2018年3月14日；
l. 决定继续积极处理此案。
"""
RIGHT = "回顾其以往各项决议，特别是第2340(2017)号决议，其中请秘书长提出报告，"


@pytest.fixture
def document() -> Document:
    return ingest_file(SCAN.encode(), "scan.txt").document


def correct(document: Document, opening: str, text: str, **by) -> None:
    apply_correction(correct_words, document.paragraphs.get(text__startswith=opening).pk, text, **by)


def targets(document: Document) -> list[str]:
    return list(document.citations_made.in_reading_order().values_list("target__symbol", flat=True))


def snapshot(document: Document) -> list[tuple]:
    return list(document.paragraphs.in_reading_order().values_list("kind", "label", "anchor", "text"))


def test_corrected_words_are_on_the_page_in_exports_citations_and_search(
    client, document, django_capture_on_commit_callbacks
):
    assert targets(document) == ["S/PV.7924"]
    indexing.rebuild_from_database()
    with django_capture_on_commit_callbacks(execute=True):
        correct(document, "回顾", RIGHT)
        correct(document, "l.", "2. 决定继续积极处理此案。")
    assert targets(document) == ["S/PV.7924", "S/RES/2340(2017)"]
    assert document.paragraphs.get(label="2").text.endswith("决定继续积极处理此案。")
    assert document.versions.get().text == SCAN
    page = client.get(document.get_absolute_url()).content.decode()
    assert (
        "本页有 3 处校订" in page and '来源作“<del lang="zh-Hans">2B40(2017)</del>”' in page and 'href="#pp1"' in page
    )
    for suffix in (".txt", ".json"):
        assert "第2340(2017)号决议" in client.get(f"{document.get_absolute_url()}{suffix}").content.decode()
    found = client.get("/search", {"q": "第2340(2017)号决议"}).content.decode()
    assert "S/RES/2350(2017)" in found


def test_undo_of_one_correction_keeps_the_others_and_of_all_gives_the_source_back(document):
    before = snapshot(document)
    person = member("发布")
    correct(document, "回顾", RIGHT, user=person)
    number, word = document.corrections.order_by("id")
    apply_correction(corrections.undo_correction, number.pk, user=person)
    assert document.paragraphs.get(label="PP1").text == RIGHT.replace("2340", "2B40")
    apply_correction(corrections.undo_correction, word.pk, user=person)
    assert snapshot(document) == before
    lines = list(document.changes.values_list("what", "by_name"))[:3]
    assert lines == [
        ("撤销更正：文字 “义”→“议”", "发布"),
        ("撤销更正：文字 “2B40(2017)”→“2340(2017)”", "发布"),
        ("更正文字：序言部分第1段“2B40(2017)”→“2340(2017)”；“义”→“议”", "发布"),
    ]


def test_a_second_derivation_and_repair_change_nothing(document):
    correct(document, "回顾", RIGHT)
    before, rows = snapshot(document), list(document.corrections.values_list("state", "anchor"))
    document.versions.update(digest="")
    for _ in range(2):
        versions.reread_document(Document.objects.get(pk=document.pk))
        repair.repair_all()
        assert (snapshot(document), list(document.corrections.values_list("state", "anchor"))) == (before, rows)
    assert rows == [("applied", "pp1"), ("applied", "pp1")]


def test_a_new_version_carries_what_still_stands_and_tells_the_rest(document, publisher):
    correct(document, "回顾", RIGHT)
    correct(document, "1. ", "1. 决定将联合国海地司法支助特派团的任务期限延长至2018年4月15日；")
    better = SCAN.replace("2B40(2017)", "2340(2017)")
    better = better.replace("的任务期限延长至2018年3月14日", "立即撤出")
    ingest_file(better.encode(), "better.txt", existing=document)
    document.refresh_from_db()
    assert list(document.corrections.values_list("state", flat=True)) == ["moot", "applied", "lost"]
    assert document.paragraphs.get(label="PP1").text == RIGHT
    assert sum("未能沿用" in warning for warning in document.warnings) == 1
    history = publisher.get(reverse("admin:resolutions_document_history", args=[document.pk])).content.decode()
    assert "找不到位置的更正有 2 处" in history and "未能沿用" in history and "已不需要" in history
    removed = {"version": document.edit_token}
    publisher.post(reverse("admin:resolutions_document_unused", args=[document.pk]), removed)
    document.refresh_from_db()
    assert document.corrections.get().values["words"] == "义" and not document.warnings


def test_the_old_source_has_all_corrections_again_when_it_is_restored(document):
    correct(document, "回顾", RIGHT)
    before, old = snapshot(document), document.versions.get()
    ingest_file(SCAN.replace("2B40(2017)号决义", "2340(2017)号决议").encode(), "better.txt", existing=document)
    assert set(document.corrections.values_list("state", flat=True)) == {"moot"}
    versions.restore_version(old)
    assert snapshot(document) == before
    assert set(document.corrections.values_list("state", flat=True)) == {"applied"}


def test_a_paragraph_corrected_in_kind_and_words_keeps_both(document):
    paragraph = document.paragraphs.get(label="PP1")
    apply_correction(corrections.correct_paragraph, paragraph.pk, "change", kind="body", label="开场")
    correct(document, "回顾", RIGHT)
    assert (document.paragraphs.get(label="开场").text, document.paragraphs.get(label="开场").kind) == (RIGHT, "body")
    apply_correction(corrections.undo_correction, document.corrections.filter(action="text").first().pk)
    assert document.paragraphs.get(label="开场").kind == "body"
    assert set(document.corrections.values_list("state", flat=True)) == {"applied"}


def test_an_emptied_paragraph_is_gone_and_comes_back(document):
    correct(document, "l.", "")
    assert not document.paragraphs.filter(text__contains="继续积极处理").exists()
    apply_correction(corrections.undo_correction, document.corrections.get().pk)
    assert document.paragraphs.filter(text__contains="继续积极处理").exists()


def test_words_that_a_page_turn_cuts_are_refused_with_a_reason(document):
    paragraph = document.paragraphs.get(label="PP1")
    document.versions.update(text=SCAN.replace("特别", "特\n\nS/RES/2350(2017)\n\n2/3\n\n别"))
    with pytest.raises(CorrectionError, match="不是连着印的"):
        apply_correction(correct_words, paragraph.pk, paragraph.text.replace("特别是", ""))
    assert not Correction.objects.exists()


def test_readers_see_no_corrections_of_a_draft_or_withdrawn_text(client, document):
    correct(document, "回顾", RIGHT)
    for status in (Status.WITHDRAWN, Status.DRAFT):
        change_status(document, status)
        page = client.get(document.get_absolute_url()).content.decode()
        assert "校订" not in page and "2B40" not in page


def test_the_page_of_a_paragraph_corrects_words_and_shows_the_source_beside(editor):
    document = ingest_file(SCAN.encode(), "scan.txt", publish=False).document
    order = document.paragraphs.get(label="PP1").order
    url = reverse("admin:resolutions_document_paragraph", args=[document.pk, order])
    assert SCAN.split("\n")[3] in editor.get(url).content.decode()
    values = {"version": document.edit_token, "action": "words", "words-text": RIGHT}
    page = editor.post(url, values, follow=True).content.decode().replace("\n>", ">")
    assert "文字已更正" in page and "<del>2B40(2017)</del><ins>2340(2017)</ins>号决<del>义</del><ins>议</ins>" in page


def test_the_second_editor_finds_what_was_typed_beside_what_was_saved(editor):
    document = ingest_file(SCAN.encode(), "scan.txt", publish=False).document
    paragraph = document.paragraphs.get(label="PP1")
    url = reverse("admin:resolutions_document_paragraph", args=[document.pk, paragraph.order])
    seen = {"version": document.edit_token, "seen": paragraph.text}
    correct(document, "安全理亊会", "")
    correct(document, "回顾", RIGHT.replace("2340", "2341"))
    forms = [
        ({"action": "words", "words-text": RIGHT}, "<del>2341(2017)</del>", "<ins>2340(2017)</ins>"),
        ({"action": "change", "change-kind": "body", "change-label": "开场"}, "<del>PP1</del>", "<ins>开场</ins>"),
        ({"action": "add", "add-words": "秘书长", "add-target": "S/2017/223"}, "引用的文件", "<ins>S/2017/223</ins>"),
        ({"action": "split", "split-words": "特别是", "split-kind": "sub"}, "后一段的开头", "<ins>特别是</ins>"),
    ]
    for values, saved, typed in forms:
        page = editor.post(url, seen | values).content.decode().replace("\n>", ">")
        assert "您的改动没有写入" in page and saved in page and typed in page, values
    assert document.paragraphs.get(label="PP1").text == RIGHT.replace("2340", "2341")
