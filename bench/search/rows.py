"""What a database gives for one results page, and the portal's own ``Answer`` made of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from search.index.entries import Card, Source
from search.query.parser import Query
from search.results.answer import Answer, Result
from search.results.facets import Count
from search.results.run import Request
from search.results.snippets import Marked, Snippet

COLUMNS = ("key", "symbol", "title", "url", "kind", "organ", "date", "year", "cited")
START, END = "\x01", "\x02"  # around a hit in a snippet
FACETS = ("kind", "organ", "year", "cites", "theme")


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph by its number in the document, its words apart, hits between ``START`` and ``END``."""

    number: int
    text: str


@dataclass(slots=True)
class Rows:
    """``found`` are rows of a name, a value and a number: the best documents, the total, the facets."""

    found: Iterable[tuple]
    best: list[int] = field(default_factory=list)
    total: int = 0
    facets: dict[str, list[Count]] = field(default_factory=lambda: {name: [] for name in FACETS})
    cards: list[tuple] = field(default_factory=list)
    hits: dict[int, list[Hit]] = field(default_factory=dict)
    hit_counts: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, value, number in self.found:
            if name == "best":
                self.best.append(int(value))
            elif name == "total":
                self.total = int(number)
            else:
                self.facets[name].append(Count(str(value), int(number)))


def row(source: Source) -> tuple:
    """A document's columns, in the order of ``COLUMNS``."""
    values = {name: getattr(source, name) for name in COLUMNS}
    return tuple((values | {"date": source.date.isoformat() if source.date else None}).values())


def _card(values: tuple) -> Card:
    named = dict(zip(COLUMNS, values, strict=True))
    return Card(**named | {"date": date.fromisoformat(named["date"])})


def answer(rows: Rows, request: Request) -> Answer:
    cards = {values[0]: _card(values) for values in rows.cards}
    results = []
    for key in rows.best:
        hits = rows.hits.get(key, [])
        more = rows.hit_counts.get(key, 0) - len(hits)
        title, subject = Marked(cards[key].title, ()), Marked("", ())
        results.append(Result(cards[key], title, subject, 0.0, tuple(map(snippet, hits)), more))
    return Answer(
        query=Query(request.typed, None, request.typed),
        mode=request.mode or "exact",
        scope=request.scope,
        total=rows.total,
        results=tuple(results),
        facets=rows.facets,
        added=(),
        fell_back=False,
    )


def snippet(hit: Hit) -> Snippet:
    """The blanks between the words go, the marks become ranges."""
    shown = hit.text.replace(" ", "")
    text, ranges = "", []
    for number, piece in enumerate(shown.strip("…").split(START)):
        marked, mark, rest = piece.partition(END) if number else ("", "", piece)
        if mark:
            ranges.append((len(text), len(text) + len(marked)))
        text += marked + rest
    label = f"p{hit.number + 1}"
    return Snippet(text, tuple(ranges), label, label, "body", shown.startswith("…"), shown.endswith("…"))
