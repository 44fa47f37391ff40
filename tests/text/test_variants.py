"""The table of character variants comes from OpenCC, and folding keeps every character in its place."""

import unicodedata

import pytest

from resolutions.text import read_document
from resolutions.text.fold import COMPATIBILITY_FORMS, OLD_GLYPHS, fold_variants, read_variants, squeeze
from search.chinese.folding import fold
from tests.seeds import TEXTS
from tools import compatibility_forms
from tools.character_variants import TABLE, render_table
from tools.old_glyphs import is_in_gb2312


def test_the_table_is_what_opencc_gives_today():
    assert TABLE.read_text(encoding="utf-8") == render_table(), "run python -m tools.character_variants"


def test_the_table_names_its_source_and_its_licence_is_beside_it():
    head = TABLE.read_text(encoding="utf-8")[:900]
    assert "OpenCC" in head and "Apache License, Version 2.0" in head
    assert "Version 2.0, January 2004" in (TABLE.parent / "LICENSE").read_text(encoding="utf-8")


def test_comments_of_a_table_are_no_pairs(tmp_path):
    file = tmp_path / "variants.txt"
    file.write_text("# 甲乙\n號号\n\n決决\n", encoding="utf-8")
    assert read_variants(file) == {ord("號"): "号", ord("決"): "决"}


def test_the_compatibility_forms_are_those_of_unicode():
    table = {chr(code): plain for code, plain in COMPATIBILITY_FORMS.items()}
    nfkc = compatibility_forms.nfkc_pairs()
    assert nfkc.items() <= table.items(), "run python -m tools.compatibility_forms"
    assert all("CJK" in unicodedata.name(form) for form in table.keys() - nfkc.keys())
    assert not table.keys() & set(table.values())


def test_old_glyphs_are_rare_characters_and_stand_for_common_ones():
    for glyph, plain in OLD_GLYPHS.items():
        assert not is_in_gb2312(chr(glyph)) and is_in_gb2312(plain) and fold(chr(glyph)) == plain == fold(plain)


@pytest.mark.parametrize(
    "printed, folded",
    [
        ("號決議會憲條項執關於這對應國聯請顧憶據聲", "号决议会宪条项执关于这对应国联请顾忆据声"),
        ("啓幷佈冊査衆証説迴逕脩敎鎭麽祕絶", "启并布册查众证说回径修教镇么秘绝"),
        ("卽畵", "即画"),
        ("敍吿尙槪鬭衞淸靑爲愼鄕郞戸呑歴毎収", "叙告尚概斗卫清青为慎乡郎户吞历每收"),  # old and regional glyphs
        ("Ａ／ＲＥＳ／７０／１", "A/RES/70/1"),
        ("（〔﹝［", "((([",),
        ("）〕﹞］", ")))]"),
        ("–—－−", "----"),
        ("「『』」", "““””"),
        ("○◯〇", "〇〇〇"),
        ("一九四O年", "一九四〇年"),
        ("OK一O", "OK一O"),
        ("\u3000\xa0", "  "),
        ("𠗣", "㓆"),
        ("⼤会12⽉3⽇第⼆⼗四条", "大会12月3日第二十四条"),  # Kangxi radicals
        ("⻄⺠⻓⻔⻋⻢", "西民长门车马"),  # radicals supplement, which NFKC leaves alone
        ("⾧⾨⾞⾺⾒⾴", "长门车马见页"),  # traditional radicals are simplified as well
        ("豈更車賈金六女", "岂更车贾金六女"),  # compatibility ideographs
        ("\U0002f804\U0002f8a6", "你慈"),
        ("㇐㇑", "一丨"),  # strokes
        ("﹙1﹚﹐︵2︶﹔﹕｡｢｣､", "(1),(2);:。“”、"),  # small, vertical and half-width marks
    ],
)  # fmt: skip
def test_folds_each_variant_in_its_place(printed, folded):
    assert fold_variants(printed) == folded


def test_squeezing_keeps_one_blank_between_two_words_of_ascii():
    assert squeeze("S/2020/1193 \n 2020 年") == ("S/2020/1193 2020年", [*range(12), *range(14, 18), 19])
    assert squeeze("第2553号") == ("第2553号", None)
    assert squeeze(" 第1号 ") == ("第1号", [1, 2, 3])
    assert squeeze("第\u200b1\ufeff号") == ("第1号", [0, 2, 4])


@pytest.mark.parametrize("file", sorted(TEXTS.glob("00[0124]*.txt")), ids=lambda file: file.name[:3])
def test_a_text_in_compatibility_forms_is_read_like_the_text_in_ordinary_ones(file):
    """A font that maps its glyphs to radicals changes the characters and nothing else."""
    radicals = {
        plain: chr(code) for code, plain in reversed(COMPATIBILITY_FORMS.items()) if "\u2e80" <= chr(code) < "\u2fe0"
    }
    text = file.read_text(encoding="utf-8")
    ordinary, odd = read_document(text), read_document(text.translate(str.maketrans(radicals)))
    assert (odd.symbol, odd.kind, odd.date, odd.meeting) == (
        ordinary.symbol,
        ordinary.kind,
        ordinary.date,
        ordinary.meeting,
    )
    assert [p.label for p in odd.paragraphs] == [p.label for p in ordinary.paragraphs]
    assert [fold_variants(p.text) for p in odd.paragraphs] == [fold_variants(p.text) for p in ordinary.paragraphs]
    citations, expected = (
        [(c.target, c.start, c.end, c.paragraphs, c.verb) for p in document.paragraphs for c in p.citations]
        for document in (odd, ordinary)
    )
    assert citations == expected


def test_a_title_has_ordinary_characters_and_the_paragraph_the_printed_ones():
    document = read_document("关于⻄⾮的报告\n\n⼀些段落。\n")
    assert document.title == "关于西非的报告"
    assert document.paragraphs[0].text == "关于⻄⾮的报告"
