"""Every use of a phrase in the published texts, by document, the earliest first: read from the search's index.

The index holds each text folded, so width, traditional characters and blanks beside digits do not matter here
either; only what is shown is read as printed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from resolutions.display.labels import format_label
from resolutions.display.runs import Run, build_spans, split_into_runs
from resolutions.display.sentences import find_sentence, skip_footnote_marks
from search.chinese.dictionary import load_dictionary
from search.chinese.folding import fold, fold_with_map
from search.index.entries import Card
from search.index.passage_layout import PassageLayout
from search.index.positions import Positions
from search.index.snapshot import Snapshot
from search.results.matching import Matcher
from search.results.snippets import merge_ranges

MAX_USES = 2000  # paragraphs counted for one page; of a phrase that stands in more the earliest are
MAX_SHOWN_DOCUMENTS = 40  # the earliest, with their sentences; the chart and the numbers count all
MAX_SHOWN_USES = 3  # of one document
_UNDATED = 10**9  # later than any day, as ``date.toordinal`` counts them


class PhraseUse(NamedTuple):
    """One sentence that holds the phrase, with the phrase marked; ``anchor`` and ``place`` are its paragraph's."""

    anchor: str
    place: str
    runs: list[Run]


class DocumentPhraseUses(NamedTuple):
    """A document with its first uses; ``more`` counts those left out."""

    card: Card
    uses: list[PhraseUse]
    more: int


@dataclass(frozen=True, slots=True)
class PhraseHistory:
    """``found`` are the earliest documents with their sentences, ``years`` the year of each document that has one;
    ``is_cut`` when there are more than ``MAX_USES``, which were not counted to the end."""

    found: list[DocumentPhraseUses]
    documents: int
    count: int
    years: list[int]
    is_cut: bool


def find_phrase_uses(snapshot: Snapshot, phrase: str, beside: str = "") -> PhraseHistory:
    """The paragraphs that hold ``phrase``, and ``beside`` too; headings count, titles and symbols do not."""
    needles = [needle for needle in (fold(phrase), fold(beside)) if needle]
    found: list[DocumentPhraseUses] = []
    years: list[int] = []
    documents = count = 0
    for number, places in _holders(snapshot, needles):
        layout = snapshot.layout(number)
        passages = _passages(layout, needles, places)[: MAX_USES - count]
        if not passages:
            continue
        documents, count = documents + 1, count + len(passages)
        if year := int(snapshot.years[number]):
            years.append(year)
        if len(found) < MAX_SHOWN_DOCUMENTS:
            shown = [_use(snapshot, number, layout, passage, needles) for passage in passages[:MAX_SHOWN_USES]]
            found.append(DocumentPhraseUses(snapshot.card(number), shown, len(passages) - len(shown)))
        if count >= MAX_USES:
            break
    return PhraseHistory(found, documents, count, years, count >= MAX_USES)


def _holders(snapshot: Snapshot, needles: list[str]) -> Iterator[tuple[int, Sequence[Positions]]]:
    """The documents that hold all of ``needles`` and where in their folded texts, the earliest first, undated last."""
    if not needles:
        return
    matcher = Matcher(snapshot, load_dictionary())
    ids = matcher.common([matcher.string(needle, "all").ids for needle in needles])
    days = snapshot.days[ids]
    ids = ids[np.argsort(np.where(days > 0, days, _UNDATED), kind="stable")]
    places = [snapshot.positions_in(matcher.places(needle, "all"), ids) for needle in needles]
    yield from zip(ids.tolist(), zip(*places, strict=True), strict=True)


def _passages(layout: PassageLayout, needles: list[str], places: Sequence[Positions]) -> list[int]:
    """The passages of a folded document that hold each of ``needles`` whole, in order."""
    common: set[int] | None = None
    for needle, starts in zip(needles, places, strict=True):
        first, last = _owners(layout, starts), _owners(layout, starts + len(needle) - 1)
        owners = set(first[(first >= 0) & (first == last)].tolist())
        common = owners if common is None else common & owners
    return sorted(common or ())


def _owners(layout: PassageLayout, places: Positions) -> np.ndarray:
    """The passages in which places of the folded text lie; below 0 for symbol and title."""
    return layout.unit_owners[layout.unit_starts.searchsorted(places, "right") - 1]


def _use(snapshot: Snapshot, number: int, layout: PassageLayout, passage: int, needles: list[str]) -> PhraseUse:
    """The sentence of the first use in a passage."""
    text = snapshot.printed_text(number, int(layout.passage_starts[passage]), int(layout.passage_starts[passage + 1]))
    marks = layout.marks(passage)
    first, *beside = (_printed(text, marks, needle) for needle in needles)
    start, end = find_sentence(text, *first[0]) if first else (0, len(text))
    start = min(skip_footnote_marks(text, start, marks), first[0][0] if first else start)
    ranges = merge_ranges(one for places in (first, *beside) for one in places)
    hits = [(*one, number) for number, one in enumerate(ranges, start=1)]
    runs = split_into_runs(text, build_spans(0, [(*mark, "") for mark in marks], ()), start, end, hits)
    return PhraseUse(layout.anchor(passage), format_label(layout.label(passage)), runs)


def _printed(text: str, marks: Sequence[tuple[int, int]], needle: str) -> list[tuple[int, int]]:
    """Where ``needle`` stands in a passage as printed; across a footnote's number only where it stands nowhere else."""
    for left_out in (marks, ()):
        folded = fold_with_map(text, left_out)
        if places := [folded.printed_span(*match.span()) for match in re.finditer(re.escape(needle), folded.text)]:
            return places
    return []
