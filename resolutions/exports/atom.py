"""Atom (RFC 4287) as every feed of the portal gives it."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.feedgenerator import Atom1Feed

SITE_NAME = "安理会决议文库"
MAX_ENTRIES = 50  # at most in one feed
_IDENTIFIERS = UUID("2a73d239-b929-46d4-ae92-9e00ad31bb12")  # never to be changed: all identifiers are made from it
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2, Char


def atom_id(path: str) -> str:
    """The identifier of what stands under ``path``: the same for ever, whatever host answers (RFC 4287, 4.2.6).

    >>> atom_id("/S/RES/2553(2020)") == atom_id("/S/RES/2553(2020)") != atom_id("/S/RES/2554(2020)")
    True
    """
    return uuid5(_IDENTIFIERS, path).urn


class Feed(Atom1Feed):
    """A feed at ``path`` of what the page at ``page`` lists; ``absolute`` gives a path its host."""

    def __init__(self, absolute: Callable[[str], str], title: str, page: str, path: str, key: str = ""):
        """``key`` is the path that names the feed when the same feed answers under several."""
        super().__init__(
            title=_writable(title),
            link=absolute(page),
            description="",
            language="zh-Hans",
            feed_url=absolute(path),
            feed_guid=atom_id(key or path),
            author_name=SITE_NAME,
        )
        self.absolute = absolute

    def add(
        self, path: str, title: str, text: str, published: datetime, part: str = "", categories: Iterable[str] = ()
    ) -> None:
        """An entry for what stands at ``path``; ``part`` tells apart several entries for one address."""
        self.add_item(
            title=_writable(title),
            link=self.absolute(path),
            description=None,
            summary=_writable(text),
            unique_id=atom_id(f"{path} {part}" if part else path),
            pubdate=published,
            updateddate=published,
            categories=categories,
        )

    def add_item_elements(self, handler, item) -> None:
        """Django calls a summary HTML; ours are plain text, in which < and & mean themselves."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["summary"], {"type": "text"})


def feed_response(request: HttpRequest, feed: Feed) -> HttpResponse:
    """``feed``, or 304 for a reader who has it already."""
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response)


def _writable(text: str) -> str:
    """``text`` without the characters that XML cannot hold."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)
