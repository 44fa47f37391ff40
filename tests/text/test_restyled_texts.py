"""The same text in other numberings, openings, sections and languages has the same labels and words.

Made from the resolutions of fixtures/texts, and of ../shared/corpus/zh where it is here.
"""

import re
from functools import cache

import pytest

from resolutions.text import read_document
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.numerals import HEAVENLY_STEMS, to_chinese_number
from tests.text.texts import CORPUS, SEEDS

RESOLUTIONS = {seed: SEEDS[seed] for seed in ("000", "001", "002")} | {
    file.stem: file.read_text("utf-8") for file in sorted(CORPUS.glob("*_*.txt")) if not file.stem.startswith("PRST")
}
CIRCLED = [chr(0x2460 + n) for n in range(20)] + [chr(0x3251 + n) for n in range(15)]
BRANCHES = HEAVENLY_STEMS + "子丑寅卯辰巳午未申酉戌亥"
MAIN_STYLES = {
    "point": "{n}. ",
    "comma": "{n}、",
    "wide point": "{w}．",
    "glued": "{n}.",
    "brackets": "({n})",
    "wide brackets": "（{w}）",
    "half bracket": "{n}) ",
    "circled": "{o}",
    "chinese": "{c}、",
    "chinese point": "{c}．",
    "article": "第{c}条 ",
    "glued article": "第{c}条",
    "arabic article": "第{n}条　",
    "paragraph": "第{n}段 ",
    "paragraph with colon": "第{n}段：",
}
SUB_STYLES = {
    "letter": "({a}) ",
    "wide letter": "（{a}）",
    "half letter": "{a}) ",
    "letter point": "{a}. ",
    "chinese brackets": "（{c}）",
    "brackets": "({n}) ",
    "stem": "（{j}）",
    "stem comma": "{j}、",
}
CLASHES = {("brackets", "brackets")}


@cache
def parts(name):
    """Return the labelled paragraphs of a text as kind, label and words."""
    paragraphs = read_document(RESOLUTIONS[name]).paragraphs
    return [(p.kind.value, p.label, p.text[p.lead :]) for p in paragraphs if p.kind in ("preamble", "operative", "sub")]


def fill(style, number):
    wide = str(number).translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    return style.format(
        n=number,
        w=wide,
        o=CIRCLED[number - 1],
        c=to_chinese_number(number),
        a=chr(96 + number),
        j=BRANCHES[(number - 1) % 22],
    )


def write(name, main="{n}. ", sub="({a}) ", between=None, opening="安全理事会，\n"):
    """Write the text with other markers; ``between`` maps a label to a line above its paragraph."""
    lines = []
    for kind, label, words in parts(name):
        lines += [between[label]] if between and label in between else []
        number = re.fullmatch(r"(\d+)(?:\(([a-z])\))?", label)
        if kind == "preamble" or not number:
            lines.append(words)
        elif kind == "operative":
            lines.append(fill(main, int(number[1])) + words)
        else:
            lines.append(fill(sub, ord(number[2]) - 96) + words)
    return f"第2594(2021)号决议\n{opening}" + "\n".join(lines)


def read(text):
    paragraphs = read_document(text).paragraphs
    return [
        (p.kind.value, p.label, fold_and_squeeze(p.text[p.lead :]))
        for p in paragraphs
        if p.kind in ("preamble", "operative", "sub")
    ]


def is_complete(name):
    """Return True for a text whose numbers run from 1, with letters alone below, and no short paragraph."""
    numbers = [label for kind, label, _ in parts(name) if kind == "operative"]
    plain = all(re.fullmatch(r"(?:PP)?\d+|\d+\([a-z]\)", label) for _, label, _ in parts(name))
    ends = all(words[-1:] in "，。；：,.;:" and len(words) > 4 for _, _, words in parts(name))
    return numbers == [str(n + 1) for n in range(len(numbers))] and len(numbers) > 1 and plain and ends


COMPLETE = [name for name in RESOLUTIONS if is_complete(name)]


@cache
def expected(name):
    return [(kind, label, fold_and_squeeze(words)) for kind, label, words in parts(name)]


@pytest.mark.parametrize("style", MAIN_STYLES.values(), ids=MAIN_STYLES)
@pytest.mark.parametrize("name", COMPLETE)
def test_main_numbers_of_any_style_have_arabic_labels(name, style):
    assert read(write(name, main=style)) == expected(name)


@pytest.mark.parametrize("sub", SUB_STYLES)
@pytest.mark.parametrize("main", ["point", "brackets", "half bracket", "circled", "chinese", "glued article"])
@pytest.mark.parametrize("name", ["000", "002"])
def test_sub_paragraphs_of_any_style_have_latin_labels(name, main, sub):
    if (main, sub) in CLASHES:
        pytest.skip("both levels are printed alike")
    assert read(write(name, main=MAIN_STYLES[main], sub=SUB_STYLES[sub])) == expected(name)


@pytest.mark.parametrize(
    "title", ["制裁", "A. 制裁", "三、专家组", "（二）报告", "第二部分", "B．专家组", "Ⅱ. 任务", "二. 任务"]
)
@pytest.mark.parametrize("name", COMPLETE)
def test_the_title_of_a_section_is_a_heading(name, title):
    text = write(name, between={"1": title, "2": title})
    assert read(text) == expected(name)
    headings = [fold_and_squeeze(p.text) for p in read_document(text).paragraphs if p.kind == "heading"]
    assert headings[1:] == [fold_and_squeeze(title)] * 2


OPENINGS = [
    "安全理事会，",
    "安全理事会\n",
    "安 全 理 事 会 ，\n",
    "联合国安全理事会，\n",
    "安理会，\n",
    "安全理事会：\n",
    "安全理事會，",
    "“安全理事会，\n",
    "大会，\n",
    "",
]


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("name", COMPLETE)
def test_any_opening_words_begin_the_preamble(name, opening):
    assert read(write(name, opening=opening)) == expected(name)


ANNEXES = """
附件一
准则
1. 委员会应遵守第1267(1999)号决议；
(a) 甲项；
(b) 乙项。
2. 委员会应提出报告。
附件二
一、名单。"""


@pytest.mark.parametrize("name", COMPLETE)
def test_an_annex_has_labels_of_its_own(name):
    document = read_document(write(name) + ANNEXES)
    assert read(write(name) + ANNEXES) == expected(name)
    labels = [p.label for p in document.paragraphs if p.kind == "annex"]
    assert labels == ["annexI.1", "annexI.1(a)", "annexI.1(b)", "annexI.2", "annexII.1"]


@pytest.mark.parametrize("name", COMPLETE)
def test_the_other_language_has_no_labels_and_its_citations_do_not_count(name):
    english = "Recalling the resolutions 1325 (2000) and 2242 (2015) of the Council,"
    lines = write(name).split("\n")
    document = read_document("\n".join(f"{line}\n{english}" for line in lines))
    assert read("\n".join(f"{line}\n{english}" for line in lines)) == expected(name)
    foreign = [p for p in document.paragraphs if p.language]
    assert {p.language for p in foreign} == {"en"} and len(foreign) == len(lines)
    assert not any(c.counted for p in foreign for c in p.citations)
