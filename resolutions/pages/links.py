"""Citations of a document with the URLs that they link to, as plain values fetched in one query.

Named tuples, because a page makes hundreds of them: creating a frozen dataclass takes five times as long.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext

from resolutions.display.labels import label_to_anchor
from resolutions.interface.titles import title_in_language
from resolutions.models import Citation, Document, Status, document_url, hide_text_in_row
from resolutions.text.symbols import CHARTER_SYMBOL


class LinkTarget(NamedTuple):
    """The columns of a cited document that a link to it needs."""

    pk: int
    symbol: str
    slug: str
    title: str
    kind: str
    status: str

    def get_absolute_url(self) -> str:
        """Return the URL that ``Document.get_absolute_url`` returns for this document."""
        return document_url(self.symbol, self.slug)

    @property
    def is_held(self) -> bool:
        """Return True if the document's text is published."""
        return self.status == Status.PUBLISHED


class CitationLink(NamedTuple):
    """A citation in characters ``start`` to ``end`` (exclusive) of its paragraph, and the URL that it links to."""

    start: int
    end: int
    labels: tuple[str, ...]
    verb: str
    theme: str
    is_counted: bool
    target: LinkTarget
    url: str


def load_citation_links(document: Document) -> dict[int, list[CitationLink]]:
    """Load the citations that readers see, by paragraph id, in reading order; one query."""
    rows = (
        Citation.objects.shown()
        .filter(source=document.pk)
        .order_by("start")
        .values_list("paragraph", "start", "end", "cited_paragraphs", "verb", "theme", "is_counted",
                     "target", *(f"target__{name}" for name in ("symbol", "slug", "title", "kind", "status")))
    )  # fmt: skip
    targets: dict[int, LinkTarget] = {}
    links: dict[int, list[CitationLink]] = {}
    for paragraph, start, end, labels, verb, theme, is_counted, *facts in rows:
        target = targets.get(facts[0]) or targets.setdefault(facts[0], hide_text_in_row(LinkTarget(*facts)))
        url = citation_url(target, labels)
        link = CitationLink(start, end, tuple(labels), verb, theme, is_counted, target, url)
        links.setdefault(paragraph, []).append(link)
    return links


def place_url(target: LinkTarget, label: str) -> str:
    """Return the URL of one of several cited paragraphs; "" if the document has no text with this paragraph."""
    if target.symbol == CHARTER_SYMBOL:
        return f"{target.get_absolute_url()}/{label}"
    anchor = label_to_anchor(label) if target.is_held else ""
    return f"{target.get_absolute_url()}#{anchor}" if anchor else ""


def citation_url(target: Document | LinkTarget, labels: Iterable[str]) -> str:
    """Return the URL of a cited document.

    It ends with the anchor of the cited paragraph when the text is published and exactly one paragraph is cited. A
    citation of the Charter leads to the page of the first cited part.
    """
    url, labels = target.get_absolute_url(), list(labels)
    if target.symbol == CHARTER_SYMBOL and labels:
        return f"{url}/{labels[0]}"
    anchor = label_to_anchor(labels[0]) if target.is_held and len(labels) == 1 else ""
    return f"{url}#{anchor}" if anchor else url


def short_name(document: Document | LinkTarget) -> str:
    """Return the symbol of a document, or the name of the Charter and of a document without a symbol."""
    if document.symbol == CHARTER_SYMBOL:
        return gettext("《{title}》").format(title=title_in_language(document))
    return document.symbol or title_in_language(document)
