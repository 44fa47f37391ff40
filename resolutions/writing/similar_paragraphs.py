"""Similar paragraphs, found when a document is written and not when it is read. The only writer of its two tables."""

import heapq
from collections.abc import Iterable

from django.db import connection, transaction

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
MIN_SIMILARITY = 0.4  # of the character pairs in common; tried on the three resolutions in fixtures/texts
MAX_SIMILAR = 5  # kept for each paragraph
MAX_CANDIDATES = 50  # compared in full for each paragraph; a formula has thousands


def update_similar_paragraphs(ids: Iterable[int]) -> int:
    """Find anew what is similar to the paragraphs of these documents; returns the number of pairs.

    A document that is not published has no sketches, so that nothing is similar to it.
    """
    return sum(_update(document) for document in Document.objects.filter(pk__in=list(ids)))


@transaction.atomic
def _update(document: Document) -> int:
    ParagraphSketch.objects.filter(paragraph__document=document).delete()
    SimilarParagraph.objects.filter(paragraph__document=document).delete()
    SimilarParagraph.objects.filter(other__document=document).delete()
    if document.status != Status.PUBLISHED:
        return 0
    sketches = _sketches(document)
    _prefer_the_index()
    found = [pair for sketch in sketches for pair in _similar_to(sketch)]
    ParagraphSketch.objects.bulk_create(sketches)
    SimilarParagraph.objects.bulk_create([*found, *_ways_back(found)])
    return len(found)


def _sketches(document: Document) -> list[ParagraphSketch]:
    paragraphs = document.paragraphs.filter(kind__in=SKETCHED_KINDS)
    drawn = ((paragraph, minhash_bands(paragraph.text[paragraph.lead :])) for paragraph in paragraphs)
    return [ParagraphSketch(paragraph=paragraph, bands=bands) for paragraph, bands in drawn if bands]


def _similar_to(sketch: ParagraphSketch) -> list[SimilarParagraph]:
    """The likest paragraphs of other documents; those of its own have no sketches while they are looked for."""
    paragraph = sketch.paragraph
    own = character_bigrams(paragraph.text[paragraph.lead :])
    candidates = Paragraph.objects.filter(pk__in=_candidates(sketch.bands)).order_by("pk")
    scored = [(dice_similarity(own, character_bigrams(other.text[other.lead :])), other.pk) for other in candidates]
    best = sorted((item for item in scored if item[0] >= MIN_SIMILARITY), reverse=True)[:MAX_SIMILAR]
    return [SimilarParagraph(paragraph=paragraph, other_id=other, likeness=score) for score, other in best]


def _prefer_the_index() -> None:
    """Until the end of this transaction: of 32 bands PostgreSQL expects thousands of hits where there are two, and
    would read all sketches instead of the bands' index (125,000 paragraphs: 200 ms for each instead of 2)."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")


def _candidates(bands: list[int]) -> list[int]:
    """The paragraphs that share most bands, whatever the number of those that share one."""
    wanted = set(bands)
    rows = ParagraphSketch.objects.filter(bands__overlap=bands).values_list("pk", "bands")
    shared = ((len(wanted.intersection(other)), pk) for pk, other in rows)
    return [pk for _, pk in heapq.nlargest(MAX_CANDIDATES, shared)]


def _ways_back(found: list[SimilarParagraph]) -> list[SimilarParagraph]:
    """The same pairs from the other side, where that has room for them among its likest."""
    kept: dict[int, list[float]] = {}
    others = {pair.other_id for pair in found}
    for paragraph, score in SimilarParagraph.objects.filter(paragraph__in=others).values_list("paragraph", "likeness"):
        kept.setdefault(paragraph, []).append(score)
    back = []
    for pair in sorted(found, key=lambda pair: -pair.likeness):
        scores = kept.setdefault(pair.other_id, [])
        if len(scores) < MAX_SIMILAR or pair.likeness > min(scores):
            scores.append(pair.likeness)
            back.append(SimilarParagraph(paragraph_id=pair.other_id, other=pair.paragraph, likeness=pair.likeness))
    return back
