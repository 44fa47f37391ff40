"""No public page or export shows a label that is only an address: ``p3``, ``h1``, or ``annex4`` for 附件第4段.

All addresses of ``test_visibility`` are read with the five seed texts, as the text that readers see or hear.
"""

import csv
import io
import json
import re
from html import unescape
from itertools import pairwise

import pytest

from resolutions.exports.bulk import bulk_folder
from resolutions.models import Document, Paragraph
from tests.web.test_visibility import ADDRESSES

RAW_LABEL = re.compile(
    r"正文第\d+段|(?<![\w#/.=?&%-])(?:p|h|op|PP|pp|fn|table|annex|appendix)(?:[IVX]+\.)?\d+(?:\w|\([a-z]+\))*(?![\w-])"
)
ADDRESS_FIELDS = {"段落编号", "被引段落编号", "label", "anchor", "cited_paragraphs", "地址"}  # of JSON and CSV
SPOKEN = r'\s(?:aria-label|title|alt|data-place|data-text|content)="([^"]*)"'
# The data dictionary explains the labels; ``find`` answers the page's script with anchors.
NOT_READ = {"data", "data-file", "api:openapi-json", "api:api-root", "find"}
WORDS = {"鹦鹉": "安全部门改革", "金丝": "改革", "翠鸟": "妇女、和平与安全", "draft-2021": "", "withdrawn-2021": ""}
QUERIES = ("高级别会议", "通报会", "安全理事会", "附件", "脚注", "视频会议")  # hits in texts without numbers
STUBS = ["S/RES/2151(2014)"]


@pytest.mark.parametrize(
    "text, found",
    [
        ("S/2017/1，正文第3段", ["正文第3段"]),
        ("被引：p3、h1、annex13(a)、annexII.4", ["p3", "h1", "annex13(a)", "annexII.4"]),
        ("PP3 fn953 table1(a) op12a", ["PP3", "fn953", "table1(a)", "op12a"]),
        ("/S/RES/2553(2020)#op12 S-RES-2553-2020-p3 ?paragraph=p3 http2 第3段 annex 4", []),
    ],
)
def test_a_raw_label_is_told_from_an_address(text, found):
    assert RAW_LABEL.findall(text) == found


@pytest.mark.django_db
def test_no_public_address_shows_a_raw_label(seeds, client, tmp_path, monkeypatch):
    monkeypatch.setattr(bulk_folder, "default_folder", lambda: tmp_path)
    bulk_folder.write_bulk_files(tmp_path)
    texts = {address: visible_text(client, address) for address in all_addresses()}
    shown = {address: RAW_LABEL.findall(text) for address, text in texts.items()}
    assert [f"{address}: {labels[:5]}" for address, labels in shown.items() if labels] == []
    assert sum(1 for text in texts.values() if text) > 250


@pytest.mark.django_db
def test_no_reference_to_a_paragraph_shows_a_raw_label(seeds, client):
    for kind in ("heading", "preamble", "operative", "sub", "annex", "footnote", "table", "body"):
        paragraph = Paragraph.objects.filter(kind=kind).order_by("document", "order").last()
        for form in ("txt", "json", "ris", "bib", "csl.json", "ref.txt", "gbt7714.txt"):
            address = f"/{paragraph.document.key}.{form}?paragraph={paragraph.anchor}"
            assert RAW_LABEL.findall(visible_text(client, address)) == [], address


def all_addresses() -> list[str]:
    keys = [document.key for document in Document.objects.held()]
    assert len(keys) == 5
    addresses = [address for name, group in ADDRESSES.items() if name not in NOT_READ for address in group]
    for word, other in WORDS.items():
        addresses = [address.replace(word, other) for address in addresses]
    filled = [address.replace("{key}", key).replace("{item}", "1") for address in addresses for key in keys + STUBS]
    filled += [f"/{key}?q={query}" for key in keys for query in QUERIES]
    filled += [f"/{form}?q={query}" for form in ("search", "search.csv", "search.atom") for query in QUERIES]
    filled += [f"/trace?phrase={query}" for query in QUERIES]
    filled += [f"/compare?a={one}&b={other}" for one, other in pairwise(keys)]
    filled += [f"/{key}/report?at={anchor}" for key in keys for anchor in ("p1", "p3", "op1", "annex4", "fn953")]
    return list(dict.fromkeys(address for address in filled if "{original}" not in address))


def visible_text(client, address: str) -> str:
    """Return what readers see or hear of an answer: text and spoken attributes, JSON and CSV without addresses."""
    response = client.get(address)
    body, media_type = b"".join(response).decode(), response.get("Content-Type", "")
    if response.status_code != 200:
        return ""
    if "json" in media_type:
        return "\n".join(strings(json.loads(body)))
    if "csv" in media_type:
        return "\n".join(cell for row in csv.DictReader(io.StringIO(body)) for name, cell in row.items()
                         if name not in ADDRESS_FIELDS)  # fmt: skip
    if "html" in media_type or "xml" in media_type:
        body = re.sub(r"<(script|style)\b.*?</\1>|<id>.*?</id>", "", body, flags=re.S)
        return unescape("\n".join([*re.findall(SPOKEN, body), re.sub(r"<[^>]+>", " ", body)]))
    return body


def strings(value) -> list[str]:
    if isinstance(value, dict):
        return [text for name, item in value.items() if name not in ADDRESS_FIELDS for text in strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [str(value)]
