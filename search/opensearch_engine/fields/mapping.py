"""Settings and mapping of an index (docs/decisions/opensearch.md).

- ``chars``: the squeezed text, one position for each character and one for each barrier. A position may have several
  tokens: the character, the character with the marks of a word's start and end, the marks of a section's start and end.
- ``text``: the folded text with its punctuation, one position for each character.
- ``words_SECTION``: the tokens of the portal's tokenizer (``search.chinese.tokens``) with their frequencies.
- ``words_all``: the same of all sections, each frequency multiplied by the boost of its section and by ``BOOST_UNIT``.
- ``latin_SECTION``: numbers and Latin words, to be listed by prefix.
- keywords and numbers for filters, facets and orders.
- ``stored_PART``: what the portal reads back (``stored_parts.py``), not indexed.
"""

from typing import Any

from search.chinese.cover import compute_index_digest
from search.index.entries import KEYWORD_FIELDS, TEXT_FIELDS
from search.opensearch_engine.fields.stored_parts import STORED_FIELDS
from search.weights import FIELD_BOOSTS

MAPPING_VERSION = "2"  # to be raised when the fields change: older indexes are then rebuilt
ALTERNATIVE = "\x01"  # between the tokens of one position, and between a token and its frequency
CHARS_FIELD, TEXT_FIELD = "chars", "text"
INTEGER_FIELDS = ("key", "year", "day", "cited", "added", "length", "written")
SORTABLE_FIELDS = ("symbol", "title")  # as printed, beside kind and organ
MAX_KEYWORD_LENGTH = 8_000  # characters; Lucene refuses longer terms
MAX_RESULT_WINDOW = 1_000_000  # documents; Haystack asks for all of them at once


BOOST_UNIT = 5  # makes a whole number of every boost


def words_field(section: str) -> str:
    """Return the field of the tokens of a section, or of ``all``."""
    return f"words_{section}"


def latin_field(section: str) -> str:
    """Return the field of the numbers and Latin words of a section."""
    return f"latin_{section}"


def compute_mapping_digest() -> str:
    """Return a string that differs when a text would be indexed differently."""
    boosts = "-".join(f"{round(boost * BOOST_UNIT)}" for _, boost in sorted(FIELD_BOOSTS.items()))
    return f"{MAPPING_VERSION}-{compute_index_digest()}-{boosts}"


def build_index_body(shards: int, replicas: int) -> dict[str, Any]:
    """Return the body of the request that creates an index."""
    positions = {
        "type": "text",
        "analyzer": "alternatives",
        "search_analyzer": "blanks",
        "similarity": "frequency",
        "norms": False,
    }
    words = {
        "type": "text",
        "analyzer": "counted",
        "search_analyzer": "blanks",
        "similarity": "frequency",
        "index_options": "freqs",
        "norms": False,
    }
    keyword = {"type": "keyword", "ignore_above": MAX_KEYWORD_LENGTH}
    properties: dict[str, Any] = {CHARS_FIELD: positions, TEXT_FIELD: positions}
    properties |= {words_field(section): words for section in ("all", *TEXT_FIELDS)}
    properties |= {latin_field(section): keyword for section in TEXT_FIELDS}
    properties |= dict.fromkeys((*KEYWORD_FIELDS, *SORTABLE_FIELDS, "stamp"), keyword)
    properties |= {name: {"type": "long"} for name in INTEGER_FIELDS}
    properties |= {name: {"type": "binary", "doc_values": True} for name in STORED_FIELDS}
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            "max_result_window": MAX_RESULT_WINDOW,
            "refresh_interval": "5s",
            "gc_deletes": "1h",  # for so long the version of a removed document holds off older writes
            # The number of occurrences is the score, because the portal computes BM25 over several fields itself.
            "similarity": {"frequency": {"type": "scripted", "script": {"source": "return doc.freq * query.boost;"}}},
            "analysis": {
                "tokenizer": {"blanks": {"type": "whitespace", "max_token_length": 30_000}},
                "filter": {
                    "each": {
                        "type": "pattern_capture",
                        "preserve_original": False,
                        "patterns": [f"([^{ALTERNATIVE}]+)"],
                    },
                    "frequency": {"type": "delimited_term_freq", "delimiter": ALTERNATIVE},
                },
                "analyzer": {
                    "blanks": {"tokenizer": "blanks"},
                    "alternatives": {"tokenizer": "blanks", "filter": ["each"]},
                    "counted": {"tokenizer": "blanks", "filter": ["frequency"]},
                },
            },
        },
        "mappings": {
            "dynamic": False,
            "_meta": {"portal": compute_mapping_digest()},
            "_source": {"enabled": False},  # the database has everything
            "properties": properties,
        },
    }
