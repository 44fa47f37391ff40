"""One rule on publication for the desk, the command and archives; language, damage and file name as evidence."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command

from resolutions.desk import repair
from resolutions.desk.publication_checks import find_obstacles
from resolutions.models import Document, Status, TextVersion, Upload, UploadState
from resolutions.writing import corrections
from resolutions.writing.publish import apply_correction, ingest_file
from tests.desk.people import RESOLUTION, UPLOAD, upload

pytestmark = pytest.mark.django_db
SYMBOL = "S/RES/2553(2020)"
CHINESE = RESOLUTION.read_bytes()
ENGLISH = (
    b"Resolution 2553 (2020)\n\nAdopted by the Security Council on 3 December 2020\n\nThe Security Council,\n\n"
    b"Reaffirming its primary responsibility for the maintenance of international peace and security,\n\n"
    b"1. Decides to remain actively seized of the matter.\n"
)
FRENCH = (
    "Résolution 2553 (2020)\n\nAdoptée par le Conseil de sécurité le 3 décembre 2020\n\nLe Conseil de sécurité,\n\n"
    "Réaffirmant que la responsabilité du maintien de la paix et de la sécurité internationales lui incombe,\n\n"
    "1. Décide de rester activement saisi de la question et de la situation.\n"
).encode()
BODY = "安全理事会，\n\n重申其关于安全部门改革的各项决议，\n\n1. 决定继续积极处理此案。\n"
UNRECOGNISED = [
    ("今天天气很好，我们去公园散步。\n\n" * 5, "weather.txt", "没有认出文件类型和文号"),
    ("今天天气很好，我们去公园散步。\n\n" * 5, "S_RES_2553(2020)-ZH.txt", "从文本没有认出文件类型"),
    ("今天天气很好，我们去公园散步。\n\n" * 5, "S_2025_509.txt", "从文本没有认出文件类型"),
    ("第2553(2020)号决议\n安全理事会，\n1. 决定继续处理此案。", "short.txt", "文本太短"),
    ("锟斤拷锟斤拷锟斤拷\n\n" * 10, "S_RES_2553(2020)-ZH.txt", "无法辨认"),
    (ENGLISH.decode(), "S_RES_2553(2020)-EN.txt", "这是英文本"),
    (f"{BODY}\n2. 请秘书长在一年之内就此向安全理事会提出报告。", "决议.txt", "必须有文号"),
    ("2/5\n\n3/5\n\n4/5\n", "扫描.txt", "没有读出段落"),
]


def command(folder: Path, *options: str) -> str:
    err = io.StringIO()
    call_command("ingest", str(folder), *options, stdout=io.StringIO(), stderr=err)
    return err.getvalue()


@pytest.mark.parametrize("text, name, obstacle", UNRECOGNISED)
@pytest.mark.parametrize("archived", [False, True])
def test_what_the_desk_forbids_the_command_forbids_with_the_same_sentence(tmp_path, text, name, obstacle, archived):
    if archived:
        with zipfile.ZipFile(tmp_path / "决议.zip", "w") as archive:
            archive.writestr(name, text)
    else:
        (tmp_path / name).write_text(text, encoding="utf-8")
    said = command(tmp_path, "--publish")
    document = Document.objects.get(versions__isnull=False)
    assert document.status == Status.DRAFT
    assert obstacle in said and "没有发布，存为草稿" in said
    assert any(obstacle in sentence for sentence in find_obstacles(document))


@pytest.mark.parametrize("text, name, obstacle", UNRECOGNISED)
def test_an_upload_of_it_has_a_title_and_cannot_be_published(publisher, text, name, obstacle):
    upload(publisher, (name, text.encode()))
    document = Document.objects.get(versions__isnull=False)
    review = f"/admin/resolutions/document/{document.pk}/"
    publisher.post(f"{review}publish/", {"version": document.edit_token})
    document.refresh_from_db()
    page = publisher.get(f"{review}change/").content.decode()
    assert document.status == Status.DRAFT
    assert document.title.strip() and document.title != "无题文件" and "锟" not in document.title
    assert obstacle in page and "可以发布" not in page


def test_a_recognised_text_is_published_as_before(tmp_path):
    (tmp_path / "2553.txt").write_bytes(CHINESE)
    assert "没有发布" not in command(tmp_path)
    assert Document.objects.get(symbol=SYMBOL).status == Status.PUBLISHED


def test_a_chosen_kind_confirms_the_symbol_of_the_file_name(tmp_path):
    (tmp_path / "S_2025_509.txt").write_text("今天天气很好，我们去公园散步。\n\n" * 5, encoding="utf-8")
    command(tmp_path)
    document = Document.objects.get(symbol="S/2025/509")
    apply_correction(corrections.correct_heading, document.pk, {"kind": "report"})
    assert find_obstacles(Document.objects.get(pk=document.pk)) == []


def test_a_text_in_another_language_is_a_draft_of_its_symbol(editor):
    page = upload(editor, ("S_RES_2553(2020)-EN.txt", ENGLISH))
    document = Document.objects.get(symbol=SYMBOL)
    assert (document.status, document.kind, document.adopted_on.isoformat()) == (
        Status.DRAFT,
        "resolution",
        "2020-12-03",
    )
    assert document.versions.get().language == "en" and "英文本" in page


@pytest.mark.parametrize("text", [ENGLISH, "锟斤拷锟斤拷锟斤拷\n".encode() * 20])
def test_it_never_replaces_a_chinese_text(editor, tmp_path, text):
    ingest_file(CHINESE, "2553.txt")
    before = Document.objects.get(symbol=SYMBOL)
    upload(editor, ("S_RES_2553(2020)-EN.txt", text))
    (tmp_path / "S_RES_2553(2020)-EN.txt").write_bytes(text + b"\n")
    command(tmp_path, "--publish")
    document = Document.objects.get(symbol=SYMBOL)
    assert (document.status, document.updated_at) == (Status.PUBLISHED, before.updated_at)
    others = Document.objects.filter(symbol="", slug__startswith="s-res-2553-2020-")
    assert {other.status for other in others} <= {Status.DRAFT}
    is_english = text == ENGLISH  # which is kept beside the Chinese text
    assert others.exists() != is_english and document.translations.exists() == is_english


def test_a_draft_in_another_language_than_english_is_named_by_symbol_and_language():
    ingest_file(CHINESE, "2553.txt")
    document = ingest_file(FRENCH, "S_RES_2553(2020)-FR.txt").document
    assert (document.slug, document.title) == ("s-res-2553-2020-fr", "第2553(2020)号决议（法文本）")


def test_a_chinese_text_takes_the_place_of_a_draft_in_another_language_when_the_editor_says_so(editor):
    upload(editor, ("S_RES_2553(2020)-EN.txt", ENGLISH))
    page = upload(editor, ("S_RES_2553(2020)-ZH.txt", CHINESE))
    assert "待决定" in page and "已有外文草稿，这是它的中文本" in page
    document = Document.objects.get(symbol=SYMBOL)
    assert document.versions.get().language == "en"
    decide = f"/admin/resolutions/document/upload/{Upload.objects.first().pk}/"
    token = re.search(r'name="version" value="([^"]+)"', editor.get(decide).content.decode())[1]
    editor.post(decide, {"word": "version", "version": token})
    document.refresh_from_db()
    assert list(document.versions.values_list("language", flat=True)) == ["zh", "en"]
    assert find_obstacles(document) == []


def test_a_second_text_in_the_other_language_is_a_question(editor):
    upload(editor, ("S_RES_2553(2020)-EN.txt", ENGLISH))
    upload(editor, ("S_RES_2553(2020)_E.txt", ENGLISH.replace(b"seized", b"engaged")))
    assert Upload.objects.first().state == UploadState.ASKED


def test_a_text_that_cannot_be_published_replaces_no_published_one(tmp_path):
    ingest_file(CHINESE, "2553.txt")
    (tmp_path / "S_RES_2553(2020).txt").write_text("今天天气很好，我们去公园散步。\n\n" * 5, encoding="utf-8")
    command(tmp_path, "--publish")
    assert Document.objects.get(symbol=SYMBOL).versions.count() == 1
    assert Upload.objects.get().state == UploadState.ASKED


def test_a_statement_known_by_date_and_meeting_alone_is_a_question(editor):
    """Its text names no symbol; the catalogue does."""
    call_command("load_catalogue", stdout=io.StringIO())
    statement = (
        "安全理事会主席在1998年1月14日安全理事会第3848次会议上，就安全理事会审议的题为“伊拉克与科威特间局势”的项目，"
        "代表安理会发表声明如下：\n\n“安全理事会将继续处理此案。{0}”"
    )
    upload(editor, ("a.txt", statement.format("").encode()))
    page = upload(editor, ("b.txt", statement.format("并请秘书长提出报告。").encode()))
    document = Document.objects.get(symbol="S/PRST/1998/1")
    assert "新版本，还是传错了" in page
    assert (document.versions.count(), Upload.objects.first().document) == (1, document)


def test_the_symbol_that_the_editor_names_goes_before_the_name_of_the_file(editor):
    text = "今天天气很好，我们去公园散步。\n\n" * 5
    upload(editor, ("S_RES_2594(2021).txt", text.encode()), symbol=SYMBOL)
    assert Document.objects.get(versions__isnull=False).symbol == SYMBOL


def test_the_review_page_says_where_the_symbol_comes_from(editor):
    upload(editor, ("S_RES_2553(2020)-ZH.txt", f"2020年12月3日安全理事会第8778次会议通过\n\n{BODY}".encode()))
    document = Document.objects.get(symbol=SYMBOL)
    page = editor.get(f"/admin/resolutions/document/{document.pk}/change/").content.decode()
    assert "取自文件名“S_RES_2553(2020)-ZH.txt”" in page
    assert "文号 S/RES/2553(2020) 取自文件名，文本中没有印出，请核对" in page


def test_repair_gives_titles_and_languages_to_texts_stored_before():
    named = ingest_file("锟斤拷锟斤拷锟斤拷\n".encode() * 20, "旧扫描件.txt").document
    worded = ingest_file(("今天天气很好，我们去公园散步。\n\n" * 5).encode(), "a.txt").document
    Document.objects.update(title="无题文件")
    TextVersion.objects.update(language="")
    assert (repair.find_pending().titles, repair.find_pending().languages) == (2, 2)
    done = repair.repair_all()
    assert (done.titles, done.languages) == (2, 2) and not repair.find_pending()
    assert Document.objects.get(pk=named.pk).title == "旧扫描件"
    assert Document.objects.get(pk=worded.pk).title.startswith("今天天气很好")
    assert set(TextVersion.objects.values_list("language", flat=True)) == {"zh", "zxx"}


def test_the_upload_page_names_the_kinds_of_files(editor):
    assert "网页（HTML、MHT）" in editor.get(UPLOAD).content.decode()
