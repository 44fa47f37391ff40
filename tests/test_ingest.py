"""Ingest: one transaction, a stub becomes the document, repeating changes nothing."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from resolutions.models import Citation, Document, Origin, SourceFile, Status, TextVersion
from resolutions.sources import SourceError
from resolutions.writing.publish import change_status, ingest_file

TEXTS = Path(__file__).resolve().parent.parent / "fixtures" / "texts"
FILE_2553, FILE_2594 = sorted(TEXTS.glob("00[01]*.txt"))

pytestmark = pytest.mark.django_db


def bring(file: Path, **options):
    return ingest_file(file.read_bytes(), file.name, **options)


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Document, SourceFile, TextVersion, Citation))


def test_a_resolution_is_written_with_all_that_belongs_to_it():
    result = bring(FILE_2553)
    document = result.document
    assert (result.status, document.status, document.symbol) == ("new", Status.PUBLISHED, "S/RES/2553(2020)")
    assert document.paragraphs.filter(kind="operative").count() == 26
    assert document.citations_out == document.citations_made.counted().count() == 32
    assert document.sources.get().file.open().read() == FILE_2553.read_bytes()


def test_repeating_changes_nothing():
    bring(FILE_2553)
    before = rows()
    assert bring(FILE_2553).status == "unchanged"
    assert rows() == before


def test_what_is_cited_becomes_a_stub_and_the_stub_becomes_the_document():
    bring(FILE_2594)
    stub = Document.objects.create(symbol="S/RES/2553(2020)", title="第2553(2020)号决议")
    result = bring(FILE_2553)
    assert result.document.pk == stub.pk
    assert Document.objects.get(symbol="S/RES/2151(2014)").status == Status.STUB


def test_counts_follow_status():
    document = bring(FILE_2553, publish=False).document
    cited = Document.objects.get(symbol="S/RES/2151(2014)")
    assert (document.status, cited.citations_in) == (Status.DRAFT, 0)
    change_status(document, Status.PUBLISHED)
    cited.refresh_from_db()
    assert cited.citations_in == 1


def test_a_document_without_a_symbol_has_a_readable_address():
    [letter] = TEXTS.glob("004*.txt")
    assert bring(letter).document.get_absolute_url() == "/texts/letter-2017-10-03"


def test_a_statement_without_its_symbol_is_found_in_the_catalogue():
    call_command("load_catalogue", stdout=io.StringIO())
    opening = (
        "安全理事会主席在1998年1月14日安全理事会第3848次会议上，就安全理事会审议的题为“伊拉克与科威特间局势”的项目，"
        "代表安理会发表声明如下："
    )
    result = ingest_file(f"{opening}\n\n“安全理事会将继续处理此案。”".encode(), "statement.txt")
    assert (result.document.symbol, result.document.status) == ("S/PRST/1998/1", Status.PUBLISHED)


def test_an_unknown_text_is_stored_as_a_draft_with_a_warning():
    result = ingest_file("今天天气很好。\n\n我们去公园散步。".encode(), "weather.txt")
    assert result.document.status == Status.DRAFT
    assert result.document.paragraphs.count() == 2
    assert any("没有认出" in warning for warning in result.warnings)


@pytest.mark.parametrize("data", [b"", b"  \n ", b"\x00\x01\x02", b"%PDF-1.7 broken", b"\xff\xfe\xfd\xfc\xfb"])
def test_a_file_that_cannot_be_read_writes_nothing(data):
    before = rows()
    with pytest.raises(SourceError) as error:
        ingest_file(data, "broken.txt")
    assert str(error.value)
    assert rows() == before


def test_a_failure_in_the_middle_leaves_nothing_half_written(monkeypatch):
    before = rows()
    monkeypatch.setattr("resolutions.writing.paragraphs._build_citation", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring(FILE_2553)
    assert rows() == before


def test_what_staff_rejected_stays_rejected_after_a_second_reading(monkeypatch):
    document = bring(FILE_2553).document
    Citation.objects.filter(source=document, target__symbol="S/RES/2151(2014)").update(origin=Origin.REJECTED)
    monkeypatch.setattr("resolutions.writing.ingest.compute_digest", lambda parsed: "another reading")
    assert bring(FILE_2553).status == "changed"
    again = Citation.objects.filter(source=document, target__symbol="S/RES/2151(2014)")
    assert [citation.origin for citation in again] == [Origin.REJECTED]


def test_the_command_continues_after_a_bad_file_and_names_it(tmp_path, capsys):
    (tmp_path / "a-broken.txt").write_bytes(b"")
    (tmp_path / "b-good.txt").write_bytes(FILE_2594.read_bytes())
    with pytest.raises(CommandError, match="1 "):
        call_command("ingest", str(tmp_path))
    assert "a-broken.txt" in capsys.readouterr().err
    assert Document.objects.filter(symbol="S/RES/2594(2021)", status=Status.PUBLISHED).exists()


def test_a_file_of_a_hundred_megabytes_is_refused_unread(tmp_path, capsys):
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(CommandError):
        call_command("ingest", str(tmp_path))
    assert "超过上限" in capsys.readouterr().err
    assert Document.objects.count() == 0


def test_the_read_command_prints_one_object_a_file(capsys):
    call_command("read", str(FILE_2553), str(FILE_2594), json=True)
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["symbol"], second["meeting"]) == ("S/RES/2553(2020)", 8852)
    for paragraph in first["paragraphs"]:
        for citation in paragraph["citations"]:
            assert paragraph["text"][citation["start"] : citation["end"]] == citation["surface"]
