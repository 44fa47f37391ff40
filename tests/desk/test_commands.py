"""The commands reread, repair and similar: their output, refusals and effects."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from resolutions.desk import receiving
from resolutions.models import Document, ParagraphSketch, SimilarParagraph, Status, TextVersion
from resolutions.writing import similar_paragraphs
from resolutions.writing.publish import ingest_file
from tests.desk.people import RESOLUTION, TEXTS

pytestmark = pytest.mark.django_db
TEXT = RESOLUTION.read_bytes()
OTHER = TEXTS / "001_0d48ed4ffeeab0a4.txt"


@pytest.fixture
def document() -> Document:
    return ingest_file(TEXT, "2553.txt").document


def make_old(document: Document) -> None:
    """Make the document look as an older reader wrote it: one wrong paragraph, and its version."""
    document.paragraphs.filter(label="5").update(text="读坏的一段")
    document.versions.update(digest="", reader="0")


def fifth(document: Document) -> str:
    return document.paragraphs.get(label="5").text


@pytest.mark.parametrize("choice", [["2553"], ["s/res/2553"], ["--all"], ["--old"]])
def test_reread_writes_the_documents_it_is_given(document, capsys, choice):
    make_old(document)
    call_command("reread", *choice)
    assert capsys.readouterr().out == "S/RES/2553(2020): 1 段文字\n1 read, 1 changed, 0 lost\n"
    assert fifth(document).startswith("5.")


def test_reread_old_leaves_out_what_the_present_reader_read(document, capsys):
    call_command("reread", "--old")
    assert capsys.readouterr().out == "0 read, 0 changed, 0 lost\n"


def test_reread_with_dry_run_only_prints(document, capsys):
    make_old(document)
    call_command("reread", "--all", "--dry-run")
    assert "1 read, 1 would change, 0 lost" in capsys.readouterr().out
    assert fifth(document) == "读坏的一段" and document.versions.count() == 1


@pytest.mark.parametrize("symbols", [[], ["S/RES/9999(2099)"], ["2553", "不是文号"], ["S/RES/2151(2014)"]])
def test_reread_refuses_documents_without_a_text_before_it_reads_any(document, symbols):
    make_old(document)
    with pytest.raises(CommandError, match="name documents that have a text"):
        call_command("reread", *symbols)
    assert fifth(document) == "读坏的一段"


def test_reread_names_an_original_that_is_gone_and_reads_the_others(document, capsys):
    other = ingest_file(OTHER.read_bytes(), "2594.txt").document
    make_old(document)
    Path(other.sources.get().file.path).unlink()
    with pytest.raises(CommandError, match="1 originals could not be read"):
        call_command("reread", "--all")
    printed = capsys.readouterr()
    assert "S/RES/2594(2021)" in printed.err and "2 read, 1 changed, 1 lost" in printed.out
    assert fifth(document).startswith("5.")


def test_repair_names_a_refused_upload_and_its_reason_on_stderr(capsys):
    receiving.receive_file(b"\x7fELF\x02\x01\x01", "x.exe")
    call_command("repair")
    printed = capsys.readouterr()
    assert printed.err.startswith("x.exe: 已拒收") and "read 1 uploads" in printed.out


def test_repair_adds_the_missing_sketch_of_a_version_and_counts_it(document, capsys):
    TextVersion.objects.update(sketch=[])
    with pytest.raises(CommandError, match="something remains to do"):
        call_command("repair", "--check")
    assert "versions without a sketch: 1" in capsys.readouterr().out
    call_command("repair")
    assert "made 1 sketches" in capsys.readouterr().out
    assert len(TextVersion.objects.get().sketch) == 64


def test_a_draft_that_is_too_short_for_a_sketch_needs_no_repair(document, capsys):
    ingest_file("安理会。".encode(), "short.txt")
    call_command("repair")
    call_command("repair", "--check")
    assert "versions without a sketch: 0" in capsys.readouterr().out


def test_repair_with_check_changes_nothing(document):
    Document.objects.filter(symbol="S/RES/2151(2014)").update(citations_in=99)
    TextVersion.objects.update(sketch=[])
    with pytest.raises(CommandError):
        call_command("repair", "--check")
    assert Document.objects.get(symbol="S/RES/2151(2014)").citations_in == 99
    assert TextVersion.objects.get().sketch == []


def test_similar_finds_the_pairs_of_all_published_documents_again(document, capsys):
    ingest_file(OTHER.read_bytes(), "2594.txt")
    similar_paragraphs.update_similar_paragraphs(Document.objects.values_list("pk", flat=True))
    before = pairs()
    assert len(before) == 4
    SimilarParagraph.objects.all().delete()
    ParagraphSketch.objects.all().delete()
    call_command("similar")
    assert pairs() == before
    found = int(capsys.readouterr().out.removeprefix("2 documents, ").removesuffix(" pairs of similar paragraphs\n"))
    assert found == len(before) / 2


def test_similar_leaves_out_what_readers_do_not_see(document, capsys):
    ingest_file(OTHER.read_bytes(), "2594.txt")
    Document.objects.filter(pk=document.pk).update(status=Status.WITHDRAWN)
    call_command("similar")
    assert capsys.readouterr().out == "1 documents, 0 pairs of similar paragraphs\n"
    assert not SimilarParagraph.objects.exists()


def pairs() -> set[tuple[str, str, str]]:
    rows = SimilarParagraph.objects.values_list("paragraph__document__symbol", "paragraph__label", "other__label")
    return set(rows)
