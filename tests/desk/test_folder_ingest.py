"""A repeated ingest of a folder never replaces the work of an editor."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command

from resolutions.desk import receiving, uploads, versions
from resolutions.desk.receiving import Submission
from resolutions.models import Change, Citation, Document, Origin, SourceFile, Status, TextVersion, Upload, UploadState
from resolutions.text import read_document
from resolutions.writing import citation_corrections, corrections, originals
from resolutions.writing.publish import apply_correction, change_status, ingest_file
from search import indexing
from tests.desk.people import LETTER, RESOLUTION, member
from tests.search.default_index import remove_from_index

pytestmark = pytest.mark.django_db
TEXT = RESOLUTION.read_bytes()
SYMBOL = "S/RES/2553(2020)"


def changed(text: bytes, number: int = 4) -> bytes:
    return text.decode().replace("2020 年 12 月 3 日通过", f"2020 年 12 月 {number} 日通过").encode()


@pytest.fixture
def person(roles):
    return member("发布")


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "2553.txt").write_bytes(TEXT)
    return tmp_path / "folder"


def ingest(folder: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("ingest", str(folder), *options, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def adopt(person, data: bytes) -> None:
    """Upload a new version, adopt it at the desk and publish the document."""
    upload = uploads.process_upload(receiving.receive_file(data, "bis.txt", Submission(person)))
    uploads.accept_as_version(upload, user=person)
    versions.restore_version(document().versions.get(is_draft=True), user=person)


def document() -> Document:
    return Document.objects.get(symbol=SYMBOL)


def state() -> tuple:
    counts = tuple(model.objects.count() for model in (Document, SourceFile, TextVersion, Change, Citation, Upload))
    return (*counts, document().title, document().adopted_on, document().status, document().updated_at)


def test_a_version_adopted_at_the_desk_outlives_the_next_start(folder, person):
    ingest(folder)
    adopt(person, changed(TEXT))
    before = state()
    assert ingest(folder) == "1 unchanged\n"
    assert state() == before and document().adopted_on.day == 4


def test_a_repeated_start_indexes_an_adopted_version_that_a_kill_kept_from_the_index(
    folder, person, django_capture_on_commit_callbacks
):
    """The folder has an older version of the document, which is no reason to leave the newer one out of the index."""
    ingest(folder)
    adopt(person, changed(TEXT))
    indexing.rebuild_from_database()
    remove_from_index(document().pk)
    assert indexing.find_differences().missing == (document().pk,)
    with django_capture_on_commit_callbacks(execute=True):
        assert ingest(folder) == "1 unchanged\n"
    assert not indexing.find_differences()


def test_the_reason_of_a_restored_version_names_the_time_that_the_desk_shows(folder, person):
    ingest(folder)
    old = document().versions.get()
    old.created_at = datetime(2026, 5, 1, 20, 30, tzinfo=UTC)
    old.save()
    adopt(person, changed(TEXT))
    versions.restore_version(document().versions.last(), user=person)
    assert document().versions.first().reason == "恢复 2026-05-02 04:30 的版本"


def test_an_old_version_restored_at_the_desk_outlives_the_next_start(folder, person):
    ingest(folder)
    adopt(person, changed(TEXT))
    versions.restore_version(document().versions.last(), user=person)
    assert document().adopted_on.day == 3
    (folder / "2553.txt").write_bytes(changed(TEXT))  # the folder has the version that was restored away
    before = state()
    assert ingest(folder) == "1 unchanged\n"
    (folder / "2553.txt").write_bytes(TEXT)
    assert ingest(folder) == "1 unchanged\n"
    assert state() == before


def correct_heading(person) -> None:
    apply_correction(corrections.correct_heading, document().pk, {"title": "更正的标题"}, user=person)


def correct_paragraph(person) -> None:
    paragraph = document().paragraphs.get(label="5")
    apply_correction(corrections.correct_paragraph, paragraph.pk, "change", kind="preamble", user=person)


def reject_citation(person) -> None:
    citation = document().citations_made.filter(origin=Origin.AUTO).first()
    apply_correction(citation_corrections.reject_citation, citation.pk, user=person)


def take_back(person) -> None:
    change_status(document(), Status.DRAFT, user=person)


EDITS = [correct_heading, correct_paragraph, reject_citation, take_back]


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("name", ["2553.txt", "另一个名字.txt"])
def test_the_same_bytes_write_nothing_after_an_edit(folder, person, edit, name):
    ingest(folder)
    edit(person)
    before = state()
    (folder / "2553.txt").rename(folder / name)
    assert ingest(folder) == "1 unchanged\n"
    assert state() == before


@pytest.mark.parametrize("edit", EDITS)
def test_another_text_of_an_edited_document_becomes_one_question(folder, person, edit):
    ingest(folder)
    edit(person)
    before = state()
    (folder / "2553.txt").write_bytes(changed(TEXT))
    for _ in range(2):
        assert ingest(folder) == "1 asked\n1 files wait for a decision at the desk: /admin/\n"
    asked = Upload.objects.get()
    assert (asked.state, asked.document, asked.symbol) == (UploadState.ASKED, document(), SYMBOL)
    assert "没有替换" in asked.message
    assert state() == (*before[:5], 1, *before[6:])


def test_the_question_can_be_answered_at_the_desk(folder, person):
    ingest(folder)
    correct_heading(person)
    (folder / "2553.txt").write_bytes(changed(TEXT))
    ingest(folder)
    uploads.accept_as_version(Upload.objects.get(), user=person)
    assert (document().adopted_on.day, document().title) == (3, "更正的标题")
    versions.restore_version(document().versions.get(is_draft=True), user=person)
    assert (document().adopted_on.day, document().title) == (4, "更正的标题")
    assert ingest(folder) == "1 unchanged\n"


def test_a_question_that_was_declined_is_not_asked_again(folder, person):
    ingest(folder)
    correct_heading(person)
    (folder / "2553.txt").write_bytes(changed(TEXT))
    ingest(folder)
    uploads.discard_upload(Upload.objects.get())
    before = state()
    assert ingest(folder) == "1 declined\n"
    assert state() == before


def test_another_text_of_a_published_document_waits_beside_it(folder):
    ingest(folder)
    before = document().updated_at
    (folder / "2553.txt").write_bytes(changed(TEXT))
    waiting = "1 new versions wait for publication at the desk: /admin/\n"
    assert ingest(folder) == f"2553.txt: beside, S/RES/2553(2020)\n1 beside\n{waiting}"
    assert ingest(folder) == "1 unchanged\n"
    assert (document().adopted_on.day, document().updated_at) == (3, before) and not Upload.objects.exists()
    assert document().versions.filter(is_draft=True).count() == 1


@pytest.mark.parametrize("is_waiting", [False, True])
def test_another_text_replaces_one_that_no_editor_has_touched_when_asked_to(folder, is_waiting):
    ingest(folder)
    (folder / "2553.txt").write_bytes(changed(TEXT))
    if is_waiting:
        ingest(folder)
    assert ingest(folder, "--replace") == "2553.txt: changed, S/RES/2553(2020)\n1 changed\n"
    assert document().adopted_on.day == 4 and not document().versions.filter(is_draft=True).exists()
    assert ingest(folder) == "1 unchanged\n"


def test_a_letter_without_a_symbol_is_recognised_by_its_text(folder, person):
    letter = LETTER.read_bytes()
    (folder / "2553.txt").write_bytes(letter)
    ingest(folder)
    known = Document.objects.exclude(slug="").get(kind="letter")
    apply_correction(corrections.correct_heading, known.pk, {"title": "更正的标题"}, user=person)
    (folder / "2553.txt").write_bytes(letter + "\n附言。\n".encode())
    assert ingest(folder).startswith("1 asked\n")
    assert Document.objects.filter(kind="letter").count() == 1


def test_a_text_with_a_corrected_symbol_does_not_come_back_under_the_printed_one(folder, person):
    ingest(folder)
    apply_correction(corrections.correct_heading, document().pk, {"symbol": "S/RES/2554(2020)"}, user=person)
    assert ingest(folder) == "1 unchanged\n"
    (folder / "2553.txt").write_bytes(changed(TEXT))
    assert ingest(folder).startswith("1 asked\n")
    assert Upload.objects.get().document.symbol == "S/RES/2554(2020)"


@pytest.mark.parametrize("edit, outcome", [(None, "beside"), (correct_heading, "asked")])
def test_a_dry_run_names_the_outcome_and_writes_nothing(folder, person, edit, outcome):
    ingest(folder)
    if edit:
        edit(person)
    before = state()
    (folder / "2553.txt").write_bytes(changed(TEXT))
    assert f"2553.txt: {outcome}, {SYMBOL}" in ingest(folder, "--dry-run")
    assert state() == before
    assert originals.find_orphans(timedelta()) == []


@pytest.mark.parametrize("option, status", [("--draft", Status.DRAFT), ("--publish", Status.PUBLISHED)])
def test_new_documents_still_follow_the_options(folder, option, status):
    assert ingest(folder, option) == "1 new\n"
    assert document().status == status


def test_a_folder_with_the_bytes_restores_a_damaged_original(folder):
    ingest(folder)
    stored = Path(document().sources.get().file.path)
    stored.chmod(0o600)
    stored.write_bytes(TEXT[:100])
    assert ingest(folder) == "1 unchanged\n"
    assert stored.read_bytes() == TEXT


def test_a_document_made_from_a_truncated_file_is_made_whole(folder):
    """A full disk once left half a file under the hash of the whole one."""
    half = ingest_file(TEXT, "2553.txt").document
    half.versions.update(text=TEXT.decode()[:3000], digest="")
    half.paragraphs.filter(order__gt=5).delete()
    assert ingest(folder) == "2553.txt: changed, S/RES/2553(2020)\n1 changed\n"
    assert document().paragraphs.count() > 50


def test_a_new_file_is_parsed_once(folder, person, monkeypatch):
    parsed = []

    def count(text, *arguments):
        parsed.append(text)
        return read_document(text, *arguments)

    monkeypatch.setattr("resolutions.writing.derivation.read_document", count)
    ingest(folder)
    uploads.process_upload(receiving.receive_file(LETTER.read_bytes(), "letter.txt", Submission(person)))
    assert len(parsed) == len(set(parsed)) == 2
