"""Elements of a page that are no text: code, controls, navigation, hidden passages."""

import re
from collections.abc import Iterator
from typing import Any

import lxml.etree

Element = Any  # lxml comes without types
_NO_TEXT = {
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "iframe", "frame", "object", "embed",
    "svg", "math", "canvas", "video", "audio", "button", "select", "textarea", "input", "nav", "footer", "aside",
    "rp", "rt", "del", "dialog", "xml",
}  # fmt: skip
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*footer")
# Classes and ids of MediaWiki, of WordPress and of the sites of the United Nations.
_FURNITURE = re.compile(
    r"(?:^|\s)(?:noprint|mw-editsection|mw-jump-link|mw-indicators|catlinks|printfooter|navbox|navbar|toc|siteSub|jump-nav|"
    r"breadcrumbs?|menu|sidebar|site-header|site-footer|ws-noexport|headertemplate|header-container|visually-hidden|sr-only|cookie-\w{1,20}|share-\w{1,20})(?=\s|$)",
    re.I,
)
_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "dialog"}


def is_text(element: Element) -> bool:
    """Return False for an element that prints nothing, or nothing of the document."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _NO_TEXT or element.get("hidden") is not None:
        return False
    if element.get("role") in _ROLES or _HIDDEN_STYLE.search((element.get("style") or "").lower()):
        return False
    return not any(_FURNITURE.search(element.get(name) or "") for name in ("class", "id"))


def find_content(root: Element) -> list[Element]:
    """Return the elements to read: the headings above the marked content of the page and that content, or all."""
    marked = root.xpath("//*[@id='mw-content-text'] | //main | //*[@role='main']")
    if len(marked) != 1 or not is_text(marked[0]):
        return [root]
    headings = [heading for heading in root.iter("h1") if marked[0] not in heading.iterancestors()]
    return [*headings[:1], marked[0]]


def iter_text(root: Element) -> Iterator[str]:
    """Yield the visible text below ``root`` in order, with a line end for each break and block."""
    walker = lxml.etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if is_text(element):
                yield element.text or ""
            else:
                walker.skip_subtree()
        elif element is not root:
            yield "\n" if element.tag in ("br", "p", "div", "li", "tr") else ""
            yield element.tail or ""
