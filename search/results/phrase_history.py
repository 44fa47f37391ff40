"""Uses of a phrase in the published texts, by document, the earliest first; read from the search index.

The index holds each text folded, so width, traditional characters, blanks and punctuation make no difference.
The sentences shown are read from the text as printed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from resolutions.display.labels import format_place
from resolutions.display.runs import build_spans, split_into_runs
from resolutions.display.sentences import find_sentence, skip_footnote_marks
from search.chinese.dictionary import load_dictionary
from search.chinese.folding import fold, fold_with_map
from search.chinese.needles import parse_needle
from search.chinese.squeezing import squeeze
from search.index.needle_positions import Spans, locate
from search.index.passage_layout import PassageLayout
from search.index.snapshot import Snapshot
from search.protocol.highlights import merge_ranges
from search.protocol.phrase_history import DocumentPhraseUses, PhraseHistory, PhraseUse, PhraseVariant
from search.results.matching import Matcher
from search.results.time_limit import TimeLimit

MAX_USES = 2000  # paragraphs counted for one page; of a more frequent phrase the earliest paragraphs are counted
MAX_SHOWN_DOCUMENTS = 40  # the earliest, with their sentences; the chart and the numbers count all
MAX_SHOWN_USES = 3  # of one document
_AFTER_EVERY_DAY = 10**9  # later than any day, as ``date.toordinal`` counts them


def find_phrase_uses(snapshot: Snapshot, phrase: str, beside: str = "") -> PhraseHistory:
    """Find the paragraphs that contain ``phrase``, and ``beside`` too; titles and symbols do not count.

    A phrase that folds to nothing has no uses. Raises ``QueryTooComplexError`` and ``SearchBusyError``.
    """
    strings = [string for string in (fold(phrase), fold(beside)) if string]
    shown: list[DocumentPhraseUses] = []
    years: list[int] = []
    documents = count = 0
    limit = TimeLimit.start()
    for number, spans in iter_matching_documents(snapshot, strings, limit):
        limit.check()
        layout = snapshot.layout(number)
        passages = _matching_passages(layout, spans)[: MAX_USES - count]
        if not passages:
            continue
        documents, count = documents + 1, count + len(passages)
        if year := int(snapshot.years[number]):
            years.append(year)
        if len(shown) < MAX_SHOWN_DOCUMENTS:
            uses = [_build_use(snapshot, number, layout, passage, strings) for passage in passages[:MAX_SHOWN_USES]]
            shown.append(DocumentPhraseUses(snapshot.card(number), uses, len(passages) - len(uses)))
        if count >= MAX_USES:
            break
    return PhraseHistory(shown, documents, count, years, count >= MAX_USES)


def count_phrase(snapshot: Snapshot, string: str, limit: TimeLimit) -> PhraseVariant | None:
    """Count the uses of a folded ``string`` as ``find_phrase_uses`` does; ``None`` without any or with too many."""
    variant = None
    for number, spans in iter_matching_documents(snapshot, [string], limit):
        limit.check()
        layout = snapshot.layout(number)
        passages = _matching_passages(layout, spans)
        if not passages:
            continue
        if variant is None:
            text = snapshot.text(number).printed(*layout.printed_span(passages[0]))
            printed = _printed_spans(text, layout.marks(passages[0]), string)
            words = "".join(text[slice(*printed[0])].split()) if printed else string
            variant = PhraseVariant(words, snapshot.card(number).key, 0, 0)
        variant = replace(variant, documents=variant.documents + 1, count=variant.count + len(passages))
        if variant.count >= MAX_USES:
            return None
    return variant


def iter_matching_documents(
    snapshot: Snapshot, strings: list[str], limit: TimeLimit
) -> Iterator[tuple[int, list[Spans]]]:
    """Yield number and spans of each string, for each document that contains all ``strings``.

    The earliest documents come first, undated ones last.
    """
    if not strings:
        return
    matcher = Matcher(snapshot, load_dictionary(), time_limit=limit)
    ids = matcher.intersect([matcher.match_string(string, "all").ids for string in strings])
    days = snapshot.days[ids]
    ids = ids[np.argsort(np.where(days > 0, days, _AFTER_EVERY_DAY), kind="stable")]
    needles = [parse_needle(string) for string in strings]
    columns = [snapshot.positions_in(matcher.positions(string, "all"), ids) for string in strings]
    for number, rows in zip(ids.tolist(), zip(*columns, strict=True), strict=True):
        text = snapshot.text(number)
        yield number, [locate(text, needle, row) for needle, row in zip(needles, rows, strict=True)]


def _matching_passages(layout: PassageLayout, spans_of_strings: Iterable[Spans]) -> list[int]:
    """Return the passages of a document that contain each string as a whole, in order."""
    common: set[int] | None = None
    for spans in spans_of_strings:
        first, last = _owners(layout, spans.starts), _owners(layout, spans.ends - 1)
        owners = set(first[(first >= 0) & (first == last)].tolist())
        common = owners if common is None else common & owners
    return sorted(common or ())


def _owners(layout: PassageLayout, offsets: np.ndarray) -> np.ndarray:
    """Return the passages at offsets of the folded text; negative numbers are symbol and title."""
    return layout.unit_owners[layout.unit_starts.searchsorted(offsets, "right") - 1]


def _build_use(snapshot: Snapshot, number: int, layout: PassageLayout, passage: int, strings: list[str]) -> PhraseUse:
    """Cut out the sentence of the first occurrence of the phrase in a passage."""
    text = snapshot.text(number).printed(*layout.printed_span(passage))
    marks = layout.marks(passage)
    phrase_spans, *beside_spans = (_printed_spans(text, marks, string) for string in strings)
    start, end = find_sentence(text, *phrase_spans[0]) if phrase_spans else (0, len(text))
    start = min(skip_footnote_marks(text, start, marks), phrase_spans[0][0] if phrase_spans else start)
    ranges = merge_ranges(span for spans in (phrase_spans, *beside_spans) for span in spans)
    hits = [(*span, hit) for hit, span in enumerate(ranges, start=1)]
    runs = split_into_runs(text, build_spans(0, [(*mark, "") for mark in marks], ()), start, end, hits)
    return PhraseUse(layout.anchor(passage), format_place(layout.label(passage), layout.kind(passage)), runs)


def _printed_spans(text: str, marks: Sequence[tuple[int, int]], string: str) -> list[tuple[int, int]]:
    """Return the spans of ``string`` in a printed passage.

    Spans across a footnote number are returned only when there are no others.
    """
    for excluded_ranges in (marks, ()):
        folded = fold_with_map(text, excluded_ranges)
        if spans := [folded.printed_span(*span) for span in squeeze(folded.text).find(parse_needle(string))]:
            return spans
    return []
