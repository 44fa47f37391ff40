"""One document as the index takes it: plain values in, folded text, words and a card out."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from search.analysis import tokens
from search.folding import BREAK, Folded, fold, fold_with_map
from search.words import Dictionary

WORD_FIELDS = ("symbol", "title", "preamble", "operative", "body", "notes")
VALUE_FIELDS = ("kind", "organ", "cites", "theme")
FIELD_OF_KIND = {
    "preamble": "preamble",
    "operative": "operative",
    "sub": "operative",
    "annex": "notes",
    "footnote": "notes",
}
_AROUND_MARK = 16  # characters kept on either side of a footnote mark, for what is copied across it


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


@dataclass(slots=True)
class Entry:
    """What is written for one document.

    ``text`` is all of it folded: symbol, title, then the paragraphs as one running text.
    ``words`` counts the tokens of each field; ``values`` the terms of each value field.
    ``card`` is what a result shows, with the places of the paragraphs in ``text`` and
    ``reading``, both in bytes of UTF-8.
    """

    key: int
    year: int
    day: int
    cited: int
    text: bytes
    reading: bytes
    card: bytes
    words: dict[str, Counter[str]] = field(default_factory=dict)
    values: dict[str, Counter[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A stretch of the folded text: from which paragraph (-1 the title, -2 the symbol), for which field."""

    text: str
    passage: int
    field: str
    is_variant: bool = False


def make_entry(source: Source, dictionary: Dictionary) -> Entry:
    """Fold and count one document. No text raises."""
    units = list(_units(source))
    pieces = [unit.text for unit in units]
    text = "".join(pieces)
    words: dict[str, Counter[str]] = {}
    places: list[tuple[int, int, int]] = []
    start = position = 0
    for unit, piece in zip(units, pieces, strict=True):
        words.setdefault(unit.field, Counter()).update(tokens(text, dictionary, start, start + len(piece)))
        places.append((position, unit.passage, int(unit.is_variant)))
        start += len(piece)
        position += len(piece.encode())
    values = {
        "kind": Counter([source.kind]),
        "organ": Counter([source.organ or "-"]),
        "cites": Counter(source.cites),
        "theme": Counter(source.themes),
    }
    return Entry(
        key=source.key,
        year=source.year or 0,
        day=source.date.toordinal() if source.date else 0,
        cited=source.cited,
        text=text.encode(),
        reading="".join(passage.text for passage in source.passages).encode(),
        card=_card(source, places),
        words=words,
        values=values,
    )


def _units(source: Source) -> Iterator[_Unit]:
    yield _Unit(fold(source.symbol) + BREAK, -2, "symbol")
    yield _Unit(fold(source.title) + BREAK, -1, "title")
    before = BREAK
    variants: list[_Unit] = []
    for number, passage in enumerate(source.passages):
        field_name = FIELD_OF_KIND.get(passage.kind, "body")
        folded = fold_with_map(passage.text, passage.marks) if passage.marks else None
        text = folded.text if folded else fold(passage.text)
        glue = " " if _is_word(before[-1:]) and _is_word(text[:1]) else ""
        yield _Unit(glue + text, number, field_name)
        before = text or before
        if folded:
            variants += [_Unit(BREAK + text, number, field_name, True) for text in _across_marks(passage)]
    yield from variants


def _is_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _across_marks(passage: Passage) -> Iterable[str]:
    """The text around each footnote mark with the mark left in, for a reader who copied it too."""
    whole = fold_with_map(passage.text)
    return [_around(whole, start, end) for start, end in passage.marks]


def _around(whole: Folded, start: int, end: int) -> str:
    inside = [i for i, place in enumerate(whole.source) if start <= place < end]
    return whole.text[max(inside[0] - _AROUND_MARK, 0) : inside[-1] + 1 + _AROUND_MARK] if inside else ""


def _card(source: Source, places: list[tuple[int, int, int]]) -> bytes:
    starts = [0]
    for passage in source.passages:
        starts.append(starts[-1] + len(passage.text.encode()))
    card = {
        "key": source.key,
        "symbol": source.symbol,
        "title": source.title,
        "url": source.url,
        "kind": source.kind,
        "organ": source.organ,
        "date": source.date.isoformat() if source.date else None,
        "year": source.year,
        "cited": source.cited,
        "stamp": source.stamp,
        "passages": [[p.kind, p.label, p.anchor, p.marks] for p in source.passages],
        "starts": starts,
        "places": places,
    }
    return json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode()
