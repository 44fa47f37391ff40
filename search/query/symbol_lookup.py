"""Lookup of the documents whose symbols or numbers a query spells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from resolutions.display.labels import format_label
from resolutions.display.mention_addresses import address_suffix, paragraph_suffix
from resolutions.models import Document, Kind
from resolutions.text.citations.spellings import Spelling, read_spelling, suggest_symbols
from resolutions.text.citations.typed_symbols import (
    is_bare_year,
    read_printed_list,
    read_printed_symbol,
    read_spelling_list,
)
from resolutions.text.official_texts import official_url
from resolutions.text.symbol_limits import complete_council_symbol, explain_impossible_symbol
from resolutions.text.symbols import CHARTER_SYMBOL
from search.query.parser import CitedByCondition, Narrow, Node, Not, iter_leaves

MAX_SYMBOL_LENGTH = 400  # characters; a longer query is no symbol. Addresses of documents are long.
MAX_LISTED = 50  # documents of a query that names several


@dataclass(frozen=True, slots=True)
class UnheldSource:
    """A sentence in Chinese on a document whose citations are unknown, and the address of its official text."""

    sentence: str
    official_url: str = ""


@dataclass(frozen=True, slots=True)
class UnknownSymbol:
    """A symbol of a list that no document here has; ``impossible`` is the reason in Chinese why none can."""

    symbol: str
    impossible: str = ""

    @property
    def official_url(self) -> str:
        """Return the address of the official text of a symbol that may exist, else empty."""
        return "" if self.impossible or self.symbol == CHARTER_SYMBOL else official_url(self.symbol)


@dataclass(frozen=True, slots=True)
class SymbolMatch:
    """Result of a lookup.

    ``suffix`` follows the address of the document when the query names a paragraph; ``missing_place`` is the
    paragraph in Chinese when the document has none of this number. ``candidates`` are the documents that the query
    may mean when its number and year contradict each other. ``listed`` are the documents of a query that names
    several, and ``unlisted`` its other symbols. ``symbol`` is spelled by the query, whether or not a document has
    it; ``impossible`` is the reason in Chinese why none can. ``is_year`` when the query is a number that is also a
    year.
    """

    document: Document | None = None
    suffix: str = ""
    candidates: tuple[Document, ...] = ()
    listed: tuple[Document, ...] = ()
    unlisted: tuple[UnknownSymbol, ...] = ()
    symbol: str = ""
    impossible: str = ""
    missing_place: str = ""
    is_year: bool = False

    @property
    def should_redirect(self) -> bool:
        """Return whether to open the document at once.

        Not for a year, since the reader may mean the year; nor for a document without text, since the search results
        that cite it are more useful; nor for a paragraph that does not exist.
        """
        if self.document is None or self.is_year or self.missing_place:
            return False
        return self.document.is_held or self.document.kind == Kind.CHARTER

    @property
    def names_document(self) -> bool:
        """Return whether the query is the symbol of a document or of several: its words are not to be searched for."""
        return bool(self.document or self.symbol or self.listed or self.unlisted) and not self.is_year

    @property
    def url(self) -> str:
        """Return the address of the document, with that of the paragraph; empty without a document."""
        return f"{self.document.get_absolute_url()}{self.suffix}" if self.document else ""

    @property
    def official_url(self) -> str:
        """Return the address of the official text of a symbol that may exist but has no page here, else empty."""
        if self.document or self.impossible or self.symbol == CHARTER_SYMBOL:
            return ""
        return official_url(self.symbol)


def look_up_symbol(typed: str) -> SymbolMatch:
    """Look up a query as a symbol; at most two database queries, none when it cannot be a symbol."""
    if not typed or len(typed) > MAX_SYMBOL_LENGTH:
        return SymbolMatch()
    if spelling := read_spelling(typed):
        return _look_up_spelling(typed, spelling)
    if several := [one.symbol for one in read_spelling_list(typed)] or read_printed_list(typed):
        return _look_up_list(several[:MAX_LISTED])
    symbol = read_printed_symbol(typed)
    reason = explain_impossible_symbol(symbol, timezone.localdate())
    near = _find_visible(suggest_symbols(typed)) or _find_in_any_year(symbol.partition("(")[0])
    return SymbolMatch(candidates=near, symbol=symbol if reason else "", impossible=reason)


def explain_unheld_sources(node: Node | None) -> tuple[UnheldSource, ...]:
    """Return a sentence for each document of 被引: whose citations are unknown, as no text of it is here.

    One query; none for a tree without the field.
    """
    symbols = list(dict.fromkeys(_iter_sources(node)))
    held = {document.symbol for document in _find_visible(symbols) if document.is_held}
    return tuple(_explain_unheld(symbol) for symbol in symbols if symbol not in held)


def _iter_sources(node: Node | None) -> Iterator[str]:
    """Yield the symbols of ``被引:`` in a tree, excluded ones too."""
    for leaf in iter_leaves(node):
        if isinstance(leaf, Not | Narrow):
            yield from _iter_sources(leaf.part)
        elif isinstance(leaf, CitedByCondition):
            yield leaf.symbol


def _explain_unheld(symbol: str) -> UnheldSource:
    if symbol == CHARTER_SYMBOL:
        return UnheldSource("《宪章》不在“被引:”的检索之列：本站只记录收录的文件引用了什么。")
    if reason := explain_impossible_symbol(symbol, timezone.localdate()):
        return UnheldSource(f"不会有 {symbol} 这份文件：{reason}。")
    return UnheldSource(f"本站没有 {symbol} 的全文，不知道它引用了哪些文件。", official_url(symbol))


def _look_up_list(symbols: Sequence[str]) -> SymbolMatch:
    """Look up the symbols of a list; those without a document here are told with the reason why none can exist."""
    listed = _find_visible(list(symbols))
    known, today = {document.symbol for document in listed}, timezone.localdate()
    unlisted = [UnknownSymbol(one, explain_impossible_symbol(one, today)) for one in symbols if one not in known]
    return SymbolMatch(listed=listed, unlisted=tuple(unlisted))


def _look_up_spelling(typed: str, spelling: Spelling) -> SymbolMatch:
    """Look up the one document that a query spells; a second query for a paragraph of its text."""
    today = timezone.localdate()
    found = _find_visible([spelling.symbol]) or _find_in_any_year(spelling.symbol)
    if len(found) != 1:
        reason = explain_impossible_symbol(spelling.symbol, today)
        return SymbolMatch(symbol=complete_council_symbol(spelling.symbol, today), impossible=reason)
    match = SymbolMatch(
        found[0], address_suffix(spelling), symbol=found[0].symbol, is_year=is_bare_year(typed, today.year)
    )
    if not spelling.paragraphs or not match.document or not match.document.is_held:
        return match
    label = match.document.paragraphs.nearest_label(spelling.paragraphs[0])
    if label:
        return replace(match, suffix=paragraph_suffix(label))
    return replace(match, suffix="", missing_place=format_label(spelling.paragraphs[0]))


def _find_visible(symbols: list[str]) -> tuple[Document, ...]:
    """Return the documents with a page in the order of ``symbols``; one query, none without symbols."""
    if not symbols:
        return ()
    known = {document.symbol: document for document in Document.objects.visible().filter(symbol__in=symbols)}
    return tuple(known[symbol] for symbol in symbols if symbol in known)


def _find_in_any_year(symbol: str) -> tuple[Document, ...]:
    """Return the Council resolutions with the number of ``symbol``, a symbol without its year; at most one query."""
    if not symbol.startswith("S/RES/") or "(" in symbol:
        return ()
    return tuple(Document.objects.visible().filter(symbol__startswith=f"{symbol}("))
