"""Forms of printed numbers and letters that name paragraphs."""

import pytest

from resolutions.text import read_document

FORMS = (
    "{n}· ",
    "{n}•",
    "{n}：",
    "{n}: ",
    "{n}。",
    "{n} - ",
    "{n}—",
    "【{n}】",
    "§{n} ",
    "OP{n}. ",
    "OP {n}: ",
    "- {n}. ",
    "- （{n}）",
    "• {n}）",
)


@pytest.mark.parametrize("form", FORMS)
def test_reads_the_number_in_any_form(form: str) -> None:
    verbs = ("请秘书长提交报告；", "敦促各方遵守停火；", "决定继续处理此案。")
    numbered = [form.format(n=n) + text for n, text in enumerate(verbs, start=1)]
    text = "\n\n".join(["第2553(2020)号决议", "安全理事会，", "回顾其第2151(2014)号决议，", *numbered])
    paragraphs = [p for p in read_document(text).paragraphs if p.kind == "operative"]
    assert [(p.label, p.text[p.lead :]) for p in paragraphs] == list(zip("123", verbs, strict=True))


LETTERS = (
    ("A. ", "B. ", "C. ", ["1(A)", "1(B)", "1(C)"]),
    ("A．", "B．", "C．", ["1(A)", "1(B)", "1(C)"]),
    ("i) ", "ii) ", "iii) ", ["1(i)", "1(ii)", "1(iii)"]),
    ("i. ", "ii. ", "iii. ", ["1(i)", "1(ii)", "1(iii)"]),
    ("- (a) ", "- (b) ", "- (c) ", ["1(a)", "1(b)", "1(c)"]),
    ("- a. ", "- b. ", "- c. ", ["1(a)", "1(b)", "1(c)"]),
)


@pytest.mark.parametrize("letters", LETTERS, ids=lambda row: row[0])
def test_reads_the_letter_in_any_form(letters: tuple[str, str, str, list[str]]) -> None:
    *printed, labels = letters
    items = [f"{letter}说明第{at}项措施；" for at, letter in enumerate(printed, start=1)]
    text = "\n\n".join(["第2553(2020)号决议", "安全理事会，", "1. 请秘书长提交报告：", *items, "2. 决定继续处理此案。"])
    assert [p.label for p in read_document(text).paragraphs if p.kind == "sub"] == labels


def test_keeps_the_lettered_title_of_a_section() -> None:
    text = "第2553(2020)号决议\n\n安全理事会，\n\nA. 政治进程\n\n1. 请各方合作；\n\nB. 任务期限\n\n2. 决定延长任务。"
    kinds = [(p.kind, p.label) for p in read_document(text).paragraphs if p.text[:1] in "AB12"]
    assert kinds == [("heading", kinds[0][1]), ("operative", "1"), ("heading", kinds[2][1]), ("operative", "2")]
