"""The uses of a phrase in the published texts."""

from dataclasses import dataclass
from typing import NamedTuple

from resolutions.display.runs import Run
from search.protocol.documents import Card

MAX_PHRASE_LENGTH = 60  # characters


class PhraseUse(NamedTuple):
    """One sentence that contains the phrase, with the phrase marked; ``anchor`` and ``place`` name its paragraph."""

    anchor: str
    place: str
    runs: list[Run]


class DocumentPhraseUses(NamedTuple):
    """A document with its first uses; ``more`` counts the uses that are left out."""

    card: Card
    uses: list[PhraseUse]
    more: int


@dataclass(frozen=True, slots=True)
class PhraseVariant:
    """A phrase of the texts that is near another, with the numbers of documents and paragraphs that use it.

    ``key`` is that of the earliest of these documents.
    """

    phrase: str
    key: int
    documents: int
    count: int


@dataclass(frozen=True, slots=True)
class PhraseHistory:
    """The uses of a phrase.

    ``earliest`` are the first documents with their sentences. ``documents`` and ``count`` are the numbers of documents
    and paragraphs. ``years`` has the year of each document that has one. ``is_cut`` when counting stopped at
    ``MAX_USES`` paragraphs.
    """

    earliest: list[DocumentPhraseUses]
    documents: int
    count: int
    years: list[int]
    is_cut: bool
