"""Hits of a reader's query within one document, matched as the search matches and placed on the printed text. Pure.

Width, case, traditional characters, blanks, punctuation and footnote marks make no difference. Synonyms count. A hit
may reach from one paragraph into the next, as in the index (``search.index.entries``).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count, islice

from search.chinese.dictionary import load_dictionary
from search.chinese.folding import UNIT_SEPARATOR, AlignedText, fold, fold_with_map, iter_separators
from search.chinese.homophones import find_homophones
from search.chinese.needles import Needle, parse_needle
from search.chinese.squeezing import SqueezedText, squeeze
from search.protocol.documents import FIELD_OF_KIND
from search.protocol.highlights import merge_ranges
from search.query.content_words import content_words, longest_parts
from search.query.edits import is_one_edit
from search.query.parser import And, Near, Node, Or, Query, TextCondition, WildcardCondition, parse_query
from search.query.patterns import Pattern, build_text, fits_pattern, replace_patterns
from search.query.synonyms import expand_query

TextRange = tuple[int, int]
HitRange = tuple[int, int, int]  # start and end (exclusive) in a paragraph's text, number of the hit in the document
_LATIN_WORD = re.compile(r"[a-z0-9]+")
# The section of a kind of paragraph, as ``scope`` of a search names it.
_SECTIONS = FIELD_OF_KIND | {"heading": "title"}
MAX_HITS = 3_000  # marked in one document; a single character can occur ten thousand times


@dataclass(frozen=True, slots=True)
class InDocumentQuery:
    """A query for one document; ``mode``, ``use_synonyms`` and ``scope`` as in ``search.protocol.request``."""

    typed: str = ""
    mode: str = ""
    use_synonyms: bool = True
    scope: str = "all"

    @classmethod
    def read(cls, typed: str, mode: str, use_synonyms: bool, scope: str) -> "InDocumentQuery":
        """Read the parameters of an address; without a ``scope`` it is that of ``段落:``, if it limits the whole query.

        >>> [InDocumentQuery.read(typed, "", True, "").scope for typed in ("段落:序言 平民", "平民")]
        ['preamble', 'all']
        """
        if not scope and (":" in typed or "：" in typed):
            scope = parse_query(typed).scope or ""
        return cls(typed, mode, use_synonyms, scope if scope in _SECTIONS.values() else "all")

    def searches(self, kind: str) -> bool:
        """Return True if paragraphs of this kind are in the section that the query is limited to."""
        return self.scope in ("all", _SECTIONS.get(kind))


@dataclass(frozen=True, slots=True)
class PrintedPassage:
    """A paragraph as printed.

    ``excluded_ranges`` are not read as part of it: footnote marks and hidden table rows. Ends are exclusive.
    """

    text: str
    excluded_ranges: Sequence[TextRange] = ()


class FoldedDocument:
    """The passages of a document as one folded text; ``heading`` is the symbol and title above them.

    ``folded`` are the passages without their excluded ranges. ``complete`` are, by number, the passages that have
    such ranges, folded with them.
    """

    def __init__(self, passages: Iterable[PrintedPassage], heading: str = ""):
        self.passages = list(passages)
        self.heading = heading
        self.folded = [fold_with_map(passage.text, passage.excluded_ranges) for passage in self.passages]
        self.complete = {
            number: fold_with_map(passage.text)
            for number, passage in enumerate(self.passages)
            if passage.excluded_ranges
        }
        self.starts: list[int] = []
        pieces: list[str] = []
        length = 0
        for blank, folded in zip(iter_separators(folded.text for folded in self.folded), self.folded, strict=True):
            self.starts.append(length + len(blank))
            pieces += [blank, folded.text]
            length += len(blank) + len(folded.text)
        self.text = "".join(pieces)

    def find_hits(self, query: InDocumentQuery) -> list[list[HitRange]]:
        """Return the hits of each passage, in order and without overlaps.

        Hits are numbered through the document; one that spans two passages has its number in both.

        >>> document = FoldedDocument([PrintedPassage("決議第 ２５５３ 號"), PrintedPassage("决议。")])
        >>> document.find_hits(InDocumentQuery("2553号决议"))
        [[(4, 10, 1)], [(0, 2, 1)]]
        """
        needles = self._needles_to_mark(query)
        hits: list[list[HitRange]] = [[] for _ in self.passages]
        numbers = count(1)
        for start, end in merge_ranges(_find_all(squeeze(self.text, self.starts), needles))[:MAX_HITS]:
            number = next(numbers)
            for passage, first, last in self._printed_spans(start, end):
                hits[passage].append((first, last, number))
        for passage, complete in self.complete.items():
            for span in self._spans_across_excluded(passage, complete, needles):
                hits[passage] = _merge_hit(hits[passage], span, next(numbers))
        return _renumber(hits)

    def _needles_to_mark(self, query: InDocumentQuery) -> set[Needle]:
        """Return the strings to mark: the texts of the query, or their words.

        Words are marked when ``mode`` asks for them, or when it is open and the document lacks the texts as typed.
        """
        tree, _ = expand_query(parse_query(query.typed), query.use_synonyms)
        everything = self._squeeze_everything()
        tree = replace(tree, node=replace_patterns(tree.node, partial(_find_words, everything)))
        whole = parse_needle(tree.verbatim, not tree.is_plain)
        is_exact = tree.node is None or _has(everything, whole) or _contains(everything, tree.node)
        needles = {parse_needle(text.text, text.is_phrase) for text in tree.texts()}
        if query.mode == "fuzzy" or not (is_exact or query.mode):
            needles = _with_words(tree, everything)
        return {needle for needle in (*needles, whole) if needle.string}

    def _squeeze_everything(self) -> SqueezedText:
        """Squeeze the heading, the text and the passages with their excluded ranges."""
        heading = fold(self.heading) + UNIT_SEPARATOR
        others = "".join(UNIT_SEPARATOR + folded.text for folded in self.complete.values())
        return squeeze(heading + self.text + others, [len(heading) + start for start in self.starts])

    def _printed_spans(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield passage, start and end in its printed text, for each passage that ``text[start:end]`` touches."""
        passage = bisect_right(self.starts, start) - 1
        while passage < len(self.folded) and self.starts[passage] < end:
            folded = self.folded[passage]
            first = max(start - self.starts[passage], 0)
            last = min(end - self.starts[passage], len(folded.text))
            if first < last:
                yield passage, *folded.printed_span(first, last)
            passage += 1

    def _spans_across_excluded(self, passage: int, complete: AlignedText, needles: Iterable[Needle]) -> list[TextRange]:
        """Return the hits that contain an excluded range, for a reader who copied a footnote number too."""
        ranges = merge_ranges(_find_all(squeeze(complete.text), needles))
        spans = [complete.printed_span(start, end) for start, end in ranges]
        return [span for span in spans if _overlaps_any(span, self.passages[passage].excluded_ranges)]


def _merge_hit(hits: list[HitRange], span: TextRange, number: int) -> list[HitRange]:
    """Add a hit; it is joined with the hits that it overlaps and takes the number of the first."""
    inside = [hit for hit in hits if _overlaps_any(span, [hit])]
    start, end = min([span[0], *(hit[0] for hit in inside)]), max([span[1], *(hit[1] for hit in inside)])
    return [*(hit for hit in hits if hit not in inside), (start, end, inside[0][2] if inside else number)]


def _has(text: SqueezedText, needle: Needle) -> bool:
    return next(text.find(needle), None) is not None


def _contains(text: SqueezedText, node: Node) -> bool:
    """Return True when a text meets the condition as typed; conditions on other fields count as met."""
    if isinstance(node, TextCondition):
        return _has(text, parse_needle(node.text, node.is_phrase))
    if isinstance(node, And | Near):
        return all(_contains(text, part) for part in node.parts)
    if isinstance(node, Or):
        return any(_contains(text, part) for part in node.parts)
    return True


def _find_words(text: SqueezedText, pattern: Pattern) -> list[TextCondition]:
    """Return the words of a text that fit a pattern; the pattern itself when there are none."""
    words = dict.fromkeys(_LATIN_WORD.findall(text.text))
    if isinstance(pattern, WildcardCondition):
        found = [word for word in words if fits_pattern(word, pattern.pattern)] or [pattern.pattern]
    elif pattern.text.isascii():
        found = [pattern.text, *(word for word in words if is_one_edit(word, pattern.text))]
    else:
        homophones = (word for word in find_homophones(pattern.text, load_dictionary()) if word in text.characters)
        found = [pattern.text, *(word for word in homophones if len(word) == len(pattern.text))]
    return [build_text(pattern, word) for word in found]


def _with_words(query: Query, text: SqueezedText) -> set[Needle]:
    """Return the texts of a query and their words; single characters only when there is nothing longer.

    In place of a compound word that ``text`` lacks, its parts are returned as well.
    """
    needles = {parse_needle(condition.text, condition.is_phrase) for condition in query.texts()}
    for condition in query.texts():
        if not (condition.is_phrase or condition.is_prefix or condition.is_name or condition.is_word):
            for word in content_words(condition.text, load_dictionary()):
                needles.add(parse_needle(word))
                if word not in text.characters:
                    needles.update(map(parse_needle, longest_parts(word, load_dictionary())))
    return {needle for needle in needles if len(needle.string) > 1} or needles


def _find_all(text: SqueezedText, needles: Iterable[Needle]) -> Iterator[TextRange]:
    for needle in needles:
        yield from islice(text.find(needle), MAX_HITS)


def _overlaps_any(span: TextRange, others: Iterable[Sequence[int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end, *_ in others)


def _renumber(hits: list[list[HitRange]]) -> list[list[HitRange]]:
    """Return the hits in reading order, numbered from 1 in that order."""
    numbers: dict[int, int] = {}
    return [
        [(start, end, numbers.setdefault(number, len(numbers) + 1)) for start, end, number in sorted(passage_hits)]
        for passage_hits in hits
    ]
