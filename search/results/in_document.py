"""Where a reader's words stand in one document: found as the search finds them, on the text as printed. Pure.

Width, case, traditional characters, blanks beside digits and footnote marks do not matter, synonyms count, and a
hit may reach from one paragraph into the next, as the search's own (``search.index.entries``).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice

from search.chinese.cover import split_words
from search.chinese.dictionary import load_dictionary
from search.chinese.folding import UNIT_SEPARATOR, AlignedText, fold, fold_with_map, iter_separators
from search.query.parser import And, Node, Or, Query, TextCondition, parse_query
from search.query.synonyms import expand_query
from search.results.snippets import merge_ranges

TextRange = tuple[int, int]
HitRange = tuple[int, int, int]  # start and end (exclusive) in a paragraph's text, number of the hit in the document
MAX_HITS = 3_000  # marked in one document; one character may stand in it ten thousand times


@dataclass(frozen=True, slots=True)
class InDocumentQuery:
    """What a reader looks for; ``mode`` and ``use_synonyms`` as in ``search.results.run.Request``."""

    typed: str = ""
    mode: str = ""
    use_synonyms: bool = True


@dataclass(frozen=True, slots=True)
class PrintedPassage:
    """A paragraph's text without what is not read with it: footnote marks and rows that are hidden."""

    text: str
    left_out: Sequence[TextRange] = ()


class FoldedDocument:
    """The passages of a document as one folded text; ``heading`` is what stands above them, its symbol and title.

    ``whole`` are, by number, the passages that leave something out, folded with it.
    """

    def __init__(self, passages: Iterable[PrintedPassage], heading: str = ""):
        self.passages = list(passages)
        self.heading = heading
        self.folded = [fold_with_map(passage.text, passage.left_out) for passage in self.passages]
        self.whole = {
            number: fold_with_map(passage.text) for number, passage in enumerate(self.passages) if passage.left_out
        }
        self.starts: list[int] = []
        pieces: list[str] = []
        length = 0
        for blank, folded in zip(iter_separators(folded.text for folded in self.folded), self.folded, strict=True):
            self.starts.append(length + len(blank))
            pieces += [blank, folded.text]
            length += len(blank) + len(folded.text)
        self.text = "".join(pieces)

    def hits(self, question: InDocumentQuery) -> list[list[HitRange]]:
        """The hits of each passage, in order and apart from each other; one that goes on has its number twice.

        >>> text = FoldedDocument([PrintedPassage("決議第 ２５５３ 號"), PrintedPassage("决议。")])
        >>> text.hits(InDocumentQuery("2553号决议"))
        [[(4, 10, 1)], [(0, 2, 1)]]
        """
        needles = self._needles(question)
        found: list[list[HitRange]] = [[] for _ in self.passages]
        numbers = count(1)
        for start, end in merge_ranges(_places(self.text, needles))[:MAX_HITS]:
            number = next(numbers)
            for passage, first, last in self._printed(start, end):
                found[passage].append((first, last, number))
        for passage, whole in self.whole.items():
            for place in self._across_left_out(passage, whole, needles):
                found[passage] = _absorb(found[passage], place, next(numbers))
        return _in_order(found)

    def _needles(self, question: InDocumentQuery) -> set[str]:
        """The folded strings to mark: the texts of the query, or their words.

        Words when ``mode`` asks for them, or leaves it open and the document does not hold the texts as typed.

        Single characters only when they were typed, not when a word was taken apart.
        """
        query, _ = expand_query(parse_query(question.typed), question.use_synonyms)
        everything = UNIT_SEPARATOR.join(
            [fold(self.heading), self.text, *(folded.text for folded in self.whole.values())]
        )
        is_exact = query.node is None or query.verbatim in everything or _holds(everything, query.node)
        strings = {text.text for text in query.texts()}
        if question.mode == "fuzzy" or not (is_exact or question.mode):
            strings = _with_words(query)
        return {*strings, query.verbatim} - {""}

    def _printed(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The parts of ``text[start:end]`` by passage, as places in its printed text."""
        passage = bisect_right(self.starts, start) - 1
        while passage < len(self.folded) and self.starts[passage] < end:
            folded = self.folded[passage]
            first = max(start - self.starts[passage], 0)
            last = min(end - self.starts[passage], len(folded.text))
            if first < last:
                yield passage, *folded.printed_span(first, last)
            passage += 1

    def _across_left_out(self, passage: int, whole: AlignedText, needles: Iterable[str]) -> list[TextRange]:
        """Hits that hold a footnote's number, for a reader who copied it too."""
        printed = [whole.printed_span(start, end) for start, end in merge_ranges(_places(whole.text, needles))]
        return [place for place in printed if _touches(place, self.passages[passage].left_out)]


def _absorb(hits: list[HitRange], place: TextRange, number: int) -> list[HitRange]:
    """The hits with one more, which takes in those it touches."""
    inside = [hit for hit in hits if _touches(place, [hit])]
    start, end = min([place[0], *(hit[0] for hit in inside)]), max([place[1], *(hit[1] for hit in inside)])
    return [*(hit for hit in hits if hit not in inside), (start, end, inside[0][2] if inside else number)]


def _holds(text: str, node: Node) -> bool:
    """Whether a document of this folded text meets the condition as typed; what is no text is taken for met."""
    if isinstance(node, TextCondition):
        return node.text in text
    if isinstance(node, And):
        return all(_holds(text, part) for part in node.parts)
    if isinstance(node, Or):
        return any(_holds(text, part) for part in node.parts)
    return True


def _with_words(query: Query) -> set[str]:
    strings = {text.text for text in query.texts()}
    words = (text.text for text in query.texts() if not text.is_phrase and not text.is_prefix)
    strings.update(word for text in words for word in split_words(text, load_dictionary()))
    return {string for string in strings if len(string) > 1} or strings


def _places(text: str, needles: Iterable[str]) -> Iterator[TextRange]:
    for needle in needles:
        yield from (match.span() for match in islice(re.finditer(re.escape(needle), text), MAX_HITS))


def _touches(place: TextRange, others: Iterable[Sequence[int]]) -> bool:
    return any(start < place[1] and place[0] < end for start, end, *_ in others)


def _in_order(found: list[list[HitRange]]) -> list[list[HitRange]]:
    """The same hits numbered as a reader meets them."""
    numbers: dict[int, int] = {}
    return [
        [(start, end, numbers.setdefault(number, len(numbers) + 1)) for start, end, number in sorted(hits)]
        for hits in found
    ]
