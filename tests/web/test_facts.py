"""The facts in the head of a document's page: every row with its words, and the manner of adoption in each case."""

import re
from datetime import date

import pytest

from resolutions.models import AgendaItem, CatalogueEntry, Document, Status
from resolutions.pages.document_facts import format_vote
from tests.web import factories
from tests.web.html import read_page

pytestmark = pytest.mark.django_db


def facts_of(html: str) -> dict[str, str]:
    """Return the rows of the facts tables, name and words without tags."""
    rows = re.findall(r"<dt>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", html)
    return {name: " ".join(re.sub(r"<[^>]+>", "", words).split()) for name, words in rows}


@pytest.fixture
def resolution():
    document = factories.make_document(adopted_on=date(2020, 12, 3))
    item = AgendaItem.objects.create(name_en="Security sector reform", name_zh="安全部门改革")
    CatalogueEntry.objects.create(
        document=document,
        agenda_item=item,
        date=date(2020, 12, 3),
        date_in_text=date(2020, 12, 4),
        meeting_symbol="S/PV.8771",
        draft_symbol="S/2020/1145",
        adoption="表决通过",
        votes_yes=13,
        votes_no=2,
        votes_abstain=0,
        record_url="https://digitallibrary.un.org/record/3893277",
    )
    return document


def test_every_row_has_its_words(client, resolution):
    factories.add_original(resolution, "2553.txt", b"text")
    assert facts_of(read_page(client, "/S/RES/2553(2020)")) == {
        "通过日期": "2020年12月3日 （英文本作2020年12月4日）",
        "表决": "赞成 13，反对 2，弃权 0",
        "会议记录": "S/PV.8771",
        "决议草案": "S/2020/1145",
        "议程项目": "安全部门改革",
        "正式文本": "中文 English Français Español Русский العربية",
        "引注与导出": "中文引注 GB/T 7714—2025 GB/T 7714—2015 《法学引注手册》 RIS BibTeX CSL-JSON 文本 JSON",
        "文本来源": "上传文件",
        "原件": "2553.txt 4 字节",
        "目录": "图书馆记录",
    }


def test_a_row_without_a_value_is_left_out(client):
    factories.make_document(adopted_on=None)
    assert list(facts_of(read_page(client, "/S/RES/2553(2020)"))) == ["正式文本", "引注与导出"]


def test_a_letter_has_the_facts_of_its_heading(client):
    facts = {"from": "斯洛伐克常驻联合国代表", "to": "秘书长", "bodies": "大会；安全理事会", "agenda_item": "项目 34"}
    factories.make_document("S/2017/840", kind="letter", facts=facts | {"sections": "一、二"}, meeting=8080)
    rows = facts_of(read_page(client, "/S/2017/840"))
    assert {name: rows[name] for name in ("日期", "来函人", "收函人", "机关", "议程项目", "章节", "会议记录")} == {
        "日期": "2017年12月3日",
        "来函人": "斯洛伐克常驻联合国代表",
        "收函人": "秘书长",
        "机关": "大会；安全理事会",
        "议程项目": "项目 34",
        "章节": "第一、二节",
        "会议记录": "S/PV.8080",
    }


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.STUB])
def test_the_dates_agree_silently_when_they_are_equal(client, resolution, status):
    CatalogueEntry.objects.update(date_in_text=date(2020, 12, 3))
    Document.objects.update(status=status, adopted_on=None)
    assert facts_of(read_page(client, "/S/RES/2553(2020)"))["通过日期"] == "2020年12月3日"


@pytest.mark.parametrize(
    "values, words",
    [
        ({"adoption": "表决通过", "votes_yes": 11, "votes_no": 1, "votes_abstain": 3}, "赞成 11，反对 1，弃权 3"),
        ({"adoption": "一致通过", "votes_yes": 15, "votes_no": 0, "votes_abstain": 0}, "赞成 15，反对 0，弃权 0"),
        ({"adoption": "表决通过", "votes_yes": 10, "votes_abstain": 5}, "赞成 10，反对 0，弃权 5"),
        ({"adoption": "一致通过"}, "一致通过"),
        ({"adoption": "未经表决通过"}, "未经表决通过"),
        ({"adoption": "表决通过"}, "表决通过"),
        ({}, ""),
    ],
    ids=["counts", "unanimous with counts", "partial counts", "unanimous", "without vote", "vote", "unknown"],
)
def test_the_vote_is_given_in_counts_else_by_the_manner_of_adoption(client, values, words):
    document = factories.make_document()
    assert format_vote(CatalogueEntry.objects.create(document=document, **values)) == words
    assert facts_of(read_page(client, "/S/RES/2553(2020)")).get("表决", "") == words


def test_a_document_outside_of_the_catalogue_has_no_vote():
    assert format_vote(None) == ""


def test_the_catalogue_gives_every_adopted_resolution_a_manner_of_adoption(client, seeds):
    assert facts_of(read_page(client, "/S/RES/1(1946)"))["表决"] == "未经表决通过"
    assert facts_of(read_page(client, "/S/RES/2(1946)"))["表决"] == "一致通过"
    without_counts = CatalogueEntry.objects.filter(votes_yes=None).exclude(adoption="")
    words = [format_vote(entry) for entry in without_counts]
    assert (words.count("一致通过"), words.count("未经表决通过"), words.count("")) == (61, 52, 0)
