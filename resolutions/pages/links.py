"""Citations as a document's page shows them: plain values with the address a link leads to, fetched in one query.

Tuples with names, here as in ``runs``, because a page makes hundreds: a frozen dataclass takes five times as long.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from resolutions.display.labels import label_to_anchor
from resolutions.models import Citation, Document, Status
from resolutions.text.symbols import CHARTER_SYMBOL


class LinkTarget(NamedTuple):
    """What a link shows of the document it leads to."""

    pk: int
    symbol: str
    slug: str
    title: str
    kind: str
    status: str

    get_absolute_url = Document.get_absolute_url  # one rule for both: it asks for symbol and slug alone

    @property
    def is_held(self) -> bool:
        return self.status == Status.PUBLISHED


class CitationLink(NamedTuple):
    """A citation to link: characters ``start`` to ``end`` (exclusive) of its paragraph, and where they lead."""

    start: int
    end: int
    labels: tuple[str, ...]
    verb: str
    theme: str
    is_counted: bool
    target: LinkTarget
    address: str


def load_citation_links(document: Document) -> dict[int, list[CitationLink]]:
    """The citations to link, decided and not rejected, by paragraph, in reading order; one query."""
    rows = (
        Citation.objects.shown()
        .filter(source=document.pk)
        .order_by("start")
        .values_list("paragraph", "start", "end", "cited_paragraphs", "verb", "theme", "is_counted",
                     "target", *(f"target__{name}" for name in ("symbol", "slug", "title", "kind", "status")))
    )  # fmt: skip
    targets: dict[int, LinkTarget] = {}
    found: dict[int, list[CitationLink]] = {}
    for paragraph, start, end, labels, verb, theme, is_counted, *facts in rows:
        target = targets.get(facts[0]) or targets.setdefault(facts[0], LinkTarget(*facts))
        address = citation_url(target, labels)
        shown = CitationLink(start, end, tuple(labels), verb, theme, is_counted, target, address)
        found.setdefault(paragraph, []).append(shown)
    return found


def citation_url(target: Any, labels: Iterable[str]) -> str:
    """Where a citation leads: to the cited paragraph when the document is held and one paragraph is cited."""
    url, labels = target.get_absolute_url(), list(labels)
    if target.symbol == CHARTER_SYMBOL and labels:
        return f"{url}/{labels[0]}"
    anchor = label_to_anchor(labels[0]) if target.is_held and len(labels) == 1 else ""
    return f"{url}#{anchor}" if anchor else url


def short_name(document: Any) -> str:
    """How lists name a document: by its symbol, the Charter and what has no symbol by title."""
    return f"《{document.title}》" if document.symbol == CHARTER_SYMBOL else document.symbol or document.title
