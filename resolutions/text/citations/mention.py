"""Values that the finders of this package exchange.

All finders work on *squeezed* text: simplified half-width characters without blanks (``resolutions.text.fold``).
Offsets count its characters; ``finder`` converts them to offsets of the passage.
"""

from dataclasses import dataclass, field
from datetime import date

from resolutions.text.catalogue_lookup import NO_CATALOGUE, CatalogueLookup


@dataclass(frozen=True, slots=True)
class CitationContext:
    """Facts about the document that contains the passage.

    ``organ`` is the organ of the document (``S``, ``A``, empty when unknown): the 其 of 回顾其…号决议. ``number`` and
    ``year`` are set for resolutions; a resolution cites no later one. ``symbols_by_number`` are Council resolutions
    that the document cites elsewhere with their year. ``ibidem_symbol`` is the document cited by 同上. ``day`` is the
    day of adoption. ``catalogue`` tells years and dates of Council resolutions. ``is_annex`` is True for a paragraph
    of an annex: a statute or agreement numbers articles of its own. ``language`` is that of the passage; passages in
    any other language than English are read by the Chinese grammar.
    """

    symbol: str = ""
    organ: str = ""
    number: int | None = None
    year: int | None = None
    symbols_by_number: dict[int, str] = field(default_factory=dict)
    ibidem_symbol: str = ""
    day: date | None = None
    catalogue: CatalogueLookup = NO_CATALOGUE
    is_annex: bool = False
    language: str = "zh"


NO_CONTEXT = CitationContext()


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention in squeezed text.

    ``list_start`` is the offset where its list of citations begins; verb and theme precede it.
    """

    target: str
    start: int
    end: int
    form: str
    list_start: int
    paragraphs: tuple[str, ...] = ()
    undecided: str = ""
    counted: bool = True
