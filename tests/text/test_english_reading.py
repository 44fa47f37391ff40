"""English texts: paragraphs with the labels of the Chinese reading, headings, statements, letters, everyday layouts."""

import re
from datetime import date
from functools import cache

import pytest

from bench.english import FOLDER, LAYOUTS, compare, load_texts
from resolutions.sources import extract_text
from resolutions.text import read_document
from resolutions.text.english_drafting_verbs import begins_with_english_verb
from resolutions.text.layout import read_blocks, read_lines
from resolutions.text.parsed import ParagraphKind as Kind

needs_files = pytest.mark.skipif(not FOLDER.exists(), reason="needs ../shared/corpus/un_files")
texts = cache(load_texts)

STATEMENT = """United Nations S/PRST/2014/5

Security Council Distr.: General
21 February 2014

Statement by the President of the Security Council

At the 7120th meeting of the Security Council, held on 21 February 2014, in connection with the Council’s \
consideration of the item entitled “The promotion and strengthening of the rule of law”, the President of the \
Security Council made the following statement on behalf of the Council:

“The Security Council reaffirms its commitment to the Charter of the United Nations and international law.

“The Security Council recalls the statement by its President of 28 August 2013 (S/PRST/2013/12).”
"""
LETTER = """United Nations S/2025/371
Security Council Distr.: General
11 June 2025
Original: English

Letter dated 10 June 2025 from the Secretary-General addressed to the President of the Security Council

I have the honour to refer to Security Council resolution 2742 (2024).

(Signed) António Guterres

Annex

Review of the Mission

1. The Mission was established by resolution 2452 (2019).
"""
EARLY = """Resolution 338 (1973)
of 22 October 1973

The Security Council,

1. Calls upon all parties to the present fighting to cease all firing;

2. Calls upon the parties concerned to start the implementation of resolution 242 (1967);

3. Decides that negotiations shall start.

Adopted at the 1747th meeting by 14 votes to none.
"""
CHINESE = """第2800(2025)号决议
2025年11月3日安全理事会第10031次会议通过
安全理事会，
回顾其第1325(2000)号决议，
减少威胁
深为关切暴力行为，
根据《联合国宪章》第七章采取行动，
A. 定向制裁
1. 决定所有国家应：
(a) 冻结资产；
(b) 防止：
(一) 供应武器；
(二) 转让武器；
2. 请秘书长提出报告；
B. 报告
3. 决定继续处理此案。
附件一
1. 地对空导弹；
(a) 便携式系统；
"""
ENGLISH = """Resolution 2800 (2025)
Adopted by the Security Council at its 10031st meeting, on 3 November 2025
The Security Council,
Recalling its resolution 1325 (2000),
Reducing the threat
Deeply concerned at the violence,
Acting under Chapter VII of the Charter of the United Nations,
A. Targeted sanctions
1. Decides that all States shall:
(a) freeze assets;
(b) prevent:
(i) the supply of weapons;
(ii) the transfer of weapons;
2. Requests the Secretary-General to report;
B. Reporting and further steps by the Committee and the Panel of Experts
3. Decides to remain seized of the matter.
Annex I
1. Surface-to-air missiles;
(a) Man-portable systems;
"""


NAMED = {"PP3", "1(b)(ii)", "annexI.1(a)"}


def read_file(name: str):
    path = FOLDER / name
    return read_document(extract_text(path.read_bytes(), path.name).text)


@needs_files
@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_everyday_layout_keeps_98_of_100_paragraphs(layout):
    scores = [compare(paragraphs, LAYOUTS[layout]) for paragraphs in texts().values()]
    assert len(scores) == 12
    assert sum(right for right, *_ in scores) >= 0.98 * sum(wanted for _, wanted, _ in scores)


@pytest.mark.parametrize("separator", ["\n", "\n\n"])
def test_both_languages_of_a_resolution_have_the_same_labels(separator):
    chinese, english = (read_document(text.replace("\n", separator)) for text in (CHINESE, ENGLISH))
    labels = [(p.kind, p.label, p.anchor, p.level) for p in chinese.paragraphs]
    assert [(p.kind, p.label, p.anchor, p.level) for p in english.paragraphs] == labels
    assert [label for _, label, *_ in labels if label in NAMED] == ["PP3", "1(b)(ii)", "annexI.1(a)"]
    assert (chinese.symbol, chinese.date, chinese.meeting) == (english.symbol, english.date, english.meeting)


@needs_files
def test_the_labels_of_a_long_resolution_run_without_a_gap():
    paragraphs = read_file("S_RES_2776-EN.pdf").paragraphs
    assert [p.label for p in paragraphs if p.kind == Kind.PREAMBLE] == [f"PP{n}" for n in range(1, 26)]
    assert [p.label for p in paragraphs if p.kind == Kind.OPERATIVE] == [str(n) for n in range(1, 51)]
    titles = [p.text for p in paragraphs if p.kind == Kind.HEADING]
    assert len([title for title in titles if re.match(r"[A-I]\. ", title)]) == 9
    assert "Degrading the threat posed by Al-Shabaab, and the Arms Embargo targeting Al-Shabaab" in titles


@needs_files
def test_meeting_and_date_below_a_resolution_of_the_assembly_are_no_note():
    document = read_file("A_RES_78_323-EN.pdf")
    assert [p.text for p in document.paragraphs][-2:] == ["103rd plenary meeting", "13 August 2024"]
    assert [p.label for p in document.paragraphs if p.kind == Kind.FOOTNOTE] == [f"fn{n}" for n in range(1, 14)]


def test_a_statement_has_date_meeting_and_item():
    document = read_document(STATEMENT)
    assert (document.symbol, document.kind, document.meeting) == ("S/PRST/2014/5", "statement", 7120)
    assert document.date == date(2014, 2, 21)
    assert document.facts["agenda_item"] == "The promotion and strengthening of the rule of law"
    assert [p.label for p in document.paragraphs if p.kind == Kind.BODY] == ["p1", "p2"]


def test_a_letter_has_sender_addressee_and_annex():
    document = read_document(LETTER)
    assert (document.symbol, document.kind, document.date) == ("S/2025/371", "letter", date(2025, 6, 10))
    assert document.facts["from"] == "the Secretary-General"
    assert document.facts["to"] == "the President of the Security Council"
    assert document.paragraphs[-1].label == "annex1"


def test_the_voting_line_of_an_early_resolution_is_read():
    document = read_document(EARLY)
    assert (document.symbol, document.date, document.meeting) == ("S/RES/338(1973)", date(1973, 10, 22), 1747)
    assert document.facts["vote"] == "by 14 votes to none"
    assert [p.label for p in document.paragraphs if p.kind == Kind.OPERATIVE] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "lines, text",
    [
        ("Recalling the imple-\nmentation of all its resolutions on the matter,", "the implementation of"),
        ("Recalling the need for non-\nproliferation of weapons in the region,", "need for non-proliferation of"),
        ("Condemning the attacks by Al-\nShabaab against civilians in Somalia,", "by Al-Shabaab against"),
        ("Stressing state-\nbuilding and the role of women in the region,", "state-building and"),
        ("Welcoming coop-\neration, and cooperation of all, co-\noperation,", "Welcoming cooperation, and"),
    ],
)
def test_a_hyphen_of_print_is_removed_and_that_of_a_word_kept(lines, text):
    before = "Recalling its previous resolutions and statements on\nthe situation in the region as a whole, and\n"
    blocks = read_blocks(list(read_lines(f"{before}{lines}\n\nDecides to remain\nseized of the matter.")))
    assert text in " ".join(block.text for block in blocks)


@pytest.mark.parametrize(
    "text", ["Recalling", "Further decides", "Deeply concerned", "Calls upon", "Having met", "Urges"]
)
def test_a_drafting_verb_begins_a_paragraph(text):
    assert begins_with_english_verb(f"{text} all States")


@pytest.mark.parametrize("text", ["Somalia", "The Council", "and urges", "Member States", "Annex", "Reports of"])
def test_other_words_are_no_drafting_verb(text):
    assert not begins_with_english_verb(text)
