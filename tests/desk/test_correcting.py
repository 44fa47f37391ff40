"""Manual corrections are written at once and survive a second reading."""

from pathlib import Path

import pytest
from django.conf import settings

from resolutions.models import (
    CatalogueEntry,
    Change,
    Citation,
    Document,
    Handover,
    HandoverState,
    LinkReport,
    Origin,
    Status,
    Translation,
    Upload,
)
from resolutions.text import read_document
from resolutions.writing import citation_corrections, corrections, ingest, symbol_move
from resolutions.writing.citation_corrections import CitationValues
from resolutions.writing.errors import CorrectionError, EditConflictError
from resolutions.writing.ingest import IngestedFile
from resolutions.writing.publish import apply_correction, change_status, ingest_file

pytestmark = pytest.mark.django_db
RESOLUTION = Path(settings.BASE_DIR, "fixtures/texts/000_3072ce275843676e.txt")
LETTER = Path(settings.BASE_DIR, "fixtures/texts/004_46658eeac2c823fa.txt")


@pytest.fixture
def document() -> Document:
    return ingest_file(RESOLUTION.read_bytes(), "2553.txt").document


def read_again(document: Document) -> Document:
    """Read the text again as a new version of the reader would, with another digest."""
    document.versions.update(digest="")
    version = document.versions.first()
    source = IngestedFile(RESOLUTION.read_bytes(), "2553.txt", "text/plain", version.text)
    outcome = ingest.ingest_document(read_document(version.text), source, reason="重新读取")
    assert outcome.status == "changed"
    return outcome.document


def labels(document: Document) -> list[str]:
    return list(document.paragraphs.in_reading_order().values_list("label", flat=True))


def test_a_corrected_title_and_date_survive_a_second_reading(document):
    apply_correction(corrections.correct_heading, document.pk, {"title": "关于安全部门改革", "date": "2020-12-04"})
    again = read_again(document)
    assert (again.title, again.adopted_on.isoformat()) == ("关于安全部门改革", "2020-12-04")


def test_the_reason_of_a_withdrawal_survives_a_second_reading(document):
    change_status(document, Status.WITHDRAWN, reason="译文有误。")
    again = read_again(document)
    assert (again.status, again.facts["withdrawn"]) == (Status.WITHDRAWN, "译文有误。")


def test_a_corrected_citation_survives_a_second_reading(document):
    citation = document.citations_made.get(target__symbol="S/RES/2151(2014)", paragraph__label="PP2")
    surface = citation.surface
    values = CitationValues("2282", ["12"], "重申", "reaffirm", "建设和平")
    apply_correction(citation_corrections.correct_citation, citation.pk, values)
    again = read_again(document).citations_made.get(origin=Origin.MANUAL)
    assert (again.target.symbol, again.cited_paragraphs, again.verb) == ("S/RES/2282(2016)", ["12"], "重申")
    assert again.surface == surface


def test_a_rejected_citation_is_not_found_again_and_not_counted(document):
    citation = document.citations_made.filter(target__symbol="S/RES/2151(2014)").in_reading_order().first()
    before = Document.objects.get(symbol="S/RES/2151(2014)").citations_in
    apply_correction(citation_corrections.reject_citation, citation.pk)
    assert Document.objects.get(symbol="S/RES/2151(2014)").citations_in == before - 1
    read_again(document)
    assert Document.objects.get(symbol="S/RES/2151(2014)").citations_in == before - 1
    apply_correction(citation_corrections.restore_citation, document.citations_made.get(origin=Origin.REJECTED).pk)
    assert Document.objects.get(symbol="S/RES/2151(2014)").citations_in == before


def test_an_added_citation_is_linked_in_the_text_and_counted(document):
    paragraph = document.paragraphs.get(label="PP1")
    apply_correction(citation_corrections.add_citation, paragraph.pk, 0, 2, CitationValues("S/PRST/2014/5"))
    added = read_again(document).citations_made.get(target__symbol="S/PRST/2014/5", origin=Origin.MANUAL)
    assert (added.start, added.end, added.target.citations_in) == (0, 2, 2)


def test_a_paragraph_split_and_joined_is_as_before_and_its_citations_come_along(document):
    text = document.paragraphs.get(label="PP2").text
    before = labels(document), document.citations_made.count()
    rejected = document.citations_made.filter(paragraph__label="PP2").in_reading_order().last()
    surface = rejected.surface
    apply_correction(citation_corrections.reject_citation, rejected.pk)
    at = len("".join(text[: rejected.start - 5].split()))
    apply_correction(
        corrections.correct_paragraph, document.paragraphs.get(label="PP2").pk, "split", at=at, label="PP3"
    )
    assert document.paragraphs.filter(kind="preamble").count() == 25
    assert document.citations_made.get(origin=Origin.REJECTED).paragraph.label == "PP3"
    apply_correction(corrections.correct_paragraph, document.paragraphs.get(label="PP2").pk, "join")
    assert (labels(document), document.citations_made.count()) == before
    assert document.paragraphs.get(label="PP2").text == text
    assert document.citations_made.get(origin=Origin.REJECTED).surface == surface


def test_a_paragraph_of_another_kind_keeps_it_after_a_second_reading(document):
    apply_correction(
        corrections.correct_paragraph, document.paragraphs.get(label="26").pk, "change", kind="body", label="结语"
    )
    again = read_again(document).paragraphs.get(label="结语")
    assert (again.kind, again.anchor) == ("body", "结语")
    apply_correction(corrections.undo_correction, document.corrections.get().pk)
    assert document.paragraphs.get(label="26").kind == "operative"


def test_a_correction_without_its_paragraph_gives_a_warning(document):
    apply_correction(corrections.correct_paragraph, document.paragraphs.get(label="PP2").pk, "join")
    document.corrections.update(values={**document.corrections.get().values, "words": "此段已删去"})
    assert any("此段已删去" in warning for warning in read_again(document).warnings)


def test_a_manual_citation_without_its_words_gives_a_warning(document):
    apply_correction(
        citation_corrections.reject_citation,
        document.citations_made.filter(paragraph__label="PP2").in_reading_order().first().pk,
    )
    text = document.versions.first().text.replace("2151", "2152")
    outcome = ingest.ingest_document(read_document(text), IngestedFile(b"other", "b.txt", "text/plain", text))
    assert any("找不到" in warning for warning in outcome.warnings)


def test_the_second_editor_sees_who_was_first(document, django_user_model):
    seen = document.edit_token
    first = django_user_model.objects.create_user("wang", first_name="小明", last_name="王")
    apply_correction(corrections.correct_heading, document.pk, {"title": "甲"}, user=first, edit_token=seen)
    with pytest.raises(EditConflictError, match="更正标题：甲"):
        apply_correction(corrections.correct_heading, document.pk, {"title": "乙"}, edit_token=seen)
    assert Document.objects.get(pk=document.pk).title == "甲"


def test_a_letter_gets_its_symbol_and_the_links_to_the_symbol_lead_to_it():
    letter = ingest_file(LETTER.read_bytes(), "letter.txt").document
    address = letter.get_absolute_url()
    apply_correction(corrections.correct_heading, letter.pk, {"symbol": "S/2020/1193"})
    moved = Document.objects.get(symbol="S/2020/1193")
    assert moved.status == Status.PUBLISHED and moved.paragraphs.count() > 14
    assert f"/texts/{moved.slug}" == address and not Document.objects.filter(pk=letter.pk).exists()
    assert moved.changes.filter(what__contains="更正文号").exists()


def test_every_relation_of_a_document_is_moved_with_its_text_or_left_with_its_symbol():
    """A new table that refers to documents must be named in one of the two."""
    relations = [relation.get_accessor_name() for relation in Document._meta.related_objects]
    assert sorted(relations) == sorted([*symbol_move.MOVED_RELATIONS, *symbol_move.UNMOVED_RELATIONS])


def test_everything_of_a_text_moves_with_it_to_its_new_symbol():
    letter = ingest_file(LETTER.read_bytes(), "letter.txt").document
    LinkReport.objects.create(document=letter, anchor="p1", problem="text", note="有一字误读")
    Upload.objects.create(document=letter, name="letter.txt", size=1)
    Handover.objects.create(document=letter, state=HandoverState.READY)
    Translation.objects.create(document=letter, source=letter.sources.get(), language="en", text="Letter dated")
    apply_correction(corrections.correct_heading, letter.pk, {"title": "来信"})
    before = {name: getattr(letter, name).count() for name in symbol_move.MOVED_RELATIONS}
    assert 0 not in before.values()
    apply_correction(corrections.correct_heading, letter.pk, {"symbol": "S/2017/831"})
    moved = Document.objects.get(symbol="S/2017/831")
    after = {name: getattr(moved, name).count() for name in symbol_move.MOVED_RELATIONS}
    assert after == before | {"corrections": 2, "changes": before["changes"] + 1}


def test_catalogue_and_citing_documents_stay_with_the_wrong_symbol(document):
    CatalogueEntry.objects.create(document=document, meeting_symbol="S/PV.8778")
    text = "第2600(2021)号决议\n安全理事会，\n1. 重申第2553(2020)号决议；\n2. 决定继续积极处理此案。"
    citing = ingest_file(text.encode(), "a.txt").document
    apply_correction(corrections.correct_heading, document.pk, {"symbol": "S/RES/2554(2020)"})
    stub = Document.objects.get(symbol="S/RES/2553(2020)")
    assert (stub.status, stub.title, stub.citations_in) == (Status.STUB, "第2553(2020)号决议", 1)
    assert stub.catalogue.meeting_symbol == "S/PV.8778" and not stub.paragraphs.exists()
    assert citing.citations_made.get().target == stub


def test_a_wrong_symbol_leaves_a_stub_behind_and_its_citations_with_it(document):
    stub = Document.objects.get(symbol="S/RES/2151(2014)")
    apply_correction(corrections.correct_heading, document.pk, {"symbol": "S/RES/2554(2020)"})
    assert not Document.objects.filter(symbol="S/RES/2553(2020)").exists()
    assert Document.objects.get(symbol="S/RES/2554(2020)").paragraphs.exists()
    with pytest.raises(CorrectionError, match="已有文本"):
        apply_correction(
            corrections.correct_heading,
            ingest_file("安全理事会，\n1. 决定。".encode(), "a.txt").document.pk,
            {"symbol": "S/RES/2554(2020)"},
        )
    assert stub.citations_in == Document.objects.get(pk=stub.pk).citations_in


def test_every_change_is_in_the_log(document):
    apply_correction(citation_corrections.reject_citation, Citation.objects.in_reading_order().first().pk)
    apply_correction(corrections.correct_paragraph, document.paragraphs.get(label="1").pk, "change", label="1bis")
    whats = list(Change.objects.filter(document=document).values_list("what", flat=True))
    assert [what.partition("：")[0] for what in whats] == ["段落类别", "否定引文", "收录"]
