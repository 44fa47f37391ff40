"""Documents as a search engine receives them, and the part of them that a result shows."""

import json
from dataclasses import dataclass, fields
from datetime import date

FIELD_OF_KIND = {
    "preamble": "preamble",
    "operative": "operative",
    "sub": "operative",
    "annex": "notes",
    "footnote": "notes",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraph to index.

    ``marks`` are the ranges of footnote numbers inside ``text``: characters, end exclusive.
    """

    kind: str
    label: str
    anchor: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Fields of a document that a search result shows beside its paragraphs.

    ``key`` is the primary key. ``subject`` is the agenda item in Chinese, searched as part of the title.
    ``cited`` counts citations received. ``added`` is the time of publication here, in seconds since 1970.
    ``quality`` is that of the text, empty when it is unknown.
    ``stamp`` differs between two states of the document.
    """

    key: int
    symbol: str
    title: str
    subject: str = ""
    url: str
    kind: str
    organ: str
    date: date | None
    year: int | None
    cited: int
    added: int = 0
    quality: str = ""
    stamp: str = ""

    def to_bytes(self) -> bytes:
        """Encode the card for its column."""
        values = [getattr(self, name) for name in CARD_FIELDS]
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=str).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Card":
        """Decode what ``to_bytes`` encoded."""
        values = dict(zip(CARD_FIELDS, json.loads(raw), strict=True))
        values["date"] = date.fromisoformat(values["date"]) if values["date"] else None
        return cls(**values)


CARD_FIELDS = tuple(field.name for field in fields(Card))


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexableDocument(Card):
    """Document to index.

    ``cites`` has the cited symbol of each citation and ``themes`` its theme. ``verbs`` has verb and cited symbol of
    each citation with a verb. All may repeat a value.
    """

    passages: tuple[Passage, ...]
    cites: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    verbs: tuple[tuple[str, str], ...] = ()

    def card(self) -> Card:
        """Return the card alone."""
        return Card(**{name: getattr(self, name) for name in CARD_FIELDS})
