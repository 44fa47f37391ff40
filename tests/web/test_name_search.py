"""The search in lists of agenda items and subjects: English from the beginning of a word on, Chinese anywhere."""

import pytest

from resolutions.models import AgendaItem, CatalogueEntry, DocumentSubject, Subject
from resolutions.statistics.queries.document_lists import agenda_items
from resolutions.statistics.queries.subject_lists import subjects
from tests.web import factories

pytestmark = pytest.mark.django_db
ITEMS = {
    "The situation in Somalia": "索马里局势",
    "The situation in Mali": "马里局势",
    "Sudan--Political conditions (2004)": "苏丹——政治状况",
    "Letter from Côte d'Ivoire": "科特迪瓦来信",
}
SUBJECTS = {"SOMALIA SITUATION": ("索马里局势", "UNSOM"), "MALI--POLITICAL CONDITIONS": ("巴马科", "MINUSMA")}


@pytest.fixture
def names():
    for number, (english, chinese) in enumerate(ITEMS.items(), 1):
        document = factories.make_document(f"S/RES/{number}(1999)", factories.Status.STUB)
        item = AgendaItem.objects.create(name_en=english, name_zh=chinese)
        CatalogueEntry.objects.create(document=document, agenda_item=item, topic_en=english)
    for english, (chinese, acronym) in SUBJECTS.items():
        subject = Subject.objects.create(name_en=english, name_zh=chinese, acronym=acronym)
        DocumentSubject.objects.create(document=document, subject=subject, source="index")


@pytest.mark.parametrize(
    "text, found",
    [
        ("mali", ["马里局势"]),
        ("Somali", ["索马里局势"]),  # the word may go on
        ("situation in m", ["马里局势"]),
        ("political", ["苏丹——政治状况"]),
        ("--political", ["苏丹——政治状况"]),
        ("(2004)", ["苏丹——政治状况"]),
        ("ivoire", ["科特迪瓦来信"]),
        ("004", []),
        (".*", []),  # no pattern
        ("m.li", []),
        ("mali (", []),
        ("马里", ["索马里局势", "马里局势"]),
        ("馬里", ["索马里局势", "马里局势"]),
    ],
)
def test_agenda_items_are_found_by_words(names, text, found):
    assert sorted(item.name_zh for item in agenda_items(text)) == sorted(found)


@pytest.mark.parametrize(
    "text, count", [("mali", 1), ("MALI--POL", 1), ("omalia", 0), ("uns", 1), ("som", 1), ("里", 1)]
)
def test_subjects_are_found_by_words(names, text, count):
    assert len(subjects(text)) == count


def test_the_page_of_agenda_items_has_no_other_countries(client, names):
    page = client.get("/browse/agenda?q=mali&lang=en").content.decode()
    assert "The situation in Mali" in page and "Somalia" not in page
