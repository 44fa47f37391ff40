"""Comparison of a loaded portal with brute force: similar paragraphs and searches on a sample, counts, index."""

import random
import re

SAMPLE = 60  # paragraphs
STRINGS = 40  # searched for
LENGTHS = (3, 12)  # characters of a string


def compare_with_brute_force() -> int:
    """Print what was compared and return the number of differences."""
    return compare_similar_paragraphs() + compare_counts() + compare_searches() + compare_index()


def compare_similar_paragraphs() -> int:
    """Compare the stored pairs of some paragraphs with all pairs; one in twenty of the best may be missing."""
    from resolutions.comparison.paragraph_index import dice_similarities, encode_bigrams
    from resolutions.models import Paragraph, ParagraphSketch
    from resolutions.writing.similar_pairs import MAX_SIMILAR, MIN_SIMILARITY

    sketched = ParagraphSketch.objects.values("pk")
    rows = list(Paragraph.objects.filter(pk__in=sketched).values_list("pk", "document_id", "text", "lead"))
    texts = [encode_bigrams(text[lead:]) for _, _, text, lead in rows]
    best = missed = 0
    for at in range(0, len(rows), max(1, len(rows) // SAMPLE)):
        key, document, _, _ = rows[at]
        others = [number for number, row in enumerate(rows) if row[1] != document]
        scores = sorted(dice_similarities(texts[at], [texts[number] for number in others]), reverse=True)
        wanted = [round(score, 9) for score in scores[:MAX_SIMILAR] if score >= MIN_SIMILARITY]
        stored = Paragraph.objects.get(pk=key).similar.order_by("-likeness").values_list("likeness", flat=True)
        found = [round(score, 9) for score in stored[:MAX_SIMILAR]]
        best += len(wanted)
        missed += sum(score not in found for score in wanted)
    print(f"similar paragraphs of {SAMPLE}: {missed} of {best} best ones not found", flush=True)
    return missed if missed * 20 > best else 0


def compare_counts() -> int:
    """Count all citations again; return the number of documents with a wrong count."""
    from resolutions.writing.citation_counts import recount_all

    wrong = recount_all()
    print(f"{wrong} counts wrong", flush=True)
    return wrong


def compare_searches() -> int:
    """Search for strings copied from the texts, and compare the documents found with a scan of all texts."""
    from resolutions.models import Document, Paragraph, Status
    from search.chinese.folding import fold
    from search.engine import search_engine
    from search.protocol.request import SearchRequest

    chance = random.Random(1997)
    published = Paragraph.objects.filter(document__status=Status.PUBLISHED)
    texts: dict[int, list[str]] = {}
    for document, text in published.values_list("document_id", "text"):
        texts.setdefault(document, []).append(fold(text))
    different = 0
    for document in chance.sample(sorted(texts), STRINGS):
        clause = max(re.split(r"[\W_]+", max(texts[document], key=len)), key=len)
        start = chance.randrange(max(1, len(clause) - LENGTHS[1]))
        string = clause[start : start + chance.randint(*LENGTHS)]
        request = SearchRequest(f'"{string}"', "exact", size=len(texts), with_facets=False, with_snippets=False)
        found = {result.card.key for result in search_engine().search(request).results}
        scanned = {key for key, parts in texts.items() if any(string in part for part in parts)}
        if found != scanned:
            different += 1
            print(f"“{string}”: {len(found)} documents found, {len(scanned)} scanned")
    held = Document.objects.held().count()
    print(f"{different} of {STRINGS} searches in {held} documents differ from a scan", flush=True)
    return different


def compare_index() -> int:
    """Read all files of the index and compare its documents with the database."""
    from search.indexing import find_differences

    differences = find_differences(read_all_files=True)
    print(f"{len(differences.keys)} documents differ between index and database {differences.reason}".rstrip())
    return len(differences.keys) + bool(differences.reason)
