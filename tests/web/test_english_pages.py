"""In the English interface no word is Chinese but those of documents, which say so by ``lang``."""

import re

import pytest
from lxml import html

from resolutions.text.han import HAN
from tests.browser.test_accessibility import PAGES
from tests.web.test_visibility import addresses, item

__all__ = ["item"]
pytestmark = pytest.mark.django_db
LATIN = re.compile(r"[A-Za-z]")
EXPORT = re.compile(r"\.(csv|json|ris|bib|txt|atom|svg|graphml|jsonl|zip|md)\b|^/(?:api|data)/")
READ_ALOUD = ("title", "aria-label", "alt", "placeholder", "aria-description")


def chinese_words(page: str) -> list[str]:
    """Return the Chinese pieces of an English page whose nearest ``lang`` is not Chinese.

    In an attribute an example may stand among English words. Scripts, styles and what the reader typed do not count.
    """
    found = []
    for element in html.fromstring(page).iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "textarea", "meta", "link"):
            continue
        if element.tag == "title":  # may name a document; an element in the head has no other language
            continue
        language = next((one.get("lang") for one in (element, *element.iterancestors()) if one.get("lang")), "")
        if not language.startswith("zh"):
            found += [text.strip() for text in own_texts(element) if HAN.search(text) and not has_examples(text)]
            values = [element.get(name) or "" for name in READ_ALOUD]
            found += [value for value in values if len(HAN.findall(value)) > len(LATIN.findall(value))]
    return found


def has_examples(text: str) -> bool:
    """Report if the text is a long English sentence, which may name a file or a column in Chinese."""
    return len(LATIN.findall(text)) > max(60, 3 * len(HAN.findall(text)))


def own_texts(element) -> list[str]:
    return [element.text or "", *(child.tail or "" for child in element)]


@pytest.mark.parametrize(
    "page, found",
    [
        ('<html lang="en"><p>Cited <b>3</b> times</p></html>', []),
        ('<html lang="en"><p>被引 <b>3</b> times</p></html>', ["被引"]),
        ('<html lang="en"><p>Cited <b>3</b> 次</p></html>', ["次"]),
        ('<html lang="en"><p lang="zh-Hans">回顾<b>其</b>决议</p>决议</html>', ["决议"]),
        ('<html lang="en"><input placeholder="Words, such as 安全部门改革" title="检索"></html>', ["检索"]),
    ],
)
def test_the_finder_of_chinese_words(page, found):
    assert chinese_words(page) == found


def chinese_on(client, address: str) -> list[str]:
    response = client.get(address)
    if not response.get("Content-Type", "").startswith("text/html") or response.status_code in (301, 302):
        return []
    if EXPORT.search(address) and response["Content-Language"] == "zh-Hans":
        return []  # the refusal of an export, in the language of exports
    assert response["Content-Language"] == "en", address
    return chinese_words(b"".join(response).decode())


def test_pages_of_real_texts(client, seeds):
    client.cookies["language"] = "en"
    found = {address: chinese_on(client, address.partition("#")[0]) for address in PAGES}
    assert {address: words for address, words in found.items() if words} == {}


def test_every_public_address(client, item):
    client.cookies["language"] = "en"
    found = {address: chinese_on(client, address) for address in addresses(item)}
    assert {address: words for address, words in found.items() if words} == {}
