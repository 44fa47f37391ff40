"""The words of a document that editors corrected, with the reading of the source."""

from dataclasses import dataclass

from resolutions.interface.places import format_place_or_words
from resolutions.models import Document

_CONTEXT_LENGTH = 6  # characters shown on either side


@dataclass(frozen=True, slots=True)
class CorrectedWords:
    """A corrected passage; ``printed`` are the words of the source, ``corrected`` those of the page, which may be "".

    ``anchor`` and ``place`` are those of its paragraph, "" for a passage outside of every paragraph.
    """

    anchor: str
    place: str
    before: str
    printed: str
    corrected: str
    after: str


def load_corrected_words(document: Document) -> list[CorrectedWords]:
    """Load the corrected passages in the order of the text; two queries, none for a document without any."""
    if not document.corrected_words:
        return []
    paragraphs = {row.anchor: row for row in document.paragraphs.only("anchor", "label", "text", "order")}
    found = []
    for row in document.corrections.of_words():
        values, paragraph = row.values, paragraphs.get(row.anchor)
        order = paragraph.order if paragraph else len(paragraphs)
        words = CorrectedWords(
            row.anchor if paragraph else "",
            format_place_or_words(paragraph.label, paragraph.text) if paragraph else "",
            values["before"][-_CONTEXT_LENGTH:],
            " ".join(values["words"].split()),
            values["replacement"],
            values["after"][:_CONTEXT_LENGTH],
        )
        found.append(((order, values["start"]), words))
    return [words for _, words in sorted(found, key=lambda item: item[0])]
