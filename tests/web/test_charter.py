"""The Charter: all articles by number, the text that an operator loads, links to its parts, and cards."""

import json
import re

import pytest
import rispy
from django.core.management import CommandError, call_command

from resolutions.display.labels import format_label
from resolutions.exports.formats import FORMATS
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


@pytest.mark.parametrize(
    "typed, label",
    [
        ("art39", "art.39"), ("article-39", "art.39"), ("Article 39", "art.39"), ("ART.39", "art.39"), ("39", "art.39"),
        ("第39条", "art.39"), ("第三十九條", "art.39"), ("３９", "art.39"), ("art_39", "art.39"), ("arts.39", "art.39"),
        ("art.2.4", "art.2(4)"), ("2(4)", "art.2(4)"), ("第二条第四项", "art.2(4)"), ("article-2-4", "art.2(4)"),
        ("ch.vii", "ch.VII"), ("chapter-7", "ch.VII"), ("CH7", "ch.VII"), ("第七章", "ch.VII"), ("VII", "ch.VII"),
        ("chapter-XIX", "ch.XIX"), ("chap.7", "ch.VII"),
    ],
)  # fmt: skip
def test_other_spellings_of_a_part_lead_to_its_page_and_its_exports(client, typed, label):
    for suffix in ("", ".ris", ".csl.json"):
        response = client.get(f"/CHARTER/{typed}{suffix}?x=1")
        assert response.status_code == 301 and response["Location"] == f"/CHARTER/{label}{suffix}?x=1", suffix


@pytest.mark.parametrize(
    "typed", ["art.112", "ch.XX", "0", "chapter-0", "39-41", "foo", "art.", "art.39(x)", "第112条"]
)
def test_a_part_that_does_not_exist_gets_a_sentence(client, typed):
    for suffix in ("", ".ris"):
        response = client.get(f"/CHARTER/{typed}{suffix}")
        assert response.status_code == 404 and "共十九章、一百一十一条" in response.content.decode()


@pytest.mark.parametrize("label", ["ch.VII", "art.39", "art.2(4)"])
def test_every_part_answers_in_every_format(client, label):
    factories.make_repertoire(factories.make_resolution())
    for suffix in FORMATS:
        response = client.get(f"/CHARTER/{label}.{suffix}")
        assert response.status_code == 200 and response.getvalue(), suffix
    cited = client.get(f"/CHARTER/{label}.csv").getvalue().decode("utf-8-sig").splitlines()
    assert len(cited) == (2 if label == "ch.VII" else 1)
    record = json.loads(client.get(f"/CHARTER/{label}.json").content)
    assert (record["label"], record["url"], record["cited"]) == (label, f"/CHARTER/{label}", len(cited) - 1)
    (entry,) = rispy.loads(client.get(f"/CHARTER/{label}.ris").content.decode())
    assert entry["section"] == format_label(label)
    assert client.get(f"/CHARTER/{label}.atom", follow=True).status_code == 200
    assert client.get(f"/CHARTER/{label}.xyz").status_code == 404


def test_the_text_of_a_part_is_exported_once_it_is_loaded(client, tmp_path):
    file = tmp_path / "charter.txt"
    file.write_text(INVENTED)
    assert "未载入条文" in client.get("/CHARTER/art.39.txt").content.decode()
    call_command("load_charter", str(file))
    text = client.get("/CHARTER/ch.VII.txt").content.decode()
    assert re.findall(r"本条第(\d+)句", text) == [str(number) for number in range(39, 52)]
    assert len(json.loads(client.get("/CHARTER/ch.VII.json").content)["articles"]) == 13
