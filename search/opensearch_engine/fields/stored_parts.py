"""Parts of a document that the portal reads back, compressed: the cluster never looks into them.

They are values of columns (doc values), because OpenSearch would unpack and parse the whole ``_source`` of a document
to return one part of it. The order of documents needs ``CARD_FIELD`` and ``TEXTS_FIELD``, a page ``PRINTED_FIELD`` too.
"""

import base64
import json
import struct
import zlib
from typing import NamedTuple

from search.index.entries import IndexEntry
from search.index.passage_layout import TEXT_ENCODING

CARD_FIELD, TEXTS_FIELD, PRINTED_FIELD = "stored_card", "stored_texts", "stored_printed"
STORED_FIELDS = (CARD_FIELD, TEXTS_FIELD, PRINTED_FIELD)
_LEVEL = 3  # of zlib; higher ones gain a tenth of the space for twice the time
_LENGTH = struct.Struct("<I")

Values = dict[str, dict[str, int]]  # numbers of occurrences of the values of keyword fields


class StoredTexts(NamedTuple):
    """The layout of a document and its folded text, as bytes."""

    layout: bytes
    folded: bytes


def store_parts(entry: IndexEntry) -> dict[str, str]:
    """Return the values of ``STORED_FIELDS`` of a document.

    >>> read_texts(base64.b64decode(_pack(_LENGTH.pack(3) + b"abc" + "字".encode(TEXT_ENCODING))))
    StoredTexts(layout=b'abc', folded=b'W[')
    """
    card = entry.card.to_bytes()
    values = {name: dict(counts) for name, counts in entry.values.items()}
    layout = entry.layout.to_bytes()
    texts = _LENGTH.pack(len(layout)) + layout + entry.text.encode(TEXT_ENCODING, "surrogatepass")
    return {
        CARD_FIELD: _pack(_LENGTH.pack(len(card)) + card + json.dumps(values).encode()),
        TEXTS_FIELD: _pack(texts),
        PRINTED_FIELD: _pack(entry.printed_text.encode(TEXT_ENCODING, "surrogatepass")),
    }


def _pack(raw: bytes) -> str:
    return base64.b64encode(zlib.compress(raw, _LEVEL)).decode()


def _cut(packed: bytes) -> tuple[bytes, bytes]:
    raw = zlib.decompress(packed)
    end = _LENGTH.size + _LENGTH.unpack_from(raw)[0]
    return raw[_LENGTH.size : end], raw[end:]


def decode_part(column: str) -> bytes:
    """Return a part as OpenSearch returns the value of its column: base64 without the signs that fill it up."""
    return base64.b64decode(column + "=" * (-len(column) % 4))


def read_card(packed: bytes) -> tuple[bytes, Values]:
    """Return the bytes of a card, and the values of the keyword fields."""
    card, values = _cut(packed)
    return card, json.loads(values)


def read_texts(packed: bytes) -> StoredTexts:
    """Return layout and folded text."""
    return StoredTexts(*_cut(packed))


def read_printed(packed: bytes) -> bytes:
    """Return the text as printed, as bytes."""
    return zlib.decompress(packed)
