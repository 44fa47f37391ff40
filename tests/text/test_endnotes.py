"""Footnotes behind a plain text, or between its paragraphs, linked to their marks."""

import pytest

from resolutions.text import read_document

HEAD = "第2594(2021)号决议\n安全理事会，\n"


def notes(document):
    return [(p.label, p.text, [c.target for c in p.citations]) for p in document.paragraphs if p.kind == "footnote"]


def marks(document):
    return [(p.label, p.text[m.start : m.end], m.anchor) for p in document.paragraphs for m in p.marks]


@pytest.mark.parametrize(
    "first, second, note",
    [
        ("[1]", "[2]", "[{}] "),
        ("［1］", "［2］", "［{}］"),
        ("¹", "²", "{} "),
        ("①", "②", "{} "),
        ("1", "2", "{} "),
        ("¹", "²", "{}"),
    ],
)
def test_notes_behind_the_text_are_linked_to_their_marks(first, second, note):
    signs = [sign.strip("[]［］") for sign in (first, second)]
    text = (
        f"{HEAD}回顾《联合国宪章》的宗旨和原则{first}，\n1. 强调指出各国负有首要责任{second}；\n2. 决定继续处理此案。\n"
        f"{note.format(signs[0])}S/2020/1193。\n{note.format(signs[1])}大会第70/1号决议。"
    )
    document = read_document(text)
    assert [(label, cited) for label, _, cited in notes(document)] == [
        ("fn1", ["S/2020/1193"]),
        ("fn2", ["A/RES/70/1"]),
    ]
    assert marks(document) == [("PP1", first, "fn1"), ("1", second, "fn2")]
    assert [p.label for p in document.paragraphs if p.kind == "operative"] == ["1", "2"]


@pytest.mark.parametrize("title", ["注", "脚注：", "附注", "注释", "Notes"])
def test_the_line_above_the_notes_is_a_heading(title):
    document = read_document(f"{HEAD}回顾《联合国宪章》[1]，\n1. 决定继续处理此案。\n{title}\n[1] S/2020/1193。")
    assert [p.text for p in document.paragraphs if p.kind == "heading"][1:] == [title]
    assert marks(document) == [("PP1", "[1]", "fn1")]


def test_a_note_below_a_page_is_taken_from_between_the_paragraphs():
    document = read_document(
        f"{HEAD}回顾《联合国宪章》[1]，\n1. 请秘书长报告；\n[1] S/2020/1193。\n2. 决定继续处理此案。"
    )
    assert [(p.label, p.kind.value) for p in document.paragraphs[2:]] == [
        ("PP1", "preamble"),
        ("1", "operative"),
        ("fn1", "footnote"),
        ("2", "operative"),
    ]


def test_a_vote_line_and_notes_follow_the_text():
    document = read_document(f"{HEAD}回顾宪章，\n1. 决定继续处理此案。\n第8852次会议一致通过。[1]\n[1] 没有表决。")
    assert [p.kind.value for p in document.paragraphs[-3:]] == ["operative", "body", "footnote"]
    assert (document.meeting, document.facts["vote"]) == (8852, "一致通过")
