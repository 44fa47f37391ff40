"""Find similar paragraphs of other documents when a document is written."""

import heapq
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from resolutions.comparison.alignment import character_bigrams, dice_similarity
from resolutions.comparison.sketch import minhash_bands
from resolutions.models import Document, Paragraph, ParagraphSketch, SimilarParagraph, Status
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


def update_similar_paragraphs(ids: Iterable[int]) -> int:
    """Find the paragraphs similar to those of the documents ``ids`` again; return the number of pairs.

    A document that is not published has no sketches, so it is similar to nothing.
    """
    return sum(_update(document) for document in Document.objects.filter(pk__in=list(ids)))


def find_outdated_ids() -> list[int]:
    """Return the ids of documents with a status or text that was changed by a process killed before it came here.

    A new text has no sketches yet, and an unpublished one must have none; two queries and one for each document found.
    """
    has_sketches = Exists(ParagraphSketch.objects.filter(paragraph__document=OuterRef("pk")))
    published = Document.objects.held().filter(~has_sketches, paragraphs__kind__in=SKETCHED_KINDS).distinct()
    surplus = Document.objects.exclude(status=Status.PUBLISHED).filter(has_sketches)
    return [document.pk for document in published if _build_sketches(document)] + [document.pk for document in surplus]


@transaction.atomic
def _update(document: Document) -> int:
    ParagraphSketch.objects.filter(paragraph__document=document).delete()
    SimilarParagraph.objects.filter(paragraph__document=document).delete()
    SimilarParagraph.objects.filter(other__document=document).delete()
    if document.status != Status.PUBLISHED:
        return 0
    sketches = _build_sketches(document)
    _prefer_the_index()
    pairs = [pair for sketch in sketches for pair in _find_similar(sketch)]
    ParagraphSketch.objects.bulk_create(sketches)
    SimilarParagraph.objects.bulk_create([*pairs, *_reverse_pairs(pairs)])
    return len(pairs)


def _build_sketches(document: Document) -> list[ParagraphSketch]:
    paragraphs = document.paragraphs.filter(kind__in=SKETCHED_KINDS).in_reading_order()
    bands_by_paragraph = ((paragraph, minhash_bands(paragraph.text[paragraph.lead :])) for paragraph in paragraphs)
    return [ParagraphSketch(paragraph=paragraph, bands=bands) for paragraph, bands in bands_by_paragraph if bands]


def _find_similar(sketch: ParagraphSketch) -> list[SimilarParagraph]:
    """Return the most similar paragraphs of other documents; the own document has no sketches at this moment."""
    paragraph = sketch.paragraph
    bigrams = character_bigrams(paragraph.text[paragraph.lead :])
    candidates = Paragraph.objects.filter(pk__in=_find_candidates(sketch.bands)).order_by("pk")
    scored = [(dice_similarity(bigrams, character_bigrams(other.text[other.lead :])), other.pk) for other in candidates]
    best = sorted((item for item in scored if item[0] >= MIN_SIMILARITY), reverse=True)[:MAX_SIMILAR]
    return [SimilarParagraph(paragraph=paragraph, other_id=other, likeness=score) for score, other in best]


def _prefer_the_index() -> None:
    """Disable sequential scans until the end of the transaction.

    PostgreSQL expects thousands of hits for 32 bands where there are two, and would read all sketches instead of
    the index on ``bands`` (125,000 paragraphs: 200 ms per paragraph instead of 2).
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")


def _find_candidates(bands: list[int]) -> list[int]:
    """Return the ids of the ``MAX_CANDIDATES`` paragraphs with the most bands in common."""
    own = set(bands)
    rows = ParagraphSketch.objects.filter(bands__overlap=bands).values_list("pk", "bands")
    common = ((len(own.intersection(other)), pk) for pk, other in rows)
    return [pk for _, pk in heapq.nlargest(MAX_CANDIDATES, common)]


def _reverse_pairs(pairs: list[SimilarParagraph]) -> list[SimilarParagraph]:
    """Return the pairs seen from the other paragraph, where they are among its ``MAX_SIMILAR`` best."""
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
                SimilarParagraph(paragraph_id=pair.other_id, other=pair.paragraph, likeness=pair.likeness)
            )
    return reversed_pairs
