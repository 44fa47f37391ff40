"""Atom feeds (RFC 4287): identifiers, plain-text summaries and etags."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from resolutions.text.xml_characters import replace_invalid_xml

SITE_NAME = "安理会决议文库"
MAX_ENTRIES = 50  # of one feed
# The namespace of all identifiers. A change would make every entry new for every feed reader.
IDENTIFIER_NAMESPACE = UUID("2a73d239-b929-46d4-ae92-9e00ad31bb12")


def atom_id(path: str) -> str:
    """Return the permanent identifier of ``path``, which does not depend on the host (RFC 4287, 4.2.6).

    >>> atom_id("/S/RES/2553(2020)") == atom_id("/S/RES/2553(2020)") != atom_id("/S/RES/2554(2020)")
    True
    """
    return uuid5(IDENTIFIER_NAMESPACE, path).urn


class Feed(Atom1Feed):
    """A feed at ``path`` with the entries of the page at ``page``.

    ``absolute`` makes an absolute address of a path. ``key`` is the path from which the feed's
    identifier is made, for a feed that has several addresses.
    """

    def __init__(self, absolute: Callable[[str], str], title: str, page: str, path: str, key: str = ""):
        super().__init__(
            title=replace_invalid_xml(title),
            link=absolute(page),
            description="",
            language="zh-Hans",
            feed_url=absolute(path),
            feed_guid=atom_id(key or path),
            author_name=SITE_NAME,
        )
        self.absolute = absolute

    def add_entry(
        self, path: str, title: str, text: str, published: datetime, part: str = "", categories: Sequence[str] = ()
    ) -> None:
        """Add an entry that links to ``path``; ``part`` distinguishes several entries with one path."""
        self.add_item(
            title=replace_invalid_xml(title),
            link=self.absolute(path),
            description=None,  # type: ignore[arg-type]  # the summary takes its place
            summary=replace_invalid_xml(text),
            unique_id=atom_id(f"{path} {part}" if part else path),
            pubdate=published,
            updateddate=published,
            categories=categories,
        )

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write the elements of an entry, with the summary as plain text; Django would declare it HTML."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["summary"], {"type": "text"})


def feed_response(request: HttpRequest, feed: Feed) -> HttpResponse:
    """Answer with ``feed``, or with 304 when the request has its etag."""
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
