"""Citations of five English resolutions, annotated by hand from the printed texts (tables/english_resolutions.tsv)."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from resolutions.sources import extract_text
from resolutions.text import read_document
from resolutions.text.parsed import ParsedDocument
from tests.text.tables import FOLDER

FILES = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "un_files"
LEAST = 0.99

needs_files = pytest.mark.skipif(not FILES.exists(), reason="needs ../shared/corpus/un_files")
Row = tuple[str, str, str, tuple[str, ...]]


def read_table() -> dict[str, Counter[Row]]:
    lines = (FOLDER / "english_resolutions.tsv").read_text("utf-8").splitlines()
    expected: dict[str, Counter[Row]] = {}
    for line in lines[1:]:
        number, label, target, surface, *paragraphs = line.split("\t")
        row = (label, target, surface, tuple(paragraphs[0].split()) if paragraphs else ())
        expected.setdefault(number, Counter())[row] += 1
    return expected


EXPECTED = read_table()


@cache
def read_resolution(number: str) -> ParsedDocument:
    name = f"S_RES_{number}-EN.pdf"
    return read_document(extract_text((FILES / name).read_bytes(), name).text, file_name=name)


def find_counted(number: str) -> Counter[Row]:
    return Counter(
        (paragraph.label, citation.target, citation.surface, citation.paragraphs)
        for paragraph in read_resolution(number).paragraphs
        for citation in paragraph.citations
        if citation.counted
    )


@needs_files
@pytest.mark.parametrize("number", EXPECTED)
def test_the_citations_of_a_resolution_are_those_annotated(number):
    found = find_counted(number)
    assert not found - EXPECTED[number], "citations that nobody annotated"
    assert not EXPECTED[number] - found, "annotated citations that were not found"


@needs_files
def test_precision_and_recall_are_at_least_99_percent():
    found, expected = Counter[tuple[str, Row]](), Counter[tuple[str, Row]]()
    for number, rows in EXPECTED.items():
        found.update({(number, *row): count for row, count in find_counted(number).items()})
        expected.update({(number, *row): count for row, count in rows.items()})
    right = (found & expected).total()
    assert right >= LEAST * found.total() and right >= LEAST * expected.total()
    assert expected.total() >= 100


@needs_files
@pytest.mark.parametrize("number", EXPECTED)
def test_the_surface_is_the_text_at_its_offsets(number):
    for paragraph in read_resolution(number).paragraphs:
        for citation in paragraph.citations:
            assert paragraph.text[citation.start : citation.end] == citation.surface
