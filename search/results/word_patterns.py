"""Words of the index that fit ``wom?n``, ``*keeping`` or ``安理会~``; texts take the place of such conditions."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from search.index.snapshot import SCOPE_FIELDS
from search.query.edits import is_one_edit
from search.query.parser import Notice, Query, SimilarCondition, TextCondition
from search.query.patterns import Pattern, build_text, fits_pattern, replace_patterns
from search.results.corrections import find_similar_words
from search.results.matching import Matcher

MAX_WORDS = 200  # of one pattern; those in most documents
_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
WordCounts = dict[str, int]  # numbers of documents


def resolve_words(query: Query, matcher: Matcher) -> tuple[Query, tuple[str, ...]]:
    """Return the query with texts in place of patterns, and the similar words that were added."""
    if query.is_plain:
        return query, ()
    added: list[str] = []
    notices: list[Notice] = []

    def find(pattern: Pattern) -> list[TextCondition]:
        scope = pattern.scope or matcher.scope
        if isinstance(pattern, SimilarCondition):
            words = _find_similar(pattern.text, scope, matcher)
            added.extend(words)
            return [build_text(pattern, word) for word in (pattern.text, *words)]
        counts = _find_words(scope, pattern.pattern, matcher)
        if len(counts) > MAX_WORDS:
            notices.append(_notice_too_many(query.typed, pattern.typed, len(counts)))
        best = sorted(counts, key=lambda word: -counts[word])[:MAX_WORDS]
        return [build_text(pattern, word) for word in best or [pattern.pattern]]

    node = replace_patterns(query.node, find)
    if node is query.node:
        return query, ()
    return replace(query, node=node, notices=(*query.notices, *notices)), tuple(added)


def _notice_too_many(typed: str, pattern: str, count: int) -> Notice:
    start = max(typed.find(pattern), 0)
    sentence = f"“{pattern}”可以是 {count} 个词，只用了文件最多的 {MAX_WORDS} 个；请多写几个字母。"
    return Notice(sentence, start, start + len(pattern), is_repair=False)


def _find_words(scope: str, pattern: str, matcher: Matcher) -> WordCounts:
    """Return the numbers and Latin words that fit a pattern, with their numbers of documents."""
    literal = pattern[: min(pattern.find(sign) % (len(pattern) + 1) for sign in "*?")]
    counts: WordCounts = {}
    for word, count in _iter_words(scope, literal, matcher):
        if fits_pattern(word, pattern):
            counts[word] = counts.get(word, 0) + count
    return counts


def _iter_words(scope: str, prefix: str, matcher: Matcher) -> Iterator[tuple[str, int]]:
    """Yield the numbers and Latin words that begin with ``prefix``, field by field."""
    for field in SCOPE_FIELDS[scope]:
        for start in [prefix] if prefix else _ALPHABET:
            matcher.time_limit.check()
            yield from matcher.snapshot.terms(field, start)


def _find_similar(text: str, scope: str, matcher: Matcher) -> list[str]:
    if not text.isascii():
        return find_similar_words(text, matcher)
    words = (word for word, _ in _iter_words(scope, text[0], matcher))
    return _most_frequent((word for word in words if word != text and is_one_edit(word, text)), scope, matcher)


def _most_frequent(words: Iterable[str], scope: str, matcher: Matcher) -> list[str]:
    counts = {word: len(matcher.snapshot.postings(scope, word).ids) for word in words}
    return sorted(counts, key=lambda word: -counts[word])[:MAX_WORDS]
