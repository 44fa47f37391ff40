"""Addresses that name no page of a list, or no list: the nearest page or a sentence, never a bare error."""

import re

import pytest

from resolutions.models import AgendaItem, Status, Subject
from tests.web import factories
from tests.web.html import read_page

LISTS = [
    "/browse/documents", "/browse/agenda", "/browse/agenda/{agenda}", "/browse/subjects", "/browse/subjects/{subject}",
    "/browse/divided", "/browse/vetoes", "/browse/themes", "/browse/themes/妇女、和平与安全", "/browse/most-cited",
    "/browse/wanted", "/browse/together", "/browse/together?with=1325(2000)", "/browse/citations",
    "/S/RES/2553(2020)/cites", "/S/RES/1325(2000)/cited-by",
]  # fmt: skip


def test_a_page_that_does_not_exist_is_the_nearest_one_with_a_sentence(seeds, client):
    keys = {"agenda": AgendaItem.objects.earliest("pk").pk, "subject": Subject.objects.earliest("pk").pk}
    for address in (listed.format(**keys) for listed in LISTS):
        sign = "&" if "?" in address else "?"
        whole = read_page(client, address)
        pages = int((re.findall(r"共 (\d+) 页", whole) or ["1"])[0])
        for typed, words in {
            "99999": "没有第 99999 页", "9" * 30: f"没有第 {'9' * 20} 页", "0": "没有第 0 页", "-1": "没有第 -1 页",
            "abc": "“abc”不是页码", "1.5": "“1.5”不是页码", "%00": "不是页码", "一": "“一”不是页码",
        }.items():  # fmt: skip
            response = client.get(f"{address}{sign}page={typed}")
            html = response.content.decode()
            assert response.status_code == 404 and words in html, (address, typed)
            assert 'role="status"' in html
            if typed == "99999" and pages > 1:
                assert f"第 {pages} 页，共 {pages} 页" in html and f"最后一页是第 {pages} 页" in html
        assert client.get(f"{address}{sign}page=last").status_code == 200
        assert client.get(f"{address}{sign}page=").status_code == 200


@pytest.mark.parametrize(
    "address, words",
    [
        ("/browse/agenda/0", "没有编号为 0 的议程项目"), ("/browse/agenda/99999999999", "没有编号为"),
        ("/browse/subjects/0", "没有编号为 0 的主题词"), ("/browse/agenda/0.ris", "没有编号为"),
        ("/browse/themes/无", "以“无”为主题"), ("/browse/themes/无.csv", "以“无”为主题"),
        ("/browse/together?with=无", "没有“无”这份文件"), ("/browse/votes/XXX", "没有载入代码为 XXX"),
        ("/browse/votes/xxx", "没有“xxx”的投票"), ("/browse/votes/XXX.csv", "没有"),
        ("/years/1850", "没有 1850 年的文件"),
        ("/years/99999999999999999999", "年的文件"), ("/browse/agenda?group=x", "“x”不是分组的可选值"),
        ("/browse/divided?with=x", "“x”不是表决结果的可选值"), ("/browse/vetoes?seat=DEU", "“DEU”不是常任理事国"),
        ("/browse/subjects?kind=x", "“x”不是类别的可选值"), ("/browse/agenda.xyz", "没有 .xyz 这种格式"),
    ],
)  # fmt: skip
def test_a_list_that_does_not_exist_gets_a_sentence(db, client, address, words):
    response = client.get(address)
    assert response.status_code == 404 and words in response.content.decode()


@pytest.mark.parametrize("typed", ["2151", "S/RES/2151", "第2151号决议", "S/RES/2151(2014)"])
def test_a_stub_found_by_its_number_is_one_answer(db, client, typed):
    factories.make_document("S/RES/2151(2014)", Status.STUB, citations_in=1)
    factories.index()
    html = client.get("/search", {"q": typed, "mode": "exact"}).content.decode()
    assert "文号相符" in html and "文号相符的文件见上，本站未收录其全文。" in html
    assert "没有找到" not in html and "共 <b>0</b>" not in html and "检查有无错字" not in html
    assert "没有找到含有“zzzz”的文件" in client.get("/search", {"q": "zzzz"}).content.decode()
