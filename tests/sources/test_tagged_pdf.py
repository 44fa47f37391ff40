"""PDFs are read by their tag tree where it holds the text and agrees with the page."""

import pytest

from resolutions.sources.pdf import read_pdf
from resolutions.sources.printed_layout import EMPTY_CELL
from tests.sources.hostile import HELVETICA, PAGES, page_with, raw_pdf, stream
from tests.sources.tagged import Content, Element, Line, tagged_pdf

FULL = "The Security Council recalls all its previous resolutions on the matter and"


def paragraphs(data: bytes) -> list[str]:
    return [line.strip() for line in read_pdf(data).text.split("\n") if line.strip()]


def element(role: str, *children: Element | int | tuple[int, int]) -> Element:
    """Return an element; a number is content of the first page, a pair that of (page, content)."""
    kinds = {int: lambda tag: Content(tag), tuple: lambda place: Content(place[1], place[0])}
    return Element(role, tuple(kinds[type(child)](child) if type(child) in kinds else child for child in children))


def column(*texts: str, top: float = 760.0) -> list[Line]:
    """Return lines one below the other, each with a tag of its own."""
    return [Line(text, top - 15 * at, at) for at, text in enumerate(texts)]


def test_a_paragraph_over_a_page_turn_is_one_and_artifacts_are_left_out():
    first = [Line("S/RES/1 (2025)", 800, -1), *column(FULL), Line("25-00001 (E)", 30, -1)]
    second = [Line("S/RES/1 (2025)", 800, -1), *column("decides,", "2. Calls upon States;"), Line("2/2", 30, -1)]
    tree = [element("P", 0, (1, 0)), element("P", (1, 1))]
    assert paragraphs(tagged_pdf([first, second], tree)) == [
        "S/RES/1 (2025)",
        f"{FULL} decides,",
        "2. Calls upon States;",
    ]


def test_a_paragraph_that_the_tree_cuts_at_a_page_turn_is_one():
    first, second = column(FULL, FULL), column("decides to remain seized.", "3. Decides also.")
    tree = [element("P", 0, 1), element("P", (1, 0)), element("P", (1, 1))]
    assert paragraphs(tagged_pdf([first, second], tree))[0] == f"{FULL} {FULL} decides to remain seized."


def test_a_note_follows_its_paragraph():
    lines = [*column("Recalling the Charter,", "and its resolutions,"), Line("1 See S/2025/1.", 60, 2, size=8)]
    tree = [element("P", 0, element("Link", element("Note", element("P", 2))), 1)]
    assert paragraphs(tagged_pdf([lines], tree)) == [
        "Recalling the Charter, and its resolutions,",
        "_" * 18,
        "1 See S/2025/1.",
    ]


def test_a_star_at_the_foot_is_a_note_although_the_tree_says_paragraph():
    lines = [*column("Noting with concern the situation,"), Line("* Reissued on 12 March.", 60, 1, size=8)]
    second = column("and expressing grave alarm.")
    tree = [element("P", 0), element("P", 1), element("P", (1, 0))]
    text = paragraphs(tagged_pdf([lines, second], tree))
    assert text == [
        "Noting with concern the situation, and expressing grave alarm.",
        "_" * 18,
        "* Reissued on 12 March.",
    ]


@pytest.mark.parametrize(
    "tree, expected",
    [
        (
            [element("L", element("LI", element("Lbl", 0), element("LBody", 1)), element("LI", element("LBody", 2)))],
            ["(a) one", "two"],
        ),
        (
            [element("L", element("LI", element("Lbl", 0), element("LBody", element("P", 1), element("P", 2))))],
            ["(a) one", "two"],
        ),
        ([element("NonStruct", element("NonStruct", 0), element("Link", 1)), element("H1", 2)], ["(a) one", "two"]),
        (
            [element("Sect", element("_01_Text_of_statement", 0, 1)), element("Art", element("P", 2))],
            ["(a) one", "two"],
        ),
        ([element("P", 0, element("Span", element("Quote", 1))), element("Figure", 2)], ["(a) one", "two"]),
    ],
    ids=["label", "label and paragraphs", "hollow", "unmapped", "inline"],
)
def test_every_kind_of_element_is_read(tree, expected):
    lines = [Line("(a)", 760, 0), Line("one", 760, 1, x=110), Line("two", 730, 2)]
    assert paragraphs(tagged_pdf([lines], tree)) == expected


def test_a_cell_that_the_tree_leaves_out_stays_empty():
    lines = [Line(text, 760 - 20 * (at // 3), at, x=72 + 150 * (at % 3)) for at, text in enumerate("abcdefghi")]
    rows = [element("TR", *(element("TD", tag) for tag in tags)) for tags in ((0, 1, 2), (3, 5), (6, 7, 8))]
    lines.pop(4)
    assert paragraphs(tagged_pdf([lines], [element("Table", *rows)])) == ["a\tb\tc", "d\t\u200b\tf", "g\th\ti"]


def cell(number: int | None, columns: int = 1, rows: int = 1, role: str = "TD", form: str = "%s") -> Element:
    spans = f"<</O/Table/ColSpan {columns}/RowSpan {rows}>>"
    contents = () if number is None else (Content(number),)
    return Element(role, contents, form % spans if (columns, rows) != (1, 1) else "")


@pytest.mark.parametrize(
    "rows, expected",
    [
        (((cell(0, 3),), (1, 2, 3)), ["a", "b|c|d"]),
        (((0, cell(1, 2)), (2, 3, 4)), ["a|b", "c|d|e"]),
        (((cell(0, 1, 2), cell(1, 2)), (2, 3), (4, 5, 6)), ["a|b", "|c|d", "e|f|g"]),
        (((cell(0, 1, 3, "TH"), 1, 2), (3, 4), (5, 6)), ["a|b|c", "|d|e", "|f|g"]),
        (((0, 1, cell(2, 1, 2)), (3, 4), (5, 6, 7)), ["a|b|c", "d|e", "f|g|h"]),
        (((0, cell(1, 2, 2)), (2,), (3, 4, 5)), ["a|b", "c", "d|e|f"]),
        (((cell(0, 2, 2), 1), (2,), (cell(3, 3),), (4, 5, 6)), ["a||b", "||c", "d", "e|f|g"]),
        (((cell(0, 2, form="[%s 0]"), 1), (2, 3, 4)), ["a||b", "c|d|e"]),
        (((0, cell(None), 1), (2, 3, 4), (cell(None), cell(None), 5)), ["a||b", "c|d|e", "||f"]),
        (((cell(0, 900, 900), 1), (2, 3)), None),
    ],
)
def test_cells_that_span_columns_and_rows_leave_the_others_in_theirs(rows, expected):
    """All cells are set in the middle of the page, so that their edges tell nothing."""
    lines = [Line(text, 760 - 20 * number, number, x=200 + 3 * (number % 4)) for number, text in enumerate("abcdefgh")]
    tree = [element("TR", *(one if isinstance(one, Element) else element("TD", one) for one in row)) for row in rows]
    count = sum(isinstance(one, int) or bool(one.children) for row in rows for one in row)
    text = paragraphs(tagged_pdf([lines[:count]], [element("Table", *tree)]))
    if expected is None:
        assert "".join("".join(text).replace(EMPTY_CELL, "").split()) == "abcdefgh"[:count]
    else:
        assert [line.replace(EMPTY_CELL, "").replace("\t", "|").rstrip("|") for line in text] == expected


def test_a_letterhead_in_a_table_is_lines():
    texts = ("United Nations", "S/PV.9000", "Security Council", "Provisional")
    lines = [Line(text, 800 - 20 * (at // 2), at, x=72 + 300 * (at % 2)) for at, text in enumerate(texts)]
    table = element("Table", *(element("TR", element("TD", at), element("TD", at + 1)) for at in (0, 2)))
    assert paragraphs(tagged_pdf([[*lines, Line("Mr. President,", 600, 4)]], [table, element("P", 4)])) == [
        *texts,
        "Mr. President,",
    ]


def test_a_stray_line_stays_at_its_height():
    lines = [*column(*[FULL + "."] * 12), Line("not tagged", 672)]
    tree = [element("P", at) for at in range(12)]
    assert paragraphs(tagged_pdf([lines], tree))[6:8] == ["not tagged", FULL + "."]


PARAGRAPHS = [[FULL, f"decides to remain seized of matter {number};"] for number in range(6)]
LINES = [line for paragraph in PARAGRAPHS for line in paragraph]
PRINTED = [Line(text, 760 - 15 * at - 10 * (at // 2), at) for at, text in enumerate(LINES)]
RIGHT = [element("P", at, at + 1) for at in range(0, 12, 2)]


@pytest.mark.parametrize(
    "tree",
    [
        RIGHT,
        RIGHT[:4],
        RIGHT[::-1],
        [element("P", at) for at in range(12)],
        [element("P", *range(12))],
        [element("Document")],
    ],
    ids=["right", "text missing", "reversed", "a tag for each line", "one paragraph", "empty"],
)
def test_a_poor_tree_costs_neither_text_nor_order(tree):
    assert paragraphs(tagged_pdf([PRINTED], tree)) == [" ".join(paragraph) for paragraph in PARAGRAPHS]


def test_a_page_printed_sideways_is_turned_and_other_directions_are_named():
    turned = b"BT /F 12 Tf 0 1 -1 0 %d 72 Tm (%s) Tj ET\n"
    lines = [turned % (100 + 15 * at, line.encode()) for at, line in enumerate((FULL, "decides.", "2. Calls upon"))]
    source = read_pdf(page_with(b"".join(lines) + b"BT /F 12 Tf 72 720 Td (seal) Tj ET"))
    assert " ".join(source.text.split()) == f"{FULL} decides. 2. Calls upon"
    assert source.warnings == ("第 1 页有 4 个字与正文方向不同（如印章、水印、横排表格），没有读取，请核对原件。",)


def test_a_table_set_sideways_is_read_behind_the_upright_text_of_its_page():
    upright = b"".join(
        b"BT /F 12 Tf 72 %d Td (%s) Tj ET\n" % (760 - 15 * at, line.encode())
        for at, line in enumerate((FULL, FULL + "."))
    )
    cells = [(b"Resolution", b"Date", b"Vote"), (b"2553", b"3 December", b"15-0-0"), (b"2594", b"9 May", b"14-0-1")]
    for turn in (b"0 1 -1 0", b"0 -1 1 0", b"-1 0 0 -1"):
        sideways = b"".join(
            b"BT /F 12 Tf %s %d %d Tm (%s) Tj ET\n" % (turn, *_turn(turn, 100 + 120 * column, 600 - 20 * row), cell)
            for row, line in enumerate(cells)
            for column, cell in enumerate(line)
        )
        source = read_pdf(page_with(upright + sideways))
        lines = [" ".join(line.split()) for line in source.text.replace("\t", "|").split("\n") if line.strip()]
        assert " ".join(lines[:-3]) == f"{FULL} {FULL}."
        assert lines[-3:] == ["Resolution|Date|Vote", "2553|3 December|15-0-0", "2594|9 May|14-0-1"]
        assert [warning[:6] for warning in source.warnings] == ["第 1 页有"]


def _turn(turn: bytes, x: int, y: int) -> tuple[int, int]:
    """Return a place of the upright page as that of a page turned by ``turn``."""
    return {b"0 1 -1 0": (800 - y, x), b"0 -1 1 0": (y - 300, 800 - x), b"-1 0 0 -1": (500 - x, 800 - y)}[turn]


def test_text_in_a_form_belongs_to_the_content_that_places_it():
    """The numbers inside a form are its own; here they are those of another paragraph of the page."""
    content = b"/P <</MCID 0>> BDC /X Do EMC /P <</MCID 1>> BDC BT /F 12 Tf 72 700 Td (second) Tj ET EMC"
    form = b"/P <</MCID 1>> BDC BT /F 12 Tf 72 720 Td (first) Tj ET EMC"
    resources = b"/Resources<</Font<</F 5 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/StructParents 0%s>>" % resources.replace(
        b"<</Font", b"<</XObject<</X 6 0 R>>/Font"
    )
    data = raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 7 0 R>>",
            PAGES,
            page,
            stream(content),
            HELVETICA,
            stream(form, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + resources),
            b"<</Type/StructTreeRoot/K[8 0 R 9 0 R]/ParentTree<</Nums[0 [8 0 R 9 0 R]]>>>>",
            b"<</S/P/P 7 0 R/Pg 3 0 R/K 0>>",
            b"<</S/P/P 7 0 R/Pg 3 0 R/K 1>>",
        ]
    )
    assert paragraphs(data) == ["first", "second"]
