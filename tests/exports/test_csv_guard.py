"""No CSV of the portal gives a spreadsheet a cell that it would run as a formula (OWASP, CSV Injection)."""

import csv
import io
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache

from resolutions.exports.bulk.bulk_folder import write_bulk_files
from resolutions.exports.csv_guard import FORMULA_STARTS, escape_csv_formula, escape_csv_row, iter_csv_lines
from resolutions.models import Citation, Document, Kind, MemberState, Status, VetoedDraft
from resolutions.statistics.queries.figure_builders import FIGURES
from tests.web import factories

FORMULA = '=HYPERLINK("http://example.org";"第2553(2020)号决议")'
DANGEROUS = [FORMULA, "+1+2", "-1+2", "@SUM(A1)", "\t=1+2", "\r=1+2"]
CITATION_LISTS = ["/S/RES/2553(2020)/cited-by.csv", "/S/RES/2553(2020)/cites.csv"]
FIGURE_FILES = [f"/statistics/{key}.csv" for key in FIGURES]


@pytest.mark.parametrize("value", DANGEROUS)
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(value):
    assert escape_csv_formula(value) == f"'{value}"


@pytest.mark.parametrize("value", ["", "第2553(2020)号决议", "S/RES/2553(2020)", "1+1=2", " =1+2", "'=1+2"])
def test_any_other_cell_stays_as_it_is(value):
    assert escape_csv_formula(value) == value


def test_every_cell_of_a_row_is_escaped():
    assert escape_csv_row(iter(["年份", "=1+2", ""])) == ["年份", "'=1+2", ""]


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_a_line_break_inside_a_cell_does_not_begin_a_row(line_end):
    cells = ["甲\r=1+2", "乙\n=1+2", "丙"]
    text = "".join(iter_csv_lines([cells, cells], line_end))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [cells, cells]
    assert text.endswith(f",丙{line_end}")


@pytest.fixture
def site(db, request):
    """Two documents and a text without a symbol; titles, themes, verbs and paragraphs begin with a formula."""
    cache.clear()
    start = request.param
    document = factories.make_resolution()
    without_symbol = Document.objects.create(slug="without-symbol", kind=Kind.OTHER, status=Status.PUBLISHED)
    surface = f"{start}第2553(2020)号决议"
    for citing in (factories.make_document("S/RES/2600(2021)"), without_symbol):
        factories.cite(factories.add_paragraph(citing, "preamble", "PP1", "pp1", surface), surface, document)
    surface = f"{start}某文"
    factories.cite(factories.add_paragraph(document, "preamble", "PP2", "pp2", surface), surface, without_symbol)
    vetoed = VetoedDraft.objects.create(key="1", date="2000-01-01", topic_zh=start)
    vetoed.states.add(MemberState.objects.get_or_create(code="CHN", name_en="China")[0])
    Document.objects.update(title=start)
    Citation.objects.update(verb=start[:20], theme=start)
    return start


def cells_of(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig")
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


@pytest.mark.parametrize("site", DANGEROUS, indirect=True, ids=ascii)
@pytest.mark.parametrize("address", CITATION_LISTS + FIGURE_FILES)
def test_no_csv_address_gives_a_formula(site, client, address):
    cells = cells_of(b"".join(client.get(address)))
    assert len(cells) > 3
    assert [cell for cell in cells if cell.startswith(FORMULA_STARTS)] == []
    if address in CITATION_LISTS:
        assert f"'{site}" in cells


@pytest.mark.parametrize("site", ["=1+2", "+1+2", "-1+2", "@A1"], indirect=True)
def test_the_central_documents_are_named_without_a_formula(site, client):
    assert f"'{site}" in cells_of(client.get("/statistics/central.csv").content)


@pytest.mark.parametrize("site", DANGEROUS, indirect=True, ids=ascii)
def test_no_bulk_csv_gives_a_formula(site, tmp_path):
    write_bulk_files(tmp_path)
    [path] = tmp_path.glob("*.csv")
    cells = cells_of(path.read_bytes())
    assert [cell for cell in cells if cell.startswith(FORMULA_STARTS)] == []
    assert f"'{site}" in cells


def test_every_csv_of_the_site_is_written_by_the_guard():
    """A second CSV writer in the product would pass by the tests above."""
    root = Path(settings.BASE_DIR)
    files = [path for folder in ("portal", "resolutions", "search") for path in (root / folder).rglob("*.py")]
    writers = {
        str(path.relative_to(root)) for path in files if re.search(r"csv\.(Dict)?[wW]riter", path.read_text("utf-8"))
    }
    assert writers == {"resolutions/exports/csv_guard.py"}
