"""One document as the index takes it: plain values in, folded text, card and layout out."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import accumulate

import numpy as np

from search.chinese.folding import (
    UNIT_SEPARATOR,
    find_unalignable_characters,
    fold_each,
    fold_with_map,
    iter_separators,
)
from search.index.passage_layout import (
    BLANK_BEFORE_FLAG,
    MARK_CONTEXT_LENGTH,
    PARAGRAPH_KINDS,
    PLAIN_FLAG,
    SYMBOL_OWNER,
    TITLE_OWNER,
    PassageLayout,
    count_utf16_units,
)

TEXT_FIELDS = ("symbol", "title", "preamble", "operative", "body", "notes")
KEYWORD_FIELDS = ("kind", "organ", "cites", "theme")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph to index; ``marks`` are the ranges of footnote numbers glued to its text."""

    kind: str
    label: str
    anchor: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a result shows of a document beside its paragraphs. ``stamp`` tells one state of it from another."""

    key: int
    symbol: str
    title: str
    subject: str = ""  # what it is about: the agenda item; found as part of the title
    url: str
    kind: str
    organ: str
    date: date | None
    year: int | None
    cited: int
    added: int = 0  # when the text was published here, in seconds since 1970
    stamp: str = ""

    def to_bytes(self) -> bytes:
        values = [getattr(self, name) for name in CARD_FIELDS]
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=str).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Card":
        values = dict(zip(CARD_FIELDS, json.loads(raw), strict=True))
        values["date"] = date.fromisoformat(values["date"]) if values["date"] else None
        return cls(**values)


CARD_FIELDS = tuple(field.name for field in fields(Card))


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexableDocument(Card):
    """A document to index: its card, paragraphs, and what it cites, as often as it does."""

    passages: tuple[Passage, ...]
    cites: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()

    def card(self) -> Card:
        return Card(**{name: getattr(self, name) for name in CARD_FIELDS})


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What is written for one document; ``text`` is all of it folded: symbol, title, the paragraphs as one text."""

    card: Card
    layout: PassageLayout
    text: str
    printed_text: str
    values: dict[str, Counter[str]]


def build_entry(source: IndexableDocument) -> IndexEntry:
    """Fold one document. No text raises."""
    units = list(_units(source))
    values = {
        "kind": Counter([source.kind]),
        "organ": Counter([source.organ or "-"]),
        "cites": Counter(source.cites),
        "theme": Counter(source.themes),
    }
    return IndexEntry(
        card=source.card(),
        layout=_layout(source, units),
        text="".join(text for text, _, _ in units),
        printed_text="".join(passage.text for passage in source.passages),
        values=values,
    )


def _units(source: IndexableDocument) -> Iterator[tuple[str, int, int]]:
    """Stretches of folded text, their passages and flags.

    Symbol, title, the paragraphs as one running text, then what surrounds footnote marks.
    """
    heads = (source.symbol, source.title, source.subject)
    symbol, title, subject, *folded = fold_each([*heads, *(passage.text for passage in source.passages)])
    yield symbol + UNIT_SEPARATOR, SYMBOL_OWNER, 0
    yield title + UNIT_SEPARATOR + (subject + UNIT_SEPARATOR if subject else ""), TITLE_OWNER, 0
    odd = find_unalignable_characters("".join(passage.text for passage in source.passages))
    plain = [
        fold_with_map(p.text, p.marks).text if p.marks else text
        for p, text in zip(source.passages, folded, strict=True)
    ]
    for number, (passage, blank) in enumerate(zip(source.passages, iter_separators(plain), strict=True)):
        is_plain = not passage.marks and not any(character in passage.text for character in odd)
        yield blank + plain[number], number, (PLAIN_FLAG if is_plain else 0) | (BLANK_BEFORE_FLAG if blank else 0)
    if any(passage.marks for passage in source.passages):
        for text, number in _across_marks(source.passages, folded):
            yield UNIT_SEPARATOR + text, number, 0


def _across_marks(passages: Sequence[Passage], folded: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The text around each footnote mark with the marks left in, for a reader who copied them too.

    It reaches into the passages before and after. The mark always begins after ``MARK_CONTEXT_LENGTH`` characters.
    """
    texts = [blank + text for blank, text in zip(iter_separators(folded), folded, strict=True)]
    running = UNIT_SEPARATOR * MARK_CONTEXT_LENGTH + "".join(texts)
    ends = accumulate(map(len, texts))
    for number, (passage, text, end) in enumerate(zip(passages, folded, ends, strict=True)):
        if not passage.marks:
            continue
        whole = fold_with_map(passage.text)
        for first, last in passage.marks:
            inside = whole.folded_range(first, last)
            start = end - len(text) + inside.start  # AROUND_MARK characters before the mark
            yield running[start : start + len(inside) + 2 * MARK_CONTEXT_LENGTH], number


def _layout(source: IndexableDocument, units: list[tuple[str, int, int]]) -> PassageLayout:
    passages = source.passages
    marks = {number: passage.marks for number, passage in enumerate(passages) if passage.marks}
    names = [*(passage.label for passage in passages), *(passage.anchor for passage in passages)]
    strings = [name.encode() for name in (*names, json.dumps(marks))]
    kinds = [PARAGRAPH_KINDS.index(passage.kind) if passage.kind in PARAGRAPH_KINDS else -1 for passage in passages]
    return PassageLayout(
        unit_starts=np.array([0, *accumulate(len(text) for text, _, _ in units)]),
        unit_owners=np.array([owner for _, owner, _ in units]),
        passage_starts=np.array([0, *accumulate(count_utf16_units(passage.text) for passage in passages)]),
        kinds=np.array([kind % len(PARAGRAPH_KINDS) for kind in kinds], np.int64),
        flags=bytes(flags for _, _, flags in units),
        string_bounds=np.array([0, *accumulate(map(len, strings))]),
        strings=b"".join(strings),
    )
