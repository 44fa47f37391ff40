"""Growth of the time to read adversarial texts: ``python -m bench.linear [--size 40000] [SHAPE…]``.

Each shape is read at a size and at four times that size, in characters. Reading is linear when the time grows about
fourfold; sixteenfold is quadratic. The process time is measured, so that other programs on the machine hardly matter;
each figure is the best of three. Exits non-zero when a shape grows by more than ``MAX_GROWTH``.
"""

import argparse
import sys
from collections.abc import Callable
from time import process_time

from resolutions.display.cited_numbers import find_cited_numbers, find_following_numbers
from resolutions.text import read_document
from resolutions.text.charter_addresses import read_charter_part
from resolutions.text.charter_text import read_charter_articles
from resolutions.text.mandates import find_mandate_steps
from resolutions.text.text_corrections.edited_paragraph import list_edits
from resolutions.text.text_corrections.overlay import TextCorrection, lay_over
from resolutions.text.text_corrections.passages import find_paragraph_starts

FACTOR = 4
MAX_GROWTH = 7.0  # times, for four times the text; room for caches and the noise of small figures
MIN_SECONDS = 0.05  # a smaller figure says nothing about growth

REPEATED: dict[str, str] = {
    "meetings": "第1次会议",
    "meetings in numerals": "第一次会议、",
    "resolutions": "第1325(2000)号决议",
    "resolutions in a list": "第1325(2000)、",
    "numbers in a list": "第1267、",
    "plain numbers": "1267、",
    "numbers behind the noun": "决议1267、",
    "headed": "安理会决议2254、",
    "slashed": "1267/",
    "slashed numbers": "1267/1989号",
    "sessions": "第70/1号",
    "lettered": "第48/218A、B",
    "roman sessions": "1514(XV)",
    "roman numerals": "XVI",
    "chinese numerals": "一二三",
    "chinese resolutions": "一八六(一九六四)",
    "emergency sessions": "ES-7/6、",
    "symbols": "S/2020/1193 ",
    "symbols without end": "S/A",
    "supplements": "S/11670和Corr.1和2",
    "records": "S/PV.7272和7273",
    "addenda": "Add.1",
    "years in brackets": "(2000)",
    "undecided": "第9999号决议",
    "with session": "大会第六十三届会议第111号决议",
    "other bodies": "人权委员会第12号决议",
    "councils": "理事会第12号决议",
    "organs": "安全理事会",
    "its": "其第1325号决议",
    "bare numbers": "第181号决议大会",
    "chapters": "《宪章》第七章",
    "articles": "宪章第三十九条和第四十条",
    "according to": "根据第四十一条",
    "charters": "联合国宪章",
    "pinpoints": "第1325(2000)号决议第20-22段",
    "pinpoints without end": "第1325(2000)号决议第1、",
    "asides": "第1325(2000)号决议(经",
    "pinpoints of annexes": "第1325(2000)号决议附件二第8(a)(一)至(三)段",
    "pinpoints behind marks": "第1325(2000)号决议[[1第",
    "signs without end": "第1325(2000)号决议第8(a)(一)",
    "english pinpoints": "paragraphs 12, 14 and 16 of resolution 1325 (2000) ",
    "english lists without end": "paragraph 1, 2, ",
    "negations": "没有任何一方不遵守第1325(2000)号决议",
    "through": "通过其第1325(2000)号决议所设",
    "attributes": "回顾其中决定通过的第1325(2000)号决议",
    "ibidem": "同上，第8段",
    "committees": "1540委员会",
    "committees in a list": "1267/1989/2253委员会",
    "ranges": "第1325至1328号决议",
    "ranges without end": "1325至",
    "numbers with a sign each": "1718号、",
    "numbers before etc": "第1373号等反恐",
    "councils behind": "第1701号安理会决议",
    "years behind a slash": "第1701/2006号决议",
    "square brackets": "第1325[2000]号",
    "open square brackets": "1[",
    "latin heads": "UNSCR ",
    "latin numbers": "UNSCR 1325, ",
    "latin lists": "resolutions 1325 and 1820 and ",
    "file names": "S_RES_1325_",
    "lower symbols": "s/res/1325 ",
    "statements in words": "主席声明2007年第2号",
    "presidents": "安理会主席的",
    "assemblies": "世界卫生大会",
    "sessions of assemblies": "第六十届大会",
    "bodies before numbers": "董事会2020年通过的关于预算的第338号",
    "parts in stems": "第53/243甲、乙",
    "paragraphs behind the noun": "决议第4、5(a)和",
    "misread bytes": "Ã¤",
    "capital accents": "ÀÉ",
    "private use": "\ue001",
    "glyph numbers": "(cid:12)",
    "radicals": "⼤会12⽉3⽇",
    "english": "the Security Council ",
    "resolutions in english": "Resolution 2768 (2025) ",
    "adoptions in english": "adopted by the General Assembly ",
    "meetings in english": "9836th ",
    "dates in english": "15 January ",
    "russian": "Совет Безопасности ",
    "arabic": "مجلس الأمن ",
    "soft hyphens": "1\u00ad",
    "verbs": "回顾",
    "verbs and citations": "根据第1325(2000)号决议，回顾第1267号决议，",
    "themes": "关于妇女的",
    "themes without end": "关于",
    "titled": "题为“妇女”的第1325(2000)号决议",
    "titles": "题为“",
    "disposed": "将第1325(2000)号决议延长",
    "carried out": "第1325(2000)号决议的执行",
    "digits": "1",
    "digits with blanks": "1 ",
    "letters": "a",
    "capitals": "A",
    "letter O": "一O",
    "brackets": "(",
    "closing brackets": ")",
    "nested brackets": "(第",
    "quotes": "“",
    "closing quotes": "”",
    "title marks": "《",
    "closing title marks": "》",
    "commas": "，",
    "full stops": "。",
    "enumeration commas": "、",
    "dashes": "—",
    "hyphens": "-",
    "slashes": "/",
    "blanks": " ",
    "wide blanks": "\u3000",
    "blank and word": "字 ",
    "latin words": "ab cd ",
    "zero width": "\u200b",
    "pipes": "|",
    "links of Markdown": "[a](http://",
    "bold without end": "**字",
    "emphasis without end": "*字",
    "quoting marks": "> ",
    "entities": "&#1",
    "paragraphs without line ends": "字， 回顾字； 1. 请；",
    "tabs": "a\t",
    "underscores": "_",
    "bullets": "• ",
    "numbers with a point": "1. ",
    "letters in brackets": "(a)",
    "stems in brackets": "(甲)",
    "note marks": "字1 ",
    "dates": "2020年1月1日",
    "dates without end": "2020年",
    "dates in numerals": "一九四八年一月",
    "votes": "以15票",
    "drafts": "(S/1,",
    "statement openings": "安全理事会主席在2020年1月1日安全理事会第1次会议上，就审议的题为“",
    "letter titles": "某给某",
    "annexes": "的附件",
    "signs of notes": "字[1]",
    "spaced openings": "安 全 理 事 会 ",
    "symbols of headings": "第60/1号决议 ",
    "percent": "%E7",
    "job numbers": "20-16444 2/5 ",
    "parts of a letterhead": "联合国 S/1 Distr.: General ",
    "adverbs": "又再次",
    "ordinary": "安全理事会回顾其第1325(2000)号决议，重申《联合国宪章》第七章，决定继续处理此案。",
}
PRINTED = " 第{n}行的文字， \n\n"
LINES: dict[str, str] = {
    "short lines": "字\n",
    "empty lines": "\n",
    "quoted lines": "> 字\n",
    "wrapped lines": "安全理事会回顾其以往各项决议并重申\n",
    "numbers alone": "1.\n",
    "digits alone": "1\n字\n",
    "long lines": "安全理事会关切中东局势，决定继续处理此案" * 4 + "\n",
    "lines that run on": "安全理事会关切中东局势并且继续处理这个案子不断地" * 4 + "\n",
    "operative paragraphs": "1. 决定继续处理此案；\n",
    "letters": "(a) 决定；\n",
    "two letters": "(aa) 决定；\n",
    "romans": "(i) 决定；\n",
    "bullets": "- 决定；\n",
    "bullets with numbers": "- 1. 决定；\n",
    "chinese numbers": "一、决定；\n",
    "sections": "35.  维护和平\n",
    "tables": "表 1\n",
    "cells": "a\tb\n",
    "table heads": "会议日期 标题 其他文件 分项\n",
    "notes": "1 见文件\n",
    "lettered notes": "a 见文件\n",
    "rules": "____________\n1 见文件\n",
    "annexes": "附件\n",
    "links": "https://undocs.org/ch/S/RES/1325(2000)\n",
    "citations": "回顾第1325(2000)号决议，\n",
    "undecided": "回顾第9999号决议，\n",
    "meetings": "第1次会议\n",
    "opening": "安全理事会，\n",
    "letter titles": "2020年1月1日甲给乙的信\n",
    "circled numbers": "①决定；\n",
    "articles of a law": "第一条决定；\n",
    "chinese numbers in brackets": "（一）决定；\n",
    "notes with signs": "[1] S/2020/1。\n",
    "english": "Recalling the resolution 1325 (2000),\n",
    "english and chinese": "Recalling the resolution,\n回顾决议，\n",
    "section titles": "A. 制裁\n",
    "letterheads": "联合国\nS/RES/1325 (2000)\nDistr.: General\n",
    "page feet": "2/5 20-16444\n",
    "glued page feet": "促进保护和20-16444平民\n",
    "page numbers": "一段没有结束的文字一段没有结束的文字\n2\n",
    "words of a site": "责任编辑：某\n",
    "printed": " 一段文字。 \n\n",
    "printed in one paragraph": "一行文字\n\n",
    "printed notes": " ____________\n 1 见文件。 \n\n 一段文字1。 \n\n",
    "printed tables": " 表 1 \n\n 会议 \n\n",
    "printed cells": " a\tb \n\n",
}
MEETING_HEAD = (
    " 会议记录和日期 分项 其他文件 根据规则第37条发出的邀请 根据规则第39条发出的邀请及其他邀请 "
    "发言者 决定和表决(赞成-反对-弃权) \n"
)
RESOLUTION = "第1325(2000)号决议\n安全理事会，\n"
BUILT: dict[str, Callable[[int], str]] = {
    "operative paragraphs of a resolution": lambda n: RESOLUTION + _fill("1. 决定继续处理此案；\n", n),
    "unnamed articles of a resolution": lambda n: RESOLUTION + "1. " + _fill("根据第七章第四十一条和第四十二条，", n),
    "unnamed articles beside a treaty": lambda n: RESOLUTION + "1. " + _fill("《公约》，根据第四十一条，", n),
    "the charter and unnamed articles": lambda n: RESOLUTION + "1. " + _fill("《宪章》第七章，根据第四十一条，", n),
    "letters of a resolution": lambda n: RESOLUTION + "1. 决定：\n" + _fill("(a) 执行部分；\n", n),
    "preamble of a resolution": lambda n: RESOLUTION + _fill("回顾第1267号决议，\n", n),
    "notes of a repertoire": lambda n: " 35.  维护和平 \n\n 文字1 \n\n" + "____________\n" + _fill(" 1 见文件。 \n", n),
    "meeting tables": lambda n: " 表 1 \n" + _fill(MEETING_HEAD + " S/PV.1 \n 分项 \n 通过 \n", n),
    "one wide row and many rows": lambda n: "a\t" * (n // 4) + "\n" + _fill("a\tb\n", n // 2),
    "one long word": lambda n: "字" * n,
    "one long line with an end": lambda n: RESOLUTION + "安全理事会主席在" + "，" * n,
    "a title that never ends": lambda n: "题为“" + "字" * n,
    "letter with an annex": lambda n: "2020年1月1日甲给乙的信\n" + _fill("附件\n1. 文字\n(a) 文字\n- 文字\n", n),
    "deep lists": lambda n: RESOLUTION + _fill("1. 决定：\n(a) 甲；\n(i) 乙；\n（一）丙；\na. 丁；\n①戊；\n", n),
    "annexes of a resolution": lambda n: RESOLUTION + "1. 决定；\n" + _fill("附件\n1. 甲；\n(a) 乙；\n", n),
    "heading without opening": lambda n: "第1325(2000)号决议\n" + _fill("回顾决议，\n1. 决定；\n", n),
    "nested lists": lambda n: RESOLUTION + _fill("1. 决定：\n(a) 甲；\n(i) 乙；\n(ii) 丙；\n(b) 丁；\n", n),
    "flat text": lambda n: "安全理事会，" + _fill("回顾第1267号决议， 1. 决定； 2. 请求； ", n),
    "many different citations": lambda n: "".join(f"第{k % 2700 + 1}号决议，" for k in range(n // 9)),
    "numbered paragraphs": lambda n: RESOLUTION + "".join(f"{k % 999 + 1}. 决定；\n" for k in range(n // 9)),
    "numbered notes": lambda n: (
        " 35.  维护和平 \n____________\n" + "".join(f" {k + 1} 见文件。 \n" for k in range(n // 12))
    ),
}


def _fill(piece: str, size: int) -> str:
    return piece * max(1, size // len(piece))


def shapes() -> dict[str, Callable[[int], str]]:
    """Return the shapes by name; each makes a text of about the given number of characters."""

    def repeat(piece: str) -> Callable[[int], str]:
        return lambda size: _fill(piece, size)

    named = {f"line of {name}": repeat(piece) for name, piece in REPEATED.items()}
    return named | {f"lines: {name}": repeat(piece) for name, piece in LINES.items()} | BUILT


def tools() -> dict[str, tuple[Callable[[int], str], Callable[[str], object]]]:
    """Return the shapes that are given to another function than the reader of documents, with that function."""
    return {
        "mandates: bodies": (lambda n: "1. 决定" + _fill("将联合国海地稳定特派团的任务", n), find_mandate_steps),
        "mandates: acts": (lambda n: "1. 决定" + _fill("延长设立终止", n), find_mandate_steps),
        "mandates: different missions": (
            lambda n: "1. 决定" + "".join(f"设立第{k}号特派团，" for k in range(n // 10)),
            find_mandate_steps,
        ),
        "mandates: a name without end": (lambda n: "1. 决定设立" + "联" * n, find_mandate_steps),
        "charter: articles": (lambda n: _fill("第一条\n联合国之宗旨为：\n", n), read_charter_articles),
        "charter: blanks": (lambda n: " " * n + "第一条", read_charter_articles),
        "charter: numerals": (lambda n: "第" + "一" * n + "条", read_charter_articles),
        "charter: empty lines": (lambda n: "\n" * n, read_charter_articles),
        "charter: addresses": (lambda n: "第" + "一" * n + "条", read_charter_part),
        "cited numbers: printed": (
            lambda n: "第1(2000)号决议第" + "、".join(map(str, range(1, n // 5))) + "段",
            lambda text: find_cited_numbers(text, [str(number) for number in range(1, len(text) // 5)]),
        ),
        "cited numbers: not printed": (
            lambda n: "第1(2000)号决议第" + _fill("1、", n) + "段",
            lambda text: find_cited_numbers(text, [str(number) for number in range(2, len(text) // 5)]),
        ),
        "cited numbers: letters": (
            lambda n: "第" + "、".join(f"{k}(a)" for k in range(1, n // 8)) + "段",
            lambda text: find_cited_numbers(text, [f"{number}(a)" for number in range(1, len(text) // 8)]),
        ),
        "cited numbers: following": (
            lambda n: "同上，第" + _fill("12、", n) + "段",
            lambda text: find_following_numbers(text, 2, ["12", "13"]),
        ),
        "corrections: words everywhere": (
            lambda n: _fill("决定继续处理此案；", n),
            lambda text: lay_over(text, [TextCorrection(3, "继续", "继绩", "决定", "处理此案；决定")]),
        ),
        "corrections: words nowhere": (
            lambda n: _fill("决定继续处理此案；", n),
            lambda text: lay_over(text, [TextCorrection(3, "海地", "海第", "局势" * 9, "问题" * 9)]),
        ),
        "corrections: no words": (
            lambda n: _fill("安全理事会决定继续处理；", n),
            lambda text: lay_over(text, [TextCorrection(3, "", "一", "安全理事会决定继续", "处理；安全理事会")]),
        ),
        "corrections: an edited paragraph": (
            lambda n: _fill("决定第1325(2000)号继续处理此案；", n),
            lambda text: list_edits(text, text.replace("此案", "该案", 1)),
        ),
        "corrections: many edits": (
            lambda n: _fill("决定第1325(2000)号继续处理此案；", n),
            lambda text: list_edits(text, text.replace("此案", "该案")),
        ),
        "corrections: paragraphs in order": (
            lambda n: "\n".join(f"{k}. 决定继续处理第{k}案；" for k in range(n // 14)),
            lambda text: find_paragraph_starts(text, text.split("\n")),
        ),
    }


def measure(make: Callable[[int], str], size: int, read: Callable[[str], object] = read_document) -> float:
    """Return the process time in seconds to read the shape at ``size`` characters, the best of three."""
    text = make(size)
    best = float("inf")
    for _ in range(3):
        start = process_time()
        read(text)
        best = min(best, process_time() - start)
        if best > 1:
            break
    return best


def main() -> int:
    """Measure the shapes, print a table and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shapes", nargs="*", help="words of names; without them all shapes")
    parser.add_argument("--size", type=int, default=40_000, help="characters of the smaller text")
    arguments = parser.parse_args()
    steep = 0
    print(f"{'shape':44} {arguments.size:>10} {arguments.size * FACTOR:>10}  growth")
    read_by_document = {name: (make, read_document) for name, make in shapes().items()}
    for name, (make, read) in (read_by_document | tools()).items():
        if arguments.shapes and not any(word in name for word in arguments.shapes):
            continue
        small, large = (measure(make, size, read) for size in (arguments.size, arguments.size * FACTOR))
        growth = large / small
        is_steep = growth > MAX_GROWTH and large > MIN_SECONDS
        steep += is_steep
        print(f"{name:44} {small:>9.3f}s {large:>9.3f}s  {growth:5.1f}{'  steep' if is_steep else ''}", flush=True)
    print(f"{steep} shapes grow faster than {MAX_GROWTH:g} times")
    return min(steep, 1)


if __name__ == "__main__":
    sys.exit(main())
