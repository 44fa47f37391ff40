"""Evaluation of a query tree: the documents that match it, by set operations over posting lists."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from search.chinese.cover import PositionedToken, cover, split_words
from search.chinese.dictionary import Dictionary
from search.chinese.needles import Needle, parse_needle
from search.index.needle_positions import find_positions, is_decided_by_tokens
from search.index.positions import Positions
from search.index.snapshot import NO_IDS, Ids, Postings, Snapshot
from search.kernels.plain import Packed, Words
from search.protocol.key_facets import NO_KEY_FACETS, KeyFacets
from search.query.content_words import longest_parts, split_compound, without_question_words
from search.query.parser import (
    And,
    CharterCondition,
    Narrow,
    Near,
    Node,
    Not,
    Or,
    Query,
    SubjectCondition,
    TextCondition,
    iter_leaves,
)
from search.results.fact_matching import FactCondition, match_fact
from search.results.key_facets import match_named, match_value
from search.results.proximity import SENTENCE_ENDS, Stretches, Strings, select_chain
from search.results.time_limit import NO_LIMIT, TimeLimit

_StringKey: TypeAlias = tuple[str, str, bool, bool]  # string, scope, whether it is a prefix, whether it is verbatim


class _Caches:
    """Lists that the matchers of one query have read, whatever their mode and scope."""

    __slots__ = ("content_words", "positions", "postings", "strings", "tokens", "words")

    def __init__(self) -> None:
        self.postings: dict[tuple[str, str], Postings] = {}
        self.strings: dict[_StringKey, Postings] = {}
        self.positions: dict[_StringKey, Positions] = {}
        self.words: dict[str, list[str]] = {}
        self.content_words: dict[str, list[str]] = {}
        self.tokens: dict[tuple[str, bool, bool], list[PositionedToken]] = {}


@dataclass(slots=True)
class Matcher:
    """Matches queries against one snapshot and caches every list that it reads.

    Exact mode requires each text as typed; otherwise each word of a text is required by itself. ``scope`` is the
    section to search in. ``key_facets`` are the filters by facts outside of the index.

    Raises ``QueryTooComplexError`` or ``SearchBusyError`` when a list must be read after ``time_limit``.
    """

    snapshot: Snapshot
    dictionary: Dictionary
    is_exact: bool = True
    scope: str = "all"
    time_limit: TimeLimit = NO_LIMIT
    key_facets: KeyFacets = field(default_factory=lambda: NO_KEY_FACETS)
    _caches: _Caches = field(default_factory=lambda: _Caches())

    def to_fuzzy(self) -> "Matcher":
        """Return a matcher that requires each word by itself; the caches are shared."""
        return self._with(False, self.scope)

    def with_scope(self, scope: str) -> "Matcher":
        """Return a matcher for another section; the caches are shared."""
        return self._with(self.is_exact, scope)

    def _with(self, is_exact: bool, scope: str) -> "Matcher":
        arguments = self.snapshot, self.dictionary, is_exact, scope, self.time_limit, self.key_facets, self._caches
        return type(self)(*arguments)

    def match(self, node: Node) -> Ids:
        """Return the numbers of the documents that match ``node``, ascending."""
        if isinstance(node, TextCondition):
            return self.match_text(node)
        if isinstance(node, And):
            return self._match_all(node.parts)
        if isinstance(node, Or):
            return self.union([self.match(part) for part in node.parts])
        if isinstance(node, Not):
            return self.subtract(self.snapshot.live_ids, self.match(node.part))
        if isinstance(node, Narrow):
            return self.with_scope("all").match(node.part)
        if isinstance(node, Near):
            return self._match_near(node)
        if isinstance(node, SubjectCondition):
            return match_named(self.key_facets.get("subject"), self.snapshot, node)
        if isinstance(node, CharterCondition):
            return match_value(self.key_facets.get("charter"), self.snapshot, node.chapter)
        if isinstance(node, FactCondition):
            return match_fact(node, self.snapshot)
        return NO_IDS  # a pattern, before ``resolve_words``

    def _match_all(self, parts: Iterable[Node]) -> Ids:
        """Intersect all parts, the words of all texts at once; exclusions are subtracted from the intersection."""
        words, others, excluded = [], [], []
        for part in parts:
            if isinstance(part, Not):
                excluded.append(part.part)
            elif isinstance(part, TextCondition) and self.is_fuzzy(part):
                words += self._read_words(part)
            else:
                others.append(part)
        ids = self._match_words(words) if words else None
        for part in others:
            if ids is None or len(ids):
                found = self.match(part)
                ids = found if ids is None else self.intersect([ids, found])
        if ids is None:
            ids = self.snapshot.live_ids
        for part in excluded:
            ids = self.subtract(ids, self.match(part))
        return ids

    def _match_near(self, node: Near) -> Ids:
        """Return the documents with a chain of near texts; each text counts as one string in fuzzy mode too."""
        exact = self if self.is_exact else self._with(True, self.scope)
        ids = self.intersect([exact.match(part) for part in node.parts])
        if not len(ids):
            return NO_IDS
        self.time_limit.check()
        paragraphs = Stretches(*self.snapshot.paragraph_starts)
        sentences = paragraphs
        if "sentence" in node.relations:
            starts = [self.snapshot.positions("all", mark).astype(np.int64) for mark in SENTENCE_ENDS]
            sentences = paragraphs.split_at(np.sort(np.concatenate(starts)))
        parts = [self._find_strings(part, ids) for part in node.parts]
        last = select_chain(parts, node.relations, paragraphs, sentences)
        return np.unique(self.snapshot.starts.searchsorted(last.positions, "right") - 1)

    def _find_strings(self, node: Node, ids: Ids) -> Strings:
        """Return the occurrences of a text, or of alternatives, in the documents ``ids``."""
        texts = [leaf for leaf in iter_leaves(node) if isinstance(leaf, TextCondition)]
        strings = Strings.of([(self.text_positions(text), len(parse_needle(text.text).characters)) for text in texts])
        owners = self.snapshot.starts.searchsorted(strings.positions, "right") - 1
        return strings.select(self.contains(ids, owners))

    def match_text(self, text: TextCondition) -> Ids:
        """Return the documents that match one text condition, ascending."""
        return self._match_words(self._read_words(text)) if self.is_fuzzy(text) else self.text_postings(text).ids

    def _read_words(self, text: TextCondition) -> Words:
        """Return the documents with each word of a text; the words after one that is nowhere are left out."""
        scope, found = text.scope or self.scope, []
        for word in self.content_words(text.text):
            postings, parts = self.postings(scope, word), self._parts_of(word, scope)
            found.append((postings.ids, postings.packed, parts))
            if not (parts or len(postings.ids)):
                break
        return found

    def _match_words(self, words: Words) -> Ids:
        (ids, _, parts), *others = words
        return ids if not (parts or others) else self.snapshot.kernels.match_words(words)

    def _parts_of(self, word: str, scope: str) -> list[tuple[Ids, Packed]]:
        """Return the documents with each part of a compound word; none for another word."""
        parts = split_compound(word, self.dictionary) if len(word) > 2 else ()
        return [(postings.ids, postings.packed) for postings in (self.postings(scope, part) for part in parts)]

    def postings(self, scope: str, word: str) -> Postings:
        """Return the scored posting list of a word."""
        postings = self._caches.postings.get((scope, word))
        if postings is None:
            postings = self._caches.postings[scope, word] = self.snapshot.postings(scope, word)
        return postings

    def text_postings(self, text: TextCondition) -> Postings:
        """Return the documents that contain a text as one string."""
        scope = text.scope or self.scope
        if text.is_word:
            return self.postings(scope, text.text)
        return self.match_string(text.text, scope, text.is_prefix, text.is_phrase)

    def text_positions(self, text: TextCondition) -> Positions:
        """Return the positions of a text as one string, ascending."""
        scope = text.scope or self.scope
        if text.is_word:
            return self.snapshot.positions(scope, text.text)
        return self.positions(text.text, scope, text.is_prefix, text.is_phrase)

    def is_fuzzy(self, text: TextCondition) -> bool:
        """Return True when each word of ``text`` is matched by itself."""
        return not (self.is_exact or text.is_phrase or text.is_prefix or text.is_name or text.is_word)

    def scored_words(self, string: str) -> list[str]:
        """Return the words of ``string`` that score by themselves.

        In exact mode these are the longest words that cover the string, because their lists are read already.
        """
        tokens = [placed.token for placed in self._cover(parse_needle(string), False)] if self.is_exact else [""]
        return tokens if all(map(str.isalnum, tokens)) else self.split_words(string)

    def split_words(self, string: str) -> list[str]:
        """Return the words of a folded string."""
        words = self._caches.words.get(string)
        if words is None:
            words = self._caches.words[string] = split_words(string, self.dictionary)
        return words

    def content_words(self, string: str) -> list[str]:
        """Return the words of a folded string that are required one by one; those that only ask are left out."""
        words = self._caches.content_words.get(string)
        if words is None:
            words = self._caches.content_words[string] = without_question_words(self.split_words(string), string)
        return words

    def split_compound(self, word: str) -> tuple[str, ...]:
        """Return the shorter words that together say the same as a compound word; none for another word."""
        return split_compound(word, self.dictionary)

    def longest_parts(self, word: str) -> list[str]:
        """Return the parts of a compound word that have more than one character."""
        return longest_parts(word, self.dictionary)

    def match_string(self, string: str, scope: str, is_prefix: bool = False, is_verbatim: bool = False) -> Postings:
        """Return exactly the documents that contain the folded ``string`` within ``scope``.

        Punctuation matters only when ``is_verbatim``.
        """
        key = (string, scope, is_prefix, is_verbatim)
        postings = self._caches.strings.get(key)
        if postings is None:
            self.time_limit.check()
            postings = self._caches.strings[key] = self._read_postings(*key)
        return postings

    def match_whole(self, query: Query) -> Postings:
        """Return the documents that contain the whole query as one text."""
        return self.match_string(query.verbatim, self.scope, is_verbatim=not query.is_plain)

    def is_decided_by_token(self, string: str, is_prefix: bool, is_verbatim: bool) -> bool:
        """Return whether one token alone decides where a string occurs."""
        needle = parse_needle(string, is_verbatim)
        return is_decided_by_tokens(needle, self._cover(needle, is_prefix))

    def first_token(self, string: str, is_prefix: bool, is_verbatim: bool) -> str:
        """Return the first of the tokens that cover a string."""
        return self._cover(parse_needle(string, is_verbatim), is_prefix)[0].token

    def _read_postings(self, string: str, scope: str, is_prefix: bool, is_verbatim: bool) -> Postings:
        needle = parse_needle(string, is_verbatim)
        tokens = self._cover(needle, is_prefix)
        if is_decided_by_tokens(needle, tokens):
            return self.postings(scope, tokens[0].token)
        return self.snapshot.postings_at(self.positions(string, scope, is_prefix, is_verbatim))

    def positions(self, string: str, scope: str, is_prefix: bool = False, is_verbatim: bool = False) -> Positions:
        """Return the positions of the folded ``string`` within ``scope``, ascending; arguments as ``match_string``."""
        key = (string, scope, is_prefix, is_verbatim)
        positions = self._caches.positions.get(key)
        if positions is None:
            needle = parse_needle(string, is_verbatim)
            tokens = self._cover(needle, is_prefix)
            positions = self._caches.positions[key] = find_positions(self.snapshot, scope, needle, tokens)
        return positions

    def _cover(self, needle: Needle, is_prefix: bool) -> list[PositionedToken]:
        key = (needle.string, is_prefix, needle.is_verbatim)
        tokens = self._caches.tokens.get(key)
        if tokens is None:
            tokens = self._caches.tokens[key] = cover(needle, self.dictionary, is_prefix)
        return tokens

    def intersect(self, lists: list[Ids]) -> Ids:
        """Return the documents that are in all ``lists``, ascending; no lists give no documents."""
        if len(lists) < 2:
            return lists[0] if lists else NO_IDS
        return self.snapshot.kernels.intersect(lists)

    def subtract(self, ids: Ids, excluded: Ids) -> Ids:
        """Return ``ids`` without those that are in ``excluded``."""
        remaining: Ids = ids[~self.contains(excluded, ids)] if len(excluded) else ids
        return remaining

    def union(self, lists: list[Ids]) -> Ids:
        """Return the documents that are in any of ``lists``, ascending."""
        lists = [ids for ids in lists if len(ids)]
        if len(lists) < 2:
            return lists[0] if lists else NO_IDS
        return self.snapshot.kernels.unite(lists)

    def contains(self, ids: Ids, wanted: Ids) -> np.ndarray:
        """Return for each document of ``wanted``, ascending, whether it is in ``ids``."""
        return self.snapshot.kernels.are_in(wanted, ids)
