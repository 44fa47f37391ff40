"""Documents that lack some words of a query, ranked by BM25, with the words that each lacks.

They follow the documents found, told apart from them and counted apart (docs/ranking.md, "Tiers").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from search import weights
from search.index.snapshot import Ids
from search.protocol.request import Filters
from search.query.parser import And, Node, Or, TextCondition
from search.results.corrections import Slip, correct_conditions
from search.results.matching import Matcher
from search.results.ranking import rank_indices
from search.results.run import MatchedDocuments, match_facets

MAX_CONCEPTS = 24  # of one query; a long paste has no more that matter


@dataclass(frozen=True, slots=True)
class Concept:
    """One word that a query asks for.

    Any of ``alternatives`` will do; each is a list of words that must all occur. ``parts`` are words within it that
    count a little when no alternative occurs.
    """

    word: str
    alternatives: tuple[tuple[str, ...], ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartialMatches:
    """Documents beside those found, the best first.

    ``found`` has a row for each document and a column for each concept. ``node`` has the conditions as they were
    read, with the words of the ``slips`` added to what was typed.
    """

    ids: Ids
    scores: np.ndarray
    concepts: tuple[Concept, ...]
    found: np.ndarray
    node: Node
    slips: tuple[Slip, ...] = ()

    @property
    def readings(self) -> tuple[str, ...]:
        """The words that were read in place of the slips, each once."""
        return tuple(dict.fromkeys(word for slip in self.slips for word in slip.words))

    def missing(self, row: int) -> tuple[str, ...]:
        """Return the words that a document lacks."""
        return tuple(
            concept.word for concept, is_found in zip(self.concepts, self.found[row], strict=True) if not is_found
        )


def find_partial_matches(
    matched: MatchedDocuments, filters: Filters, limit: int, with_readings: bool = True
) -> PartialMatches | None:
    """Return up to ``limit`` documents that have some words of the query and are not among those found.

    ``with_readings``: what occurs nowhere is also read as a homophone, a slip or pinyin. Exclusions, quoted phrases,
    years, fields and filters hold for them too. None for a query of no free words.
    Raises ``QueryTooComplexError`` and ``SearchBusyError``.
    """
    matcher = matched.matcher.to_fuzzy()
    free, required = split_conditions(matched.query.node)
    slips: tuple[Slip, ...] = ()
    if with_readings:
        free, slips = correct_conditions(free, matcher)
    concepts = tuple(dict.fromkeys(c for part in free for c in concepts_of(part, matcher)))[:MAX_CONCEPTS]
    if not concepts:
        return None
    columns = [_score_concept(concept, matcher) for concept in concepts]
    full = np.stack([whole > 0 for whole, _ in columns])
    scores = np.sum([np.maximum(whole, parts) for whole, parts in columns], axis=0)
    share = _share_of_words(columns)
    if any(isinstance(part, TextCondition) for part in required):
        candidates = matcher.snapshot.live_ids  # one of the words asked for is there in any case
    else:
        candidates = np.flatnonzero((share >= weights.MIN_SHARE_OF_WORDS) & (scores > 0) & matcher.snapshot.live)
    candidates = matcher.subtract(candidates, matched.ids)
    if required:
        candidates = matcher.intersect([candidates, matched.matcher.match(And(required))])
    candidates = matcher.intersect([candidates, *match_facets(matcher, filters)])
    static = matcher.snapshot.static_scores(weights.KIND_BOOSTS, weights.CITATION_BOOST)
    totals = scores[candidates] + static[candidates]
    best = rank_indices(totals, 0, limit)
    ids = candidates[best]
    return PartialMatches(ids, totals[best], concepts, full[:, ids].T, And((*free, *required)), slips)


def _share_of_words(columns: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Return for each document the share of the concepts that it has, from 0 to 1, rare concepts counting more.

    A concept that no document has does not count.
    """
    weights_of_concepts = [max(whole.max(initial=0), parts.max(initial=0)) for whole, parts in columns]
    had = [
        weight * np.where(whole > 0, 1.0, np.where(parts > 0, weights.PART_OF_WORD_FACTOR, 0.0))
        for weight, (whole, parts) in zip(weights_of_concepts, columns, strict=True)
    ]
    share: np.ndarray = np.sum(had, axis=0) / max(sum(weights_of_concepts), 1e-9)
    return share


def split_conditions(node: Node | None) -> tuple[list[Node], tuple[Node, ...]]:
    """Return the conditions whose words may be missing, and those that every document must meet."""
    parts = node.parts if isinstance(node, And) else (node,) if node else ()
    free = [part for part in parts if _is_free(part)]
    return free, tuple(part for part in parts if not _is_free(part))


def _is_free(node: Node) -> bool:
    if isinstance(node, Or):
        return all(_is_free(part) or _is_name(part) for part in node.parts)
    return isinstance(node, TextCondition) and node.is_plain


def _is_name(node: Node) -> bool:
    """Return whether all parts are free texts, such as the words of an English name beside the Chinese one."""
    return isinstance(node, And) and all(_is_free(part) for part in node.parts)


def _texts_of(node: Node) -> Iterator[TextCondition]:
    """Yield the alternatives of a free condition; the words of a name as one text."""
    if isinstance(node, Or):
        for part in node.parts:
            yield from _texts_of(part)
    elif isinstance(node, And):
        firsts = [next(_texts_of(part)) for part in node.parts]
        yield TextCondition(" ".join(one.text for one in firsts), " ".join(one.typed for one in firsts))
    elif isinstance(node, TextCondition):
        yield node


def concepts_of(node: Node, matcher: Matcher) -> Iterator[Concept]:
    """Yield the concepts of a text with its synonyms, or of alternatives that the reader typed."""
    texts = list(_texts_of(node))
    first = texts[0].text
    is_typed_alternative = len({text.typed for text in texts}) > 1
    rows = [(text.text,) if text.is_name else _join_characters(text.text, matcher) for text in texts]
    if is_typed_alternative:
        yield Concept(first, tuple(rows))
        return
    for word in rows[0]:
        replaced = [tuple(w for w in row if w not in rows[0]) for row in rows[1:] if word not in row]
        compound = tuple(matcher.split_compound(word))
        alternatives = tuple(dict.fromkeys(row for row in ((word,), compound, *replaced) if row))
        yield Concept(word, alternatives, tuple(matcher.longest_parts(word)))


def _join_characters(text: str, matcher: Matcher) -> tuple[str, ...]:
    """Return the words of a text; single characters side by side are one word, such as a name that no list has."""
    words: list[str] = []
    for word in matcher.content_words(text):
        is_continued = bool(words) and len(word) == 1 and not word.isascii() and _is_unknown(words[-1], matcher)
        if is_continued and words[-1] + word in text:
            words[-1] += word
        else:
            words.append(word)
    return tuple(words)


def _is_unknown(word: str, matcher: Matcher) -> bool:
    return not word.isascii() and (len(word) == 1 or not matcher.dictionary.words.get(word))


def _score_concept(concept: Concept, matcher: Matcher) -> tuple[np.ndarray, np.ndarray]:
    """Return for each document the score of the best alternative that it has whole, and that of the parts."""
    whole = np.zeros(matcher.snapshot.size, np.float32)
    for words in concept.alternatives:
        total, has_all = _sum_scores(words, matcher)
        np.maximum(whole, np.where(has_all, total, 0), out=whole)
    return whole, _sum_scores(concept.parts, matcher)[0] * np.float32(weights.PART_OF_WORD_FACTOR)


def _sum_scores(words: Sequence[str], matcher: Matcher) -> tuple[np.ndarray, np.ndarray]:
    """Return for each document the sum of the words' scores, and whether it has all of them."""
    size = matcher.snapshot.size
    total, counts = np.zeros(size, np.float32), np.zeros(size, np.int16)
    for word in words:
        matcher.time_limit.check()
        postings = matcher.snapshot.postings(matcher.scope, word)
        if not len(postings.ids) and not word.isascii():  # a name of several words
            postings = matcher.match_string(word, matcher.scope)
        total[postings.ids] += postings.impacts
        counts[postings.ids] += 1
    return total, counts == len(words)
