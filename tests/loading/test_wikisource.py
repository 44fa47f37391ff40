"""Texts of Chinese Wikisource: page names, markup, the dump as a stream, and what becomes of each page."""

import bz2
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from django.core.management import call_command

from resolutions.loading.wikisource_texts import find_symbol
from resolutions.models import Document
from resolutions.sources.data_sets import DataSetError
from resolutions.sources.wikisource.dump import read_dump
from resolutions.sources.wikisource.wikitext import strip_wikitext
from resolutions.writing.catalogue import load_catalogue

PAGE = "<page><title>{}</title><ns>{}</ns>{}<revision><text>{}</text></revision></page>"
BODY = """{{header|title=第2200(2015)号决议|section={{PAGENAME}}}}
'''安全理事会2015年2月12日第7380次会议通过'''

安全理事会，

''回顾''[[联合国安理会第1325号决议|第1325(2000)号决议]]，并重申安理会决心让妇女充分参与维护和平的各项努力，<ref>注</ref>

# 请秘书长就此提交报告；
# 决定继续处理此案。
{{PD-UN}}
[[Category:联合国安理会决议]]
"""


@pytest.mark.parametrize(
    "title, symbol",
    [
        ("联合国安全理事会第1566号决议", "S/RES/1566(2004)"),
        ("联合国安理会第1566号决议", "S/RES/1566(2004)"),
        ("聯合國安理會第693號決議", "S/RES/693(1991)"),
        ("聯合國安全理事會第1172號決議", "S/RES/1172(1998)"),
        ("联合国安理会第1566(2004)号决议", "S/RES/1566(2004)"),
        ("聯合國安理會決議案二八三", "S/RES/283(1970)"),
        ("聯合國安理會決議案九十一", "S/RES/91(1951)"),
        ("聯合國安理會決議案二〇二", "S/RES/202(1965)"),
        ("联合国安理会主席声明1995年第12号", "S/PRST/1995/12"),
        ("聯合國安理會主席聲明2024年第6號", "S/PRST/2024/6"),
        ("联合国大会第37/43号决议", ""),
        ("联合国安理会第242号决议/草案", ""),
        ("联合国安理会决议列表", ""),
        ("第242号决议", ""),
        ("红楼梦/第001回", ""),
    ],
)
def test_a_page_name_tells_the_symbol(title, symbol):
    assert find_symbol(title) == symbol


@pytest.mark.parametrize(
    "wikitext, text",
    [
        (BODY.partition("\n\n")[0], "安全理事会2015年2月12日第7380次会议通过"),
        ("甲<!-- 隐 -->乙<ref name=a/>丙<ref>注\n释</ref>丁", "甲乙丙丁"),
        ("[[甲]]、[[乙|丙]]、[https://un.org 丁]、[[File:a.png|thumb|戊]]、[[:en:己]]", "甲、丙、丁、、"),
        ("-{zh-hans:计算机; zh-hant:電腦}-、-{甲}-、-{zh-tw:乙;zh-hk:丙}-", "计算机、甲、乙"),
        ("{| class=a\n|-\n| 甲\n|}\n乙", "乙"),
        ("== 甲 ==\n<poem>乙<br/>丙</poem>\n&nbsp;丁&amp;戊", "甲\n乙\n丙\n丁&戊"),
        ("# 甲：\n## 乙；\n## 丙。\n\n# 丁\n戊\n# 己", "1. 甲：\n(a) 乙；\n(b) 丙。\n2. 丁\n戊\n1. 己"),
        ("* 甲\n: 乙\n*# 丙", "甲\n乙\n1. 丙"),
        ("{{甲|{{乙}}丙", "甲|丙"),
        ("甲}}乙|}丙", "甲乙丙"),
        ("", ""),
    ],
)
def test_markup_is_removed_and_lists_keep_their_numbers(wikitext, text):
    assert strip_wikitext(wikitext).replace(" \n", "\n") == text


@pytest.mark.parametrize(
    "piece", ["{{", "}}", "[[", "[[甲|", "{|", "<ref>", "<!--", "-{", "'", "#", "==", "[https://a ", " "]
)
def test_hostile_markup_is_read_in_linear_time_and_never_raises(piece):
    strip_wikitext(piece * 50_000)


def write_dump(path: Path, *pages: tuple[str, str, str, str]) -> Path:
    body = "".join(PAGE.format(escape(title), ns, extra, escape(text)) for title, ns, extra, text in pages)
    xml = f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/"><siteinfo/>{body}</mediawiki>'
    path.write_bytes(bz2.compress(xml.encode()) if path.suffix == ".bz2" else xml.encode())
    return path


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["dump.xml.bz2"])
def test_each_page_of_the_dump_is_published_or_kept_with_its_reason(tmp_path, name, capsys):
    load_catalogue()
    pages = [
        ("联合国安理会第2200号决议", "0", "", BODY),
        ("联合国安理会第2201号决议", "0", "", BODY),
        ("联合国安全理事会第2200号决议", "0", '<redirect title="联合国安理会第2200号决议"/>', "#REDIRECT"),
        ("Talk:联合国安理会第2202号决议", "1", "", BODY),
        ("红楼梦", "0", "", "满纸荒唐言"),
        ("联合国安理会第2203号决议", "0", "", "{{header}}"),
    ]
    path = write_dump(tmp_path / name, *pages)
    call_command("load_wikisource", path)
    assert "3 read, 1 draft, 1 published, 0 unchanged, 1 without a Chinese text, 0 failed" in capsys.readouterr().out
    document = Document.objects.get(symbol="S/RES/2200(2015)")
    assert (document.status, document.quality, document.citations_out) == ("published", "corrected", 1)
    assert [p.label for p in document.paragraphs.in_reading_order() if p.kind == "operative"] == ["1", "2"]
    source = document.sources.get()
    assert (source.origin, source.licence) == ("wikisource", "公有领域（PD-UN）")
    assert source.url.startswith("https://zh.wikisource.org/wiki/%E8%81%94%E5%90%88%E5%9B%BD")
    assert Document.objects.get(symbol="S/RES/2201(2015)").status == "draft"
    call_command("load_wikisource", path)
    assert "3 read, 2 unchanged, 1 without a Chinese text, 0 failed" in capsys.readouterr().out


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:-40], lambda data: b"", lambda data: b"no dump", lambda data: b"BZh9 no archive"],
)
def test_a_damaged_dump_is_named_in_a_sentence(tmp_path, damage):
    path = write_dump(tmp_path / "dump.xml.bz2", ("联合国安理会第2200号决议", "0", "", BODY))
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(DataSetError, match=r"dump\.xml\.bz2 cannot be read to its end: "):
        list(read_dump(path))
