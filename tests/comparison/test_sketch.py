"""Sketches are stored in the database: their values stay, and like texts have like sketches."""

import pytest

from resolutions.comparison.sketch import MAX_CHARACTERS, jaccard_similarity, minhash_bands, sketch_document

PARAGRAPH = "回顾其关于安全部门改革的第2151(2014)号决议，并重申国家自主权的重要性，"


def test_the_stored_values_of_a_document_stay():
    assert sketch_document("安全理事会重申其对联合国") == [876499701, 2397622027, 2672383033, 3068478350, 3292492357]


def test_the_stored_values_of_a_paragraph_stay():
    bands = minhash_bands(PARAGRAPH)
    assert (len(bands), bands[0], bands[31]) == (32, 218420463155353218, 8944017256010459276)
    assert all(band < 2**63 and band >> 58 == number for number, band in enumerate(bands))


@pytest.mark.parametrize(
    "text, count",
    [("", 0), ("安全理事会重申", 0), ("安全理事会重申其", 1), ("安全\n理事会重申其对", 2), ("𠀀" * 4, 1)],
)
def test_a_document_has_a_hash_for_each_shingle_of_eight_units(text, count):
    assert len(sketch_document(text)) == count


def test_a_document_keeps_its_64_smallest_hashes_in_ascending_order():
    sketch = sketch_document("".join(map(str, range(1000))))
    assert len(sketch) == 64 and sketch == sorted(sketch)


def test_characters_behind_the_limit_are_not_hashed():
    text = "安理会" * (MAX_CHARACTERS // 3)
    assert sketch_document(text + "另外的文字在这里") == sketch_document(text + "另")


@pytest.mark.parametrize(
    "one, other, similarity",
    [([1, 2, 3, 4], [1, 2, 3, 5], 3 / 5), ([1], [], 0.0), (range(64), range(32, 96), 0.5)],
)
def test_the_share_of_hashes_in_common_is_the_similarity(one, other, similarity):
    assert jaccard_similarity(one, other) == similarity


def test_only_the_smallest_hashes_of_both_are_compared():
    assert jaccard_similarity(range(64), [*range(32), *range(1000, 1032)]) == 0.5
    assert jaccard_similarity(range(1000, 1064), range(64)) == 0.0


@pytest.mark.parametrize("text, is_sketched", [("决" * 15, False), ("决" * 16, True), ("决，" * 15, False)])
def test_a_short_paragraph_has_no_bands(text, is_sketched):
    assert bool(minhash_bands(text)) is is_sketched


def test_like_paragraphs_share_a_band_and_others_do_not():
    like = set(minhash_bands(PARAGRAPH.replace("重要性", "必要性")))
    other = set(minhash_bands("请秘书长至迟于2021年12月31日向安全理事会提交关于本决议执行情况的报告"))
    assert like & set(minhash_bands(PARAGRAPH)) and not other & set(minhash_bands(PARAGRAPH))
