"""Pages of verbatim records and letterheads in PDFs without a tag tree."""

from resolutions.sources.pdf import read_pdf
from resolutions.sources.pdf.glyph_rows import read_rows
from resolutions.sources.pdf.glyphs import Glyph
from resolutions.sources.pdf.letterhead import rules_below, split_letterhead
from resolutions.sources.pdf.pages import RuledLine
from tests.sources.typeset import Design, Piece, typeset

SPEECH = "主席先生（{}）：我感谢秘书长的通报，并赞扬他的特别代表在当地所做的工作，我们支持政治进程，呼吁各方保持克制。"


def paragraphs(data: bytes) -> list[str]:
    return [line.strip() for line in read_pdf(data).text.split("\n") if line.strip()]


def test_a_verbatim_record_in_two_columns_is_speeches_in_order():
    speeches = [SPEECH.format(speaker) * 3 for speaker in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"]
    data = typeset([Piece(speech) for speech in speeches], Design(columns=2, head="S/PV.9000", foot="25-10019"))
    assert paragraphs(data) == speeches


def row(text: str, x: float, y: float, size: float = 10.0) -> list[Glyph]:
    return [
        Glyph(c, x + at * size / 2, x + (at + 1) * size / 2, y, size, ink_x0=x + at * size / 2)
        for at, c in enumerate(text)
    ]


HEAD = [
    *row("United Nations", 80, 800),
    *row("S/PV.9000", 420, 800),
    *row("Security Council", 80, 770, 20),
    *row("Provisional", 420, 770),
]
BODY = [
    glyph
    for at in range(10)
    for glyph in row("The President: " + "I now give the floor to the next speaker " * 2, 80, 600 - 15 * at)
]
RULES = (RuledLine(70, 520, 790, 791), RuledLine(70, 520, 650, 651), RuledLine(70, 520, 300, 301))


def test_a_letterhead_ends_at_its_lower_rule():
    head, rest = split_letterhead(read_rows(HEAD + BODY), RULES)
    assert [line.text for line in head] == ["United Nations", "S/PV.9000", "Security Council", "Provisional"]
    assert len(rest) == 10
    assert rules_below(RULES, head) == RULES[2:]


def test_without_rules_a_letterhead_ends_at_its_last_line_at_the_right():
    assert len(split_letterhead(read_rows(HEAD + BODY), ())[0]) == 4


def test_a_symbol_without_the_name_of_the_united_nations_makes_no_letterhead():
    assert split_letterhead(read_rows(HEAD[14:] + BODY), RULES)[0] == []
