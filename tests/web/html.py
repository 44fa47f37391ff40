"""Pages as the server sends them, with line breaks collapsed so that tests can compare markup and text."""

import re
from typing import Any


def read_page(client: Any, address: str, query: dict[str, str] | None = None, status: int = 200) -> str:
    """Return the HTML of a page; fails on another status."""
    response = client.get(address, query)
    assert response.status_code == status, (address, response.status_code)
    return normalize_tags(response.content.decode())


def normalize_tags(html: str) -> str:
    r"""Collapse whitespace inside tags and around line breaks; a blank in a text stays a blank.

    >>> normalize_tags('甲 <a\n  class="cite" >乙</a\n>\n  丙')
    '甲 <a class="cite">乙</a> 丙'
    """
    html = re.sub(r"<[^>]+>", lambda match: re.sub(r"\s+", " ", match[0]).replace(" >", ">"), html)
    return re.sub(r"\s*\n\s*", " ", html)
