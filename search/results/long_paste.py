"""Search for the source of a long pasted text by its rarest pieces.

A pasted paragraph has line breaks, page furniture and slips, and may come from two documents, so it is not searched
for as one string. It is cut into stretches; of each stretch the rarest piece that some document contains is kept. The
documents with the most and rarest pieces come first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, log

import numpy as np

from search import weights
from search.chinese.folding import fold
from search.index.snapshot import NO_IDS, Ids
from search.protocol.request import MAX_PASTE_LENGTH, MAX_PIECE_LENGTH, MAX_PIECES
from search.query.parser import Notice, Or, Query, TextCondition
from search.results.matching import Matcher

MIN_PIECE_LENGTH = 5  # characters, of folded text; shorter pieces are in too many documents
MAX_CANDIDATES = 8  # pieces of a stretch whose rarity is estimated
MAX_ATTEMPTS = 3  # pieces of a stretch that are looked up, the rarest first
MAX_SOURCES = 5  # documents that together account for the text
MIN_PIECES_OF_FURTHER_SOURCE = 2  # a single piece is a common phrase too often
_RUN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class PasteMatches:
    """Documents that contain pieces of a pasted text: ``ids`` ascending, with the score of each.

    ``sources`` are the documents that together account for the text, each with the number of pieces that no earlier
    one has.
    """

    ids: Ids
    scores: np.ndarray
    sources: tuple[tuple[int, int], ...] = ()


def build_piece_query(pieces: Sequence[str], problems: tuple[str, ...] = ()) -> Query:
    """Return the query that any of ``pieces`` meets; they are the strings to highlight."""
    conditions = tuple(TextCondition(piece, piece, is_phrase=True) for piece in map(fold, pieces) if piece)
    node = Or(conditions) if len(conditions) > 1 else next(iter(conditions), None)
    return Query("", node, "", notices=tuple(Notice(problem, 0, 0, is_repair=False) for problem in problems))


def choose_pieces(typed: str, matcher: Matcher) -> tuple[str, ...]:
    """Return the rarest pieces of a pasted text that documents contain, at most ``MAX_PIECES``, in reading order.

    At most ``MAX_ATTEMPTS`` strings are looked up for each. Raises ``QueryTooComplexError`` and ``SearchBusyError``.
    """
    candidates = list(cut_into_pieces(fold(typed[:MAX_PASTE_LENGTH])))
    chosen = (_choose_piece(stretch, matcher) for stretch in split_evenly(candidates, MAX_PIECES))
    return tuple(dict.fromkeys(piece for piece in chosen if piece))


def cut_into_pieces(folded: str) -> Iterator[str]:
    """Yield the pieces of a folded text: runs without punctuation, cut to equal lengths.

    >>> list(cut_into_pieces("重申各会员国有义务采取一切必要措施,并决定继续处理此案。"))
    ['重申各会员国有义', '务采取一切必要措施', '并决定继续处理此案']
    """
    for run in _RUN.findall(folded):
        count = ceil(len(run) / MAX_PIECE_LENGTH)
        bounds = [len(run) * number // count for number in range(count + 1)]
        pieces = (run[first:last] for first, last in pairwise(bounds))
        yield from (piece for piece in pieces if len(piece) >= MIN_PIECE_LENGTH)


def split_evenly(candidates: Sequence[str], count: int) -> Iterator[Sequence[str]]:
    """Split into at most ``count`` stretches of nearly equal numbers of pieces, none empty."""
    count = min(count, len(candidates))
    for number in range(count):
        yield candidates[len(candidates) * number // count : len(candidates) * (number + 1) // count]


def _choose_piece(stretch: Sequence[str], matcher: Matcher) -> str:
    """Return the rarest piece of ``stretch`` that some document contains; empty when none of those tried is found."""
    step = ceil(len(stretch) / MAX_CANDIDATES)
    by_rarity = sorted(stretch[::step], key=lambda piece: _estimate_documents(piece, matcher))
    found = {piece: len(_find(piece, matcher)) for piece in by_rarity[:MAX_ATTEMPTS]}
    return min((piece for piece, count in found.items() if count), key=found.__getitem__, default="")


def _estimate_documents(piece: str, matcher: Matcher) -> int:
    """Return the number of documents with the rarest word of ``piece``: at least as many as contain the piece."""
    postings = (matcher.snapshot.postings(matcher.scope, word).ids for word in matcher.split_words(piece))
    return min(map(len, postings), default=0)


def _find(piece: str, matcher: Matcher) -> Ids:
    return matcher.match_string(piece, matcher.scope).ids


def match_pieces(pieces: Iterable[str], matcher: Matcher, filtered: Ids | None = None) -> PasteMatches:
    """Find and score the documents that contain any of ``pieces``, of those in ``filtered`` when it is given.

    A piece counts more the longer and rarer it is. Documents that contain the same pieces are told apart by kind and
    citations. Raises ``QueryTooComplexError`` and ``SearchBusyError``.
    """
    snapshot = matcher.snapshot
    found = {piece: ids for piece in dict.fromkeys(map(fold, pieces)) if piece and len(ids := _find(piece, matcher))}
    values = {piece: len(piece) * log(1 + snapshot.size / len(ids)) for piece, ids in found.items()}
    total = np.zeros(snapshot.size)
    for piece, ids in found.items():
        total[ids] += values[piece]
    ids = matcher.union(list(found.values()))
    ids = ids if filtered is None else matcher.intersect([ids, filtered])
    if not len(ids):
        return PasteMatches(NO_IDS, np.empty(0))
    static = snapshot.static_scores(weights.KIND_BOOSTS, weights.CITATION_BOOST)
    scores = total[ids] + static[ids] / (1 + np.abs(static).max(initial=0))  # below the value of any piece
    sources = tuple(_find_sources(found, values, ids, scores))
    best = scores.max()
    for rank, (source, _) in enumerate(sources):
        scores[np.searchsorted(ids, source)] = best + MAX_SOURCES - rank
    return PasteMatches(ids, scores, sources)


def _find_sources(
    found: dict[str, Ids], values: dict[str, float], ids: Ids, scores: np.ndarray
) -> Iterator[tuple[int, int]]:
    """Yield the document with the most of the text, then the one with the most of the rest, and so on."""
    remaining = dict(found)
    for rank in range(MAX_SOURCES):
        gain, counts = np.zeros(len(ids)), np.zeros(len(ids), int)
        for piece, containing in remaining.items():
            rows = np.searchsorted(ids, np.intersect1d(containing, ids))
            gain[rows] += values[piece]
            counts[rows] += 1
        best = int(np.lexsort((scores, gain))[-1])
        if counts[best] < (MIN_PIECES_OF_FURTHER_SOURCE if rank else 1):
            return
        yield int(ids[best]), int(counts[best])
        remaining = {piece: rows for piece, rows in remaining.items() if ids[best] not in rows}
