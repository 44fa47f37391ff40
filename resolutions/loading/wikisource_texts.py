"""Resolutions and presidential statements of Chinese Wikisource for the loader.

Forms of page names, as found in November 2026: 联合国安全理事会第N号决议, 联合国安理会第N号决议,
聯合國安理會決議案<Chinese numeral> (to 1971), 联合国安理会主席声明YYYY年第N号; in simplified and traditional script.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from resolutions.loading.collected_text import CollectedText
from resolutions.models import TextOrigin, TextQuality
from resolutions.sources.wikisource.dump import WikiPage
from resolutions.sources.wikisource.wikitext import strip_wikitext
from resolutions.text.citations.spellings import canonicalize_symbol
from resolutions.text.fold import fold_and_squeeze
from resolutions.writing.ingest import Provenance

_NUMERAL = "〇零一二三四五六七八九十百千"
_PAGE_NAME = re.compile(
    rf"联合国(?:安全理事会|安理会)(?:第\d{{1,4}}(?:\(\d{{4}}\))?号决议|决议案[{_NUMERAL}]{{1,9}}(?:\([{_NUMERAL}]{{4}}\))?"
    r"|主席声明\d{4}年第\d{1,3}号)"
)
_FREE = re.compile(r"\{\{\s*(PD-[A-Za-z-]{1,30})")
_LICENCE = "CC BY-SA 4.0（维基文库贡献者）"


def collect_texts(pages: Iterable[WikiPage]) -> Iterator[CollectedText]:
    """Yield the texts of the pages with the name of a resolution or statement; others are left out."""
    return (_collect(page, symbol) for page in pages if (symbol := find_symbol(page.title)))


def find_symbol(title: str) -> str:
    """Return the symbol of the document that a page name stands for; empty for other pages.

    >>> find_symbol("聯合國安理會決議案二八三"), find_symbol("联合国安理会第242号决议/讨论"), find_symbol("红楼梦")
    ('S/RES/283(1970)', '', '')
    """
    return (canonicalize_symbol(title) or "") if _PAGE_NAME.fullmatch(fold_and_squeeze(title)) else ""


def _collect(page: WikiPage, symbol: str) -> CollectedText:
    free = _FREE.search(page.wikitext)
    text = strip_wikitext(page.wikitext)
    heading = page.title.removeprefix("联合国").removeprefix("聯合國")
    return CollectedText(
        place=symbol,
        symbol=symbol,
        text=f"{heading}\n{text}" if text else "",
        file_name=f"{symbol.replace('/', '_')}-ZH.wiki.txt",
        provenance=Provenance(
            TextOrigin.WIKISOURCE,
            url=f"https://zh.wikisource.org/wiki/{quote(page.title.replace(' ', '_'))}",
            licence=f"公有领域（{free[1]}）" if free else _LICENCE,
            quality=TextQuality.CORRECTED,
        ),
        reason="由中文维基文库收录",
    )
