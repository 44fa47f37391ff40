"""Text of a document in another language on its page: beside the Chinese paragraphs, or alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import HttpRequest

from resolutions.display.labels import format_label
from resolutions.display.runs import build_spans, split_into_runs
from resolutions.models import Document, Paragraph, Translation, TranslationParagraph, hide_text_in_row
from resolutions.pages.document_text import PART_TITLES, DocumentParagraph, DocumentText
from resolutions.pages.linked_runs import LinkedRun, link_runs
from resolutions.pages.links import CitationLink, LinkTarget, citation_url
from resolutions.text.alignment import align_paragraphs
from resolutions.text.alignment.paragraph_pairs import TextParagraph, digest_paragraphs
from resolutions.text.english_drafting_verbs import find_english_opening_verb
from resolutions.text.parsed import ParagraphKind

Pairs = Sequence[tuple[Sequence[int], Sequence[int]]]


class TextMode(StrEnum):
    """Languages of the text on the page; the value is that of ``?text=``."""

    CHINESE = "zh"
    BOTH = "zh-en"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class TranslatedParagraph:
    """A paragraph in the other language ready for the template.

    ``anchor`` is that of the Chinese paragraph that says the same; "" where the Chinese one is on the page.
    ``part_title`` is the heading of a part that begins with the paragraph.
    """

    anchor: str
    css_class: str
    place: str
    is_heading: bool
    runs: list[LinkedRun]
    part_title: str = ""
    part_anchor: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """Paragraphs that say the same; one side may be empty."""

    chinese: list[DocumentParagraph]
    other: list[TranslatedParagraph]


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """Text in another language: ``rows`` beside the Chinese, or ``paragraphs`` alone. ``mode`` tells which.

    ``by_labels`` is False where the two languages number differently and the pairs are those of their content.
    """

    language: str
    mode: TextMode
    by_labels: bool
    rows: list[ParagraphRow]
    paragraphs: list[TranslatedParagraph]


def parse_text_mode(request: HttpRequest) -> TextMode:
    """Read the languages that the text is wanted in, ``text=zh-en`` or ``text=en``; Chinese for anything else."""
    wanted = request.GET.get("text", "")
    return TextMode(wanted) if wanted in list(TextMode) else TextMode.CHINESE


def find_shown_translation(document: Document) -> Translation | None:
    """Return the English text that readers see; one query."""
    return document.translations.shown().filter(language="en").defer("text").first()


def build_translated_text(
    document: Document, text: DocumentText, translation: Translation, mode: TextMode
) -> TranslatedText:
    """Prepare the text in the other language; three queries, whatever its length."""
    chinese = list(Paragraph.objects.filter(document=document.pk).order_by("order"))
    other = list(translation.paragraphs.order_by("order"))
    pairs, by_labels = _current_pairs(translation, chinese, other)
    targets = _load_targets(other)
    anchors = _anchors(chinese, other, pairs) if mode == TextMode.ENGLISH else [""] * len(other)
    shown = [_show(one, anchor, targets) for one, anchor in zip(other, anchors, strict=True)]
    rows: list[ParagraphRow] = []
    if mode == TextMode.BOTH:
        by_anchor = {one.anchor: one for one in (*text.paragraphs, *text.footnotes)}
        rows = [
            ParagraphRow([by_anchor[chinese[at].anchor] for at in left], [shown[at] for at in right])
            for left, right in pairs
        ]
        shown = []
    return TranslatedText(translation.language, mode, by_labels, rows, list(_with_parts(shown, other)) if shown else [])


def _current_pairs(
    translation: Translation, chinese: Sequence[Paragraph], other: Sequence[TranslationParagraph]
) -> tuple[Pairs, bool]:
    """Return the stored pairs, or new ones when the Chinese text has changed since."""
    sides = [[TextParagraph(one.kind, one.label, one.anchor, one.text) for one in side] for side in (chinese, other)]
    if translation.aligned_with == digest_paragraphs(sides[0]):
        return [(left, right) for left, right in translation.pairs], translation.by_labels
    alignment = align_paragraphs(sides[0], sides[1])
    return [(pair.chinese, pair.english) for pair in alignment.pairs], alignment.by_labels


def _anchors(chinese: Sequence[Paragraph], other: Sequence[TranslationParagraph], pairs: Pairs) -> list[str]:
    """Return the anchor of each paragraph: that of its Chinese one, otherwise one that no Chinese paragraph has."""
    anchors = [f"{one.anchor}-en{at}" for at, one in enumerate(other)]
    for left, right in pairs:
        if left and right:
            anchors[right[0]] = chinese[left[0]].anchor
    return anchors


def _load_targets(paragraphs: Iterable[TranslationParagraph]) -> dict[str, LinkTarget]:
    """Return the cited documents that have a public page, by symbol; one query."""
    symbols = {citation["target"] for paragraph in paragraphs for citation in paragraph.citations}
    visible = Document.objects.visible().filter(symbol__in=symbols)
    found = (
        LinkTarget(one.pk, one.symbol, one.slug, one.title, one.kind, one.status) for one in visible.order_by("pk")
    )
    return {target.symbol: hide_text_in_row(target) for target in found}


def _show(paragraph: TranslationParagraph, anchor: str, targets: Mapping[str, LinkTarget]) -> TranslatedParagraph:
    is_heading = paragraph.kind == ParagraphKind.HEADING
    verb_end = find_english_opening_verb(paragraph.text, paragraph.lead) if paragraph.kind in PART_TITLES else 0
    lead = paragraph.lead if anchor else 0  # without an anchor of its own the number is no link
    spans = build_spans(lead, (), list(_link(paragraph.citations, targets)), verb_end)
    return TranslatedParagraph(
        anchor=anchor,
        css_class=f"{paragraph.kind} level{paragraph.level}",
        place=format_label(paragraph.label),
        is_heading=is_heading,
        runs=link_runs(split_into_runs(paragraph.text, spans), anchor),
    )


def _link(citations: Iterable[Mapping[str, Any]], targets: Mapping[str, LinkTarget]) -> Iterator[CitationLink]:
    for citation in citations:
        if target := targets.get(citation["target"]):
            labels = tuple(citation["labels"])
            url = citation_url(target, labels)
            yield CitationLink(citation["start"], citation["end"], labels, "", "", citation["is_counted"], target, url)


def _with_parts(
    shown: Sequence[TranslatedParagraph], paragraphs: Sequence[TranslationParagraph]
) -> Iterator[TranslatedParagraph]:
    """Yield the paragraphs with the headings of the parts that begin with them."""
    begun: set[str] = set()
    for one, paragraph in zip(shown, paragraphs, strict=True):
        title = str(PART_TITLES.get(ParagraphKind(paragraph.kind), "")) if paragraph.kind not in begun else ""
        begun.add(paragraph.kind)
        yield TranslatedParagraph(
            one.anchor,
            one.css_class,
            one.place,
            one.is_heading,
            one.runs,
            title,
            f"part-{paragraph.kind}" if title else "",
        )
