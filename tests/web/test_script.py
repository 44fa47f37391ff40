"""Documents carry their script, can be shown in the other one, and are compared without regard to it."""

import re

import pytest

from resolutions.comparison.alignment import align_paragraphs
from resolutions.comparison.sketch import minhash_bands
from resolutions.comparison.word_diff import diff_words_inline
from resolutions.models import Status
from tests.web import factories
from tests.web.html import read_page

OLD = "回顧其關於兒童與武裝衝突的第1612(2005)號決議，"
NEW = "回顾其关于儿童与武装冲突的第1612(2005)号决议，"


def test_script_is_no_difference_of_wording():
    assert [part.kind for part in diff_words_inline(OLD, NEW)] == ["same"]
    changed = diff_words_inline(OLD, NEW.replace("回顾", "重申"))
    assert [(part.kind, part.text) for part in changed][:2] == [("old", "回顧"), ("new", "重申")]
    assert align_paragraphs([OLD], [NEW])[0].left == 0
    assert minhash_bands(OLD) == minhash_bands(NEW) != []


@pytest.mark.django_db
def test_a_text_says_its_script_and_is_shown_in_the_other_one(client):
    document = factories.make_document("S/RES/661(1990)")
    paragraph = factories.add_paragraph(document, "preamble", "PP1", "pp1", OLD)
    factories.cite(paragraph, "第1612(2005)號決議", factories.make_document("S/RES/1612(2005)", Status.STUB))
    shown = read_page(client, "/S/RES/661(1990)?q=武裝")
    assert 'id="text" lang="zh-Hant"' in shown and "data-printed" not in shown
    assert re.search(r'href="\?q=[^"]+&amp;script=zh-Hans"[^>]*>简体</a>', shown)
    other = read_page(client, "/S/RES/661(1990)?q=武裝&script=zh-Hans")
    assert 'id="text" lang="zh-Hans"' in other and 'data-printed="/S/RES/661(1990)"' in other
    words = re.search(r'id="pp1"(.*?)</p>', other)[1]
    assert '<em class="verb">回顾</em>' in words and "武装</mark>" in words
    assert '<a class="cite stub" href="/S/RES/1612(2005)">第1612(2005)号决议</a>' in words
    assert re.search(r'href="\?q=[^"&]+"[^>]*>原文</a>', other)
    for refused in ("zh-Hant", "en", "zh-Hans\0"):
        page = read_page(client, "/S/RES/661(1990)", {"script": refused})
        assert 'lang="zh-Hant" tabindex' in page and "data-printed" not in page


@pytest.mark.django_db
def test_themes_in_both_scripts_are_one(client):
    target = factories.make_document("S/RES/1612(2005)", Status.STUB)
    document = factories.make_document("S/RES/661(1990)")
    for number, (text, theme) in enumerate([(OLD, "兒童與武裝衝突"), (NEW, "儿童与武装冲突")], start=1):
        paragraph = factories.add_paragraph(document, "preamble", f"PP{number}", f"pp{number}", text)
        factories.cite(paragraph, text[-15:-1], target, verb="回顾", theme=theme)
    assert re.findall("<h3>([^<]+)<span", read_page(client, "/S/RES/661(1990)")) == ["儿童与武装冲突"]
    stub = read_page(client, "/S/RES/1612(2005)")
    assert "<q>儿童与武装冲突</q>（2 次）" in stub and "兒童與武裝衝突</q>" not in stub
