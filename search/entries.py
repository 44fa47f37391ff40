"""One document as the index takes it: plain values in, folded text, card and layout out."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

import numpy as np

from search.folding import BREAK, fold_each, fold_with_map, odd_characters
from search.layout import AROUND_MARK, GLUED, KINDS, PLAIN, SYMBOL, TITLE, VARIANT, Layout, units_in

WORD_FIELDS = ("symbol", "title", "preamble", "operative", "body", "notes")
VALUE_FIELDS = ("kind", "organ", "cites", "theme")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph to index; ``marks`` are the ranges of footnote numbers glued to its text."""

    kind: str
    label: str
    anchor: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A document to index. ``stamp`` tells one state of it from another."""

    key: int
    symbol: str
    title: str
    url: str
    kind: str
    organ: str
    date: date | None
    year: int | None
    cited: int
    passages: tuple[Passage, ...]
    cites: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What a result shows of a document beside its paragraphs."""

    key: int
    symbol: str
    title: str
    url: str
    kind: str
    organ: str
    date: date | None
    year: int | None
    cited: int
    stamp: str

    def to_bytes(self) -> bytes:
        values = [getattr(self, name) for name in self.__slots__]
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=str).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Card":
        values = json.loads(raw)
        values[6] = date.fromisoformat(values[6]) if values[6] else None
        return cls(*values)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written for one document; ``text`` is all of it folded: symbol, title, the paragraphs as one text."""

    card: Card
    layout: Layout
    text: str
    reading: str
    values: dict[str, Counter[str]]


def make_entry(source: Source) -> Entry:
    """Fold one document. No text raises."""
    units = list(_units(source))
    values = {
        "kind": Counter([source.kind]),
        "organ": Counter([source.organ or "-"]),
        "cites": Counter(source.cites),
        "theme": Counter(source.themes),
    }
    return Entry(
        card=Card(*(getattr(source, name) for name in Card.__slots__)),
        layout=_layout(source, units),
        text="".join(text for text, _, _ in units),
        reading="".join(passage.text for passage in source.passages),
        values=values,
    )


def _units(source: Source) -> Iterator[tuple[str, int, int]]:
    """Stretches of folded text, their passages and flags.

    Symbol, title, the paragraphs as one running text, then what surrounds footnote marks.
    """
    symbol, title, *folded = fold_each([source.symbol, source.title, *(p.text for p in source.passages)])
    yield symbol + BREAK, SYMBOL, 0
    yield title + BREAK, TITLE, 0
    odd = odd_characters("".join(passage.text for passage in source.passages))
    plain = [
        fold_with_map(p.text, p.marks).text if p.marks else text
        for p, text in zip(source.passages, folded, strict=True)
    ]
    for number, (passage, glue) in enumerate(zip(source.passages, _glue(plain), strict=True)):
        is_plain = not passage.marks and not any(character in passage.text for character in odd)
        yield glue + plain[number], number, (PLAIN if is_plain else 0) | (GLUED if glue else 0)
    if any(passage.marks for passage in source.passages):
        for text, number in _across_marks(source.passages, folded):
            yield BREAK + text, number, VARIANT


def _glue(texts: Iterable[str]) -> Iterator[str]:
    """What keeps each text apart from the one before: a blank between two words or numbers."""
    before = BREAK
    for text in texts:
        yield " " if _is_word(before[-1:]) and _is_word(text[:1]) else ""
        before = text or before


def _is_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _across_marks(passages: Sequence[Passage], folded: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The text around each footnote mark with the marks left in, for a reader who copied them too.

    It reaches into the passages before and after. The mark always begins after ``AROUND_MARK`` characters.
    """
    texts = [glue + text for glue, text in zip(_glue(folded), folded, strict=True)]
    running = BREAK * AROUND_MARK + "".join(texts)
    ends = accumulate(map(len, texts))
    for number, (passage, text, end) in enumerate(zip(passages, folded, ends, strict=True)):
        whole = fold_with_map(passage.text) if passage.marks else None
        for first, last in passage.marks:
            inside = whole.inside(first, last)
            start = end - len(text) + inside.start  # AROUND_MARK characters before the mark
            yield running[start : start + len(inside) + 2 * AROUND_MARK], number


def _layout(source: Source, units: list[tuple[str, int, int]]) -> Layout:
    passages = source.passages
    marks = {number: passage.marks for number, passage in enumerate(passages) if passage.marks}
    strings = [*(passage.label for passage in passages), *(passage.anchor for passage in passages), json.dumps(marks)]
    kinds = [KINDS.index(passage.kind) if passage.kind in KINDS else -1 for passage in passages]
    return Layout(
        places=np.array([0, *accumulate(len(text) for text, _, _ in units)]),
        owners=np.array([owner for _, owner, _ in units]),
        starts=np.array([0, *accumulate(units_in(passage.text) for passage in passages)]),
        kinds=np.array([kind % len(KINDS) for kind in kinds], np.int64),
        flags=bytes(flags for _, _, flags in units),
        strings="\n".join(strings).encode(),
    )
