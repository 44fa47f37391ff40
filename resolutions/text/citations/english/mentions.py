"""All mentions in squeezed English text."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from resolutions.text.citations.english.charter import find_english_charter
from resolutions.text.citations.english.names import read_head
from resolutions.text.citations.english.numbers import find_english_numbers
from resolutions.text.citations.english.pinpoint import read_english_pinpoint
from resolutions.text.citations.english.references import (
    find_english_committees,
    find_english_meetings,
    find_english_statements,
    find_ibidem,
)
from resolutions.text.citations.mention import CitationContext, Mention
from resolutions.text.citations.symbol_checks import check_symbols
from resolutions.text.citations.symbol_citations import find_symbol_citations


def find_english_mentions(squeezed: str, context: CitationContext) -> Iterator[Mention]:
    """Yield the documents that an English passage cites, of each kind of mention in turn."""
    yield from check_symbols(squeezed, _with_paragraphs(squeezed, find_symbol_citations(squeezed)), context)
    yield from find_english_statements(squeezed)
    yield from find_english_charter(squeezed, context)
    yield from find_english_numbers(squeezed, context)
    yield from find_english_committees(squeezed, context)
    yield from find_ibidem(squeezed, context)
    yield from find_english_meetings(squeezed, context)


def _with_paragraphs(squeezed: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the symbols with the paragraphs that are named in English around them."""
    for mention in mentions:
        head = read_head(squeezed, mention.start)
        paragraphs = read_english_pinpoint(squeezed, head.start if head else mention.start, mention.end)
        yield replace(mention, paragraphs=paragraphs)
