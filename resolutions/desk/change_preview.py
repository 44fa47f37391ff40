"""What a change would do to a document: it is made, looked at, and taken back."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from django.db import transaction

from resolutions.comparison.word_diff import DiffSegment, diff_words
from resolutions.display.labels import format_labels
from resolutions.models import Citation, Document, Kind, Origin, Paragraph
from resolutions.writing.corrections import HEADING_LABELS, heading_value

_LONGEST_COMPARED = 5000  # characters; a longer paragraph is shown old and new, without its words compared


@dataclass(frozen=True, slots=True)
class DocumentState:
    """A document at one moment: heading values by name, paragraphs, citations."""

    fields: dict[str, str]
    paragraphs: list[tuple[str, str, str]]
    citations: list[tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class FieldChange:
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """``before`` and ``after`` are the paragraphs in parts; empty where one side has none."""

    label_before: str
    label_after: str
    before: list[DiffSegment]
    after: list[DiffSegment]


@dataclass(frozen=True, slots=True)
class DocumentDiff:
    """``gained`` and ``lost`` are citations as (label, words, target, cited paragraphs)."""

    fields: list[FieldChange]
    paragraphs: list[ParagraphChange]
    gained: list[tuple[str, str, str, str]]
    lost: list[tuple[str, str, str, str]]

    def __bool__(self) -> bool:
        return bool(self.fields or self.paragraphs or self.gained or self.lost)

    @property
    def summary(self) -> str:
        """The difference in one line for lists and the log."""
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
    """The difference that ``change`` would make; nothing of it stays in the database.

    What ``change`` raises is raised.
    """
    with transaction.atomic():
        before = read_document_state(document)
        change()
        after = read_document_state(document)
        transaction.set_rollback(True)
    return diff_states(before, after)


def read_document_state(document: Document) -> DocumentState:
    """The document as its rows are now; three queries."""
    row = Document.objects.get(pk=document.pk)
    fields = {name: heading_value(row, name) for name in HEADING_LABELS} | {"kind": Kind(row.kind).label}
    kinds = dict(Paragraph.KINDS)
    paragraphs = [
        (label, kinds[kind], text) for label, kind, text in row.paragraphs.values_list("label", "kind", "text")
    ]
    citations = (
        Citation.objects.filter(source=row).exclude(origin=Origin.REJECTED).select_related("paragraph", "target")
    )
    rows = [
        (c.paragraph.label, c.surface, str(c.target or "未定"), format_labels(c.cited_paragraphs)) for c in citations
    ]
    return DocumentState(fields, paragraphs, rows)


def diff_states(before: DocumentState, after: DocumentState) -> DocumentDiff:
    fields = [
        FieldChange(HEADING_LABELS[name], before.fields[name], after.fields[name])
        for name in HEADING_LABELS
        if before.fields[name] != after.fields[name]
    ]
    lost, gained = _only_in(before.citations, after.citations), _only_in(after.citations, before.citations)
    return DocumentDiff(fields, _paragraph_changes(before.paragraphs, after.paragraphs), gained, lost)


def _only_in(citations: list[tuple[str, str, str, str]], others: list[tuple[str, str, str, str]]) -> list:
    """Citations that ``others`` does not have; a paragraph's new number alone is no change of its citations."""
    left = Counter(other[1:] for other in others)
    found = []
    for citation in citations:
        if left[citation[1:]]:
            left[citation[1:]] -= 1
        else:
            found.append(citation)
    return found


def _paragraph_changes(before: list[tuple[str, str, str]], after: list[tuple[str, str, str]]) -> list[ParagraphChange]:
    changes = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            changes += [_paragraph_change(old, new) for old, new in zip_longest(before[a:b], after[c:d])]
    return changes


def _paragraph_change(old: tuple[str, str, str] | None, new: tuple[str, str, str] | None) -> ParagraphChange:
    old_text, new_text = old[2] if old else "", new[2] if new else ""
    if max(len(old_text), len(new_text)) > _LONGEST_COMPARED or not (old and new):
        left, right = [DiffSegment("old", old_text)], [DiffSegment("new", new_text)]
    else:
        left, right = diff_words(old_text, new_text)
    return ParagraphChange(_name(old), _name(new), left if old else [], right if new else [])


def _name(paragraph: tuple[str, str, str] | None) -> str:
    return f"{paragraph[1]} {paragraph[0]}" if paragraph else ""
