"""Type-ahead over the five texts and the catalogue: documents by number, names, pinyin, last words, nothing twice."""

import pytest

from search.chinese.folding import fold
from search.suggestions import MAX_SUGGESTIONS, complete

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


def test_each_way_of_typing_finds_its_completion():
    for typed, expected in (
        ("anlihui", "安理会"),
        ("alh", "安理会"),
        ("ALH", "安理会"),
        ("zhongdongjushi", "中东局势"),
        ("zdjs", "中东局势"),
        ("lianlibudui", "联合国驻黎巴嫩临时部队"),
        ("UNIFIL", "联合国驻黎巴嫩临时部队"),
        ("unifil", "联合国驻黎巴嫩临时部队"),
        ("联黎", "联合国驻黎巴嫩临时部队"),
        ("索马", "索马里"),
        ("索馬", "索马里"),
        ("132", "S/RES/1325(2000)"),
        ("第132", "S/RES/1325(2000)"),
        ("第１３２", "S/RES/1325(2000)"),
        ("s/res/132", "S/RES/1325(2000)"),
        ("S/PRST/2014/", "S/PRST/2014/5"),
        ("安全部门改革 索马", "安全部门改革 索马里"),
        ("妇女  安全部", "妇女 安全部门改革"),
    ):
        found = [item.text for item in complete(typed)]
        assert expected in found and len(found) <= MAX_SUGGESTIONS, (typed, found)


def test_english_begins_a_word_of_the_suggested_names():
    assert "索马里局势" in [item.text for item in complete("somalia")]
    assert not [item for item in complete("omalia") if "索马里" in item.text]


def test_of_documents_by_number_the_most_cited_come_first_and_titles_that_only_have_the_digits_are_left_out():
    found = complete("13")
    counts = [item.count for item in found if item.text.startswith("S/RES/13")]
    assert len(counts) > 2 and counts == sorted(counts, reverse=True) and counts[0] > 0
    assert not [item for item in found if item.key]


def test_nothing_is_suggested_twice_in_another_script_or_with_other_punctuation():
    for typed in ("妇女", "妇女、和平与安全", "婦女和平", "安", "2553", "第25", "中东 局", "海"):
        found = complete(typed)
        letters = ["".join(filter(str.isalnum, fold(item.text))) for item in found]
        addresses = [item.url for item in found if item.url]
        assert len(set(letters)) == len(letters) and len(set(addresses)) == len(addresses), (typed, letters)


def test_the_typed_symbol_stands_once_and_first(client):
    rows = client.get("/search/suggest", {"q": "2553"}).json()["suggestions"]
    assert [row["text"] for row in rows].count("S/RES/2553(2020)") == 1 and rows[0]["text"] == "S/RES/2553(2020)"
    assert len({row["url"] for row in rows}) == len(rows)


def test_every_suggested_address_exists(client):
    rows = [
        row
        for typed in ("中东", "特派团", "13")
        for row in client.get("/search/suggest", {"q": typed}).json()["suggestions"]
    ]
    assert all(client.get(row["url"]).status_code == 200 for row in rows if row["url"])
    assert {"议程项目", "特派团"} <= {row["kind"] for row in rows}


@pytest.mark.parametrize(
    "typed", ["", " ", "，", "\0", "(((", "*", "a", "xyzxyz", "A" * 400, "第" * 50, "1" * 50, "-妇女"]
)
def test_no_input_raises(client, typed):
    assert client.get("/search/suggest", {"q": typed}).status_code == 200
