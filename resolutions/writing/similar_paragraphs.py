"""Find similar paragraphs of other documents when a document is written."""

import heapq
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from resolutions.comparison.alignment import character_bigrams, dice_similarity
from resolutions.models import Document, Paragraph, ParagraphSketch, SimilarParagraph, Status
from resolutions.writing.similar_in_bulk import Progress, update_in_bulk
from resolutions.writing.similar_pairs import (
    MAX_CANDIDATES,
    MAX_SIMILAR,
    MIN_SIMILARITY,
    SKETCHED_KINDS,
    build_sketches,
    delete_sketches,
    reverse_pairs,
)

MIN_IN_BULK = 50  # paragraphs; from there on it is faster to load all sketches than to ask for each paragraph


def update_similar_paragraphs(ids: Iterable[int], progress: Progress | None = None) -> int:
    """Find the paragraphs similar to those of the documents ``ids`` again; return the number of pairs.

    A document that is not published has no sketches, so it is similar to nothing.
    """
    ids = list(ids)
    if Paragraph.objects.filter(document__in=ids, kind__in=SKETCHED_KINDS).count() >= MIN_IN_BULK:
        return update_in_bulk(ids, progress)
    return sum(_update(document) for document in Document.objects.filter(pk__in=ids))


def find_outdated_ids() -> list[int]:
    """Return the ids of documents with a status or text that was changed by a process killed before it came here.

    A new text has no sketches yet, and an unpublished one must have none; two queries and one for each document found.
    """
    has_sketches = Exists(ParagraphSketch.objects.filter(paragraph__document=OuterRef("pk")))
    published = Document.objects.held().filter(~has_sketches, paragraphs__kind__in=SKETCHED_KINDS).distinct()
    surplus = Document.objects.exclude(status=Status.PUBLISHED).filter(has_sketches)
    return [document.pk for document in published if build_sketches(document)] + [document.pk for document in surplus]


@transaction.atomic
def _update(document: Document) -> int:
    delete_sketches([document.pk])
    if document.status != Status.PUBLISHED:
        return 0
    sketches = build_sketches(document)
    _prefer_the_index()
    pairs = [pair for sketch in sketches for pair in _find_similar(sketch)]
    ParagraphSketch.objects.bulk_create(sketches)
    SimilarParagraph.objects.bulk_create([*pairs, *reverse_pairs(pairs)])
    return len(pairs)


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
