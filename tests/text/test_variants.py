"""The table of character variants comes from OpenCC, and folding keeps every character in its place."""

import pytest

from resolutions.text.fold import fold_variants, read_variants, squeeze
from tools.character_variants import TABLE, render_table


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


@pytest.mark.parametrize(
    "printed, folded",
    [
        ("號決議會憲條項執關於這對應國聯請顧憶據聲", "号决议会宪条项执关于这对应国联请顾忆据声"),
        ("啓幷佈冊査衆証説迴逕脩敎鎭麽祕絶", "启并布册查众证说回径修教镇么秘绝"),
        ("卽畵", "即画"),
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
    ],
)  # fmt: skip
def test_folds_each_variant_in_its_place(printed, folded):
    assert fold_variants(printed) == folded


def test_squeezing_keeps_one_blank_between_two_words_of_ascii():
    assert squeeze("S/2020/1193 \n 2020 年") == ("S/2020/1193 2020年", [*range(12), *range(14, 18), 19])
    assert squeeze("第2553号") == ("第2553号", None)
    assert squeeze(" 第1号 ") == ("第1号", [1, 2, 3])
    assert squeeze("第\u200b1\ufeff号") == ("第1号", [0, 2, 4])
