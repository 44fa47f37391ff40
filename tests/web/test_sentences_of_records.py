"""Sentences of packages without gettext in the languages of the interface: catalogue, patterns, real warnings."""

import re
import time
from functools import partial

import polib
import pytest
from django.utils import translation

from resolutions.interface import sentences
from resolutions.interface.languages import ENGLISH, SIMPLIFIED, TRADITIONAL
from resolutions.interface.sentences import translate_sentence
from resolutions.text.han import HAN
from resolutions.text.reader import read_document
from tests import interface_sentences
from tests.text.texts import CORPUS, SEEDS

PLACE = re.compile(r"\{(\w+)(?::(\w+))?\}")
SAMPLES = {
    "": "", "kept": "kept", "clause": "clause", "number": "7", "numbers": "3、5", "numeral": "二", "ascii": "S/1",
    "label": "4(a)", "clock": "09:05:01",
}  # fmt: skip
SHOWN = {"numbers": "3, 5"}
MESSAGES = polib.pofile(str(interface_sentences.CATALOGUE))


def english(sentence):
    with translation.override(ENGLISH):
        return translate_sentence(sentence)


def traditional(sentence):
    with translation.override(TRADITIONAL):
        return translate_sentence(sentence)


def test_every_sentence_of_the_code_has_a_message():
    assert list(interface_sentences.find_missing()) == []


def test_the_walk_sees_a_new_sentence_and_a_changed_one():
    messages = interface_sentences.load_messages()
    for source, found in [
        ("x = f'执行部分{missing}没有读到'", True),
        ("x = f'执行部分{missing}没有读出'", False),
        ("x = '已经导入。'", True),
        ("x = '已经导入'", False),
        ("x = f'{name}编号不连续：{before}之后是{after}'", True),
        ("x = f'{name}编号不相连：{before}之后是{after}'", False),
        ("x = '第 {line} 行：{problem}。'.format(line=1, problem=2)", True),
    ]:
        ((_line, text),) = interface_sentences.find_strings(source)
        assert interface_sentences.fits(text, messages) is found, source
    for source in ("def f():\n    '说明'", "x = gettext('说明')", "x = r'第(\\d+)段'", "x = '段'"):
        assert not list(interface_sentences.find_strings(source)), source


def test_no_line_of_the_list_of_words_is_stale():
    strings = {
        str(path.relative_to(interface_sentences.ROOT)): {
            " ".join(text.split()) for _line, text in interface_sentences.find_strings(path.read_text("utf-8"))
        }
        for path in interface_sentences.speaking_files()
    }
    for path, text in interface_sentences.load_words():
        assert strings.get(path) if text == "*" else text in strings.get(path, ()), f"{path}: {text}"


def test_every_message_and_its_english_fit_together():
    """English has the places of the message, and of its Chinese words only examples; no two places are side by side."""
    for entry in MESSAGES:
        kinds = dict(PLACE.findall(entry.msgid))
        assert set(kinds.values()) <= sentences._FITTING.keys(), entry.msgid
        assert not re.search(r"\}\{", entry.msgid), entry.msgid
        places = sentences._PLACE_OF_TRANSLATION.findall(entry.msgstr)
        assert {name for name, *_ in places} <= kinds.keys(), entry.msgid
        assert {form for _, form, *_ in places} <= {"", "arabic", "roman", "month", "lower"}, entry.msgid
        assert len(HAN.findall(PLACE.sub("", entry.msgstr))) < len(entry.msgstr) / 2, entry.msgid
        assert all(words in entry.msgid for words in re.findall(r"[\u3400-\u9fff]+", entry.msgstr)), entry.msgid


def test_no_other_message_takes_a_sentence():
    """A sentence made from a message is translated by this message, not by one that is less or more specific."""
    wrong = {}
    for entry in MESSAGES:
        kinds = dict(PLACE.findall(entry.msgid))
        values = {name: SAMPLES[kind] or f"{name}{at}" for at, (name, kind) in enumerate(kinds.items())}
        sentence = PLACE.sub(lambda place, values=values: values[place[1]], entry.msgid)
        shown = {name: SHOWN.get(kinds[name], value) for name, value in values.items()}
        fill = partial(sentences._fill, values, shown, kinds)
        if HAN.search(sentence) and english(sentence) != sentences._PLACE_OF_TRANSLATION.sub(fill, entry.msgstr):
            wrong[entry.msgid] = english(sentence)
    assert not wrong


ACCEPTED = "可以提交 PDF、Word（DOCX）、ODT、RTF、网页（HTML、MHT）、邮件（EML）和纯文本，或装有它们的 ZIP。"
ACCEPTED_IN_ENGLISH = (
    "Accepted are PDF, Word (DOCX), ODT, RTF, web pages (HTML, MHT), e-mail (EML) and plain text, or a ZIP of them."
)
EXAMPLES = [
    (
        f"这是程序文件，不能直接读取。{ACCEPTED}",
        f"This is a program, which cannot be read directly. {ACCEPTED_IN_ENGLISH}",
    ),
    (
        f"文件含有空字符（NUL），是二进制文件，不是纯文本。{ACCEPTED}",
        f"The file contains NUL characters: it is a binary file, not plain text. {ACCEPTED_IN_ENGLISH}",
    ),
    ("第12段", "paragraph 12"),
    ("第12、14(a)段", "paragraphs 12, 14(a)"),
    ("执行部分第3段、第5至7段没有读到", "paragraph 3, paragraphs 5 to 7 of the operative part not found"),
    ("附件二第4段", "annex II paragraph 4"),
    ("第三十九条", "Article 39"),
    ("第七章", "Chapter VII"),
    ("第1之二段", "paragraph 1 bis"),
    (
        "有1处换行不能确定是否分段（原文第7行），请对照原文",
        "Line breaks that may or may not begin a paragraph: 1 (line 7 of the source); please compare with the source",
    ),
    (
        "第 3、5 页是扫描的图片，文字由机器识别，请对照原件逐字核对。",
        "Scanned, with text recognized by a program: pages 3, 5. Please check each word against the original.",
    ),
    (
        "日期与目录不符：文本为2000年10月31日，目录为2000年11月1日，英文本标题为2000年11月2日。",
        "The date differs from the catalogue: 31 October 2000 in the text; 1 November 2000 in the catalogue,"
        " 2 November 2000 in the heading of the English text.",
    ),
    (
        "引用“决议”（第2段）未能确定：没有这个编号的决议",
        "Citation “决议” (paragraph 2) not resolved: there is no resolution with this number",
    ),
    (
        "最后一段（段落地址 p3）似乎没有结束：“…编号不连续：3之后是5”",
        "The last paragraph (paragraph at p3) does not seem to end: “…编号不连续：3之后是5”",
    ),
    (
        "S/RES/2553(2020)：没有取到。取到的文件不能读取：文件是空的，没有任何内容。",
        "S/RES/2553(2020): not fetched. The fetched file cannot be read: The file is empty.",
    ),
    (
        "失败：网站太慢（60 s）：https://documents.un.org/x",
        "Failed: The site is too slow (60 s): https://documents.un.org/x",
    ),
    ("已发布 3 份，没有取到 1 份", "published: 3, not fetched: 1"),
    (
        "读到 12 项：新决议 3，改动 2；未导入 1。",
        "Entries read: 12 (new resolutions: 3, values changed: 2); not imported: 1.",
    ),
    ("待读取 2 个，已拒收 1 个", "waiting: 2, refused: 1"),
    (
        "更正文号：S/RES/1(1946)；标题：第1(1946)号决议；日期：1946-01-25",
        "Corrected symbol: S/RES/1(1946); title: 第1(1946)号决议; date: 1946-01-25",
    ),
    (
        "段落类别：第3段、段落地址 p4 → 附件",
        "Kind of paragraphs: paragraph 3, paragraph at p4 → annex",
    ),
    (
        "更正文字：第3段“甲”→“乙”；删去“丙；丁”",
        "Corrected words: paragraph 3 “甲” → “乙”; deleted “丙；丁”",
    ),
    (
        "合并段落：第3段至段落地址 p5“强调…”；第7段至第8段“呼吁…”",
        "Joined paragraphs: paragraph 3 to paragraph at p5 “强调…”; paragraph 7 to paragraph 8 “呼吁…”",
    ),
    (
        "S/RES/1(1946) 没有发布：没有标题，请填写标题。文本中没有读出段落。",
        "S/RES/1(1946) was not published: There is no title; please fill it in. No paragraphs were read in the text.",
    ),
    (
        "同样的文件（SHA-256 相同）已于 2026-03-01 收录，没有改动。",
        "The same file (same SHA-256) was added on 2026-03-01. Nothing was changed.",
    ),
    (
        "文本所载文号是 S/RES/1(1946)，不是所选的 S/RES/2(1946)。"
        "文本与 S/RES/3(1946) 约有 93% 相同，但文号不同。清单给出标题、日期。",
        "The text has symbol S/RES/1(1946), not S/RES/2(1946) as chosen. The text is the same as that of S/RES/3(1946)"
        " to about 93%, but has another symbol. Given by the manifest: title, date.",
    ),
    (
        "这份文件在您打开之后已由王芳改动（更正标题：新）。您的改动没有写入，请看过现状后再改。",
        "This document was changed by 王芳 after you opened it (Corrected title: 新). Your change was not written;"
        " please look at the present state first.",
    ),
    (
        "第 4 行：“S/RES/2501(2025)”的编号与年份不符：第2501号决议是2019年通过的，是否指 S/RES/2501(2019)？。",
        "Line 4: Number and year of “S/RES/2501(2025)” do not agree: resolution 2501 was adopted in 2019."
        " Is S/RES/2501(2019) meant?",
    ),
    (
        "09:05:01 报告：一.pdf：已拒收。这是压缩文件（RAR），不能直接读取。请改用 ZIP 打包，或直接提交其中的文件。\n"
        "09:05:02 已经导入。\n",
        "09:05:01 报告：一.pdf: refused. This is a compressed file (RAR), which cannot be read directly. Please pack"
        " it as ZIP, or submit its files.\n09:05:02 Imported already.\n",
    ),
    (
        "报告.pdf：待决定。A/RES/78/323 已有文本（已发布）。这是它的新版本，还是传错了？",
        "报告.pdf: to be decided. A/RES/78/323 has a text already (published). Is this a new version of it, or"
        " a mistake?",
    ),
    (
        "清单：3 行可用。第 5 行：“13月”不是日期，请写成 2020-12-03。第 4 行：没有收到名为“没有.txt”的文件。",
        "Manifest: usable rows 3. Line 5: “13月” is not a date; please write it as 2020-12-03."
        " Line 4: no file named “没有.txt” was received.",
    ),
    (
        "读到 3 份文本。接着比较相近段落、更新检索索引。",
        "Texts read: 3. Similar paragraphs and the search index are brought up to date now.",
    ),
    ("一句没有译文的话。", "一句没有译文的话。"),
    ("", ""),
]


@pytest.mark.parametrize("sentence, expected", EXAMPLES, ids=[sentence[:30] for sentence, _ in EXAMPLES])
def test_a_sentence_in_english(sentence, expected):
    assert english(sentence) == expected


def test_a_sentence_in_traditional_chinese():
    assert (
        traditional("引用“第2553(2020)号决议”（第2段）未能确定：没有这个编号的决议")
        == "引用“第2553(2020)号决议”（第2段）未能確定：沒有這個編號的決議"
    )
    assert traditional("已发布 3 份，没有取到 1 份") == "已發布 3 份，沒有取到 1 份"
    assert traditional("2000年10月31日") == "2000年10月31日" and traditional("附件二第4段") == "附件二第4段"


@pytest.mark.parametrize("sentence, _expected", EXAMPLES, ids=[sentence[:30] for sentence, _ in EXAMPLES])
def test_simplified_chinese_stays_as_it_is(sentence, _expected):
    with translation.override(SIMPLIFIED):
        assert translate_sentence(sentence) == sentence


def read_warnings(folder, pattern="*.txt"):
    for path in sorted(folder.glob(pattern)):
        parsed = read_document(path.read_text("utf-8"), file_name=path.name)
        yield from parsed.warnings
        yield from (one.undecided for p in parsed.paragraphs for one in p.citations if one.undecided)


@pytest.mark.parametrize("folder", ["zh", "layouts"])
def test_real_warnings_leave_no_chinese(folder):
    if not CORPUS.exists():
        pytest.skip("../shared/corpus is not beside this checkout")
    found = set(read_warnings(CORPUS.parent / folder))
    assert len(found) >= 3
    left = {one: english(one) for one in found if HAN.search(re.sub("“.*”", "", english(one)))}
    assert not left


def test_warnings_on_damaged_texts_leave_no_chinese():
    """Each seed text with its first half, its middle and its lines cut, under names of other documents."""
    found = set()
    for text in SEEDS.values():
        broken = (text[: len(text) // 2], text[len(text) // 3 :], text.replace("。", "\n"), "锟斤拷" * 80 + text[:300])
        for one in (*broken, text.replace("\n", ""), re.sub(r"(?m)^\d+\.", "", text), text.replace("2020", "2019")):
            for name in ("S_RES_1325(2000)-EN.pdf", "S_PRST_2014_5.docx", "x.txt"):
                found |= set(read_document(one, file_name=name).warnings)
    assert len(found) >= 20
    left = {one: english(one) for one in found if HAN.search(re.sub("“.*”", "", english(one)))}
    assert not left


def test_two_hundred_warnings_take_no_time():
    """Each is another sentence, so that none is kept from before."""
    warnings = [f"引用“第{n}号决议”（第{n}段）未能确定：没有这个编号的决议" for n in range(90_000, 90_200)]
    start = time.perf_counter()
    assert all("not resolved" in english(one) for one in warnings)
    assert time.perf_counter() - start < 1.0


@pytest.mark.parametrize(
    "hostile",
    [
        "，" * 1999 + "有",
        "：" * 1999 + "有",
        "“" * 1000 + "有" * 999,
        "甲。" * 999,
        "甲、" * 999,
        ("更正文字：甲" + "“乙”→“" * 400)[:2000],
        "第" * 1999 + "段",
        "1、" * 999 + "有",
        "删去“甲”；" * 333,
    ],
)
def test_a_hostile_sentence_takes_no_time(hostile):
    start = time.perf_counter()
    english(hostile)
    assert time.perf_counter() - start < 1.0
