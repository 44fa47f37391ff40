"""Facts in the head of a page about a document: date, adoption, meeting, official texts."""

from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext, gettext_lazy

from resolutions.exports.reference import Reference
from resolutions.interface.sentences import translate_sentence
from resolutions.models import AgendaItem, CatalogueEntry, Document, DocumentSubject, Subject, SubjectKind
from resolutions.pages.state_votes import find_vote_of_china, group_by_ballot, load_state_votes
from resolutions.text.official_texts import PrintedSymbol, split_printed_symbols

OFFICIAL_LANGUAGES = [
    ("zh", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ru", "Русский"),
    ("ar", "العربية"),
]
MAX_INLINE_FACT_LENGTH = 14  # characters of a fact that shares a line with another
# Keys of ``ParsedDocument.facts`` that come from the heading; the other keys are for the desk.
_HEADING_FACTS = {
    "from": gettext_lazy("来函人"),
    "to": gettext_lazy("收函人"),
    "bodies": gettext_lazy("机关"),
    "agenda_item": gettext_lazy("议程项目"),
    "sections": gettext_lazy("章节"),
}


@dataclass(frozen=True, slots=True)
class OfficialText:
    """A link to the official text in one language; ``code`` is the language's ISO 639-1 code."""

    code: str
    language: str
    url: str


@dataclass(frozen=True, slots=True)
class HeadingFact:
    """A fact printed in the heading of a text; a long one gets a line of its own."""

    name: str
    value: str

    @property
    def is_long(self) -> bool:
        """Return True if the value does not fit beside another fact."""
        return len(self.value) > MAX_INLINE_FACT_LENGTH


def official_text_links(document: Document) -> list[OfficialText]:
    """List the official texts in the six languages; empty for a document without a symbol."""
    url = document.official_url
    if not url:
        return []
    return [OfficialText(code, name, url.replace("/zh/", f"/{code}/", 1)) for code, name in OFFICIAL_LANGUAGES]


def list_heading_facts(document: Document) -> list[HeadingFact]:
    """List the facts printed in the heading, except date and meeting."""
    facts = [
        (key, str(name), str(document.facts[key])) for key, name in _HEADING_FACTS.items() if document.facts.get(key)
    ]
    section = gettext("第{number}节")
    return [
        HeadingFact(name, section.format(number=value) if key == "sections" else value) for key, name, value in facts
    ]


def meeting_records(document: Document, catalogue: CatalogueEntry | None) -> list[PrintedSymbol]:
    """List the symbols of the records of the meeting that adopted the document, and the words between them."""
    by_number = f"S/PV.{document.meeting}" if document.meeting else ""
    return split_printed_symbols(catalogue.meeting_symbol if catalogue else "") or split_printed_symbols(by_number)


def format_vote(catalogue: CatalogueEntry | None) -> str:
    """Return the votes for, against and abstaining, else the manner of adoption, "" if neither is recorded.

    >>> format_vote(CatalogueEntry(adoption="表决通过", votes_yes=13, votes_no=0, votes_abstain=2))
    '赞成 13，反对 0，弃权 2'
    >>> format_vote(CatalogueEntry(votes_yes=14, votes_no=0, votes_abstain=0, votes_absent=1))
    '赞成 14，反对 0，弃权 0，未参加表决 1'
    >>> format_vote(CatalogueEntry(adoption="一致通过"))
    '一致通过'
    """
    if catalogue is None:
        return ""
    votes = {"yes": catalogue.votes_yes, "no": catalogue.votes_no, "abstain": catalogue.votes_abstain}
    if all(count is None for count in votes.values()):
        return translate_sentence(catalogue.adoption)
    counts = {name: count or 0 for name, count in votes.items()}
    if not catalogue.votes_absent:
        return gettext("赞成 {yes}，反对 {no}，弃权 {abstain}").format(**counts)
    sentence = gettext("赞成 {yes}，反对 {no}，弃权 {abstain}，未参加表决 {absent}")
    return sentence.format(absent=catalogue.votes_absent, **counts)


def load_agenda_items(document: Document) -> list[AgendaItem]:
    """Load the agenda items of a document, that of the catalogue's table first; one query with an entry."""
    if document.pk and getattr(document, "catalogue", None):
        prefetch_related_objects([document], "catalogue__further_items")
    return document.agenda_items


def load_subjects(document: Document) -> list[Subject]:
    """Load the subjects of a document, themes before missions and courts; one query."""
    links = DocumentSubject.objects.filter(document=document.pk).select_related("subject") if document.pk else []
    order = list(SubjectKind)
    return sorted((link.subject for link in links), key=lambda s: (order.index(SubjectKind(s.kind)), str(s)))


def document_head_context(document: Document) -> dict[str, Any]:
    """Build the template context of the head that all pages about a document share.

    Three queries for a document of the catalogue, one for others.
    """
    catalogue = getattr(document, "catalogue", None)
    reference = Reference(document)
    state_votes = load_state_votes(catalogue)
    return {
        "document": document,
        "catalogue": catalogue,
        "agenda_item": document.agenda_item,
        "agenda_items": load_agenda_items(document),
        "date": reference.day,
        "meeting": meeting_records(document, catalogue),
        "draft": split_printed_symbols(catalogue.draft_symbol if catalogue else ""),
        "vote": format_vote(catalogue),
        "vote_of_china": find_vote_of_china(catalogue, state_votes),
        "state_votes": group_by_ballot(state_votes),
        "subjects": load_subjects(document),
        "official_texts": official_text_links(document),
        "heading": list_heading_facts(document),
    }
