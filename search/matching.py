"""A tree of conditions → the documents that meet it, by set operations over posting lists."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from time import monotonic

import numpy as np

from search.analysis import Plan, cut, plan
from search.language import And, Cites, Node, Not, Or, Text, Years
from search.snapshot import Ids, Snapshot
from search.words import Dictionary

NO_IDS: Ids = np.empty(0, np.int64)


class TookTooLong(Exception):
    """A query used up its time; what was found so far is still whole documents that match."""


@dataclass(slots=True)
class Matcher:
    """Matches against one snapshot. In exact mode a text must stand there as typed; otherwise each of its words.

    ``deadline`` is a moment of ``time.monotonic``; a bounded answer sets ``was_cut``.
    """

    snapshot: Snapshot
    dictionary: Dictionary
    is_exact: bool = True
    scope: str = "all"
    deadline: float = float("inf")
    was_cut: bool = False

    def match(self, node: Node) -> Ids:
        """The numbers of the documents that meet ``node``, ascending."""
        if isinstance(node, Text):
            return self.text(node)
        if isinstance(node, And):
            return self._all(node.parts)
        if isinstance(node, Or):
            return union([self.match(part) for part in node.parts])
        if isinstance(node, Not):
            return without(self.snapshot.everything, self.match(node.part), self.snapshot.size)
        if isinstance(node, Years):
            years = self.snapshot.years
            return np.flatnonzero((years >= node.first) & (years <= node.last) & self.snapshot.live)
        return self._citing(node)

    def _all(self, parts: Iterable[Node]) -> Ids:
        """All parts; exclusions are taken from what the others leave."""
        parts = list(parts)
        kept = [self.match(part) for part in parts if not isinstance(part, Not)]
        ids = self.common(kept) if kept else self.snapshot.everything
        for part in parts:
            if isinstance(part, Not):
                ids = without(ids, self.match(part.part), self.snapshot.size)
        return ids

    def _citing(self, node: Cites) -> Ids:
        return self.snapshot.raw(("cites",), node.symbol)[0]

    def text(self, text: Text) -> Ids:
        scope = text.scope or self.scope
        if self.is_exact or text.is_phrase or text.is_prefix:
            return self.string(text.text, scope, text.is_prefix)
        words = cut(text.text, self.dictionary)
        return self.having(words, scope) if words else self.string(text.text, scope)

    def having(self, tokens: Iterable[str], scope: str) -> Ids:
        """Documents that have all ``tokens`` somewhere in ``scope``."""
        return self.common([self.snapshot.postings(scope, token).ids for token in tokens])

    def common(self, lists: list[Ids]) -> Ids:
        """What all lists share, shortest first."""
        lists = sorted(lists, key=len)
        ids = lists[0] if lists else NO_IDS
        for other in lists[1:]:
            if not len(ids):
                break
            flags = np.zeros(self.snapshot.size, bool)
            flags[other] = True
            ids = ids[flags[ids]]
        return ids

    def string(self, string: str, scope: str, is_prefix: bool = False) -> Ids:
        """Documents with ``string`` in their folded text, within ``scope``: counted by reading, not by guessing."""
        if not string:
            return NO_IDS
        how: Plan = plan(string, self.dictionary)
        ids = self.having(how.tokens, scope)
        if (how.is_exact and not is_prefix) or not len(ids):
            return ids
        if scope == "all" and not is_prefix:
            return self._containing(ids, string.encode())
        return self._keep(ids, _Place(string, scope, is_prefix))

    def _containing(self, ids: Ids, needle: bytes) -> Ids:
        if self.deadline == float("inf") or len(ids) < 500:
            return self.snapshot.containing(ids, needle)
        found = []
        for part in np.array_split(ids, len(ids) // 500 + 1):
            if self._is_late():
                break
            found.append(self.snapshot.containing(part, needle))
        return np.concatenate([NO_IDS, *found])

    def _keep(self, ids: Ids, place: "_Place") -> Ids:
        kept = []
        for number in ids.tolist():
            if self._is_late():
                break
            if place.is_in(self.snapshot, number):
                kept.append(number)
        return np.array(kept, np.int64)

    def _is_late(self) -> bool:
        self.was_cut = self.was_cut or monotonic() > self.deadline
        return self.was_cut


class _Place:
    """Whether a document has a string within one scope, or as the beginning of a word."""

    def __init__(self, string: str, scope: str, is_prefix: bool):
        self.needle, self.scope = string.encode(), scope
        self.is_word_start = is_prefix and string[0].isascii() and string[0].isalnum()

    def is_in(self, snapshot: Snapshot, number: int) -> bool:
        text = snapshot.text(number)
        places = [match.start() for match in re.finditer(re.escape(self.needle), text)]
        if self.is_word_start:
            places = [place for place in places if not text[place - 1 : place].isalnum()]
        return bool(places) and (self.scope == "all" or snapshot.any_in_scope(number, places, self.scope))


def union(lists: list[Ids]) -> Ids:
    return reduce(np.union1d, lists) if lists else NO_IDS


def without(ids: Ids, excluded: Ids, size: int) -> Ids:
    flags = np.ones(size, bool)
    flags[excluded] = False
    return ids[flags[ids]]
