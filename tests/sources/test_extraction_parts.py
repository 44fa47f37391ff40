"""Parts of extraction one by one: sizes, types, encodings, layout, number formats, Word lists, PDF rows."""

import io
import zipfile

import pytest
from docx.oxml import parse_xml

from resolutions.sources import SourceError, iter_archive, require_valid_size
from resolutions.sources.encoding_detection import UnknownEncodingError, decode_text, is_readable
from resolutions.sources.file_types import detect_file_type
from resolutions.sources.pdf.glyph_rows import read_rows
from resolutions.sources.pdf.glyphs import Glyph
from resolutions.sources.pdf.page_furniture import remove_page_furniture
from resolutions.sources.pdf.printed_lines import build_line
from resolutions.sources.printed_layout import EMPTY_CELL, PrintedBlock, make_table_row, render_layout
from resolutions.sources.safe_zip import BrokenZipError, open_zip
from resolutions.sources.word.body import BodyWalker, iter_table_rows
from resolutions.sources.word.list_numbering import ListNumbering
from resolutions.sources.word.number_formats import format_number
from resolutions.sources.word.wordml import is_enabled, iter_visible_children

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_a_file_of_the_largest_size_is_accepted():
    require_valid_size(5, "a.txt", max_bytes=5)
    with pytest.raises(SourceError, match="超过上限"):
        require_valid_size(6, "a.txt", max_bytes=5)


@pytest.mark.parametrize(
    "data, kind",
    [
        (b"%PDF-1.7", "pdf"),
        (b"\xef\xbb\xbf\r\n \t%PDF-1.7", "pdf"),
        (b" " * 1019 + b"%PDF-", "pdf"),
        (b" " * 1020 + b"%PDF-", "text"),
        (b"junk %PDF-1.4 ... %%EOF", "pdf"),
        ("安全 %PDF-1.4".encode(), "text"),
    ],
)
def test_a_pdf_may_follow_a_kilobyte_of_blanks(data, kind):
    assert detect_file_type(data) == kind


STORED_PDF = b"%PDF-1.4 ... %%EOF"


def stored_zip(*names: str) -> bytes:
    """Return a ZIP whose files are PDFs as they are, as programs write it that do not compress."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in names:
            archive.writestr(name, STORED_PDF)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data, kind",
    [
        (stored_zip("2553.pdf"), "zip"),
        (stored_zip("2553.pdf", "2594.pdf"), "zip"),
        (stored_zip("mimetype", "2553.pdf"), "other"),
        (b"Rar!\x1a\x07\x01\x00 2553.pdf " + STORED_PDF, "text"),
        (b"7z\xbc\xaf\x27\x1c 2553.pdf " + STORED_PDF, "text"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + STORED_PDF, "pdf"),
    ],
)
def test_an_archive_that_stores_a_pdf_is_no_pdf(data, kind):
    assert detect_file_type(data) == kind


@pytest.mark.parametrize(
    "text, is_text",
    [
        ("安" * 98 + "\ue000" * 2, True),
        ("安" * 97 + "\ue000" * 3, False),
        ("安" * 97 + "\x01" * 3, False),
        ("安" * 97 + "\ufffd" * 3, False),
        ("安\t\n\v\f\r\x85", True),
        ("安" * 1000 + "\0", False),
        ("", True),
    ],
)
def test_two_damaged_characters_of_a_hundred_are_tolerated(text, is_text):
    assert is_readable(text) is is_text


@pytest.mark.parametrize(
    "text, codec, name",
    [
        ("第 2553 (2020) resolution adopted by the Security Council 决议", "utf-16-le", "UTF-16"),
        ("決議案三十〇啓示的安全理事會", "big5hkscs", "Big5"),
        ("安全理事会的决议", "gb18030", "GB18030"),
    ],
)
def test_the_encoding_is_found_by_common_characters(text, codec, name):
    assert decode_text(text.encode(codec)) == (text, name)


def test_a_text_without_common_characters_is_refused():
    """One common character of twenty is 0.05, below the least share."""
    with pytest.raises(UnknownEncodingError, match="无法确定文字编码"):
        decode_text(("的" + "龘靐齉爩鱻麤龗灪吁龖厵滟爨癵籱饢驫鲡鹂" * 3).encode("gb18030"))


def test_a_compression_bomb_and_a_locked_file_are_refused():
    with pytest.raises(SourceError, match="压缩炸弹"):
        next(iter_archive(zipped(a=b"\0" * 2**21), "a.zip")).read()
    locked = bytearray(zipped(a=b"text"))
    for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(header) + offset] |= 1
    with pytest.raises(SourceError, match="密码保护"):
        next(iter_archive(bytes(locked), "a.zip")).read()


def test_a_zip_with_a_directory_over_four_megabytes_is_not_opened():
    data = bytearray(zipped(a=b"text"))
    end = data.rindex(b"PK\x05\x06")
    data[end + 12 : end + 16] = (4 * 1024 * 1024 + 1).to_bytes(4, "little")
    with pytest.raises(BrokenZipError, match="directory too large"):
        open_zip(bytes(data))


def test_notes_that_follow_each_other_share_one_rule():
    printed = render_layout([PrintedBlock(["甲"]), PrintedBlock(["乙"], "1"), PrintedBlock(["丙", "丁"], "2")])
    assert printed.split("\n\n") == [" 甲 ", "_" * 18 + " ", " 1 乙 ", " 2 丙", "丁 \n"]
    assert render_layout([]) == ""


def test_a_heading_of_several_lines_is_one_line():
    assert render_layout([PrintedBlock(["35.  维护", "和平 and", "security"], heading=True)]) == (
        " 35.  维护和平 and security \n"
    )


def test_an_empty_cell_has_a_character_and_a_tab_in_a_cell_is_a_blank():
    assert make_table_row(["甲\t乙", ""]).lines == [f"甲 乙\t{EMPTY_CELL}"]


@pytest.mark.parametrize(
    "number, form, printed",
    [
        (7, "decimalZero", "07"),
        (12, "decimalZero", "12"),
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (52, "upperLetter", "ZZ"),
        (0, "lowerLetter", "0"),
        (4, "upperRoman", "IV"),
        (1990, "lowerRoman", "mcmxc"),
        (10, "ideographTraditional", "癸"),
        (11, "ideographTraditional", "11"),
        (20, "taiwaneseDigital", "二〇"),
        (110, "chineseCountingThousand", "一百一十"),
        (3, "none", ""),
        (3, "bullet", "3"),
        (10000, "chineseCounting", "10000"),
        (-1, "lowerRoman", "-1"),
    ],
)
def test_numbers_are_printed_in_the_formats_of_word(number, form, printed):
    assert format_number(number, form) == printed


def level(depth: int, pattern: str, form: str = "decimal", more: str = "") -> str:
    numbers = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{depth}">{numbers}{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


LEVELS = (
    level(0, "%1.", "chineseCounting")
    + level(1, "(%2)", "lowerLetter", '<w:suff w:val="nothing"/>')
    + level(2, "%1.%2.%3", more="<w:isLgl/>")
    + level(3, "\uf0b7", "bullet")
    + level(4, "–", "bullet")
)
NUMBERING = f"""<w:numbering {WORD}><w:abstractNum w:abstractNumId="1">{LEVELS}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>"""


def printed_numbers(*places: tuple[int, int]) -> list[str]:
    """Return the numbers of paragraphs with these lists and levels, in order."""
    lists = ListNumbering(parse_xml(NUMBERING), None)
    form = '<w:p {}><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr></w:p>'
    return [lists.next_number(parse_xml(form.format(WORD, depth, name))) for name, depth in places]


@pytest.mark.parametrize(
    "places, numbers",
    [
        ([(1, 0), (1, 0), (1, 0)], ["一. ", "二. ", "三. "]),
        ([(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], ["一. ", "(a)", "(b)", "二. ", "(a)"]),
        ([(1, 0), (1, 2), (1, 2)], ["一. ", "1.1.1 ", "1.1.2 "]),
        ([(1, 0), (2, 0), (2, 0), (1, 0)], ["一. ", "七. ", "八. ", "九. "]),
        ([(1, 3), (1, 4)], ["• ", "– "]),
        ([(9, 0), (0, 0), (1, 8)], ["", "", ""]),
        ([(1, 0), (1, 1), (1, 2), (1, 1), (1, 2)], ["一. ", "(a)", "1.1.1 ", "(b)", "1.2.1 "]),
    ],
)
def test_list_paragraphs_are_counted_as_word_prints_them(places, numbers):
    assert printed_numbers(*places) == numbers


@pytest.mark.parametrize(
    "property_, is_on", [("<w:b/>", True), ('<w:b w:val="1"/>', True), ('<w:b w:val="0"/>', False), ("", False)]
)
def test_a_property_is_on_unless_it_is_switched_off(property_, is_on):
    run = parse_xml(f"<w:r {WORD}><w:rPr>{property_}</w:rPr></w:r>")
    assert is_enabled(run, "rPr", "b") is is_on


def test_deleted_and_moved_text_and_deleted_rows_are_not_printed():
    body = parse_xml(f"<w:p {WORD}><w:del/><w:moveFrom/><w:ins/><w:r/></w:p>")
    assert [child.tag.rpartition("}")[2] for child in iter_visible_children(body)] == ["ins", "r"]
    table = parse_xml(f"<w:tbl {WORD}><w:tr/><w:tr><w:trPr><w:del/></w:trPr></w:tr><w:sdt><w:tr/></w:sdt></w:tbl>")
    assert len(list(iter_table_rows(table))) == 2


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in cells) + "</w:tr>"


@pytest.mark.parametrize(
    "rows, printed",
    [
        ([row("甲", "乙"), row("丙", "丁")], ["甲\t乙", "丙\t丁"]),
        ([row("甲", "乙")], ["甲", "乙"]),
        ([row("甲"), row("乙"), row("丙")], ["甲", "乙", "丙"]),
        ([row("甲", "乙"), row("", "")], ["甲\t乙"]),
    ],
)
def test_a_table_of_one_row_or_one_column_is_prose(rows, printed):
    body = parse_xml(f"<w:body {WORD}><w:tbl>{''.join(rows)}</w:tbl></w:body>")
    walker = BodyWalker(ListNumbering(None, None), lambda name: None, lambda kind, name: "")
    assert [paragraph.text for paragraph in walker.iter_paragraphs(body)] == printed


def glyphs(text: str, x: float, y: float, size: float = 10.0, width: float = 10.0) -> list[Glyph]:
    return [Glyph(c, x + i * width, x + (i + 1) * width, y, size, ink_x0=x + i * width) for i, c in enumerate(text)]


def test_a_wide_gap_ends_a_row_and_a_narrow_one_does_not():
    line = glyphs("安全", 0, 100) + glyphs("理事", 29, 100) + glyphs("会", 62, 100)
    assert [row.text for row in read_rows(line)] == ["安全理事", "会"]


def test_a_raised_mark_is_part_of_its_line_and_bold_by_double_printing_is_one_glyph():
    line = [*glyphs("决议", 0, 100), *glyphs("决议", 0.5, 100), *glyphs("9", 20, 104, 6, 4)]
    assert [row.text for row in read_rows(line)] == ["决议9"]


def test_a_mark_at_the_start_is_set_apart_and_latin_words_keep_their_gap():
    [line] = [build_line(row) for row in read_rows(glyphs("9", 0, 104, 6, 4) + glyphs("见决议", 8, 100))]
    assert (line.mark, line.text, line.text_with_mark) == ("9", "见决议", "9 见决议")
    [line] = [build_line(row) for row in read_rows(glyphs("ab", 0, 100, 10, 5) + glyphs("cd", 13, 100, 10, 5))]
    assert line.text == "ab cd"


def page(*lines: tuple[str, float]) -> list:
    return read_rows([glyph for text, y in lines for glyph in glyphs(text, 0, y)])


def test_running_heads_and_page_numbers_at_the_edges_are_removed():
    body = [("安全理事会", 700.0), ("回顾其决议", 685.0), ("重申其决议", 670.0), ("决定处理此案", 655.0)]
    pages = [page(("惯例汇辑", 800.0), *body, (str(number), 40.0)) for number in (1, 2)]
    kept = remove_page_furniture(pages, [[], []])
    assert [[row.text for row in rows] for rows in kept] == [[text for text, _ in body]] * 2


def test_a_symbol_stays_on_the_first_page_and_a_repeated_sentence_stays():
    body = [("安全理事会", 700.0), ("回顾其决议", 685.0), ("重申其决议", 670.0), ("决定处理此案", 655.0)]
    pages = [page(("S/2020/1", height), *body, ("完。", 40.0)) for height in (800.0, 790.0)]
    kept = [[row.text for row in rows] for rows in remove_page_furniture(pages, [[], []])]
    assert kept[0][0] == "S/2020/1" and kept[1][0] == "安全理事会"
    assert [rows[-1] for rows in kept] == ["完。", "完。"]


def test_two_lines_of_a_running_head_are_removed():
    body = [("安全理事会", 700.0), ("回顾其决议", 685.0), ("重申其决议", 670.0), ("决定处理此案", 655.0)]
    pages = [page(("惯例汇辑", 800.0), ("第二卷", 785.0), *body) for _ in (1, 2)]
    assert [row.text for row in remove_page_furniture(pages, [[], []])[1]] == [text for text, _ in body]
