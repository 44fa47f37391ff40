"""Random boolean queries for ``bench.search.boolean``: each as a reader types it, and as a test of one document.

The test reads the paragraphs of the document. It knows neither the parser nor the index.
"""

import random
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import accumulate, groupby, pairwise

from search.chinese.folding import fold, iter_separators
from search.chinese.needles import parse_needle
from search.chinese.squeezing import SqueezedText, squeeze
from search.chinese.tokens import MAX_JOINED_WORDS
from search.protocol.documents import FIELD_OF_KIND, IndexableDocument

Test = Callable[["PlainDocument"], bool]
SECTIONS = {
    "title": "标题",
    "agenda": "议程项目",
    "preamble": "序言",
    "operative": "执行",
    "notes": "附件",
    "body": "正文",
}
KINDS = {"resolution": "决议", "statement": "主席声明", "letter": "信件", "report": "报告"}
VERBS = ("回顾", "重申", "根据", "欢迎")
MAX_DEPTH = 3
HEAD_COUNT = 3  # symbol, title and agenda item
_LATIN_WORD = re.compile(r"[a-z0-9]+")
_SENTENCE_END = re.compile(r"(?<=[。;!?])")


@dataclass(frozen=True, eq=False)
class PlainDocument:
    """A document as the tests of queries read it; ``cited_symbols`` are those that its own citers cite."""

    source: IndexableDocument
    cited_by: frozenset[str]

    @cached_property
    def paragraphs(self) -> list[tuple[str, str]]:
        """Field and folded text of the title, the agenda item and each paragraph."""
        heads = [("symbol", self.source.symbol), ("title", self.source.title), ("agenda", self.source.subject)]
        passages = [(FIELD_OF_KIND.get(one.kind, "body"), one.text) for one in self.source.passages]
        return [(field, fold(text)) for field, text in [*heads, *passages]]

    def texts(self, scope: str) -> list[str]:
        """Return the paragraphs of a scope; ``not_title`` are all but those of the title."""
        return [text for field, text in self.paragraphs if _is_in(field, scope)]

    def contains(self, scope: str, text: str, is_phrase: bool = False) -> bool:
        """Return whether a scope has a text, which may reach from one paragraph into the next.

        Punctuation does not matter unless the text ``is_phrase``.
        """
        needle = parse_needle(text, is_phrase)
        return any(next(stretch.find(needle), None) for stretch in self._stretches(scope))

    @cache  # noqa: B019  # the documents live as long as the comparison
    def _stretches(self, scope: str) -> list[SqueezedText]:
        """Return the heads, then the paragraphs that follow one another in a scope, joined."""
        heads, passages = self.paragraphs[:HEAD_COUNT], self.paragraphs[HEAD_COUNT:]
        stretches = [squeeze(text) for field, text in heads if _is_in(field, scope)]
        separators = iter_separators([text for _, text in passages])
        for is_inside, group in groupby(zip(separators, passages, strict=True), lambda row: _is_in(row[1][0], scope)):
            if is_inside:
                texts = [separator + text for separator, (_, text) in group]
                stretches.append(squeeze("".join(texts), [0, *accumulate(map(len, texts))]))
        return stretches

    def words(self, scope: str) -> set[str]:
        """Return the numbers and Latin words of a scope, and those that joining punctuation separates as one."""
        return {word for stretch in self._stretches(scope) for word in _iter_words(stretch)}

    def occurrences(self, scope: str, text: str) -> list[list[tuple[int, int]]]:
        """Return for each paragraph where a text stands, in characters without punctuation; ends are exclusive."""
        return [_occurrences(squeeze(paragraph), text) for paragraph in self.texts(scope)]


def _iter_words(text: SqueezedText) -> Iterator[str]:
    breaks = {*text.barriers.tolist(), len(text.characters)}
    word_starts = {*text.after_gap.tolist()}
    for run in _split(text.characters, breaks):
        pieces = _split_run(run, word_starts)
        for count in range(1, MAX_JOINED_WORDS + 1):
            yield from ("".join(pieces[at : at + count]) for at in range(len(pieces) - count + 1))


def _split(characters: str, breaks: set[int]) -> Iterator[tuple[int, str]]:
    """Yield the runs of letters and digits that no barrier separates, with their positions."""
    for match in _LATIN_WORD.finditer(characters):
        bounds = [match.start(), *sorted(at for at in breaks if match.start() < at < match.end()), match.end()]
        yield from ((start, characters[start:end]) for start, end in pairwise(bounds))


def _split_run(run: tuple[int, str], word_starts: set[int]) -> list[str]:
    start, letters = run
    bounds = [0, *(at for at in range(1, len(letters)) if start + at in word_starts), len(letters)]
    return [letters[low:high] for low, high in pairwise(bounds)]


def _occurrences(text: SqueezedText, string: str) -> list[tuple[int, int]]:
    found = text.find(parse_needle(string))
    return [(int(text.offsets.searchsorted(start)), int(text.offsets.searchsorted(end))) for start, end in found]


def _is_in(field: str, scope: str) -> bool:
    if scope == "all":
        return True
    fields = ("title", "agenda") if scope.endswith("title") else (scope.removeprefix("not_"),)
    return (field in fields) != scope.startswith("not_")


@dataclass(frozen=True, eq=False)
class BooleanQuery:
    """A query and the test that a document must pass to be found."""

    typed: str
    test: Test
    is_simple: bool = False  # needs no brackets within another query


class QueryMaker:
    """Maker of random queries about ``documents``; the same seed makes the same queries."""

    def __init__(self, documents: Sequence[PlainDocument], seed: int):
        self.documents = documents
        self.chance = random.Random(seed)
        self.symbols = sorted({symbol for one in documents for symbol in one.source.cites})
        texts = [text for one in documents for _, text in one.paragraphs]
        self._latin_words = [word for text in texts for word in _LATIN_WORD.findall(text) if len(word) > 2]

    def make(self, depth: int = MAX_DEPTH, scope: str = "all") -> BooleanQuery:
        """Return a random query of at most ``depth`` levels."""
        if depth and self.chance.random() < 0.6:
            return self.chance.choice([self._and, self._or, self._and, self._not, self._section])(depth - 1, scope)
        makers = [self._word, self._word, self._phrase, self._prefix, self._wildcard, self._fielded, self._near]
        makers += [self._same_paragraph, self._years, self._days, self._kind, self._citation, self._counts]
        return self.chance.choice(makers)(scope)

    # Combinations

    def _and(self, depth: int, scope: str) -> BooleanQuery:
        parts = [self.make(depth, scope) for _ in range(2)]
        operator = self.chance.choice([" ", " AND ", " 与 ", " && "])
        return BooleanQuery(operator.join(map(_bracket, parts)), lambda d: all(part.test(d) for part in parts))

    def _or(self, depth: int, scope: str) -> BooleanQuery:
        parts = [self.make(depth, scope) for _ in range(2)]
        operator = self.chance.choice([" OR ", " 或 ", " || "])
        return BooleanQuery(operator.join(map(_bracket, parts)), lambda d: any(part.test(d) for part in parts))

    def _not(self, depth: int, scope: str) -> BooleanQuery:
        part = self.make(depth, scope)
        before = self.chance.choice(["NOT ", "非 ", "-", "* -", "* NOT "])
        return BooleanQuery(before + _bracket(part), lambda d: not part.test(d))

    def _section(self, depth: int, scope: str) -> BooleanQuery:
        if scope != "all":
            return self._word(scope)
        section = self.chance.choice(["title", "preamble", "operative", "notes", "body"])
        is_excluded = self.chance.random() < 0.3
        part = self.make(depth, f"not_{section}" if is_excluded else section)
        sign = self.chance.choice(["-", "NOT "]) if is_excluded else ""
        return BooleanQuery(
            f"({_bracket(part)} {sign}段落{self._colon()}{SECTIONS[section]})", part.test, is_simple=True
        )

    # Texts

    def _words(self) -> str:
        """Return some characters without punctuation of a paragraph."""
        while True:
            text = self.chance.choice(self.chance.choice(self.documents).paragraphs)[1]
            start = self.chance.randrange(len(text)) if text else 0
            found = text[start : start + self.chance.randint(2, 4)]
            if found.isalnum() and not found.isascii() and not set(found) & set("与或非同段句全"):
                return found

    def _word(self, scope: str) -> BooleanQuery:
        word = self._words()
        return BooleanQuery(word, lambda d: d.contains(scope, word), is_simple=True)

    def _phrase(self, scope: str) -> BooleanQuery:
        word = self._words()
        return BooleanQuery(f"“{word}”", lambda d: d.contains(scope, word, is_phrase=True), is_simple=True)

    def _latin(self) -> str:
        return self.chance.choice(self._latin_words)

    def _prefix(self, scope: str) -> BooleanQuery:
        start = self._latin()[:2]
        pattern = re.compile(rf"(?<![a-z0-9]){start}")
        return BooleanQuery(start + "*", lambda d: any(map(pattern.search, d.texts(scope))), is_simple=True)

    def _wildcard(self, scope: str) -> BooleanQuery:
        word = self._latin()
        at = self.chance.randrange(1, len(word))
        typed = word[:at] + self.chance.choice("*?") + word[at + 1 :] if at < len(word) - 1 else "*" + word[at - 1 :]
        inside = re.escape(typed).replace(r"\*", "[a-z0-9]*").replace(r"\?", "[a-z0-9]")
        fits = re.compile(inside).fullmatch
        return BooleanQuery(typed, lambda d: any(map(fits, d.words(scope))), is_simple=True)

    def _fielded(self, _: str) -> BooleanQuery:
        section = self.chance.choice(list(SECTIONS))
        words = [self._words() for _ in range(self.chance.choice([1, 2]))]
        inside = words[0] if len(words) == 1 else f"({' OR '.join(words)})"
        test = lambda d: any(d.contains(section, word) for word in words)  # noqa: E731
        return BooleanQuery(SECTIONS[section] + self._colon() + inside, test, is_simple=True)

    def _near(self, scope: str) -> BooleanQuery:
        one, other, distance = self._words(), self._words(), self.chance.choice([0, 3, 20, 100])
        typed = f"{one} NEAR/{distance} {other}"
        test = lambda d: any(  # noqa: E731
            _is_near(*found, distance)
            for found in zip(d.occurrences(scope, one), d.occurrences(scope, other), strict=True)
        )
        return BooleanQuery(typed, test)

    def _same_paragraph(self, scope: str) -> BooleanQuery:
        one, other = self._words(), self._words()
        if self.chance.random() < 0.5:
            test = lambda d: any(map(all, zip(d.occurrences(scope, one), d.occurrences(scope, other), strict=True)))  # noqa: E731
            return BooleanQuery(f"{one} 同段 {other}", test)
        test = lambda d: any(_is_in_one_sentence(text, one, other) for text in d.texts(scope))  # noqa: E731
        return BooleanQuery(f"{one} 同句 {other}", test)

    # Facts

    def _years(self, _: str) -> BooleanQuery:
        first = self.chance.randint(1990, 2020)
        last = first + self.chance.randint(0, 10)
        span, first, last = self.chance.choice(
            [
                (f"{first}..{last}", first, last),
                (f"{first}-{last}", first, last),
                (f">{first}", first + 1, 9999),
                (f"<={last}", 1, last),
                (f"{first}年以来", first, 9999),
                (str(first), first, first),
            ]
        )
        typed = self.chance.choice(["年份", "year"]) + self._colon() + span
        return BooleanQuery(typed, lambda d: d.source.year is not None and first <= d.source.year <= last, True)

    def _days(self, _: str) -> BooleanQuery:
        first = date(1990, 1, 1) + timedelta(self.chance.randint(0, 11_000))
        last = first + timedelta(self.chance.randint(0, 3_000))
        span, first, last = self.chance.choice(
            [
                (f"{first}..{last}", first, last),
                (f">{first}", first + timedelta(1), date.max),
                (f"<{last}", date.min, last - timedelta(1)),
                (f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日", first, last),
                (f"{first.year}..", date(first.year, 1, 1), date.max),
            ]
        )
        typed = self.chance.choice(["日期", "date"]) + self._colon() + span
        return BooleanQuery(typed, lambda d: d.source.date is not None and first <= d.source.date <= last, True)

    def _kind(self, _: str) -> BooleanQuery:
        kind = self.chance.choice(list(KINDS))
        typed = self.chance.choice([f"类型{self._colon()}{KINDS[kind]}", f"kind:{kind}"])
        return BooleanQuery(typed, lambda d: d.source.kind == kind, is_simple=True)

    def _citation(self, _: str) -> BooleanQuery:
        symbol, verb = self.chance.choice(self.symbols), self.chance.choice(VERBS)
        return self.chance.choice(
            [
                BooleanQuery(f"引用:{symbol}", lambda d: symbol in d.source.cites, True),
                BooleanQuery(f"被引:{symbol}", lambda d: symbol in d.cited_by, True),
                BooleanQuery(f"动词:{verb}", lambda d: any(one == verb for one, _ in d.source.verbs), True),
                BooleanQuery(f"(动词:{verb} 引用:{symbol})", lambda d: (verb, symbol) in d.source.verbs, True),
            ]
        )

    def _counts(self, _: str) -> BooleanQuery:
        least = self.chance.randint(0, 12)
        return BooleanQuery(f"被引{self._colon()}>={least}", lambda d: d.source.cited >= least, is_simple=True)

    def _colon(self) -> str:
        return self.chance.choice(":：")


def _bracket(query: BooleanQuery) -> str:
    return query.typed if query.is_simple else f"({query.typed})"


def _is_near(one: list[tuple[int, int]], other: list[tuple[int, int]], distance: int) -> bool:
    """Return whether two strings are at most ``distance`` characters apart, given where they stand."""
    return any(a - d <= distance and c - b <= distance for a, b in one for c, d in other)


def _is_in_one_sentence(text: str, one: str, other: str) -> bool:
    """Return whether two strings begin in one sentence."""
    ends = [match.start() for match in _SENTENCE_END.finditer(text)]
    sentences = [
        {bisect_right(ends, start) for start, _ in squeeze(text).find(parse_needle(string))} for string in (one, other)
    ]
    return not sentences[0].isdisjoint(sentences[1])
