"""References of one document or paragraph, in every format, read back with a reader of that format."""

import json
from datetime import date

import bibtexparser
import pytest
import rispy

from resolutions.exports.bibtex import format_bibtex
from resolutions.exports.chinese_references import (
    format_chinese_reference,
    format_gbt7714,
    format_gbt7714_2015,
    format_legal_reference,
)
from resolutions.exports.csl import build_csl_item
from resolutions.exports.formats import FORMATS
from resolutions.exports.reference import Reference
from resolutions.exports.ris import format_ris
from resolutions.models import Document, Kind, Paragraph
from resolutions.stubs import build_stub

SITE = "https://portal.example.org"
OPERATIVE = "12. 强调指出安全部门改革对于巩固和平与稳定、促进减贫、法治和善治至关重要；"


def known(symbol: str, **values) -> Document:
    document = build_stub(symbol)
    for name, value in values.items():
        setattr(document, name, value)
    return document


RESOLUTION = Reference(known("S/RES/2553(2020)", adopted_on=date(2020, 12, 3)), SITE)
PARAGRAPH = Reference(RESOLUTION.document, SITE, Paragraph(label="12", anchor="op12", text=OPERATIVE), "第12段")
UNDATED = Reference(known("A/RES/70/1"), SITE)
LETTER = Reference(
    Document(
        slug="letter-2017-10-03", kind=Kind.LETTER, title="2017年10月3日斯洛伐克常驻联合国代表给秘书长的信",
        adopted_on=date(2017, 10, 3), facts={"from": "斯洛伐克常驻联合国代表"},
    ),
    SITE,
)  # fmt: skip
STATEMENT = Reference(known("S/PRST/2014/5"), SITE)
NOTE = Reference(known("S/2016/952"), SITE)
AWKWARD = Reference(Document(slug="awkward", title='100% {A & B} #1_x ~^\\ 第二行\n$5 "引" <b>', kind=Kind.OTHER), SITE)
ALL = [RESOLUTION, PARAGRAPH, UNDATED, STATEMENT, NOTE, LETTER, AWKWARD]


@pytest.mark.parametrize(
    "reference, printed",
    [
        (RESOLUTION, "联合国安全理事会第2553(2020)号决议，2020年12月3日，S/RES/2553(2020)"),
        (PARAGRAPH, "联合国安全理事会第2553(2020)号决议，2020年12月3日，S/RES/2553(2020)，第12段"),
        (UNDATED, "联合国大会第70/1号决议，A/RES/70/1"),
        (Reference(known("S/PRST/2014/5")), "联合国安全理事会主席声明，S/PRST/2014/5"),
        (LETTER, "2017年10月3日斯洛伐克常驻联合国代表给秘书长的信，2017年10月3日"),
    ],
)
def test_a_plain_reference_reads_as_a_chinese_text_prints_it(reference, printed):
    assert format_chinese_reference(reference) == printed


@pytest.mark.parametrize(
    "reference, printed",
    [
        (
            PARAGRAPH,
            "联合国安全理事会. 第2553(2020)号决议: S/RES/2553(2020)[R/OL]. 纽约: 联合国, 2020: 第12段"
            "(2020-12-03)[2026-11-21]. https://docs.un.org/zh/S/RES/2553(2020).",
        ),
        (
            LETTER,
            "斯洛伐克常驻联合国代表. 2017年10月3日斯洛伐克常驻联合国代表给秘书长的信[R/OL]. 纽约: 联合国, 2017"
            "(2017-10-03)[2026-11-21]. https://portal.example.org/texts/letter-2017-10-03.",
        ),
    ],
)
def test_the_national_standard_of_2015_has_its_order_and_marks(reference, printed):
    assert format_gbt7714_2015(reference, date(2026, 11, 21)) == printed


@pytest.mark.parametrize(
    "reference, printed",
    [
        (
            PARAGRAPH,
            "联合国安全理事会. 第2553(2020)号决议：S/RES/2553(2020)[R/OL]. 纽约：联合国，2020：第12段. "
            "https://docs.un.org/zh/S/RES/2553(2020).",
        ),
        (
            STATEMENT,
            "联合国安全理事会. 安全理事会主席声明：S/PRST/2014/5[R/OL]. 纽约：联合国，2014. "
            "https://docs.un.org/zh/S/PRST/2014/5.",
        ),
        (
            NOTE,
            "联合国. 联合国文件：S/2016/952[R/OL]. 纽约：联合国，2016. https://docs.un.org/zh/S/2016/952.",
        ),
        (
            LETTER,
            "斯洛伐克常驻联合国代表. 2017年10月3日斯洛伐克常驻联合国代表给秘书长的信[R/OL]. 纽约：联合国，2017. "
            "https://portal.example.org/texts/letter-2017-10-03.",
        ),
    ],
)
def test_the_national_standard_of_2025_has_its_order_and_marks(reference, printed):
    assert format_gbt7714(reference) == printed


@pytest.mark.parametrize(
    "reference, printed",
    [
        (PARAGRAPH, "《第2553(2020)号决议》，联合国安理会决议，S/RES/2553(2020)，第12段。"),
        (STATEMENT, "《安全理事会主席声明》，联合国安理会主席声明，S/PRST/2014/5。"),
        (UNDATED, "《大会第70/1号决议》，联合国大会决议，A/RES/70/1。"),
        (NOTE, "《联合国文件》，S/2016/952。"),
        (LETTER, "《2017年10月3日斯洛伐克常驻联合国代表给秘书长的信》，2017年10月3日。"),
        (Reference(Document(slug="a", kind=Kind.OTHER, title="关于《宪章》的说明")), "《关于〈宪章〉的说明》。"),
    ],
)
def test_the_legal_manual_has_its_order_and_marks(reference, printed):
    assert format_legal_reference(reference) == printed


@pytest.mark.parametrize("reference", ALL, ids=lambda reference: reference.key)
def test_ris_is_read_back_whole(reference):
    (entry,) = rispy.loads(format_ris(reference))
    assert entry["type_of_reference"] == "GOVDOC"
    assert entry["title"] == reference.title
    assert entry.get("authors") == ([reference.author] if reference.author else None)
    assert entry["urls"] == [reference.url]
    assert entry.get("issn", "") == reference.symbol
    assert entry.get("abstract", "") == reference.quoted


@pytest.mark.parametrize("reference", ALL, ids=lambda reference: reference.key)
def test_bibtex_is_read_back_whole(reference):
    library = bibtexparser.parse_string(format_bibtex(reference))
    assert library.failed_blocks == []
    (entry,) = library.entries
    values = {name: unescaped(field.value) for name, field in entry.fields_dict.items()}
    assert (entry.entry_type, entry.key) == ("techreport", reference.key)
    assert values["title"] == reference.title
    assert values.get("number", "") == reference.symbol
    assert values.get("note", "") == reference.place
    assert values.get("abstract", "") == reference.quoted


def unescaped(value: str) -> str:
    """Return the text that TeX prints for a field."""
    value = value.removeprefix("{").removesuffix("}")
    for escape, mark in (("textasciitilde{}", "~"), ("textasciicircum{}", "^"), ("textbackslash{}", "\0")):
        value = value.replace("\\" + escape, mark)
    return value.replace("\\", "").replace("\0", "\\")


def test_csl_names_the_paragraph_and_quotes_it():
    item = build_csl_item(PARAGRAPH)
    assert (item["type"], item["number"], item["section"]) == ("report", "S/RES/2553(2020)", "第12段")
    assert item["issued"] == {"date-parts": [[2020, 12, 3]]}
    assert item["abstract"] == OPERATIVE
    assert build_csl_item(UNDATED)["issued"] == {"date-parts": [[2015]]}


@pytest.mark.parametrize(
    "suffix", ["ref.txt", "gbt7714.txt", "gbt7714-2015.txt", "legal.txt", "ris", "bib", "csl.json"]
)
def test_a_list_holds_every_reference_once(suffix):
    written = "".join(FORMATS[suffix].write(ALL))
    counted = {
        "ref.txt": lambda: len(written.splitlines()),
        "gbt7714.txt": lambda: written.count("[R/OL]"),
        "gbt7714-2015.txt": lambda: written.count("[R/OL]"),
        "legal.txt": lambda: len(written.splitlines()),
        "ris": lambda: len(rispy.loads(written)),
        "bib": lambda: len(bibtexparser.parse_string(written).entries),
        "csl.json": lambda: len(json.loads(written)),
    }
    assert counted[suffix]() == len(ALL)


def test_the_charter_is_referred_to_where_it_can_be_read():
    charter = Reference(known("CHARTER"), SITE)
    assert charter.url == "https://www.un.org/zh/about-us/un-charter/full-text"
    assert format_chinese_reference(charter) == "联合国宪章"
    assert build_csl_item(charter)["type"] == "treaty" and charter.key == "CHARTER"


def test_keys_are_plain_ascii_and_differ():
    keys = [reference.key for reference in ALL]
    assert keys[:2] == ["S-RES-2553-2020", "S-RES-2553-2020-op12"]
    assert len(set(keys)) == len(keys) and all(key.isascii() for key in keys)
