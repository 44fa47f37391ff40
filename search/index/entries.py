"""Conversion of one document for the index: plain values in; folded text, card and layout out."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    AGENDA_OWNER,
    BLANK_BEFORE_FLAG,
    MARK_CONTEXT_LENGTH,
    PARAGRAPH_KINDS,
    PLAIN_FLAG,
    SYMBOL_OWNER,
    TITLE_OWNER,
    PassageLayout,
    count_utf16_units,
)
from search.protocol.documents import Card, IndexableDocument, Passage

TEXT_FIELDS = ("symbol", "title", "agenda", "preamble", "operative", "body", "notes")
KEYWORD_FIELDS = ("kind", "organ", "cites", "theme", "verb", "verb_cites", "quality", "document")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """Record of one document in a segment.

    ``text`` is folded: symbol, title, agenda item, then all paragraphs as one running text, then the contexts of
    footnote marks.
    ``printed_text`` joins the paragraphs as printed. ``values`` counts the values of each keyword field.
    """

    card: Card
    layout: PassageLayout
    text: str
    printed_text: str
    values: dict[str, Counter[str]]


def build_entry(source: IndexableDocument) -> IndexEntry:
    """Fold one document. No text makes it raise."""
    units = list(_units(source))
    values = {
        "document": Counter([source.symbol] if source.symbol else []),
        "kind": Counter([source.kind]),
        "organ": Counter([source.organ or "-"]),
        "cites": Counter(source.cites),
        "theme": Counter(source.themes),
        "quality": Counter([source.quality or "-"]),
        "verb": Counter(verb for verb, _ in source.verbs),
        "verb_cites": Counter(join_verb(verb, symbol) for verb, symbol in source.verbs if symbol),
    }
    return IndexEntry(
        card=source.card(),
        layout=_layout(source, units),
        text="".join(text for text, _, _ in units),
        printed_text="".join(passage.text for passage in source.passages),
        values=values,
    )


def join_verb(verb: str, symbol: str) -> str:
    """Return the value of ``verb_cites`` for a citation of the document ``symbol`` by a verb."""
    return f"{verb} {symbol}"


def _units(source: IndexableDocument) -> Iterator[tuple[str, int, int]]:
    """Yield the units of the folded text, each with its owner and flags.

    The order is symbol, title, agenda item, the paragraphs as one running text, the contexts of footnote marks.
    """
    heads = (source.symbol, source.title, source.subject)
    symbol, title, subject, *folded = fold_each([*heads, *(passage.text for passage in source.passages)])
    yield symbol + UNIT_SEPARATOR, SYMBOL_OWNER, 0
    yield title + UNIT_SEPARATOR, TITLE_OWNER, 0
    yield subject + UNIT_SEPARATOR if subject else "", AGENDA_OWNER, 0
    odd = find_unalignable_characters("".join(passage.text for passage in source.passages))
    plain = [
        fold_with_map(p.text, p.marks).text if p.marks else text
        for p, text in zip(source.passages, folded, strict=True)
    ]
    for number, (passage, blank) in enumerate(zip(source.passages, iter_separators(plain), strict=True)):
        is_plain = not passage.marks and not any(character in passage.text for character in odd)
        yield blank + plain[number], number, (PLAIN_FLAG if is_plain else 0) | (BLANK_BEFORE_FLAG if blank else 0)
    if any(passage.marks for passage in source.passages):
        for text, number in _mark_contexts(source.passages, folded):
            yield UNIT_SEPARATOR + text, number, 0


def _mark_contexts(passages: Sequence[Passage], folded: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield the folded text around each footnote mark, the mark included, and the number of its passage.

    A reader may have copied the mark with the text. A context reaches into the passages before and after.
    The mark always begins after ``MARK_CONTEXT_LENGTH`` characters.
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
            start = end - len(text) + inside.start  # in ``running``, which begins with as many separators
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
