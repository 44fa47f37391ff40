"""The Charter: all articles by number, the text that an operator loads, links to its parts, and cards."""

import re

import pytest
from django.core.management import CommandError, call_command

from resolutions.models import CharterArticle, Status
from resolutions.text.charter_text import read_charter_articles
from resolutions.text.numerals import to_chinese_number
from tests.web import factories
from tests.web.html import read_page

pytestmark = pytest.mark.django_db
INVENTED = "序言\n我联合国人民\n" + "\n".join(
    ("第七章 标题\n" if number == 39 else "") + f"第{to_chinese_number(number)}条\n本条第{number}句。\n第二项文字。"
    for number in range(1, 112)
)


def test_an_operator_loads_the_text_and_a_file_that_lacks_an_article_is_refused(client, tmp_path, capsys):
    file = tmp_path / "charter.txt"
    file.write_text(INVENTED.replace("第四十条\n", ""))
    with pytest.raises(CommandError, match="no text for article 40"):
        call_command("load_charter", str(file))
    assert not CharterArticle.objects.exists()
    file.write_text(INVENTED)
    call_command("load_charter", str(file))
    call_command("load_charter", str(file))
    assert CharterArticle.objects.count() == 111 and "111 articles" in capsys.readouterr().out
    assert "本条第39句。" in read_page(client, "/CHARTER/art.39")
    chapter = read_page(client, "/CHARTER/ch.VII")
    assert re.findall(r"本条第(\d+)句", chapter) == [str(number) for number in range(39, 52)]
    assert "标题" not in re.sub("<[^>]*>", "", chapter).split("本条第38句")[-1].split("第三十九条")[0][-3:]


@pytest.mark.parametrize(
    "text, articles",
    [
        ("第一条\n甲\n第二条 乙\n第一条所述\n丙", {1: "甲", 2: "乙\n第一条所述\n丙"}),
        ("第1条：甲\n第2条　乙", {1: "甲", 2: "乙"}),
        ("第 一 条\n甲\n第二章 机关\n某标题\n第二條\n乙", {1: "甲", 2: "乙"}),
        ("第三条\n甲", {}),
        ("", {}),
    ],
)
def test_articles_are_read_in_order(text, articles):
    assert read_charter_articles(text) == articles


def test_all_articles_are_listed_with_who_cites_them_and_every_list_answers(client):
    factories.make_repertoire(factories.make_resolution())
    html = read_page(client, "/CHARTER")
    listed = re.findall(r'href="/CHARTER/art\.(\d+)"', html)
    assert listed == [str(number) for number in range(1, 112)]
    assert len(re.findall(r'href="https://www.un.org/zh/about-us/un-charter/chapter-\d+"', html)) == 19
    addresses = [f"/CHARTER/art.{number}" for number in (1, 2, 111)] + ["/CHARTER/cited-by?paragraph=ch.VII"]
    addresses += [f"/CHARTER/cited-by.{form}?paragraph=ch.VII" for form in ("csv", "atom", "ris", "bib", "csl.json")]
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_the_name_of_the_charter_and_each_of_several_paragraphs_are_links(client):
    document = factories.make_resolution()
    charter = factories.make_document("CHARTER", Status.STUB)
    text = "重申《联合国宪章》，《联合国宪章》第三十九条和第四十一条，第2594(2021)号决议，第3和5段；同上，第3和5段。"
    paragraph = factories.add_paragraph(document, "preamble", "PP2", "pp2", text)
    parts = {"cited_paragraphs": ["art.39", "art.41"]}
    factories.cite(paragraph, "《联合国宪章》第三十九条和第四十一条", charter, **parts)
    other = factories.make_document("S/RES/2594(2021)")
    factories.add_paragraph(other, "operative", "3", "op3", "3. 请秘书长提出报告；", lead=3)
    factories.cite(paragraph, "第2594(2021)号决议，第3和5段", other, cited_paragraphs=["3", "5"])
    factories.cite(paragraph, "同上", other, cited_paragraphs=["3", "5"])
    html = read_page(client, "/S/RES/2553(2020)")
    words = re.search(r'id="pp2"(.*?)</p>', html)[1]
    assert re.findall(r'<a class="cite \w+" href="([^"]+)">([^<]+)</a>', words) == [
        ("/CHARTER", "《联合国宪章》"),
        ("/CHARTER/art.39", "《联合国宪章》第三十九条"),
        ("/CHARTER/art.41", "第四十一条"),
        ("/S/RES/2594(2021)#op3", "第2594(2021)号决议，第3"),
        ("/S/RES/2594(2021)#op5", "5段"),
        ("/S/RES/2594(2021)", "同上"),
        ("/S/RES/2594(2021)#op3", "3"),
        ("/S/RES/2594(2021)#op5", "5"),
    ]
    assert "请秘书长提出报告" in read_page(client, "/S/RES/2594(2021)/card?at=op3")
    assert "第七章" in read_page(client, "/CHARTER/card?at=art.39")
    assert "强调指出安全部门改革" in read_page(client, "/S/RES/2553(2020)/card")
