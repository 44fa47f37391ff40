"""What the finders of this package hand to each other.

All of them work on *squeezed* text: folded to simplified half-width characters, without
blanks (``resolutions.text.fold``). Offsets count its characters; ``finder`` maps them back.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CitationContext:
    """What is known of the document around a passage.

    ``organ`` is the organ whose document it is (``S``, ``A``, empty when unknown): the 其 of
    回顾其…号决议. ``number`` and ``year`` are those of a resolution, which cites no later one.
    ``years`` tells, for a number cited with its year elsewhere in the document, its symbol.
    ``previous`` is the symbol that 同上 means.
    """

    symbol: str = ""
    organ: str = ""
    number: int | None = None
    year: int | None = None
    symbols_by_number: dict[int, str] = field(default_factory=dict)
    ibidem_symbol: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention in squeezed text. ``scope`` is where the list it stands in begins: verb and theme stand before it."""

    target: str
    start: int
    end: int
    form: str
    list_start: int
    paragraphs: tuple[str, ...] = ()
    undecided: str = ""
    counted: bool = True
