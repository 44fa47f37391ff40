"""Tables that only set out a text become its paragraphs; tables of facts stay tables."""

import pytest

from resolutions.text import read_document
from resolutions.text.parsed import ParagraphKind

CLAUSES = (
    ("", "第2553(2020)号决议", "Resolution 2553 (2020)"),
    ("", "安全理事会，", "The Security Council,"),
    ("", "回顾其第2151(2014)号决议，", "Recalling its resolution 2151 (2014),"),
    ("", "重申其主席的声明(S/PRST/2014/5)，", "Reaffirming the statement of its President,"),
    ("1.", "请秘书长提交报告；", "Requests the Secretary-General to report;"),
    ("(a)", "说明措施；", "On the measures;"),
    ("2.", "决定继续处理此案。", "Decides to remain seized of the matter."),
)
LABELS = ["PP1", "PP2", "1", "1(a)", "2"]


def _numbered(number: str, text: str) -> str:
    return f"{number} {text}".strip()


TABLES = {
    "numbers in a column": "\n".join(f"{number}\t{text}" for number, text, _ in CLAUSES),
    "numbers in a column, empty cells kept": "\n".join(
        f"{number or chr(0x200B)}\t{text}" for number, text, _ in CLAUSES
    ),
    "cells of a web page": "\n\n".join(f" {number or chr(0x200B)}\t{text} " for number, text, _ in CLAUSES),
    "Chinese and English": "\n".join(f"{_numbered(n, zh)}\t{_numbered(n, en)}" for n, zh, en in CLAUSES),
    "English and Chinese": "\n".join(f"{_numbered(n, en)}\t{_numbered(n, zh)}" for n, zh, en in CLAUSES),
    "numbers and two languages": "\n".join(f"{number}\t{zh}\t{en}" for number, zh, en in CLAUSES),
    "Markdown": "|  | 案文 |\n|---|---|\n" + "\n".join(f"| {number} | {text} |" for number, text, _ in CLAUSES),
    "Markdown, one column": "| 案文 |\n| :--- |\n" + "\n".join(f"| {_numbered(n, text)} |" for n, text, _ in CLAUSES),
    "Markdown, two languages": "| 中文 | English |\n|:--|--:|\n"
    + "\n".join(f"| {_numbered(n, zh)} | {_numbered(n, en)} |" for n, zh, en in CLAUSES),
}


@pytest.mark.parametrize("text", TABLES.values(), ids=list(TABLES))
def test_reads_the_paragraphs_of_a_table(text: str) -> None:
    document = read_document(text)
    paragraphs = [p for p in document.paragraphs if p.kind in ("preamble", "operative", "sub")]
    assert document.symbol == "S/RES/2553(2020)"
    assert [p.label for p in paragraphs] == LABELS
    assert [p.text[p.lead :] for p in paragraphs] == [text for _, text, _ in CLAUSES[2:]]


FACTS = (
    " 会员国\t分摊数 \n\n 阿尔及利亚\t0.10 \n\n 中国\t12.00 ",
    " 1.\t张三\t决定列名 \n\n 2.\t李四\t决定除名 ",
    " 国名\tName \n\n 中国\tChina \n\n 法国\tFrance ",
)


@pytest.mark.parametrize("text", FACTS)
def test_keeps_a_table_of_facts(text: str) -> None:
    [table] = read_document(text).paragraphs
    assert table.kind == ParagraphKind.TABLE
