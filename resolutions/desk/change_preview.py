"""Preview a change of a document in a transaction that is rolled back."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext, ngettext

from resolutions.comparison.paragraph_groups import ParagraphGroup, group_paragraphs
from resolutions.comparison.word_diff import DiffSegment
from resolutions.display.labels import format_address, format_labels
from resolutions.interface.sentences import translate_sentence
from resolutions.models import Citation, Document, Kind, Origin, Paragraph
from resolutions.text.parsed import ParagraphKind
from resolutions.writing.corrections import HEADING_LABELS, heading_value

_NOTE = dict(Paragraph.KINDS)[ParagraphKind.FOOTNOTE]
_OPENING_LENGTH = 24  # characters of a paragraph that stand for its words


class ParagraphState(NamedTuple):
    """A paragraph to compare: label, name of its kind, text without its printed number."""

    label: str
    kind: str
    text: str

    @property
    def name(self) -> str:
        """Kind and label as the desk names them."""
        return f"{translate_sentence(self.kind)} {translate_sentence(format_address(self.label))}"


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
    """A changed value of the heading; ``name`` is its name."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """Paragraphs with changed words: their segments before and after, empty where they are new or gone."""

    name_before: str
    name_after: str
    before: tuple[DiffSegment, ...]
    after: tuple[DiffSegment, ...]


@dataclass(frozen=True, slots=True)
class NameChange:
    """Paragraphs with the same words under another label or kind, in another division or in another place."""

    name_before: str
    name_after: str
    opening: str


@dataclass(frozen=True, slots=True)
class DocumentDiff:
    """The difference between two states of a document; false when there is none."""

    fields: list[FieldChange]
    paragraphs: list[ParagraphChange]
    names: list[NameChange]
    gained: list[CitationState]
    lost: list[CitationState]

    def __bool__(self) -> bool:
        return bool(self.fields or self.paragraphs or self.names or self.gained or self.lost)

    @property
    def summary(self) -> str:
        """The difference as one line."""
        if not self:
            return gettext("没有变化")
        parts: list[tuple[str, Sequence[object]]] = [
            (ngettext("{n} 项标题事项", "{n} 项标题事项", len(self.fields)), self.fields),
            (ngettext("{n} 段文字", "{n} 段文字", len(self.paragraphs)), self.paragraphs),
            (ngettext("{n} 段的段号、类别或分段", "{n} 段的段号、类别或分段", len(self.names)), self.names),
            (gettext("引文新增 {n} 处"), self.gained),
            (gettext("引文减少 {n} 处"), self.lost),
        ]
        return gettext("，").join(words.format(n=len(rows)) for words, rows in parts if rows)


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
    fields = {name: heading_value(row, name) for name in HEADING_LABELS} | {"kind": str(Kind(row.kind).label)}
    kinds: dict[str, str] = {kind: str(name) for kind, name in Paragraph.KINDS}
    paragraphs = [
        ParagraphState(label, kinds[kind], text[lead:])
        for label, kind, text, lead in row.paragraphs.in_reading_order().values_list("label", "kind", "text", "lead")
    ]
    rows = Citation.objects.filter(source=row).exclude(origin=Origin.REJECTED).in_reading_order()
    citations = [
        CitationState(
            translate_sentence(format_address(c.paragraph.label)),
            c.surface,
            str(c.target or gettext("未定")),
            translate_sentence(format_labels(c.cited_paragraphs)),
        )
        for c in rows.select_related("paragraph", "target")
    ]
    return DocumentState(fields, paragraphs, citations)


def diff_states(before: DocumentState, after: DocumentState) -> DocumentDiff:
    """Compare two states of a document."""
    fields = [
        FieldChange(translate_sentence(HEADING_LABELS[name]), before.fields[name], after.fields[name])
        for name in HEADING_LABELS
        if before.fields[name] != after.fields[name]
    ]
    lost, gained = _subtract(before.citations, after.citations), _subtract(after.citations, before.citations)
    changes, names = _diff_paragraphs(before.paragraphs, after.paragraphs)
    return DocumentDiff(fields, changes, names, gained, lost)


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


def _diff_paragraphs(
    before: list[ParagraphState], after: list[ParagraphState]
) -> tuple[list[ParagraphChange], list[NameChange]]:
    """Return the changes of words, and those of names alone. Footnotes are compared apart, wherever they stand."""
    changes: list[ParagraphChange] = []
    names: list[NameChange] = []
    for is_note in (False, True):
        old, new = ([row for row in rows if (row.kind == _NOTE) is is_note] for rows in (before, after))
        for group in group_paragraphs([row.text for row in old], [row.text for row in new]):
            name, other = _join_names(old, group.left), _join_names(new, group.right)
            if group.is_changed:
                changes.append(ParagraphChange(name, other, group.before, group.after))
            elif name != other or group.is_moved:
                shown = [old[number] for number in group.left] + [new[number] for number in group.right]
                names.append(NameChange(name, _mark(other, group), shown[-1].text[:_OPENING_LENGTH]))
    return changes, names


def _join_names(rows: list[ParagraphState], numbers: tuple[int, ...]) -> str:
    return "＋".join(rows[number].name for number in numbers)


def _mark(name: str, group: ParagraphGroup) -> str:
    return gettext("{name}（移到此处）").format(name=name) if group.is_moved else name
