"""Preview a change of a document in a transaction that is rolled back."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from django.db import transaction

from resolutions.comparison.word_diff import DiffSegment, diff_words
from resolutions.display.labels import format_address, format_labels
from resolutions.models import Citation, Document, Kind, Origin, Paragraph
from resolutions.writing.corrections import HEADING_LABELS, heading_value

_MAX_COMPARED_LENGTH = 5000  # characters; the words of a longer paragraph are not compared


class ParagraphState(NamedTuple):
    """A paragraph to compare: label, Chinese name of its kind, text."""

    label: str
    kind: str
    text: str


class CitationState(NamedTuple):
    """A citation to compare: name of its paragraph, printed words, target and cited paragraphs as text."""

    place: str
    words: str
    target: str
    places: str


@dataclass(frozen=True, slots=True)
class DocumentState:
    """A document at one moment: heading values by name, paragraphs and citations in reading order."""

    fields: dict[str, str]
    paragraphs: list[ParagraphState]
    citations: list[CitationState]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A changed value of the heading; ``name`` is its Chinese name."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A changed paragraph: its segments before and after, an empty list where it is new or gone."""

    name_before: str
    name_after: str
    before: list[DiffSegment]
    after: list[DiffSegment]


@dataclass(frozen=True, slots=True)
class DocumentDiff:
    """The difference between two states of a document; false when there is none."""

    fields: list[FieldChange]
    paragraphs: list[ParagraphChange]
    gained: list[CitationState]
    lost: list[CitationState]

    def __bool__(self) -> bool:
        return bool(self.fields or self.paragraphs or self.gained or self.lost)

    @property
    def summary(self) -> str:
        """The difference as one Chinese line."""
        if not self:
            return "没有变化"
        parts = [
            f"{len(self.fields)} 项标题事项" if self.fields else "",
            f"{len(self.paragraphs)} 段文字或类别" if self.paragraphs else "",
            f"引文新增 {len(self.gained)} 处" if self.gained else "",
            f"引文减少 {len(self.lost)} 处" if self.lost else "",
        ]
        return "，".join(part for part in parts if part)


def preview_change(document: Document, change: Callable[[], object]) -> DocumentDiff:
    """Return the difference that ``change`` would make, and roll it back. Raises what ``change`` raises."""
    with transaction.atomic():
        before = read_document_state(document)
        change()
        after = read_document_state(document)
        transaction.set_rollback(True)
    return diff_states(before, after)


def read_document_state(document: Document) -> DocumentState:
    """Read the present state of the document; three queries."""
    row = Document.objects.get(pk=document.pk)
    fields = {name: heading_value(row, name) for name in HEADING_LABELS} | {"kind": Kind(row.kind).label}
    kinds: dict[str, str] = dict(Paragraph.KINDS)
    paragraphs = [
        ParagraphState(label, kinds[kind], text)
        for label, kind, text in row.paragraphs.in_reading_order().values_list("label", "kind", "text")
    ]
    rows = Citation.objects.filter(source=row).exclude(origin=Origin.REJECTED).in_reading_order()
    citations = [
        CitationState(
            format_address(c.paragraph.label), c.surface, str(c.target or "未定"), format_labels(c.cited_paragraphs)
        )
        for c in rows.select_related("paragraph", "target")
    ]
    return DocumentState(fields, paragraphs, citations)


def diff_states(before: DocumentState, after: DocumentState) -> DocumentDiff:
    """Compare two states of a document."""
    fields = [
        FieldChange(HEADING_LABELS[name], before.fields[name], after.fields[name])
        for name in HEADING_LABELS
        if before.fields[name] != after.fields[name]
    ]
    lost, gained = _subtract(before.citations, after.citations), _subtract(after.citations, before.citations)
    return DocumentDiff(fields, _diff_paragraphs(before.paragraphs, after.paragraphs), gained, lost)


def _subtract(citations: list[CitationState], others: list[CitationState]) -> list[CitationState]:
    """Return the citations that ``others`` lacks; a new number of the paragraph alone is no difference."""
    remaining = Counter(other[1:] for other in others)
    difference = []
    for citation in citations:
        if remaining[citation[1:]]:
            remaining[citation[1:]] -= 1
        else:
            difference.append(citation)
    return difference


def _diff_paragraphs(before: list[ParagraphState], after: list[ParagraphState]) -> list[ParagraphChange]:
    changes = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            changes += [_diff_paragraph(old, new) for old, new in zip_longest(before[a:b], after[c:d])]
    return changes


def _diff_paragraph(old: ParagraphState | None, new: ParagraphState | None) -> ParagraphChange:
    old_text, new_text = old.text if old else "", new.text if new else ""
    if max(len(old_text), len(new_text)) > _MAX_COMPARED_LENGTH or not (old and new):
        left, right = [DiffSegment("old", old_text)], [DiffSegment("new", new_text)]
    else:
        left, right = diff_words(old_text, new_text)
    return ParagraphChange(_name(old), _name(new), left if old else [], right if new else [])


def _name(paragraph: ParagraphState | None) -> str:
    return f"{paragraph.kind} {format_address(paragraph.label)}" if paragraph else ""
