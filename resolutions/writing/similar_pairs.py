"""Sketches of paragraphs and pairs of similar ones, as both ways to find them write them."""

from collections.abc import Iterable

from django.db import transaction

from resolutions.comparison.sketch import minhash_bands
from resolutions.models import Document, Paragraph, ParagraphSketch, SimilarParagraph
from resolutions.text.parsed import ParagraphKind

SKETCHED_KINDS = (
    ParagraphKind.PREAMBLE,
    ParagraphKind.OPERATIVE,
    ParagraphKind.SUB,
    ParagraphKind.BODY,
    ParagraphKind.ANNEX,
)
MIN_SIMILARITY = 0.4  # share of common character pairs; chosen with the three resolutions in fixtures/texts
MAX_SIMILAR = 5  # per paragraph
MAX_CANDIDATES = 50  # compared in full per paragraph; a formula has thousands


@transaction.atomic
def delete_sketches(ids: Iterable[int]) -> None:
    """Delete the sketches of the documents ``ids``, and the pairs that their paragraphs are in; three statements."""
    paragraphs = Paragraph.objects.filter(document__in=list(ids)).values("pk")
    ParagraphSketch.objects.filter(paragraph__in=paragraphs).delete()
    SimilarParagraph.objects.filter(paragraph__in=paragraphs).delete()
    SimilarParagraph.objects.filter(other__in=paragraphs).delete()


def build_sketches(document: Document) -> list[ParagraphSketch]:
    """Return the unsaved sketches of a document's paragraphs in reading order; one query."""
    paragraphs = document.paragraphs.filter(kind__in=SKETCHED_KINDS).in_reading_order()
    bands_by_paragraph = ((paragraph, minhash_bands(paragraph.text[paragraph.lead :])) for paragraph in paragraphs)
    return [ParagraphSketch(paragraph=paragraph, bands=bands) for paragraph, bands in bands_by_paragraph if bands]


def reverse_pairs(pairs: list[SimilarParagraph]) -> list[SimilarParagraph]:
    """Return the unsaved pairs seen from the other paragraph, where they are among its ``MAX_SIMILAR`` best."""
    scores_by_paragraph: dict[int, list[float]] = {}
    others = {pair.other_id for pair in pairs}
    for paragraph, score in SimilarParagraph.objects.filter(paragraph__in=others).values_list("paragraph", "likeness"):
        scores_by_paragraph.setdefault(paragraph, []).append(score)
    reversed_pairs = []
    for pair in sorted(pairs, key=lambda pair: -pair.likeness):
        scores = scores_by_paragraph.setdefault(pair.other_id, [])
        if len(scores) < MAX_SIMILAR or pair.likeness > min(scores):
            scores.append(pair.likeness)
            reversed_pairs.append(
                SimilarParagraph(paragraph_id=pair.other_id, other_id=pair.paragraph_id, likeness=pair.likeness)
            )
    return reversed_pairs
