"""Fields of one document as the index takes them (``mapping.py``)."""

import hashlib
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import numpy as np

from search.chinese.dictionary import load_dictionary
from search.chinese.folding import UNIT_SEPARATOR
from search.chinese.tokens import TOKEN_BITS, Tokenizer, Trie, find_punctuation
from search.index.entries import KEYWORD_FIELDS, TEXT_FIELDS, build_entry
from search.index.snapshot import SCOPE_FIELDS
from search.opensearch_engine.fields.document_positions import DocumentPositions
from search.opensearch_engine.fields.mapping import (
    ALTERNATIVE,
    BOOST_UNIT,
    CHARS_FIELD,
    MAX_KEYWORD_LENGTH,
    TEXT_FIELD,
    latin_field,
    words_field,
)
from search.opensearch_engine.fields.stored_parts import store_parts
from search.protocol.documents import IndexableDocument
from search.weights import FIELD_BOOSTS

BARRIER = "\x02"  # the token of a barrier
MAX_TOKEN_LENGTH = 120  # characters; longer tokens are replaced by their digest, here and in queries
NARROW_SCOPES = tuple(scope for scope in SCOPE_FIELDS if scope != "all")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_SPECIAL = re.compile("[\x00-\x20\\s\ud800-\udfff]")  # characters that are no tokens
_START, _END = "\x03", "\x04"  # marks of words and sections


@lru_cache(1 << 16)
def encode_token(token: str) -> str:
    """Return a token that has no blank and is not too long for Lucene.

    >>> encode_token("安理会"), encode_token(" ") == encode_token("\\x01")
    ('安理会', False)
    """
    if token.isalnum() and len(token) <= MAX_TOKEN_LENGTH:
        return token
    if len(token) > MAX_TOKEN_LENGTH:
        return "\x05" + hashlib.sha1(token.encode(errors="surrogatepass"), usedforsecurity=False).hexdigest()
    if len(token) == 1 and (token <= "\x20" or token.isspace()):
        return f"\x05{ord(token):x}"
    return _LONE_SURROGATE.sub("\ufffd", token)


def word_start(character: str) -> str:
    """Return the token of a character that begins a number or Latin word."""
    return _START + character


def word_end(character: str) -> str:
    """Return the token of a character that ends a number or Latin word."""
    return character + _END


def scope_start(scope: str) -> str:
    """Return the token at the first position of a stretch of ``scope``."""
    return _START + _START + scope


def scope_end(scope: str) -> str:
    """Return the token at the last position of a stretch of ``scope``."""
    return scope + _END + _END


@cache
def _trie() -> Trie:
    return Trie(load_dictionary())


def build_fields(source: IndexableDocument, written: int) -> dict[str, Any]:
    """Return the fields of a document; ``written`` is the time in milliseconds since 1970. No text makes it raise."""
    entry = build_entry(source)
    positions = DocumentPositions.of(entry.text, entry.layout)
    fields: dict[str, Any] = {
        CHARS_FIELD: _write_characters(positions),
        TEXT_FIELD: _write_folded_text(positions),
        "length": positions.length,
        "written": written,
    }
    fields |= _words(positions)
    card = entry.card
    fields |= {name: [_keyword(value) for value in entry.values[name]] for name in KEYWORD_FIELDS}
    fields |= {"symbol": _keyword(card.symbol), "title": _keyword(card.title), "stamp": _keyword(card.stamp)}
    fields |= {"key": card.key, "cited": card.cited, "added": card.added}
    fields |= {"year": card.year} if card.year else {}
    fields |= {"day": card.date.toordinal()} if card.date else {}
    return fields | store_parts(entry)


def _keyword(value: str) -> str:
    return _LONE_SURROGATE.sub("\ufffd", value[:MAX_KEYWORD_LENGTH])


def _write_characters(positions: DocumentPositions) -> str:
    """Return the tokens of each position of ``chars``, barriers first."""
    tokens = _encode_each(positions.characters)
    for at, alternatives in _alternatives(positions).items():
        tokens[at] = ALTERNATIVE.join(alternatives)
    for at, marks in _scope_marks(positions).items():
        tokens[at] = ALTERNATIVE.join([tokens[at], *marks])
    for at in positions.squeezed.barriers.tolist():
        if at < len(tokens):
            tokens[at] = f"{BARRIER} {tokens[at]}"
    return " ".join(tokens)


def _encode_each(text: str) -> list[str]:
    """Return the token of each character of a text; few differ from the character."""
    tokens = list(text)
    for special in _SPECIAL.finditer(text):
        tokens[special.start()] = encode_token(special[0])
    return tokens


def _scope_marks(positions: DocumentPositions) -> dict[int, list[str]]:
    """Return the marks of the stretches of all scopes, by position."""
    marks: dict[int, list[str]] = {}
    for scope in NARROW_SCOPES:
        for first, last in positions.stretches(SCOPE_FIELDS[scope]):
            marks.setdefault(first, []).append(scope_start(scope))
            marks.setdefault(last, []).append(scope_end(scope))
    return marks


def _alternatives(positions: DocumentPositions) -> dict[int, list[str]]:
    """Return the tokens at the first and last characters of numbers and Latin words, by position."""
    found: dict[int, list[str]] = {}
    is_start, is_end = positions.is_start, positions.is_end
    for at in np.flatnonzero(is_start | is_end).tolist():
        character = positions.characters[at]
        tokens = [character]
        if is_start[at]:
            tokens.append(word_start(character))
        if is_end[at]:
            tokens.append(word_end(character))
        if is_start[at] and is_end[at]:
            tokens.append(word_end(word_start(character)))
        found[at] = tokens
    return found


def _write_folded_text(positions: DocumentPositions) -> str:
    """Return the tokens of each position of ``text``; a stretch includes the punctuation around it."""
    squeezed = positions.squeezed
    tokens = _encode_each(squeezed.text)
    for at in squeezed.offsets[positions.is_start].tolist():
        tokens[at] = ALTERNATIVE.join([tokens[at], word_start(tokens[at])])
    for scope in NARROW_SCOPES:
        for first, last in _stretches_of_text(positions, scope):
            tokens[first] += ALTERNATIVE + scope_start(scope)
            tokens[last] += ALTERNATIVE + scope_end(scope)
    return " ".join(tokens)


def _stretches_of_text(positions: DocumentPositions, scope: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the folded text that lie in ``scope``, from unit to unit; both ends are inclusive."""
    units, end = positions.unit_fields, len(positions.squeezed.text)
    bounds = [start for start, _ in units] + [end]
    first: int | None = None
    for at, (start, name) in enumerate(units):
        if bounds[at + 1] == start:
            continue
        if name in SCOPE_FIELDS[scope]:
            first = start if first is None else first
        elif first is not None:
            yield first, start - 1
            first = None
    if first is not None:
        yield first, end - 1


def _words(positions: DocumentPositions) -> dict[str, Any]:
    """Return the tokens of each section with their frequencies, and its numbers and Latin words."""
    tokenizer = Tokenizer(_trie())
    places, tokens = tokenizer.tokenize(positions.squeezed)
    offsets, _, punctuation = find_punctuation(positions.squeezed)
    units = positions.unit_fields
    unit_starts = np.array([start for start, _ in units], np.int64)
    unit_numbers = np.array([TEXT_FIELDS.index(name) for _, name in units], np.int64)
    of_punctuation = unit_numbers[unit_starts.searchsorted(offsets, "right") - 1]
    numbers = np.concatenate([positions.field_numbers[places].astype(np.int64), of_punctuation])
    codes = np.concatenate([tokens.astype(np.int64), punctuation])
    terms, counts = np.unique(numbers << TOKEN_BITS | codes, return_counts=True)
    sections, codes = terms >> TOKEN_BITS, terms & ((1 << TOKEN_BITS) - 1)
    distinct, places = np.unique(codes, return_inverse=True)
    strings = np.array([*tokenizer.decode_tokens(distinct), ""], object)[:-1]
    is_token = strings != UNIT_SEPARATOR
    encoded = np.array([*map(encode_token, strings), ""], object)[:-1]
    is_latin = np.array([string.isascii() and string.isalnum() for string in strings], bool)
    boosts = np.array([round(FIELD_BOOSTS[name] * BOOST_UNIT) for name in TEXT_FIELDS], np.int64)
    weights = np.bincount(places, boosts[sections] * counts, len(strings)).astype(np.int64)
    fields: dict[str, Any] = {words_field("all"): _write_counted(encoded[is_token], weights[is_token])}
    for section in np.unique(sections).tolist():
        name, of_section = TEXT_FIELDS[section], sections == section
        here, times = places[of_section], counts[of_section]
        kept = is_token[here]
        if kept.any():
            fields[words_field(name)] = _write_counted(encoded[here[kept]], times[kept])
        if latin := [string[:MAX_KEYWORD_LENGTH] for string in strings[here[is_latin[here]]].tolist()]:
            fields[latin_field(name)] = latin
    return fields


def _write_counted(tokens: np.ndarray, counts: np.ndarray) -> str:
    return " ".join(map(f"{{}}{ALTERNATIVE}{{}}".format, tokens.tolist(), counts.tolist()))
