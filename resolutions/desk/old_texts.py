"""Texts that earlier versions stored: they have no language, and a placeholder for a title."""

from django.db.models import QuerySet

from resolutions.models import Document, TextVersion
from resolutions.text.evidence import gather_evidence
from resolutions.writing.derivation import parse_source
from resolutions.writing.publication import UNTITLED

_FETCH_BATCH_SIZE = 200  # rows


def versions_without_language() -> QuerySet[TextVersion]:
    """Select the text versions without a language."""
    return TextVersion.objects.filter(language="").exclude(text="")


def untitled_documents() -> QuerySet[Document]:
    """Select the documents with the placeholder for a title and with a text that may give one."""
    return Document.objects.filter(title=UNTITLED, versions__isnull=False).distinct()


def fill_languages() -> int:
    """Tell the language of each version without one; return their number."""
    filled = 0
    for version in versions_without_language().iterator(chunk_size=_FETCH_BATCH_SIZE):
        version.language = gather_evidence(version.text).language
        version.save(update_fields=["language"])
        filled += 1
    return filled


def fill_titles() -> int:
    """Give each untitled document its first words or the name of its file for a title; return their number."""
    filled = 0
    for document in untitled_documents():
        latest = document.versions.select_related("source").get(is_in_force=True)
        title = parse_source(latest.text, latest.links, latest.notes, file_name=latest.source.name).title
        if title.strip():
            document.title = title[:500]
            document.save(update_fields=["title", "updated_at"])
            filled += 1
    return filled
