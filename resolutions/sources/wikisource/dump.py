"""Pages of a MediaWiki dump (``…-pages-articles.xml.bz2`` or the XML in it), one at a time.

Memory does not grow with the file. Format: https://www.mediawiki.org/wiki/Help:Export#Export_format
"""

import bz2
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from lxml import etree

from resolutions.sources.data_sets import DataSetError

_BZ2_SIGNATURE = b"BZh"
_MAX_PAGE_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class WikiPage:
    """A page of the main namespace that is no redirect."""

    title: str
    wikitext: str


def read_dump(path: Path) -> Iterator[WikiPage]:
    """Yield the pages of the main namespace. Raises DataSetError for a damaged or truncated file."""
    try:
        with _open(path) as file:
            # Entities are not resolved and nothing is loaded from elsewhere; a finished page leaves the memory.
            pages = etree.iterparse(file, tag="{*}page", resolve_entities=False, no_network=True, load_dtd=False)
            for _, page in pages:
                if (found := _read_page(page)) is not None:
                    yield found
                page.clear()
                while page.getprevious() is not None:
                    del page.getparent()[0]
            _require_dump(path, pages.root)
    except (OSError, EOFError, ValueError, etree.XMLSyntaxError) as error:
        raise DataSetError(f"{path.name} cannot be read to its end: {' '.join(str(error).split())}.") from error


def _require_dump(path: Path, root: etree._Element) -> None:
    """Raise DataSetError for other XML, such as a web page."""
    name = etree.QName(root).localname
    if name != "mediawiki":
        raise DataSetError(f"{path.name} is no dump of a wiki: it is <{name[:40]}>.")


def _open(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        is_compressed = file.read(len(_BZ2_SIGNATURE)) == _BZ2_SIGNATURE
    return cast(IO[bytes], bz2.open(path)) if is_compressed else path.open("rb")


def _read_page(page: etree._Element) -> WikiPage | None:
    if page.findtext("{*}ns") != "0" or page.find("{*}redirect") is not None:
        return None
    wikitext = page.findtext("{*}revision/{*}text") or ""
    return WikiPage(page.findtext("{*}title") or "", wikitext[:_MAX_PAGE_CHARACTERS])
